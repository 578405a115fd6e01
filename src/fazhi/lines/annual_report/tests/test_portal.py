"""The report at the portal: what was published and sealed, and nothing else, by whatever address."""

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from fazhi.kernel.papers import storage
from fazhi.kernel.papers.errors import FileDamaged
from fazhi.lines.annual_report import papers, services
from fazhi.lines.annual_report.models import VersionFile
from fazhi.lines.annual_report.portal import layout
from fazhi.lines.annual_report.queries import figures_document
from fazhi.lines.annual_report.queries import published as queries
from fazhi.lines.annual_report.services import sealing
from fazhi.lines.annual_report.terms import PrintedTable, Report
from fazhi.lines.annual_report.tests.house import House
from fazhi.surfaces.portal import tokens

POLICE = "mediation.referred.police"
pytestmark = pytest.mark.usefixtures("light_files")


@pytest.fixture
def light_files() -> Iterator[None]:
    """All files but Word and PDF, which have tests of their own."""

    def files(report: Report) -> dict[str, bytes]:
        document = json.dumps(papers.open_data(report), ensure_ascii=False, sort_keys=True)
        return {
            "report.html": papers.page(report).encode(),
            "report-plain.html": papers.plain_page(report).encode(),
            "figures.json": document.encode(),
        }

    sealing.print_by(files)
    queries._read.cache_clear()
    yield
    sealing.print_by(papers.files)


@pytest.fixture
def stranger() -> Client:
    return Client(headers={"host": "localhost"})


def report_url(number: int | None = None) -> str:
    if number:
        return reverse("portal-report-version", kwargs={"year": 2024, "number": number})
    return reverse("portal-report", kwargs={"year": 2024})


def text_of(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    return response.content.decode()


STAGES = ("opened", "complete", "frozen", "submitted")


@pytest.mark.parametrize("stage", STAGES)
def test_what_is_not_published_is_not_there(house: House, records: Any, stranger: Client, stage: str) -> None:
    if stage == "opened":
        house.open()
    elif stage == "complete":
        house.complete()
    else:
        report = house.frozen()
        if stage == "submitted":
            house.submit_all(report)

    for url in (
        report_url(),
        report_url(1),
        reverse("portal-report-file", kwargs={"year": 2024, "number": 1, "name": "figures.json"}),
        reverse("portal-table", kwargs={"year": 2024, "key": "figures", "form": "csv"}),
    ):
        assert stranger.get(url).status_code == 404, url
    assert "还没有公布过年度报告" in text_of(stranger.get(reverse("portal-reports")))
    assert "还没有公布过年度报告" in text_of(stranger.get(reverse("portal-data")))
    assert "还没有公布过年度报告" in text_of(stranger.get(reverse("portal")))
    assert stranger.get(reverse("portal-catalogue")).json()["dcat:dataset"] == []


def test_a_stranger_reads_the_published_report_with_its_figures_to_open(
    house: House, records: Any, stranger: Client
) -> None:
    house.published()

    page = text_of(stranger.get(report_url()))

    assert "2025年2月14日 签发　2025年3月12日 公开　第 1 版，未更正" in page
    assert f'href="?figure={POLICE}#figure"' in page
    assert "带头学法" in page
    assert "<script" not in page
    assert "郑密" not in page  # who reviewed it is the house's own


def test_a_figure_opens_to_its_definition_where_it_stands(house: House, records: Any, stranger: Client) -> None:
    house.published()

    page = text_of(stranger.get(report_url(), {"figure": POLICE}))

    assert page.count('id="figure"') == 1
    assert page.index('id="figure"') > page.index(f"figure={POLICE}")
    assert "口径第 1 版" in page
    assert "rows/" not in page


@pytest.mark.parametrize("code", ["no.such.figure", "<script>", "mediation.people.open.start"])
def test_a_figure_that_the_report_does_not_cite_does_not_open(
    house: House, records: Any, stranger: Client, code: str
) -> None:
    house.published()

    assert stranger.get(report_url(), {"figure": code}).status_code == 404


def test_records_that_come_later_change_nothing_here(
    house: House, records: Any, one_more: Any, stranger: Client
) -> None:
    house.published()
    urls = (report_url(), f"{report_url()}?figure={POLICE}", "/portal/data/2024/figures.csv")
    before = [stranger.get(url).content for url in urls]

    one_more()

    assert [stranger.get(url).content for url in urls] == before


def corrected(house: House, report: Any, one_more: Any) -> Any:
    one_more()
    day = date(2025, 4, 1)
    services.correct(report, reason="补录公调对接1件", **house.acting(house.head, day))
    return report


def test_while_a_correction_is_drafted_the_published_version_stands(
    house: House, records: Any, one_more: Any, stranger: Client
) -> None:
    report = corrected(house, house.published(), one_more)
    assert report.state == "correcting"

    assert "第 1 版，未更正" in text_of(stranger.get(report_url()))
    assert stranger.get(report_url(2)).status_code == 404


def test_a_published_correction_is_named_with_date_and_figures_and_the_old_version_stays(
    house: House, records: Any, one_more: Any, stranger: Client
) -> None:
    report, day = corrected(house, house.published(), one_more), date(2025, 4, 8)
    house.publish(house.submit_all(house.freeze(house.sign(report, on=day), on=day), on=day), on=day)

    latest, first = text_of(stranger.get(report_url())), text_of(stranger.get(report_url(1)))

    assert "本版更正第 1 版（2025年3月12日公开）。理由：补录公调对接1件" in latest
    assert '<td class="num">2件</td><td class="num">3件</td>' in latest
    assert "第 1 版，2025年3月12日 公开" in latest
    assert "这一版已经被后来的版本更正" in first
    table = stranger.get("/portal/data/2024/figures.json").json()
    assert [row[2] for row in table["rows"] if row[0] == POLICE] == ["3"]
    assert table["version"] == 2


def test_files_are_those_that_were_sealed(house: House, records: Any, stranger: Client) -> None:
    house.published()
    for row in VersionFile.objects.select_related("attachment"):
        response = stranger.get(reverse("portal-report-file", kwargs={"year": 2024, "number": 1, "name": row.name}))
        assert hashlib.sha256(response.content).hexdigest() == row.attachment.sha256


def test_a_page_of_a_file_may_use_its_own_style_and_nothing_else(house: House, records: Any, stranger: Client) -> None:
    house.published()

    response = stranger.get(
        reverse("portal-report-file", kwargs={"year": 2024, "number": 1, "name": "report-plain.html"})
    )

    policy = response["Content-Security-Policy"]
    assert "script-src" not in policy
    assert "default-src 'none'" in policy
    assert "style-src 'sha256-" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("name", ["../figures.json", "nothing.html", "report.exe", "figures.json.bak"])
def test_no_other_file_is_given(house: House, records: Any, stranger: Client, name: str) -> None:
    house.published()

    assert stranger.get(f"{report_url(1)}{name}").status_code == 404


def test_a_file_that_was_changed_in_the_store_is_not_shown(house: House, records: Any, stranger: Client) -> None:
    house.published()
    row = VersionFile.objects.select_related("attachment").get(name="figures.json")
    storage.path_of(row.attachment.sha256).write_bytes(b"{}")

    with pytest.raises(FileDamaged):
        stranger.get(report_url())


def test_a_downloaded_file_is_recognised_by_its_content(house: House, records: Any, stranger: Client) -> None:
    house.published()
    content = stranger.get("/portal/reports/2024/1/figures.json").content

    def verified(sent: bytes) -> str:
        fields = {"form": tokens.form_token(), "file": SimpleUploadedFile("x.json", sent)}
        return stranger.post(reverse("portal-verify-paper"), fields).content.decode()

    assert "2024 年法治政府建设年度报告第 1 版的文件 figures.json" in verified(content)
    assert "不是我们公布的文件" in verified(content + b" ")


def test_every_table_is_in_the_catalogue_at_an_address_that_answers(
    house: House, records: Any, stranger: Client
) -> None:
    house.published()

    catalogue = stranger.get(reverse("portal-catalogue")).json()

    found = catalogue["dcat:dataset"]
    assert {"2024/figures", "2024/mediation-1"} <= {dataset["dct:identifier"] for dataset in found}
    for dataset in found:
        assert dataset["dct:license"]
        assert dataset["dct:issued"] == "2025-03-12"
        for distribution in dataset["dcat:distribution"]:
            response = stranger.get(distribution["dcat:downloadURL"].removeprefix("http://localhost"))
            assert response.status_code == 200
            assert response["Content-Type"].startswith(distribution["dcat:mediaType"])


def test_csv_and_json_say_the_same_with_licence_date_and_digest(house: House, records: Any, stranger: Client) -> None:
    house.published()

    told = stranger.get("/portal/data/2024/figures.json").json()
    text = stranger.get("/portal/data/2024/figures.csv").content.decode("utf-8-sig")

    assert [list(row) for row in csv.reader(io.StringIO(text))] == [told["columns"], *told["rows"]]
    assert told["licence"] == "政府信息公开，注明来源可以自由使用"
    assert told["issued"] == "2025-03-12"
    digest = VersionFile.objects.select_related("attachment").get(name="figures.json").attachment.sha256
    assert told["source_sha256"] == digest
    assert [row[2] for row in told["rows"] if row[0] == POLICE] == ["2"]


@pytest.mark.parametrize("path", ["2024/nothing.csv", "2024/figures.xml", "2023/figures.csv", "2024/.csv"])
def test_a_table_that_was_not_published_is_not_there(house: House, records: Any, stranger: Client, path: str) -> None:
    house.published()

    assert stranger.get(f"/portal/data/{path}").status_code == 404


def test_the_first_page_tells_the_figures_of_the_year(house: House, records: Any, stranger: Client) -> None:
    house.published()

    page = text_of(stranger.get(reverse("portal")))

    assert "2024 年度报告" in page
    assert "/portal/reports/2024/?figure=" in page


def test_no_page_asks_the_database_much(
    house: House, records: Any, stranger: Client, django_assert_max_num_queries: Any
) -> None:
    house.published()
    urls = ["/portal/", "/portal/reports/", report_url(), f"{report_url()}?figure={POLICE}", "/portal/data/"]
    for url in (*urls, "/portal/data/catalogue.json", "/portal/data/2024/figures.csv"):
        with django_assert_max_num_queries(15):
            assert stranger.get(url).status_code == 200, url


def test_a_withheld_cell_stays_withheld_everywhere(report: Any) -> None:
    table = PrintedTable(
        "各部门", ("机构", "受理（件）"), ("x",), (("公安局", "—"), ("人社局", "1,203")), ("合计", "1,205"), True
    )
    made = report()
    heading, (section,) = made.sections[0]
    data = papers.open_data(replace(made, sections=((heading, (replace(section, tables=(table,)),)),)))
    data["figures"][0]["definition"] = {
        "counted": [], "left_out": [], "source": "", "version": 1, "shown_with": "",
        "breakdown": {"heads": ["机构", "件"], "rows": [["公安局", "隐去"], ["人社局", "1,203"]], "total": ["合计", "1,205"]},
    }  # fmt: skip

    opened = layout.open_figure(data, data["figures"][0]["code"])

    assert data["text"][0]["sections"][0]["tables"][0]["rows"] == [["公安局", "—"], ["人社局", "1,203"]]
    assert opened is not None
    assert opened.withholds
    assert [(label, bar == "", cells) for label, bar, cells in opened.lines] == [
        ("人社局", False, ("1,203",)),
        ("公安局", True, ("隐去",)),
    ]


def test_figures_are_told_as_people_write_them() -> None:
    assert [layout.grouped(value) for value in (40980, "5.6", "—", None)] == ["40,980", "5.6", "—", "—"]
    assert [layout.number(text) for text in ("1,203", "隐去", "5.6", "—")] == [1203, None, None, None]


def test_a_version_that_was_sealed_without_its_text_offers_its_files(
    house: House, records: Any, stranger: Client
) -> None:
    def as_before(report: Report) -> dict[str, bytes]:
        return {"figures.json": json.dumps(figures_document(report), ensure_ascii=False).encode()}

    sealing.print_by(as_before)
    house.published()

    assert "请下载文件阅读" in text_of(stranger.get(report_url()))
    assert "2024 年度报告" in text_of(stranger.get(reverse("portal")))
    assert stranger.get("/portal/data/2024/figures.csv").status_code == 200
