"""The nouns of a referral: the doors it comes through, and how it ends."""

from django.db import models


class Channel(models.TextChoices):
    """Through which door a dispute is handed over (公调、诉调、访调对接)."""

    POLICE = "police", "公调对接"
    COURT = "court", "诉调对接"
    PETITION = "petition", "访调对接"


class Outcome(models.TextChoices):
    """The result that goes back to the sender."""

    SETTLED = "settled", "调解成功"
    FAILED = "failed", "调解不成"
    WITHDRAWN = "withdrawn", "当事人撤回"
    RETURNED = "returned", "退回"
