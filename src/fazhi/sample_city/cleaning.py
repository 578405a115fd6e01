"""
Clean-up campaigns of the sample city (清理): a periodic one of the summer, a special one of the autumn, both published, and the
next year's, which goes on. They list the documents of the register; what they came to is what has become of those.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from fazhi.lines.legality_review.terms import DocumentState
from fazhi.lines.legality_review.terms.campaigns import CampaignKind, Outcome
from fazhi.sample_city.city import DEPARTMENTS, REVIEWING
from fazhi.sample_city.inspections import worked

_Row = Mapping[str, object]
_ENDED = {DocumentState.ABOLISHED: Outcome.ABOLISH, DocumentState.DECLARED_INVALID: Outcome.INVALID}
_REASONS = {
    Outcome.AMEND: "主管部门的职责已经调整（示例）",
    Outcome.ABOLISH: "所依据的政策已经调整（示例）",
    Outcome.INVALID: "调整的对象已经消失（示例）",
}


@dataclass(frozen=True)
class Campaign:
    """
    One campaign.

    words     scope: what the title of a document has, "" for all
    until     scope: the last day of publication; None for all
    dues      the days by which the documents of each batch are answered
    found     from when on the office finds of them
    decided   None while it goes on
    one_of    one of so many documents is to be amended
    """

    number: str
    title: str
    kind: CampaignKind
    notice: str
    words: str
    until: date | None
    opened: date
    due: date
    dues: tuple[date, ...]
    found: date
    decided: date | None
    one_of: int


def periodic(year: int) -> Campaign:
    """That of the summer, which has ended documents."""
    return Campaign(
        f"厦示清〔{year}〕1号", f"{year}年度行政规范性文件定期清理（示例）", CampaignKind.PERIODIC,
        f"关于开展{year}年度行政规范性文件清理的通知（示例）", "", date(year - 1, 12, 31), worked(date(year, 3, 3), 1),
        date(year, 7, 31), (date(year, 4, 30), date(year, 5, 31)), worked(date(year, 6, 16), 1), worked(date(year, 7, 15), 1), 13,
    )  # fmt: skip


def _special(year: int) -> Campaign:
    return Campaign(
        f"厦示清〔{year}〕2号", "妨碍统一市场和公平竞争的政策措施专项清理（示例）", CampaignKind.SPECIAL,
        "关于开展妨碍统一市场和公平竞争的政策措施清理的通知（示例）", "小微企业", None, worked(date(year, 9, 8), 1),
        date(year, 11, 29), (date(year, 10, 18),), worked(date(year, 10, 27), 1), worked(date(year, 11, 17), 1), 5,
    )  # fmt: skip


def _going_on(year: int) -> Campaign:
    return Campaign(
        f"厦示清〔{year}〕1号", f"{year}年度行政规范性文件定期清理（示例）", CampaignKind.PERIODIC,
        f"关于开展{year}年度行政规范性文件清理的通知（示例）", "", date(year - 1, 12, 31), worked(date(year, 1, 19), 1),
        date(year, 7, 31), (date(year, 3, 31),), date(year, 6, 16), None, 13,
    )  # fmt: skip


def ended_reason(campaign: Campaign, state: DocumentState) -> str:
    """What a document that the decision brings into `state` has as the reason of its end."""
    return f"{campaign.title}（{_decision(campaign)}）：{_REASONS[_ENDED[state]]}"


def _decision(campaign: Campaign) -> str | None:
    return f"局长办公会纪要〔{campaign.decided.year}〕{campaign.decided.month}号（示例）" if campaign.decided else None


@dataclass(frozen=True)
class Cleaning:
    """Rows of the two ledgers, and the numbers of the documents in force that wait for their amendment."""

    campaigns: Sequence[_Row]
    documents: Sequence[_Row]
    amended: frozenset[str]


def cleaning(documents: Sequence[_Row], staff: pl.DataFrame, year: int) -> Cleaning:
    """The campaigns on these rows of the register of documents; equal arguments give equal rows."""
    campaigns = (periodic(year), _special(year), _going_on(year + 1))
    clerks = dict(staff.filter(pl.col("role") == "clerk").select("office", "official").reverse().iter_rows())
    items = [row for campaign in campaigns for row in _items(campaign, documents, clerks)]
    waiting = {row["document"] for row in items if row["reviewed"] == Outcome.AMEND.value}
    in_force = {str(row["number"]) for row in documents if row["state"] == DocumentState.IN_FORCE.value}
    return Cleaning([_campaign(each) for each in campaigns], items, frozenset(in_force & waiting))


def _campaign(campaign: Campaign) -> _Row:
    published = worked(campaign.decided, 4) if campaign.decided else None
    return {
        "office": REVIEWING, "number": campaign.number, "title": campaign.title, "kind": campaign.kind.value,
        "notice": campaign.notice, "title_words": campaign.words or None, "published_until_date": campaign.until,
        "expires_until_date": None, "provisional_only": 0, "opened_date": campaign.opened, "due_date": campaign.due,
        "decided_date": campaign.decided, "decision": _decision(campaign), "published_date": published,
        "list_number": f"{campaign.number.replace('清', '公告')}" if published else None,
        "published_at_place": "市政府网站规范性文件专栏（示例）" if published else None, "cancelled_date": None,
    }  # fmt: skip


def _items(campaign: Campaign, documents: Sequence[_Row], clerks: Mapping[str, str]) -> Iterator[_Row]:
    """What was in force when the last batch was assigned, by drafters, a batch for every other department."""
    departments = {each.name: (place, each.code) for place, each in enumerate(DEPARTMENTS)}
    for place, document in enumerate(documents):
        department, code = departments[str(document["drafter"])]
        batch = department % len(campaign.dues) + 1
        assigned = worked(campaign.opened, 2 * batch)
        if not _is_within(campaign, document, assigned):
            continue
        due, outcome = campaign.dues[batch - 1], _outcome(campaign, document, place)
        proposed = Outcome.KEEP if place % 3 == 0 else outcome or _usual(campaign, place)
        answered = worked(due, 3) if campaign.decided and place % 11 == 7 else worked(assigned, 6 + place % 9)
        is_answered = (campaign.decided or place % 2 == 0) and not _is_over(document, answered)
        yield {
            "office": REVIEWING, "campaign": campaign.number, "document": document["number"], "assignee": code, "batch": batch,
            "due_date": due, **_opinion("proposed", proposed if is_answered else None, answered),
            "proposed_by": clerks[code] if is_answered else None,
            **_opinion("reviewed", outcome, worked(campaign.found, place % 5 + 1)),
        }  # fmt: skip


def _is_within(campaign: Campaign, document: _Row, assigned: date) -> bool:
    published = document["published_date"]
    assert isinstance(published, date)  # each was published
    return (
        campaign.words in str(document["title"])
        and published <= (campaign.until or campaign.opened)
        and not _is_over(document, assigned)
    )


def _is_over(document: _Row, day: date) -> bool:
    ended = document["ended_date"]
    return isinstance(ended, date) and ended <= day


def _outcome(campaign: Campaign, document: _Row, place: int) -> Outcome | None:
    """None while nothing is found, and for what has ended by itself before the decision."""
    ended = document["ended_date"]
    if campaign.decided is None or (isinstance(ended, date) and ended < campaign.decided):
        return None
    if ended == campaign.decided:
        return _ENDED[DocumentState(str(document["state"]))]
    return _usual(campaign, place)


def _usual(campaign: Campaign, place: int) -> Outcome:
    return Outcome.AMEND if place % campaign.one_of == 4 else Outcome.KEEP


def _opinion(name: str, outcome: Outcome | None, day: date) -> dict[str, object]:
    reason = _REASONS.get(outcome) if outcome else None
    return {
        name: outcome.value if outcome else None,
        f"{name}_reason": reason,
        f"{name}_date": day if outcome else None,
    }
