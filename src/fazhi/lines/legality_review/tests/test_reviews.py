"""A review from submission to what became of each point, and what is refused on the way."""

import io
from datetime import date

import docx
import pytest
from django.db import IntegrityError, transaction

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.papers.services import read
from fazhi.kernel.papers.word_reading import read_word
from fazhi.kernel.procedures.errors import MissingGround, OutOfSight, StepNotOpen
from fazhi.kernel.procedures.models import Clock
from fazhi.lines.legality_review import services
from fazhi.lines.legality_review.errors import (
    AnswersUnfit,
    AnswerUnclear,
    BasisUnclear,
    CompetitionUntold,
    ConclusionUnfit,
    DossierIncomplete,
    NotReviewer,
    OpinionGiven,
    OpinionsMissing,
    PointUnknown,
    ReviewersUnfit,
    TooSoon,
)
from fazhi.lines.legality_review.models import Point, Review
from fazhi.lines.legality_review.queries import points_and_the_like, points_of
from fazhi.lines.legality_review.tests.division import ALL, BODY, POINT, Division, noon

DAY = date(2024, 10, 14)


def clock_of(review: Review) -> Clock:
    return Clock.objects.system("a test").get(matter_id=review.pk, period="HF-MAX")


def letter_of(review: Review, division: Division) -> str:
    """The text of the opinion letter, as it was kept."""
    kept = Attachment.objects.system("a test").get(matter_id=review.pk, kind="legality_review.opinion")
    return "\n".join(
        each.text
        for each in read_word(
            read(kept.pk, by=division.chief, at=noon(DAY), reason="核对意见书")[1], kept.name
        ).passages
    )


def test_a_draft_is_reviewed_by_two_within_fifteen_working_days_of_its_acceptance(division):
    review = division.reviewing()

    # Accepted on 2024-10-09, a Wednesday; 2024-10-12 is a Saturday worked in exchange: the fifteenth is the 29th.
    assert clock_of(review).due_date == date(2024, 10, 29)
    assert review.state == "reviewing"
    assert (review.first.code, review.second.code) == ("E0021", "E0022")


def test_the_letter_has_each_point_with_its_article_and_stops_the_clock(division):
    review = division.concluded()

    text = letter_of(review, division)
    assert "关于《示例管理办法》的合法性审核意见书" in text.replace("\n", "")
    assert "依据：行政处罚法 第十六条。" in text
    assert "送审稿应当予以修改" in text
    assert "厦司审函〔2024〕1号" in text
    assert clock_of(review).is_on_time == 1
    assert review.left_date == review.concluded_date == date(2024, 10, 17)


def test_what_became_of_each_point_closes_the_review(division):
    review = division.concluded(points=2)

    services.respond(
        review, **division.by(division.clerk, date(2024, 10, 21)), answers=("1 采纳", "2 部分采纳 保留责令改正")
    )

    assert review.state == "closed"
    assert [(each.adoption, each.answer) for each in points_of(review, division.clerk)] == [
        ("adopted", ""),
        ("partly", "保留责令改正"),
    ]


def test_a_draft_without_a_point_is_lawful_and_closed(division):
    review = division.closed()

    assert (review.state, review.conclusion, review.closed_date) == ("closed", "lawful", date(2024, 10, 18))


def word(text: str) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def test_the_text_of_a_draft_that_comes_as_word_is_read_and_the_file_kept(division):
    review = division.submitted(draft=word("第一条 示例。"), body="")

    assert review.body.strip() == "第一条 示例。"
    kept = Attachment.objects.system("a test").get(matter_id=review.pk)
    assert (kept.kind, kept.name) == ("legality_review.draft", "送审稿.docx")


def test_an_incomplete_dossier_is_not_accepted_until_it_is_supplemented(division):
    review = division.submitted(materials=ALL[:3])
    by = division.by(division.clerk, date(2024, 10, 9))

    with pytest.raises(DossierIncomplete) as refusal:
        services.accept(review, **by)
    assert refusal.value.missing == ("opinions", "own_review")
    services.ask(review, **by, missing="征求意见及采纳情况、起草单位合法性审核意见")
    services.supplement(review, **by, materials=ALL[3:])
    services.accept(review, **by)

    assert review.state == "accepted"
    assert set(review.materials) == {"draft", "note", "basis", "opinions", "own_review"}


@pytest.mark.parametrize("kind", ["normative", "policy", "decision"])
def test_a_document_without_fair_competition_review_is_not_accepted(division, kind):
    review = division.submitted(kind=kind, competition="", competition_told="", materials=(*ALL, "履行法定程序的说明"))
    by = division.by(division.clerk, date(2024, 10, 9))

    with pytest.raises(CompetitionUntold):
        services.accept(review, **by)
    services.ask(review, **by, missing="公平竞争审查结论")
    services.supplement(review, **by, materials=("送审稿",), competition="unconcerned", competition_told="不涉及经营者")
    services.accept(review, **by)
    assert review.state == "accepted"


def test_a_contract_needs_none(division):
    review = division.submitted(kind="contract", competition="", competition_told="", materials=("送审稿", "起草说明"))

    services.accept(review, **division.by(division.clerk, date(2024, 10, 9)))

    assert review.state == "accepted"


def test_a_dossier_goes_back_for_a_reason_of_the_list(division):
    review = division.submitted()

    services.give_back(
        review, **division.by(division.chief, date(2024, 10, 9)), return_reason="not_in_scope", note="会议纪要"
    )

    assert (review.state, review.left_date, review.returned_date) == ("returned", *[date(2024, 10, 9)] * 2)
    with pytest.raises(ValueError, match="whim"):
        services.give_back(review, **division.by(division.chief, date(2024, 10, 9)), return_reason="whim")


def test_a_draft_is_withdrawn_before_the_opinion_and_not_after_it(division):
    review = division.reviewing()
    services.withdraw(review, **division.by(division.clerk, DAY), reason="起草单位撤回")

    assert (review.state, review.withdrawn_date, clock_of(review).stopped_date) == ("withdrawn", DAY, DAY)
    other = division.concluded(number="厦司审〔2024〕2号")
    with pytest.raises(StepNotOpen):
        services.withdraw(other, **division.by(division.clerk, date(2024, 10, 18)), reason="迟了")


@pytest.mark.parametrize(
    ("first", "second", "unknown"),
    [("E0021", "E0021", ()), ("E0021", "E0004", ("E0004",)), ("E9999", "E0022", ("E9999",))],
)
def test_reviewers_are_two_people_of_the_office(division, first, second, unknown):
    review = division.submitted()
    services.accept(review, **division.by(division.clerk, date(2024, 10, 9)))

    with pytest.raises(ReviewersUnfit) as refusal:
        services.assign(review, **division.by(division.chief, date(2024, 10, 10)), first=first, second=second)
    assert refusal.value.unknown == unknown


def test_only_a_reviewer_raises_points_and_none_after_finishing(division):
    review = division.reviewing()

    with pytest.raises(NotReviewer):
        services.raise_point(review, **division.by(division.chief, DAY), **POINT)
    services.finish(review, **division.by(division.clerk, DAY), proposed="lawful")
    with pytest.raises(OpinionGiven):
        services.raise_point(review, **division.by(division.clerk, DAY), **POINT)
    with pytest.raises(OpinionGiven):
        services.finish(review, **division.by(division.clerk, DAY), proposed="amend")


@pytest.mark.parametrize("text", ["不合理", "", "行政处罚法第"])
def test_a_point_without_an_article_is_refused(division, text):
    review = division.reviewing()

    with pytest.raises((BasisUnclear, MissingGround)):
        services.raise_point(review, **division.by(division.clerk, DAY), **{**POINT, "rests_on": text})
    assert not points_of(review, division.clerk)


def test_a_point_that_only_one_raised_may_be_dropped_with_a_reason_and_stays_on_record(division):
    review = division.opined()

    with pytest.raises(PointUnknown):
        services.drop_point(review, **division.by(division.chief, DAY), point=2, reason="没有")
    services.drop_point(review, **division.by(division.chief, DAY), point=1, reason="复审人认为已有上位法依据")
    with pytest.raises(ConclusionUnfit):
        services.conclude(
            review, **division.by(division.chief, date(2024, 10, 17)), conclusion="amend", opinion_number="函1号"
        )
    services.conclude(
        review, **division.by(division.chief, date(2024, 10, 17)), conclusion="lawful", opinion_number="函1号"
    )

    (point,) = points_of(review, division.clerk)
    assert (point.is_standing, point.dropped) == (0, "复审人认为已有上位法依据")
    assert "第六条" not in letter_of(review, division)


def test_no_opinion_before_both_have_finished(division):
    review = division.reviewing()
    services.finish(review, **division.by(division.clerk, DAY), proposed="lawful")

    with pytest.raises(OpinionsMissing) as refusal:
        services.conclude(
            review, **division.by(division.chief, date(2024, 10, 17)), conclusion="lawful", opinion_number="函1号"
        )
    assert refusal.value.officials == ("E0022",)


@pytest.mark.parametrize(("kind", "first"), [("normative", date(2024, 10, 15)), ("decision", date(2024, 10, 17))])
def test_an_opinion_sooner_than_the_least_time_says_why(division, kind, first):
    # Accepted on Wednesday 2024-10-09; Saturday the 12th is worked: five working days end on the 15th, seven on the 17th.
    review = division.opined(points=0, kind=kind, materials=(*ALL, "履行法定程序的说明"))
    told = {"conclusion": "lawful", "opinion_number": "函1号"}

    with pytest.raises(TooSoon) as refusal:
        services.conclude(review, **division.by(division.chief, DAY), **told)
    assert refusal.value.first == first
    services.conclude(review, **division.by(division.chief, DAY), **told, urgent_reason="防汛应急")
    assert review.urgent_reason == "防汛应急"


def test_a_contract_has_no_least_time(division):
    review = division.opined(points=0, kind="contract")

    services.conclude(review, **division.by(division.chief, DAY), conclusion="lawful", opinion_number="函1号")

    assert review.urgent_reason == ""


def test_a_lawful_opinion_with_points_is_refused(division):
    review = division.opined()

    with pytest.raises(ConclusionUnfit):
        services.conclude(
            review, **division.by(division.chief, date(2024, 10, 17)), conclusion="lawful", opinion_number="函1号"
        )
    assert not Attachment.objects.system("a test").filter(matter_id=review.pk).exists()


@pytest.mark.parametrize(
    ("answers", "missing", "strange", "unreasoned"),
    [
        (["1 采纳"], (2,), (), ()),
        (["1 采纳", "2 采纳", "3 采纳"], (), (3,), ()),
        (["1 采纳", "1 采纳", "2 采纳"], (), (1,), ()),
        (["1 采纳", "2 不采纳"], (), (), (2,)),
    ],
)
def test_each_point_is_answered_once_and_a_refusal_has_its_reason(division, answers, missing, strange, unreasoned):
    review = division.concluded(points=2)

    with pytest.raises(AnswersUnfit) as refusal:
        services.respond(review, **division.by(division.clerk, date(2024, 10, 21)), answers=answers)
    error = refusal.value
    assert (error.missing, error.strange, error.unreasoned) == (missing, strange, unreasoned)


@pytest.mark.parametrize("line", ["采纳", "一 采纳", "1 同意", "1" * 100_000, "1 " * 50_000])
def test_a_line_that_is_no_answer_is_refused(division, line):
    review = division.concluded()

    with pytest.raises(AnswerUnclear):
        services.respond(review, **division.by(division.clerk, date(2024, 10, 21)), answers=[line])


def test_points_left_unanswered_keep_the_review_open(division):
    review = division.concluded()

    with pytest.raises(ConclusionUnfit):
        services.close(review, **division.by(division.clerk, date(2024, 10, 18)))


def test_what_was_said_before_on_the_same_article_is_found(division):
    division.concluded()
    other = division.opined(number="厦司审〔2024〕2号")

    own, (found,) = points_and_the_like(other, division.clerk, limit=5)

    assert [each.review_id for each in own] == [other.pk]
    assert (found.review.number, found.clause) == ("厦司审〔2024〕1号", "第六条")


def test_a_stranger_may_not_and_is_not_told_the_state(division):
    review = division.submitted()

    with pytest.raises(OutOfSight):
        services.accept(review, **division.by(division.stranger, date(2024, 10, 9)))
    with pytest.raises(NotPermitted):
        services.give_back(review, **division.by(division.clerk, date(2024, 10, 9)), return_reason="not_in_scope")


def test_the_database_itself_refuses_one_reviewer_twice_and_a_refusal_without_reason(division):
    review = division.concluded()

    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.system("a test").filter(pk=review.pk).update(second=review.first)
    with pytest.raises(IntegrityError), transaction.atomic():
        Point.objects.system("a test").filter(review=review).update(adoption="refused", answer="")
    assert review.body == BODY
