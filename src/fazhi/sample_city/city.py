"""
The city: bureau, departments, districts and committees (市司法局、行政部门、各区调解组织).

Streets, towns and departments are public bodies and bear their names; villages, enterprises and all figures about any of
them are invented.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from fazhi.sample_city.names import PLACES

ROOT = "350200SF"
REVIEWING = f"{ROOT}03"
"""The division that reviews drafts and keeps the register of documents."""
TRADES = {
    "traffic": "道路交通",
    "medical": "医疗",
    "property": "物业",
    "labour": "劳动争议",
    "consumer": "消费",
    "business": "商会",
}
_ENTERPRISES = 9
_FIRST_TOWN, _FIRST_VILLAGE = 900, 200
"""Towns are counted from 901 and villages from 201 within it: codes that the national list does not reach."""

SHARED_VILLAGE = ("350212", 1, 2)
"""District, town and village whose committee has the code of the village before it: two of them serve one village."""


@dataclass(frozen=True)
class District:
    """A district; `share` is its weight in the city's disputes, `villages` how many village committees each town has."""

    code: str
    name: str
    share: int
    villages: int
    towns: tuple[str, ...]

    @property
    def short(self) -> str:
        return self.name.removesuffix("区")


DISTRICTS = (
    District(
        "350203", "思明区", 27, 10, ("厦港", "滨海", "鹭江", "中华", "开元", "梧村", "筼筜", "莲前", "嘉莲", "鼓浪屿")
    ),
    District("350205", "海沧区", 10, 12, ("海沧", "新阳", "嵩屿", "东孚")),
    District("350206", "湖里区", 24, 12, ("湖里", "殿前", "禾山", "江头", "金山")),
    District("350211", "集美区", 16, 13, ("集美", "侨英", "杏林", "杏滨", "灌口镇", "后溪镇")),
    District("350212", "同安区", 13, 15, ("大同", "祥平", "新民", "西柯", "洪塘镇", "五显镇", "莲花镇", "汀溪镇")),
    District("350213", "翔安区", 10, 14, ("大嶝", "马巷", "新店", "凤翔", "金海", "内厝镇", "新圩镇")),
)


@dataclass(frozen=True)
class Department:
    """
    A department that mediates.

    shares            nature → weight in the city's accepted matters
    settled           nature → settled of accepted, permille before calibration
    carried_permille  matters open at a boundary of the year, of those accepted in a year
    rhythm, pace      see `days.RHYTHMS`, `course.DURATIONS`
    categories        nature → category → weight
    """

    code: str
    name: str
    abbreviation: str
    shares: Mapping[str, int]
    settled: Mapping[str, int]
    carried_permille: int
    rhythm: str
    pace: str
    categories: Mapping[str, Mapping[str, int]]


def _department(
    code: str, name: str, abbreviation: str, shares: tuple[int, int], settled: tuple[int, int], carried: int, pace: str,
    *, civil: Mapping[str, int], administrative: Mapping[str, int], rhythm: str = "office",
) -> Department:  # fmt: skip
    """`shares` and `settled` are (administrative, civil)."""
    natures = ("administrative", "civil")
    return Department(
        f"350200{code}", name, abbreviation, dict(zip(natures, shares, strict=True)), dict(zip(natures, settled, strict=True)),
        carried, rhythm, pace, {"civil": civil, "administrative": administrative},
    )  # fmt: skip


DEPARTMENTS = (
    _department(
        "GA", "厦门市公安局", "厦公", (96, 118_300), (80, 530), 13, "swift", rhythm="always",
        civil={"traffic": 52, "neighbour": 18, "damages": 18, "family": 8, "other": 4},
        administrative={"traffic": 70, "other": 30},
    ),
    _department(
        "SC", "厦门市市场监督管理局", "厦市监", (158, 38_600), (125, 590), 52, "slow",
        civil={"consumer": 62, "ecommerce": 28, "contract": 7, "business": 3}, administrative={"business": 60, "consumer": 40},
    ),
    _department(
        "RS", "厦门市人力资源和社会保障局", "厦人社", (142, 15_200), (120, 690), 58, "slow",
        civil={"migrant_wages": 38, "labour": 62}, administrative={"labour": 85, "migrant_wages": 15},
    ),
    _department(
        "ZJ", "厦门市住房和建设局", "厦建", (61, 4_900), (100, 560), 72, "long",
        civil={"property": 55, "housing": 22, "contract": 13, "migrant_wages": 10}, administrative={"housing": 70, "property": 30},
    ),
    _department(
        "JT", "厦门市交通运输局", "厦交", (43, 2_600), (110, 640), 40, "usual",
        civil={"consumer": 58, "contract": 30, "labour": 12}, administrative={"business": 70, "other": 30},
    ),
    _department(
        "WL", "厦门市文化和旅游局", "厦文旅", (12, 1_450), (150, 720), 45, "usual",
        civil={"tourism": 74, "consumer": 20, "contract": 6}, administrative={"tourism": 60, "business": 40},
    ),
    _department(
        "WJ", "厦门市卫生健康委员会", "厦卫健", (21, 620), (100, 480), 80, "long",
        civil={"medical": 100}, administrative={"medical": 100},
    ),
    _department(
        "NY", "厦门市农业农村局", "厦农", (35, 640), (120, 610), 70, "slow",
        civil={"land": 62, "contract": 24, "business": 14}, administrative={"land": 100},
    ),
    _department(
        "ZY", "厦门市自然资源和规划局", "厦资源", (118, 420), (95, 430), 95, "long",
        civil={"land": 48, "expropriation": 30, "housing": 22}, administrative={"land": 40, "expropriation": 60},
    ),
    _department(
        "HJ", "厦门市生态环境局", "厦环", (39, 760), (130, 580), 55, "slow",
        civil={"environment": 100}, administrative={"environment": 100},
    ),
    _department(
        "CG", "厦门市城市管理行政执法局", "厦城管", (69, 608), (110, 600), 42, "usual",
        civil={"neighbour": 44, "property": 30, "environment": 26}, administrative={"housing": 55, "environment": 25, "other": 20},
    ),
)  # fmt: skip

_DIVISIONS = ("办公室", "人民参与和促进法治处", "法治调研督察处", "行政执法协调监督处")


@dataclass(frozen=True)
class Office:
    """
    A body or office. `short` stands in case numbers; `weight` is its part in the disputes of its district and kind;
    `trade` is the subject of a trade committee; `town` the town it lies in.
    """

    code: str
    name: str
    kind: str
    parent: str
    division_code: str = "350200"
    district: str = ""
    short: str = ""
    trade: str = ""
    town: str = ""
    weight: int = 1


def offices() -> pl.DataFrame:
    """All offices, each after its parent; columns are the fields of `Office`."""
    return pl.DataFrame(list(_offices()))


def _offices() -> Iterator[Office]:
    yield Office(ROOT, "厦门市司法局", "bureau", "")
    for number, name in enumerate(_DIVISIONS, start=1):
        yield Office(f"{ROOT}{number:02}", f"厦门市司法局{name}", "division", ROOT)
    for department in DEPARTMENTS:
        yield Office(department.code, department.name, "department", ROOT, short=department.abbreviation)
    places = iter(PLACES)
    for district in DISTRICTS:
        yield Office(
            f"{district.code}SF", f"厦门市{district.name}司法局", "district_bureau", ROOT, district.code, district.name
        )
        yield from _committees(district, places)


def town_code(district: District, town: int) -> str:
    """Nine digits of the `town`-th town, made up."""
    return f"{district.code}{_FIRST_TOWN + town}"


def village_code(district: District, town: int, village: int) -> str:
    """Twelve digits of the `village`-th village of a town, made up."""
    return f"{town_code(district, town)}{_FIRST_VILLAGE + village}"


def _committees(district: District, places: Iterator[str]) -> Iterator[Office]:
    for number, town in enumerate(district.towns, start=1):
        weight = len(district.towns) + 3 - number // 2
        yield _committee(
            district,
            "town",
            f"Z{number:02}",
            _town(town),
            town.removesuffix("镇"),
            town,
            weight=weight,
            division_code=town_code(district, number),
        )
        suffix = "村" if town.endswith("镇") else "社区"
        for village in range(1, district.villages + 1):
            place = next(places)
            code = f"C{number:02}{village:02}"
            served = village - 1 if (district.code, number, village) == SHARED_VILLAGE else village
            yield _committee(
                district,
                "village",
                code,
                f"{_town(town)}{place}{suffix}",
                place,
                town,
                weight=3 + village % 5,
                division_code=village_code(district, number, served),
            )
    for number in range(1, _ENTERPRISES + 1):
        place = next(places)
        town = district.towns[number % len(district.towns)]
        yield _committee(
            district, "enterprise", f"Q{number:02}", f"示例{place}园区企业", place, town, weight=1 + number % 3
        )
    for number, (trade, title) in enumerate(TRADES.items(), start=1):
        town = district.towns[number % len(district.towns)]
        yield _committee(
            district, "trade", f"H{number:02}", f"{title}纠纷", f"{district.short}{title}", town, trade=trade
        )


def _town(name: str) -> str:
    return name if name.endswith("镇") else f"{name}街道"


def _committee(
    district: District,
    kind: str,
    code: str,
    name: str,
    short: str,
    town: str,
    *,
    trade: str = "",
    weight: int = 1,
    division_code: str = "",
) -> Office:
    return Office(
        f"{district.code}{code}", f"{district.name}{name}人民调解委员会", f"{kind}_committee", f"{district.code}SF",
        division_code or district.code, district.name, short, trade, town.removesuffix("镇"), weight,
    )  # fmt: skip
