from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "fazhi.kernel.law"
    label = "law"
    verbose_name = "法规"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fazhi.kernel.law import checks

        checks.declare_periods()
