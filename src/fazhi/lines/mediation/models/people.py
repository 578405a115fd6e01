"""People's mediation (人民调解案件)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fazhi.lines.mediation.models.constraints import listed, order, parts
from fazhi.lines.mediation.models.mediation import Mediation
from fazhi.lines.mediation.terms import CONCLUDED, AgreementForm, Form, PerformanceResult, Source, State

_SMALL = models.PositiveSmallIntegerField


class PeoplesMatter(Mediation):
    """
    A dispute before a people's mediation committee, or settled on the spot during screening.

    `is_concluded` and `is_on_the_spot` are the two columns whose rows make up the published total, each its own.

    facts, request     what the dispute is about, and what the applicant asks for
    rights_told_date   when the parties were first told their rights and duties (art. 23, 24)
    performance        how far the agreement has been performed; "" while nobody has looked
    visited_date       the latest visit that found out; with its parts, because visits are counted by it
    confirmed_date     when a court confirmed the agreement; it stays if the confirmation is revoked later
    """

    form = models.CharField("登记形式", max_length=16)
    source = models.CharField("案件来源", max_length=16)
    referral_number = models.CharField("对接编号", max_length=64, blank=True)
    agreement_form = models.CharField("协议形式", max_length=16, blank=True)
    local_category = models.ForeignKey(
        "mediation.LocalCategory",
        models.PROTECT,
        to_field="code",
        null=True,
        db_index=False,
        related_name="+",
        verbose_name="本地类别",
    )
    parties_count = models.PositiveIntegerField("涉及当事人数")
    is_difficult = _SMALL("疑难复杂", default=0)
    is_concluded = _SMALL("调解办结", default=0)
    is_on_the_spot = _SMALL("当场化解", default=0)
    facts = models.TextField("纠纷简要情况", blank=True)
    request = models.TextField("申请事项", blank=True)
    rights_told_date = models.DateField("权利义务告知日期", null=True)
    performance = models.CharField("履行情况", max_length=16, blank=True)
    visited_date = models.DateField("回访日期", null=True)
    visited_year = _SMALL(null=True)
    visited_quarter = _SMALL(null=True)
    visited_month = _SMALL(null=True)
    confirmed_date = models.DateField("司法确认日期", null=True)
    confirmed_year = _SMALL(null=True)
    confirmed_quarter = _SMALL(null=True)
    confirmed_month = _SMALL(null=True)

    class Meta(Mediation.Meta):
        verbose_name = "人民调解案件"
        indexes: ClassVar[tuple[models.Index, ...]] = (
            *Mediation.Meta.indexes,
            models.Index(fields=["amount_fen", "id"], name="peoplesmatter_amount"),
            models.Index(fields=["referral_number"], condition=~Q(referral_number=""), name="peoplesmatter_referred"),
        )
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            *Mediation.Meta.constraints,
            models.CheckConstraint(condition=Q(form__in=list(Form)), name="peoplesmatter_form_known"),
            models.CheckConstraint(condition=Q(source__in=list(Source)), name="peoplesmatter_source_known"),
            models.CheckConstraint(
                condition=Q(agreement_form="") | Q(agreement_form__in=list(AgreementForm)),
                name="peoplesmatter_agreement_form_known",
            ),
            models.CheckConstraint(
                condition=Q(form=Form.ON_THE_SPOT, accepted_date__isnull=True, state=State.SETTLED, is_on_the_spot=1)
                | Q(form=Form.MEDIATION, is_on_the_spot=0),
                name="peoplesmatter_on_the_spot",
            ),
            models.CheckConstraint(
                condition=Q(form=Form.MEDIATION, state__in=list(CONCLUDED), is_concluded=1)
                | (~Q(form=Form.MEDIATION, state__in=list(CONCLUDED)) & Q(is_concluded=0)),
                name="peoplesmatter_is_concluded",
            ),
            parts("visited"),
            parts("confirmed"),
            order("visited", "effective"),
            order("confirmed", "effective"),
            listed("performance", PerformanceResult, blank=True),
            models.CheckConstraint(
                condition=Q(state=State.SETTLED)
                | Q(performance="", visited_date__isnull=True, confirmed_date__isnull=True),
                name="peoplesmatter_followed_up_is_settled",
            ),
        )
