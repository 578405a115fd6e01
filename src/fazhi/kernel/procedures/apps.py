from django.apps import AppConfig
from django.core.checks import register


class ProceduresConfig(AppConfig):
    name = "fazhi.kernel.procedures"
    label = "procedures"
    verbose_name = "程序"

    def ready(self) -> None:
        from fazhi.kernel.procedures import integrity
        from fazhi.kernel.procedures.form_check import check_forms
        from fazhi.kernel.procedures.permissions import PERMISSIONS
        from fazhi.kernel.procedures.registry import check_procedures, register_permissions

        register(check_procedures)
        register(check_forms)
        register_permissions(PERMISSIONS)
        integrity.register(*integrity.CHECKERS)
