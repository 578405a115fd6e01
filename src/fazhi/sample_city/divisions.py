"""
The sample city's list of divisions (示例区划代码表): for the coverage of villages by committees.

Province, city and districts bear their codes; towns and villages have codes that no list reaches.
"""

from collections.abc import Iterator

from fazhi.sample_city.city import DISTRICTS, offices, town_code, village_code

LIST = "示例区划/divisions.csv"
"""In a folder of its own: it is no ledger, `fazhi divisions import` reads it."""

UNCOVERED = "示例新建社区"
"""A village of the first district that has no committee yet."""


def rows() -> Iterator[tuple[str, str]]:
    """Code and name of each division, those above first."""
    yield "35", "福建省"
    yield "3502", "厦门市"
    named = {code: name for code, name in offices().select("division_code", "name").iter_rows() if len(code) == 12}
    for district in DISTRICTS:
        yield district.code, district.name
        for number, town in enumerate(district.towns, start=1):
            yield town_code(district, number), town if town.endswith("镇") else f"{town}街道"
            for village in range(1, district.villages + 1):
                code = village_code(district, number, village)
                if code in named:
                    yield code, _village(named[code])
    first = DISTRICTS[0]
    yield village_code(first, 1, first.villages + 1), UNCOVERED


def _village(committee: str) -> str:
    """思明区厦港街道澜石社区人民调解委员会 → 澜石社区."""
    stem = committee.removesuffix("人民调解委员会")
    return stem[max(stem.rfind("街道") + 2, stem.rfind("镇") + 1) :]
