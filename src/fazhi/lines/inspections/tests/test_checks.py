"""What must hold across tables; transcripts kept and listed on the console; refusals said in Chinese."""

import json
from datetime import UTC, date, datetime

import pytest

from fazhi.engines.citation import Article, Document
from fazhi.kernel.law.marks import Mark
from fazhi.kernel.law.queries import resolve_all
from fazhi.kernel.procedures.integrity import check
from fazhi.lines.inspections import services
from fazhi.lines.inspections.errors import TranscriptUnfit
from fazhi.lines.inspections.models import Draw, Inspector
from fazhi.lines.inspections.queries.draws import standing_draw
from fazhi.lines.inspections.rules.checklists import checklist, points
from fazhi.lines.inspections.terms import InstitutionKind
from fazhi.surfaces.cli.console import run

NAMES = frozenset(
    {
        "draw-can-be-repeated",
        "draw-is-chained",
        "inspector-was-valid",
        "rectification-is-reinspected",
        "objection-is-decided",
    }
)


def found(on: date) -> dict[str, tuple[str, ...]]:
    return {each.checker.name: each.told for each in check(on=on, names=NAMES) if each.found}


def test_on_sound_records_no_checker_finds_anything(division):
    division.ordered()

    assert found(date(2024, 5, 10)) == {}


def test_a_transcript_edited_in_the_database_is_found(division):
    drawn = standing_draw(division.drawn())
    document = json.loads(drawn.transcript)
    document["result"]["objects"][0] = "3135000009"
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    Draw.objects.system("a test").filter(pk=drawn.pk).update(transcript=text)

    (told,) = found(date(2024, 4, 1))["draw-can-be-repeated"]
    assert "厦司抽〔2024〕1号 第1次" in told
    assert "result.objects[0]" in told


def test_a_digest_edited_in_the_database_is_found(division):
    drawn = standing_draw(division.drawn())
    Draw.objects.system("a test").filter(pk=drawn.pk).update(transcript_digest="0" * 64, previous_digest="1" * 64)

    assert set(found(date(2024, 4, 1))) == {"draw-can-be-repeated", "draw-is-chained"}


def test_who_went_with_a_credential_that_had_ended_is_found(division):
    division.recorded()
    Inspector.objects.system("a test").update(valid_to_date=date(2024, 4, 1))

    assert len(found(date(2024, 4, 9))["inspector-was-valid"]) == 2


def test_an_order_past_its_day_and_an_objection_left_lying_are_found(division):
    inspection = division.ordered()
    services.object_to(inspection, **division.by_clerk(date(2024, 4, 11)), objection="不服")

    assert set(found(date(2024, 5, 12))) == {"rectification-is-reinspected", "objection-is-decided"}


def test_every_point_of_a_check_list_cites_a_text_that_is_known(db):
    cited: list[Article | Document] = [point.basis for point in points()]

    assert all(answer.mark is not Mark.UNKNOWN for answer in resolve_all(cited))
    assert {point.kind for point in points()} == set(InstitutionKind)
    assert [point.code for point in checklist(InstitutionKind.NOTARY, date(2024, 1, 1))] == ["GZ-1", "GZ-2", "GZ-3"]
    assert checklist(InstitutionKind.NOTARY, date(2010, 1, 1)) == ()


@pytest.fixture
def told_by_digest(division) -> tuple[Draw, bytes, bytes]:
    """A draw as a ledger tells it, and its published texts."""
    drawn = standing_draw(division.drawn())
    texts = drawn.commitment.encode(), drawn.transcript.encode()
    Draw.objects.system("a test").filter(pk=drawn.pk).update(commitment="", transcript="", values="")
    drawn.refresh_from_db()
    return drawn, *texts


AT = datetime(2024, 6, 3, 9, 30, tzinfo=UTC)


def test_a_transcript_is_kept_once_it_is_found_to_be_the_one_of_the_digest(told_by_digest):
    drawn, commitment, transcript = told_by_digest

    services.keep_transcript(drawn, commitment, transcript, by=None, at=AT)

    drawn.refresh_from_db()
    assert (drawn.commitment.encode(), drawn.transcript.encode()) == (commitment, transcript)
    assert drawn.values == b"9.18.26.34.41.45./".hex()


@pytest.mark.parametrize("digest", ["digest", "transcript_digest"])
def test_a_transcript_of_another_digest_is_not_kept(told_by_digest, digest):
    drawn, commitment, transcript = told_by_digest
    setattr(drawn, digest, "0" * 64)

    with pytest.raises(TranscriptUnfit):
        services.keep_transcript(drawn, commitment, transcript, by=None, at=AT)


def test_a_transcript_that_does_not_hold_is_not_kept(told_by_digest):
    drawn, commitment, transcript = told_by_digest

    with pytest.raises(TranscriptUnfit):
        services.keep_transcript(drawn, commitment, transcript.replace(b'"step":1', b'"step":2'), by=None, at=AT)


def test_the_console_lists_draws_and_keeps_a_transcript(told_by_digest, tmp_path, capsys):
    drawn, commitment, transcript = told_by_digest
    (tmp_path / "C.json").write_bytes(commitment)
    (tmp_path / "T.json").write_bytes(transcript)

    assert run(["inspections", "keep", str(tmp_path)]) == 0
    assert "核验属实" in capsys.readouterr().out
    assert run(["inspections", "draws", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["draws"]
    assert (row["task"], row["attempt"], row["is_kept"]) == ("厦司抽〔2024〕1号", 1, True)


@pytest.mark.parametrize(
    ("files", "told"),
    [(["none.json"], "一个已有的文件"), (["C.json"], "至少一份抽取记录"), (["T.json"], "连同它的封存文件")],
)
def test_the_console_says_which_text_it_lacks(told_by_digest, tmp_path, capsys, files, told):
    _, commitment, transcript = told_by_digest
    (tmp_path / "C.json").write_bytes(commitment)
    (tmp_path / "T.json").write_bytes(transcript)

    assert run(["inspections", "keep", *(str(tmp_path / name) for name in files)]) == 2
    assert told in capsys.readouterr().err


def test_the_console_keeps_nothing_that_no_ledger_told(told_by_digest, tmp_path, capsys):
    drawn, commitment, transcript = told_by_digest
    (tmp_path / "C.json").write_bytes(commitment)
    (tmp_path / "T.json").write_bytes(transcript.replace(drawn.transcript_digest.encode(), b"0" * 64))

    assert run(["inspections", "keep", str(tmp_path)]) == 2
    assert "台账中有摘要" in capsys.readouterr().err
