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
        from fazhi.lines.legality_review import commands, jobs, terms  # noqa: F401  the sentences of `commands`
        from fazhi.lines.legality_review.checks import CHECKERS
        from fazhi.lines.legality_review.forms import FORMS
        from fazhi.lines.legality_review.indicators import IDENTITIES, INDICATORS, SECTION
        from fazhi.lines.legality_review.ledgers import FORMATS
        from fazhi.lines.legality_review.papers import TEMPLATES
        from fazhi.lines.legality_review.registers import REGISTERS
        from fazhi.surfaces.jobs import registry as background

        _register_procedures()
        background.register(terms.EXAMINE_JOB, jobs.examine)
        forms.register(*FORMS)
        integrity.register(*CHECKERS)
        indicators.register(registers=REGISTERS, indicators=INDICATORS, identities=IDENTITIES, sections=(SECTION,))
        formats.register(*FORMATS)
        templates.register(*TEMPLATES)
        law.declare([terms.COMPETITION, terms.NO_SUBSTITUTE], "lines/legality_review/terms/__init__.py")
        for check in CHECKS:
            law.declare(check.basis, f"review {check.code}", kind=gettext_noop("审核规则"), title=check.label)


def _register_procedures() -> None:
    from fazhi.kernel.procedures import registry
    from fazhi.lines.legality_review import jobs, models, procedure, services
    from fazhi.lines.legality_review.permissions import PERMISSIONS
    from fazhi.lines.legality_review.procedure import campaigns, circulating, received
    from fazhi.lines.legality_review.terms import ACTS, GROUNDS
    from fazhi.lines.legality_review.terms.campaigns import CAMPAIGN_GROUNDS
    from fazhi.lines.legality_review.terms.circulating import CIRCULATING_GROUNDS
    from fazhi.lines.legality_review.terms.received import RECEIVED_GROUNDS

    grounds = GROUNDS | CAMPAIGN_GROUNDS | CIRCULATING_GROUNDS | RECEIVED_GROUNDS
    for each, model in (
        (procedure.REVIEW_PROCEDURE, models.Review),
        (procedure.FILING_PROCEDURE, models.Filing),
        (campaigns.CAMPAIGN_PROCEDURE, models.Campaign),
        (received.RECEIVED_PROCEDURE, models.ReceivedFiling),
        (circulating.CIRCULATION_PROCEDURE, models.Circulation),
        (circulating.SUBMISSION_PROCEDURE, models.Submission),
    ):
        registry.register(each, model, PERMISSIONS, grounds=grounds)
    deemed = {"expire": services.expire}
    registry.register(procedure.DOCUMENT_PROCEDURE, models.Document, PERMISSIONS, deemed=deemed, grounds=grounds)
    of_departments = {
        f"{campaigns.CAMPAIGN_PROCEDURE.name}.propose": "提交清理意见",
        f"{circulating.CIRCULATION_PROCEDURE.name}.reply": "答复征求意见",
    }
    registry.name_acts(ACTS | of_departments)
    registry.watch(jobs.watch)
