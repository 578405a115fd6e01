"""Registers and figures read by other systems: scoped to the post, filtered as on the desk, page by page, without personal data."""

import json
from typing import Any

import pytest

from fazhi.kernel.indicators.services import freeze
from fazhi.surfaces.api.tests.calling import Caller, Enter

from .rows import batch, people

pytestmark = pytest.mark.django_db

ROWS = "registers/mediation_people_register/rows"
RESOLVED = "mediation.people.resolved"


def told(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content.decode()
    return json.loads(answer.content)


def numbers(answer: Any) -> list[str]:
    return [row["number"] for row in told(answer)["rows"]]


@pytest.fixture
def filled(ours: Caller, theirs: Caller) -> None:
    """Three matters of 思明区, one of 湖里区."""
    mine = [people(f"思{n}", accepted_date=f"2024-03-0{n}", amount_fen=f"{n}00") for n in (1, 2, 3)]
    told(ours.post("batches", batch(*mine)))
    told(theirs.post("batches", batch(people("湖1", office="XM-HL-01"))))


@pytest.mark.usefixtures("filled")
class TestRegisters:
    def test_a_system_reads_the_rows_of_its_office_and_no_others(
        self, ours: Caller, theirs: Caller, enter: Enter, city: Any
    ):
        whole = enter("WHOLE", office=city.bureau, role="reporter")

        assert sorted(numbers(ours.get(ROWS))) == ["思1", "思2", "思3"]
        assert numbers(theirs.get(ROWS)) == ["湖1"]
        assert len(numbers(whole.get(ROWS))) == 4

    def test_rows_hold_no_personal_data(self, ours: Caller):
        text = ours.get(ROWS).content.decode()

        assert "陈示例" not in text
        assert "林示例" not in text

    def test_columns_are_told_with_their_codes(self, ours: Caller):
        found = told(ours.get("registers/mediation_people_register"))

        columns = {column["name"]: column for column in found["columns"]}
        assert columns["category"]["labels"]["neighbour"] == "邻里"
        assert columns["amount_fen"]["unit"] == "分"

    def test_the_filters_are_those_of_the_desk(self, ours: Caller):
        assert numbers(ours.get(f"{ROWS}?accepted_date=2024-03-02")) == ["思2"]
        assert numbers(ours.get(f"{ROWS}?amount_fen=200..&sort=-accepted_date")) == ["思3", "思2"]
        assert numbers(ours.get(f"{ROWS}?number=%3D思1")) == ["思1"]
        assert numbers(ours.get(f"{ROWS}?office=XM-SM-01&category=family")) == []

    def test_chosen_columns_come_alone_with_the_key(self, ours: Caller):
        (row, *_) = told(ours.get(f"{ROWS}?columns=number,accepted_date"))["rows"]

        assert set(row) == {"key", "number", "accepted_date"}

    def test_pages_follow_each_other_and_hold_each_row_once(self, ours: Caller):
        told(ours.post("batches", batch(*(people(f"多{n:03}") for n in range(60)))))
        first = told(ours.get(ROWS))

        second = told(ours.get(first["next"].removeprefix("/api/v1/")))

        assert (len(first["rows"]), len(second["rows"]), second["next"]) == (50, 13, None)
        assert len({row["key"] for row in first["rows"] + second["rows"]}) == 63

    def test_another_offices_rows_are_not_there_to_be_asked_for(self, ours: Caller):
        assert ours.get(f"{ROWS}?office=XM-HL-01").status_code == 404

    @pytest.mark.parametrize(
        "asked", ["nothing=1", "accepted_date=wrong", "sort=party1_name", "party=x", "q=x", "size=7", "after=zzz"]
    )
    def test_what_the_desk_would_refuse_is_refused_here(self, ours: Caller, asked: str):
        assert told(ours.get(f"{ROWS}?{asked}"), 400)["faults"]

    def test_a_register_that_is_none_is_not_there(self, ours: Caller):
        assert ours.get("registers/nothing").status_code == 404
        assert ours.get("registers/nothing/rows").status_code == 404


@pytest.mark.usefixtures("filled")
class TestFigures:
    def test_a_figure_counts_the_rows_of_the_office(self, ours: Caller, theirs: Caller):
        asked = f"figures?period=2024&code={RESOLVED}"

        (mine,), (other,) = (told(each.get(asked))["figures"] for each in (ours, theirs))

        assert (mine["value"], mine["rows"], other["value"]) == (3, 3, 1)

    def test_all_figures_come_without_a_code(self, ours: Caller):
        assert len(told(ours.get("figures?period=2024Q1"))["figures"]) > 10

    def test_a_figure_is_broken_down_by_a_dimension(self, ours: Caller):
        (figure,) = told(ours.get(f"figures?period=2024&code={RESOLVED}&by=district"))["figures"]

        assert [(group["key"], group["value"]) for group in figure["by"]] == [("思明区", 3)]

    def test_a_frozen_year_answers_as_it_was_sealed(self, ours: Caller, city: Any, at: Any, data_dir: Any):
        freeze(2024, by=city.reporter.code, at=at, folder=data_dir)
        told(ours.post("batches", batch(people("后来"))))

        live, frozen = (
            told(ours.get(f"figures?period=2024&code={RESOLVED}&engine={engine}"))["figures"][0]["value"]
            for engine in ("live", "frozen")
        )

        assert (live, frozen) == (4, 3)

    def test_a_year_that_is_not_frozen_is_not_there(self, ours: Caller):
        assert ours.get("figures?period=2024&engine=frozen").status_code == 404

    def test_a_figure_opens_to_its_rows_page_by_page(self, ours: Caller):
        first = told(ours.get(f"figures/{RESOLVED}/rows?period=2024&limit=2"))

        second = told(ours.get(f"figures/{RESOLVED}/rows?period=2024&limit=2&after={first['next']}"))

        assert (len(first["rows"]), len(second["rows"]), second["next"]) == (2, 1, None)
        assert "陈示例" not in json.dumps([first, second], ensure_ascii=False)

    def test_a_formula_says_what_it_is_made_of(self, ours: Caller):
        answer = ours.get("figures/mediation.administrative.success_rate.civil/rows?period=2024")

        assert "由" in told(answer, 422)["detail"] or "指标" in told(answer, 422)["detail"]

    @pytest.mark.parametrize("asked", ["", "period=24", "period=2024&by=%20", "period=2024&engine=spark", "period="])
    def test_what_can_not_be_read_is_refused(self, ours: Caller, asked: str):
        assert ours.get(f"figures?{asked}").status_code == 400

    def test_a_place_that_is_none_is_refused(self, ours: Caller):
        assert ours.get(f"figures/{RESOLVED}/rows?period=2024&after=x").status_code == 400

    def test_an_indicator_or_dimension_that_is_none_is_refused(self, ours: Caller):
        assert ours.get("figures?period=2024&code=nothing").status_code == 404
        assert ours.get(f"figures?period=2024&code={RESOLVED}&by=colour").status_code == 422
