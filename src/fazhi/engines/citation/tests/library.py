"""A small library of law for the tests of prose: two versions of a statute, a repealed one, and some titles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fazhi.engines.citation.prose import Catalogue, Instrument, Rank, Repeal, Version

ON = date(2026, 11, 23)
PENALTIES = "中华人民共和国行政处罚法"
CONTRACTS = "中华人民共和国合同法"
CODE = "中华人民共和国民法典"
FUTURE = "中华人民共和国新法"
READING = "最高人民法院关于适用《中华人民共和国行政处罚法》的解释（一）"
LOCAL = "厦门市养犬管理条例"

Articles = Mapping[tuple[int, int], str]

OLD_TEXT: Articles = {
    (1, 0): "为了规范行政处罚的设定和实施，制定本法。",
    (2, 0): "行政处罚应当公开、公正，并且处罚与教育相结合。",
    (3, 0): "当事人有权进行陈述和申辩，行政机关必须充分听取当事人的意见。",
    (4, 0): "只有旧法才有的一条，后来删去了，没有相近的条文。",
}
NEW_TEXT: Articles = {
    (1, 0): "为了规范行政处罚的设定和实施，制定本法。",
    (2, 0): "行政处罚应当公开、公平、公正，并且处罚与教育相结合。",
    (2, 1): "行政处罚的种类由法律、行政法规规定。",
    (
        3,
        0,
    ): "违法行为在二年内未被发现的，不再给予行政处罚。\n前款规定的期限，从违法行为发生之日起计算：\n（一）一般的；\n（二）连续的。",
    (4, 0): "当事人有权进行陈述和申辩，行政机关必须充分听取当事人的意见。",
    (5, 0): "行政机关不得因当事人陈述、申辩而给予更重的处罚。",
}
REPEAL = Repeal(CODE, "第一千二百六十条", date(2021, 1, 1), "《中华人民共和国合同法》同时废止。")


@dataclass(frozen=True)
class Held:
    """Articles by version."""

    articles: Mapping[int, Articles]

    def article(self, version: int, number: int, suffix: int) -> str | None:
        return self.articles.get(version, {}).get((number, suffix))

    def numbers(self, version: int) -> Sequence[tuple[int, int]]:
        return tuple(self.articles.get(version, {}))


def library(*titles: str, interpretations: Sequence[str] = ()) -> Catalogue:
    """The small library, with more titles of statutes and of interpretations that hold no articles."""
    old = Version(1, date(2009, 8, 27), date(2009, 8, 27))
    new = Version(2, date(2021, 1, 22), date(2021, 7, 15))
    instruments = [
        Instrument(
            PENALTIES, Rank.STATUTE, (old, new), first=date(1996, 3, 17), years=frozenset({1996, 2009, 2017, 2021})
        ),
        Instrument(CONTRACTS, Rank.STATUTE, repeal=REPEAL),
        Instrument(CODE, Rank.STATUTE, (Version(3, date(2020, 5, 28), date(2021, 1, 1)),), first=date(2020, 5, 28)),
        Instrument(FUTURE, Rank.STATUTE, (Version(4, date(2026, 8, 1), date(2027, 1, 1)),), first=date(2026, 8, 1)),
        Instrument(READING, Rank.INTERPRETATION, (Version(5, date(2022, 1, 1), date(2022, 1, 1)),)),
        Instrument(LOCAL, Rank.LOCAL, (Version(6, date(2020, 1, 1), date(2020, 1, 1)),)),
        Instrument("中华人民共和国行政处罚法实施条例", Rank.REGULATION, (Version(7, date(2022, 1, 1), None),)),
        *(Instrument(title, Rank.STATUTE, (Version(100 + place, None, None),)) for place, title in enumerate(titles)),
        *(Instrument(title, Rank.INTERPRETATION, (Version(0, None, None),)) for title in interpretations),
    ]
    texts = Held({1: OLD_TEXT, 2: NEW_TEXT, 3: {(1, 0): "为了保护民事主体的合法权益，制定本法。"}, 4: {(1, 0): "新。"}})
    return Catalogue(instruments, texts, {"处罚法": 0})
