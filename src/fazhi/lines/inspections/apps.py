from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """Registers the line with the kernel."""

    name = "fazhi.lines.inspections"
    label = "inspections"
    verbose_name = "双随机检查"

    def ready(self) -> None:
        from django.utils.translation import gettext_noop

        from fazhi.kernel.exchange import formats
        from fazhi.kernel.indicators import registry as indicators
        from fazhi.kernel.law import registry as law
        from fazhi.kernel.procedures import forms, integrity
        from fazhi.kernel.procedures import registry as procedures
        from fazhi.lines.inspections import commands as inspections
        from fazhi.lines.inspections.checks import CHECKERS
        from fazhi.lines.inspections.forms import FORMS
        from fazhi.lines.inspections.indicators import IDENTITIES, INDICATORS, SECTION
        from fazhi.lines.inspections.ledgers import FORMATS
        from fazhi.lines.inspections.models import Inspection, Task
        from fazhi.lines.inspections.permissions import PERMISSIONS
        from fazhi.lines.inspections.procedure import INSPECTION_PROCEDURE, TASK_PROCEDURE
        from fazhi.lines.inspections.registers import REGISTERS
        from fazhi.lines.inspections.rules.checklists import points
        from fazhi.lines.inspections.services.transcripts import ACTS
        from fazhi.lines.inspections.terms import GROUNDS
        from fazhi.surfaces.cli import command as commands

        for procedure, model in ((TASK_PROCEDURE, Task), (INSPECTION_PROCEDURE, Inspection)):
            procedures.register(procedure, model, PERMISSIONS, grounds=GROUNDS)
        procedures.name_acts(ACTS)
        forms.register(*FORMS)
        integrity.register(*CHECKERS)
        indicators.register(registers=REGISTERS, indicators=INDICATORS, identities=IDENTITIES, sections=(SECTION,))
        formats.register(*FORMATS)
        commands.register(*inspections.COMMANDS)
        for point in points():
            where = f"lines/inspections/checklists.toml {point.code}"
            law.declare([point.basis], where, kind=gettext_noop("检查要点"), title=point.title)
