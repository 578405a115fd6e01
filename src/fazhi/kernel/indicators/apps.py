from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "fazhi.kernel.indicators"
    label = "indicators"
    verbose_name = "指标"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fazhi.kernel.indicators import checks  # noqa: F401
