from django.apps import AppConfig
from django.core.checks import register


class ProceduresConfig(AppConfig):
    name = "fazhi.kernel.procedures"
    label = "procedures"
    verbose_name = "程序"

    def ready(self) -> None:
        from fazhi.kernel.procedures.registry import check_procedures

        register(check_procedures)
