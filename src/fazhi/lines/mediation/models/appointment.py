"""When and where the parties of a dispute meet to mediate (约定调解), and how each side was told."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.lines.mediation.terms import NoticeManner


def _told(side: str) -> models.CheckConstraint:
    """A side that was told was told in some manner."""
    at, manner = f"{side}_told_at", f"{side}_manner"
    return models.CheckConstraint(
        condition=Q(**{f"{at}__isnull": True, manner: ""})
        | Q(**{f"{at}__isnull": False, f"{manner}__in": list(NoticeManner)}),
        name=f"appointment_{side}_told",
    )


class Appointment(models.Model):
    """
    One session arranged; the trail has who arranged it and told whom.

    procedure, matter_id  the mediation, without foreign key
    sequence              1, 2, … within the matter, in the order of arranging
    *_told_at, *_manner   when and how a side was told of it, the latest time; null and "" while it was not
    """

    id = models.BigAutoField(primary_key=True)
    procedure = models.CharField(max_length=64)
    matter_id = models.UUIDField()
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", db_index=False)
    sequence = models.PositiveSmallIntegerField("次序")
    meets_at = models.DateTimeField("调解时间")
    place = models.CharField("调解地点", max_length=200)
    applicant_told_at = models.DateTimeField("通知申请人的时间", null=True)
    applicant_manner = models.CharField("通知申请人的方式", max_length=16, blank=True)
    respondent_told_at = models.DateTimeField("通知被申请人的时间", null=True)
    respondent_manner = models.CharField("通知被申请人的方式", max_length=16, blank=True)
    recorded_at = models.DateTimeField()

    objects = ScopedManager["Appointment"]()

    class Meta:
        verbose_name = "约定调解"
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=["matter_id", "sequence"], name="appointment_sequence_once"),
            models.CheckConstraint(condition=Q(sequence__gte=1) & ~Q(place=""), name="appointment_somewhere"),
            _told("applicant"),
            _told("respondent"),
        )
