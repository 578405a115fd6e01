"""
The tables of the trail. Nothing in them is changed: triggers refuse it (`triggers`), the chain shows it (`chain`).

The chain holds digests and codes only. Old values, names and reasons lie in `Detail`, which can be erased
with its salt without breaking the chain (个人信息保护法 art. 47).
"""

from django.db import models
from django.db.models import Q

from fazhi.kernel.audit.canonical import moment


class Place(models.TextChoices):
    """Where an act was done."""

    CONSOLE = "console", "命令行"
    DESK = "desk", "工作台"
    PORTAL = "portal", "门户"
    API = "api", "系统接口"
    SYSTEM = "system", "系统"


# The columns under the MAC, in this order for ever: a new column means a new chain.
CHAINED = (
    "number",
    "occurred_at",
    "recorded_at",
    "actor",
    "place",
    "action",
    "subject_kind",
    "subject_id",
    "basis",
    "payload_digest",
    "detail_digest",
    "previous_mac",
)


class Entry(models.Model):
    """
    One act: who (`actor`, as `E0001@XM-SM:clerk` or `system`), what (`action`), on what (`subject`), when, on
    which basis (a citation's code), from where. Numbers run from 1 without gaps.
    """

    number = models.IntegerField(primary_key=True)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    place = models.CharField(max_length=20, choices=Place.choices)
    action = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=200, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    payload_digest = models.CharField(max_length=64, blank=True)
    detail_digest = models.CharField(max_length=64, blank=True)
    previous_mac = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=("subject_kind", "subject_id", "number"), name="audit_entry_subject_number"),)
        constraints = (
            models.CheckConstraint(condition=Q(number__gte=1), name="audit_entry_number_from_1"),
            models.CheckConstraint(condition=Q(place__in=Place.values), name="audit_entry_place_known"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    def chained(self) -> tuple[int | str, ...]:
        """The columns under the MAC, moments as text."""
        moments = {"occurred_at": moment(self.occurred_at), "recorded_at": moment(self.recorded_at)}
        return tuple(moments.get(name) or getattr(self, name) for name in CHAINED)


class Detail(models.Model):
    """The erasable part of an entry: canonical JSON and the salt of its digest."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="detail")
    salt = models.CharField(max_length=64)
    content = models.TextField()

    def __str__(self) -> str:
        return f"details of entry {self.entry_id}"


class Head(models.Model):
    """The one row that says how long the chain is and how it ends; it changes with each entry."""

    count = models.IntegerField()
    latest_mac = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="audit_head_is_one_row"),)

    def __str__(self) -> str:
        return f"{self.count} entries"


class Read(models.Model):
    """One look into a personal file. Pending until `batch`, the entry whose payload digest covers it, is written."""

    read_at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    place = models.CharField(max_length=20, choices=Place.choices)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=200)
    reason = models.CharField(max_length=200)
    batch = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="reads")

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=("id",), condition=Q(batch=None), name="audit_read_pending"),
            models.Index(fields=("subject_kind", "subject_id"), name="audit_read_subject"),
        )
        constraints = (models.CheckConstraint(condition=Q(place__in=Place.values), name="audit_read_place_known"),)

    def __str__(self) -> str:
        return f"read {self.pk} of {self.subject_kind} {self.subject_id}"

    def chained(self) -> tuple[int | str, ...]:
        """The columns that the batch's digest covers."""
        return (
            self.pk,
            moment(self.read_at),
            self.actor,
            self.place,
            self.subject_kind,
            self.subject_id,
            self.reason,
        )
