"""The public's pages of draws: what they tell, when, and what they keep to themselves."""

import json
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse

from fazhi.engines.draw import round_at, verify
from fazhi.kernel.organisations.models import Office
from fazhi.lines.inspections import services
from fazhi.lines.inspections.models import Draw, Inspection, Supplement
from fazhi.lines.inspections.queries.draws import inspections_of, standing_draw

from .conftest import BEACON, LOTTERY, noon

DAY, LATER = date(2024, 3, 12), date(2024, 5, 14)
LIST = "/portal/draws/"


@pytest.fixture
def stranger() -> Client:
    return Client(headers={"host": "localhost"})


def address(draw: Draw, name: str = "") -> str:
    return reverse("portal-draw-file", args=[draw.pk, name]) if name else reverse("portal-draw", args=[draw.pk])


def text_of(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return response.content.decode()


def program(transcript: str, folder: Path) -> list[str]:
    """What the 23 lines print for a published transcript."""
    found = finders.find("inspections/draw.py.txt")
    assert found
    path = folder / "transcript.json"
    path.write_text(transcript, encoding="utf-8")
    ran = subprocess.run([sys.executable, found, str(path)], capture_output=True, check=True, env={"PYTHONUTF8": "1"})
    return ran.stdout.decode().split()


def test_before_any_draw_the_list_says_so(city, stranger):
    assert "还没有公告过抽查" in text_of(stranger, LIST)


def test_what_is_frozen_and_not_announced_is_not_there(division, stranger):
    task = division.planned()
    services.commit_rosters(task, **division.by_clerk(date(2024, 3, 5)), beacon=BEACON)
    draw = standing_draw(task)

    assert task.title not in text_of(stranger, LIST)
    assert stranger.get(address(draw)).status_code == 404
    assert stranger.get(address(draw, "commitment.json")).status_code == 404


def test_an_announced_draw_tells_what_was_fixed_and_what_will_decide(division, stranger):
    draw = standing_draw(division.announced())

    text = text_of(stranger, address(draw))

    assert "从 11 家机构中抽取 4 家" in text
    assert draw.digest in text
    assert "示例彩票的开奖号码" in text
    assert "2024031" in text
    assert "还没有抽取" in text
    assert 'id="verify"' not in text
    assert stranger.get(address(draw, "transcript.json")).status_code == 404


def test_a_draw_tells_result_public_value_chances_and_digests(division, stranger):
    task = division.drawn()
    draw = standing_draw(task)

    text = text_of(stranger, address(draw))

    for inspection in inspections_of(task):
        assert inspection.institution.name in text
        assert inspection.institution.code in text
    for digest in (
        draw.digest,
        draw.transcript_digest,
        json.loads(draw.commitment)["digests"]["objects.tsv"]["sha256"],
    ):
        assert digest in text
    assert "9.18.26.34.41.45./" in text
    assert "33.33%" in text  # one of three notary offices
    step = json.loads(draw.transcript)["steps"][0]
    assert f"{step['word']} mod {step['m']} = {step['value']}" in text
    assert "优化营商环境条例" in text


def test_inspectors_are_told_by_certificate_and_never_by_name(division, stranger):
    draw = standing_draw(division.drawn())

    pages = [text_of(stranger, address(draw, name)) for name in ("", "transcript.json", "commitment.json")]

    assert "闽D00" in pages[0]
    assert not any(f"检查{number}" in text for text in pages for number in range(1, 6))
    assert not any("近亲属" in text for text in pages)


def test_the_files_are_those_of_the_digests(division, stranger):
    draw = standing_draw(division.drawn())

    transcript, commitment = (text_of(stranger, address(draw, f"{name}.json")) for name in ("transcript", "commitment"))

    assert verify(transcript, commitment).holds
    assert json.loads(transcript)["digest"] == draw.transcript_digest
    assert text_of(stranger, address(draw, "recusals.tsv")) == "3135000001\t闽D001\n"
    answer = stranger.get(address(draw, "objects.tsv"))
    assert answer["Content-Disposition"].startswith("attachment")
    assert stranger.get(address(draw, "salaries.tsv")).status_code == 404


@pytest.mark.parametrize("values", [{}, {"hash": "sm3"}, {"compulsory": ("3135000002 投诉较多",)}])
def test_the_23_lines_draw_the_published_objects_again(division, stranger, tmp_path, values: dict[str, Any]):
    draw = standing_draw(division.drawn(**values))
    transcript = text_of(stranger, address(draw, "transcript.json"))

    drawn = json.loads(transcript)["result"]["objects"]

    assert program(transcript, tmp_path) == drawn[len(values.get("compulsory", ())) :]


def test_the_page_shows_the_program_that_is_downloaded(division, stranger):
    import html

    lines = Path(finders.find("inspections/draw.py.txt")).read_text(encoding="utf-8")

    assert len(lines.splitlines()) == 23
    assert lines in html.unescape(text_of(stranger, address(standing_draw(division.drawn()))))


def test_an_annulled_draw_stays_with_reason_person_and_transcript(division, stranger):
    task = division.drawn()
    first = standing_draw(task)
    services.annul(task, **division.by_chief(DAY), reason="名录遗漏 2 家律师事务所")
    first.refresh_from_db()

    text = text_of(stranger, address(first))

    assert "名录遗漏 2 家律师事务所" in text
    assert "决定人：吴二" in text
    assert 'id="verify"' in text
    assert "已经作废，没有据此检查" in text
    assert "名录遗漏 2 家律师事务所" in text_of(stranger, LIST)
    assert verify(text_of(stranger, address(first, "transcript.json")), first.commitment).holds


def test_the_draws_of_one_task_lead_to_each_other(division, stranger):
    task = division.drawn()
    first = standing_draw(task)
    services.annul(task, **division.by_chief(DAY), reason="名录有误")
    services.commit_rosters(task, **division.by_clerk(DAY), beacon=("lottery 示例彩票 2024033",))
    services.announce(task, **division.by_clerk(DAY), announced_at="市司法局网站")
    services.draw(task, **division.by_clerk(DAY), public_values=(LOTTERY,))
    second = standing_draw(task)

    assert address(first) in text_of(stranger, address(second))
    assert address(second) in text_of(stranger, address(first))
    assert "（第 2 次抽取）" in text_of(stranger, address(second))
    assert f'data-previous="{first.transcript_digest}"' in text_of(stranger, address(second))


def test_results_are_told_once_they_are_published_and_rectification_once_that_is(division, stranger):
    inspection = division.ordered()
    draw = standing_draw(inspection.task)
    url = address(draw)
    assert "责令限期整改</td>" not in text_of(stranger, url)
    assert "检查结果还没有公布" in text_of(stranger, url)

    rows = Inspection.objects.system("a test").filter(pk=inspection.pk)
    rows.update(published_date=LATER, published_year=2024, published_quarter=2, published_month=5)
    assert "责令限期整改</td>" in text_of(stranger, url)

    rows.update(
        reinspected_date=LATER, rectified_date=LATER, rectified_year=2024, rectified_quarter=2, rectified_month=5
    )  # fmt: skip
    assert "复查合格" not in text_of(stranger, url)
    rows.update(followed_date=LATER)
    assert "责令限期整改，复查合格" in text_of(stranger, url)


@pytest.mark.parametrize(("has_problem", "told"), [(0, "未发现问题</td>"), (1, "发现问题</td>")])
def test_a_published_result_is_told_in_a_word(division, stranger, has_problem: int, told: str):
    task = division.drawn()
    Inspection.objects.system("a test").filter(task=task).update(
        has_problem=has_problem, inspected_date=DAY, inspected_year=2024, inspected_quarter=1, inspected_month=3,
        published_date=DAY, published_year=2024, published_quarter=1, published_month=3,
    )  # fmt: skip

    assert told in text_of(stranger, address(standing_draw(task)))


def test_whoever_goes_instead_is_told_and_the_reason_is_not(division, stranger):
    task = division.drawn()
    inspection = inspections_of(task).first()
    absent = division.team(inspection)[0].inspector.certificate
    services.substitute(inspection, **division.by_clerk(date(2024, 3, 11)), certificate=absent, reason="住院治疗")
    now = [each.inspector.certificate for each in division.team(inspection)]

    text = text_of(stranger, address(standing_draw(task)))

    assert Supplement.objects.system("a test").exists()
    row = text[text.index(inspection.institution.code) :].partition("</tr>")[0]
    assert "（递补）" in row
    assert all(certificate in row for certificate in now)
    assert "住院" not in text


def test_a_draw_of_which_a_ledger_told_the_digests_alone_is_shown_without_a_check(division, stranger):
    task = division.drawn()
    draw = standing_draw(task)
    Draw.objects.system("a test").filter(pk=draw.pk).update(commitment="", transcript="", values="")

    text = text_of(stranger, address(draw))

    assert draw.transcript_digest in text
    assert "没有保存抽取记录" in text
    assert 'id="verify"' not in text
    assert inspections_of(task)[0].institution.name in text
    for name in ("transcript.json", "commitment.json", "objects.tsv"):
        assert stranger.get(address(draw, name)).status_code == 404


def test_a_drand_round_is_told_with_its_moment_and_where_to_look_it_up(division, stranger):
    task = division.planned()
    number = round_at(noon(date(2024, 3, 7)))
    services.commit_rosters(task, **division.by_clerk(date(2024, 3, 5)), beacon=(f"drand quicknet {number}",))
    services.announce(task, **division.by_clerk(date(2024, 3, 6)), announced_at="市司法局网站")

    text = text_of(stranger, address(standing_draw(task)))

    assert f"/public/{number}" in text
    assert "2024年3月7日 12:00:00" in text


def test_the_exact_method_says_that_the_23_lines_are_not_for_it(division, stranger):
    draw = standing_draw(division.drawn(method="exact"))

    assert "23 行的程序只算逐个抽取" in text_of(stranger, address(draw))


def test_chances_that_take_too_long_are_left_out(division, stranger, monkeypatch):
    from fazhi.lines.inspections.portal import layout

    monkeypatch.setattr(layout, "_MOST_WORK", 1)
    layout._frozen.cache_clear()

    assert "机会的精确值计算量大" in text_of(stranger, address(standing_draw(division.announced())))
    layout._frozen.cache_clear()


def test_nobody_finds_a_draw_that_is_none(city, stranger):
    assert stranger.get(reverse("portal-draw", args=[uuid4()])).status_code == 404
    assert stranger.get(LIST, {"before": "x"}).status_code == 404
    assert stranger.get(LIST, {"before": str(uuid4())}).status_code == 200


def test_the_list_goes_on_by_key(division, stranger):
    task = division.announced()
    rows = Draw.objects.system("a test")
    first = rows.get(task=task)
    for number in range(2, 24):
        draw = rows.get(pk=first.pk)
        draw.pk, draw.attempt = uuid4(), number
        draw.committed_at = first.committed_at + timedelta(hours=number // 2)
        draw.annulled_date, draw.annulled_year, draw.annulled_quarter, draw.annulled_month = DAY, 2024, 1, 3
        draw.annulled_by, draw.annul_reason = "吴二", f"理由{number}号"
        draw.save(force_insert=True)

    page = text_of(stranger, LIST)
    shown = page.count("查看和核验")
    following = page.partition("?before=")[2].partition('"')[0]
    rest = text_of(stranger, f"{LIST}?before={following}")

    assert (shown, rest.count("查看和核验")) == (20, 3)
    assert not {f"理由{n}号" in page and f"理由{n}号" in rest for n in range(2, 24)} - {False}
    assert "更早的抽取" not in rest


@pytest.mark.parametrize("draws", [1, 2])
def test_no_page_makes_more_than_fifteen_queries(division, stranger, django_assert_max_num_queries, draws: int):
    task = division.drawn()
    if draws == 2:
        division.announced(number="厦司抽〔2024〕2号", numbers=("律师事务所 2", "公证机构 1"))
    for url in (LIST, address(standing_draw(task)), address(standing_draw(task), "transcript.json")):
        with django_assert_max_num_queries(15):
            text_of(stranger, url)


def test_a_sample_is_marked_as_one(division, stranger):
    Office.objects.system("a test").filter(pk=division.bureau.pk).update(is_sample=True)

    assert "示例数据" in text_of(stranger, LIST)


def test_moments_of_freezing_are_told_in_local_time(division, stranger):
    draw = standing_draw(division.announced())

    assert isinstance(draw.committed_at, datetime)
    assert "2024年3月5日 12:00" in text_of(stranger, address(draw))
