"""How a mediation begins on paper: 申请书, 受理登记表, 权利义务告知书."""

from fazhi.kernel.papers.official import Text, day_text
from fazhi.kernel.papers.sheet import Sheet, Signature, Signatures
from fazhi.lines.mediation.papers.words import (
    BY_HAND,
    body_word,
    dispute_word,
    frame,
    mediator_word,
    pair,
    party_rows,
    party_signatures,
    seal_of,
    sheet,
    wide,
)
from fazhi.lines.mediation.terms.papers import APPLICANT, ApplicationFacts, RegistrationFacts, RightsFacts


def application(facts: ApplicationFacts) -> Sheet:
    """人民调解申请书 (行政调解申请书)."""
    word = body_word(facts)
    return sheet(
        facts,
        f"{word}申请书",
        frame(
            *(row for party in facts.parties for row in party_rows(party, facts.dated)),
            wide("纠纷类型", dispute_word(facts.category) if facts.category else ""),
            wide("纠纷简要情况", facts.account, lines=7),
            wide("申请事项", facts.request, lines=3),
        ),
        Text(f"{seal_of(facts)}已将申请{word}的相关规定告知本人，现自愿申请调解。"),
        Signatures((Signature(APPLICANT, BY_HAND),)),
    )


def registration(facts: RegistrationFacts) -> Sheet:
    """人民调解受理登记表 (行政调解受理登记表)."""
    accepted = day_text(facts.accepted_date) if facts.accepted_date else ""
    return sheet(
        facts,
        f"{body_word(facts)}受理登记表",
        frame(
            *(row for party in facts.parties for row in party_rows(party, facts.dated)),
            pair(("纠纷类型", dispute_word(facts.category) if facts.category else ""), ("案件来源", facts.source)),
            wide("纠纷简要情况", facts.account, lines=6),
            wide("申请事项", facts.request, lines=2),
            wide("受理日期", accepted),
        ),
        Signatures((*party_signatures(facts), Signature("登记人"))),
    )


def rights(facts: RightsFacts) -> Sheet:
    """
    人民调解权利义务告知书, of people's mediation only.

    Source: 人民调解法 art. 3, 4, 19, 23, 24, 28 to 33.
    """
    mediators = f"由{mediator_word(facts)}{facts.mediators}主持调解" if facts.mediators else "由人民调解员主持调解"
    words = (
        f"{'、'.join(party.name for party in facts.parties if party.name) or '各方当事人'}："
        "依照《中华人民共和国人民调解法》的规定，现将你们在人民调解活动中的权利、义务和有关事项告知如下：",
        f"一、本纠纷{mediators}。人民调解委员会可以指定人民调解员，当事人也可以选择人民调解员（第十九条）。",
        "二、当事人享有下列权利（第二十三条）：选择或者接受人民调解员；接受调解、拒绝调解或者要求终止调解；"
        "要求调解公开进行或者不公开进行；自主表达意愿、自愿达成调解协议。",
        "三、当事人履行下列义务（第二十四条）：如实陈述纠纷事实；遵守调解现场秩序，尊重人民调解员；尊重对方当事人行使权利。",
        "四、经调解达成协议的，可以制作调解协议书，自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章"
        "之日起生效；当事人认为无需制作调解协议书的，可以采取口头协议方式，自各方当事人达成协议之日起生效"
        "（第二十八条至第三十条）。",
        "五、调解协议具有法律约束力，当事人应当按照约定履行；就协议的履行或者内容发生争议的，可以向人民法院提起诉讼"
        "（第三十一条、第三十二条）。",
        "六、双方当事人认为有必要的，可以自调解协议生效之日起三十日内共同向人民法院申请司法确认（第三十三条）。",
        "七、人民调解不收取任何费用，不阻止当事人依法通过仲裁、行政、司法等途径维护自己的权利（第三条、第四条）。",
        "以上内容已经告知，当事人已经知悉。",
    )
    signers = (*party_signatures(facts), Signature(mediator_word(facts)))
    return sheet(facts, "人民调解权利义务告知书", *map(Text, words), Signatures(signers))
