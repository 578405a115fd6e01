"""A small network for the tests: committees with members, terms and seals, built without ceremony."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from fazhi.kernel.organisations.models import Office, Official
from fazhi.lines.mediation.models import Committee, Election, Mediator, Member, Seal
from fazhi.lines.mediation.services.term_ends import term_end
from fazhi.lines.mediation.terms import BY_ELECTION, ELECTION

ELECTED = date(2024, 2, 29)
BORN = date(1980, 5, 1)


def at_noon(day: date) -> datetime:
    """Noon of a day in Xiamen, as a moment."""
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


def official(code: str, name: str = "") -> Official:
    made, _ = Official.objects.get_or_create(code=code, defaults={"name": name or f"示例{code}"})
    return made


@dataclass(frozen=True)
class Built:
    """What was made of one office."""

    committee: Committee
    members: tuple[Member, ...]
    term: Election


def member(office: Office, code: str, position: str = "member", sex: str = "female", **more: Any) -> Member:
    usual = {"birth_date": BORN, "elected_date": ELECTED, "from_date": ELECTED}
    made = Member(office=office, official=official(code), position=position, sex=sex, **{**usual, **more})
    made.save()
    return made


def mediator(office: Office, code: str, **more: Any) -> Mediator:
    usual = {"sex": "female", "birth_date": BORN, "from_date": date(2020, 1, 1)}
    made = Mediator(office=office, official=official(code), **{**usual, **more})
    made.save()
    return made


def seal(office: Office, number: str = "印1", **more: Any) -> Seal:
    made = Seal(office=office, number=number, **{"from_date": date(2015, 1, 1), **more})
    made.save()
    return made


def committee(office: Office, **more: Any) -> Committee:
    usual = {"founder": "示例街道办事处", "founded_date": date(2010, 1, 1), "filed_date": date(2010, 1, 10)}
    made = Committee(office=office, **{**usual, **more})
    made.save()
    return made


def term(office: Office, elected: date = ELECTED, **more: Any) -> Election:
    usual = {
        "procedure": ELECTION,
        "number": f"{elected:%Y%m%d}换届",
        "state": "filed",
        "occurred_date": elected,
        "recorded_at": at_noon(elected),
        "elected_date": elected,
        "until_date": term_end(elected),
        "filed_date": elected,
    }
    made = Election(office=office, **{**usual, **more})
    made.save()
    return made


def build(office: Office, prefix: str = "M", elected: date = ELECTED) -> Built:
    """A lawful committee in term: a director and two members, two of the three women."""
    found = committee(office)
    days = {"elected_date": elected, "from_date": elected}
    members = (
        member(office, f"{prefix}1", "director", "male", **days),
        member(office, f"{prefix}2", **days),
        member(office, f"{prefix}3", **days),
    )
    return Built(found, members, term(office, elected))


def elections(office: Office, procedure: str = ELECTION) -> list[Election]:
    rows = Election.objects.system("a test").filter(office=office, procedure=procedure)
    return list(rows.select_related("office").order_by("recorded_at", "number"))


def by_elections(office: Office) -> list[Election]:
    return elections(office, BY_ELECTION)
