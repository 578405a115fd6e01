from django.db import models
from django.db.models import Q

from fazhi.kernel.organisations.scope import ScopedManager


class DocumentType(models.TextChoices):
    """How a party is identified; codes follow the documents that mediators meet in Xiamen."""

    IDENTITY = "identity", "居民身份证"
    CREDIT_CODE = "credit_code", "统一社会信用代码"
    TAIWAN = "taiwan", "台湾居民来往大陆通行证"
    HONG_KONG = "hong_kong", "港澳居民来往内地通行证"
    PASSPORT = "passport", "护照"
    OTHER = "other", "其他证件"


class Party(models.Model):
    """
    A person or organisation as named in one matter; all personal data of a matter lie here and nowhere else.

    The same person in another matter is another row: equal documents are a hint, never a merge.
    """

    id = models.BigAutoField(primary_key=True)
    procedure = models.CharField(max_length=64)
    matter_id = models.UUIDField()
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField("次序")
    name = models.CharField("姓名或名称", max_length=120)
    document_type = models.CharField("证件类型", max_length=16, choices=DocumentType.choices, blank=True)
    document_number = models.CharField("证件号码", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=24, blank=True)

    objects = ScopedManager["Party"]()

    class Meta:
        verbose_name = "当事人"
        constraints = (
            models.UniqueConstraint(fields=["matter_id", "position"], name="party_position_once"),
            models.CheckConstraint(
                condition=Q(document_type="") | Q(document_type__in=DocumentType.values),
                name="party_document_type_known",
            ),
            models.CheckConstraint(
                condition=Q(document_number="") | ~Q(document_type=""), name="party_document_has_type"
            ),
        )
