"""A draft under review circulated for opinions: who is asked, replies, what became of each, the table of all."""

from datetime import date
from typing import Any

import pytest

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.papers.services import read
from fazhi.kernel.papers.word_reading import read_word
from fazhi.kernel.procedures.errors import OutOfSight
from fazhi.kernel.procedures.models import Clock
from fazhi.lines.legality_review.errors import AnswersUnfit
from fazhi.lines.legality_review.errors.campaigns import DueUnfit
from fazhi.lines.legality_review.errors.circulating import (
    CollationUnfit,
    DraftUnfit,
    RecipientsUnfit,
    RecipientUnknown,
    RemarkUnclear,
)
from fazhi.lines.legality_review.models import Circulation, Remark
from fazhi.lines.legality_review.queries.circulating import inquiries_of, inquiries_to
from fazhi.lines.legality_review.services import circulating
from fazhi.lines.legality_review.tests.division import DRAFTER, Division, noon

ASKED, REPLIED, DUE, AFTER = date(2024, 10, 10), date(2024, 10, 11), date(2024, 10, 14), date(2024, 10, 15)


def asked(division: Division, **values: Any) -> Circulation:
    """The department `DRAFTER`, a department without an office here, and an expert."""
    division.reviewing(drafter="市示例局")
    usual = {
        "office": division.office, "number": "厦司审〔2024〕1号-征1", "review": "厦司审〔2024〕1号",
        "departments": [DRAFTER, "市无此局"], "experts": ["法律顾问甲"], "due_date": DUE,
    }  # fmt: skip
    return circulating.circulate(**division.by(division.clerk, ASKED), **{**usual, **values})


def replied(division: Division, *lines: str) -> Circulation:
    circulation = asked(division)
    (inquiry,) = inquiries_to(division.drafter)
    circulating.reply(inquiry, lines, **division.by(division.drafter, REPLIED))
    return circulation


def test_every_reply_comes_into_one_table_with_what_became_of_it_and_who_was_silent(division):
    circulation = replied(division, "第六条 反对 处罚没有依据", "第一条 赞成")
    circulating.enter_reply(
        circulation, **division.by(division.clerk, DUE), recipient="法律顾问甲", lines=["第六条 建议 改为责令改正"]
    )
    circulating.adopt(circulation, **division.by(division.clerk, AFTER), answers=["1 采纳", "3 不采纳 删去整条"])

    circulating.collate(circulation, **division.by(division.clerk, AFTER))

    kept = Attachment.objects.system("a test").get(matter_id=circulation.pk)
    content = read(kept.pk, by=division.chief, at=noon(AFTER), reason="核对汇总表")[1]
    text = "\n".join(each.text for each in read_word(content, kept.name).passages)
    assert "征求3个部门和专家的意见，请于2024年10月14日以前答复，已答复2个。" in text
    assert "逾期没有答复的：市无此局。" in text
    assert "反对：处罚没有依据" in text
    assert "删去整条" in text
    assert (circulation.state, circulation.collated_date) == ("collated", AFTER)


def test_the_time_of_the_review_runs_on(division):
    circulation = asked(division)

    # Accepted on 2024-10-09: the fifteenth working day is the 29th, with or without replies.
    clock = Clock.objects.system("a test").get(matter_id=circulation.review_id, period="HF-MAX")
    assert (clock.due_date, clock.stopped_at) == (date(2024, 10, 29), None)
    assert not Clock.objects.system("a test").filter(matter_id=circulation.pk).exists()


def test_before_the_day_everybody_has_replied_or_the_table_waits(division):
    circulation = replied(division, "第六条 反对 处罚没有依据")

    with pytest.raises(CollationUnfit) as refusal:
        circulating.collate(circulation, **division.by(division.clerk, DUE))
    assert refusal.value.open_remarks == (1,)
    assert set(refusal.value.waiting) == {"市无此局", "法律顾问甲"}
    with pytest.raises(AnswersUnfit):  # a refusal without its reason
        circulating.adopt(circulation, **division.by(division.clerk, DUE), answers=["1 不采纳"])


def test_a_department_replies_once_to_what_it_was_asked(division, city):
    circulation = asked(division)
    (inquiry,) = inquiries_to(division.drafter)
    by = division.by(division.drafter, REPLIED)

    with pytest.raises(NotPermitted):  # a mediator of the same department
        circulating.reply(inquiry, ["无意见"], **division.by(city.officer, REPLIED))
    for lines in (["第六条 建议"], ["第六条 不行 改"], [], ["无意见", "第一条 赞成"]):
        with pytest.raises(RemarkUnclear):
            circulating.reply(inquiry, lines, **by)
    circulating.reply(inquiry, ["无意见"], **by)
    with pytest.raises(RecipientUnknown):
        circulating.reply(inquiry, ["第六条 反对 又想了想"], **by)
    assert [(each.clause, each.stance) for each in Remark.objects.system("a test")] == [("全文", "agree")]
    assert inquiries_to(division.stranger) == []
    assert inquiries_of(circulation, division.drafter) == []
    with pytest.raises(OutOfSight):
        circulating.collate(circulation, **by)


def test_whom_to_ask_is_told_once_each_and_of_a_draft_under_review(division):
    with pytest.raises(RecipientsUnfit):
        asked(division, departments=[], experts=[])
    by = division.by(division.clerk, ASKED)
    told = {"office": division.office, "number": "征2", "due_date": DUE, "experts": ["甲", "甲"]}
    with pytest.raises(RecipientsUnfit) as refusal:
        circulating.circulate(**by, **told, review="厦司审〔2024〕1号")
    assert refusal.value.twice == ("甲",)
    with pytest.raises(DraftUnfit):
        circulating.circulate(**by, **told, review="厦司审〔2024〕7号")
    with pytest.raises(DueUnfit):
        circulating.circulate(
            **by, **{**told, "experts": ["甲"], "due_date": date(2024, 10, 9)}, review="厦司审〔2024〕1号"
        )


def test_who_was_not_asked_has_no_reply_to_enter(division):
    circulation = asked(division)

    with pytest.raises(RecipientUnknown):
        circulating.enter_reply(
            circulation, **division.by(division.clerk, REPLIED), recipient="市他局", lines=["无意见"]
        )
