"""Applications and complaints: what parties do, what officials do with it, against dates counted by hand."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.organisations.models import Post
from fazhi.kernel.papers.errors import FileTooLarge, MediaMismatch, MediaUnknown
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.parties.models import Party
from fazhi.kernel.procedures import services as procedures
from fazhi.kernel.procedures.errors import MatterChanged, MissingGround, NotPartysOwn, OutOfSight, StepNotOpen
from fazhi.kernel.procedures.models import Clock, Task
from fazhi.kernel.procedures.queries import open_acts, work_of
from fazhi.lines.mediation.errors import NumberTaken, PartyRefuses
from fazhi.lines.mediation.errors.applications import ComplaintWaiting, NotAccepting, PapersClosed, PapersEnough
from fazhi.lines.mediation.models import Application, Committee, Complaint, PeoplesMatter
from fazhi.lines.mediation.services import applications, people
from fazhi.lines.mediation.services.parties import Side
from fazhi.surfaces.wording import sentence

MONDAY = datetime(2024, 6, 3, 2, 30, tzinfo=UTC)
"""10:30 in Xiamen. 10 June 2024 is 端午节."""
TUESDAY = datetime(2024, 6, 4, 2, 0, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00" * 40


@pytest.fixture
def applied(city: Any) -> Callable[..., Application]:
    def apply(number: str = "20240603-000001", at: datetime = MONDAY, **values: Any) -> Application:
        given = {
            "office": city.committee,
            "category": "neighbour",
            "applicant": Side("陈大明", "identity", "999999198001010011", "13900001234"),
            "respondent": Side("林小红", phone="13900005678"),
            "facts": "楼上漏水三个月。",
            "request": "修好并赔偿。",
        }
        return applications.apply(number=number, at=at, **{**given, **values})

    return apply


@pytest.fixture
def district_clerk(city: Any) -> Post:
    """Of 思明区司法局."""
    post = Post(official=city.reporter.official, office=city.head.office, role="clerk", from_date=date(2020, 1, 1))
    post.save()
    return post


def acting(by: Any, at: datetime = TUESDAY) -> dict[str, Any]:
    return {"by": by, "at": at, "on": at.date()}


def fresh(application: Application) -> Application:
    return Application.objects.system("a test").select_related("office", "matter").get(pk=application.pk)


def clock_of(matter: Any) -> Clock:
    return Clock.objects.system("a test").get(matter_id=matter.pk, stopped_at=None)


def names(application: Any) -> list[str]:
    rows = Party.objects.system("a test").filter(matter_id=application.pk).order_by("position")
    return list(rows.values_list("name", flat=True))


def test_an_application_lies_with_the_committee_until_somebody_takes_it(city: Any, applied: Any) -> None:
    application = applied()

    (work,) = work_of(city.clerk, on=date(2024, 6, 3))
    assert work.task.matter_id == application.pk
    assert work.task.holder is None
    assert names(application) == ["陈大明", "林小红"]


def test_the_committee_has_three_working_days(applied: Any) -> None:
    assert clock_of(applied()).due_date == date(2024, 6, 6)  # 4, 5, 6 June
    friday = datetime(2024, 6, 7, 2, tzinfo=UTC)
    assert clock_of(applied("20240607-000001", friday)).due_date == date(
        2024, 6, 13
    )  # 11, 12, 13; the 10th is a holiday


def test_the_trail_tells_that_it_came_in_through_the_portal(applied: Any) -> None:
    application = applied()

    told = Entry.objects.filter(subject_id=application.pk.hex).values_list("action", "actor", "place")
    assert set(told) == {
        ("mediation.application.begin", "portal", "portal"),
        ("parties.add", "portal", "portal"),
    }


def test_a_stranger_does_not_see_it(city: Any, applied: Any) -> None:
    application = applied()

    assert not Application.objects.visible_to(city.stranger).exists()
    assert not Party.objects.visible_to(city.stranger).filter(matter_id=application.pk).exists()
    assert work_of(city.stranger, on=date(2024, 6, 3)) == ()
    with pytest.raises(OutOfSight):
        applications.refuse(application, reason="in_court", **acting(city.stranger))


def test_only_a_committee_in_being_takes_applications(city: Any, applied: Any) -> None:
    with pytest.raises(NotAccepting) as caught:
        applied(office=city.department)
    assert "另选一个调委会" in (sentence(caught.value) or "")

    Committee(
        office=city.committee, founder="街道", founded_date=date(2010, 1, 1), cancelled_date=date(2024, 6, 3)
    ).save()
    with pytest.raises(NotAccepting):
        applied()
    assert not Application.objects.system("a test").exists()


def test_accepting_opens_the_peoples_matter_with_parties_words_and_papers(city: Any, applied: Any) -> None:
    application = applied()
    applications.add_paper(application, PNG, name="漏水.png", most=1000, at=MONDAY)

    matter = applications.accept(
        fresh(application), number="〔2024〕莲前人调字第12号", attitude="agrees", **acting(city.clerk)
    )

    assert (matter.state, matter.source, matter.category) == ("accepted", "application", "neighbour")
    assert (matter.facts, matter.request) == ("楼上漏水三个月。", "修好并赔偿。")
    assert matter.accepted_date == date(2024, 6, 4)
    assert names(matter) == ["陈大明", "林小红"]
    assert [one.kind for one in Attachment.objects.system("a test").filter(matter_id=matter.pk)] == [
        "mediation.casefile.evidence"
    ]
    kept = fresh(application)
    assert (kept.state, kept.matter_id) == ("accepted", matter.pk)
    assert not Clock.objects.system("a test").filter(matter_id=application.pk, stopped_at=None).exists()
    assert not Task.objects.system("a test").filter(matter_id=application.pk, done_at=None).exists()


def test_the_matter_bears_the_day_on_which_the_application_came_in(city: Any, applied: Any) -> None:
    later = datetime(2024, 6, 18, 2, tzinfo=UTC)

    matter = applications.accept(applied(), number="12", late_reason="经办人休假", **acting(city.clerk, later))

    begun = Entry.objects.get(subject_id=matter.pk.hex, action="mediation.people.begin")
    assert begun.occurred_at.astimezone(UTC).date() in {date(2024, 6, 2), date(2024, 6, 3)}


def test_the_committee_may_see_another_category_in_it(city: Any, applied: Any) -> None:
    matter = applications.accept(applied(), number="12", category="property", **acting(city.clerk))

    assert matter.category == "property"


def test_a_taken_number_accepts_nothing(city: Any, applied: Any) -> None:
    first, second = applied(), applied("20240603-000002")
    applications.accept(first, number="12", **acting(city.clerk))

    with pytest.raises(NumberTaken):
        applications.accept(second, number="12", **acting(city.clerk))

    assert fresh(second).state == "received"


def test_a_party_that_clearly_refuses_is_not_mediated(city: Any, applied: Any) -> None:
    with pytest.raises(PartyRefuses):
        applications.accept(applied(), number="12", attitude="refuses", **acting(city.clerk))

    assert not PeoplesMatter.objects.system("a test").exists()


def test_of_two_clerks_one_accepts(city: Any, applied: Any) -> None:
    application = applied()
    stale = fresh(application)
    applications.accept(application, number="12", **acting(city.clerk))

    with pytest.raises((MatterChanged, StepNotOpen)):
        applications.accept(stale, number="13", **acting(city.mediator))

    assert PeoplesMatter.objects.system("a test").count() == 1


def test_a_refusal_takes_a_reason_of_the_list(city: Any, applied: Any) -> None:
    application = applied()

    with pytest.raises(MissingGround):
        applications.refuse(application, reason=" ", **acting(city.clerk))
    with pytest.raises(ValueError, match="gut feeling"):
        applications.refuse(application, reason="gut feeling", **acting(city.clerk))
    applications.refuse(application, reason="in_court", **acting(city.clerk))

    assert (fresh(application).state, fresh(application).reason) == ("refused", "in_court")


def test_a_head_may_not_accept(city: Any, applied: Any) -> None:
    with pytest.raises(NotPermitted):
        applications.accept(applied(), number="12", **acting(city.head))


def test_the_applicant_withdraws_once(applied: Any) -> None:
    application = applied()
    stale = fresh(application)

    applications.withdraw(application, at=TUESDAY)

    with pytest.raises(MatterChanged):
        applications.withdraw(stale, at=TUESDAY)
    with pytest.raises(StepNotOpen):
        applications.withdraw(fresh(application), at=TUESDAY)


def test_a_withdrawal_by_word_of_mouth_is_recorded_by_an_official(city: Any, applied: Any) -> None:
    application = applied()

    applications.record_withdrawal(application, **acting(city.clerk))

    assert fresh(application).state == "withdrawn"


def test_it_lapses_only_where_somebody_tried_to_reach_the_applicant(city: Any, applied: Any) -> None:
    application = applied()

    with pytest.raises(MissingGround):
        applications.lapse(application, contacts="", **acting(city.clerk))
    procedures.run(at=datetime(2025, 6, 3, tzinfo=UTC))  # a year of silence
    assert fresh(application).state == "received"

    applications.lapse(application, contacts="6月3日、4日各打两次，无人接听", **acting(city.clerk))
    assert fresh(application).state == "lapsed"


def test_no_official_takes_what_is_the_partys_own(city: Any, applied: Any) -> None:
    application = applied()

    assert "withdraw" not in {act.step.name for act in open_acts(application, city.clerk)}
    with pytest.raises(NotPermitted):
        procedures.take(application, "withdraw", by=city.clerk, at=TUESDAY)


def test_no_party_takes_what_is_an_officials(applied: Any, peoples: Any) -> None:
    with pytest.raises(NotPartysOwn):
        procedures.take_by_party(applied(), "accept", at=TUESDAY)
    with pytest.raises(NotPartysOwn):
        procedures.begin_by_party(peoples(), at=TUESDAY)


def test_a_photo_is_taken_for_what_it_is_not_for_what_it_is_called(applied: Any) -> None:
    application = applied()
    for content, name, error in (
        (b"MZ executable", "a.png", MediaUnknown),
        (PNG, "a.pdf", MediaMismatch),
        (b"<html><script>", "a.png", MediaUnknown),
        (PNG * 100, "a.png", FileTooLarge),
    ):
        with pytest.raises(error):
            applications.add_paper(application, content, name=name, most=1000, at=MONDAY)
    assert not Attachment.objects.system("a test").exists()


def test_a_word_file_is_not_taken_from_a_citizen(applied: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from fazhi.kernel.papers.services import attachments
    from fazhi.kernel.papers.terms import MediaType

    monkeypatch.setattr(attachments, "media_type", lambda content, name: MediaType.WORD)

    with pytest.raises(MediaUnknown):
        applications.add_paper(applied(), b"PK", name="a.docx", most=1000, at=MONDAY)


def test_ten_papers_are_enough(applied: Any) -> None:
    application = applied()
    for place in range(10):
        applications.add_paper(application, PNG, name=f"{place}.png", most=1000, at=MONDAY)

    with pytest.raises(PapersEnough):
        applications.add_paper(application, PNG, name="11.png", most=1000, at=MONDAY)


def test_papers_go_to_the_matter_while_it_is_mediated_and_no_longer(city: Any, applied: Any) -> None:
    application = applied()
    matter = applications.accept(application, number="12", **acting(city.clerk))
    applications.add_paper(fresh(application), PNG, name="a.png", most=1000, at=TUESDAY)
    assert Attachment.objects.system("a test").filter(matter_id=matter.pk).count() == 1

    people.withdraw(matter, **acting(city.mediator))

    with pytest.raises(PapersClosed):
        applications.add_paper(fresh(application), PNG, name="b.png", most=1000, at=TUESDAY)


def test_a_complaint_goes_to_the_districts_bureau_and_not_to_the_committee(
    city: Any, applied: Any, district_clerk: Post
) -> None:
    complaint = applications.complain(applied(), subject="delay", text="没人联系", at=TUESDAY)

    assert complaint.office.code == "XM-SM"
    assert complaint.number == "20240603-000001诉1"
    assert complaint.pk in {work.task.matter_id for work in work_of(district_clerk, on=TUESDAY.date())}
    assert not Complaint.objects.visible_to(city.clerk).exists()


def test_it_is_told_within_fifteen_days_and_answered_within_sixty(
    city: Any, applied: Any, district_clerk: Post
) -> None:
    complaint = applications.complain(applied(), subject="partial", text="偏袒", at=MONDAY)
    assert clock_of(complaint).due_date == date(2024, 6, 18)  # 3 June + 15 days

    applications.tell(complaint, **acting(district_clerk))
    assert clock_of(complaint).due_date == date(2024, 8, 5)  # 4 June + 60 days is Saturday 3 August: Monday

    applications.answer(complaint, complaint_result="partly", answer="已批评教育。", **acting(district_clerk))
    assert not Clock.objects.system("a test").filter(matter_id=complaint.pk, stopped_at=None).exists()


def test_one_complaint_at_a_time(applied: Any, district_clerk: Post) -> None:
    application = applied()
    first = applications.complain(application, subject="delay", text="没人联系", at=MONDAY)
    with pytest.raises(ComplaintWaiting):
        applications.complain(application, subject="delay", text="没人联系", at=MONDAY)

    applications.withdraw_complaint(first, at=TUESDAY)

    assert applications.complain(application, subject="other", text="别的", at=TUESDAY).number.endswith("诉2")


def test_what_another_organ_must_answer_is_told_with_the_way(applied: Any, district_clerk: Post) -> None:
    complaint = applications.complain(applied(), subject="gain", text="收钱", at=MONDAY)

    with pytest.raises(MissingGround):
        applications.redirect(complaint, told_route=" ", **acting(district_clerk))
    applications.redirect(complaint, told_route="请向区纪委监委提出。", **acting(district_clerk))

    assert (complaint.state, complaint.answer) == ("redirected", "请向区纪委监委提出。")


def test_an_answer_has_a_result_and_words(applied: Any, district_clerk: Post) -> None:
    complaint = applications.complain(applied(), subject="insult", text="骂人", at=MONDAY)
    applications.tell(complaint, **acting(district_clerk))

    with pytest.raises(ValueError, match="perhaps"):
        applications.answer(complaint, complaint_result="perhaps", answer="已核实", **acting(district_clerk))
    with pytest.raises(MissingGround):
        applications.answer(complaint, complaint_result="upheld", answer=" ", **acting(district_clerk))


def test_the_database_holds_what_goes_together(applied: Any) -> None:
    application = applied()
    rows = Application.objects.system("a test").filter(pk=application.pk)
    for wrong in (
        {"state": "accepted"},
        {"state": "refused"},
        {"reason": "in_court"},
        {"category": "x"},
        {"facts": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)

    complaint = applications.complain(application, subject="delay", text="没人联系", at=MONDAY)
    held = Complaint.objects.system("a test").filter(pk=complaint.pk)
    for wrong in ({"state": "answered"}, {"answer": "好"}, {"result": "upheld"}, {"text": ""}, {"subject": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            held.update(**wrong)


def test_each_refusal_has_its_sentence() -> None:
    for error in (
        PapersEnough("1", 10),
        PapersClosed("1", "已撤回"),
        ComplaintWaiting("1", "1诉1"),
        NotAccepting("某调委会"),
    ):
        assert sentence(error)
