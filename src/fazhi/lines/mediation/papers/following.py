"""What follows an agreement on paper: 回访记录, 司法确认申请书."""

from fazhi.kernel.papers.official import Text
from fazhi.kernel.papers.sheet import Labelled, Sheet, Signature, Signatures
from fazhi.lines.mediation.papers.words import (
    ROOM,
    body_word,
    day_words,
    parties_labelled,
    party_signatures,
    seal_of,
    sheet,
    written,
)
from fazhi.lines.mediation.terms.papers import ConfirmationFacts, PartyFacts, VisitFacts


def visit(facts: VisitFacts) -> Sheet:
    """人民调解回访记录. Source: 人民调解法 art. 31(2)."""
    parties = "；".join(f"{party.role}{party.name}" for party in facts.parties if party.name)
    return sheet(
        facts,
        f"{body_word(facts)}回访记录",
        Labelled("当事人", parties),
        Labelled("回访事由", f"{day_words(facts.effective_date)}生效的调解协议的履行情况。"),
        Labelled("回访时间", day_words(facts.visited_date)),
        Labelled("回访方式", facts.manner),
        *written("回访情况", facts.note or (facts.result and f"{facts.result}。"), 12),
        Labelled("履行情况", f"{facts.result}。" if facts.result else ""),
        Signatures((Signature("被回访人"), Signature("回访人"))),
    )


def confirmation(facts: ConfirmationFacts) -> Sheet:
    """
    司法确认申请书, in which both parties are applicants.

    Source: 人民调解法 art. 33; 司法确认规定 art. 3, 6.
    """
    number = facts.number or f"〔{ROOM}〕{ROOM}号"
    parties = tuple(_applicant(party) for party in facts.parties)
    kind = f"{body_word(facts)}协议"
    made = ConfirmationFacts(dated=facts.dated, parties=parties)
    days = (facts.applicant_signed_date, *[facts.respondent_signed_date] * (len(parties) - 1))
    return sheet(
        facts,
        "司法确认申请书",
        *parties_labelled(made),
        Labelled(
            "申请事项",
            f"请求依法确认申请人于{day_words(facts.effective_date)}经{seal_of(facts)}主持调解达成的{kind}（{number}）有效。",
        ),
        *written("协议内容", facts.terms, 5),
        Text(
            "申请人自愿达成上述协议，认为有必要共同申请司法确认，并保证所提交的证明材料真实、合法，"
            "愿意接受人民法院的询问，如实陈述有关情况。"
        ),
        *((Labelled("管辖依据", f"{facts.court_ground}。"),) if facts.court_ground else ()),
        Labelled("随附材料", "调解协议、身份证明、资格证明，以及与调解协议相关的财产权利证明等证明材料。"),
        Text("此致"),
        Labelled("", facts.court or f"{ROOM * 2}人民法院"),
        Signatures(party_signatures(made, days)),
    )


def _applicant(party: PartyFacts) -> PartyFacts:
    return PartyFacts(**{**vars(party), "role": "申请人"})
