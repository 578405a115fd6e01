"""The sample's report through another word processor and back: LibreOffice stands in for WPS, and drops the tags."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="no soffice here")


@pytest.fixture(scope="module")
def written(imported, place: Path) -> Path:
    imported.json("report", "--year", "2024", "--out", place / "edited")
    return place / "edited" / "report.docx"


@pytest.fixture(scope="module")
def converted(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("soffice")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    kind = "docx:MS Word 2007 XML"
    words = [str(SOFFICE), profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(written)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    return folder / "report.docx"


def document_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


def test_all_figures_come_back_unchanged(imported, written: Path, converted: Path):
    before = imported.json("report", "check", written, "--year", "2024")
    after = imported.json("report", "check", converted, "--year", "2024")

    assert before["unchanged"] == len(set(re.findall(r'<w:tag w:val="([^"]+)"', document_of(written)))) > 10
    assert after == before


def test_the_bookmarks_come_through_whatever_becomes_of_the_tags(converted: Path):
    assert len(re.findall(r'w:name="fz_', document_of(converted))) > 10


def test_a_change_made_after_the_round_trip_is_seen(imported, converted: Path, tmp_path: Path):
    edited = tmp_path / "edited.docx"
    with zipfile.ZipFile(converted) as source, zipfile.ZipFile(edited, "w") as target:
        for name in source.namelist():
            body = source.read(name)
            if name == "word/document.xml":
                first = r"(化解矛盾纠纷</w:t>.*?<w:t>)\d+<"
                body = re.sub(first, r"\g<1>7<", body.decode(), count=1, flags=re.DOTALL).encode()
            target.writestr(name, body)

    answer = imported("report", "check", edited, "--year", "2024", "--json")

    assert (answer.code, [(each["code"], each["now"]) for each in answer.data["changed"]]) == (
        1,
        [("mediation.people.resolved", "7件")],
    )
