"""One dispute, however many doors it came through and however often it was mediated (同一纠纷)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.procedures.models import Matter
from fazhi.lines.mediation.models.constraints import listed, parts
from fazhi.lines.mediation.terms import Category, DisputeOutcome, Door, LinkState, MemberRole, NotSame, Proof, Same

_SMALL = models.PositiveSmallIntegerField


def _flag(title: str) -> "models.PositiveSmallIntegerField[int, int]":
    return _SMALL(title, default=0)


class Dispute(models.Model):
    """
    A dispute that has more than one record: matters and referrals, all of which keep their numbers.

    What is said of it is derived from its members, by `services.disputes.refresh`.

    office      of its first member; a post sees the dispute whose first member it sees
    first_date  the day on which its first member was accepted or signed for, else began
    doors       how many different doors it came through; `members` how many records it has
    via_…       1 for each door that it came through
    outcome     by its latest matter, open while one of them is
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+")
    category = models.CharField("纠纷类别", max_length=32)
    first_date = models.DateField("首次受理日期")
    first_year = _SMALL()
    first_quarter = _SMALL()
    first_month = _SMALL()
    doors = _SMALL("渠道数")
    members = _SMALL("登记件数")
    via_people = _flag("人民调解")
    via_administrative = _flag("行政调解")
    via_police = _flag("公调对接")
    via_court = _flag("诉调对接")
    via_petition = _flag("访调对接")
    is_again = _flag("经过再次调解")
    outcome = models.CharField("最终结果", max_length=16)

    objects = ScopedManager["Dispute"]()

    class Meta:
        verbose_name = "同一纠纷"
        indexes = (models.Index(fields=["first_date", "id"], name="dispute_first"),)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            listed("category", Category),
            listed("outcome", DisputeOutcome),
            models.CheckConstraint(
                condition=Q(members__gte=2, doors__gte=1, doors__lte=F("members")), name="dispute_has_members"
            ),
            models.CheckConstraint(
                condition=Q(
                    doors=F("via_people")
                    + F("via_administrative")
                    + F("via_police")
                    + F("via_court")
                    + F("via_petition")
                ),
                name="dispute_doors_counted",
            ),
        )


class DisputeMember(models.Model):
    """
    One record of a dispute: a matter or a referral, by (procedure, matter id) as clocks point to theirs.

    began_date    accepted, signed for, or the day it began; `ended_date` the day it ended, null while open
    counted_date  the day on which a published figure counts it: a people's matter when concluded, a department's when
                  accepted, a referral when signed for; null if none does
    is_repeat     1 if another member was counted before it, so that the dispute would be counted twice
    position      its place in the dispute, from 1, by the day it began
    """

    id = models.BigAutoField(primary_key=True)
    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="+")
    procedure = models.CharField(max_length=64)
    matter_id = models.UUIDField(unique=True)
    number = models.CharField("编号", max_length=64)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", db_index=False)
    category = models.CharField("纠纷类别", max_length=32)
    door = models.CharField("渠道", max_length=16)
    role = models.CharField("首次或者再次", max_length=8, default=MemberRole.FIRST.value)
    proof = models.CharField("认定依据", max_length=16)
    position = _SMALL("次序", default=1)
    began_date = models.DateField("开始日期")
    ended_date = models.DateField("办结日期", null=True)
    outcome = models.CharField("结果", max_length=16)
    counted_date = models.DateField("计入日期", null=True)
    counted_year = _SMALL(null=True)
    counted_quarter = _SMALL(null=True)
    counted_month = _SMALL(null=True)
    is_repeat = _flag("重复计入")

    objects = ScopedManager["DisputeMember"]()

    class Meta:
        verbose_name = "同一纠纷的登记"
        indexes = (
            models.Index(fields=["began_date", "id"], name="disputemember_began"),
            models.Index(fields=["office", "number"], name="disputemember_by_office"),
        )
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            listed("door", Door),
            listed("role", MemberRole),
            listed("proof", Proof),
            listed("outcome", DisputeOutcome),
            models.CheckConstraint(
                condition=Q(is_repeat=0) | Q(is_repeat=1, counted_date__isnull=False),
                name="disputemember_repeat_counted",
            ),
            parts("counted"),
        )


class LinkProposal(Matter):
    """
    Two records that may be one dispute, for an official to decide (同一纠纷认定); `office` is the nearest above both.

    earlier, later  (procedure, id) of the two; the same two are proposed once
    parties         how many parties they share by an exact key
    reason          why they are one dispute, or why they are not, once decided
    """

    earlier_procedure = models.CharField(max_length=64)
    earlier_id = models.UUIDField()
    later_procedure = models.CharField(max_length=64)
    later_id = models.UUIDField()
    parties = _SMALL("相同当事人数")
    reason = models.CharField("认定理由", max_length=24, blank=True)

    class Meta:
        verbose_name = "同一纠纷认定"
        indexes = (models.Index(fields=["later_id"], name="linkproposal_later"),)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="linkproposal_number_once"),
            models.UniqueConstraint(fields=["earlier_id", "later_id"], name="linkproposal_once"),
            models.CheckConstraint(condition=~Q(earlier_id=F("later_id")), name="linkproposal_of_two"),
            models.CheckConstraint(
                condition=Q(state=LinkState.PROPOSED, reason="")
                | Q(state=LinkState.CONFIRMED, reason__in=list(Same))
                | Q(state=LinkState.REJECTED, reason__in=list(NotSame)),
                name="linkproposal_decided_with_reason",
            ),
        )
