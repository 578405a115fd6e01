import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fazhi.lines.annual_report.rules import read_published, says_invented
from fazhi.sample_city.commands import COMMANDS
from fazhi.sample_city.errors import OutIsNotAFolder, ScaleOutOfRange, YearNotPublished
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.wording import sentence


def run(*words: str, command: str = "ledgers") -> Outcome:
    command = next(each for each in COMMANDS if each.path == ("sample", command))
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    return command.run(Context(parser.parse_args(words), None, Path(), datetime(2025, 3, 1, tzinfo=UTC)))


def test_the_answer_names_each_file_with_its_kind_and_rows(tmp_path: Path):
    outcome = run("--year", "2024", "--out", str(tmp_path / "ledgers"), "--scale", "0.01")

    data = json.loads(json.dumps(outcome.data))
    assert (data["year"], data["scale"], len(data["files"]), outcome.exit_code) == (2024, 0.01, 50, 0)
    assert [file["kind"] for file in data["files"][:8]] == [
        "organisations.offices",
        "organisations.posts",
        "mediation.committee",
        "mediation.member",
        "mediation.mediator",
        "mediation.training",
        "mediation.category",
        "mediation.administrative",
    ]
    assert all(Path(file["path"]).is_file() and file["rows"] > 0 for file in data["files"])
    assert "合成数据" in outcome.text
    assert [(Path(file["path"]).parent.name, file["kind"]) for file in data["corrections"]] == [
        ("更正", "mediation.administrative"),
        ("更正", "mediation.people"),
    ]
    assert "更正台账 2 份，在原台账之后导入" in outcome.text


@pytest.mark.parametrize(
    ("words", "error", "says"),
    [
        (("--year", "2023"), YearNotPublished, "2023年"),
        (("--year", "2024", "--scale", "11"), ScaleOutOfRange, "规模11"),
        (("--year", "2024", "--scale", "0"), ScaleOutOfRange, "规模0"),
    ],
)
def test_what_cannot_be_made_is_refused_before_anything_is_written(tmp_path: Path, words, error, says):
    with pytest.raises(error) as caught:
        run(*words, "--out", str(tmp_path / "ledgers"))

    assert says in (sentence(caught.value) or "")
    assert not (tmp_path / "ledgers").exists()


def test_ledgers_are_not_written_over_a_file(tmp_path: Path):
    place = tmp_path / "ledgers"
    place.write_text("")

    with pytest.raises(OutIsNotAFolder) as caught:
        run("--year", "2024", "--out", str(place))

    assert str(place) in (sentence(caught.value) or "")


@pytest.mark.parametrize("scale", ["much", "nan", "inf"])
def test_a_scale_that_is_no_number_is_refused(tmp_path: Path, scale: str):
    with pytest.raises(SystemExit):
        run("--year", "2024", "--out", str(tmp_path), "--scale", scale)


def previous(path: Path, *words: str) -> str:
    run("--year", "2023", "--out", str(path), *words, command="previous")
    return path.read_text(encoding="utf-8")


def test_the_year_before_is_invented_marked_and_adds_up(tmp_path: Path):
    text = previous(tmp_path / "deep" / "previous.csv")
    values = {figure.code.removeprefix("mediation."): figure.value for figure in read_published(text, "previous.csv")}

    assert says_invented(text)
    assert all("虚构数据，仅供演示" in line for line in text.splitlines()[1:])
    assert len(values) == 12
    for measure in ("accepted", "settled"):
        whole = values[f"administrative.{measure}"]
        assert whole == sum(values[f"administrative.{measure}.{nature}"] for nature in ("administrative", "civil"))
    assert values["administrative.settled"] <= values["administrative.accepted"]


def test_the_same_arguments_give_the_same_year_before_and_another_seed_another(tmp_path: Path):
    first, again, other = (
        previous(tmp_path / name, "--scale", "0.05", "--seed", seed)
        for name, seed in (("a.csv", "1"), ("b.csv", "1"), ("c.csv", "2"))
    )

    assert first == again != other


def test_the_year_before_is_not_written_into_a_folder_or_out_of_scale(tmp_path: Path):
    with pytest.raises(BadArgument):
        run("--year", "2023", "--out", str(tmp_path), command="previous")
    with pytest.raises(ScaleOutOfRange):
        run("--year", "2023", "--out", str(tmp_path / "a.csv"), "--scale", "11", command="previous")
