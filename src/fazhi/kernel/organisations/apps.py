from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "fazhi.kernel.organisations"
    label = "organisations"
    verbose_name = "机构与岗位"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fazhi.kernel.law import registry as law
        from fazhi.kernel.organisations.permissions import PERMISSIONS

        law.declare([permission.basis for permission in PERMISSIONS], "kernel/organisations/permissions.py")
