"""A clean-up campaign from its notice to the published list, and what is refused on the way."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.papers.services import read
from fazhi.kernel.papers.word_reading import read_word
from fazhi.kernel.procedures.errors import OutOfSight
from fazhi.kernel.procedures.models import Clock
from fazhi.lines.legality_review import services
from fazhi.lines.legality_review.errors.campaigns import (
    CampaignUnfinished,
    DueUnfit,
    OutcomesUnfit,
    OutcomeUnclear,
    ScopeEmpty,
)
from fazhi.lines.legality_review.models import Campaign, CleanedItem, Document
from fazhi.lines.legality_review.queries.campaigns import asked_of, items_of, progress_of
from fazhi.lines.legality_review.services import campaigns, cleaned
from fazhi.lines.legality_review.tests.division import DRAFTER, Division, noon

OPENED, ASSIGNED, ANSWERED = date(2025, 3, 3), date(2025, 3, 4), date(2025, 3, 10)
FOUND, DECIDED, PUBLISHED = date(2025, 4, 1), date(2025, 4, 7), date(2025, 4, 10)


def opened(division: Division, **values: Any) -> Campaign:
    usual = {
        "office": division.office, "number": "厦司清〔2025〕1号", "title": "2025年度定期清理", "kind": "periodic",
        "notice": "关于开展清理的通知（厦府办〔2025〕1号）", "due_date": date(2025, 6, 30),
    }  # fmt: skip
    return campaigns.open_campaign(**division.by(division.clerk, OPENED), **{**usual, **values})


def in_force(division: Division, place: int, drafter: str = DRAFTER, **values: Any) -> Document:
    """The document 厦司规〔2024〕`place`号, published on 2024-10-22."""
    division.closed(number=f"厦司审〔2024〕{place}号", drafter=drafter)
    usual = {"number": f"厦司规〔2024〕{place}号", "review": f"厦司审〔2024〕{place}号"}
    document = division.registered(**{**usual, **values})
    services.publish(document, **division.by(division.clerk, date(2024, 10, 22)), issued_at="市政府网站")
    return document


def assigned(division: Division, **values: Any) -> Campaign:
    campaign = opened(division, **values)
    campaigns.assign_batch(campaign, **division.by(division.clerk, ASSIGNED), due_date=date(2025, 3, 31))
    return campaign


def proposed(division: Division, *lines: str) -> Campaign:
    campaign = assigned(division)
    campaigns.propose(campaign, lines, **division.by(division.drafter, ANSWERED))
    return campaign


def reviewed(division: Division, *lines: str) -> Campaign:
    campaign = proposed(division, *lines)
    campaigns.review_documents(campaign, **division.by(division.clerk, FOUND), lines=lines)
    return campaign


def test_what_is_decided_moves_each_document_with_an_act_that_cites_its_law(division):
    kept, changed, ended, lapsed = (in_force(division, place) for place in (1, 2, 3, 4))
    campaign = reviewed(
        division, f"{kept.number} 保留", f"{changed.number} 修改 机构已经改革", f"{ended.number} 废止 上位法已修改",
        f"{lapsed.number} 宣布失效 调整对象消失",
    )  # fmt: skip

    cleaned.decide(campaign, **division.by(division.chief, DECIDED), decision="局长办公会纪要〔2025〕5号")

    now = {each.number: each for each in Document.objects.system("a test")}
    assert [now[each.number].state for each in (kept, changed, ended, lapsed)] == [
        "in_force", "amending", "abolished", "declared_invalid",
    ]  # fmt: skip
    assert now[ended.number].ended_date == DECIDED
    assert now[ended.number].ended_reason == "2025年度定期清理（局长办公会纪要〔2025〕5号）：上位法已修改"
    act = Entry.objects.get(action="legality_review.document.abolish")
    assert "37号" in act.basis
    assert Entry.objects.filter(action="procedures.carry", subject_id=kept.pk.hex).exists()
    running = Clock.objects.system("a test").filter(matter_id=changed.pk, stopped_at=None)
    assert [each.due_date for each in running] == [
        date(2029, 10, 31)
    ]  # what waits for its amendment expires all the same


def test_the_list_is_published_with_every_outcome(division):
    kept, ended = in_force(division, 1), in_force(division, 2)
    campaign = reviewed(division, f"{kept.number} 保留", f"{ended.number} 废止 上位法已修改")
    cleaned.decide(campaign, **division.by(division.chief, DECIDED), decision="局长办公会纪要〔2025〕5号")

    cleaned.publish(
        campaign, **division.by(division.clerk, PUBLISHED), list_number="厦司公告〔2025〕3号", issued_at="市政府网站"
    )

    paper = Attachment.objects.system("a test").get(matter_id=campaign.pk)
    content = read(paper.pk, by=division.chief, at=noon(PUBLISHED), reason="核对目录")[1]
    text = "\n".join(each.text for each in read_word(content, paper.name).passages)
    assert campaign.state == "published"
    assert "共清理2件，其中保留1件，废止1件" in text
    assert text.index("继续有效的文件") < text.index(kept.number) < text.index("废止的文件") < text.index(ended.number)
    assert "上位法已修改" in text
    assert "此件主动公开" in text


def test_documents_go_to_the_office_of_their_drafters_name_in_batches(division):
    ours, theirs = in_force(division, 1), in_force(division, 2, drafter="市无此局")
    campaign = opened(division)
    acting = division.by(division.clerk, ASSIGNED)

    campaigns.assign_batch(campaign, **acting, due_date=date(2025, 3, 31), drafter=DRAFTER)
    campaigns.assign_batch(campaign, **acting, due_date=date(2025, 4, 30))

    first, second = items_of(campaign, division.clerk)
    assert (first.document, first.batch, first.assignee) == (ours, 1, division.drafter.office)
    assert (second.document, second.batch, second.assignee) == (theirs, 2, None)
    with pytest.raises(ScopeEmpty):
        campaigns.assign_batch(campaign, **acting, due_date=date(2025, 4, 30))


def test_the_scope_narrows_what_is_assigned(division):
    in_force(division, 1)
    in_force(division, 2, title="示例补贴办法", is_provisional=True, expires_date=date(2026, 10, 31))

    for number, scope in enumerate(
        ({"title_words": "补贴"}, {"provisional_only": True}, {"expires_until_date": date(2026, 10, 31)}), start=1
    ):
        campaign = assigned(division, number=f"厦司清〔2025〕{number}号", **scope)
        assert [each.document.number for each in items_of(campaign, division.clerk)] == ["厦司规〔2024〕2号"]
    with pytest.raises(ScopeEmpty):
        assigned(division, number="厦司清〔2025〕9号", published_until_date=date(2024, 10, 21))


def test_a_department_sees_and_answers_what_it_was_asked_and_nothing_else(division, city):
    document, other = in_force(division, 1), in_force(division, 2, drafter="市无此局")
    campaign = assigned(division)

    assert [each.document for each in asked_of(division.drafter)] == [document]
    assert asked_of(division.stranger) == []
    for lines in ([f"{other.number} 保留"], [f"{document.number} 保留", f"{document.number} 保留"]):
        with pytest.raises(OutcomesUnfit):
            campaigns.propose(campaign, lines, **division.by(division.drafter, ANSWERED))
    with pytest.raises(NotPermitted):  # a mediator of the same department
        campaigns.propose(campaign, [f"{document.number} 保留"], **division.by(city.officer, ANSWERED))
    with pytest.raises(OutOfSight):
        cleaned.decide(campaign, **division.by(division.drafter, DECIDED), decision="自行审定")


def test_whatever_is_not_kept_needs_a_reason_and_a_line_its_form(division):
    document = in_force(division, 1)
    campaign = assigned(division)

    with pytest.raises(OutcomesUnfit) as refusal:
        campaigns.propose(campaign, [f"{document.number} 废止"], **division.by(division.drafter, ANSWERED))
    assert refusal.value.unreasoned == (document.number,)
    with pytest.raises(OutcomeUnclear):
        campaigns.propose(campaign, [f"{document.number} 撤掉"], **division.by(division.drafter, ANSWERED))
    assert not CleanedItem.objects.system("a test").exclude(proposed="").exists()


def test_a_department_answers_anew_until_the_office_has_found(division):
    document = in_force(division, 1)
    campaign = proposed(division, f"{document.number} 保留")
    campaigns.propose(campaign, [f"{document.number} 废止 已无必要"], **division.by(division.drafter, ANSWERED))

    campaigns.review_documents(
        campaign, **division.by(division.clerk, FOUND), lines=[f"{document.number} 修改 仍有需要"]
    )

    (item,) = items_of(campaign, division.clerk)
    assert (item.proposed, item.reviewed, item.reviewed_reason) == ("abolish", "amend", "仍有需要")
    with pytest.raises(OutcomesUnfit):
        campaigns.propose(campaign, [f"{document.number} 保留"], **division.by(division.drafter, FOUND))


def test_nothing_is_decided_while_a_document_is_not_assigned_or_not_reviewed(division):
    first, second = in_force(division, 1), in_force(division, 2, drafter="市无此局")
    campaign = opened(division)
    acting = division.by(division.clerk, ASSIGNED)
    campaigns.assign_batch(campaign, **acting, due_date=date(2025, 3, 31), drafter=DRAFTER)

    with pytest.raises(CampaignUnfinished) as refusal:
        cleaned.decide(campaign, **division.by(division.chief, DECIDED), decision="会议")
    assert (refusal.value.unassigned, refusal.value.unreviewed) == (1, (first.number,))
    # The department without an office here has answered by letter.
    campaigns.assign_batch(campaign, **acting, due_date=date(2025, 3, 31))
    lines = [f"{first.number} 保留", f"{second.number} 保留"]
    campaigns.enter_proposals(campaign, **division.by(division.clerk, ANSWERED), lines=lines)
    campaigns.review_documents(campaign, **division.by(division.clerk, FOUND), lines=lines)
    with pytest.raises(NotPermitted):
        cleaned.decide(campaign, **division.by(division.clerk, DECIDED), decision="会议")
    assert cleaned.decide(campaign, **division.by(division.chief, DECIDED), decision="会议").target == "decided"


def test_what_ended_meanwhile_needs_no_outcome(division):
    first, second = in_force(division, 1), in_force(division, 2)
    campaign = proposed(division, f"{first.number} 保留")
    campaigns.review_documents(campaign, **division.by(division.clerk, FOUND), lines=[f"{first.number} 保留"])
    services.abolish(second, **division.by(division.chief, FOUND), reason="新文件代替")

    assert cleaned.decide(campaign, **division.by(division.chief, DECIDED), decision="会议").target == "decided"


def test_a_day_to_answer_by_lies_within_the_campaign(division):
    in_force(division, 1)

    with pytest.raises(DueUnfit):
        opened(division, due_date=date(2025, 3, 2))
    campaign = opened(division)
    with pytest.raises(DueUnfit) as refusal:
        campaigns.assign_batch(campaign, **division.by(division.clerk, ASSIGNED), due_date=date(2025, 7, 1))
    assert refusal.value.last == date(2025, 6, 30)


def test_the_progress_counts_who_has_not_answered_by_the_day(division):
    document = in_force(division, 1)
    in_force(division, 2)
    campaign = proposed(division, f"{document.number} 保留")

    progress = progress_of([campaign], division.clerk, date(2025, 4, 1))[campaign.pk]

    assert (progress.assigned, progress.proposed, progress.reviewed, progress.late) == (2, 1, 0, 1)
    assert progress_of([campaign], division.clerk, date(2025, 3, 31))[campaign.pk].late == 0
    assert progress_of([campaign], division.stranger, date(2025, 4, 1)) == {}


def test_the_database_itself_refuses_an_outcome_without_its_reason(division):
    document = in_force(division, 1)
    proposed(division, f"{document.number} 保留")

    with pytest.raises(IntegrityError), transaction.atomic():
        CleanedItem.objects.system("a test").update(proposed="abolish")
