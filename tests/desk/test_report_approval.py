"""The approval of a report by its pages: explained, signed, sealed, delivered, published, corrected; and its files."""

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.desk.writing import REPORT, RESOLVED, comment, hidden_of, take, text_of

from fazhi.kernel.audit.models import Entry
from fazhi.lines.annual_report import papers, queries, services
from fazhi.lines.annual_report.queries import current_version
from fazhi.lines.annual_report.terms import Heading, Recipient, State

APPROVAL = f"{REPORT}approval/"


def current_step(page: str) -> str:
    found = re.search(r'aria-current="step"><span>([^<]+)', page)
    assert found, page
    return found.group(1)


def test_the_report_is_begun_from_its_page(house: Any, desk: Any) -> None:
    reporter = desk(house.reporter)
    page = text_of(reporter.get(APPROVAL))
    link = re.search(r'href="(/begin/annual_report.report/\?year=2024)"', page).group(1)
    form = text_of(reporter.get(link))
    url = "/begin/annual_report.report/"

    sent = {**hidden_of(form, url), "year": "2024", "on": re.search(r'name="on" value="([^"]*)"', form).group(1)}
    opened = reporter.post(url, {**sent, "_office": "XM"}, follow=True)

    assert opened.redirect_chain[-1][0] == APPROVAL
    assert current_step(text_of(opened)) == "起草"


def test_the_steps_are_taken_one_after_the_other_up_to_the_public(house: Any, desk: Any) -> None:
    report = house.complete(Heading.LEADER)
    reporter, head = desk(house.reporter), desk(house.head)
    steps = []

    def step(client: Any, act: str, **answers: str) -> str:
        answer = take(client, report, act, **answers)
        assert answer.redirect_chain[-1][0] == APPROVAL
        steps.append(re.findall(r'aria-current="step"><span>([^<]+)', text_of(answer)))
        return text_of(answer)

    step(reporter, "consult")
    step(reporter, "review", opinions="征求9个处室意见，采纳3条")
    step(reporter, "deliberate", legality_reviewer="周律", secrecy_reviewer="郑密")
    blocked = text_of(head.get(APPROVAL))
    explain = re.search(r'href="(/reports/matters/[^"]+/acts/explain/\?finding=heading.leader)#', blocked).group(1)
    assert 'value="heading.leader"' in text_of(head.get(explain))
    explained = step(head, "explain", finding="heading.leader", reason="刚到任")
    step(head, "sign", meeting="party_group", meeting_date=str(report.occurred_date.replace(year=2026)))
    sealing = text_of(reporter.get(APPROVAL))
    sealed = step(reporter, "freeze")
    for recipient in Recipient:
        step(reporter, "deliver", recipient=recipient.value, receipt=f"收{recipient.value}1号")
    step(reporter, "submit")
    published = step(reporter, "publish", url="https://sf.example.gov.cn/2024.html", secrecy_reviewer="郑密")

    assert "印出的说明：刚到任" in explained
    assert "封账将封存的" in sealing
    assert re.search(r"人民调解台账</th><td class=\"num\">6</td>", sealing)
    assert "report.docx" in sealed
    assert "收party1号" in published
    assert [each[0] if each else "" for each in steps] == [
        "内部征求意见", "合法性和保密审查", "会议审议、签发", "会议审议、签发", "封账", "报送",
        "报送", "报送", "报送", "报送", "公开", "",
    ]  # fmt: skip
    report.refresh_from_db()
    assert report.state == State.PUBLISHED


def test_a_signature_over_an_empty_heading_is_refused_on_the_page(house: Any, desk: Any) -> None:
    report = house.to_meeting(house.complete(Heading.LEADER))

    refused = take(desk(house.head), report, "sign", meeting="party_group", meeting_date="2025-02-14")

    assert refused.status_code == 400
    assert "还不能签发" in refused.content.decode()
    report.refresh_from_db()
    assert report.state == State.DELIBERATING


def test_open_comments_and_texts_are_told_before_the_signature_and_do_not_stop_it(house: Any, desk: Any) -> None:
    report = house.complete()
    house.ask(Heading.OTHER, "还没有交的")
    comment(desk(house.reporter), figure=RESOLVED)
    house.to_meeting(report)

    page = text_of(desk(house.head).get(APPROVAL))
    house.sign(report)
    after = text_of(desk(house.head).get(APPROVAL))

    assert "还有 1 条意见没有处理。不影响签发" in page
    assert "还有 1 篇约稿没有采用" in page
    assert "没有处理" not in after


def test_of_two_who_sign_and_send_back_the_second_is_told(house: Any, desk: Any) -> None:
    report = house.to_meeting(house.complete())
    head = desk(house.head)
    forms = {}
    for act in ("sign", "send_back"):
        url = f"/reports/matters/{report.pk}/acts/{act}/"
        page = text_of(head.get(url))
        forms[act] = {**hidden_of(page, url), "on": re.search(r'name="on" value="([^"]*)"', page).group(1)}

    signed = {**forms["sign"], "meeting": "party_group", "meeting_date": "2025-02-14"}
    first = head.post(f"/reports/matters/{report.pk}/acts/sign/", signed, follow=True)
    second = head.post(f"/reports/matters/{report.pk}/acts/send_back/", {**forms["send_back"], "reason": "再改"})

    assert first.status_code == 200
    assert second.status_code == 409
    report.refresh_from_db()
    assert report.state == State.SIGNED


@pytest.mark.parametrize(("who", "act"), [("reporter", "sign"), ("clerk", "sign"), ("district_head", "sign")])
def test_nobody_else_signs(house: Any, desk: Any, who: str, act: str) -> None:
    report = house.to_meeting(house.complete())
    url = f"/reports/matters/{report.pk}/acts/{act}/"
    page = text_of(desk(house.head).get(url))
    form = {**hidden_of(page, url), "meeting": "party_group", "meeting_date": "2025-02-14", "on": "2025-02-14"}

    refused = desk(getattr(house, who)).post(url, form)

    assert refused.status_code in {403, 404}
    report.refresh_from_db()
    assert report.state == State.DELIBERATING


@pytest.mark.parametrize("act", ["publish", "freeze", "no-such-act", "begin"])
def test_a_step_that_is_not_open_is_not_taken_by_its_address(house: Any, desk: Any, act: str) -> None:
    report = house.complete()

    refused = desk(house.reporter).post(f"/reports/matters/{report.pk}/acts/{act}/", {"url": "https://a.cn"})

    assert refused.status_code in {400, 404, 409}
    report.refresh_from_db()
    assert report.state == State.DRAFTING


def test_the_seal_is_checked_on_the_desk_and_what_moved_is_named(house: Any, desk: Any, year: Any) -> None:
    house.frozen()
    reporter = desk(house.reporter)
    whole = text_of(reporter.get(f"{REPORT}seal/?check=1"))
    year.ours_open.__class__.objects.system("somebody past all acts").filter(pk=year.ours.pk).update(category="labour")

    moved = text_of(reporter.get(f"{REPORT}seal/?check=1"))

    assert "没有变动" in whole
    assert "有变动，留痕不能说明" in moved
    assert "category" in moved


def test_the_preview_shows_what_goes_out_and_what_is_withheld(house: Any, desk: Any) -> None:
    report = house.frozen()

    page = text_of(desk(house.reporter).get(f"{REPORT}preview/"))

    assert current_version(report).seal[:16] in page
    assert "report-plain.html" in page
    assert re.search(r"各部门行政调解情况</span><span>\d+ 格", page)
    assert "思1" not in page


def test_a_correction_shows_the_sealed_report_and_leads_to_the_new_one(house: Any, desk: Any) -> None:
    report = house.published()
    take(desk(house.head), report, "correct", reason="口径改正")
    reporter = desk(house.reporter)

    page = text_of(reporter.get(REPORT))
    live = text_of(reporter.get(f"{REPORT}?data=live"))

    assert "正在更正，第 2 版还没有封账" in page
    assert "已封账" in page
    assert "未封账" in live


@pytest.mark.parametrize(
    ("name", "first"),
    [("report.docx", b"PK"), ("report.pdf", b"%PDF"), ("report.html", b"<!doc"), ("report-plain.html", b"<!doc"), ("figures.json", b"{")],
)  # fmt: skip
def test_each_file_is_taken_and_told_to_the_trail(house: Any, desk: Any, name: str, first: bytes) -> None:
    answer = desk(house.reporter).get(f"{REPORT}files/{name}")

    assert answer.content.startswith(first)
    assert answer["Content-Disposition"] == f'attachment; filename="2024-{name}"'
    assert [entry.actor for entry in Entry.objects.filter(action="report.export")] == [house.reporter.code]


def test_a_word_file_of_a_draft_says_whose_it_is_and_a_sealed_one_does_not(house: Any, desk: Any) -> None:
    from docx import Document

    def heads(content: bytes) -> str:
        return "".join(p.text for section in Document(io.BytesIO(content)).sections for p in section.header.paragraphs)

    reporter = desk(house.reporter)
    draft = heads(reporter.get(f"{REPORT}files/report.docx").content)
    house.frozen()
    sealed = heads(reporter.get(f"{REPORT}files/report.docx").content)

    assert "草案，未封账　R1 R1 厦门市司法局" in draft
    assert "草案" not in sealed


def test_kept_files_are_as_they_were_sealed_and_for_the_bureau_alone(house: Any, desk: Any) -> None:
    house.frozen()
    url = f"{REPORT}versions/1/figures.json"

    kept = desk(house.reporter).get(url)

    assert kept.content == papers.files(queries.report(2024, engine="frozen"))["figures.json"]
    assert Entry.objects.filter(action="report.fetch", place="desk").count() == 1
    assert desk(house.clerk).get(url).status_code == 404
    assert desk(house.reporter).get(f"{REPORT}versions/2/figures.json").status_code == 404
    assert desk(house.reporter).get(f"{REPORT}versions/1/..%2Fsecret").status_code == 404


def test_an_edited_report_is_checked_on_the_desk(house: Any, desk: Any) -> None:
    from docx import Document

    reporter = desk(house.reporter)
    document = Document(io.BytesIO(papers.word(queries.report(2024))))
    document.add_paragraph("另外举办法治讲座77场。")
    edited = io.BytesIO()
    document.save(edited)

    page = text_of(reporter.post(f"{REPORT}check/", {"file": SimpleUploadedFile("改过的.docx", edited.getvalue())}))

    assert "改过的.docx" in page
    assert "没有记录支持的数字" in page
    assert "77场" in page


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("", b"", "还没有填写，应为一个不为空的 .docx 文件"),
        ("a.docx", b"not a word file", "a.docx"),
        ("<script>.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "&lt;script&gt;.docx"),
    ],
    ids=["none", "no word file", "an old one with a strange name"],
)
def test_a_file_that_is_no_word_file_is_refused_beside_its_field(
    house: Any, desk: Any, name: str, content: bytes, told: str
) -> None:
    sent = {"file": SimpleUploadedFile(name, content)} if name else {}

    refused = desk(house.reporter).post(f"{REPORT}check/", sent)

    assert refused.status_code == 400
    page = refused.content.decode()
    assert 'aria-invalid="true"' in page
    assert told in page
    assert "<script>.docx" not in page


def test_a_figure_opens_in_its_place_without_a_new_page(house: Any, desk: Any) -> None:
    house.open()

    part = desk(house.reporter).get(f"{REPORT}figures/{RESOLVED}/?by=district", headers={"hx-request": "true"})

    page = text_of(part)
    assert page.lstrip().startswith('<section class="open"')
    assert "<html" not in page
    assert "HX-Request" in part["Vary"]
    assert "3 + 2 = 5" in page


@pytest.mark.parametrize(
    "page", ["figures/no.such/", f"figures/{RESOLVED}/?by=shoe_size", "files/../settings.py", "files/x.exe"]
)
def test_what_is_not_there_is_said_to_be_not_there(house: Any, desk: Any, page: str) -> None:
    assert desk(house.reporter).get(REPORT + page).status_code == 404


def test_both_sides_of_a_relation_open(house: Any, desk: Any) -> None:
    page = text_of(desk(house.reporter).get(REPORT))
    lights = page[page.index('id="identities"') :]

    assert '<a href="/reports/2024/figures/mediation.people.resolved/#open">5</a>' in lights


def test_why_a_broken_relation_was_signed_stands_beside_it(house: Any, desk: Any, monkeypatch: Any) -> None:
    from fazhi.engines.indicator import Identity, Ref
    from fazhi.kernel.indicators import registry

    wrong = Identity(
        "police = court", "公调 = 诉调", Ref("mediation.referred.police"), "=", Ref("mediation.referred.court")
    )
    monkeypatch.setattr(registry, "_identities", [*registry._identities, wrong])
    registry.catalogue.cache_clear()
    try:
        report = house.to_meeting(house.complete())
        before = text_of(desk(house.reporter).get(REPORT))
        services.explain(
            report,
            finding="identity.police = court",
            reason="台账口径不同",
            **house.acting(house.head, report.occurred_date),
        )
        after = text_of(desk(house.reporter).get(REPORT))
    finally:
        monkeypatch.undo()
        registry.catalogue.cache_clear()

    assert "需说明 1" in before
    assert "印出的说明：台账口径不同" in after
    assert "已说明" in after
