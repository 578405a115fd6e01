"""What parties begin at the portal: applications (人民调解申请) and complaints (人民调解投诉)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fazhi.kernel.procedures.models import Matter
from fazhi.lines.mediation.models.constraints import listed
from fazhi.lines.mediation.terms import Category, RefusalReason
from fazhi.lines.mediation.terms.applications import (
    COMPLAINT_OPEN,
    ApplicationState,
    ComplaintResult,
    ComplaintState,
    ComplaintSubject,
)


class Application(Matter):
    """
    An application to a committee as it came in; its parties are those of the kernel, the applicant first.

    number           the one on the receipt slip; the accepted matter has the committee's own
    facts, request   in the applicant's words
    reason           why it was not taken on
    matter           the people's matter that it became
    received_date    the day on which it came in
    """

    category = models.CharField("纠纷类别", max_length=32)
    facts = models.TextField("事情经过")
    request = models.TextField("希望怎样解决", blank=True)
    received_date = models.DateField("收到日期")
    reason = models.CharField("不予受理理由", max_length=24, blank=True)
    matter = models.OneToOneField(
        "mediation.PeoplesMatter", models.PROTECT, null=True, related_name="+", verbose_name="人民调解案件"
    )

    class Meta:
        verbose_name = "人民调解申请"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="application_number_once"),
            listed("state", ApplicationState),
            listed("category", Category),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.REFUSED, reason__in=list(RefusalReason))
                | (~Q(state=ApplicationState.REFUSED) & Q(reason="")),
                name="application_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=ApplicationState.ACCEPTED, matter__isnull=False)
                | (~Q(state=ApplicationState.ACCEPTED) & Q(matter__isnull=True)),
                name="application_accepted_is_matter",
            ),
            models.CheckConstraint(condition=~Q(facts=""), name="application_tells_facts"),
        )


class Complaint(Matter):
    """
    A complaint of an applicant, before the bureau that the committee stands under.

    application  what it is about; its first party is who complains
    text         in the applicant's words; `answer` is what the applicant is told, `result` what was found
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="+", verbose_name="申请")
    subject = models.CharField("投诉事项", max_length=16)
    text = models.TextField("投诉内容")
    received_date = models.DateField("收到日期")
    result = models.CharField("认定结果", max_length=16, blank=True)
    answer = models.TextField("答复", blank=True)

    class Meta:
        verbose_name = "人民调解投诉"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="complaint_number_once"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state__in=list(COMPLAINT_OPEN)),
                name="complaint_one_open",
            ),
            listed("state", ComplaintState),
            listed("subject", ComplaintSubject),
            listed("result", ComplaintResult, blank=True),
            models.CheckConstraint(condition=~Q(text=""), name="complaint_has_text"),
            models.CheckConstraint(
                condition=Q(state=ComplaintState.ANSWERED) & ~Q(result="") & ~Q(answer="")
                | ~Q(state=ComplaintState.ANSWERED) & Q(result=""),
                name="complaint_answered_with_result",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ComplaintState.ANSWERED, ComplaintState.REDIRECTED]) & ~Q(answer="")
                | ~Q(state__in=[ComplaintState.ANSWERED, ComplaintState.REDIRECTED]) & Q(answer=""),
                name="complaint_told_in_words",
            ),
        )
