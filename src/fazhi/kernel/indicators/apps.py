from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "fazhi.kernel.indicators"
    label = "indicators"
    verbose_name = "指标"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fazhi.kernel.indicators import checks  # noqa: F401
        from fazhi.kernel.indicators.permissions import FREEZE
        from fazhi.kernel.law import registry as law

        law.declare([FREEZE.basis], "kernel/indicators/permissions.py")
