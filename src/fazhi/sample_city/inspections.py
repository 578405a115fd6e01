"""
Double-random inspections of the sample city (双随机检查): rosters, items, tasks, draws, inspections; they do not grow with the
scale.

The draws are real ones: plans of the city's own rosters, frozen, and drawn by the engine with the numbers of a lottery that
is made up. Of the year's first task the first draw was annulled, because the roster lacked three firms, and the task drawn
again. Dates are laid so that 57 institutions are inspected in the year and four ordered to rectify.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl

from fazhi.engines import draw as engine
from fazhi.engines.draw import Commitment, Transcript
from fazhi.kernel.calendar.services import packaged_calendar
from fazhi.lines.inspections.rules.drawing import Rules, Target, plan_document
from fazhi.lines.inspections.terms import CREDIT_WEIGHTS, CreditClass, InstitutionKind, ResultCode
from fazhi.sample_city.choices import Choice
from fazhi.sample_city.city import DISTRICTS, ROOT
from fazhi.sample_city.names import PLACES
from fazhi.sample_city.parties import credit_code
from fazhi.sample_city.streams import Streams, below

OFFICE = f"{ROOT}04"
FOLDER = "双随机抽取"
_MADE_UP = "示例彩票"
_SITE = "厦门市司法局网站双随机专栏（示例）"
_SHANGHAI = ZoneInfo("Asia/Shanghai")

# Kind → how many, registrar of its credit code, what its name ends with.
_KINDS = {
    InstitutionKind.LAW_FIRM: (240, "31", "律师事务所"),
    InstitutionKind.NOTARY: (6, "12", "公证处"),
    InstitutionKind.FORENSIC: (24, "52", "司法鉴定所"),
    InstitutionKind.GRASSROOTS: (14, "31", "法律服务所"),
}
_FIRST_CODE = 40_000
_CREDIT = Choice.of({"class": {"A": 60, "B": 28, "C": 9, "D": 3}})
_ITEMS = (
    (
        "LS-01",
        "律师事务所执业管理检查",
        "law_firm",
        "执业管理、利益冲突审查、投诉查处、档案管理等制度",
        "律师法 第二十三条",
        15,
    ),
    (
        "LS-02",
        "律师事务所收案收费检查",
        "law_firm",
        "统一接受委托、书面委托合同、统一收费入账",
        "律师法 第二十五条第一款",
        15,
    ),
    ("GZ-01", "公证机构执业检查", "notary", "业务、财务、资产管理制度和责任追究制度", "公证法 第十四条", 30),
    ("JD-01", "司法鉴定机构执业检查", "forensic", "登记的业务范围、人员、设备、场所", "司法鉴定管理问题的决定", 25),
    ("JC-01", "基层法律服务所执业检查", "grassroots", "业务范围、统一收案收费", "基层法律服务所管理办法", 20),
)
_MISSED = 3
"""Law firms that the annulled draw's roster lacked."""


@dataclass(frozen=True)
class _Task:
    """
    A task: of each kind how many, the days of its acts as (months and days of its year), and when the visits were.

    visits  (first day, last day, how many), one stretch after the other
    """

    number: str
    title: str
    numbers: Mapping[str, int]
    planned: date
    attempts: tuple[tuple[date, date, date], ...]
    visit: date
    since: date
    visits: tuple[tuple[date, date, int], ...]


@dataclass(frozen=True)
class Drawn:
    """One draw with its texts; `annulled` is the day on which it was."""

    task: str
    attempt: int
    commitment: Commitment
    transcript: Transcript
    days: tuple[date, date, date]
    previous: str
    annulled: date | None = None

    @property
    def name(self) -> str:
        return f"{self.task}（第{self.attempt}次）"


@dataclass(frozen=True)
class Inspections:
    """Rows of the nine ledgers by format code, in the order of their import, and the draws behind them."""

    frames: Mapping[str, pl.DataFrame]
    draws: tuple[Drawn, ...]


def inspections(staff: pl.DataFrame, streams: Streams, year: int) -> Inspections:
    """The inspections of the sample year, with the last ones of the year before; equal arguments give equal rows."""
    institutions, inspectors = _institutions(streams), _inspectors(staff, year)
    recusals = _recusals(institutions, inspectors, streams, year)
    draws: list[Drawn] = []
    rows: list[dict[str, object]] = []
    for task in _tasks(year):
        found = list(_draws(task, institutions, inspectors, recusals, draws, rows, streams))
        draws += found
        for each in found:
            rows += _visits(task, each, institutions)
    frames = {
        "inspections.institution": institutions,
        "inspections.inspector": inspectors,
        "inspections.item": _items(),
        "inspections.recusal": recusals,
        "inspections.plan": _plan(year),
        "inspections.task": _task_rows(year, rows),
        "inspections.draw": pl.DataFrame([_draw_row(each) for each in draws], infer_schema_length=None),
        "inspections.inspection": _typed(pl.DataFrame(rows, infer_schema_length=None).drop("results")),
        "inspections.result": _results(rows),
    }
    return Inspections(frames, tuple(draws))


def texts(draws: Sequence[Drawn]) -> Iterator[tuple[str, str]]:
    """Name and text of each file that would have been published: commitment and transcript of each draw."""
    for each in draws:
        yield f"{each.name}封存文件.json", each.commitment.text()
        yield f"{each.name}抽取记录.json", each.transcript.text()


def _institutions(streams: Streams) -> pl.DataFrame:
    rows: list[dict[str, object]] = []
    for kind, (count, registrar, ending) in _KINDS.items():
        for _ in range(count):
            place = len(rows)
            rows.append(
                {
                    "office": OFFICE,
                    "code": credit_code(registrar, _FIRST_CODE + place),
                    "name": f"示例{PLACES[place % len(PLACES)]}{ending}",
                    "kind": kind.value,
                    "district": DISTRICTS[place % len(DISTRICTS)].name,
                    "registered_date": date(1996, 1, 1) + timedelta(days=37 * place),
                    "ended_date": None,
                }
            )
    frame = pl.DataFrame(rows, schema_overrides={"ended_date": pl.Date})
    classes = _CREDIT.pick("class", streams.words("institution/credit", frame.height))
    return frame.with_columns(classes.alias("credit_class"))


def _inspectors(staff: pl.DataFrame, year: int) -> pl.DataFrame:
    """Clerks and heads of the bureau's divisions who hold their post beyond the year."""
    held = staff.filter(
        pl.col("office").str.starts_with(ROOT), pl.col("role").is_in(["clerk", "head"]), pl.col("until_date").is_null()
    )
    names = held["official"].unique(maintain_order=True)
    number = pl.int_range(1, len(names) + 1, eager=True).cast(pl.String).str.zfill(3)
    return pl.DataFrame({"official": names, "certificate": "SLZ" + number}).with_columns(
        pl.lit(OFFICE).alias("office"),
        pl.lit(date(year - 2, 1, 1)).alias("valid_from_date"),
        pl.lit(date(year + 2, 12, 31)).alias("valid_to_date"),
    )


def _recusals(institutions: pl.DataFrame, inspectors: pl.DataFrame, streams: Streams, year: int) -> pl.DataFrame:
    """A few inspectors with relatives at law firms."""
    firms = below(streams.words("recusal/firm", 5), _KINDS[InstitutionKind.LAW_FIRM][0])
    return pl.DataFrame(
        {
            "office": [OFFICE] * 5,
            "institution": institutions["code"].gather(firms),
            "inspector": inspectors["certificate"].head(5),
            "reason": ["近亲属在该所执业"] * 5,
            "declared_date": [date(year - 1, 1, 9)] * 5,
            "ended_date": pl.Series([None] * 5, dtype=pl.Date),
        }
    )


def _items() -> pl.DataFrame:
    rows = [
        {
            "office": OFFICE, "code": code, "title": title, "kind": kind, "content": content, "basis": basis,
            "manner": "on_site", "ratio": ratio, "most_a_year": 1,
            **{f"weight_{credit.value.lower()}": weight for credit, weight in CREDIT_WEIGHTS.items()},
            "listed_date": date(2020, 1, 1), "ended_date": None,
        }
        for code, title, kind, content, basis, ratio in _ITEMS
    ]  # fmt: skip
    return pl.DataFrame(rows, schema_overrides={"ended_date": pl.Date})


def _plan(year: int) -> pl.DataFrame:
    counts = {kind.value: count for kind, (count, _, _) in _KINDS.items()}
    rows = [
        {
            "office": OFFICE, "year": year, "item": code, "planned": counts[kind] * ratio // 100 or 1,
            "due_date": date(year, 12, 31), "published_date": date(year, 2, 5),
        }
        for code, _, kind, _, _, ratio in _ITEMS
    ]  # fmt: skip
    return pl.DataFrame(rows)


def _tasks(year: int) -> tuple[_Task, ...]:
    law, notary, forensic, grassroots = (kind.label for kind in InstitutionKind)
    before = year - 1
    return (
        _Task(
            f"厦司抽〔{before}〕2号", f"{before}年第二次法律服务机构双随机抽查", {law: 3, forensic: 2}, date(before, 11, 6),
            ((date(before, 11, 20), date(before, 11, 21), date(before, 12, 5)),), date(before, 12, 11),
            date(before, 1, 1), ((date(before, 12, 11), date(before, 12, 20), 3), (date(year, 1, 8), date(year, 1, 12), 2)),
        ),
        _Task(
            f"厦司抽〔{year}〕1号", f"{year}年第一次法律服务机构双随机抽查", {law: 28, notary: 2, forensic: 5},
            date(year, 2, 26),
            (
                (date(year, 3, 4), date(year, 3, 5), date(year, 3, 8)),
                (date(year, 3, 12), date(year, 3, 13), date(year, 3, 18)),
            ),
            date(year, 4, 1), date(before, 4, 1), ((date(year, 4, 1), date(year, 5, 31), 35),),
        ),
        _Task(
            f"厦司抽〔{year}〕2号", f"{year}年第二次法律服务机构双随机抽查", {law: 18, forensic: 2, grassroots: 3},
            date(year, 8, 26), ((date(year, 9, 2), date(year, 9, 3), date(year, 9, 10)),), date(year, 10, 8),
            date(before, 10, 1), ((date(year, 10, 8), date(year, 11, 29), 20), (date(year + 1, 1, 6), date(year + 1, 1, 10), 3)),
        ),
    )  # fmt: skip


def _draws(
    task: _Task,
    institutions: pl.DataFrame,
    inspectors: pl.DataFrame,
    recusals: pl.DataFrame,
    before: Sequence[Drawn],
    inspected: Sequence[Mapping[str, object]],
    streams: Streams,
) -> Iterator[Drawn]:
    chain = before[-1].transcript.digest if before else ""
    for attempt, days in enumerate(task.attempts, start=1):
        is_last = attempt == len(task.attempts)
        plan = _plan_of(task, attempt, institutions, inspectors, recusals, inspected, lacks=not is_last)
        frozen = engine.commit(
            engine.read_plan(json.dumps(plan, ensure_ascii=False)),
            datetime(days[0].year, days[0].month, days[0].day, 9, 30, tzinfo=_SHANGHAI),
        )
        drawn = engine.run(frozen, [_lottery(task, attempt, streams)], previous=chain or None)
        annulled = None if is_last else days[2] + timedelta(days=3)
        yield Drawn(task.number, attempt, frozen, drawn, days, chain, annulled)
        chain = drawn.digest


def _plan_of(
    task: _Task,
    attempt: int,
    institutions: pl.DataFrame,
    inspectors: pl.DataFrame,
    recusals: pl.DataFrame,
    inspected: Sequence[Mapping[str, object]],
    *,
    lacks: bool,
) -> dict[str, object]:
    kinds = {kind.label: kind for kind in InstitutionKind}
    wanted = [kinds[label].value for label in task.numbers]
    pool = institutions.filter(pl.col("kind").is_in(wanted))
    if lacks:
        firms = pool.filter(kind=InstitutionKind.LAW_FIRM.value)["code"]
        pool = pool.filter(~pl.col("code").is_in(firms.tail(_MISSED).to_list()))
    recent = {str(row["institution"]): str(row["number"]) for row in inspected if row["void_date"] is None}
    targets = [
        Target(code, InstitutionKind(kind), CreditClass(credit), recent.get(code, ""))
        for code, kind, credit in pool.select("code", "kind", "credit_class").iter_rows()
    ]
    codes = set(pool["code"])
    rules = Rules(
        task.numbers, CREDIT_WEIGHTS, 1, {}, {}, 2, True, "sequential", "sha256",
        [{"kind": "lottery", "name": _MADE_UP, "issue": f"{task.planned.year}{task.planned.month:02}{attempt}"}],
        task.visit,
    )  # fmt: skip
    people = [
        {"id": row["certificate"], "valid_from": row["valid_from_date"].isoformat(), "valid_to": row["valid_to_date"].isoformat()}
        for row in inspectors.iter_rows(named=True)
    ]  # fmt: skip
    pairs = [pair for pair in recusals.select("institution", "inspector").iter_rows() if pair[0] in codes]
    return plan_document(rules, targets, people, pairs)


def _lottery(task: _Task, attempt: int, streams: Streams) -> bytes:
    """Six of 33 and one of 16, as a lottery would have drawn them."""
    words = streams.words(f"lottery/{task.number}/{attempt}", 7).to_list()
    balls = list(range(1, 34))
    red = [balls.pop(word % len(balls)) for word in words[:6]]
    return engine.lottery_value([red, [words[6] % 16 + 1]])


_ORDERED = {"1": (2, 11, 20), "2": (4,)}
"""Number of the year's task → places of the visits that ended with an order to rectify; the last one of the year is not obeyed."""
_CORRECTED = {"1": (6, 17, 29), "2": (9, 15)}


def _visits(task: _Task, drawn: Drawn, institutions: pl.DataFrame) -> Iterator[dict[str, object]]:
    kinds = dict(institutions.select("code", "kind").iter_rows())
    stem = task.number if drawn.attempt == 1 else f"{task.number}之{drawn.attempt}"
    days = [day for stretch in task.visits for day in spread(*stretch)]
    which = task.number.rstrip("号").rpartition("〕")[2] if task.planned.month != 11 else ""
    for place, target in enumerate(drawn.transcript.objects):
        items = [item[0] for item in _ITEMS if item[2] == kinds[target]]
        row: dict[str, object] = {
            "office": OFFICE, "number": f"{stem}-{place + 1:03}", "task": task.number, "institution": target,
            "cause": "random", "cause_told": None, "items": "、".join(items), "is_compulsory": 0, "manner": None,
            "has_problem": 0, "assigned_date": drawn.days[2], **dict.fromkeys(_LATER), "results": (),
        }  # fmt: skip
        if drawn.annulled is not None:
            yield row | {"void_date": drawn.annulled}
            continue
        ordered, corrected = place in _ORDERED.get(which, ()), place in _CORRECTED.get(which, ())
        yield row | _inspected(items, days[place], place, which, ordered=ordered, corrected=corrected)


_LATER = (
    "notified_date", "inspected_date", "ordered_date", "rectify_by_date", "reinspected_date", "rectified_date",
    "handed_date", "penalty_date", "published_date", "followed_date", "problems", "case_number", "penalty_number",
    "published_at_place", "closed_date", "void_date",
)  # fmt: skip


def _inspected(
    items: Sequence[str], day: date, place: int, which: str, *, ordered: bool, corrected: bool
) -> dict[str, object]:
    """What came of one visit: mostly nothing; some problems gone at once; some ordered to rectify, one handed over."""
    published = worked(day, 6 + place % 9)
    found = ResultCode.VIOLATION if ordered else ResultCode.CORRECTED if corrected else ResultCode.NONE
    codes = [found.value, *[ResultCode.NONE.value] * (len(items) - 1)]
    row: dict[str, object] = {
        "notified_date": worked(day, -3), "inspected_date": day, "manner": "on_site",
        "has_problem": int(ordered or corrected), "published_date": published, "published_at_place": _SITE,
        "closed_date": published, "results": tuple(zip(items, codes, strict=True)),
    }  # fmt: skip
    if not ordered:
        return row
    made, limit = worked(day, 3), worked(day, 18)
    again = worked(limit, 4)
    row |= {
        "ordered_date": made, "rectify_by_date": limit, "reinspected_date": again,
        "problems": "部分案件未签订书面委托合同（示例）",
    }  # fmt: skip
    if which == "2":
        handed, penalty = worked(again, 4), worked(again, 20)
        followed = worked(penalty, 5)
        return row | {
            "handed_date": handed, "case_number": f"示例罚案〔{day.year}〕1号", "penalty_date": penalty,
            "penalty_number": f"示例罚决〔{day.year}〕1号", "followed_date": followed, "closed_date": followed,
        }  # fmt: skip
    followed = worked(again, 8)
    return row | {"rectified_date": again, "followed_date": followed, "closed_date": followed}


def spread(first: date, last: date, count: int) -> list[date]:
    """`count` working days between two, evenly."""
    calendar = packaged_calendar()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    worked = [day for day in days if calendar.is_worked(day)]
    return [worked[place * len(worked) // count] for place in range(count)]


def worked(day: date, steps: int) -> date:
    """So many working days later, or earlier."""
    calendar, step = packaged_calendar(), timedelta(days=1 if steps > 0 else -1)
    for _ in range(abs(steps)):
        day += step
        while not calendar.is_worked(day):
            day += step
    return day


def _typed(frame: pl.DataFrame) -> pl.DataFrame:
    dates = [pl.col(name).cast(pl.Date) for name in frame.columns if name.endswith("_date")]
    others = [
        pl.col(name).cast(pl.String) for name in frame.columns if frame.schema[name] == pl.Null and name not in _dated
    ]
    return frame.with_columns(*dates, *others, pl.col("is_compulsory", "has_problem").cast(pl.Int8))


_dated = frozenset(name for name in _LATER if name.endswith("_date"))


def _task_rows(year: int, rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    found = []
    for task in _tasks(year):
        kinds = {kind.value for kind in InstitutionKind if kind.label in task.numbers}
        ended = [row["closed_date"] for row in rows if row["task"] == task.number and row["closed_date"]]
        found.append(
            {
                "office": OFFICE, "number": task.number, "title": task.title,
                "items": "、".join(item[0] for item in _ITEMS if item[2] in kinds), "visit_date": task.visit,
                "since_date": task.since, "departments": None, "planned_date": task.planned,
                "drawn_date": task.attempts[-1][2], "closed_date": max(day for day in ended if isinstance(day, date)),
            }
        )  # fmt: skip
    return pl.DataFrame(found, schema_overrides={"departments": pl.String})


def _draw_row(each: Drawn) -> dict[str, object]:
    committed, announced, drawn = each.days
    return {
        "office": OFFICE, "task": each.task, "attempt": each.attempt, "committed_date": committed,
        "commitment_digest": each.commitment.digest, "announced_date": announced, "announced_at_place": _SITE,
        "beacon": "、".join(beacon.label for beacon in each.commitment.sealed.terms.beacon), "drawn_date": drawn,
        "transcript_digest": each.transcript.digest, "previous_digest": each.previous or None,
        "annulled_date": each.annulled, "annulled_by": "局负责人（示例）" if each.annulled else None,
        "annul_reason": f"名录漏列{_MISSED}家律师事务所，补入后重新抽取" if each.annulled else None,
    }  # fmt: skip


def _results(rows: Sequence[Mapping[str, object]]) -> pl.DataFrame:
    found = [
        {"office": OFFICE, "inspection": row["number"], "item": item, "code": code, "note": None}
        for row in rows
        for item, code in row["results"]  # type: ignore[attr-defined]
    ]
    return pl.DataFrame(found, schema_overrides={"note": pl.String})
