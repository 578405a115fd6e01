"""The words of the shorthand: each code of the closed lists by its label, by a shorter word and by its initials."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from fazhi.engines.codes import Labelled
from fazhi.lines.mediation.terms import AgreementForm, Category, PerformanceMode, Source, Way

CATEGORY_WORDS: Mapping[Category, tuple[str, ...]] = {
    Category.FAMILY: ("hyjt", "hy", "婚姻"),
    Category.NEIGHBOUR: ("ll",),
    Category.HOUSING: ("fwzjd", "fw", "房屋"),
    Category.CONTRACT: ("ht",),
    Category.BUSINESS: ("scjy", "sc"),
    Category.DAMAGES: ("shpc", "sh", "损害"),
    Category.LAND: ("sltd", "td", "土地"),
    Category.EXPROPRIATION: ("zdcq", "cq", "拆迁"),
    Category.ENVIRONMENT: ("hjwr", "hj", "环境"),
    Category.MIGRANT_WAGES: ("tqnmggz", "tq", "欠薪"),
    Category.LABOUR: ("qtldzy", "ld", "劳动"),
    Category.TOURISM: ("ly",),
    Category.ECOMMERCE: ("dzsw", "ds", "电商"),
    Category.CONSUMER: ("qtxf", "消费"),
    Category.MEDICAL: ("yl",),
    Category.TRAFFIC: ("dljtsg", "jt", "交通"),
    Category.PROPERTY: ("wy",),
    Category.OTHER: ("qt",),
}
"""The initials first; they are shown beside the label."""

SOURCE_WORDS: Mapping[Source, tuple[str, ...]] = {
    Source.OWN_INITIATIVE: ("zd", "主动"),
    Source.APPLICATION: ("sq", "申请"),
    Source.COURT: ("fy", "法院"),
    Source.PROCURATORATE: ("jcy", "检察院"),
    Source.POLICE: ("ga", "公安"),
    Source.PETITION: ("xf", "信访"),
    Source.OTHER: ("qtbm", "其他部门"),
}
WAY_WORDS: Mapping[Way, tuple[str, ...]] = {
    Way.APPLIED: ("dj", "登记"),
    Way.ACCEPTED: ("sl", "受理"),
    Way.SETTLED: ("yt", "已调", "dc", "当场"),
}
FORM_WORDS: Mapping[AgreementForm, tuple[str, ...]] = {
    AgreementForm.ORAL: ("kt",),
    AgreementForm.WRITTEN: ("sm",),
}
MODE_WORDS: Mapping[PerformanceMode, tuple[str, ...]] = {
    PerformanceMode.AT_ONCE: ("dclx",),
    PerformanceMode.ONCE: ("ycx", "一次性"),
    PerformanceMode.INSTALMENTS: ("fq", "分期"),
    PerformanceMode.CONDUCT: ("xwlx",),
}
DIFFICULT_WORDS = ("yn", "疑难", "疑难复杂")

Code = TypeVar("Code", bound=Labelled)


def plain(text: str) -> str:
    """In half-width signs and small letters, without spaces around it."""
    return unicodedata.normalize("NFKC", text).strip().lower()


def _reader(codes: Iterable[Code], words: Mapping[Code, tuple[str, ...]]) -> Callable[[str], Code | None]:
    known = {plain(word): code for code in codes for word in (code.label, code.value, *words[code])}
    return lambda text: known.get(plain(text))


_category = _reader(Category, CATEGORY_WORDS)
_NUMBERED = {str(place): category for place, category in enumerate(Category, 1)}

source_of = _reader(Source, SOURCE_WORDS)
"""The source that a word means, by label, code, short word or initials; None for any other word."""
way_of = _reader(Way, WAY_WORDS)
form_of = _reader(AgreementForm, FORM_WORDS)
mode_of = _reader(PerformanceMode, MODE_WORDS)


def category_of(text: str, *, numbered: bool = True) -> Category | None:
    """
    The category that a word means, by label (邻里, 邻里纠纷), code, short word or initials (ll); None for any other word.

    numbered  whether its number in the national form, 1 to 18, is one too: in a field of its own, not in a line
    """
    word = plain(text)
    found = _category(word) or _category(word.removesuffix("纠纷"))
    return found or (_NUMBERED.get(word.lstrip("0")) if numbered else None)
