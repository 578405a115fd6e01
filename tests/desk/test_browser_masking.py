"""The journey of a file that is masked in a browser: brought, decided, taken; the words are really gone from what comes out."""

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import pytest

from fazhi.kernel.papers import services as papers
from fazhi.kernel.papers.models import Attachment
from fazhi.kernel.papers.terms import MatterRef
from fazhi.lines.mediation.models import PeoplesMatter

from .browsing import CHROMIUM

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe installed")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.django_db(transaction=True),
]
SECRETS = ("王建华", "13900001234", "5061234", "小猪")


def violations(page: Any) -> list[str]:
    found = axe.Axe().run(page, context="main").response["violations"]
    return [f"{item['id']}: {[node['html'] for node in item['nodes'][:3]]}" for item in found]


def test_a_word_file_is_masked_with_a_persons_decisions_and_nothing_of_it_is_left(
    city: Any, visit: Any, tmp_path: Path
) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("来电人王")
    paragraph.add_run("建华").bold = True
    paragraph.add_run("，手机13900001234。监督电话：0592-5061234。经手人小猪。")
    document.core_properties.author = "王建华"
    path = tmp_path / "来电.docx"
    document.save(str(path))
    page = visit(city.clerk, "/masking/", script=True)
    assert violations(page) == []

    page.set_input_files("#file", str(path))
    page.click("text=查找要隐去的内容")
    assert "来电人王某，手机＊＊＊" in page.inner_text("section[aria-labelledby=result]")
    assert violations(page) == []
    page.click("text=取脱敏件，删除原件")
    assert "没有决定" in page.inner_text("#fault")
    page.click("section[aria-labelledby=doubts] label:has-text('隐去')")
    page.fill("#words", "小猪")
    page.click("text=按以上决定再看一遍")
    assert "经手人小某" in page.inner_text("section[aria-labelledby=result]")
    with page.expect_download() as download:
        page.click("text=取脱敏件，删除原件")

    content = Path(download.value.path()).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        left = "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert [secret for secret in SECRETS if secret in left] == []
    assert (
        docx.Document(io.BytesIO(content)).paragraphs[0].text
        == "来电人王某，手机＊＊＊。监督电话：＊＊＊。经手人小某。"
    )


def test_a_paper_is_masked_by_keyboard_kept_in_its_matter_and_the_words_are_gone(
    city: Any, visit: Any, at: datetime
) -> None:
    matter = PeoplesMatter(
        number="〔2024〕1号", office=city.committee, state="applied", occurred_date=at.date(), recorded_at=at,
        category="neighbour", form="mediation", source="application", parties_count=2,
    )  # fmt: skip
    matter.save()
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph("小猪来电：𠀀路漏水，请王建华调解。")
    document.save(out)
    reference = MatterRef("mediation.people", matter.pk, matter.office)
    papers.attach(reference, out.getvalue(), name="来电.docx", kind="application", by=city.clerk, at=at)
    page = visit(city.clerk, f"/mediation/people/{matter.pk}/", script=True)

    page.click("section[aria-labelledby=papers] button:has-text('脱敏')")
    page.focus("[data-text]")
    page.keyboard.press("Control+Home")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.locator("#choose-hint", has_text="选中：小猪").wait_for()  # the browser tells of a selection in its own time
    page.keyboard.type("改")
    assert violations(page) == []
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.inner_text("section[aria-labelledby=result] .masking-text").startswith("小某来电")
    # Chosen by mouse, behind a sign of two units: offsets are of code points.
    page.evaluate(
        """() => {
            const text = document.querySelector("[data-text]");
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            let node = walker.nextNode();
            while (!node.data.includes("路漏水")) node = walker.nextNode();
            const start = node.data.indexOf("路漏水");
            const range = document.createRange();
            range.setStart(node, start);
            range.setEnd(node, start + 3);
            document.getSelection().removeAllRanges();
            document.getSelection().addRange(range);
        }"""
    )
    page.select_option("#chosen-kind", "ADDRESS")
    with page.expect_navigation():
        page.click("text=隐去选中的文字")
    page.click("text=确认，脱敏件存入卷宗")
    assert "脱敏件，原件摘要" in page.inner_text("main")

    kept = Attachment.objects.system("a test").exclude(masked_from="").get()
    _, content = papers.read(kept.pk, by=city.clerk, at=at, reason="核对")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        left = "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert [secret for secret in ("小猪", "路漏水", "王建华") if secret in left] == []
    assert "𠀀" in left
