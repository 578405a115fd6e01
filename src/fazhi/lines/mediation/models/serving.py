"""Who serves in a committee: its members (委员), its mediators (人民调解员), and their training (培训)."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.mediation.terms import Education, Leaving, PoliticalStatus, Position, RemovalGround, Sex

_SMALL = models.PositiveSmallIntegerField
PERSONAL = ("birth_date", "ethnic_group", "political_status", "phone")
"""What is nobody's business outside the committee and its district bureau; in no register."""


class Serving(models.Model):
    """
    A person who serves in a committee from a day to a day, both included.

    Who it is, is the official: one person in several committees is one official with several rows, each with what that
    committee knows. `removal_ground` goes with `end_reason` removed, and only with it (人民调解法 art. 15).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(
        "organisations.Office", models.PROTECT, related_name="+", verbose_name="机构", db_index=False
    )
    official = models.ForeignKey("organisations.Official", models.PROTECT, related_name="+", verbose_name="人员")
    sex = models.CharField("性别", max_length=8)
    birth_date = models.DateField("出生日期")
    ethnic_group = models.CharField("民族", max_length=20, blank=True)
    education = models.CharField("文化程度", max_length=16, blank=True)
    political_status = models.CharField("政治面貌", max_length=16, blank=True)
    phone = models.CharField("联系电话", max_length=32, blank=True)
    is_full_time = _SMALL("专职", default=0)
    from_date = models.DateField("任职起")
    until_date = models.DateField("任职止", null=True)
    end_reason = models.CharField("离任原因", max_length=16, blank=True)
    removal_ground = models.CharField("罢免、解聘事由", max_length=16, blank=True)

    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        abstract = True
        indexes: ClassVar[tuple[models.Index, ...]] = (models.Index(fields=["from_date", "id"], name="%(class)s_from"),)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "official", "from_date"], name="%(class)s_once"),
            models.CheckConstraint(condition=Q(sex__in=list(Sex)), name="%(class)s_sex_known"),
            models.CheckConstraint(
                condition=Q(education="") | Q(education__in=list(Education)), name="%(class)s_education_known"
            ),
            models.CheckConstraint(
                condition=Q(political_status="") | Q(political_status__in=list(PoliticalStatus)),
                name="%(class)s_political_known",
            ),
            models.CheckConstraint(condition=Q(is_full_time__in=[0, 1]), name="%(class)s_full_time_flag"),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True, end_reason="")
                | Q(until_date__isnull=False, end_reason__in=list(Leaving)),
                name="%(class)s_end_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(end_reason=Leaving.REMOVED, removal_ground__in=list(RemovalGround))
                | (~Q(end_reason=Leaving.REMOVED) & Q(removal_ground="")),
                name="%(class)s_removal_has_ground",
            ),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")),
                name="%(class)s_until_after_from",
            ),
        )


class Member(Serving):
    """A member of the committee, elected on `elected_date`."""

    position = models.CharField("职务", max_length=16)
    elected_date = models.DateField("当选日期")

    class Meta(Serving.Meta):
        verbose_name = "调委会委员"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Serving.Meta.constraints,
            models.CheckConstraint(condition=Q(position__in=list(Position)), name="member_position_known"),
            models.CheckConstraint(condition=Q(from_date__gte=F("elected_date")), name="member_from_after_elected"),
        )


class Mediator(Serving):
    """A people's mediator: a member, or appointed by the committee (art. 13); `certificate` is the card's number."""

    certificate = models.CharField("调解员证号", max_length=64, blank=True)

    class Meta(Serving.Meta):
        verbose_name = "人民调解员"


class Training(models.Model):
    """A course that somebody attended (业务培训, art. 14(2)): one row a person, course and day; `hours` whole hours."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    official = models.ForeignKey(
        "organisations.Official", models.PROTECT, related_name="+", verbose_name="人员", db_index=False
    )
    course = models.CharField("培训课程", max_length=100)
    trained_date = models.DateField("培训日期")
    trained_year = _SMALL()
    trained_quarter = _SMALL()
    trained_month = _SMALL()
    hours = _SMALL("学时")

    objects = ScopedManager["Training"]()

    class Meta:
        verbose_name = "调解员培训"
        indexes = (models.Index(fields=["trained_date", "id"], name="training_trained"),)
        constraints = (
            models.UniqueConstraint(fields=["official", "course", "trained_date"], name="training_once"),
            models.CheckConstraint(condition=Q(hours__gte=1), name="training_has_hours"),
        )
