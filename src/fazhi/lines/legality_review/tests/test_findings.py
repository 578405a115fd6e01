"""Examinations of drafts: what is kept of them, what two reviewers decide about each finding, and who may not."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.papers import services as papers
from fazhi.kernel.papers.terms import MatterRef
from fazhi.kernel.procedures.errors import MissingGround, OutOfSight
from fazhi.lines.legality_review import services
from fazhi.lines.legality_review.errors import (
    BasisUnclear,
    DraftMissing,
    FindingDecided,
    FindingsOpen,
    FindingUnknown,
    NotReviewer,
    OpinionGiven,
)
from fazhi.lines.legality_review.models import Examination, Finding, Likeness, Review, Verdict
from fazhi.lines.legality_review.queries import points_of
from fazhi.lines.legality_review.queries.findings import check_counts, findings_of, like_clauses, open_findings
from fazhi.lines.legality_review.services.deciding import wording_of
from fazhi.lines.legality_review.tests.division import BODY, Division, noon
from fazhi.lines.legality_review.tests.test_reviews import word
from fazhi.surfaces.jobs.models import Job

DAY = date(2024, 10, 14)
OTHER_BODY = "第一条 为了规范示例管理，制定本办法。\n第六条 未按时备案的，处三百元罚款。"


def examined(review: Review) -> Examination:
    return services.examine_draft(review, at=noon(DAY), on=DAY)


def penalty_of(examination: Examination) -> Finding:
    return Finding.objects.system("a test").get(examination=examination, check_code="clause.penalty")


def adopted(review: Review, finding: Finding, by: dict[str, Any], **other_words: str) -> None:
    services.raise_point(review, **by, finding=finding.place, **{**wording_of(finding), **other_words})


@pytest.fixture
def review(division: Division) -> Review:
    return division.reviewing()


def test_a_finding_is_kept_with_its_place_its_articles_and_what_it_was_found_with(division, review):
    examination = examined(review)

    finding = penalty_of(examination)
    assert examination.text[finding.start : finding.end] == finding.quote
    assert finding.quote == "五百元罚款"
    assert (finding.clause_label, finding.severity, finding.confidence > 0) == ("第六条", "error", True)
    assert [each["source"] for each in finding.basis] == ["行政处罚法 第十六条", "行政处罚法 第九条"]
    assert len(examination.sha256) == len(examination.rules) == 64
    assert findings_of(examination, division.clerk) == list(
        Finding.objects.system("a test").filter(review=review).order_by("start", "end")
    )
    assert Entry.objects.filter(action="legality_review.examined", subject_id=review.pk.hex).count() == 1


def test_an_adopted_finding_is_a_point_with_its_article_and_the_other_reviewer_decides_for_himself(division, review):
    finding = penalty_of(examined(review))
    one, other = division.by(division.clerk, DAY), division.by(division.other, DAY)

    adopted(review, finding, one)
    services.dismiss_finding(review, **other, finding=finding.place, reason="罚款依据上位法，不属于设定。")

    (point,) = points_of(review, division.clerk)
    assert (point.clause, point.basis) == ("第六条", "行政处罚法 第十六条；行政处罚法 第九条")
    verdicts = {each.reviewer.code: each for each in Verdict.objects.system("a test").select_related("reviewer")}
    assert (verdicts["E0021"].choice, verdicts["E0021"].point_id) == ("adopted", point.pk)
    assert (verdicts["E0022"].choice, verdicts["E0022"].reason) == ("dismissed", "罚款依据上位法，不属于设定。")


def test_a_finding_adopted_in_other_words_says_so(division, review):
    finding = penalty_of(examined(review))

    adopted(review, finding, division.by(division.clerk, DAY), suggestion="改为责令限期改正。")

    assert Verdict.objects.system("a test").get().choice == "reworded"
    assert points_of(review, division.clerk)[0].suggestion == "改为责令限期改正。"


def test_a_dismissal_needs_its_reason_and_a_decision_stands(division, review):
    finding, by = penalty_of(examined(review)), division.by(division.clerk, DAY)

    with pytest.raises(MissingGround):
        services.dismiss_finding(review, **by, finding=finding.place, reason=" ")
    services.dismiss_finding(review, **by, finding=finding.place, reason="有上位法依据")

    with pytest.raises(FindingDecided):
        adopted(review, finding, by)
    with pytest.raises(FindingDecided):
        services.dismiss_finding(review, **by, finding=finding.place, reason="再想想")
    assert not points_of(review, division.clerk)


def test_only_the_two_reviewers_decide(division, review):
    finding = penalty_of(examined(review))
    told = {"finding": finding.place, "reason": "有上位法依据"}

    with pytest.raises(NotReviewer):
        services.dismiss_finding(review, **division.by(division.chief, DAY), **told)
    with pytest.raises(OutOfSight):
        services.dismiss_finding(review, **division.by(division.stranger, DAY), **told)
    with pytest.raises(OutOfSight):
        services.examine(review, **division.by(division.stranger, DAY))
    assert not Verdict.objects.system("a test").exists()


def test_a_reviewer_finishes_when_every_finding_but_notes_is_decided_and_decides_none_after(division, review):
    examination, by = examined(review), division.by(division.clerk, DAY)
    waiting = open_findings(examination, division.clerk)

    with pytest.raises(FindingsOpen) as refusal:
        services.finish(review, **by, proposed="amend")
    assert refusal.value.places == tuple(waiting)
    assert penalty_of(examination).place in waiting
    for place in waiting:
        services.dismiss_finding(review, **by, finding=place, reason="有上位法依据")
    services.finish(review, **by, proposed="lawful")

    with pytest.raises(OpinionGiven):
        services.dismiss_finding(review, **by, finding=waiting[0], reason="再想想")
    with pytest.raises(FindingsOpen):
        services.finish(review, **division.by(division.other, DAY), proposed="lawful")


def test_who_may_not_review_does_not_ask_for_an_examination(division, review, city):
    with pytest.raises((NotPermitted, OutOfSight)):
        services.examine(review, **division.by(city.mediator, DAY))


def test_a_point_without_a_clear_basis_leaves_the_finding_open(division, review):
    finding = penalty_of(examined(review))

    with pytest.raises(BasisUnclear):
        adopted(review, finding, division.by(division.clerk, DAY), rests_on="不合理")
    assert not Verdict.objects.system("a test").exists()


def test_a_new_version_is_examined_anew_and_what_was_decided_stays_with_the_old_one(division, review):
    first = examined(review)
    by = division.by(division.clerk, DAY)
    services.dismiss_finding(review, **by, finding=penalty_of(first).place, reason="有上位法依据")
    content = word("第一条 为了规范示例管理，制定本办法。\n第七条 未按时备案的，处五百元罚款。")
    place = MatterRef("legality_review.review", review.pk, review.office)
    papers.attach(place, content, name="修改稿.docx", kind="legality_review.draft", by=division.clerk, at=noon(DAY))

    second = examined(review)

    assert (second.place, second.source) == (2, "修改稿.docx")
    assert first.sha256 != second.sha256
    finding = penalty_of(second)
    assert finding.place > penalty_of(first).place
    grave = [each.place for each in findings_of(second, division.clerk) if each.severity != "note"]
    assert open_findings(second, division.clerk) == grave
    with pytest.raises(FindingUnknown):  # of the version before
        services.dismiss_finding(
            review, **division.by(division.other, DAY), finding=penalty_of(first).place, reason="否"
        )
    adopted(review, finding, by)
    assert Verdict.objects.system("a test").count() == 2


def test_an_examination_that_says_the_same_again_leaves_the_latest_and_its_verdicts(division, review):
    first = examined(review)
    services.dismiss_finding(
        review, **division.by(division.clerk, DAY), finding=penalty_of(first).place, reason="有上位法依据"
    )

    assert examined(review) == first
    assert Entry.objects.filter(action="legality_review.examined", subject_id=review.pk.hex).count() == 2
    Review.objects.system("a new version").filter(pk=review.pk).update(body=OTHER_BODY)
    review.refresh_from_db()
    assert examined(review).place == 2


def test_a_clause_like_an_earlier_one_recalls_it_with_the_point_given_on_it(division):
    earlier = division.reviewing(number="厦司审〔2024〕2号", body=OTHER_BODY)
    adopted(earlier, penalty_of(examined(earlier)), division.by(division.clerk, DAY))

    examination = examined(division.reviewing())

    like = {each.clause: each for each in like_clauses(examination, division.clerk)}
    assert (like["6"].review, like["6"].label, like["6"].document) == (earlier, "第六条", None)
    assert like["6"].likeness > 80
    assert [each.clause for each in like["6"].points] == ["第六条"]
    assert like_clauses(examination, division.stranger) == []


def test_a_clause_that_a_document_in_force_says_already_names_the_document(division):
    document = division.published()
    examined(document.review)

    examination = examined(division.submitted(number="厦司审〔2024〕2号", body=OTHER_BODY))

    assert {each.document for each in like_clauses(examination, division.clerk)} == {document}


def test_how_often_each_check_was_followed_is_counted_within_the_offices_one_sees(division, review):
    finding = penalty_of(examined(review))
    adopted(review, finding, division.by(division.clerk, DAY))
    services.dismiss_finding(review, **division.by(division.other, DAY), finding=finding.place, reason="有上位法依据")

    counts = {each.code: each for each in check_counts(division.clerk)}

    penalty = counts["clause.penalty"]
    assert (penalty.found, penalty.undecided, penalty.adopted, penalty.reworded, penalty.dismissed) == (1, 0, 1, 0, 1)
    assert check_counts(division.stranger) == []


def test_a_draft_is_examined_when_it_is_submitted_and_when_a_reviewer_asks(
    division, django_capture_on_commit_callbacks, settings
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    with django_capture_on_commit_callbacks(execute=True):
        review = division.reviewing(draft=word(BODY), body="")
    with django_capture_on_commit_callbacks(execute=True):
        services.examine(review, **division.by(division.other, DAY))

    assert [job.state for job in Job.objects.filter(name="legality_review.examine")] == ["done", "done"]
    places = Examination.objects.system("a test").filter(review=review).order_by("place")
    assert [(each.source, each.law_date) for each in places] == [("送审稿.docx", date(2024, 10, 8))]


def test_a_review_without_a_draft_has_nothing_to_examine(division):
    review = division.reviewing(body="")

    with pytest.raises(DraftMissing):
        services.examine(review, **division.by(division.clerk, DAY))


@pytest.mark.parametrize("model", [Examination, Finding, Likeness, Verdict])
def test_the_database_keeps_what_was_found_and_decided_as_it_was(division, model):
    earlier = division.reviewing(number="厦司审〔2024〕2号")
    examined(earlier)
    review = division.reviewing()
    finding = penalty_of(examined(review))
    services.dismiss_finding(review, **division.by(division.clerk, DAY), finding=finding.place, reason="有上位法依据")
    row = model.objects.system("a test").first()

    with pytest.raises(DatabaseError), transaction.atomic():
        row.save(force_update=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()
