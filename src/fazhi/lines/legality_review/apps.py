from django.apps import AppConfig


class LegalityReviewConfig(AppConfig):
    """Registers the line with the kernel."""

    name = "fazhi.lines.legality_review"
    label = "legality_review"
    verbose_name = "合法性审核"

    def ready(self) -> None:
        from django.utils.translation import gettext_noop

        from fazhi.engines.review import CHECKS
        from fazhi.kernel.exchange import formats
        from fazhi.kernel.indicators import registry as indicators
        from fazhi.kernel.law import registry as law
        from fazhi.kernel.papers import templates
        from fazhi.kernel.procedures import forms, integrity
        from fazhi.kernel.procedures import registry as procedures
        from fazhi.lines.legality_review import commands, jobs, services, terms  # noqa: F401  the sentences of `commands`
        from fazhi.lines.legality_review.checks import CHECKERS
        from fazhi.lines.legality_review.forms import FORMS
        from fazhi.lines.legality_review.indicators import IDENTITIES, INDICATORS, SECTION
        from fazhi.lines.legality_review.ledgers import FORMATS
        from fazhi.lines.legality_review.models import (
            Campaign,
            Circulation,
            Document,
            Filing,
            ReceivedFiling,
            Review,
            Submission,
        )
        from fazhi.lines.legality_review.papers import TEMPLATES
        from fazhi.lines.legality_review.permissions import PERMISSIONS
        from fazhi.lines.legality_review.procedure import DOCUMENT_PROCEDURE, FILING_PROCEDURE, REVIEW_PROCEDURE
        from fazhi.lines.legality_review.procedure.campaigns import CAMPAIGN_PROCEDURE
        from fazhi.lines.legality_review.procedure.circulating import CIRCULATION_PROCEDURE, SUBMISSION_PROCEDURE
        from fazhi.lines.legality_review.procedure.received import RECEIVED_PROCEDURE
        from fazhi.lines.legality_review.registers import REGISTERS
        from fazhi.lines.legality_review.terms.campaigns import CAMPAIGN_GROUNDS
        from fazhi.lines.legality_review.terms.circulating import CIRCULATING_GROUNDS
        from fazhi.lines.legality_review.terms.received import RECEIVED_GROUNDS
        from fazhi.surfaces.jobs import registry as background

        for procedure, model in ((REVIEW_PROCEDURE, Review), (FILING_PROCEDURE, Filing)):
            procedures.register(procedure, model, PERMISSIONS, grounds=terms.GROUNDS)
        for procedure, model, words in (
            (CAMPAIGN_PROCEDURE, Campaign, CAMPAIGN_GROUNDS),
            (RECEIVED_PROCEDURE, ReceivedFiling, RECEIVED_GROUNDS),
            (CIRCULATION_PROCEDURE, Circulation, CIRCULATING_GROUNDS),
            (SUBMISSION_PROCEDURE, Submission, CIRCULATING_GROUNDS),
        ):
            procedures.register(procedure, model, PERMISSIONS, grounds=terms.GROUNDS | words)
        deemed = {"expire": services.expire}
        procedures.register(DOCUMENT_PROCEDURE, Document, PERMISSIONS, deemed=deemed, grounds=terms.GROUNDS)
        of_departments = {
            f"{CAMPAIGN_PROCEDURE.name}.propose": "提交清理意见",
            f"{CIRCULATION_PROCEDURE.name}.reply": "答复征求意见",
        }
        procedures.name_acts(terms.ACTS | of_departments)
        procedures.watch(jobs.watch)
        background.register(terms.EXAMINE_JOB, jobs.examine)
        forms.register(*FORMS)
        integrity.register(*CHECKERS)
        indicators.register(registers=REGISTERS, indicators=INDICATORS, identities=IDENTITIES, sections=(SECTION,))
        formats.register(*FORMATS)
        templates.register(*TEMPLATES)
        law.declare([terms.COMPETITION, terms.NO_SUBSTITUTE], "lines/legality_review/terms.py")
        for check in CHECKS:
            law.declare(check.basis, f"review {check.code}", kind=gettext_noop("审核规则"), title=check.label)
