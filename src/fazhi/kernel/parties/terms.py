"""The nouns of this room: documents, kinds, sexes, protection, those who act for a party, reasons for opening a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models

from fazhi.engines.citation import Article
from fazhi.engines.identifiers import DocumentKind
from fazhi.engines.identifiers import Sex as EngineSex


class DocumentType(models.TextChoices):
    """How a party is identified: the documents that are met in Xiamen; codes as `engines/identifiers` has them."""

    IDENTITY = DocumentKind.IDENTITY.value, "居民身份证"
    CREDIT_CODE = DocumentKind.CREDIT_CODE.value, "统一社会信用代码"
    TAIWAN = DocumentKind.TAIWAN.value, "台湾居民来往大陆通行证"
    HONG_KONG = DocumentKind.HONG_KONG.value, "港澳居民来往内地通行证"
    PASSPORT = DocumentKind.PASSPORT.value, "护照"
    PERMANENT_RESIDENT = DocumentKind.PERMANENT_RESIDENT.value, "外国人永久居留身份证"
    TAIWAN_RESIDENCE = DocumentKind.TAIWAN_RESIDENCE.value, "台湾居民居住证"
    HONG_KONG_RESIDENCE = DocumentKind.HONG_KONG_RESIDENCE.value, "港澳居民居住证"
    HOUSEHOLD = DocumentKind.HOUSEHOLD.value, "户口簿"
    OFFICER = DocumentKind.OFFICER.value, "军官证"
    OTHER = DocumentKind.OTHER.value, "其他证件"


class PartyKind(models.TextChoices):
    """A natural person, or any body that is none."""

    PERSON = "person", "自然人"
    ORGANISATION = "organisation", "单位"


class Sex(models.TextChoices):
    """Sex as the document has it."""

    MALE = EngineSex.MALE.value, "男"
    FEMALE = EngineSex.FEMALE.value, "女"


class Protection(models.TextChoices):
    """Why a party is shown in no list: a closed list; `PROTECTION_BASIS` has the article for each."""

    MINOR = "minor", "未成年人"
    DOMESTIC_VIOLENCE = "violence", "家庭暴力受害人"
    SECRET_WITNESS = "witness", "涉密证人"
    OTHER = "other", "其他受保护"


PROTECTION_BASIS: Mapping[Protection, Article] = {
    Protection.MINOR: Article("未成年人保护法", 103),
    Protection.DOMESTIC_VIOLENCE: Article("反家庭暴力法", 5, 2),
    Protection.SECRET_WITNESS: Article("刑事诉讼法", 64),
    Protection.OTHER: Article("民法典", 1039),
}


class ActingAs(models.TextChoices):
    """Who acts for a party, and by what right."""

    LEGAL_REPRESENTATIVE = "legal", "法定代表人"
    AGENT = "agent", "委托代理人"
    GUARDIAN = "guardian", "监护人"


class Relation(models.TextChoices):
    """What an agent or guardian is to the party. 民事诉讼法 art. 61; 民法典 art. 27."""

    LAWYER = "lawyer", "律师"
    LEGAL_WORKER = "legal_worker", "基层法律服务工作者"
    PARENT = "parent", "父母"
    GRANDPARENT = "grandparent", "祖父母、外祖父母"
    SPOUSE = "spouse", "配偶"
    CHILD = "child", "子女"
    SIBLING = "sibling", "兄弟姐妹"
    OTHER_RELATIVE = "relative", "其他近亲属"
    STAFF = "staff", "工作人员"
    RECOMMENDED = "recommended", "社区、单位或者社会团体推荐的人"
    GUARDIAN_BODY = "guardian_body", "居民委员会、村民委员会或者民政部门"
    OTHER = "other", "其他"


class Authority(models.TextChoices):
    """What an agent may do: concede, settle and withdraw take a special authority. 民事诉讼法 art. 62."""

    GENERAL = "general", "一般授权"
    SPECIAL = "special", "特别授权"


class Reason(models.TextChoices):
    """Why a personal file is opened; a closed list, `OTHER` with words."""

    HANDLING = "handling", "办理案件"
    VERIFYING = "verifying", "核对信息"
    COMPLAINT = "complaint", "复查投诉"
    SAMPLING = "sampling", "统计抽查"
    OTHER = "other", "其他"


class Why(models.TextChoices):
    """Why two parties may be the same one, the strongest first."""

    SAME_DOCUMENT = "document", "证件号码相同"
    SAME_CONTACT = "contact", "电话相同且姓名同音"
    SIMILAR_NAME = "name", "姓名同音"

    @property
    def strength(self) -> int:
        """3 is all but certain, 1 a chance."""
        return {Why.SAME_DOCUMENT: 3, Why.SAME_CONTACT: 2, Why.SIMILAR_NAME: 1}[self]


@dataclass(frozen=True)
class Draft:
    """
    A party as it is written down; what can be derived from it is derived when it is kept.

    kind                person or organisation; None has it told by document and name
    birth_date, sex     as far as known; a valid identity number overrides both
    lives_on_own_labour  a person of 16 or 17 who lives mainly on labour of their own (民法典 art. 18(2))
    """

    name: str
    document_type: str = ""
    document_number: str = ""
    phone: str = ""
    address: str = ""
    kind: PartyKind | None = None
    birth_date: date | None = None
    sex: str = ""
    lives_on_own_labour: bool = False


@dataclass(frozen=True)
class RepresentativeDraft:
    """Who acts for a party; `relation` for agents and guardians, `authority` for agents only."""

    acting_as: ActingAs
    name: str
    relation: str = ""
    authority: str = ""
    document_type: str = ""
    document_number: str = ""
    phone: str = ""


@dataclass(frozen=True)
class MaskedParty:
    """
    A party as lists show it; of a protected one nothing but its place, its kind and why.

    document    label of the document's kind, "" without one
    protection  label of the protection, "" without one
    """

    id: int
    procedure: str
    matter_id: UUID
    position: int
    kind: str
    name: str
    document: str
    number: str
    phone: str
    address: str
    protection: str


@dataclass(frozen=True)
class Hint:
    """Another matter that may have the same party; it names nobody."""

    procedure: str
    matter_id: UUID
    position: int
    why: Why

    @property
    def strength(self) -> int:
        """As `Why.strength`."""
        return self.why.strength


@dataclass(frozen=True)
class Hints:
    """
    What hints there are within the asking post's offices, the strongest first, and how many matters lie elsewhere.

    elsewhere  matters of other offices with the same document or contact; a number and nothing else
    """

    found: tuple[Hint, ...]
    elsewhere: int
