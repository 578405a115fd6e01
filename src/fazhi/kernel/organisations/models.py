from datetime import date

from django.db import models
from django.db.models import F, Q

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.organisations.terms import AbsenceReason, DivisionLevel, OfficeKind, Role, UrbanRural


class Office(models.Model):
    """
    A body or an office, in one tree with integer bounds: an office lies below another if its `left` lies in
    (left, right] of that one. Bounds are rewritten as a whole when offices are imported.
    """

    code = models.CharField("机构代码", max_length=32, unique=True)
    name = models.CharField("机构名称", max_length=120)
    kind = models.CharField("机构类别", max_length=32, choices=OfficeKind.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, verbose_name="上级机构", related_name="+")
    division_code = models.CharField("行政区划代码", max_length=12, blank=True)
    district = models.CharField("所在区", max_length=32, blank=True)
    is_sample = models.BooleanField("示例数据", default=False)
    left = models.IntegerField(default=0)
    right = models.IntegerField(default=0)

    objects = ScopedManager["Office"](bounds="")

    class Meta:
        verbose_name = "机构"
        indexes = (
            models.Index(fields=["left"], name="office_left"),
            models.Index(fields=["division_code"], name="office_division"),
        )
        constraints = (
            models.CheckConstraint(condition=Q(right__gte=F("left")), name="office_bounds_in_order"),
            models.CheckConstraint(condition=Q(kind__in=OfficeKind.values), name="office_kind_known"),
        )

    def __str__(self) -> str:
        return self.name


class Official(models.Model):
    """
    A person who serves in the bureau, a department or a committee.

    name_pinyin  lower-case syllables apart by spaces, to sort by: each database collates Chinese in its own way
    """

    code = models.CharField("工号", max_length=32, unique=True)
    name = models.CharField("姓名", max_length=60)
    name_pinyin = models.CharField("姓名拼音", max_length=240, blank=True)

    class Meta:
        verbose_name = "人员"

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """
    An official in an office with a role, from a day to a day; who may do what hangs on the post, not the person.

    Triggers keep the three administrators apart from each other and from all other roles (`triggers`).
    """

    official = models.ForeignKey(Official, models.PROTECT, related_name="+", verbose_name="人员")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="机构")
    role = models.CharField("角色", max_length=24, choices=Role.choices)
    from_date = models.DateField("任职起")
    until_date = models.DateField("任职止", null=True)

    objects = ScopedManager["Post"]()

    class Meta:
        verbose_name = "岗位"
        constraints = (
            models.UniqueConstraint(fields=["official", "office", "role", "from_date"], name="post_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="post_role_known"),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")), name="post_dates_in_order"
            ),
        )

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """OFFICIAL@OFFICE:ROLE, as written after `--as` and in the trail."""
        return f"{self.official.code}@{self.office.code}:{self.role}"

    def holds_on(self, day: date) -> bool:
        """Whether the post is held on `day`; first and last day count."""
        return self.from_date <= day and (self.until_date is None or day <= self.until_date)


class Absence(models.Model):
    """
    A post whose official is away, from a day to a day, both included, and the post that stands in (代岗).

    One absence of a post at a time; the posts named stay the same (`triggers`). Why somebody is away is personal data, so
    rows are scoped by the office of the post that is covered.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="缺勤岗位")
    cover = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="代岗岗位")
    from_date = models.DateField("缺勤起")
    until_date = models.DateField("缺勤止")
    reason = models.CharField("缺勤事由", max_length=16, choices=AbsenceReason.choices)
    recorded_at = models.DateTimeField("登记时间")
    withdrawn_at = models.DateTimeField("撤销时间", null=True)

    objects = ScopedManager["Absence"](bounds="post__office__")

    class Meta:
        verbose_name = "缺勤代岗"
        constraints = (
            models.CheckConstraint(condition=~Q(post=F("cover")), name="absence_cover_is_another"),
            models.CheckConstraint(condition=Q(until_date__gte=F("from_date")), name="absence_dates_in_order"),
            models.CheckConstraint(condition=Q(reason__in=AbsenceReason.values), name="absence_reason_known"),
        )

    def __str__(self) -> str:
        return f"{self.post_id} {self.from_date}..{self.until_date}"


class Division(models.Model):
    """
    An administrative division of the country (行政区划), from province to village, by its code in digits.

    code        2, 4, 6, 9 or 12 digits; a division's code begins with that of the one it lies in
    parent      the nearest division above; not every town lies in a county
    until_date  the day on which a new list no longer had it; the row stays, for records name it
    """

    code = models.CharField("区划代码", max_length=12, primary_key=True)
    name = models.CharField("区划名称", max_length=60)
    level = models.PositiveSmallIntegerField("级别", choices=DivisionLevel.choices)
    # Unindexed: what lies in a division is a range of codes.
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, db_index=False, verbose_name="上级区划", related_name="+"
    )
    urban_rural_class = models.CharField("城乡分类", max_length=3, blank=True, choices=UrbanRural.choices)
    until_date = models.DateField("撤销日期", null=True)

    class Meta:
        verbose_name = "行政区划"
        constraints = (
            models.CheckConstraint(condition=Q(level__in=DivisionLevel.values), name="division_level_known"),
            models.CheckConstraint(
                condition=Q(urban_rural_class__in=["", *UrbanRural.values]), name="division_class_known"
            ),
        )

    def __str__(self) -> str:
        return self.name
