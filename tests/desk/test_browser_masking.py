"""The journey of a file that is masked in a browser: brought, decided, taken; the words are really gone from what comes out."""

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

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
