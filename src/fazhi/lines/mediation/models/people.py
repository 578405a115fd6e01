"""People's mediation (人民调解案件)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fazhi.lines.mediation.models.mediation import Mediation
from fazhi.lines.mediation.terms import CONCLUDED, AgreementForm, Form, Source, State

_SMALL = models.PositiveSmallIntegerField


class PeoplesMatter(Mediation):
    """
    A dispute before a people's mediation committee, or settled on the spot during screening.

    `is_concluded` and `is_on_the_spot` are the two columns whose rows make up the published total, each its own.
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

    class Meta(Mediation.Meta):
        verbose_name = "人民调解案件"
        indexes: ClassVar[tuple[models.Index, ...]] = (
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
        )
