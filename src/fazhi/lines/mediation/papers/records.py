"""What is written down while a dispute is mediated: 调查记录, 调解记录, 情况说明."""

from fazhi.engines.citation import to_chinese
from fazhi.kernel.papers.sheet import Labelled, Sheet, SheetBlock, Signature, Signatures
from fazhi.lines.mediation.papers.words import body_word, mediator_word, moment_text, party_signatures, sheet, written
from fazhi.lines.mediation.terms.papers import ExplanationFacts, InvestigationFacts, RecordFacts, SessionFacts


def investigation(facts: InvestigationFacts) -> Sheet:
    """人民调解调查记录."""
    return sheet(
        facts,
        f"{body_word(facts)}调查记录",
        *_head(facts),
        *written("调查内容", facts.content, 15),
        Signatures((Signature("被调查人"), Signature("调查人"), Signature("记录人"))),
    )


def session(facts: SessionFacts) -> Sheet:
    """人民调解记录, one for each session."""
    parties = "；".join(f"{party.role}{party.name}" for party in facts.parties if party.name)
    return sheet(
        facts,
        f"{body_word(facts)}记录（第{to_chinese(facts.sequence)}次）" if facts.at else f"{body_word(facts)}记录",
        *_head(facts),
        Labelled("当事人", parties),
        *written("调解记录", facts.content, 12),
        Labelled("调解结果", f"{facts.outcome}。" if facts.outcome else "", lines=2),
        Signatures((*party_signatures(facts), Signature(mediator_word(facts)), Signature("记录人"))),
    )


def explanation(facts: ExplanationFacts) -> Sheet:
    """情况说明."""
    return sheet(
        facts,
        "情况说明",
        *_head(facts),
        *written("说明", facts.content, 16),
        Signatures((Signature("说明人"),)),
    )


def _head(facts: RecordFacts) -> tuple[SheetBlock, ...]:
    """Time, place, who was there: what is not known is left to the hand on a blank paper, and left out of another."""
    told = (
        ("时间", moment_text(facts.at)),
        ("地点", facts.place),
        (mediator_word(facts), facts.mediators),
        ("参加人", facts.present),
    )
    return tuple(Labelled(label, text) for label, text in told if text or facts.at is None)
