"""The national form over planted rows: what is in each cell, and which check names what is wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from fazhi.engines.indicator import Period
from fazhi.kernel.indicators import registry as indicators
from fazhi.kernel.indicators.errors import PeriodOutsideFrozenYear
from fazhi.kernel.indicators.queries import figures
from fazhi.kernel.indicators.terms import Scope
from fazhi.lines.mediation.models import LocalCategory
from fazhi.lines.mediation.queries.national_form import Form, form
from fazhi.lines.mediation.queries.national_form.checks import checks
from fazhi.lines.mediation.queries.national_form.tables import Asking

from .sealed_rows import Sealed, administrative, committee, elsewhere, parts, people, prevention, referral

ON = date(2025, 3, 1)
MAY, AUGUST = date(2024, 5, 6), date(2024, 8, 5)
Filled = Callable[..., Form]


@pytest.fixture
def sealed(tmp_path: Path) -> Sealed:
    """One district settled, failed and met on the spot; the other settled one; all tables have rows."""
    return Sealed(
        tmp_path,
        people=[
            people(),
            people(AUGUST, state="failed", agreement_form="", amount_fen=None, source="police", **parts("effective", None)),
            people(
                form="on_the_spot", is_concluded=0, is_on_the_spot=1, agreement_form="oral", source="own_initiative",
                **parts("accepted", None),
            ),
            elsewhere(people(category="contract", local_category="finance", agreement_form="oral", amount_fen=12_345)),
        ],
        administrative=[administrative(), administrative(state="failed", nature="administrative", **parts("effective", None))],
        referrals=[referral(result=date(2024, 5, 20)), referral(channel="court"), elsewhere(referral(channel="petition"))],
        prevention=[prevention(), elsewhere(prevention(date(2024, 8, 1), suicide_cases=1, suicide_persons=2))],
        committees=[committee(), elsewhere(committee(date(2024, 8, 1)))],
    )  # fmt: skip


@pytest.fixture
def filled(city, sealed: Sealed) -> Filled:
    LocalCategory.objects.create(code="finance", title="金融", parent="contract", from_year=2023, basis="通知")

    def fill(period: str = "2024", by: str = "district", scope: Scope | None = None, **changed: Any) -> Form:
        with sealed.engine(**changed) as engine:
            return form(Period.parse(period), engine=engine, by=by, scope=scope, on=ON)

    return fill


def broken(found: Form) -> dict[str, str]:
    return {check.rule: check.expression for check in found.broken}


def test_the_case_table_counts_what_the_published_figure_counts(filled: Filled):
    total = filled().table("cases").total.cells

    assert {key: total[key] for key in ("total", "parties", "settled", "failed", "on_the_spot", "difficult", "amount")} == {
        "total": 4, "parties": 8, "settled": 2, "failed": 1, "on_the_spot": 1, "difficult": 0, "amount": 12_545,
    }  # fmt: skip
    assert total["settled_rate"] == Fraction(2, 3)
    assert (total["oral"], total["written"]) == (1, 1)


def test_entrusted_cases_are_the_sum_of_their_five_senders(filled: Filled):
    total = filled().table("cases").total.cells

    assert (total["source_entrusted"], total["source_police"], total["source_court"]) == (1, 1, 0)


def test_a_local_category_is_counted_under_its_national_one(filled: Filled):
    found = filled()

    assert found.table("cases").total.cells["category_contract"] == 1
    (row,) = found.table("local").rows
    assert (row.label, row.cells["local"], row.cells["under"]) == ("金融（计入合同）", 1, 1)


def test_every_check_holds_over_sound_rows(filled: Filled):
    for period in ("2024", "2024Q2", "2024-05"):
        for by in ("committee", "district", "city"):
            assert broken(filled(period, by)) == {}, (period, by)


def test_a_body_without_records_has_its_row_of_zeros(filled: Filled, sealed: Sealed):
    sealed.people = [people()]

    rows = {row.label: row.cells for row in filled(by="committee").table("cases").rows}

    assert rows["江头街道人民调解委员会"]["total"] == 0
    assert rows["江头街道人民调解委员会"]["settled_rate"] is None
    assert rows["莲前街道人民调解委员会"]["total"] == 1


def test_a_month_without_records_is_a_form_of_zeros_that_holds(filled: Filled):
    found = filled("2024-02")

    assert found.table("cases").total.cells["total"] == 0
    assert found.table("prevention").total.cells["screened"] == 0
    assert found.table("referrals").total.cells["average"] is None
    assert broken(found) == {}


def test_small_cells_are_shown_for_the_form_is_internal(filled: Filled):
    rows = {row.label: row.cells["total"] for row in filled().table("cases").rows}

    assert rows == {"思明区": 3, "湖里区": 1}


def test_the_form_of_a_district_has_its_rows_only(filled: Filled):
    found = filled(by="committee", scope=Scope("XM-SM", 5, 6, "思明区司法局"))

    assert [row.label for row in found.table("cases").rows] == ["莲前街道人民调解委员会"]
    assert found.table("cases").total.cells["total"] == 3
    assert (found.office, found.office_name) == ("XM-SM", "思明区司法局")
    assert found.table("administrative").rows == ()
    assert broken(found) == {}


def test_what_no_ledger_tells_is_absent_and_not_zero(filled: Filled):
    found = filled()

    assert {"subject_association", "subject_others"} <= found.table("cases").absent
    organisation = found.table("organisation")
    known = {code for code in indicators.catalogue().indicators if code.startswith("mediation.network.")}
    assert {column.key for column in organisation.table.columns if column.code not in known} == organisation.absent
    assert all(organisation.total.cells[key] is None for key in organisation.absent)


def test_prevention_counts_cases_and_persons_by_month(filled: Filled):
    found = filled("2024Q3").table("prevention").total.cells

    assert (found["screened"], found["suicide"], found["suicide_persons"]) == (10, 1, 2)
    assert filled().table("prevention").total.cells["screened_persons"] == 50


def test_departments_have_a_row_each_with_their_rates(filled: Filled):
    (row,) = filled(by="city").table("administrative").rows

    assert row.label == "市人力资源和社会保障局"
    assert (row.cells["accepted"], row.cells["accepted_civil"], row.cells["settled_civil"], row.cells["failed"]) == (
        2,
        1,
        1,
        1,
    )
    assert (row.cells["settled_rate"], row.cells["settled_civil_rate"]) == (Fraction(1, 2), 1)
    assert row.cells["settled_administrative_rate"] == 0


def test_referrals_are_told_by_channel_and_body(filled: Filled):
    rows = {row.label: row.cells for row in filled().table("referrals").rows}

    assert rows["思明区　公调对接"] == {
        "signed": 1, "settled": 1, "failed": 0, "withdrawn": 0, "returned": 0, "answered": 1, "days": 14, "average": 14,
        "timed": 1, "on_time": 1, "on_time_rate": 1,
    }  # fmt: skip
    assert (rows["思明区　诉调对接"]["signed"], rows["思明区　诉调对接"]["average"]) == (1, None)
    assert rows["湖里区　公调对接"]["signed"] == 0
    assert rows["全部　访调对接"]["signed"] == 1


def test_the_rate_within_the_limit_is_the_published_indicators(filled: Filled, sealed: Sealed):
    result = date(2024, 6, 3)
    sealed.referrals = [
        referral(result=result),
        referral(result=result, channel="court"),
        referral(result=result, channel="court", is_on_time=0),
        referral(result=result, channel="petition", is_on_time=None),  # before the limit was in force
    ]

    cells = filled().table("referrals").total.cells
    with sealed.engine() as engine:
        (rate,) = figures(Period(2024), engine=engine, codes=["mediation.referrals.on_time_rate"])

    assert (cells["answered"], cells["timed"], cells["on_time"], cells["on_time_rate"]) == (4, 3, 2, Fraction(2, 3))
    assert cells["on_time_rate"] == rate.exact


def test_a_year_sealed_before_limits_were_kept_says_nothing_of_them(filled: Filled, sealed: Sealed):
    with sealed.engine() as engine:
        known = tuple(item for item in engine.manifest.indicators if ".on_time" not in item.code)

    found = filled(indicators=known, identities=()).table("referrals")

    assert found.absent == {"on_time"}
    assert (found.total.cells["on_time"], found.total.cells["on_time_rate"], found.total.cells["signed"]) == (
        None,
        None,
        3,
    )


def test_a_stock_at_the_end_is_no_sum_of_its_months(filled: Filled):
    """Two committees at the end of the year, one of them before August: no period adds up, and none is asked to."""
    rules = {check.rule for check in filled().checks}

    assert [filled(period).table("organisation").total.cells["committees"] for period in ("2024Q2", "2024Q3", "2024")] == [
        1, 2, 2,
    ]  # fmt: skip
    assert "organisation: rows = total" in rules
    assert not {"organisation: months = quarters", "organisation: quarters = year"} & rules


def test_a_referral_answered_in_another_year_is_counted_where_it_was_signed_for(filled: Filled, sealed: Sealed):
    sealed.referrals = [referral(date(2024, 12, 30), date(2025, 1, 6)), referral(date(2023, 12, 29), date(2024, 1, 5))]

    cells = filled().table("referrals").total.cells

    assert (cells["signed"], cells["settled"], cells["days"]) == (1, 1, 7)


PLANTED = [
    ("cases: rows = total", "people", people(office=None, office_name=None, district=None), "committee"),
    ("cases: city = districts", "people", people(district=""), "city"),
    ("cases: outcomes", "people", people(state="withdrawn"), "city"),
    ("cases: subjects", "people", people(office_kind="department"), "city"),
    ("cases: sources", "people", people(source="hotline"), "city"),
    ("cases: categories", "people", people(category="unheard_of"), "city"),
    ("cases: agreements", "people", people(agreement_form=""), "city"),
    ("cases: quarters = year", "people", people(concluded_quarter=4), "city"),
    ("cases: months = quarters", "people", people(concluded_month=None), "city"),
    ("prevention: rows = total", "prevention", prevention(district=None), "district"),
    ("prevention: city = districts", "prevention", prevention(district=None), "city"),
    ("prevention: quarters = year", "prevention", prevention(period_quarter=None), "city"),
    ("prevention: months = quarters", "prevention", prevention(period_month=12), "city"),
    ("administrative: rows = total", "administrative", administrative(office=None), "city"),
    ("administrative: accepted", "administrative", administrative(nature=None), "city"),
    ("administrative: settled", "administrative", administrative(nature=None), "city"),
    ("administrative: failed", "administrative", administrative(nature=None, state="failed"), "city"),
    ("administrative: quarters = year", "administrative", administrative(accepted_quarter=1), "city"),
    ("administrative: months = quarters", "administrative", administrative(effective_month=1), "city"),
    ("organisation: rows = total", "committees", committee(district=None), "district"),
    ("referrals: rows = total", "referrals", referral(district=None), "district"),
    ("referrals: channels", "referrals", referral(channel="hotline"), "city"),
    ("local: parent", "people", people(category="neighbour", local_category="finance"), "city"),
    ("mediation.referrals.signed = police + court + petition", "referrals", referral(channel="hotline"), "city"),
    (
        "mediation.administrative.accepted = administrative + civil",
        "administrative",
        administrative(nature=None),
        "city",
    ),
]


@pytest.mark.parametrize(("rule", "table", "row", "by"), PLANTED, ids=[rule for rule, *_ in PLANTED])
def test_a_wrong_row_breaks_its_rule_by_name(
    filled: Filled, sealed: Sealed, rule: str, table: str, row: dict[str, Any], by: str
):
    getattr(sealed, table).append(row)

    found = broken(filled(by=by))

    assert rule in found
    assert "≠" in found[rule] or "左" in found[rule] or "其中" in found[rule]


@pytest.mark.parametrize("code", ["cases", "administrative"])
def test_a_total_that_is_not_the_published_figure_is_named(filled: Filled, sealed: Sealed, code: str):
    table = filled().table(code)
    key = table.table.published[0][0]
    altered = replace(table, total=replace(table.total, cells={**table.total.cells, key: 999}))

    with sealed.engine() as engine:
        found = {check.rule: check for check in checks(altered, Asking(engine, Period(2024), None), None)}

    assert not found[f"{code}: published"].holds
    assert "999" in found[f"{code}: published"].expression


def test_every_rule_of_the_tables_is_broken_above(filled: Filled):
    rules = {check.rule for by in ("committee", "district", "city") for check in filled(by=by).checks}
    ours = {rule for rule in rules if not rule.startswith(("mediation.", "0 <= ")) and " published" not in rule}

    assert ours <= {rule for rule, *_ in PLANTED}


def test_a_year_sealed_before_an_indicator_was_defined_leaves_its_column_empty(filled: Filled, sealed: Sealed):
    with sealed.engine() as engine:
        known = tuple(item for item in engine.manifest.indicators if item.code != "mediation.people.settled.oral")

    found = filled(indicators=known)

    assert "oral" in found.table("cases").absent
    assert found.table("cases").total.cells["oral"] is None
    assert "cases: agreements" not in {check.rule for check in found.checks if not check.holds}


def test_a_year_sealed_before_prevention_was_reported_says_nothing_of_it(filled: Filled, sealed: Sealed):
    with sealed.engine() as engine:
        manifest = engine.manifest
    sheets = tuple(sheet for sheet in manifest.sheets if sheet.register.name != "mediation_prevention_register")
    known = tuple(item for item in manifest.indicators if not item.code.startswith("mediation.prevention."))

    found = filled(sheets=sheets, indicators=known)

    assert found.table("prevention").absent == {column.key for column in found.table("prevention").table.columns}
    assert not [check for check in found.checks if check.rule.startswith("prevention:")]


def test_a_year_sealed_before_local_categories_has_no_sheet_of_them(filled: Filled, sealed: Sealed):
    with sealed.engine() as engine:
        known = tuple(item for item in engine.manifest.indicators if item.code != "mediation.people.local")

    assert "local" not in {table.table.code for table in filled(indicators=known).tables}


def test_a_frozen_year_answers_for_itself_only(filled: Filled):
    with pytest.raises(PeriodOutsideFrozenYear):
        filled("2023")
