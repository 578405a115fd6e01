from django.apps import AppConfig


class AnnualReportConfig(AppConfig):
    name = "fazhi.lines.annual_report"
    label = "annual_report"
    verbose_name = "法治政府建设年度报告"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from fazhi.kernel.indicators.permissions import FREEZE
        from fazhi.kernel.law import registry as law
        from fazhi.kernel.procedures import forms, integrity
        from fazhi.kernel.procedures import registry as procedures
        from fazhi.lines.annual_report import papers
        from fazhi.lines.annual_report.checks import CHECKERS
        from fazhi.lines.annual_report.commands import COMMANDS
        from fazhi.lines.annual_report.forms import FORMS
        from fazhi.lines.annual_report.models import AnnualReport, Contribution
        from fazhi.lines.annual_report.permissions import PERMISSIONS, WRITE
        from fazhi.lines.annual_report.procedure import CONTRIBUTION_PROCEDURE, REPORT_PROCEDURE
        from fazhi.lines.annual_report.services.sealing import print_by
        from fazhi.lines.annual_report.terms import GROUNDS
        from fazhi.surfaces.cli.command import register

        register(*COMMANDS)
        procedures.register(REPORT_PROCEDURE, AnnualReport, (*PERMISSIONS, FREEZE), grounds=GROUNDS)
        procedures.register(CONTRIBUTION_PROCEDURE, Contribution, PERMISSIONS, grounds=GROUNDS)
        forms.register(*FORMS)
        integrity.register(*CHECKERS)
        print_by(papers.files)
        law.declare([WRITE.basis], "annual_report/permissions.py")
