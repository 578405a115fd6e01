import inspect
from argparse import ArgumentParser, Namespace
from datetime import date

import pytest

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.kernel.organisations.models import Post
from fazhi.kernel.papers import errors
from fazhi.kernel.papers.models import DocumentNumber
from fazhi.kernel.papers.services import issue_number, void_number
from fazhi.surfaces.cli import papers
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.wording import sentence

OPEN, NUMBERS = papers.COMMANDS


def run(command, words: list[str], at, tmp_path, by=None) -> Outcome:
    parser = ArgumentParser()
    command.arguments(parser)
    return command.run(Context(Namespace(**vars(parser.parse_args(words))), by, tmp_path, at))


def test_a_series_is_opened_for_the_bureau_or_for_the_posts_own_body(city, at, tmp_path):
    whole = run(OPEN, ["厦司", "--category", "函", "--title", "局函"], at, tmp_path)
    part = run(OPEN, ["思司", "--title", "区局发文"], at, tmp_path, by=city.head)

    assert whole.data == {"series": "厦司函", "title": "局函", "office": "XM"}
    assert part.data["office"] == "XM-SM"
    assert "厦司函" in whole.text


def test_a_clerk_opens_no_series_and_none_is_opened_without_offices(city, at, tmp_path, db):
    with pytest.raises(NotPermitted):
        run(OPEN, ["厦司", "--title", "局发文"], at, tmp_path, by=city.clerk)


def test_without_offices_no_series_is_opened(db, at, tmp_path):
    with pytest.raises(BadArgument):
        run(OPEN, ["厦司", "--title", "局发文"], at, tmp_path)


def test_the_register_tells_numbers_voids_and_gaps(city, at, tmp_path):
    run(OPEN, ["厦司", "--title", "局发文"], at, tmp_path)
    first, second = (
        issue_number("厦司", on=date(2024, 6, 3), by=city.reporter, at=at, purpose=f"通知{n}") for n in (1, 2)
    )
    head = Post(official=city.reporter.official, office=city.bureau, role="head", from_date=date(2020, 1, 1))
    void_number(second, by=head, at=at, reason="错发")
    whole = run(NUMBERS, ["厦司", "--year", "2024"], at, tmp_path)
    DocumentNumber.objects.system("what somebody does to the database").filter(pk=first.pk).delete()

    broken = run(NUMBERS, ["厦司", "--year", "2024"], at, tmp_path)

    assert (whole.exit_code, whole.data["latest"], whole.data["faults"]) == (0, 2, [])
    assert [item["state"] for item in whole.data["numbers"]] == ["issued", "void"]
    assert "厦司〔2024〕2号  2024-06-03  通知2（作废：错发）" in whole.text
    assert (broken.exit_code, broken.data["faults"]) == (1, [{"kind": "lost", "number": "厦司〔2024〕1号"}])
    assert "登记簿中没有" in broken.text


FOR_DEVELOPERS = {errors.FaceMissing}
SAMPLES = {
    "warnings": ("x",), "text": "厦司", "face": "宋体", "part": "标题", "expected": "不空", "right": "厦司〔2024〕1号", "code": "厦司",
    "office": "市司法局", "post": "E1", "on": date(2024, 6, 3), "reason": "错发", "act": "编发文号", "known": ("a",), "found": "PDF",
    "identifier": "01", "sha256": "ab" * 32, "what": "missing", "name": "图.png", "size": 2000, "limit": 1000, "setting": "S",
    "accepted": ("PDF",), "suffixes": (".pdf",), "member": "m", "why": "w", "title": "PDF", "word": "张小明", "pages": 3,
}  # fmt: skip
LEAVES = [
    item
    for item in vars(errors).values()
    if isinstance(item, type) and not item.__subclasses__() and issubclass(item, errors.PaperError)
]


@pytest.mark.parametrize(
    "error", [item for item in LEAVES if item not in FOR_DEVELOPERS], ids=lambda item: item.__name__
)
def test_every_failure_is_a_whole_chinese_sentence(error):
    names = list(inspect.signature(error.__init__).parameters)[1:]
    values = {name: SAMPLES[name] for name in names}
    if error is errors.HiddenContent:
        values["what"] = ("批注",)

    said = sentence(error(**values))

    assert said.endswith("。")
    assert "None" not in said
