from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "fazhi.kernel.law"
    label = "law"
    verbose_name = "法规"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fazhi.kernel.audit.permissions import EXPORT, EXPORT_DETAILS
        from fazhi.kernel.law import checks, registry
        from fazhi.kernel.law.permissions import IMPORT

        checks.declare_periods()
        registry.declare([IMPORT.basis], "kernel/law/permissions.py")
        # The trail's room stands below this one and can't declare its own.
        registry.declare([EXPORT.basis, EXPORT_DETAILS.basis], "kernel/audit/permissions.py")
