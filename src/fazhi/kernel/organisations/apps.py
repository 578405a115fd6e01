from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "fazhi.kernel.organisations"
    label = "organisations"
    verbose_name = "机构与岗位"
    default_auto_field = "django.db.models.BigAutoField"
