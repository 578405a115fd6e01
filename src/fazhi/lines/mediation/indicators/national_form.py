"""
The national form of people's mediation (全国人民调解工作统计表), as data: which indicator, or part of one, is in each column.

Heads are those of the form as far as it is known to us; what could not be read in an official text is 待核 (`doubted`).
The form is internal: small cells are shown. Nothing here is computed; see `queries.national_form`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from fazhi.engines.indicator import Compare, Expression, In, Predicate, Ratio, Ref, Sum
from fazhi.lines.mediation.rules.categories import national
from fazhi.lines.mediation.rules.prevention import COUNTED, PERSONS_UNTOLD
from fazhi.lines.mediation.terms import Nature, Source


@dataclass(frozen=True)
class Column:
    """
    One column of a table.

    heads    head, and the head above it that it shares with its neighbours ("" for none)
    code     the indicator that it shows, narrowed by `where`; "" for one computed from others by `formula`
    formula  of the keys of this table's other columns
    unit     as printed; `per_unit` base units (rows, fen) in one, `decimals` digits shown
    doubted  the form is not known to have it, or to call it so (待核)
    """

    key: str
    heads: tuple[str, str]
    unit: str
    code: str = ""
    where: Predicate | None = None
    formula: Expression | None = None
    per_unit: int | Fraction = 1
    decimals: int = 0
    doubted: bool = False


@dataclass(frozen=True)
class Part:
    """A sheet: which columns of the table stand on it, beside what the row is called; `notes` below, one a line."""

    title: str
    keys: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Relation:
    """Columns that add up: `total` is the sum of `parts`, in every row."""

    rule: str
    title: str
    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """
    A table of the form; one question to the records answers all its columns.

    shown as  `parts`, a sheet each; `relations` are what its columns owe each other
    published  column → the published indicator that its total must equal
    """

    code: str
    title: str
    columns: tuple[Column, ...]
    parts: tuple[Part, ...]
    relations: tuple[Relation, ...] = ()
    published: tuple[tuple[str, str], ...] = ()


FEN_IN_YUAN = 100
_PERCENT = Fraction(1, 100)
_RESOLVED = "mediation.people.resolved"

SUBJECTS = {
    "village": ("村（居）", "village_committee"),
    "town": ("乡镇（街道）", "town_committee"),
    "enterprise": ("企事业单位", "enterprise_committee"),
    "association": ("社会团体", ""),
    "trade": ("行业性专业性", "trade_committee"),
    "others": ("其他", ""),
}
"""Who mediated (不同主体调解情况): head and kind of office; two heads have no kind of office here and stay empty."""

_ENTRUSTED = (Source.COURT, Source.PROCURATORATE, Source.POLICE, Source.PETITION, Source.OTHER)


def _cases(key: str, head: str, code: str, *, group: str = "", unit: str = "件", doubted: bool = False) -> Column:
    return Column(key, (group, head), unit, f"mediation.people.{code}", doubted=doubted)


def success_rate(settled: str, failed: str, *heads: str) -> Column:
    """Settled of settled and failed; what is open, withdrawn or settled on the spot is in neither."""
    ratio = Ratio(Ref(settled), Sum((Ref(settled), Ref(failed))))
    group, head = heads or ("", "成功率")
    return Column(f"{settled}_rate", (group, head), "%", formula=ratio, per_unit=_PERCENT, decimals=1)


def _sources() -> Iterator[Column]:
    for source in (Source.OWN_INITIATIVE, Source.APPLICATION):
        yield Column(
            f"source_{source.value}", ("案件来源", source.label), "件", _RESOLVED, Compare("source", "=", source.value)
        )
    parts = Sum(tuple(Ref(f"source_{source.value}") for source in _ENTRUSTED))
    yield Column("source_entrusted", ("案件来源", "接受委托移送调解（小计）"), "件", formula=parts)
    for source in _ENTRUSTED:
        head = "其中：" + source.label.removesuffix("委托移送")
        yield Column(
            f"source_{source.value}", ("案件来源", head), "件", _RESOLVED, Compare("source", "=", source.value)
        )


def _subjects() -> Iterator[Column]:
    for key, (head, kind) in SUBJECTS.items():
        where = In("office_kind", (kind,)) if kind else None
        yield Column(f"subject_{key}", ("不同主体调解情况", head), "件", _RESOLVED if kind else "", where, doubted=True)


_WHAT_COUNTS = "案件总数：期间内办结（调解成功或者调解不成，按办结日期）的人民调解案件，加上排查时当场化解的纠纷；撤回、不予受理、在办的不计。"
_RATE = "成功率 = 调解成功 ÷（调解成功 + 调解不成）；"
_AMOUNT = "金额为协议涉及金额，不是请求金额。"
_NO_SUCH_BODIES = "机构台账没有“社会团体”“其他”两类调解组织，该两栏空缺。"
_ELSEWHERE_TOO = "移送人民调解委员会调解的，也计在人民调解之内，与人民调解各表不能相加。"


def _keys(columns: Iterable[Column]) -> tuple[str, ...]:
    return tuple(column.key for column in columns)


def cases(year: int) -> Table:
    """The case table (案件情况) with the categories of a year."""
    categories = tuple(
        Column(
            f"category_{item.value}", ("案件分类", item.label), "件", _RESOLVED, Compare("category", "=", item.value)
        )
        for item in national(year)
    )
    subjects, sources = tuple(_subjects()), tuple(_sources())
    overview = (
        _cases("total", "案件总数", "resolved"),
        _cases("parties", "涉及当事人数", "parties", unit="人"),
        _cases("settled", "调解成功", "settled"),
        _cases("failed", "调解不成", "failed"),
        success_rate("settled", "failed"),
        _cases("on_the_spot", "当场化解", "on_the_spot"),
        _cases("difficult", "疑难复杂案件", "difficult"),
        Column("amount", ("", "协议涉及金额"), "元", "mediation.people.amount", per_unit=FEN_IN_YUAN, decimals=2),
        _cases("oral", "口头", "settled.oral", group="协议形式"),
        _cases("written", "书面", "settled.written", group="协议形式"),
        _cases("performed", "协议履行", "performed", doubted=True),
        _cases("confirmed", "司法确认", "confirmed", doubted=True),
    )
    codes = tuple(f"source_{source.value}" for source in Source)
    return Table(
        "cases",
        "案件情况",
        (*overview, *subjects, *sources, *categories),
        (
            Part("案件情况", _keys(overview), (_WHAT_COUNTS, _RATE + "当场化解、撤回和在办的不计入。", _AMOUNT)),
            Part("调解主体和案件来源", ("total", *_keys((*subjects, *sources))), (_WHAT_COUNTS, _NO_SUCH_BODIES)),
            Part("案件分类", ("total", *_keys(categories)), (_WHAT_COUNTS, "本地类别计在其国家类别之内。")),
        ),
        relations=(
            Relation(
                "outcomes", "案件总数 = 调解成功 + 调解不成 + 当场化解", "total", ("settled", "failed", "on_the_spot")
            ),
            Relation("subjects", "案件总数 = 各类主体之和", "total", tuple(column.key for column in subjects)),
            Relation("sources", "案件总数 = 案件来源之和", "total", codes),
            Relation("categories", "案件总数 = 案件分类之和", "total", tuple(column.key for column in categories)),
            Relation("agreements", "调解成功 = 口头协议 + 书面协议", "settled", ("oral", "written")),
        ),
        published=(("total", _RESOLVED), ("amount", "mediation.people.amount")),
    )


def _counted() -> Iterator[Column]:
    for code, label in COUNTED.items():
        indicator = f"mediation.prevention.{code}"
        yield Column(code, (label, "件"), "件", indicator)
        doubted = code in PERSONS_UNTOLD
        yield Column(f"{code}_persons", (label, "人"), "人", f"{indicator}.persons", doubted=doubted)


_COUNTED = tuple(_counted())
PREVENTION = Table(
    "prevention",
    "排查预防情况",
    _COUNTED,
    (
        Part(
            "排查预防情况",
            _keys(_COUNTED),
            ("由人民调解委员会按月填报；排查和预防不是调解，不与案件数相加。排查、预防的人数可以不填。",),
        ),
    ),
)

_KINDS = {"": "受理", **{f".{nature.value}": nature.label for nature in Nature}}


def _split(measure: str, label: str) -> Iterator[Column]:
    for nature in (None, *Nature):
        suffix = f"_{nature.value}" if nature else ""
        code = f"mediation.administrative.{measure}" + (f".{nature.value}" if nature else "")
        yield Column(f"{measure}{suffix}", (label, nature.label if nature else "合计"), "件", code)


_ADMINISTRATIVE = (
    *_split("accepted", "受理"),
    *_split("settled", "调解成功"),
    *_split("failed", "调解不成"),
    Column("withdrawn", ("", "撤回"), "件", "mediation.administrative.withdrawn"),
    Column("open", ("", "期末在办"), "件", "mediation.administrative.open.end"),
    Column("amount", ("", "协议涉及金额"), "元", "mediation.administrative.amount", per_unit=FEN_IN_YUAN, decimals=2),
    success_rate("settled_administrative", "failed_administrative", "成功率", "行政纠纷"),
    success_rate("settled_civil", "failed_civil", "成功率", "民商事纠纷"),
    success_rate("settled", "failed", "成功率", "合计"),
)


def _both(measure: str, title: str) -> Relation:
    parts = tuple(f"{measure}_{nature.value}" for nature in Nature)
    return Relation(measure, f"{title} = 行政纠纷 + 民商事纠纷", measure, parts)


ADMINISTRATIVE = Table(
    "administrative",
    "行政调解情况",
    _ADMINISTRATIVE,
    (
        Part(
            "行政调解情况",
            _keys(_ADMINISTRATIVE),
            (
                "受理按受理日期，调解成功按协议生效日期，调解不成和撤回按办结日期。",
                _RATE + "撤回和在办的不计入。",
                _ELSEWHERE_TOO,
            ),
        ),
    ),
    relations=(_both("accepted", "受理"), _both("settled", "调解成功"), _both("failed", "调解不成")),
    published=tuple(
        (f"{measure}{key}", f"mediation.administrative.{measure}{code}")
        for measure in ("accepted", "settled")
        for key, code in (("", ""), *((f"_{nature.value}", f".{nature.value}") for nature in Nature))
    ),
)

_NETWORK = "mediation.network"


def _network(key: str, head: str, unit: str, code: str, kind: str = "", *, doubted: bool = False) -> Column:
    where = Compare("office_kind", "=", kind) if kind else None
    group = "人民调解委员会" if unit == "个" else "人民调解员"
    return Column(key, (group, head), unit, f"{_NETWORK}.{code}", where, doubted=doubted)


_ORGANISATION = (
    _network("committees", "合计", "个", "committees"),
    *(_network(f"committees_{key}", head, "个", "committees", kind) for key, (head, kind) in SUBJECTS.items() if kind),
    _network("mediators", "合计", "人", "mediators"),
    _network("mediators_full_time", "专职", "人", "mediators.full_time"),
    _network("mediators_women", "女性", "人", "mediators.women", doubted=True),
)
ORGANISATION = Table(
    "organisation",
    "组织队伍情况",
    _ORGANISATION,
    (
        Part(
            "组织队伍情况",
            _keys(_ORGANISATION),
            ("没有登记调解组织和调解员台账的，本表填“未登记”，不以机构数、岗位数代替。",),
        ),
    ),
)
