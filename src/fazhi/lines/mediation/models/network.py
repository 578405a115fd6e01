"""Committees (人民调解委员会), their seals and elections."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.procedures.models import Matter
from fazhi.lines.mediation.terms import BY_ELECTION, ELECTED, ELECTION, ElectionState

_FLAG = models.PositiveSmallIntegerField


def in_order(model: str, later: str, earlier: str) -> models.CheckConstraint:
    """`later` lies on `earlier` or after it, where there is one."""
    return models.CheckConstraint(
        condition=Q(**{f"{later}_date__isnull": True}) | Q(**{f"{later}_date__gte": F(f"{earlier}_date")}),
        name=f"{model}_{later}_after_{earlier}",
    )


class Committee(models.Model):
    """
    What an office of a committee kind is as a committee; the office has its name, kind, division code and district.

    founder         the unit that set it up, with its credit code
    filed_date      the district bureau had the report of its founding
    on_court_roll   entered in a court's list of invited organisations (特邀调解组织名册)
    at_…            it keeps a station there (派驻)
    cancelled_date  the first day on which it no longer is; its office stays, and with it its cases and their numbers
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.OneToOneField("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    founder = models.CharField("设立单位", max_length=120)
    founder_code = models.CharField("设立单位统一社会信用代码", max_length=18, blank=True)
    founded_date = models.DateField("设立日期")
    filed_date = models.DateField("设立备案日期", null=True)
    scope = models.CharField("调解范围", max_length=200, blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    phone = models.CharField("联系电话", max_length=32, blank=True)
    funding = models.CharField("经费保障", max_length=200, blank=True)
    on_court_roll = _FLAG("特邀名册", default=0)
    at_court = _FLAG("派驻法院", default=0)
    at_police = _FLAG("派驻公安", default=0)
    at_procuratorate = _FLAG("派驻检察", default=0)
    at_petition = _FLAG("派驻信访", default=0)
    cancelled_date = models.DateField("撤销日期", null=True)

    objects = ScopedManager["Committee"]()

    class Meta:
        verbose_name = "人民调解委员会"
        indexes = (models.Index(fields=["founded_date", "id"], name="committee_founded"),)
        constraints = (
            in_order("committee", "filed", "founded"),
            in_order("committee", "cancelled", "founded"),
            models.CheckConstraint(
                condition=Q(
                    **{
                        f"{name}__in": [0, 1]
                        for name in ("on_court_roll", "at_court", "at_police", "at_procuratorate", "at_petition")
                    }
                ),
                name="committee_flags",
            ),
        )

    def __str__(self) -> str:
        return self.office.name


class Seal(models.Model):
    """
    A committee's seal (印章): good from `from_date` to `until_date`, both included, and not from `lost_date` on.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(
        "organisations.Office", models.PROTECT, related_name="+", verbose_name="机构", db_index=False
    )
    number = models.CharField("印章编号", max_length=64)
    from_date = models.DateField("启用日期")
    until_date = models.DateField("停用日期", null=True)
    lost_date = models.DateField("挂失日期", null=True)

    objects = ScopedManager["Seal"]()

    class Meta:
        verbose_name = "调委会印章"
        constraints = (
            models.UniqueConstraint(fields=["office", "number"], name="seal_number_once"),
            in_order("seal", "until", "from"),
            in_order("seal", "lost", "from"),
        )

    def __str__(self) -> str:
        return self.number


class Election(Matter):
    """
    An election of a committee, and with it the term (届) that it begins; it moves by one of two procedures.

    procedure      which one: a whole committee for a term, or members into one that lost some
    elected_date   the day of the election; null while it is due
    until_date     the last day of the term; earlier than the law's where another election or the committee's end cut it
                   short. A by-election begins no term and has none
    filed_date     the district bureau had the report
    court_told_date  the basic court was told of it (人民调解法 art. 10)
    """

    procedure = models.CharField("选举种类", max_length=64)
    elected_date = models.DateField("选举日期", null=True)
    until_date = models.DateField("任期届满日期", null=True)
    filed_date = models.DateField("选举备案日期", null=True)
    court_told_date = models.DateField("通报法院日期", null=True)

    class Meta:
        verbose_name = "调委会选举"
        indexes = (models.Index(fields=["elected_date", "id"], name="election_elected"),)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["office", "number"], name="election_number_once"),
            models.UniqueConstraint(
                fields=["office", "elected_date"], condition=Q(procedure=ELECTION), name="election_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["office", "procedure"], condition=Q(state=ElectionState.DUE), name="election_one_due"
            ),
            models.CheckConstraint(condition=Q(procedure__in=[ELECTION, BY_ELECTION]), name="election_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=list(ELECTED), elected_date__isnull=False)
                | Q(state=ElectionState.DUE, elected_date__isnull=True)
                | Q(state=ElectionState.ENDED),
                name="election_held_has_date",
            ),
            models.CheckConstraint(
                condition=Q(procedure=ELECTION, elected_date__isnull=False, until_date__isnull=False)
                | (~Q(procedure=ELECTION, elected_date__isnull=False) & Q(until_date__isnull=True)),
                name="election_term_has_end",
            ),
            models.CheckConstraint(
                condition=Q(state=ElectionState.FILED, filed_date__isnull=False)
                | (~Q(state=ElectionState.FILED) & Q(filed_date__isnull=True)),
                name="election_filed_has_date",
            ),
            in_order("election", "filed", "elected"),
            in_order("election", "until", "elected"),
        )
