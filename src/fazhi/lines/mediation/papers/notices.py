"""What is told to others: 调解通知书 and 终止调解告知书 to the parties, 风险报告函 to the police."""

from fazhi.kernel.papers.official import Text
from fazhi.kernel.papers.sheet import Labelled, Sheet, Signature, Signatures
from fazhi.lines.mediation.papers.words import (
    ROOM,
    day_words,
    dispute_word,
    mediator_word,
    moment_text,
    parties_labelled,
    party_signatures,
    seal_of,
    sheet,
    written,
)
from fazhi.lines.mediation.terms.papers import NoticeFacts, RiskFacts, TerminationFacts


def termination(facts: TerminationFacts) -> Sheet:
    """终止调解告知书. Source: 人民调解法 art. 26."""
    basis = "依照《中华人民共和国人民调解法》第二十六条的规定，" if facts.is_peoples else ""
    about = f"之间的{dispute_word(facts.category)}，" if facts.category else ""
    return sheet(
        facts,
        "终止调解告知书",
        *parties_labelled(facts),
        Text(f"你们{about}经{seal_of(facts)}调解，未能达成调解协议，已于{day_words(facts.ended_date)}终止调解。"),
        Text(f"{basis}现告知你们：可以依法通过{facts.routes or '仲裁、行政、司法'}等途径维护自己的权利。"),
        Text("特此告知。"),
        Signatures(party_signatures(facts), seal_of(facts), facts.ended_date),
    )


def notice(facts: NoticeFacts) -> Sheet:
    """调解通知书: what the law does not ask for, and every committee sends."""
    names = "、".join(party.name for party in facts.parties if party.name) or ROOM * 3
    led = Labelled(mediator_word(facts), facts.mediators)
    return sheet(
        facts,
        "调解通知书",
        Text(f"{names}："),
        Text(f"{seal_of(facts)}受理的你们之间的{dispute_word(facts.category)}，定于以下时间、地点调解，请按时到场。"),
        Labelled("时间", moment_text(facts.meets_at)),
        Labelled("地点", facts.place),
        *((led,) if facts.mediators or facts.meets_at is None else ()),
        Text("请携带身份证明和有关证据材料；委托他人参加的，请出具授权委托书。不能按时到场的，请事先告知。"),
        Signatures((Signature("签收人"),), seal_of(facts), facts.dated),
    )


def risk(facts: RiskFacts) -> Sheet:
    """风险报告函. Source: 人民调解法 art. 25."""
    names = "、".join(party.name for party in facts.parties if party.name) or ROOM * 3
    found = facts.kind or "可能引起治安案件、刑事案件"
    received = f"已收到，回执编号{facts.receipt_number}。" if facts.receipt_number else ""
    return sheet(
        facts,
        "纠纷风险报告函",
        Labelled("报送", facts.organ, lines=1),
        Text(
            f"{seal_of(facts)}在调解{names}之间的{dispute_word(facts.category)}过程中，发现该纠纷{found}。"
            "依照《中华人民共和国人民调解法》第二十五条的规定，现向你单位报告。"
        ),
        *written("风险情况", facts.content, 8),
        Labelled("报告时间和方式", f"{moment_text(facts.reported_at)}，{facts.manner}" if facts.manner else ""),
        Labelled("接收人", facts.receiver),
        Labelled("回执", received),
        Signatures((Signature("报告人"),), seal_of(facts), facts.reported_at and facts.reported_at.date()),
    )
