"""What the papers of a mediation have in common: names of bodies, parties in words and in frames, days, heads."""

from datetime import date, datetime

from fazhi.engines.amounts import capital_amount, figure_amount
from fazhi.kernel.papers.official import day_text
from fazhi.kernel.papers.sheet import Cell, Frame, Labelled, Ruled, Sheet, SheetBlock, Signature, paragraphs
from fazhi.lines.mediation.terms.papers import Facts, PartyFacts, Representative

UNDATED = date(2011, 1, 1)
"""In the properties of a blank paper: the day on which 人民调解法 came into force."""
ROOM = "＿＿＿＿"
BY_HAND = "签名、盖章或者按指印"
SHARES = (11, 11, *[10] * 10)
"""Twelve columns; the first two, where the labels stand, a little wider."""


def body_word(facts: Facts) -> str:
    """人民调解 or 行政调解."""
    return "人民调解" if facts.is_peoples else "行政调解"


def mediator_word(facts: Facts) -> str:
    return "人民调解员" if facts.is_peoples else "调解员"


def dispute_word(category: str) -> str:
    """邻里纠纷, 其他劳动争议; 民间纠纷 where the category is not known."""
    return category if category.endswith("争议") else f"{category or '民间'}纠纷"


def seal_of(facts: Facts) -> str:
    """The body that seals; room for its name on a blank paper."""
    return facts.office or f"{ROOM * 2}人民调解委员会"


def sheet(facts: Facts, title: str, *blocks: SheetBlock) -> Sheet:
    """A paper of the matter, with its body over the title and its number under it."""
    number = facts.number or f"〔{ROOM}〕{ROOM}人调字第{ROOM}号"
    dated = facts.dated or UNDATED
    return Sheet(title, blocks, dated, office=seal_of(facts), number=f"编号：{number}", notice=facts.notice)


def written(label: str, text: str, lines: int) -> tuple[SheetBlock, ...]:
    """A heading and what stands under it, or ruled lines."""
    return (Labelled(label, "　") if text else Labelled(label), *(paragraphs(text) or (Ruled(lines - 1),)))


def moment_text(at: datetime | None) -> str:
    """2024年3月5日9时30分, the day alone at midnight; room for a moment not known."""
    if at is None:
        return "　　　　年　　月　　日　　时　　分"
    day = day_text(at.date())
    return day if (at.hour, at.minute) == (0, 0) else f"{day}{at.hour}时{at.minute:02}分"


def day_words(day: date | None) -> str:
    """A day in running text, with room for one not known."""
    return day_text(day) if day else f"{ROOM}年＿＿月＿＿日"


def amount_words(fen: int) -> str:
    """1,409.50元（大写：人民币壹仟肆佰零玖元伍角整）."""
    return f"{figure_amount(fen)}元（大写：{capital_amount(fen)}）"


def party_words(party: PartyFacts, on: date | None) -> str:
    """A party in one sentence, with all that is known and nothing else; room for all of it on a blank paper."""
    if not party.name:
        return (
            f"姓名（名称）{ROOM * 2}性别＿＿民族＿＿年龄＿＿职业或职务{ROOM}"
            f"证件号码{ROOM * 3}联系方式{ROOM * 2}单位或住址{ROOM * 4}"
        )
    told = [party.name, party.sex]
    if party.birth_date:
        told.append(f"{day_text(party.birth_date)}出生")
    if party.document_number:
        told.append(f"{party.document}{'' if party.is_body else '号码'}{party.document_number}")
    if party.address:
        told.append(f"{'住所地' if party.is_body else '住'}{party.address}")
    if party.phone:
        told.append(f"联系电话{party.phone}")
    sentences = ["，".join(filter(None, told)) + "。", *map(representative_words, party.representatives)]
    return "".join(sentences)


def representative_words(one: Representative) -> str:
    """法定代表人：林某某，联系电话…。"""
    bits = (one.name, one.relation, one.authority, f"联系电话{one.phone}" if one.phone else "")
    return f"{one.acting_as}：{'，'.join(filter(None, bits))}。"


def parties_labelled(facts: Facts) -> tuple[Labelled, ...]:
    """One paragraph a party."""
    return tuple(Labelled(party.role, party_words(party, facts.dated)) for party in facts.parties)


def party_rows(party: PartyFacts, on: date | None) -> tuple[tuple[Cell, ...], ...]:
    """
    A party in a frame of twelve columns, three rows.

    民族 and 职业 are asked by the form and kept in no record: there is room for them.
    """
    if party.is_body:
        chiefs = "、".join(one.name for one in party.representatives)
        return (
            (_label(party.role), Cell(party.name, 10)),
            (_label("信用代码"), Cell(party.document_number, 5), _label("联系方式"), Cell(party.phone, 3)),
            (_label("代表人"), Cell(chiefs, 3), _label("住所地"), Cell(party.address, 5)),
        )
    age = party.age_on(on) if on else None
    return (
        (
            _label(party.role),
            Cell(party.name, 3),
            _label("性别", 1),
            Cell(party.sex, 1),
            _label("民族", 1),
            Cell("", 1),
            _label("年龄", 1),
            Cell("" if age is None else f"{age}岁", 2),
        ),
        (
            _label("证件号码"),
            Cell(f"{party.document}{party.document_number}", 5),
            _label("联系方式"),
            Cell(party.phone, 3),
        ),
        (_label("职业或职务"), Cell("", 3), _label("单位或住址"), Cell(party.address, 5)),
    )


def _label(text: str, span: int = 2) -> Cell:
    return Cell(text, span, label=True)


def wide(label: str, text: str, lines: int = 1) -> tuple[Cell, ...]:
    """A row of the frame with one thing in it."""
    return (_label(label), Cell(text, 10, lines=lines))


def pair(left: tuple[str, str], right: tuple[str, str]) -> tuple[Cell, ...]:
    """A row of the frame with two things in it."""
    return (_label(left[0]), Cell(left[1], 4), _label(right[0]), Cell(right[1], 4))


def frame(*rows: tuple[Cell, ...]) -> Frame:
    return Frame(SHARES, rows)


def party_signatures(facts: Facts, days: tuple[date | None, ...] = ()) -> tuple[Signature, ...]:
    """A line for each party to sign; `days` as far as known, in the order of the parties."""
    known = (*days, *[None] * len(facts.parties))
    return tuple(Signature(party.role, BY_HAND, day) for party, day in zip(facts.parties, known, strict=False))
