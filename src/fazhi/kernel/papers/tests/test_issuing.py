import io
from dataclasses import dataclass, replace
from datetime import date

import pytest
from docx import Document

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.organisations.models import Office
from fazhi.kernel.papers import storage, templates
from fazhi.kernel.papers.errors import (
    AttachmentUnknown,
    PaperIncomplete,
    SeriesOfAnother,
    TemplateUnknown,
)
from fazhi.kernel.papers.models import Attachment, DocumentNumber
from fazhi.kernel.papers.official import OfficialPaper, Text
from fazhi.kernel.papers.official_word import official_word
from fazhi.kernel.papers.services import issue, open_series
from fazhi.kernel.papers.templates import Template
from fazhi.kernel.papers.tests.cases import DAY


@dataclass(frozen=True)
class Notice:
    """The facts of a toy paper."""

    body: str
    red_head: bool = True


def build(facts: Notice) -> OfficialPaper:
    return OfficialPaper(
        title="调解通知书",
        issuers=("莲前街道人民调解委员会",),
        sealed_date=DAY,
        body=(Text(facts.body),),
        red_head=facts.red_head,
    )


NOTICE = Template("toy.notice", "调解通知书", Notice, build)


@pytest.fixture(autouse=True)
def registered(monkeypatch, city, at):
    monkeypatch.setattr(templates, "_templates", {})
    templates.register(NOTICE)
    open_series("莲前调", title="调解文书", office=city.committee, by="system", at=at)


def test_a_paper_is_numbered_made_attached_and_recorded(city, matter, at):
    issued = issue("toy.notice", Notice("请到场。"), matter=matter, by=city.clerk, at=at, series="莲前调")

    content = storage.get(issued.attachment.sha256)
    texts = [item.text for item in Document(io.BytesIO(content)).paragraphs]
    assert issued.number.text == "莲前调〔2024〕1号" == issued.paper.number
    assert {"莲前调〔2024〕1号", "请到场。"} <= set(texts)
    assert content == official_word(issued.paper)
    assert (issued.attachment.name, issued.attachment.kind) == ("调解通知书.docx", "toy.notice")
    assert issued.attachment.number == issued.number
    actions = [entry.action for entry in Entry.objects.order_by("number")]
    assert actions == ["papers.series.open", "papers.number.issue", "papers.issue"]


def test_a_paper_may_have_no_number(city, matter, at):
    issued = issue("toy.notice", Notice("说明。", red_head=False), matter=matter, by=city.clerk, at=at)

    assert issued.number is None
    assert issued.attachment.number is None


def test_the_number_counts_in_the_year_of_its_day(city, matter, at):
    issued = issue(
        "toy.notice", Notice("文。"), matter=matter, by=city.clerk, at=at, series="莲前调", on=date(2023, 12, 29)
    )

    assert issued.number.text == "莲前调〔2023〕1号"


def test_a_paper_of_synthetic_data_says_so_on_each_page(city, matter, at):
    Office.objects.system("test").filter(code="XM").update(is_sample=True)

    issued = issue("toy.notice", Notice("文。"), matter=matter, by=city.clerk, at=at, series="莲前调")

    assert issued.paper.notice.startswith("示例数据")


@pytest.mark.parametrize(
    ("code", "context", "series", "error"),
    [
        ("toy.other", Notice("文。"), "莲前调", TemplateUnknown),
        ("toy.notice", "文。", "莲前调", TypeError),
        ("toy.notice", Notice(" "), "莲前调", PaperIncomplete),
        ("toy.notice", Notice("文。"), None, PaperIncomplete),
    ],
)
def test_what_cannot_be_issued_uses_up_no_number(city, matter, at, code, context, series, error):
    with pytest.raises(error):
        issue(code, context, matter=matter, by=city.clerk, at=at, series=series)

    assert not DocumentNumber.objects.system("test").exists()
    assert not Attachment.objects.system("test").exists()


def test_a_stranger_issues_nothing_in_a_matter_of_others_nor_under_their_numbers(city, matter, at):
    with pytest.raises(AttachmentUnknown):
        issue("toy.notice", Notice("文。"), matter=matter, by=city.stranger, at=at)
    with pytest.raises(SeriesOfAnother):
        issue(
            "toy.notice",
            Notice("文。"),
            matter=replace(matter, office=city.other_committee),
            by=city.stranger,
            at=at,
            series="莲前调",
        )


def test_templates_are_known_by_code():
    assert templates.registered() == (NOTICE,)
    with pytest.raises(TemplateUnknown, match="toy.notice"):
        templates.template("toy.other")
