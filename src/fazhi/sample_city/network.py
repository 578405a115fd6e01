"""
The committees of the sample city (调委会、委员、调解员、培训): ledgers that do not grow with the scale.

Who serves holds a post: heads are directors, mediators are members, and all of them mediate, so that the mediators that
matters name are on record. Some of what goes wrong in a real network is there: terms that ran out, a seal that did, members
who left and were not replaced, mediators without training.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from fazhi.sample_city.choices import Choice
from fazhi.sample_city.parties import credit_code, phone
from fazhi.sample_city.streams import Streams, below, chance

Row = dict[str, Any]

_FACTS = Choice.of(
    {
        "education": {"junior": 9, "senior": 26, "college": 38, "bachelor": 25, "postgraduate": 2},
        "political_status": {"party": 58, "league": 4, "democratic": 2, "masses": 36},
        "ethnic_group": {"汉族": 966, "畲族": 12, "回族": 10, "土家族": 6, "苗族": 6},
        "sex": {"male": 58, "female": 42},
        "course": {
            "人民调解法与调解程序": 30, "调解文书制作": 22, "婚姻家庭纠纷调解": 18, "物业纠纷调解": 12, "道路交通事故纠纷调解": 10,
            "劳动争议调解": 8,
        },
    }
)  # fmt: skip
_PERSONAL = ("education", "political_status", "ethnic_group", "sex")
_HOURS = Choice.of({"hours": {8: 60, 16: 30, 24: 10}})
_SCOPES = {
    "village_committee": "本村居范围内的民间纠纷",
    "town_committee": "本镇街范围内的民间纠纷和村居调委会移交的疑难纠纷",
    "enterprise_committee": "本单位内部的劳动、邻里和其他民间纠纷",
    "trade_committee": "本行业的专业性民间纠纷",
}
_FUNDS = {
    "village_committee": "村居办公经费和区财政以案定补",
    "town_committee": "镇街财政预算",
    "enterprise_committee": "设立单位承担",
    "trade_committee": "区财政保障和设立单位承担",
}
_REGISTRARS = {"village_committee": "54", "town_committee": "11", "enterprise_committee": "91", "trade_committee": "51"}
_FIRST_CODE = 20_000
_FULL_TIME_PERMILLE = {
    "village_committee": 180,
    "town_committee": 550,
    "enterprise_committee": 60,
    "trade_committee": 900,
}
_EXPIRED_PERMILLE, _LATE_PERMILLE, _UNTRAINED_PERMILLE, _TWICE_PERMILLE = 18, 25, 80, 290
_FOUNDED, _FOUNDED_DAYS = date(1996, 1, 1), 18 * 365
_BORN, _BORN_DAYS = date(1958, 1, 1), 32 * 365


@dataclass(frozen=True)
class Network:
    """The rows of the four ledgers, typed as an import reads them."""

    committees: pl.DataFrame
    members: pl.DataFrame
    mediators: pl.DataFrame
    trainings: pl.DataFrame


def network(city: pl.DataFrame, staff: pl.DataFrame, streams: Streams, year: int) -> Network:
    """
    The network of the sample city as it stands when the ledgers of `year` are closed; equal arguments give equal rows.

    city   `city.offices()`; `staff` the posts
    """
    offices = city.filter(pl.col("kind").str.ends_with("_committee"))
    kinds = dict(offices.select("code", "kind").iter_rows())
    posts = staff.filter(pl.col("office").is_in(list(kinds)))
    people = _people(posts, streams)
    committees = _committees(offices, _left(posts), streams, year)
    elected = {row["office"]: row["elected_date"] for row in committees}
    ended = {row["office"]: row["cancelled_date"] for row in committees if row["cancelled_date"]}
    members = list(_members(posts, people, elected, ended, kinds))
    mediators = list(_mediators(posts, people, ended, kinds))
    trainings = _trainings(mediators, streams, year)
    return Network(
        *(pl.DataFrame(rows, infer_schema_length=None) for rows in (committees, members, mediators, trainings))
    )


def _left(posts: pl.DataFrame) -> frozenset[str]:
    """Committees whose head left."""
    return frozenset(posts.filter(pl.col("until_date").is_not_null())["office"])


def _committees(offices: pl.DataFrame, left: frozenset[str], streams: Streams, year: int) -> list[Row]:
    words = {
        name: streams.words(f"network/{name}", offices.height)
        for name in ("founded", "filed", "elected", "expired", "reported", "late", "phone", "roll", "station", "road")
    }
    drawn = pl.DataFrame({
        "founded": below(words["founded"], _FOUNDED_DAYS), "filed": below(words["filed"], 25),
        "elected": below(words["elected"], 710), "expired": chance(words["expired"], _EXPIRED_PERMILLE),
        "reported": 3 + below(words["reported"], 24), "late": chance(words["late"], _LATE_PERMILLE),
        "phone": words["phone"], "roll": chance(words["roll"], 500), "station": below(words["station"], 4),
        "road": 1 + below(words["road"], 300),
    }).with_columns(phone=phone(pl.col("phone")))  # fmt: skip
    enterprises = [code for code, kind in offices.select("code", "kind").iter_rows() if kind == "enterprise_committee"]
    rows = []
    pairs = zip(offices.iter_rows(named=True), drawn.iter_rows(named=True), strict=True)
    for number, (office, draw) in enumerate(pairs):
        row = _committee(office, draw, left, year) | {"founder_code": _code(office["kind"], number)}
        rows.append(row | {"cancelled_date": date(year + 1, 1, 15) if office["code"] == enterprises[0] else None})
    # What the register of seals should find: one out of use, one lost.
    rows[1]["seal_until"], rows[2]["seal_lost"] = date(year, 6, 30), date(year, 10, 9)
    return rows


def _code(kind: str, number: int) -> str:
    return credit_code(_REGISTRARS[kind], _FIRST_CODE + number)


def _committee(office: Mapping[str, Any], draw: Mapping[str, Any], left: frozenset[str], year: int) -> Row:
    founded = _FOUNDED + timedelta(days=draw["founded"])
    elected = _elected(office["code"] in left, draw["expired"], draw["elected"], year)
    reported = elected + timedelta(days=draw["reported"] + (30 if draw["late"] else 0))
    kind, station = office["kind"], draw["station"]
    in_town = kind == "town_committee"
    return {
        "office": office["code"],
        "founder": _founder(office),
        "founded_date": founded,
        "filed_date": founded + timedelta(days=draw["filed"]),
        "scope": _SCOPES[kind],
        "address": f"厦门市{office['district']}{office['town']}示例路{draw['road']}号",
        "phone": draw["phone"],
        "funding": _FUNDS[kind],
        "on_court_roll": int(kind == "trade_committee" and draw["roll"]),
        "at_court": int(kind == "trade_committee" and station < 2),
        "at_police": int(in_town and station < 3),
        "at_procuratorate": int(in_town and station == 3),
        "at_petition": int(in_town and station == 0),
        "seal_number": f"XMTJ-{office['code']}",
        "seal_from": founded,
        "seal_until": None,
        "seal_lost": None,
        "elected_date": elected,
        "election_filed": reported if reported < date(year, 12, 20) else None,
    }


def _elected(head_left: bool, expired: bool, days: int, year: int) -> date:
    """The day of the latest election: within three years of the end of `year`, or so that its term ran out in it."""
    if expired:
        return date(year - 3, 1, 10) + timedelta(days=days % 325)
    if head_left:
        return date(year - 2, 1, 10) + timedelta(days=days % 600)
    return date(year - 2, 1, 10) + timedelta(days=days + days // 2)


def _founder(office: Mapping[str, Any]) -> str:
    unit = "厦门市" + office["name"].removesuffix("人民调解委员会")
    if office["kind"] == "village_committee":
        return unit + ("居民委员会" if unit.endswith("社区") else "村民委员会")
    if office["kind"] == "town_committee":
        return unit + ("人民政府" if unit.endswith("镇") else "办事处")
    return unit if office["kind"] == "enterprise_committee" else f"{unit.removesuffix('纠纷')}行业调解协会"


def _people(posts: pl.DataFrame, streams: Streams) -> dict[str, Row]:
    """Official → what is recorded of the person; every committee has a woman."""
    count = posts.height
    words = {name: streams.words(f"servant/{name}", count) for name in (*_PERSONAL, "born", "phone", "full_time")}
    drawn = pl.DataFrame({
        "official": posts["official"], "office": posts["office"],
        **{name: _FACTS.pick(name, words[name]) for name in _PERSONAL},
        "born": below(words["born"], _BORN_DAYS), "phone": words["phone"], "full_time": words["full_time"],
    }).with_columns(phone=phone(pl.col("phone")), birth_date=pl.lit(_BORN) + pl.duration(days="born"))  # fmt: skip
    lacks = (pl.col("sex") == "female").sum().over("office") == 0
    last = pl.int_range(pl.len()).over("office") == pl.len().over("office") - 1
    drawn = drawn.with_columns(
        pl.when(lacks & last).then(pl.lit("female")).otherwise("sex").alias("sex"), pl.col("birth_date").cast(pl.Date)
    )
    return {row["official"]: row for row in drawn.iter_rows(named=True)}


def _facts(person: Row, kind: str) -> Row:
    names = ("sex", "birth_date", "ethnic_group", "education", "political_status", "phone")
    full_time = person["full_time"] * 1000 // (1 << 32) < _FULL_TIME_PERMILLE[kind]
    return {name: person[name] for name in names} | {"is_full_time": int(full_time)}


def _members(
    posts: pl.DataFrame,
    people: Mapping[str, Row],
    elected: Mapping[str, date],
    ended: Mapping[str, date],
    kinds: Mapping[str, str],
) -> Iterator[Row]:
    """Heads lead; where a head left a larger committee its deputy was elected in the place, a smaller one is short."""
    for (office,), rows in posts.group_by("office", maintain_order=True):
        code, kind = str(office), kinds[str(office)]
        since, until = elected[code], ended.get(code)
        gone = rows.filter(role="head")["until_date"][0]
        mediators = 0
        for post in rows.iter_rows(named=True):
            position = "director" if post["role"] == "head" else "member"
            mediators += position == "member"
            if position == "member" and mediators == 1 and rows.height > 3:
                position = "deputy"
            row = {"office": code, "official": post["official"], "name": post["name"], "position": position}
            row |= _facts(people[post["official"]], kind) | {"elected_date": since, "from_date": since}
            if position == "deputy" and gone:
                yield row | _end(gone + timedelta(days=20), "expired")
                day = gone + timedelta(days=21)
                row |= {"position": "director", "elected_date": day, "from_date": day}
            yield row | _end(*_ending(post["until_date"], until))


def _mediators(
    posts: pl.DataFrame, people: Mapping[str, Row], ended: Mapping[str, date], kinds: Mapping[str, str]
) -> Iterator[Row]:
    """All who serve; some of a trade committee mediate for the first town of their district as well."""
    removed = posts.filter(pl.col("until_date").is_not_null())["official"][0]
    for post in posts.iter_rows(named=True):
        code, kind = post["office"], kinds[post["office"]]
        row = {"office": code, "official": post["official"], "name": post["name"]}
        row |= {"certificate": f"闽调{post['official']}"} | _facts(people[post["official"]], kind)
        row["from_date"] = post["from_date"]
        ending = _end(*_ending(post["until_date"], ended.get(code)))
        if post["official"] == removed:
            ending |= {"end_reason": "removed", "removal_ground": "gain"}
        yield row | ending
        if code.endswith("H01") and post["role"] == "mediator":
            yield row | {"office": code.replace("H01", "Z01")} | _end(None, None)


def _ending(left: date | None, cancelled: date | None) -> tuple[date | None, str | None]:
    if left:
        return left, "resigned"
    return (cancelled - timedelta(days=1), "cancelled") if cancelled else (None, None)


def _end(until: date | None, reason: str | None) -> Row:
    return {"until_date": until, "end_reason": reason, "removal_ground": None}


def _trainings(mediators: list[Row], streams: Streams, year: int) -> list[Row]:
    """One course a year for most, a second for some; a person in two committees attends for the first."""
    people = {row["official"]: row for row in reversed(mediators)}
    served = [row for row in mediators if row is people[row["official"]] and row["until_date"] is None]
    count = len(served)
    untrained = chance(streams.words("training/none", count), _UNTRAINED_PERMILLE)
    twice = chance(streams.words("training/twice", count), _TWICE_PERMILLE)
    courses = [
        pl.DataFrame({
            "course": _FACTS.pick("course", streams.words(f"training/{turn}/course", count)),
            "hours": _HOURS.pick("hours", streams.words(f"training/{turn}/hours", count)),
            "day": below(streams.words(f"training/{turn}/day", count), 110) + 180 * turn,
        })
        for turn in (0, 1)
    ]  # fmt: skip
    rows = []
    for place, row in enumerate(served):
        for turn in range(0 if untrained[place] else 2 if twice[place] else 1):
            drawn = courses[turn].row(place, named=True)
            who = {name: row[name] for name in ("office", "official", "name")}
            day = date(year, 3, 1) + timedelta(days=drawn["day"])
            rows.append(who | {"course": drawn["course"], "trained_date": day, "hours": drawn["hours"]})
    return rows
