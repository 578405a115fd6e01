"""The two rosters (两库), recusals, the list of items (抽查事项清单) and the annual plan."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.inspections.models.constraints import filled, in_order, listed
from fazhi.lines.inspections.terms import CreditClass, InstitutionKind, Manner

_SMALL = models.PositiveSmallIntegerField


class Institution(models.Model):
    """
    An institution that can be inspected (检查对象名录库); `office` keeps the roster.

    code        统一社会信用代码, or the number of the licence where there is none; what a draw calls it by
    ended_date  the first day on which it no longer is (注销、吊销)
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    code = models.CharField("统一社会信用代码", max_length=32, unique=True)
    name = models.CharField("名称", max_length=120)
    kind = models.CharField("检查对象类别", max_length=16, choices=InstitutionKind.labels())
    district = models.CharField("所在区", max_length=16, blank=True)
    credit_class = models.CharField("信用等级", max_length=8, choices=CreditClass.labels())
    registered_date = models.DateField("登记日期")
    ended_date = models.DateField("注销日期", null=True)

    objects = ScopedManager["Institution"]()

    class Meta:
        verbose_name = "检查对象"
        constraints = (
            listed("institution", "kind", InstitutionKind),
            listed("institution", "credit_class", CreditClass),
            in_order("institution", "ended", "registered"),
            filled("institution", "code"),
        )

    def __str__(self) -> str:
        return self.name


class Inspector(models.Model):
    """
    Somebody who may be drawn to inspect (检查人员名录库).

    certificate  执法证号, which the inspected are shown (行政处罚法 art. 55) and a draw calls the inspector by
    valid_from_date, valid_to_date  days of the credential, both included
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    official = models.ForeignKey("organisations.Official", models.PROTECT, related_name="+", verbose_name="人员")
    certificate = models.CharField("执法证号", max_length=32, unique=True)
    valid_from_date = models.DateField("证件有效期起")
    valid_to_date = models.DateField("证件有效期止")

    objects = ScopedManager["Inspector"]()

    class Meta:
        verbose_name = "检查人员"
        constraints = (in_order("inspector", "valid_to", "valid_from"), filled("inspector", "certificate"))

    def __str__(self) -> str:
        return self.certificate


class Recusal(models.Model):
    """An inspector who does not go to an institution (回避), and why; `ended_date` is the first day without it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+", verbose_name="检查对象")
    inspector = models.ForeignKey(Inspector, models.PROTECT, related_name="+", verbose_name="检查人员")
    reason = models.CharField("回避事由", max_length=200)
    declared_date = models.DateField("申报日期")
    ended_date = models.DateField("解除日期", null=True)

    objects = ScopedManager["Recusal"]()

    class Meta:
        verbose_name = "回避"
        constraints = (
            models.UniqueConstraint(fields=["institution", "inspector"], name="recusal_once"),
            in_order("recusal", "ended", "declared"),
            filled("recusal", "reason"),
        )


class Item(models.Model):
    """
    An item of the list (抽查事项): what of which institutions is inspected, on which basis, how much and how often.

    basis         as printed: 律师法 第二十三条
    ratio         percent of the institutions to be drawn in a year
    most_a_year   visits of one institution in a year at most
    weight_a …    weight of an institution of that credit class in the draw
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    code = models.CharField("事项编号", max_length=32, unique=True)
    title = models.CharField("抽查事项名称", max_length=120)
    kind = models.CharField("检查对象类别", max_length=16, choices=InstitutionKind.labels())
    content = models.CharField("抽查内容", max_length=400)
    basis = models.CharField("检查依据", max_length=200)
    manner = models.CharField("检查方式", max_length=16, choices=Manner.labels())
    ratio = _SMALL("抽查比例（%）")
    most_a_year = _SMALL("每年最多抽查次数")
    weight_a = _SMALL("A类权重")
    weight_b = _SMALL("B类权重")
    weight_c = _SMALL("C类权重")
    weight_d = _SMALL("D类权重")
    listed_date = models.DateField("列入日期")
    ended_date = models.DateField("停用日期", null=True)

    objects = ScopedManager["Item"]()

    class Meta:
        verbose_name = "抽查事项"
        constraints = (
            listed("item", "kind", InstitutionKind),
            listed("item", "manner", Manner),
            in_order("item", "ended", "listed"),
            models.CheckConstraint(condition=Q(ratio__range=(1, 100), most_a_year__gte=1), name="item_numbers"),
            models.CheckConstraint(
                condition=Q(**{f"weight_{letter}__gte": 1 for letter in "abcd"}), name="item_weights_positive"
            ),
            filled("item", "basis"),
        )

    def __str__(self) -> str:
        return self.title


class PlanLine(models.Model):
    """A line of the annual plan (年度抽查计划): of an item how many, until when; `published_date` of the plan."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    year = _SMALL("计划年度")
    item = models.ForeignKey(Item, models.PROTECT, related_name="+", verbose_name="抽查事项")
    planned = models.PositiveIntegerField("计划抽查数")
    due_date = models.DateField("完成时限")
    published_date = models.DateField("公示日期", null=True)

    objects = ScopedManager["PlanLine"]()

    class Meta:
        verbose_name = "年度抽查计划"
        constraints = (
            models.UniqueConstraint(fields=["year", "item"], name="planline_once"),
            models.CheckConstraint(condition=Q(planned__gte=1), name="planline_some"),
        )
