"""A department submits itself, from its draft to its answers; and what it neither sees nor may do."""

import io
from datetime import date
from typing import Any

import docx
import pytest

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.papers.queries import attachments_of
from fazhi.kernel.procedures.errors import OutOfSight
from fazhi.lines.legality_review import services
from fazhi.lines.legality_review.errors import AnswersUnfit
from fazhi.lines.legality_review.errors.circulating import AddresseeUnknown, SubmissionUnfit
from fazhi.lines.legality_review.models import Review, Submission
from fazhi.lines.legality_review.queries.submissions import points_for, review_for, sent_to, submissions_of
from fazhi.lines.legality_review.services import submissions
from fazhi.lines.legality_review.tests.division import ALL, BODY, DRAFTER, POINT, Division

SENT, LATER, END = date(2024, 10, 7), date(2024, 10, 9), date(2024, 10, 21)


def word(text: str = BODY) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


def sent(division: Division, **values: Any) -> Submission:
    usual = {
        "office": division.drafter.office, "number": "厦人社送审〔2024〕1号", "title": "示例管理办法", "kind": "normative",
        "addressee": division.office.code, "materials": ALL, "competition": "passed",
        "competition_told": "示例审〔2024〕3号", "draft": word(),
    }  # fmt: skip
    return submissions.send(**division.by(division.drafter, SENT), **{**usual, **values})


def taken_in(division: Division, **values: Any) -> dict[str, Any]:
    """What the office enters as it takes the submission in."""
    return {"submission": "厦人社送审〔2024〕1号", "drafter": DRAFTER, "body": "", **values}


def test_what_a_department_sent_is_taken_in_with_its_text_and_its_file(division):
    submission = sent(division)
    assert [each.waits_for for each in sent_to(division.clerk)] == ["begin"]

    review = division.submitted(**taken_in(division))

    assert (review.submission, review.body.strip()) == (submission, BODY)
    (file,) = attachments_of(review.pk, by=division.clerk)
    (original,) = attachments_of(submission.pk, by=division.drafter)
    assert (file.sha256, file.office_id) == (original.sha256, review.office_id)
    assert original.office_id == division.drafter.office_id
    assert [each.waits_for for each in sent_to(division.clerk)] == [""]


def test_the_department_sees_the_opinion_when_it_is_given_and_no_notes_before(division):
    submission = sent(division)
    review = division.opined(points=2, **taken_in(division))
    services.drop_point(review, **division.by(division.chief, date(2024, 10, 15)), point=2, reason="与第一条意见重复")
    assert points_for(submission, division.drafter) == []

    services.conclude(
        review,
        **division.by(division.chief, date(2024, 10, 17)),
        conclusion="amend",
        opinion_number="厦司审函〔2024〕1号",
    )

    (point,) = points_for(submission, division.drafter)
    assert point.problem == POINT["problem"]
    assert {"reviewer_id", "dropped"} <= point.get_deferred_fields()
    seen = review_for(submission, division.drafter)
    assert seen is not None
    assert {"first_proposed", "second_proposed", "first_id", "second_id"} <= seen.get_deferred_fields()
    letters = Attachment.objects.visible_to(division.drafter).filter(kind="legality_review.opinion")
    assert [each.matter_id for each in letters] == [submission.pk]
    assert not Review.objects.visible_to(division.drafter).exists()


def test_the_department_answers_each_point_and_the_office_enters_it(division):
    submission = sent(division)
    review = division.concluded(**taken_in(division))
    by = division.by(division.drafter, END)

    with pytest.raises(AnswersUnfit):
        submissions.answer(submission, **by, answers=["1 不采纳"])
    with pytest.raises(SubmissionUnfit) as refusal:
        submissions.sign(submission, **by)
    assert refusal.value.why == "points"
    submissions.answer(submission, **by, answers=["1 采纳"])

    (waiting,) = sent_to(division.clerk)
    assert (waiting.waits_for, waiting.submission.answers) == ("respond", "1 采纳")
    services.respond(review, **division.by(division.clerk, END), answers=submission.answers.splitlines())
    assert sent_to(division.clerk) == []
    assert points_for(submission, division.drafter)[0].adoption == "adopted"


def test_what_is_asked_for_is_seen_added_and_entered(division):
    submission = sent(division, materials=["送审稿"])
    review = division.submitted(**taken_in(division), materials=["送审稿"])
    services.ask(review, **division.by(division.clerk, date(2024, 10, 8)), missing="缺起草说明和制定依据")
    assert review_for(submission, division.drafter).asked_reason == "缺起草说明和制定依据"

    submissions.supplement(
        submission, **division.by(division.drafter, LATER), materials=["起草说明", "制定依据"], draft=word("起草说明")
    )

    assert [each.waits_for for each in sent_to(division.clerk)] == ["supplement"]
    services.supplement(review, **division.by(division.clerk, LATER), materials=["起草说明", "制定依据"])
    assert attachments_of(review.pk, by=division.clerk).count() == 2
    assert [each.waits_for for each in sent_to(division.clerk)] == [""]


def test_a_draft_is_taken_back_until_the_opinion_is_given(division):
    submission = sent(division)
    division.reviewing(**taken_in(division))
    submissions.withdraw(submission, **division.by(division.drafter, date(2024, 10, 11)), reason="需要重新论证")
    assert [each.waits_for for each in sent_to(division.clerk)] == ["withdraw"]

    other = sent(division, number="厦人社送审〔2024〕2号")
    division.concluded(**taken_in(division, submission=other.number), number="厦司审〔2024〕2号")
    with pytest.raises(SubmissionUnfit) as refusal:
        submissions.withdraw(other, **division.by(division.drafter, END), reason="不送了")
    assert refusal.value.why == "concluded"


def test_an_opinion_without_points_is_signed_for_once_it_is_there(division):
    submission = sent(division)
    by = division.by(division.drafter, END)

    with pytest.raises(SubmissionUnfit):
        submissions.sign(submission, **by)
    division.concluded(points=0, **taken_in(division))
    with pytest.raises(SubmissionUnfit) as refusal:
        submissions.answer(submission, **by, answers=["1 采纳"])
    assert refusal.value.why == "pointless"
    assert submissions.sign(submission, **by).target == "settled"


def test_a_submission_is_taken_in_once_by_the_office_that_it_was_sent_to(division):
    sent(division)
    division.submitted(**taken_in(division))

    for number, why in (("厦人社送审〔2024〕1号", "taken"), ("厦人社送审〔2024〕9号", "unknown")):
        with pytest.raises(SubmissionUnfit) as refusal:
            division.submitted(**taken_in(division, submission=number), number="厦司审〔2024〕2号")
        assert refusal.value.why == why
    with pytest.raises(AddresseeUnknown):
        sent(division, number="厦人社送审〔2024〕3号", addressee="XM-SM-01")


def test_who_may_not_neither_sends_nor_sees(division, city):
    submission = sent(division)

    with pytest.raises(NotPermitted):
        submissions.send(
            **division.by(city.officer, SENT), office=city.department, number="厦人社送审〔2024〕5号", title="办法",
            kind="normative", addressee="XM", materials=ALL,
        )  # fmt: skip
    with pytest.raises(OutOfSight):
        submissions.withdraw(submission, **division.by(division.stranger, LATER), reason="无权")
    assert submissions_of(division.stranger) == sent_to(division.stranger) == sent_to(division.drafter) == []
