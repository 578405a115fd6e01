"""Decisions on parties: ages, who is protected, what is a body. No database, no clock."""

import re
from datetime import date

from fazhi.engines.identifiers import DocumentKind
from fazhi.kernel.parties.terms import PartyKind, Protection

FULL_AGE, OWN_LABOUR_AGE = 18, 16

# Ends of names of bodies; five characters and more, so that nobody's given name is taken for one.
ORGANISATION_NAME = (
    "^(?:.{2,}(?:公司|集团|银行|医院|学校|大学|学院|中学|小学|幼儿园|事务所|合作社|委员会|居委会|村委会|业委会|管理处"
    "|管委会|服务中心|人民政府|办事处|派出所|工作室|经营部|商行|酒店|餐厅|基金会|协会|学会|商会|联合会|研究院|研究所"
    ")|.{4,}[局厂店])$"
)
_NO_PERSONS_DOCUMENT = frozenset({"", DocumentKind.OTHER.value})


def kind_of(name: str, document_type: str) -> PartyKind:
    """Person or organisation: by the document, and without one that tells by how the name ends."""
    if document_type == DocumentKind.CREDIT_CODE.value:
        return PartyKind.ORGANISATION
    if document_type in _NO_PERSONS_DOCUMENT and re.search(ORGANISATION_NAME, name):
        return PartyKind.ORGANISATION
    return PartyKind.PERSON


def born_on_or_before(age: int, on: date) -> date:
    """The latest birth date of those who are `age` years old on a day; who is born on 29 February is so on 1 March."""
    try:
        return on.replace(year=on.year - age)
    except ValueError:
        return date(on.year - age, 2, 28)


def is_minor(birth_date: date | None, on: date) -> bool:
    """Whether someone is under 18 on a day; an unknown birth date is no minor's. Source: 民法典 art. 17."""
    return birth_date is not None and birth_date > born_on_or_before(FULL_AGE, on)


def has_full_capacity(birth_date: date | None, on: date, *, lives_on_own_labour: bool) -> bool:
    """
    Whether someone of this age acts for themselves: from 18 on, from 16 on who lives mainly on their own labour.

    Source: 民法典 art. 18.
    """
    if not is_minor(birth_date, on):
        return True
    assert birth_date is not None
    return lives_on_own_labour and birth_date <= born_on_or_before(OWN_LABOUR_AGE, on)


def protection_of(declared: str, birth_date: date | None, on: date) -> Protection | None:
    """Why someone is shown in no list on a day: what is declared, else being a minor; None if they may be shown."""
    if declared:
        return Protection(declared)
    return Protection.MINOR if is_minor(birth_date, on) else None
