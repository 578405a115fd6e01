"""What divisions contribute: asked, submitted with slots, accepted or sent back; nobody writes for another."""

from datetime import date

import pytest

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.errors import NotPermitted, NotTheWhole
from fazhi.kernel.procedures.errors import MissingGround, OutOfSight, StepNotOpen
from fazhi.kernel.procedures.models import Task
from fazhi.kernel.procedures.queries import work_of
from fazhi.lines.annual_report import papers, services
from fazhi.lines.annual_report.errors import AcceptedAlready, DueBeforeAsked, NoReport, TextsClosed, UnknownFigure
from fazhi.lines.annual_report.models import Contribution
from fazhi.lines.annual_report.queries import report as printed
from fazhi.lines.annual_report.queries.standing import submissions_of
from fazhi.lines.annual_report.terms import ContributionState, Heading
from fazhi.lines.annual_report.tests.house import OPENED, SIGNED, House

pytestmark = pytest.mark.usefixtures("quick_files")


@pytest.fixture
def asked(house: House) -> Contribution:
    """The division is asked for the plans, by 20 January."""
    house.open()
    return house.ask(Heading.PLANS, "调解工作")


def stored(contribution: Contribution) -> Contribution:
    return Contribution.objects.system("a test").get(pk=contribution.pk)


def test_a_text_asked_waits_in_the_division_until_its_day(asked: Contribution, house: House):
    assert (asked.number, asked.office, asked.due_date) == ("法治年报2024-供稿1", house.division, date(2025, 1, 20))
    assert [work.number for work in work_of(house.clerk, on=OPENED)] == [asked.number]
    assert work_of(house.stranger, on=OPENED) == ()


def test_a_submitted_text_waits_for_the_bureaus_reporter(asked: Contribution, house: House):
    done = house.submit(asked, "　　加强队伍建设。\n\n化解纠纷{mediation.people.resolved}。\n")

    assert (stored(asked).state, done.submission.number, done.bare) == (ContributionState.SUBMITTED, 1, ())
    assert done.submission.submitted_by == house.clerk.code
    (entry,) = Entry.objects.filter(action="annual_report.contribution.submit")
    assert entry.actor == house.clerk.code
    assert asked.number in [work.number for work in work_of(house.reporter, on=OPENED)]


def test_a_text_that_the_divisions_own_reporter_submits_waits_for_the_bureaus_all_the_same(
    asked: Contribution, house: House
):
    services.submit_text(asked, text="稿。", **house.acting(house.division_reporter, OPENED))

    assert asked.number in [work.number for work in work_of(house.reporter, on=OPENED)]


def test_a_text_sent_back_waits_in_the_division_again(asked: Contribution, house: House):
    house.submit(asked, "稿。")
    services.return_(asked, reason="太短", **house.acting(house.reporter, OPENED))

    assert [work.number for work in work_of(house.clerk, on=OPENED)] == [asked.number]


def test_an_accepted_text_is_printed_a_paragraph_a_line(asked: Contribution, house: House, records):
    house.submit(asked, "加强队伍建设。\n\n签收公调对接{mediation.referred.police}。")
    services.accept(asked, **house.acting(house.reporter, OPENED))

    (section,) = dict(printed(2024).sections)[Heading.PLANS]

    assert (section.title, len(section.paragraphs)) == ("调解工作", 2)
    page = papers.page(printed(2024))
    assert "<h3>（一）调解工作</h3><p>加强队伍建设。</p><p>签收公调对接" in page
    assert '<a class="figure" href="#mediation.referred.police">2件</a>' in page
    assert Task.objects.system("a test").get(matter_id=asked.pk).done_at is not None


@pytest.mark.parametrize("state", ["asked", "submitted"])
def test_a_text_that_is_not_accepted_is_not_printed(asked: Contribution, house: House, records, state: str):
    if state == "submitted":
        house.submit(asked, "加强队伍建设。")

    assert dict(printed(2024).sections)[Heading.PLANS] == ()


@pytest.mark.parametrize("code", ["mediation.people.nothing", "Mediation.people.resolved", "", "两千"])
def test_an_unknown_figure_is_refused_by_name(asked: Contribution, house: House, code: str):
    with pytest.raises(UnknownFigure) as refused:
        house.submit(asked, f"化解纠纷{{mediation.people.resolved}}、{{{code}}}。")

    assert refused.value.codes == (code,)
    assert stored(asked).state == asked.state == ContributionState.ASKED
    assert not submissions_of(asked).exists()


def test_a_number_without_slot_comes_in_and_is_told(asked: Contribution, house: House):
    done = house.submit(asked, "化解{mediation.people.resolved}，培训12场、2300人次。")

    assert [figure.text for figure in done.bare] == ["12场", "2300人次"]
    assert stored(asked).state == ContributionState.SUBMITTED


def test_a_text_sent_back_is_kept_with_the_reason_and_comes_again(asked: Contribution, house: House, records):
    house.submit(asked, "第一稿。")
    with pytest.raises(MissingGround):
        services.return_(asked, reason="", **house.acting(house.reporter, OPENED))
    services.return_(asked, reason="太短", **house.acting(house.reporter, OPENED))
    house.submit(asked, "第二稿，写得长了。")
    services.accept(asked, **house.acting(house.reporter, OPENED))

    kept = submissions_of(asked).values_list("number", "text", "outcome", "reason")
    assert list(kept) == [(1, "第一稿。", "returned", "太短"), (2, "第二稿，写得长了。", "accepted", "")]
    ((section,),) = [part for heading, part in printed(2024).sections if heading is Heading.PLANS]
    assert section.paragraphs == (("第二稿，写得长了。",),)


def test_another_offices_clerk_may_not_contribute(asked: Contribution, house: House):
    with pytest.raises(OutOfSight):
        services.submit_text(asked, text="代笔。", **house.acting(house.stranger, OPENED))


def test_a_head_of_a_district_may_not_contribute_to_a_divisions_part(asked: Contribution, house: House):
    with pytest.raises(OutOfSight):
        services.submit_text(asked, text="代笔。", **house.acting(house.district_head, OPENED))


@pytest.mark.parametrize("who", ["clerk", "division_reporter"])
def test_clerk_and_reporter_of_the_division_may(asked: Contribution, house: House, who: str):
    services.submit_text(asked, text="稿。", **house.acting(getattr(house, who), OPENED))

    assert stored(asked).state == ContributionState.SUBMITTED


@pytest.mark.parametrize(
    ("act", "more"),
    [(services.accept, {}), (services.return_, {"reason": "短"}), (services.cancel, {"reason": "不用"})],
    ids=("accept", "return", "cancel"),
)
def test_a_division_does_not_judge_its_own_text(asked: Contribution, house: House, act, more: dict):
    house.submit(asked, "稿。")

    with pytest.raises(NotTheWhole):
        act(asked, **more, **house.acting(house.division_reporter, OPENED))
    with pytest.raises(NotPermitted):
        act(asked, **more, **house.acting(house.clerk, OPENED))

    assert stored(asked).state == ContributionState.SUBMITTED


def test_only_the_bureaus_reporter_asks(house: House):
    house.open()
    given = {"office": house.division, "year": 2024, "heading": "plans", "title": "甲", "due_date": date(2025, 1, 20)}

    for who in (house.division_reporter, house.clerk, house.head):
        with pytest.raises(NotPermitted if who is not house.division_reporter else NotTheWhole):
            services.ask(**given, **house.acting(who, OPENED))


def test_nothing_is_asked_for_a_report_that_is_not_open(house: House):
    with pytest.raises(NoReport):
        house.ask(Heading.PLANS)


def test_a_text_is_not_due_before_it_is_asked(house: House):
    house.open()

    with pytest.raises(DueBeforeAsked):
        house.ask(Heading.PLANS, due_date=date(2025, 1, 5))


def test_a_text_asked_has_a_title(house: House):
    house.open()

    with pytest.raises(MissingGround) as refused:
        house.ask(Heading.PLANS, title=" ")

    assert refused.value.ground == "title"


def test_what_is_cancelled_is_asked_no_more(asked: Contribution, house: House):
    services.cancel(asked, reason="并入他处", **house.acting(house.reporter, OPENED))

    with pytest.raises(StepNotOpen):
        house.submit(asked, "稿。")


def test_a_waiting_text_goes_back_when_its_part_is_cancelled(asked: Contribution, house: House):
    house.submit(asked, "稿。")

    services.cancel(asked, reason="并入他处", **house.acting(house.reporter, OPENED))

    assert submissions_of(asked).values_list("outcome", "reason").get() == ("returned", "并入他处")


def test_a_text_asked_anew_takes_the_place_of_the_old_when_accepted(house: House, records):
    house.open()
    old = house.contribute(Heading.PLANS, "旧稿。", title="调解工作")
    new = house.ask(Heading.PLANS, "调解工作", replaces=old.number)

    def shown() -> list[tuple]:
        return [section.paragraphs for section in dict(printed(2024).sections)[Heading.PLANS]]

    assert shown() == [(("旧稿。",),)]
    house.submit(new, "新稿。")
    services.accept(new, **house.acting(house.reporter, OPENED))
    assert shown() == [(("新稿。",),)]


def test_what_was_not_accepted_or_is_asked_anew_already_is_not_asked_anew(asked: Contribution, house: House):
    old = house.contribute(Heading.PLANS, "旧稿。", title="另一篇")
    house.ask(Heading.PLANS, "另一篇", replaces=old.number)

    for number in (asked.number, old.number, "法治年报2024-供稿99"):
        with pytest.raises(AcceptedAlready):
            house.ask(Heading.PLANS, "又一篇", replaces=number)


def test_a_report_being_corrected_takes_texts_again(house: House, records):
    report = house.frozen()
    with pytest.raises(TextsClosed):
        house.ask(Heading.RESULTS, "普法", SIGNED, due_date=SIGNED)

    services.correct(report, reason="漏写普法", **house.acting(house.head, SIGNED))

    assert house.contribute(Heading.RESULTS, "开展普法。", SIGNED, title="普法", due_date=SIGNED).state == "accepted"


def test_a_reader_of_a_part_sees_the_texts_of_that_part(house: House, records):
    from fazhi.kernel.indicators.terms import Scope

    house.open()
    house.contribute(Heading.PLANS, "处室的稿。")
    committee = Scope("XM-SM", house.district_head.office.left, house.district_head.office.left, "别处")

    assert dict(printed(2024).sections)[Heading.PLANS]
    with pytest.raises(Exception, match="There are no records"):
        printed(2024, scope=committee)


def test_a_text_with_a_figure_that_the_frozen_year_did_not_know_is_told(house: House, records, monkeypatch):
    from fazhi.lines.annual_report.models import Submission

    house.frozen()
    Submission.objects.filter(text__contains="带头学法").update(text="数据{mediation.people.brand_new}。")

    with pytest.raises(UnknownFigure) as refused:
        printed(2024)

    assert refused.value.codes == ("mediation.people.brand_new",)
