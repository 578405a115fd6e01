from django.apps import AppConfig


class AnnualReportConfig(AppConfig):
    name = "fazhi.lines.annual_report"
    label = "annual_report"
    verbose_name = "法治政府建设年度报告"

    def ready(self) -> None:
        from fazhi.kernel.law import registry as law
        from fazhi.lines.annual_report.commands import COMMANDS
        from fazhi.lines.annual_report.permissions import WRITE
        from fazhi.surfaces.cli.command import register

        register(*COMMANDS)
        law.declare([WRITE.basis], "annual_report/permissions.py")
