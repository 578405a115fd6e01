"""Quality checks: how many are drawn and by what, who may score, what two scores come to, how far scorers agree."""

import json
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from fazhi.engines.draw import verify
from fazhi.engines.draw.errors import PublicValueMalformed, SignatureInvalid
from fazhi.kernel.audit.models import Entry, Read
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.parties.errors import ReasonNeedsWords
from fazhi.kernel.parties.terms import Reason
from fazhi.lines.hotline import services as consultations
from fazhi.lines.hotline.errors import WishUnfit
from fazhi.lines.hotline.errors.quality import (
    Bar,
    BeaconUnfit,
    MarksUnfit,
    MonthOpen,
    NothingAnswered,
    NotToScore,
    ReferenceUnfit,
    RoundTaken,
)
from fazhi.lines.hotline.models import QualityCheck, QualityRound, QualityScore, Recording
from fazhi.lines.hotline.queries.quality import next_to_score, standing_seen_by, standings_seen_by
from fazhi.lines.hotline.rules.quality import agreement, current_sheet, outcome, read_marks, sample_size
from fazhi.lines.hotline.services import quality as acts
from fazhi.lines.hotline.services.recordings import note_recording, open_recording
from fazhi.lines.hotline.terms.quality import CheckState, Grade, Marks
from fazhi.lines.hotline.tests import checked, planned
from fazhi.lines.hotline.tests.checked import AFTER, BEFORE, DONE, JULY, SIGNATURE, SPEAKS
from fazhi.lines.hotline.tests.duty import post_of
from fazhi.surfaces.wording import sentence


@pytest.fixture
def bureau(city: Any) -> Any:
    return city.bureau


@pytest.fixture
def head(bureau: Any) -> Any:
    return post_of(bureau, "E0091", "head")


@pytest.fixture
def scorers(bureau: Any) -> tuple[Any, Any]:
    return post_of(bureau, "E0092", "clerk"), post_of(bureau, "E0093", "clerk")


def marks(faults: tuple[str, ...] = (), **levels: str) -> Marks:
    return read_marks(current_sheet(), {**DONE, **levels}, faults)


@pytest.mark.parametrize(
    ("answered", "share", "size"), [(1, 5, 1), (20, 5, 1), (21, 5, 2), (100, 5, 5), (13_430, 5, 672), (7, 100, 7)]
)
def test_at_least_the_share_is_drawn(answered: int, share: int, size: int):
    assert sample_size(answered, share) == size


def test_points_are_a_share_of_each_item_and_a_fault_leaves_none():
    sheet = current_sheet()
    partly = marks(law="partly", manner="not")  # 100 − 15 − 10

    assert outcome(sheet, [partly, partly], 10).half_points == 150
    assert outcome(sheet, [partly, partly], 10).grade is Grade.GOOD
    fault = outcome(sheet, [marks(("soliciting",))] * 2, 10)
    assert (fault.half_points, fault.grade) == (0, Grade.FAILED)


def test_two_who_are_near_give_their_mean_and_two_apart_wait_for_a_third():
    sheet, full, less = current_sheet(), marks(), marks(advice="partly")

    assert outcome(sheet, [], 10).state is CheckState.AWAITED
    assert outcome(sheet, [full], 10).state is CheckState.HALF
    assert outcome(sheet, [full, less], 10).half_points == 190
    assert outcome(sheet, [full, less], 9).state is CheckState.DISPUTED
    assert outcome(sheet, [full, marks(("emergency",))], 100).state is CheckState.DISPUTED
    assert outcome(sheet, [full, less, less], 9).half_points == 180


def test_agreement_is_told_for_each_item_and_for_the_grade():
    """
    law: (做到, 做到), (做到, 部分做到), (没有做到, 没有做到). Observed (1 + 1/2 + 1) / 3 = 5/6. The first has two 做到 and one
    没有做到, the second one of each: expected [2·(1 + 1/2) + 1·(1 + 1/2)] / 9 = 1/2; kappa 2/3. Nobody found a fault: nothing to say.
    """
    sheet = current_sheet()
    failed = marks(**{item.code: "not" for item in sheet.items})

    found = agreement(sheet, [(marks(), marks()), (marks(), marks(law="partly")), (failed, failed)])

    assert found["law"].kappa == Fraction(2, 3)
    assert found["soliciting"].kappa is None
    assert found["whole"].same == 2  # 100 and 85 points are 优秀 and 良好


def test_a_round_is_frozen_before_its_value_drawn_once_and_anybody_can_repeat_it(bureau, head, scorers):
    first = checked.answered(bureau, 41, planned.firms(bureau))[0]
    planned.consultation(bureau)  # answered in another month

    held = checked.ordered(bureau, head)
    with pytest.raises(RoundTaken):
        checked.ordered(bureau, head)
    for by, at, signature, refusal in (
        (scorers[0], AFTER, SIGNATURE, NotPermitted),
        (head, BEFORE, SIGNATURE, BeaconUnfit),
        (head, AFTER, "00" * 48, SignatureInvalid),
        (head, AFTER, "00" * 32, PublicValueMalformed),
        (head, AFTER, "第1000轮", PublicValueMalformed),
    ):
        with pytest.raises(refusal):
            acts.draw_round(held, signature=signature, by=by, at=at)
    assert acts.draw_round(held, signature=SIGNATURE, by=head, at=AFTER) == 3  # ⌈41 · 5 %⌉

    held.refresh_from_db()
    found = checked.checks(held)
    assert (held.answered, held.size) == (41, 3)
    assert f"{first.number}#{first.call_number}" in held.commitment
    verdict = verify(held.transcript, held.commitment)
    assert verdict.holds
    assert (verdict.unchecked, verdict.known_before) == ((), ())
    drawn = json.loads(held.transcript)["result"]["objects"]
    assert [f"{each.consultation.number}#{each.consultation.call_number}" for each in found] == drawn
    assert all(each.firm_id == each.consultation.firm_id for each in found)
    with pytest.raises(RoundTaken):
        acts.draw_round(held, signature=SIGNATURE, by=head, at=AFTER)
    actions = Entry.objects.filter(subject_kind="hotline.quality").order_by("number").values_list("action", flat=True)
    assert list(actions) == ["hotline.quality.order", "hotline.quality.draw"]


def test_what_can_t_be_ordered_is_refused_with_a_sentence(bureau, head, scorers):
    with pytest.raises(NotPermitted):
        checked.ordered(bureau, scorers[0])
    for values, refusal, says in (
        ({}, NothingAnswered, "没有答复的咨询"),
        ({"share": 0}, WishUnfit, "抽取比例（%）是“0”，应为1 到 100"),
        ({"bound": 101}, WishUnfit, "允许相差分数是“101”"),
        ({"month": date(2023, 8, 1)}, MonthOpen, "2023年8月到 2023-08-23 还没有结束"),
        ({"speaks_at": BEFORE}, BeaconUnfit, "公共随机数已经在 2023-08-23 23:49:24 产生"),
    ):
        with pytest.raises(refusal) as refused:
            checked.ordered(bureau, head, **values)
        assert says in (sentence(refused.value) or "")


def test_the_database_refuses_a_second_draw_and_a_changed_score(bureau, head, scorers):
    checked.answered(bureau, 20)
    (check,) = checked.drawn(bureau, head)
    checked.score(check, scorers[0])

    why = "a test"
    for rows, change in (
        (QualityRound.objects.system(why), {"transcript": "x"}),
        (QualityRound.objects.system(why), {"commitment": "x"}),
        (QualityCheck.objects.system(why), {"answered_by": ["E0092"]}),
        (QualityScore.objects.system(why), {"remark": "x"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        QualityScore.objects.system(why).all().delete()


def test_neither_scorer_answered_neither_sees_the_other_and_nobody_scores_twice(bureau, head, scorers):
    first, second = scorers
    third = post_of(bureau, "E0094", "clerk")
    checked.answered(bureau, 20)
    (check,) = checked.drawn(bureau, head)

    checked.score(check, first, law="partly")
    standing = standing_seen_by(second, check)
    assert standing.outcome.state is CheckState.HALF
    assert standing.shown_to("E0093") == ()
    assert [each.scorer.code for each in standing.shown_to("E0092")] == ["E0092"]
    with pytest.raises(NotToScore) as again:
        checked.score(check, first)
    assert again.value.bar is Bar.SCORED
    with pytest.raises(MarksUnfit) as unfit:
        acts.score(check, levels={**DONE, "law": "most"}, faults=["rude"], remark="", by=second, at=AFTER)
    assert unfit.value.wrong == ("依据准确", "rude")
    checked.score(check, second)
    with pytest.raises(NotToScore) as complete:
        checked.score(check, third)
    assert complete.value.bar is Bar.COMPLETE
    with pytest.raises(NotPermitted):
        acts.decide(check, levels=DONE, faults=(), remark="", by=third, at=AFTER)
    acts.decide(check, levels=DONE, faults=(), remark="听了录音", by=head, at=AFTER)

    settled = standing_seen_by(first, check)
    assert (settled.outcome.half_points, settled.outcome.grade) == (200, Grade.EXCELLENT)
    assert len(settled.shown_to("E0094")) == 3
    with pytest.raises(NotToScore) as undisputed:
        acts.decide(check, levels=DONE, faults=(), remark="", by=post_of(bureau, "E0095", "head"), at=AFTER)
    assert undisputed.value.bar is Bar.UNDISPUTED


def test_who_registered_or_answered_is_no_scorer_of_it_and_is_offered_others(bureau, head, scorers):
    clerk, other = scorers
    on = JULY + timedelta(days=3)
    told = {"channel": "network", "topic": "labour", "matter": "labour.wages", "caller_need": "拖欠工资"}
    by = {"by": clerk, "at": BEFORE, "on": on, "late_reason": "补录"}
    row = consultations.register(office=bureau, number="网询1号", **told, **by)
    consultations.answer(row, answer="可以仲裁", **by)
    checked.answered(bureau, 1)

    first, second = checked.drawn(bureau, head, share=100)
    own = next(each for each in (first, second) if each.consultation_id == row.pk)

    assert own.answered_by == ["E0092"]
    with pytest.raises(NotToScore) as refused:
        checked.score(own, clerk)
    assert refused.value.bar is Bar.ANSWERED
    assert "由别人评分" in (sentence(refused.value) or "")
    standings = standings_seen_by(clerk, first.round)
    offered = next_to_score(standings, clerk, decides=False)
    assert offered is not None
    assert offered.check.pk != own.pk
    checked.score(own, other)
    assert next_to_score(standings_seen_by(head, own.round), head, decides=True).check.pk == own.pk  # type: ignore[union-attr]


def test_a_recording_is_opened_by_few_with_a_reason_that_is_noted(city, bureau, head, scorers):
    scorer, other = scorers
    rows = checked.answered(bureau, 20)
    (check,) = checked.drawn(bureau, head)
    spare = next(each for each in rows if each.pk != check.consultation_id)
    for each in (check.consultation, spare):
        note_recording(each, reference="old", by=other, at=BEFORE)
        note_recording(each, reference="https://switch.example/r/1", by=other, at=AFTER)
    for text in ("", "x" * 401, "a\nb", "ftp://switch.example/1", "javascript://x"):
        with pytest.raises(ReferenceUnfit):
            note_recording(spare, reference=text, by=other, at=AFTER)

    def heard(row: Any, by: Any, reason: Reason = Reason.SAMPLING, words: str = "") -> str:
        return open_recording(row, reason=reason, words=words, by=by, at=AFTER)

    assert heard(spare, head) == "https://switch.example/r/1"
    assert heard(check.consultation, scorer) == "https://switch.example/r/1"
    with pytest.raises(NotPermitted):
        heard(spare, scorer)
    with pytest.raises(ReasonNeedsWords):
        heard(spare, head, Reason.OTHER)
    checked.score(check, scorer)
    with pytest.raises(NotPermitted):
        heard(check.consultation, scorer)
    with pytest.raises(NotPermitted):
        heard(spare, city.mediator)
    noted = Read.objects.filter(subject_kind="hotline.recording").order_by("pk").values_list("actor", "reason")
    assert list(noted) == [(head.code, "sampling"), (scorer.code, "sampling")]
    assert Recording.objects.system("a test").count() == 4


def test_to_another_office_there_is_no_round_and_nothing_to_score(city, bureau, head):
    checked.answered(bureau, 20)
    (check,) = checked.drawn(bureau, head)
    stranger = post_of(city.other_committee, "E0096", "head")

    with pytest.raises(NotPermitted):
        checked.ordered(bureau, stranger)
    assert standings_seen_by(stranger, check.round) == []
    with pytest.raises(QualityCheck.DoesNotExist):
        checked.score(check, stranger)
    with pytest.raises(QualityRound.DoesNotExist):
        acts.draw_round(check.round, signature=SIGNATURE, by=stranger, at=SPEAKS)
