from datetime import date

from django.db import models
from django.db.models import F, Q

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.organisations.terms import OfficeKind, Role


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
        indexes = (models.Index(fields=["left"], name="office_left"),)
        constraints = (
            models.CheckConstraint(condition=Q(right__gte=F("left")), name="office_bounds_in_order"),
            models.CheckConstraint(condition=Q(kind__in=OfficeKind.values), name="office_kind_known"),
        )

    def __str__(self) -> str:
        return self.name


class Official(models.Model):
    """A person who serves in the bureau, a department or a committee."""

    code = models.CharField("工号", max_length=32, unique=True)
    name = models.CharField("姓名", max_length=60)

    class Meta:
        verbose_name = "人员"

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """An official in an office with a role, from a day to a day; who may do what hangs on the post, not the person."""

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
        return self.from_date <= day and (self.until_date is None or day <= self.until_date)
