from django.db import models
from django.db.models import Q

from fazhi.kernel.organisations.scope import ScopedManager


class Receipt(models.Model):
    """
    The slip that lets a party follow what it has begun: its number, and the code in a form that can only be compared.

    procedure, matter_id  what is followed
    code_digest           keyed digest of number and code; the key lies beside the database, the code nowhere
    form_digest           of the form's token: sending the same page twice finds the first one
    """

    id = models.BigAutoField(primary_key=True)
    number = models.CharField("编号", max_length=24, unique=True)
    procedure = models.CharField(max_length=64)
    matter_id = models.UUIDField(unique=True)
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", db_index=False)
    code_digest = models.CharField(max_length=64)
    form_digest = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()

    objects = ScopedManager["Receipt"]()

    class Meta:
        verbose_name = "回执"
        constraints = (
            models.CheckConstraint(condition=~Q(code_digest="") & ~Q(form_digest=""), name="receipt_is_keyed"),
        )

    def __str__(self) -> str:
        return self.number


class Tally(models.Model):
    """
    How often something was done by one visitor, or about one number, within one stretch of time.

    key    keyed digest of the visitor's address or the number: neither is kept
    until_at  when the stretch ends; rows past it are of no use to anybody and are removed
    """

    id = models.BigAutoField(primary_key=True)
    limit = models.CharField(max_length=24)
    key = models.CharField(max_length=32)
    until_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "计次"
        constraints = (models.UniqueConstraint(fields=["limit", "key", "until_at"], name="tally_once"),)
        indexes = (models.Index(fields=["until_at"], name="tally_until"),)
