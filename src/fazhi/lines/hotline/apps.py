from django.apps import AppConfig


class HotlineConfig(AppConfig):
    """Registers the line with the kernel."""

    name = "fazhi.lines.hotline"
    label = "hotline"
    verbose_name = "12348热线"

    def ready(self) -> None:
        from fazhi.kernel.exchange import formats
        from fazhi.kernel.indicators import registry as indicators
        from fazhi.kernel.law import registry as law
        from fazhi.kernel.procedures import forms, integrity
        from fazhi.kernel.procedures import registry as procedures
        from fazhi.lines.hotline import commands as hotline
        from fazhi.lines.hotline import jobs
        from fazhi.lines.hotline.checks import CHECKERS
        from fazhi.lines.hotline.forms import FORMS
        from fazhi.lines.hotline.indicators import IDENTITIES, INDICATORS, SECTION
        from fazhi.lines.hotline.ledgers import FORMATS
        from fazhi.lines.hotline.models import Complaint, Consultation
        from fazhi.lines.hotline.permissions import PERMISSIONS
        from fazhi.lines.hotline.procedure import COMPLAINT_PROCEDURE, CONSULTATION_PROCEDURE
        from fazhi.lines.hotline.registers import REGISTERS
        from fazhi.lines.hotline.services import quality, recordings
        from fazhi.lines.hotline.terms import ADVICE, GROUNDS, STANDARD
        from fazhi.lines.hotline.terms.attendance import PAY
        from fazhi.lines.hotline.terms.callbacks import COMPLAINT_GROUNDS
        from fazhi.lines.hotline.terms.live import INTRADAY_JOB
        from fazhi.lines.hotline.terms.planning import DRAFT_JOB
        from fazhi.lines.hotline.terms.quality import PRIVACY
        from fazhi.lines.hotline.terms.topics import ACTS
        from fazhi.surfaces.cli import command as commands
        from fazhi.surfaces.jobs import registry as background

        procedures.register(CONSULTATION_PROCEDURE, Consultation, PERMISSIONS, grounds=GROUNDS)
        procedures.register(COMPLAINT_PROCEDURE, Complaint, PERMISSIONS, grounds=COMPLAINT_GROUNDS)
        procedures.name_acts({**quality.ACTS, **recordings.ACTS, **ACTS})
        forms.register(*FORMS)
        integrity.register(*CHECKERS)
        indicators.register(registers=REGISTERS, indicators=INDICATORS, identities=IDENTITIES, sections=(SECTION,))
        formats.register(*FORMATS)
        background.register(DRAFT_JOB, jobs.draw_up)
        background.register(INTRADAY_JOB, jobs.follow)
        commands.register(*hotline.COMMANDS)
        law.declare([ADVICE, STANDARD, PRIVACY, PAY], "lines/hotline/terms")
