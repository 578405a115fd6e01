"""Every figure cites its records, every act its law: for all lines, whatever they register."""

import csv
import importlib
import pkgutil
import re
from importlib.resources import files

import pytest
from django.apps import apps
from django.db import connection, models

import fazhi
from fazhi.engines.citation import Citation
from fazhi.engines.indicator import Count, Formula, Indicator, Register
from fazhi.engines.procedure import Permission, Procedure, Step
from fazhi.kernel.indicators import registry as indicators
from fazhi.kernel.law.marks import Mark
from fazhi.kernel.law.queries import resolve_all
from fazhi.kernel.law.registry import declared
from fazhi.kernel.organisations.terms import Role
from fazhi.kernel.parties.models import Party
from fazhi.kernel.procedures import registry as procedures
from fazhi.kernel.procedures.permissions import PERMISSIONS as OF_ANY_PROCEDURE
from fazhi.surfaces.api.permissions import PERMISSIONS as OF_SYSTEMS

CHINESE = re.compile(r"[\u4e00-\u9fff]")
REGISTERS, INDICATORS, IDENTITIES = indicators.declared()
PROCEDURES = procedures.procedures()
STEPS = [(procedure, step) for procedure in PROCEDURES for step in procedure.steps]
ALL_PERMISSIONS = [
    value
    for module in pkgutil.walk_packages(fazhi.__path__, "fazhi.")
    if module.name.endswith(".permissions")
    for value in vars(importlib.import_module(module.name)).values()
    if isinstance(value, Permission)
] + [item for item in procedures.permissions() if item not in {*OF_ANY_PROCEDURE, *OF_SYSTEMS}]
"""Rights of kernel rooms and of lines, wherever they are declared."""
OF_PLANS = {
    "hotline.draft", "hotline.publish", "hotline.feed", "hotline.order_check", "hotline.score", "hotline.listen",
    "hotline.attend", "hotline.attendance.correct", "hotline.subsidy.draw", "hotline.subsidy.fix", "hotline.hand_over",
}  # fmt: skip
"""
Rights to what is no matter: plans of seats, rosters, duty served and paid, what the switch tells, quality checks, recordings, weeks of
topics.
"""
PARTYS_OWN = {("mediation.application", "withdraw"), ("mediation.complaint", "withdraw")}
"""Steps that parties take at the portal, and no official."""

PUBLISHED = [
    row["code"]
    for row in csv.DictReader(files("fazhi.sample_city").joinpath("published-2024.csv").read_text("utf-8").splitlines())
    if row["line"] == "mediation"
]
PERSONAL = re.compile(r"(^|_)(name|phone|document|identity|address|mediator|party|parties|applicant|birth)(_|$)")
NOT_PERSONAL = {"office_name", "parties_count"}


def marks(citations: list[Citation]) -> dict[Citation, Mark]:
    return {answer.citation: answer.mark for answer in resolve_all(citations)}


def test_the_published_table_has_its_twelve_figures_of_mediation():
    assert len(PUBLISHED) == 12


@pytest.mark.parametrize("code", PUBLISHED)
def test_a_published_figure_has_an_indicator_of_its_line(code: str):
    (indicator,) = [item for item in INDICATORS if item.code == code]

    assert indicator.line == "mediation"


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda item: item.code)
def test_an_indicator_says_what_it_counts_from_which_ledger_and_by_what_right(indicator: Indicator):
    assert CHINESE.search(indicator.title)
    assert len(CHINESE.findall(indicator.definition)) >= 8
    assert indicator.source
    assert indicator.basis
    assert indicator.unit


def test_what_the_lines_cite_resolves_and_is_marked(db: None):
    cited = [basis for item in INDICATORS for basis in item.basis]
    cited += [step.basis for _, step in STEPS] + [item.basis for item in procedures.permissions()]

    assert [citation.text for citation, mark in marks(cited).items() if mark is Mark.UNKNOWN] == []


def test_what_the_lines_cite_is_declared_to_the_law_room():
    known = {declaration.citation for declaration in declared()}
    cited = {basis for item in INDICATORS for basis in item.basis} | {step.basis for _, step in STEPS}

    assert cited | {item.basis for item in procedures.permissions()} <= known


def test_codes_are_used_once():
    codes = [item.code for item in INDICATORS]

    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda item: item.code)
def test_a_count_reads_a_register_and_a_formula_reads_indicators(indicator: Indicator):
    if isinstance(indicator.measure, Count):
        assert indicator.measure.register in {register.name for register in REGISTERS}
    else:
        assert isinstance(indicator.measure, Formula)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.name)
def test_a_register_takes_nothing_from_the_parties(register: Register):
    tables = {register.base, *(join.table for join in register.joins)}

    assert Party._meta.db_table not in tables
    assert "organisations_official" not in tables


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.name)
def test_a_register_has_no_column_of_personal_data(register: Register):
    named = {column.name for column in register.columns} | {column.source.split(".")[-1] for column in register.columns}
    titled = [
        column.title for column in register.columns if re.search("姓名|电话|证件|住址|身份证|调解员", column.title)
    ]

    assert [name for name in named - NOT_PERSONAL if PERSONAL.search(name) and name != "name"] == []
    assert titled == []


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.name)
def test_the_view_has_the_columns_that_are_documented(db: None, register: Register):
    with connection.cursor() as cursor:
        found = [column.name for column in connection.introspection.get_table_description(cursor, register.name)]

    assert found == [column.name for column in register.columns]
    assert all(CHINESE.search(column.title) for column in register.columns)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.name)
def test_a_date_that_is_counted_on_stands_with_its_stored_parts(register: Register):
    names = {column.name for column in register.columns}
    counted = {
        item.measure.on
        for item in INDICATORS
        if isinstance(item.measure, Count) and item.measure.register == register.name
    }

    for day in counted - {None}:
        assert {day.replace("_date", part) for part in ("_year", "_quarter", "_month")} <= names


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.name)
def test_a_register_is_scoped_by_the_bounds_of_its_office(register: Register):
    assert register.column(register.scope).source == "office.left"


@pytest.mark.parametrize("register", REGISTERS, ids=lambda item: item.name)
def test_the_codes_that_a_column_can_hold_have_their_labels(register: Register):
    tables = {model._meta.db_table: model for model in apps.get_models()}
    for column in register.columns:
        if "." in column.source:
            continue
        field = next(field for field in tables[register.base]._meta.fields if field.column == column.source)
        if isinstance(field, models.CharField) and field.choices:
            assert {code for code, _ in field.choices} <= set(column.labels), column.name


def test_every_identity_speaks_of_indicators_that_exist():
    assert all(CHINESE.search(identity.title) for identity in IDENTITIES)
    assert len({identity.rule for identity in IDENTITIES}) == len(IDENTITIES) > 5


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda item: item.name)
def test_a_procedure_has_chinese_labels(procedure: Procedure):
    assert CHINESE.search(procedure.title)
    assert all(CHINESE.search(label) for label in procedure.states.values())


@pytest.mark.parametrize(("procedure", "step"), STEPS, ids=lambda item: getattr(item, "name", str(item)))
def test_an_act_has_its_title_its_article_and_its_permission(procedure: Procedure, step: Step):
    assert CHINESE.search(step.title)
    assert CHINESE.search(step.basis.text)
    assert step.is_deemed or procedures.permission(step.by).roles or (procedure.name, step.name) in PARTYS_OWN


def test_what_a_party_does_itself_is_known_here():
    """An act that no role may take is a slip everywhere else."""
    found = {(procedure.name, step.name) for procedure, step in STEPS if procedures.is_partys_own(step.by)}

    assert found == PARTYS_OWN


@pytest.mark.parametrize("permission", ALL_PERMISSIONS, ids=lambda item: item.code)
def test_a_permission_has_its_title_its_document_and_roles_that_exist(permission: Permission):
    assert CHINESE.search(permission.title)
    assert CHINESE.search(permission.basis.text)
    assert permission.roles <= set(Role.values)


def test_every_permission_is_taken_by_some_step():
    registered = (
        {item.code for item in procedures.permissions()}
        - OF_PLANS
        - {item.code for item in (*OF_ANY_PROCEDURE, *OF_SYSTEMS)}
    )
    assert {step.by for _, step in STEPS if not step.is_deemed} == registered
