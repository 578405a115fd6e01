"""The paths of a report: to the archive, sent back, signed over what is missing, incomplete, late, corrected, refused."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from django.conf import settings

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.indicators.models import FrozenYear
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.papers import storage
from fazhi.kernel.papers.errors import GlyphMissing
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.procedures.errors import (
    ActOutOfOrder,
    LateEntry,
    MatterChanged,
    MissingGround,
    OutOfSight,
    StepNotOpen,
)
from fazhi.kernel.procedures.models import Alert, Clock, Task
from fazhi.kernel.procedures.queries import work_of
from fazhi.kernel.procedures.services import run
from fazhi.lines.annual_report import papers, services
from fazhi.lines.annual_report.errors import (
    DeliveredAlready,
    DeliveriesMissing,
    FiguresMoved,
    MeetingAhead,
    NoAddress,
    NothingToExplain,
    NothingToReport,
    NotTheBureau,
    NoVersion,
    ReportExists,
    SealBroken,
    TextsClosed,
    Unexplained,
    YearNotOver,
)
from fazhi.lines.annual_report.models import AnnualReport
from fazhi.lines.annual_report.queries import current_version
from fazhi.lines.annual_report.queries import report as printed
from fazhi.lines.annual_report.queries.standing import kept_files, versions_of
from fazhi.lines.annual_report.services import sealing
from fazhi.lines.annual_report.terms import Heading, Recipient, State
from fazhi.lines.annual_report.tests.house import DELIVERED, OPENED, PUBLISHED, SIGNED, TEXTS, URL, House, moment

POLICE = "mediation.referred.police"

pytestmark = pytest.mark.usefixtures("quick_files")


def stored(report: AnnualReport) -> AnnualReport:
    return AnnualReport.objects.system("a test").get(pk=report.pk)


def clocks(report: AnnualReport) -> dict[str, Clock]:
    found = Clock.objects.system("a test").filter(matter_id=report.pk)
    assert len(found) == len({clock.period for clock in found})
    return {clock.period: clock for clock in found}


# opened


def test_a_report_opened_runs_to_both_dates_of_the_next_year(house: House):
    report = house.open()

    found = {period: (clock.due_date, clock.stopped_at) for period, clock in clocks(report).items()}
    assert found == {"FZ-REPORT": (date(2025, 2, 28), None), "FZ-PUBLISH": (date(2025, 3, 31), None)}
    assert (report.number, report.state, current_version(report).number) == ("法治年报2024", "drafting", 1)
    assert Task.objects.system("a test").get(matter_id=report.pk).holder == house.reporter


def test_in_a_leap_year_the_superiors_have_it_by_29_february(house: House):
    report = house.open(2023, date(2024, 1, 8))

    assert clocks(report)["FZ-REPORT"].due_date == date(2024, 2, 29)


def test_a_report_opened_years_late_was_due_in_its_own_year(house: House):
    report = house.open(2023, OPENED)

    assert clocks(report)["FZ-REPORT"].due_date == date(2024, 2, 29)


@pytest.mark.parametrize("on", [date(2024, 12, 31), date(2024, 6, 3)])
def test_a_report_cannot_be_opened_before_its_year_is_over(house: House, on: date):
    with pytest.raises(YearNotOver):
        house.open(2024, on)

    assert not AnnualReport.objects.system("a test").exists()


def test_on_new_years_day_it_can(house: House):
    assert house.open(2024, date(2025, 1, 1)).occurred_date == date(2025, 1, 1)


def test_there_is_one_report_a_year(house: House):
    house.open()

    with pytest.raises(ReportExists):
        house.open()


def test_a_report_is_the_bureaus_not_a_divisions(house: House):
    with pytest.raises(NotTheBureau):
        services.open_report(office=house.division, year=2024, **house.acting(house.reporter, OPENED))


@pytest.mark.parametrize(("who", "refused"), [("head", NotPermitted), ("division_reporter", OutOfSight)])
def test_only_the_bureaus_reporter_opens_it(house: House, who: str, refused: type[Exception]):
    with pytest.raises(refused):
        services.open_report(office=house.bureau, year=2024, **house.acting(getattr(house, who), OPENED))


# the straight way


def test_the_straight_way_from_draft_to_archive(house: House, records):
    report = house.published()
    services.archive(report, archive_number="2025-B-01", **house.acting(house.reporter, date(2025, 3, 14)))

    version = current_version(report)
    frozen = FrozenYear.objects.get()
    assert stored(report).state == State.ARCHIVED
    assert (version.meeting, version.signed_by, version.signed_date) == ("party_group", house.head.code, SIGNED)
    assert (version.seal, version.frozen) == (frozen.digest, "2024-v1")
    assert (version.submitted_date, version.published_date, version.url) == (DELIVERED, PUBLISHED, URL)
    assert version.secrecy_reviewer == "郑密"
    stopped = {period: clock.stopped_date for period, clock in clocks(report).items()}
    assert stopped == {"FZ-REPORT": DELIVERED, "FZ-PUBLISH": PUBLISHED}
    assert Task.objects.system("a test").get(matter_id=report.pk).done_at is not None
    acts = Entry.objects.filter(subject_id=report.pk.hex).order_by("number").values_list("action", flat=True)
    assert [act.removeprefix("annual_report.") for act in acts] == [
        *(f"report.{act}" for act in ("begin", "consult", "review", "deliberate", "sign", "freeze")),
        "keep",
        *["report.deliver"] * 4,
        *(f"report.{act}" for act in ("submit", "publish", "archive")),
    ]  # fmt: skip


def test_what_was_sealed_can_be_fetched_again_by_its_digest(house: House, records):
    report = house.frozen()

    files = kept_files(report, 1)

    assert sorted(files) == ["figures.json", "report.html"]
    document = json.loads(files["figures.json"])
    assert (document["seal"], document["version"]) == (current_version(report).seal, 1)
    kept = {each.name: each.sha256 for each in Attachment.objects.system("a test").filter(matter_id=report.pk)}
    assert kept == {name: storage.digest(content) for name, content in files.items()}
    with pytest.raises(NoVersion) as refused:
        kept_files(report, 2)
    assert refused.value.kept == (1,)


def test_a_frozen_report_is_the_same_bytes_whenever_it_is_made(house: House, records):
    report = house.frozen()

    assert papers.page(printed(2024)).encode() == kept_files(report, 1)["report.html"]


def test_contributed_texts_stand_under_their_headings_with_figures_from_records(house: House, records):
    house.complete()

    sections = dict(printed(2024, engine="live").sections)

    (leader,) = sections[Heading.LEADER]
    assert [getattr(piece, "text", piece) for piece in leader.paragraphs[0]] == [
        "主要负责人带头学法，签收公调对接", "2件", "。",
    ]  # fmt: skip
    assert leader.paragraphs[0][1].code == POLICE
    assert [section.line for section in sections[Heading.RESULTS]] == [
        "inspections",
        "legality_review",
        "mediation",
        "hotline",
    ]


# sent back


@pytest.mark.parametrize("acts", [1, 2, 3], ids=("consulting", "reviewing", "deliberating"))
def test_a_draft_is_sent_back_with_a_reason_and_its_dates_run_on(house: House, acts: int):
    report = house.open()
    reviewers = {"legality_reviewer": "周律", "secrecy_reviewer": "郑密"}
    onward: list[tuple[Callable, dict]] = [
        (services.consult, {}), (services.review, {"opinions": "无"}), (services.deliberate, reviewers),
    ]  # fmt: skip
    for act, grounds in onward[:acts]:
        act(report, **grounds, **house.acting(house.reporter, SIGNED))

    with pytest.raises(MissingGround):
        services.send_back(report, reason=" ", **house.acting(house.head, SIGNED))
    services.send_back(report, reason="成效部分过长", **house.acting(house.head, SIGNED))

    assert stored(report).state == State.DRAFTING
    assert {clock.stopped_at for clock in clocks(report).values()} == {None}
    house.to_meeting(report)
    assert stored(report).state == State.DELIBERATING


def test_both_reviewers_are_named_before_the_meeting(house: House):
    report = house.open()
    services.consult(report, **house.acting(house.reporter, SIGNED))
    services.review(report, opinions="无", **house.acting(house.reporter, SIGNED))

    with pytest.raises(MissingGround) as refused:
        services.deliberate(
            report, legality_reviewer="周律", secrecy_reviewer="", **house.acting(house.reporter, SIGNED)
        )

    assert refused.value.ground == "secrecy_reviewer"


# signed


def test_before_the_meeting_it_waits_for_the_head_and_after_the_signature_for_the_reporter(house: House, records):
    report = house.to_meeting(house.complete())

    def waits_for(post) -> bool:
        return report.number in [work.number for work in work_of(post, on=SIGNED)]

    assert (waits_for(house.head), waits_for(house.reporter)) == (True, False)
    house.sign(report)
    assert waits_for(house.reporter)


def test_a_report_is_not_signed_over_an_empty_heading(house: House, records):
    report = house.to_meeting(house.complete(Heading.LEADER))

    with pytest.raises(Unexplained) as refused:
        house.sign(report)

    assert [item.code for item in refused.value.findings] == ["heading.leader"]
    assert stored(report).state == report.state == State.DELIBERATING
    assert (stored(report).version, current_version(report).signed_by) == (report.version, "")


def test_it_is_signed_over_an_empty_heading_if_the_head_says_why_and_that_is_printed(house: House, records):
    report = house.to_meeting(house.complete(Heading.LEADER))
    explained = {"finding": "heading.leader", "reason": "负责人年底刚到任"}
    services.explain(report, **explained, **house.acting(house.head, SIGNED))

    house.freeze(house.sign(report))

    page = kept_files(report, 1)["report.html"].decode()
    assert "（本部分没有内容。说明：负责人年底刚到任）" in page
    assert json.loads(kept_files(report, 1)["figures.json"])["explanations"][0]["reason"] == "负责人年底刚到任"


def test_a_second_explanation_takes_the_firsts_place(house: House, records):
    report = house.to_meeting(house.complete(Heading.LEADER))
    for reason in ("一", "二"):
        services.explain(report, finding="heading.leader", reason=reason, **house.acting(house.head, SIGNED))

    assert printed(2024, engine="live").reason_for("heading.leader") == "二"


def test_shortcomings_without_causes_are_to_be_explained(house: House, records):
    report = house.complete(Heading.SHORTCOMINGS)
    house.contribute(Heading.SHORTCOMINGS, "基层调解力量不足。")
    house.to_meeting(report)

    with pytest.raises(Unexplained) as refused:
        house.sign(report)

    assert [item.code for item in refused.value.findings] == ["cause"]
    services.explain(report, finding="cause", reason="另文报告", **house.acting(house.head, SIGNED))
    house.sign(report)
    assert "（没有写明原因。说明：另文报告）" in papers.page(printed(2024, engine="live"))


def test_a_report_is_signed_over_a_broken_identity_only_with_a_printed_reason(
    house: House, records, broken_identity: str
):
    report = house.to_meeting(house.complete())

    with pytest.raises(Unexplained) as refused:
        house.sign(report)
    assert [item.code for item in refused.value.findings] == [broken_identity]

    services.explain(report, finding=broken_identity, reason="两者本不相等", **house.acting(house.head, SIGNED))
    house.freeze(house.sign(report))
    assert "需说明。说明：两者本不相等" in kept_files(report, 1)["report.html"].decode()


def test_what_does_not_stand_in_the_way_cannot_be_explained(house: House, records):
    report = house.to_meeting(house.complete(Heading.LEADER))

    with pytest.raises(NothingToExplain) as refused:
        services.explain(report, finding="heading.plans", reason="无", **house.acting(house.head, SIGNED))

    assert [item.code for item in refused.value.open] == ["heading.leader"]
    assert stored(report).version == report.version


def test_a_year_without_records_is_not_signed(house: House):
    report = house.to_meeting(house.complete())

    with pytest.raises(NothingToReport):
        house.sign(report)

    assert stored(report).state == report.state == State.DELIBERATING


def test_the_meeting_is_named_and_not_to_come(house: House, records):
    report = house.to_meeting(house.complete())

    with pytest.raises(MissingGround):
        services.sign(report, **house.acting(house.head, SIGNED))
    later = {"meeting": "directors", "meeting_date": date(2025, 2, 15)}
    with pytest.raises(MeetingAhead):
        services.sign(report, **later, **house.acting(house.head, SIGNED))

    assert stored(report).state == State.DELIBERATING


@pytest.mark.parametrize(
    ("who", "refused"), [("district_head", OutOfSight), ("reporter", NotPermitted), ("clerk", OutOfSight)]
)
def test_only_the_head_of_the_bureau_signs(house: House, records, who: str, refused: type[Exception]):
    report = house.to_meeting(house.complete())

    meeting = {"meeting": "directors", "meeting_date": SIGNED}
    with pytest.raises(refused):
        services.sign(report, **meeting, **house.acting(getattr(house, who), SIGNED))


def test_a_signed_report_takes_no_texts(house: House, records):
    report = house.to_meeting(house.complete())
    late = house.ask(Heading.RESULTS, "普法")
    house.submit(late, "开展普法。", SIGNED)
    house.sign(report)

    with pytest.raises(TextsClosed):
        services.accept(late, **house.acting(house.reporter, SIGNED))
    with pytest.raises(TextsClosed):
        house.ask(Heading.RESULTS, "再来一篇", SIGNED, due_date=SIGNED)


def test_a_character_that_no_face_has_is_told_at_the_signature_not_at_the_seal(house: House, records):
    report = house.complete(Heading.OTHER)
    house.contribute(Heading.OTHER, "联系人\U0002a701某。")
    house.to_meeting(report)
    sealing.print_by(papers.files)

    with pytest.raises(GlyphMissing) as refused:
        house.sign(report)

    assert "\U0002a701" in refused.value.text
    assert stored(report).state == report.state == State.DELIBERATING


def test_a_recalled_signature_opens_the_report_again(house: House, records):
    report = house.sign(house.to_meeting(house.complete()))

    services.recall(report, reason="补充内容", **house.acting(house.head, SIGNED))

    version = current_version(report)
    assert (stored(report).state, version.signed_by, version.signed_figures) == (State.DELIBERATING, "", {})
    house.contribute(Heading.RESULTS, "开展普法。", SIGNED, title="普法", due_date=SIGNED)
    assert stored(house.sign(report)).state == State.SIGNED


# sealed


def test_figures_that_moved_after_the_signature_are_not_sealed(house: House, records, one_more):
    report = house.sign(house.to_meeting(house.complete()))
    one_more()

    with pytest.raises(FiguresMoved) as refused:
        house.freeze(report)

    assert POLICE in refused.value.codes
    assert refused.value.since == "signed"
    assert not FrozenYear.objects.exists()
    assert stored(report).state == report.state == State.SIGNED


def test_two_officials_at_once_the_second_is_told(house: House, records):
    report = house.sign(house.to_meeting(house.complete()))
    seen_before = stored(report)
    house.freeze(report)

    with pytest.raises(MatterChanged):
        house.freeze(seen_before)

    assert FrozenYear.objects.count() == 1


# out of the house


def test_a_report_is_not_submitted_before_all_have_it(house: House, records):
    report = house.frozen()
    for recipient in (Recipient.PARTY, Recipient.SUPERIOR):
        house.deliver(report, recipient)

    with pytest.raises(DeliveriesMissing) as refused:
        services.submit(report, **house.acting(house.reporter, DELIVERED))

    assert refused.value.missing == (Recipient.GOVERNMENT, Recipient.COORDINATION)
    assert stored(report).state == report.state == State.FROZEN
    assert clocks(report)["FZ-REPORT"].stopped_at is None


def test_each_recipient_signs_for_a_version_once(house: House, records):
    report = house.frozen()
    house.deliver(report, Recipient.PARTY)

    with pytest.raises(DeliveredAlready):
        house.deliver(report, Recipient.PARTY)


def test_a_delivery_has_a_receipt(house: House, records):
    report = house.frozen()

    with pytest.raises(MissingGround):
        services.deliver(report, recipient="party", receipt=" ", **house.acting(house.reporter, DELIVERED))


def test_it_was_submitted_when_the_last_one_had_it(house: House, records):
    report = house.frozen()
    for recipient in Recipient:
        house.deliver(report, recipient)

    with pytest.raises(ActOutOfOrder):
        services.submit(report, by=house.reporter, at=moment(DELIVERED), on=date(2025, 2, 19))


def test_what_is_entered_late_needs_a_reason(house: House, records):
    report = house.frozen()
    late = {"by": house.reporter, "at": moment(date(2025, 3, 10)), "on": DELIVERED}

    with pytest.raises(LateEntry):
        services.deliver(report, recipient="party", receipt="1号", **late)
    services.deliver(report, recipient="party", receipt="1号", late_reason="回执寄到晚", **late)

    assert stored(report).occurred_date == DELIVERED


@pytest.mark.parametrize("url", ["sf.example.gov.cn", "ftp://sf.example.gov.cn/a", "https://", "javascript:alert(1)"])
def test_a_place_of_publication_is_a_web_address(house: House, records, url: str):
    report = house.submit_all(house.frozen())

    with pytest.raises(NoAddress):
        house.publish(report, url=url)


def test_publication_names_who_reviewed_the_secrets(house: House, records):
    report = house.submit_all(house.frozen())

    with pytest.raises(MissingGround) as refused:
        services.publish(report, url=URL, secrecy_reviewer="", **house.acting(house.reporter, PUBLISHED))

    assert refused.value.ground == "secrecy_reviewer"


def test_a_report_cannot_be_published_before_it_is_submitted(house: House, records):
    with pytest.raises(StepNotOpen):
        house.publish(house.frozen())


def test_a_figure_rectified_since_the_seal_stops_publication(house: House, records, one_more):
    report = house.submit_all(house.frozen())
    one_more()

    with pytest.raises(FiguresMoved) as refused:
        house.publish(report)

    assert (refused.value.since, POLICE in refused.value.codes) == ("sealed", True)
    assert stored(report).state == report.state == State.SUBMITTED


def test_damaged_seals_stop_publication(house: House, records):
    report = house.submit_all(house.frozen())
    sheet = next((settings.DATA_DIR / "frozen" / "2024-v1").glob("*.parquet"))
    sheet.write_bytes(sheet.read_bytes() + b"x")

    with pytest.raises(SealBroken):
        house.publish(report)


def test_an_unpublished_report_is_reported_before_and_after_1_april(house: House, records):
    report = house.submit_all(house.frozen())

    for day in (date(2025, 3, 16), date(2025, 3, 17), date(2025, 3, 28), date(2025, 3, 31), date(2025, 4, 1)):
        run(at=moment(day))

    fired = Alert.objects.system("a test").filter(clock__matter_id=report.pk, clock__period="FZ-PUBLISH").order_by("pk")
    assert [(alert.days, alert.role, alert.fired_at.date()) for alert in fired] == [
        (-14, "reporter", date(2025, 3, 17)),
        (-3, "head", date(2025, 3, 28)),
        (1, "head", date(2025, 4, 1)),
    ]
    house.publish(report, date(2025, 4, 2))
    clock = clocks(report)["FZ-PUBLISH"]
    assert clock.stopped_date > clock.due_date


# corrected


def test_a_correction_prints_old_and_new_side_by_side_and_keeps_both_versions(house: House, records, one_more):
    report = house.published()
    first = kept_files(report, 1)
    one_more()
    day = date(2025, 5, 12)

    services.correct(report, reason="补录公调对接1件", **house.acting(house.head, day))
    services.sign(report, **house.acting(house.head, day))
    house.publish(house.submit_all(house.freeze(report, day), day), day)

    page = kept_files(report, 2)["report.html"].decode()
    assert "本版更正第1版（2025年3月12日公开）。更正理由：补录公调对接1件。更正数据" in page
    assert '<th scope="row">公调对接案件</th><td>2件</td><td>3件</td>' in page
    assert "第2版；2024年度已封账" in page
    assert kept_files(report, 1) == first
    document = json.loads(kept_files(report, 2)["figures.json"])
    assert {"code": POLICE, "title": "公调对接案件", "was": "2件", "now": "3件"} in document["correction"]["changes"]
    assert [(each.number, each.frozen, each.published_date) for each in versions_of(report)] == [
        (1, "2024-v1", PUBLISHED),
        (2, "2024-v2", day),
    ]
    assert {clock.stopped_date for clock in clocks(report).values()} == {DELIVERED, PUBLISHED}


def test_a_correction_of_words_alone_says_that_no_figure_changed(house: House, records):
    report = house.published()
    day = date(2025, 5, 12)
    services.correct(report, reason="表述有误", **house.acting(house.head, day))
    old = _accepted(Heading.PLANS)
    house.contribute(Heading.PLANS, "推进行政调解。", day, due_date=day, replaces=old)
    services.sign(report, **house.acting(house.head, day))
    house.freeze(report, day)

    page = kept_files(report, 2)["report.html"].decode()
    assert "更正理由：表述有误。数据没有变化。" in page
    assert "推进行政调解。" in page
    assert TEXTS[Heading.PLANS] not in page
    assert TEXTS[Heading.PLANS] in kept_files(report, 1)["report.html"].decode()


def test_what_never_left_the_house_is_corrected_without_a_word_of_it(house: House, records, one_more):
    report = house.frozen()
    one_more()
    services.correct(report, reason="漏录一件", **house.acting(house.head, SIGNED))
    services.sign(report, **house.acting(house.head, SIGNED))
    house.freeze(report)

    assert printed(2024).correction is None
    assert "更正" not in kept_files(report, 2)["report.html"].decode()


def test_what_was_explained_stays_so_in_a_correction(house: House, records):
    report = house.to_meeting(house.complete(Heading.LEADER))
    services.explain(report, finding="heading.leader", reason="年底到任", **house.acting(house.head, SIGNED))
    house.freeze(house.sign(report))

    services.correct(report, reason="表述有误", **house.acting(house.head, SIGNED))
    services.sign(report, **house.acting(house.head, SIGNED))
    house.freeze(report)

    assert "说明：年底到任" in kept_files(report, 2)["report.html"].decode()


def test_a_relation_whose_numbers_changed_is_explained_anew(house: House, records, one_more, broken_identity: str):
    report = house.to_meeting(house.complete())
    services.explain(report, finding=broken_identity, reason="两者本不相等", **house.acting(house.head, SIGNED))
    house.sign(report)
    one_more()
    services.recall(report, reason="补录一件", **house.acting(house.head, SIGNED))

    with pytest.raises(Unexplained) as refused:
        house.sign(report)

    (open_,) = refused.value.findings
    assert (open_.code, "3 ≠ 1" in open_.title) == (broken_identity, True)


def test_a_correction_needs_the_head_and_a_reason(house: House, records):
    report = house.published()

    with pytest.raises(NotPermitted):
        services.correct(report, reason="有误", **house.acting(house.reporter, PUBLISHED))
    with pytest.raises(MissingGround):
        services.correct(report, reason="", **house.acting(house.head, PUBLISHED))

    assert versions_of(report).count() == 1


def test_an_archived_report_is_not_corrected(house: House, records):
    report = house.published()
    services.archive(report, archive_number="2025-B-01", **house.acting(house.reporter, PUBLISHED))

    with pytest.raises(StepNotOpen):
        services.correct(report, reason="有误", **house.acting(house.head, PUBLISHED))


def _accepted(heading: Heading) -> str:
    from fazhi.lines.annual_report.models import Contribution

    return Contribution.objects.system("a test").get(heading=heading, state="accepted").number
