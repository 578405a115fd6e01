"""What legality review keeps: reviews, the points of their opinions, normative documents, filings."""

from datetime import date, datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import CheckConstraint, F, Q
from uuid_utils.compat import uuid7

from fazhi.kernel.law.periods import period_row
from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.procedures.models import Matter
from fazhi.lines.legality_review.models.constraints import listed, needs, parts
from fazhi.lines.legality_review.models.submissions import Submission
from fazhi.lines.legality_review.terms import (
    STANDING,
    Adoption,
    Competition,
    Conclusion,
    DocumentState,
    FilingState,
    Kind,
    ReviewState,
)

_SMALL = models.PositiveSmallIntegerField
_ENDED = (DocumentState.EXPIRED, DocumentState.ABOLISHED, DocumentState.DECLARED_INVALID)


class Review(Matter):
    """
    The review of one draft; `office` reviews.

    drafter         who drafted it, as printed
    body            the draft's text as it was submitted, "" where it came as a file only
    materials       codes of what the dossier has
    competition     outcome of the fair-competition review, `competition_told` its number, or why it isn't concerned
    first, second   who reviews; `first_proposed` and `second_proposed` are the conclusions they propose
    accepted_date   the dossier was complete: the time of the review runs from here
    left_date       the opinion was given, or the draft returned or withdrawn: the review is over
    closed_date     what became of the points is known, or there were none
    submission      the department's own submission that it was taken in from; null where the office entered a letter
    asked_reason    what the dossier lacked, as the drafter is told
    """

    shown_with = ("first", "second")

    title = models.CharField("送审件名称", max_length=200)
    kind = models.CharField("审核类别", max_length=16, choices=Kind.labels())
    drafter = models.CharField("起草单位", max_length=120)
    body = models.TextField("送审稿文本", blank=True)
    materials: models.JSONField[list[str], list[str]] = models.JSONField("送审材料", default=list)
    competition = models.CharField("公平竞争审查", max_length=16, blank=True, choices=Competition.labels())
    competition_told = models.CharField("公平竞争审查说明", max_length=200, blank=True)
    submitted_date = models.DateField("报送日期")
    submitted_year = _SMALL()
    submitted_quarter = _SMALL()
    submitted_month = _SMALL()
    accepted_date = models.DateField("受理日期", null=True)
    first = models.ForeignKey(
        "organisations.Official", models.PROTECT, null=True, related_name="+", verbose_name="主审人"
    )
    second = models.ForeignKey(
        "organisations.Official", models.PROTECT, null=True, related_name="+", verbose_name="复审人"
    )
    first_date = models.DateField("主审人提交日期", null=True)
    second_date = models.DateField("复审人提交日期", null=True)
    first_proposed = models.CharField("主审人建议结论", max_length=16, blank=True, choices=Conclusion.labels())
    second_proposed = models.CharField("复审人建议结论", max_length=16, blank=True, choices=Conclusion.labels())
    concluded_date = models.DateField("出具意见日期", null=True)
    concluded_year = _SMALL(null=True)
    concluded_quarter = _SMALL(null=True)
    concluded_month = _SMALL(null=True)
    conclusion = models.CharField("审核结论", max_length=16, blank=True, choices=Conclusion.labels())
    opinion_number = models.CharField("审核意见书文号", max_length=64, blank=True)
    urgent_reason = models.CharField("紧急情况", max_length=200, blank=True)
    returned_date = models.DateField("退回日期", null=True)
    withdrawn_date = models.DateField("撤回日期", null=True)
    left_date = models.DateField("审核结束日期", null=True)
    left_year = _SMALL(null=True)
    left_quarter = _SMALL(null=True)
    left_month = _SMALL(null=True)
    closed_date = models.DateField("办结日期", null=True)
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="+", verbose_name="部门送审")
    asked_reason = models.CharField("需要补正的材料", max_length=400, blank=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()
    submitted: ClassVar[ScopedManager[Self]] = ScopedManager(bounds="submission__office__")
    """Reviews of what the post's office, or one below it, has submitted itself: what it may see of them, `queries` says."""

    class Meta:
        verbose_name = "合法性审核"
        indexes = (models.Index(fields=["submitted_date", "id"], name="review_submitted"),)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="review_number_once"),
            models.UniqueConstraint(fields=["number"], name="review_number_in_the_city"),
            models.UniqueConstraint(fields=["submission"], name="review_once_a_submission"),
            models.UniqueConstraint(
                fields=["opinion_number"], condition=~Q(opinion_number=""), name="review_opinion_number_once"
            ),
            listed("review", "state", ReviewState),
            listed("review", "kind", Kind),
            listed("review", "conclusion", Conclusion, blank=True),
            listed("review", "competition", Competition, blank=True),
            listed("review", "first_proposed", Conclusion, blank=True),
            listed("review", "second_proposed", Conclusion, blank=True),
            *parts("review", "submitted", "concluded", "left"),
            needs("review", "accepted", "submitted"),
            needs("review", "concluded", "accepted"),
            needs("review", "left", "submitted"),
            needs("review", "closed", "concluded"),
            CheckConstraint(
                condition=Q(concluded_date__isnull=True, conclusion="", opinion_number="")
                | (Q(concluded_date__isnull=False, left_date=F("concluded_date")) & ~Q(conclusion="") & ~Q(opinion_number="")),
                name="review_concluded_whole",
            ),
            CheckConstraint(
                condition=Q(state__in=[ReviewState.CONCLUDED, ReviewState.CLOSED], concluded_date__isnull=False)
                | Q(state=ReviewState.RETURNED, concluded_date__isnull=True, left_date=F("returned_date"))
                | Q(state=ReviewState.WITHDRAWN, concluded_date__isnull=True, left_date=F("withdrawn_date"))
                | (
                    ~Q(state__in=[ReviewState.CONCLUDED, ReviewState.CLOSED, ReviewState.RETURNED, ReviewState.WITHDRAWN])
                    & Q(left_date__isnull=True)
                ),
                name="review_state_has_days",
            ),
            CheckConstraint(
                condition=Q(state=ReviewState.CLOSED, closed_date__isnull=False)
                | (~Q(state=ReviewState.CLOSED) & Q(closed_date__isnull=True)),
                name="review_closed_has_date",
            ),
            CheckConstraint(
                condition=Q(first__isnull=True, second__isnull=True)
                | (Q(first__isnull=False, second__isnull=False) & ~Q(first=F("second"))),
                name="review_by_two",
            ),
        )  # fmt: skip


class Point(models.Model):
    """
    One point of an opinion (审核意见).

    place       its number within the review
    reviewer    who raised it
    clause      where in the draft, as 第六条; `quote` the words
    basis       what it rests on, as 行政许可法 第十七条
    dropped     why the opinion letter does without it, "" while it stands
    adoption    what the drafting body did with it, and its `answer`
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    review = models.ForeignKey(Review, models.PROTECT, related_name="+", verbose_name="合法性审核")
    place = _SMALL("意见序号")
    reviewer = models.ForeignKey(
        "organisations.Official", models.PROTECT, null=True, related_name="+", verbose_name="提出人"
    )
    clause = models.CharField("条款", max_length=60)
    quote = models.TextField("原文", blank=True)
    problem = models.TextField("存在的问题")
    basis = models.CharField("法律依据", max_length=300)
    suggestion = models.TextField("修改建议")
    is_standing = _SMALL("写入意见书", default=1)
    dropped = models.CharField("不用的理由", max_length=400, blank=True)
    adoption = models.CharField("采纳情况", max_length=16, blank=True, choices=Adoption.labels())
    answer = models.TextField("理由", blank=True)

    objects = ScopedManager["Point"]()
    submitted = ScopedManager["Point"](bounds="review__submission__office__")
    """Points on what the post's office has submitted itself."""

    class Meta:
        verbose_name = "审核意见"
        constraints = (
            models.UniqueConstraint(fields=["review", "place"], name="point_once"),
            listed("point", "adoption", Adoption, blank=True),
            CheckConstraint(
                condition=Q(adoption__in=["", Adoption.ADOPTED]) | ~Q(answer=""), name="point_refusal_has_reason"
            ),
            CheckConstraint(
                condition=Q(is_standing=1, dropped="") | (Q(is_standing=0, adoption="") & ~Q(dropped="")),
                name="point_dropped_is_not_answered",
            ),
            *(
                CheckConstraint(condition=~Q(**{column: ""}), name=f"point_{column}_filled")
                for column in ("clause", "problem", "basis", "suggestion")
            ),
        )


class Document(Matter):
    """
    A normative document (行政规范性文件); `number` is its document number, `office` registers it.

    review          whose conclusion let it be issued; null for documents from before the reviews are on record
    expires_date    the last day on which it is valid
    ended_date      the first day on which it isn't any more
    """

    shown_with = ("review",)

    title = models.CharField("文件名称", max_length=200)
    drafter = models.CharField("起草单位", max_length=120)
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="+", verbose_name="合法性审核")
    is_provisional = _SMALL("暂行、试行", default=0)
    registered_date = models.DateField("登记日期")
    published_date = models.DateField("公布日期", null=True)
    published_year = _SMALL(null=True)
    published_quarter = _SMALL(null=True)
    published_month = _SMALL(null=True)
    published_at_place = models.CharField("公布位置", max_length=200, blank=True)
    effective_date = models.DateField("施行日期")
    expires_date = models.DateField("有效期截止日期")
    extended_date = models.DateField("延续日期", null=True)
    assessment = models.TextField("评估情况", blank=True)
    ended_date = models.DateField("失效日期", null=True)
    ended_year = _SMALL(null=True)
    ended_quarter = _SMALL(null=True)
    ended_month = _SMALL(null=True)
    ended_reason = models.CharField("废止、失效理由", max_length=400, blank=True)

    class Meta:
        verbose_name = "行政规范性文件"
        indexes = (models.Index(fields=["expires_date", "id"], name="document_expires"),)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="document_number_once"),
            models.UniqueConstraint(fields=["number"], name="document_number_in_the_city"),
            models.UniqueConstraint(
                fields=["review"], condition=~Q(state=DocumentState.VOID), name="document_once_a_review"
            ),
            listed("document", "state", DocumentState),
            *parts("document", "published", "ended"),
            needs("document", "published", "registered"),
            needs("document", "ended", "published"),
            CheckConstraint(condition=Q(expires_date__gt=F("effective_date")), name="document_validity_in_order"),
            CheckConstraint(
                condition=Q(state__in=[DocumentState.REGISTERED, DocumentState.VOID], published_date__isnull=True)
                | Q(state__in=list(STANDING), published_date__isnull=False, ended_date__isnull=True)
                | Q(state__in=list(_ENDED), ended_date__isnull=False),
                name="document_state_has_days",
            ),
            CheckConstraint(
                condition=~Q(state__in=[DocumentState.ABOLISHED, DocumentState.DECLARED_INVALID]) | ~Q(ended_reason=""),
                name="document_end_has_reason",
            ),
        )

    def counts_from(self, entered: date | datetime) -> date | datetime:
        """The time of assessment ends with the last day of validity, so it begins as long before."""
        row = period_row("HF-EXPIRE")
        length = row.period_for(self.expires_date).length
        return self.expires_date - timedelta(days=length or 0)


class Filing(Matter):
    """
    The filing of a document (报送备案); `number` is the document's.

    sent_date       of the first sending, which keeps the time
    filed_date      when it was entered, under `filing_number`
    """

    shown_with = ("document",)

    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name="行政规范性文件")
    owed_date = models.DateField("应报送起算日期")
    sent_date = models.DateField("报送日期", null=True)
    sent_year = _SMALL(null=True)
    sent_quarter = _SMALL(null=True)
    sent_month = _SMALL(null=True)
    filed_with = models.CharField("备案机关", max_length=120, blank=True)
    asked_reason = models.CharField("补充报送要求", max_length=400, blank=True)
    filed_date = models.DateField("备案登记日期", null=True)
    filing_number = models.CharField("备案登记号", max_length=64, blank=True)

    class Meta:
        verbose_name = "备案"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="filing_number_once"),
            models.UniqueConstraint(fields=["document"], name="filing_once"),
            listed("filing", "state", FilingState),
            *parts("filing", "sent"),
            needs("filing", "sent", "owed"),
            needs("filing", "filed", "sent"),
            CheckConstraint(
                condition=Q(state=FilingState.OWED, sent_date__isnull=True)
                | (~Q(state=FilingState.OWED) & Q(sent_date__isnull=False)),
                name="filing_sent_has_date",
            ),
            CheckConstraint(
                condition=(Q(state=FilingState.FILED, filed_date__isnull=False) & ~Q(filing_number=""))
                | (~Q(state=FilingState.FILED) & Q(filed_date__isnull=True, filing_number="")),
                name="filing_filed_whole",
            ),
        )
