"""Call-backs: how many each half hour holds, and who was promised which."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.hotline.models.consultations import Consultation
from fazhi.lines.hotline.terms.callbacks import SLOTS_A_DAY

_SMALL = models.PositiveSmallIntegerField


class Capacity(models.Model):
    """
    Call-backs that a half hour of a working day holds (回拨容量), of the set that is in force from `from_date` on.

    slot  half hour of the day, 18 is 09:00
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(
        "organisations.Office", models.PROTECT, related_name="+", verbose_name="机构", db_index=False
    )
    from_date = models.DateField("施行日期")
    slot = _SMALL("时段")
    capacity = _SMALL("容量")

    objects = ScopedManager["Capacity"]()

    class Meta:
        verbose_name = "回拨容量"
        constraints = (
            models.UniqueConstraint(fields=["office", "from_date", "slot"], name="call_back_capacity_once"),
            models.CheckConstraint(
                condition=Q(slot__lt=SLOTS_A_DAY, capacity__lte=50), name="call_back_capacity_within_day"
            ),
        )


class CallBack(models.Model):
    """
    A place in a half hour, promised to a consultation (约定的回拨).

    place     from 0, below the capacity: no two promises hold the same place, which is what keeps two at once apart
    freed_at  when it was given back, because the consultation went another way or another slot was promised; null before
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey(
        "organisations.Office", models.PROTECT, related_name="+", verbose_name="机构", db_index=False
    )
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, related_name="+", verbose_name="咨询", db_index=False
    )
    promised_date = models.DateField("回拨日期")
    slot = _SMALL("时段")
    place = _SMALL("位次")
    freed_at = models.DateTimeField(null=True)

    objects = ScopedManager["CallBack"]()

    class Meta:
        verbose_name = "约定回拨"
        constraints = (
            models.UniqueConstraint(
                fields=["office", "promised_date", "slot", "place"],
                condition=Q(freed_at=None),
                name="call_back_place_once",
            ),
            models.UniqueConstraint(
                fields=["consultation"], condition=Q(freed_at=None), name="call_back_one_a_consultation"
            ),
            models.CheckConstraint(condition=Q(slot__lt=SLOTS_A_DAY), name="call_back_within_day"),
        )
