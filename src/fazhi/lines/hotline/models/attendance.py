"""Who was on duty when (签到签退): only ever added to, of each duty and side the latest row counts."""

from django.db import models
from django.db.models import Q
from uuid_utils.compat import uuid7

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.hotline.models.constraints import listed
from fazhi.lines.hotline.models.planning import Duty
from fazhi.lines.hotline.terms.attendance import Side


class Sign(models.Model):
    """
    A team signed in or out, or a head corrected what was signed, with the reason.

    signed_at  when the team came or went; none where a correction says that it did not
    lawyers    how many came, no more than the duty has seats; 0 of whoever goes
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", verbose_name="机构")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="+", verbose_name="值班")
    side = models.CharField("签到或者签退", max_length=8)
    signed_at = models.DateTimeField("时刻", null=True)
    lawyers = models.PositiveSmallIntegerField("到岗人数", default=0)
    reason = models.CharField("更正理由", max_length=200, blank=True)
    by = models.CharField("登记岗位", max_length=120)
    recorded_at = models.DateTimeField("登记时间")

    objects = ScopedManager["Sign"]()

    class Meta:
        verbose_name = "签到签退"
        constraints = (
            listed("sign", "side", Side.labels()),
            models.UniqueConstraint(fields=["duty", "side"], condition=Q(reason=""), name="sign_once"),
            models.CheckConstraint(
                condition=~Q(reason="") | Q(signed_at__isnull=False), name="sign_struck_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(lawyers=0) | Q(side=Side.IN.value, signed_at__isnull=False), name="sign_lawyers_come"
            ),
        )
