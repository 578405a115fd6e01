"""What the parties agreed on: 调解协议书, 口头协议登记表."""

from fazhi.engines.citation import to_chinese
from fazhi.kernel.papers.official import Text, day_text
from fazhi.kernel.papers.sheet import Labelled, Sheet, SheetBlock, Signature, Signatures
from fazhi.lines.mediation.papers.words import (
    amount_words,
    body_word,
    day_words,
    dispute_word,
    frame,
    mediator_word,
    parties_labelled,
    party_rows,
    party_signatures,
    seal_of,
    sheet,
    wide,
    written,
)
from fazhi.lines.mediation.terms.papers import AgreementFacts, OralFacts


def agreement(facts: AgreementFacts) -> Sheet:
    """
    人民调解协议书 (行政调解协议书).

    Source: 人民调解法 art. 29.
    """
    return sheet(
        facts,
        f"{body_word(facts)}协议书",
        *parties_labelled(facts),
        *written("纠纷的主要事实、争议事项", facts.account, 6),
        *(written("各方当事人的责任", facts.liability, 4) if facts.liability or not facts.terms else ()),
        *written("经调解，自愿达成如下协议", facts.terms, 8),
        *_performance(facts),
        Text(_copies(facts)),
        Signatures(_signers(facts), seal_of(facts), facts.sealed_date),
    )


def _performance(facts: AgreementFacts) -> tuple[SheetBlock, ...]:
    told = []
    if facts.amount_fen:
        told.append(Labelled("协议涉及金额", f"{amount_words(facts.amount_fen)}。"))
    told.append(Labelled("履行方式、期限", performance_words(facts), lines=2))
    return tuple(told)


def performance_words(facts: AgreementFacts) -> str:
    """一次性履行，于2024年7月1日前履行完毕。 Blank where nothing is known."""
    if not facts.mode:
        return ""
    until = f"，于{day_text(facts.due_date)}前（含当日）履行完毕" if facts.due_date else ""
    return f"{facts.mode}{until}。"


def _copies(facts: AgreementFacts) -> str:
    copies = to_chinese(len(facts.parties) + 1)
    keeper = "人民调解委员会留存" if facts.is_peoples else f"{seal_of(facts)}留存"
    return f"本协议一式{copies}份，当事人各执一份，{keeper}一份。"


def _signers(facts: AgreementFacts) -> tuple[Signature, ...]:
    """The first party signs on one day, all others on the other: the records have both sides' last signatures."""
    days = (facts.applicant_signed_date, *[facts.respondent_signed_date] * (len(facts.parties) - 1))
    return (*party_signatures(facts, days), Signature(mediator_word(facts), day=facts.mediator_signed_date))


def oral(facts: OralFacts) -> Sheet:
    """
    人民调解口头协议登记表.

    Source: 人民调解法 art. 28: the mediator records what was agreed; art. 30: it takes effect when it is reached.
    """
    amount = amount_words(facts.amount_fen) if facts.amount_fen else ""
    return sheet(
        facts,
        f"{body_word(facts)}口头协议登记表",
        frame(
            *(row for party in facts.parties for row in party_rows(party, facts.dated)),
            wide("纠纷类型", dispute_word(facts.category) if facts.category else ""),
            wide("纠纷主要事实、争议事项", facts.account, lines=4),
            wide("口头协议内容", facts.terms, lines=5),
            wide("协议涉及金额", amount),
            wide("履行方式、期限", performance_words(facts), lines=2),
            wide("达成日期", day_words(facts.reached_date)),
        ),
        Signatures((Signature(mediator_word(facts)), Signature("登记人"))),
    )
