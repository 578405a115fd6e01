"""The case file of a mediation: what belongs to it, what is missing, who may read it, how it is archived."""

import hashlib
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fazhi.engines.amounts import AmountNotWritable
from fazhi.kernel.audit.models import Entry, Read
from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.organisations.models import Office, Official, Post
from fazhi.kernel.papers.errors import FileUnreadable, ReasonMissing
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.papers.terms import SAMPLE_NOTICE
from fazhi.kernel.papers.tests.test_official_pdf import text_of
from fazhi.kernel.parties.errors import ReasonNeedsWords
from fazhi.kernel.parties.permissions import ERASE
from fazhi.kernel.parties.services import erase_parties
from fazhi.kernel.procedures.errors import ActOutOfOrder, FutureAct, OutOfSight
from fazhi.kernel.procedures.registry import act_title
from fazhi.lines.mediation.errors import AlreadyFiled, FileChanged, ItemsMissing, NotEnded
from fazhi.lines.mediation.models import CaseFile, PeoplesMatter
from fazhi.lines.mediation.papers import sheet_of
from fazhi.lines.mediation.queries.casefile import case_file_of, file_of, matter_numbered
from fazhi.lines.mediation.services import acts, people
from fazhi.lines.mediation.services import casefile as service
from fazhi.lines.mediation.services.casefile import archive, open_file, read_contents
from fazhi.lines.mediation.terms.casefile import Item, Keeping
from fazhi.lines.mediation.terms.papers import OralFacts, TerminationFacts
from fazhi.lines.mediation.tests import casefile_cases as cases
from fazhi.lines.mediation.tests.casefile_cases import NUMBER, agree, agree_orally, attach, ended, rich, work
from fazhi.lines.mediation.tests.conftest import Committee, noon
from fazhi.surfaces.wording import sentence

WHY = "办理案件"
END = date(2024, 6, 3)


@pytest.fixture
def whole(city, peoples, at) -> PeoplesMatter:
    """A settled matter whose file lacks nothing."""
    return rich(peoples(**ended("settled")), by=city.mediator, at=at)


@pytest.fixture
def kept(city, at) -> Any:
    """Archive, as the mediator, on the day of the end."""

    def do(matter: Any, **values: Any) -> CaseFile:
        usual = {"by": city.mediator, "at": at, "on": END, "keeping": Keeping.LONG}
        return archive(matter, **usual | values)

    return do


def words_of(pdf: bytes, folder: Path) -> str:
    return re.sub(r"\s", "", text_of(pdf, folder))


def contents(city, matter, at) -> list[tuple[str, int, int]]:
    """Place, number of papers, number of attached files."""
    return [
        (one.item.value, len(one.papers), len(one.attached))
        for one in file_of(matter, by=city.mediator, at=at).enclosed
        if one.is_there
    ]


def test_a_file_holds_every_record_and_attachment_in_the_order_of_binding(city, whole, at):
    assert contents(city, whole, at) == [
        ("registration", 2, 0),
        ("rights", 1, 0),
        ("identity", 0, 1),
        ("investigation", 1, 0),
        ("evidence", 0, 2),
        ("session", 2, 0),
        ("agreement", 1, 1),
        ("visit", 1, 0),
        ("confirmation", 1, 0),
        ("explanation", 1, 0),
    ]
    assert file_of(whole, by=city.mediator, at=at).missing == ()


def test_the_pdf_lists_all_papers_and_names_all_parties_and_has_no_foreign_words(city, whole, at, tmp_path):
    opened = open_file(whole, by=city.mediator, at=at, reason=WHY)

    told = words_of(opened.pdf, tmp_path)
    titles = [
        "人民调解申请书", "人民调解受理登记表", "人民调解权利义务告知书", "当事人身份证明", "人民调解调查记录", "证据材料",
        "人民调解记录（第一次）", "人民调解记录（第二次）", "人民调解协议书", "调解协议书（原件）", "人民调解回访记录",
        "司法确认申请书", "纠纷风险报告函",
    ]  # fmt: skip
    places = [told.index(f"{number}{title}") for number, title in enumerate(titles, 1)]
    assert places == sorted(places)
    for name in ("林大海", "陈小明", "吴律师", "110105194912310021", NUMBER):
        assert name in told
    assert "None" not in told
    assert re.findall("[A-Za-z]{2,}", told) == []
    assert f"本卷共{len(titles)}件，{opened.pages}页" in told


def test_the_same_records_give_the_same_bytes(city, whole, at):
    first, second = (open_file(whole, by=city.mediator, at=at, reason=WHY) for _ in range(2))

    assert first.pdf == second.pdf


def test_synthetic_data_are_marked_on_every_page(city, whole, at, tmp_path):
    Office.objects.system("making the city a sample").update(is_sample=True)

    opened = open_file(whole, by=city.mediator, at=at, reason=WHY)

    pages = text_of(opened.pdf, tmp_path).split("\f")[:-1]
    drawn = 2 + 1 + 2  # photographs, identity paper, signed agreement: their head has it too
    assert len(pages) == opened.pages + 3 > drawn
    assert all(SAMPLE_NOTICE in page for page in pages)


def test_reading_a_file_is_noted_with_its_reason_and_so_is_every_attached_file(city, whole, at):
    open_file(whole, by=city.mediator, at=at, reason=WHY, place="console")

    noted = list(Read.objects.filter(actor=city.mediator.code).values_list("subject_kind", "reason", "place"))
    assert noted[0] == ("mediation.people", "handling", "console")
    assert noted[1:] == [("papers.attachment", WHY, "console")] * 4


def test_other_words_are_a_reason_too_and_stay_in_the_trail(city, whole, at):
    read_contents(whole, by=city.mediator, at=at, reason="信访复查需要")

    assert Read.objects.get().reason == "other: 信访复查需要"


def test_without_a_reason_nothing_is_read(city, whole, at):
    with pytest.raises(ReasonMissing):
        open_file(whole, by=city.mediator, at=at, reason="  ")
    with pytest.raises(ReasonNeedsWords):
        open_file(whole, by=city.mediator, at=at, reason="长" * 151)

    assert not Read.objects.exists()


def test_another_office_reads_nothing_and_archives_nothing(city, whole, at, kept):
    for act in (
        lambda: open_file(whole, by=city.stranger, at=at, reason=WHY),
        lambda: file_of(whole, by=city.stranger, at=at),
        lambda: kept(whole, by=city.stranger),
    ):
        with pytest.raises(OutOfSight):
            act()
    assert matter_numbered(NUMBER, "XM-SM-01", city.stranger) is None
    assert not CaseFile.objects.system("looking").exists()


def test_a_role_that_may_not_open_parties_is_refused_and_the_attempt_noted(city, whole, at):
    person = Official.objects.create(code="E0900", name="审计员")
    auditor = Post(official=person, office=city.bureau, role="audit_administrator", from_date=date(2020, 1, 1))
    auditor.save()

    with pytest.raises(NotPermitted):
        open_file(whole, by=auditor, at=at, reason=WHY)

    assert Read.objects.get(actor=auditor.code).reason == "refused: handling"


def test_only_clerks_and_mediators_archive(city, whole, kept):
    with pytest.raises(NotPermitted):
        kept(whole, by=city.head)


def test_an_archived_file_has_a_number_a_digest_and_the_kept_pdf(city, whole, at, kept, tmp_path):
    filed = kept(whole)

    opened = open_file(whole, by=city.clerk, at=at, reason=WHY)
    assert (filed.volume_number, filed.year, filed.sequence, filed.keeping) == ("2024年第1卷", 2024, 1, "long")
    assert filed.filed_by == city.mediator.code
    assert filed.sha256 == hashlib.sha256(opened.pdf).hexdigest() == filed.attachment.sha256
    assert (filed.pages, filed.papers) == (opened.pages, 13)
    assert opened.archived == filed == case_file_of(whole, city.head)
    told = words_of(opened.pdf, tmp_path)
    for words in ("卷号2024年第1卷", "立卷人李二", "立卷日期2024年6月3日", "保管期限长期"):
        assert words in told


def test_what_happens_later_is_not_in_the_archived_file(city, whole, at, kept):
    kept(whole)
    before = open_file(whole, by=city.mediator, at=at, reason=WHY).pdf

    cases.record(whole, "explanation", 1, at, "归档后补记。")

    assert open_file(whole, by=city.mediator, at=at, reason=WHY).pdf == before


def test_archiving_stands_in_the_trail_with_its_basis(whole, kept):
    filed = kept(whole)

    entry = Entry.objects.get(action="mediation.people.archive")
    assert (entry.subject_kind, entry.subject_id) == ("mediation.people", whole.pk.hex)
    assert entry.basis == "人民调解法 第二十七条"
    assert act_title(entry.action) == "立卷归档"
    assert Attachment.objects.system("looking").get(kind="mediation.casefile") == filed.attachment


@pytest.mark.parametrize("lacking", [Item.RIGHTS, Item.IDENTITY, Item.SESSION, Item.AGREEMENT])
def test_a_file_that_lacks_a_required_item_is_refused_by_the_item_s_name(city, peoples, at, kept, lacking: Item):
    matter = peoples(**ended("settled"))
    matter.save()
    cases.two_parties(matter, by=city.mediator, at=at)
    if lacking != Item.RIGHTS:
        cases.record(matter, "rights_notice", 1, at)
    if lacking != Item.SESSION:
        cases.record(matter, "session", 1, at, "达成一致。", outcome="agreed")
    if lacking != Item.IDENTITY:
        attach(matter, Item.IDENTITY, cases.photograph("ID"), "a.png", by=city.mediator, at=at)
    if lacking != Item.AGREEMENT:
        agree(matter)

    with pytest.raises(ItemsMissing) as caught:
        kept(matter)

    assert caught.value.items == (lacking,)
    assert not CaseFile.objects.system("looking").exists()
    assert not Attachment.objects.system("looking").filter(kind="mediation.casefile").exists()


def test_a_missing_item_may_be_a_scan(city, peoples, at, kept):
    """A committee that wrote on paper attaches what it wrote."""
    matter = peoples(**ended("settled"))
    matter.save()
    for item in (Item.RIGHTS, Item.IDENTITY, Item.SESSION, Item.AGREEMENT):
        attach(matter, item, cases.scan(1, item), f"{item}.pdf", by=city.mediator, at=at)

    assert kept(matter).papers == 2 + 4


def test_an_open_file_says_what_is_still_to_come(city, peoples, at, tmp_path):
    matter = peoples(**ended("settled"))
    matter.save()

    opened = open_file(matter, by=city.mediator, at=at, reason=WHY)

    told = words_of(opened.pdf, tmp_path)
    assert opened.missing == (Item.RIGHTS, Item.IDENTITY, Item.SESSION, Item.AGREEMENT)
    assert "权利义务告知书待补" in told
    assert "尚缺权利义务告知书、当事人身份证明、调解记录、调解协议书，未立卷" in told


def test_an_oral_agreement_has_its_registration_form(city, peoples, at, kept):
    matter = peoples(**ended("settled", agreement_form="oral"))
    matter.save()
    work(matter)
    agree_orally(matter)
    attach(matter, Item.IDENTITY, cases.photograph("ID"), "a.png", by=city.mediator, at=at)

    held = {one.item: one.papers for one in file_of(matter, by=city.mediator, at=at).enclosed}
    assert Item.AGREEMENT not in held
    assert isinstance(held[Item.ORAL][0], OralFacts)
    assert held[Item.ORAL][0].reached_date == date(2024, 6, 2)
    assert kept(matter).sequence == 1


def test_what_was_settled_on_the_spot_is_archived_with_two_papers(city, peoples, kept):
    values = ended("settled", agreement_form="oral", form="on_the_spot", is_on_the_spot=1, is_concluded=0)
    matter = peoples(
        **values
        | dict.fromkeys(("accepted_date", "accepted_year", "accepted_quarter", "accepted_month", "days_to_conclude"))
    )
    matter.save()
    agree_orally(matter)

    assert kept(matter).papers == 3  # application, registration, oral agreement


def test_a_failed_mediation_is_archived_with_the_routes_that_were_told(city, peoples, at, kept):
    matter = peoples(number=NUMBER, state="accepted", **acts.parts("accepted", date(2024, 5, 6)))
    matter.save()
    work(matter)
    attach(matter, Item.IDENTITY, cases.photograph("ID"), "a.png", by=city.mediator, at=at)
    acts.fail(matter, by=city.mediator, at=at, on=END, routes_told="仲裁、司法")

    held = {one.item: one.papers for one in file_of(matter, by=city.mediator, at=at).enclosed}
    assert isinstance(held[Item.TERMINATION][0], TerminationFacts)
    assert held[Item.TERMINATION][0].routes == "仲裁、司法"
    assert kept(matter).volume_number == "2024年第1卷"


def test_routes_that_were_erased_with_the_personal_data_are_not_told(city, peoples, at):
    matter = peoples(number=NUMBER, state="accepted", **acts.parts("accepted", date(2024, 5, 6)))
    matter.save()
    acts.fail(matter, by=city.mediator, at=at, on=END, routes_told="仲裁")
    erase_parties([("mediation.people", matter.pk)], basis=ERASE.basis, by="system", at=at)

    held = {one.item: one.papers for one in file_of(matter, by=city.mediator, at=at).enclosed}
    assert held[Item.TERMINATION][0].routes == ""


def test_a_dispute_taken_through_its_life_by_acts_has_its_file_but_for_the_identity_papers(committee: Committee):
    monday = date(2025, 6, 9)
    matter = committee.settled(monday)
    clerk, now = committee.clerk, noon(monday)
    assert file_of(matter, by=clerk, at=now).missing == (Item.IDENTITY,)

    attach(matter, Item.IDENTITY, cases.photograph("ID"), "a.png", by=clerk, at=now)
    filed = archive(matter, by=clerk, at=now, on=monday, keeping=Keeping.LONG)

    held = {one.item: len(one.papers) for one in file_of(matter, by=clerk, at=now).enclosed if one.papers}
    assert held == {Item.REGISTRATION: 2, Item.RIGHTS: 1, Item.SESSION: 1, Item.AGREEMENT: 1}
    assert (filed.volume_number, filed.papers) == ("2025年第1卷", 6)


def test_a_failure_by_act_tells_its_route_by_the_label(committee: Committee):
    monday = date(2025, 6, 9)
    matter = committee.mediated(monday)
    people.fail(matter, **committee.mediators(monday), routes_told="arbitration_court")

    held = {one.item: one.papers for one in file_of(matter, by=committee.clerk, at=noon(monday)).enclosed}
    assert held[Item.TERMINATION][0].routes == "仲裁、司法"


def test_an_imported_failure_has_its_notice_without_routes(city, peoples, at):
    """Nobody acted here, so nothing is known of what was told."""
    matter = peoples(**ended("failed"))
    matter.save()

    held = {one.item: one.papers for one in file_of(matter, by=city.mediator, at=at).enclosed}
    assert held[Item.TERMINATION][0].routes == ""


def test_administrative_mediation_has_its_own_order_and_its_own_words(city, administrative, at, tmp_path):
    values = ended("settled", closed_date=date(2024, 6, 2))
    for name in ("facts", "request", "is_concluded", "agreement_form"):
        values.pop(name)
    matter = administrative(**values)
    matter.save()
    cases.two_parties(matter, by=city.officer, at=at)
    cases.record(matter, "session", 1, at, "达成一致。", outcome="agreed", place="局会议室")
    agree(matter)
    attach(matter, Item.IDENTITY, cases.photograph("ID"), "a.png", by=city.officer, at=at)

    filed = archive(matter, by=city.officer, at=at, on=END, keeping=Keeping.SHORT)

    told = words_of(open_file(matter, by=city.officer, at=at, reason=WHY).pdf, tmp_path)
    assert filed.papers == 4
    assert "行政调解卷宗" in told
    assert "人民调解" not in told.replace(NUMBER, "")
    assert "厦门市行政调解规定" in Entry.objects.get(action="mediation.administrative.archive").basis


def test_a_mediation_that_is_still_going_on_is_not_archived(peoples, kept):
    matter = peoples(state="accepted", **acts.parts("accepted", date(2024, 5, 6)))
    matter.save()

    with pytest.raises(NotEnded) as caught:
        kept(matter)

    assert caught.value.state == "accepted"


def test_a_file_is_archived_once(whole, kept):
    filed = kept(whole)

    with pytest.raises(AlreadyFiled) as caught:
        kept(whole)

    assert (caught.value.volume, caught.value.on) == (filed.volume_number, END)


def test_the_day_of_archiving_is_neither_to_come_nor_before_the_end(whole, kept):
    with pytest.raises(FutureAct):
        kept(whole, on=date(2024, 6, 4))
    with pytest.raises(ActOutOfOrder):
        kept(whole, on=date(2024, 6, 2))


def test_volumes_are_numbered_in_each_office_and_year(city, peoples, at, kept):
    numbers = []
    for place in range(3):
        matter = peoples(**ended("withdrawn", number=f"〔2024〕{place}号"))
        matter.save()
        numbers.append(kept(matter).sequence)
    elsewhere = peoples(**ended("withdrawn", office=city.other_committee))
    elsewhere.save()

    assert numbers == [1, 2, 3]
    assert kept(elsewhere, by=city.stranger).sequence == 1


def test_who_comes_second_to_a_number_binds_anew_under_the_next(city, peoples, kept, monkeypatch):
    """Another office's clerk took number 1 while this file was being bound."""
    first, second = (peoples(**ended("withdrawn", number=f"〔2024〕{place}号")) for place in (1, 2))
    first.save()
    second.save()
    kept(first)
    asked = iter([1, 2])
    monkeypatch.setattr(service, "_next", lambda matter, year: next(asked))

    assert kept(second).volume_number == "2024年第2卷"


def test_who_archives_the_same_file_at_the_same_time_is_told(whole, kept, monkeypatch):
    kept(whole)
    asked = iter([False, True])
    real = service._require_unfiled
    monkeypatch.setattr(service, "_require_unfiled", lambda matter, by: next(asked) and real(matter, by))

    with pytest.raises(AlreadyFiled):
        kept(whole)


def test_records_that_change_while_the_file_is_bound_stop_it(city, whole, at, kept, monkeypatch):
    real = service.bind

    def slow(*given: Any, **how: Any):
        cases.record(whole, "explanation", 9, at, "刚刚补记。")
        return real(*given, **how)

    monkeypatch.setattr(service, "bind", slow)

    with pytest.raises(FileChanged) as caught:
        kept(whole)

    assert "再归档一次" in sentence(caught.value)
    assert not CaseFile.objects.system("looking").exists()


def test_an_amount_without_capitals_is_told_in_figures(city, whole, at):
    agreed = replace(
        next(one for one in file_of(whole, by=city.mediator, at=at).enclosed if one.item == Item.AGREEMENT).papers[0],
        amount_fen=10**14,
    )

    with pytest.raises(AmountNotWritable) as caught:
        sheet_of(agreed)

    assert "1,000,000,000,000.00 元不能写成大写" in sentence(caught.value)


def test_a_number_that_stays_taken_is_an_error_and_leaves_nothing(peoples, kept, monkeypatch):
    first, second = (peoples(**ended("withdrawn", number=f"〔2024〕{place}号")) for place in (1, 2))
    first.save()
    second.save()
    kept(first)
    monkeypatch.setattr(service, "_next", lambda matter, year: 1)

    with pytest.raises(IntegrityError), transaction.atomic():
        kept(second)

    assert CaseFile.objects.system("looking").count() == 1


def test_a_damaged_attachment_stops_the_binding_by_its_name(city, whole, at, kept):
    attach(whole, Item.EVIDENCE, b"%PDF-1.7 broken", "坏文件.pdf", by=city.mediator, at=at)

    with pytest.raises(FileUnreadable) as caught:
        kept(whole)

    assert caught.value.name == "坏文件.pdf"


def test_a_matter_opened_on_own_initiative_has_parties_and_no_applicant(city, peoples, at):
    matter = peoples(**ended("settled", source="own_initiative"))
    matter.save()
    cases.two_parties(matter, by=city.mediator, at=at)

    (registration,) = file_of(matter, by=city.mediator, at=at).enclosed[0].papers
    assert [party.role for party in registration.parties] == ["当事人", "当事人"]


@pytest.mark.parametrize(
    "values",
    [{"sequence": 0}, {"pages": 0}, {"keeping": "until_sunday"}, {"sha256": ""}, {"filed_by": ""}],
    ids=lambda values: next(iter(values)),
)
def test_the_database_keeps_case_files_true(whole, kept, values):
    filed = kept(whole)

    with pytest.raises(IntegrityError), transaction.atomic():
        CaseFile.objects.system("breaking it").filter(pk=filed.pk).update(**values)
