from django.db import models
from django.db.models import Q

from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.parties.terms import ActingAs, Authority, DocumentType, PartyKind, Protection, Relation, Sex

__all__ = ["DocumentType", "Party", "Representative"]


def _in_list(
    table: str, field: str, choices: type[models.TextChoices], *, blank: bool = True
) -> models.CheckConstraint:
    condition = Q(**{f"{field}__in": choices.values})
    return models.CheckConstraint(
        condition=Q(**{field: ""}) | condition if blank else condition, name=f"{table}_{field}_known"
    )


def _identified(table: str) -> tuple[models.CheckConstraint, ...]:
    """What holds for whoever is named with a document."""
    return (
        _in_list(table, "document_type", DocumentType),
        models.CheckConstraint(
            condition=Q(document_number="") | ~Q(document_type=""), name=f"{table}_document_has_type"
        ),
        models.CheckConstraint(condition=Q(erased_at__isnull=False) | ~Q(name=""), name=f"{table}_named"),
    )


class Party(models.Model):
    """
    A person or organisation as named in one matter; all personal data of a matter lie here and in `Representative`.

    The same person in another matter is another row: equal documents are a hint, never a merge.

    name_pinyin, name_initials    the name in letters, for looking up (`pinyin`)
    name_order                    the first letters of it as an integer, for sorting
    document_key, contact_key     stand for the document, and for telephone and sound of the name (`keys`)
    protection                    why the party is shown in no list; a minor is one by birth date as well
    lives_on_own_labour           a person of 16 or 17 with full capacity (民法典 art. 18(2))
    erased_at                     when the personal data were erased; the row and its position stay
    """

    id = models.BigAutoField(primary_key=True)
    procedure = models.CharField(max_length=64)
    matter_id = models.UUIDField()
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", db_index=False)
    position = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("类别", max_length=16, choices=PartyKind.choices, default=PartyKind.PERSON)
    name = models.CharField("姓名或名称", max_length=120, blank=True)
    document_type = models.CharField("证件类型", max_length=16, choices=DocumentType.choices, blank=True)
    document_number = models.CharField("证件号码", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=24, blank=True)
    address = models.CharField("住址", max_length=200, blank=True)
    birth_date = models.DateField("出生日期", null=True)
    sex = models.CharField("性别", max_length=8, choices=Sex.choices, blank=True)
    lives_on_own_labour = models.BooleanField("以自己的劳动收入为主要生活来源", db_default=False)
    protection = models.CharField("受保护", max_length=16, choices=Protection.choices, blank=True)
    name_pinyin = models.CharField(max_length=64, blank=True)
    name_order = models.BigIntegerField(default=0)
    name_initials = models.CharField(max_length=32, blank=True)
    document_key = models.BigIntegerField(null=True)
    contact_key = models.BigIntegerField(null=True)
    erased_at = models.DateTimeField("删除时间", null=True)

    objects = ScopedManager["Party"]()

    class Meta:
        verbose_name = "当事人"
        indexes = (
            # With the office and the name in the index, SQLite sifts a narrow scope and a rare surname without reading rows.
            models.Index(fields=["name_order", "office", "name"], name="party_name_order"),
            models.Index(fields=["document_key"], name="party_document_key", condition=Q(document_key__isnull=False)),
            models.Index(fields=["contact_key"], name="party_contact_key", condition=Q(contact_key__isnull=False)),
        )
        constraints = (
            models.UniqueConstraint(fields=["matter_id", "position"], name="party_position_once"),
            *_identified("party"),
            _in_list("party", "kind", PartyKind, blank=False),
            _in_list("party", "sex", Sex),
            _in_list("party", "protection", Protection),
            models.CheckConstraint(
                condition=Q(kind=PartyKind.PERSON)
                | Q(birth_date__isnull=True, sex="", lives_on_own_labour=False, protection=""),
                name="party_body_has_no_age",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True)
                | Q(
                    name="", document_type="", document_number="", phone="", address="", birth_date__isnull=True,
                    sex="", lives_on_own_labour=False, protection="", name_pinyin="", name_order=0, name_initials="",
                    document_key__isnull=True, contact_key__isnull=True,
                ),
                name="party_erased_is_empty",
            ),
        )  # fmt: skip


class Representative(models.Model):
    """
    Who acts for a party: the legal representative of a body, an agent with authority, the guardian of a minor.

    relation   of agents and guardians; `authority` of agents only
    erased_at  when the personal data were erased, together with the party's
    """

    id = models.BigAutoField(primary_key=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    office = models.ForeignKey("organisations.Office", models.PROTECT, related_name="+", db_index=False)
    acting_as = models.CharField("身份", max_length=16, choices=ActingAs.choices)
    relation = models.CharField("与当事人关系", max_length=16, choices=Relation.choices, blank=True)
    authority = models.CharField("代理权限", max_length=16, choices=Authority.choices, blank=True)
    name = models.CharField("姓名", max_length=120, blank=True)
    document_type = models.CharField("证件类型", max_length=16, choices=DocumentType.choices, blank=True)
    document_number = models.CharField("证件号码", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=24, blank=True)
    erased_at = models.DateTimeField("删除时间", null=True)

    objects = ScopedManager["Representative"]()

    class Meta:
        verbose_name = "代表人、代理人或者监护人"
        constraints = (
            *_identified("representative"),
            _in_list("representative", "acting_as", ActingAs, blank=False),
            _in_list("representative", "relation", Relation),
            _in_list("representative", "authority", Authority),
            models.CheckConstraint(
                condition=(Q(acting_as=ActingAs.AGENT) & ~Q(authority="")) | (~Q(acting_as=ActingAs.AGENT) & Q(authority="")),
                name="representative_agent_has_authority",
            ),
            models.CheckConstraint(
                condition=(Q(acting_as=ActingAs.LEGAL_REPRESENTATIVE) & Q(relation=""))
                | (~Q(acting_as=ActingAs.LEGAL_REPRESENTATIVE) & ~Q(relation="")),
                name="representative_related",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(name="", document_type="", document_number="", phone=""),
                name="representative_erased_is_empty",
            ),
        )  # fmt: skip
