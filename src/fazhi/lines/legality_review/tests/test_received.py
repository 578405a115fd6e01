"""A filing that comes in: formal check, entry, examination, letters, and what became of it."""

from datetime import date
from typing import Any

import pytest

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.papers.services import read
from fazhi.kernel.papers.word_reading import read_word
from fazhi.kernel.procedures.errors import OutOfSight
from fazhi.kernel.procedures.models import Clock
from fazhi.lines.legality_review.errors import BasisUnclear, NumberUnclear
from fazhi.lines.legality_review.errors.received import FiledBefore, FlawsUnfit
from fazhi.lines.legality_review.models import ReceivedFiling
from fazhi.lines.legality_review.queries.received import received_seen_by
from fazhi.lines.legality_review.services import received
from fazhi.lines.legality_review.tests.division import Division, noon

CAME, ENTERED, OPINED = date(2025, 3, 10), date(2025, 3, 12), date(2025, 4, 1)
FLAW = {
    "clause": "第六条", "fault": "powers", "problem": "规范性文件不得设定行政处罚。", "rests_on": "行政处罚法 第十六条",
}  # fmt: skip


def came(division: Division, **values: Any) -> ReceivedFiling:
    usual = {
        "office": division.office, "number": "思府规〔2025〕1号", "title": "思明区示例管理办法", "issuer": "思明区人民政府",
        "published_date": date(2025, 3, 3), "body": "第六条 未备案的，处罚款。",
    }  # fmt: skip
    return received.receive(**division.by(division.clerk, CAME), **{**usual, **values})


def entered(division: Division) -> ReceivedFiling:
    filing = came(division)
    received.enter(filing, **division.by(division.clerk, ENTERED), filing_number="厦司备〔2025〕1号")
    return filing


def due_of(filing: ReceivedFiling, period: str) -> date:
    return Clock.objects.system("a test").get(matter_id=filing.pk, period=period, stopped_at=None).due_date


def letter_of(filing: ReceivedFiling, division: Division) -> str:
    kept = Attachment.objects.system("a test").filter(matter_id=filing.pk).order_by("added_at", "pk").last()
    content = read(kept.pk, by=division.chief, at=noon(OPINED), reason="核对意见书")[1]
    return "\n".join(each.text for each in read_word(content, kept.name).passages)


def test_what_is_missing_is_asked_for_and_has_fifteen_days(division):
    filing = came(division)

    received.ask(filing, **division.by(division.clerk, date(2025, 3, 11)), reason="缺起草说明")

    assert due_of(filing, "BA-SUPPLEMENT") == date(2025, 3, 26)  # a Wednesday, fifteen days on
    received.supplement(filing, **division.by(division.clerk, date(2025, 3, 20)))
    assert filing.state == "received"


def test_a_document_without_a_flaw_is_cleared_within_two_months(division):
    filing = entered(division)
    assert due_of(filing, "BA-EXAMINE") == date(2025, 5, 12)  # a Monday

    received.clear(filing, **division.by(division.chief, date(2025, 5, 12)))

    assert (filing.state, filing.closed_date) == ("closed", date(2025, 5, 12))
    assert Clock.objects.system("a test").get(matter_id=filing.pk, period="BA-EXAMINE").is_on_time == 1


def test_a_flaw_leads_to_a_suggestion_then_an_order_then_a_report(division):
    filing = entered(division)
    received.find(filing, **division.by(division.clerk, OPINED), **FLAW)

    received.suggest(filing, **division.by(division.chief, OPINED), opinion_number="厦司备审〔2025〕1号")
    assert due_of(filing, "BA-CORRECT") == date(2025, 5, 6)  # 1 May begins a holiday that ends on the 5th
    text = letter_of(filing, division)
    assert "建议你单位对上述问题自行纠正，并于2025年5月6日以前书面报告处理情况。" in text
    assert "依据：行政处罚法 第十六条。" in text
    assert "第六条：超越权限" in text

    received.order(filing, **division.by(division.chief, date(2025, 5, 7)), opinion_number="厦司备审〔2025〕2号")
    assert "责令你单位对上述问题予以纠正" in letter_of(filing, division)
    received.report(
        filing, **division.by(division.clerk, date(2025, 5, 20)), correction="amended", told="已以思府规〔2025〕3号修改"
    )
    assert (filing.state, filing.correction) == ("closed", "amended")


def test_flaws_and_outcome_agree(division):
    filing = entered(division)

    with pytest.raises(FlawsUnfit):
        received.suggest(filing, **division.by(division.chief, OPINED), opinion_number="厦司备审〔2025〕1号")
    with pytest.raises(BasisUnclear):
        received.find(filing, **division.by(division.clerk, OPINED), **{**FLAW, "rests_on": "有关规定"})
    received.find(filing, **division.by(division.clerk, OPINED), **FLAW)
    with pytest.raises(FlawsUnfit):
        received.clear(filing, **division.by(division.chief, OPINED))
    assert not Attachment.objects.system("a test").filter(matter_id=filing.pk).exists()


def test_a_document_is_filed_once_under_a_number_that_is_one(division):
    came(division)

    with pytest.raises(FiledBefore):
        came(division)
    with pytest.raises(NumberUnclear):
        came(division, number="思府规[2025]1号")


def test_who_decides_is_the_head_and_a_stranger_sees_nothing(division):
    filing = entered(division)

    with pytest.raises(NotPermitted):
        received.clear(filing, **division.by(division.clerk, OPINED))
    with pytest.raises(OutOfSight):
        received.find(filing, **division.by(division.stranger, OPINED), **FLAW)
    assert received_seen_by(division.stranger, closed=False, limit=9) == []
    assert received_seen_by(division.drafter, closed=False, limit=9) == []
