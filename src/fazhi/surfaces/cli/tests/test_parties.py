"""`fazhi parties`: retention is listed as declared; erasing takes a list of matters and the right to."""

import argparse
from pathlib import Path
from uuid import uuid4

import pytest

from fazhi.kernel.audit.services import create_key
from fazhi.kernel.organisations.errors import OrganisationError
from fazhi.kernel.parties import retention
from fazhi.kernel.parties.models import Party
from fazhi.kernel.parties.retention import Retention
from fazhi.surfaces.cli.command import Context, Outcome
from fazhi.surfaces.cli.errors import BadArgument
from fazhi.surfaces.cli.parties import COMMANDS

_, RETENTION, ERASE = COMMANDS


@pytest.fixture
def party(city) -> Party:
    create_key()
    made = Party(procedure="mediation.people", matter_id=uuid4(), office=city.committee, position=1, name="陈示例")
    made.save()
    return made


@pytest.fixture
def run(at, tmp_path: Path):
    def ran(*words: str, by=None) -> Outcome:
        parser = argparse.ArgumentParser()
        ERASE.arguments(parser)
        return ERASE.run(Context(parser.parse_args(words), by, tmp_path, at))

    return ran


@pytest.fixture
def listed(party, tmp_path: Path) -> str:
    path = tmp_path / "matters.txt"
    path.write_text(f"{party.matter_id}\n\n{uuid4()}\n")
    return str(path)


def test_the_parties_of_listed_matters_are_erased(party, run, listed):
    assert run("mediation.people", listed).data == {"matters": 2, "erased": 1}
    assert Party.objects.system("looking at what is left").get().name == ""


def test_a_post_of_a_part_may_not(party, run, listed, city):
    for post in (city.clerk, city.head, city.reporter):
        with pytest.raises(OrganisationError):
            run("mediation.people", listed, by=post)

    assert Party.objects.system("looking at what is left").get().name == "陈示例"


@pytest.mark.parametrize("content", ["x\n", None, b"\xff\xfe"])
def test_a_file_that_lists_no_matters_is_refused(run, tmp_path, content, db):
    path = tmp_path / "other.txt"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    with pytest.raises(BadArgument):
        run("mediation.people", str(path))


def test_retention_is_told_with_title_and_source(at, tmp_path, monkeypatch):
    monkeypatch.setattr(retention, "_declared", {})
    context = Context(argparse.Namespace(), None, tmp_path, at)
    assert RETENTION.run(context).data == {"retention": []}

    retention.declare(Retention("mediation.people", "TJ-CONFIRM"))

    (row,) = RETENTION.run(context).data["retention"]
    assert (row["procedure"], row["period"]) == ("mediation.people", "TJ-CONFIRM")
    assert row["source"].startswith("人民调解法")
