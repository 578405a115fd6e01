"""What holds for every table: scope, no way round it, constraints, labels, migrations."""

import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from fazhi.kernel.organisations.errors import UnscopedQuery
from fazhi.kernel.organisations.models import Office
from fazhi.kernel.organisations.scope import ScopedManager

MODELS = [model for model in apps.get_models() if model.__module__.startswith("fazhi.")]


def offices_of(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if field.related_model is Office and field.name == "office"]


SCOPED = [model for model in MODELS if model is Office or offices_of(model)]
REFERENCE = [model for model in MODELS if model._meta.app_label == "law"]
"""Statute texts: replaced as a whole by each release of their corpus, in the corpus's own codes."""
KEYS = [field for model in MODELS for field in model._meta.concrete_fields if field.is_relation]


def test_the_tables_with_an_office_are_the_ones_we_know():
    """A new one is scoped by what follows; the list says that this walk finds any at all."""
    names = {model.__name__ for model in SCOPED}

    assert names >= {"Office", "Post", "Clock", "Party", "Referral", "PeoplesMatter", "AdministrativeMatter"}


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_a_table_with_an_office_is_scoped(model: type[models.Model]):
    assert isinstance(model.objects, ScopedManager)
    assert {type(manager) for manager in model._meta.managers} == {ScopedManager}
    with pytest.raises(UnscopedQuery):
        model.objects.all()


@pytest.mark.parametrize("model", SCOPED, ids=lambda model: model.__name__)
def test_what_a_post_sees_is_a_range_in_the_sql(city, model: type[models.Model]):
    where = str(model.objects.visible_to(city.head).query).split(" WHERE ")[1]

    assert f'"left" >= {city.head.office.left}' in where
    assert f'"left" <= {city.head.office.right}' in where


@pytest.mark.parametrize("field", [key for key in KEYS if key.related_model in SCOPED or key.model in SCOPED], ids=str)
def test_no_related_manager_leads_round_the_scope(field: models.ForeignKey):
    """`office.post_set` would read rows without a predicate."""
    assert field.remote_field.hidden, f"{field} needs related_name='+'"


@pytest.mark.parametrize("field", [key for key in KEYS if key.model not in REFERENCE], ids=str)
def test_nothing_is_deleted_along_with_what_it_points_to(field: models.ForeignKey):
    assert field.remote_field.on_delete is models.PROTECT


@pytest.mark.parametrize("model", [model for model in MODELS if model not in SCOPED], ids=lambda model: model.__name__)
def test_an_unscoped_table_holds_no_matter_of_an_office(model: type[models.Model]):
    assert not {"matter_id", "office_id"} & {field.attname for field in model._meta.concrete_fields}


@pytest.mark.parametrize(
    "model", [model for model in MODELS if model not in REFERENCE], ids=lambda model: model.__name__
)
def test_a_closed_list_of_codes_is_kept_by_a_constraint(model: type[models.Model]):
    """Choices are a form's kindness; truth is the database's."""
    checks = " ".join(
        str(item.condition) for item in model._meta.constraints if isinstance(item, models.CheckConstraint)
    )
    listed = [field.name for field in model._meta.concrete_fields if field.choices]

    assert [name for name in listed if f"'{name}__in'" not in checks] == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_money_is_integer_fen_and_nothing_is_floating(model: type[models.Model]):
    kinds = {field.name: type(field) for field in model._meta.concrete_fields}

    assert not [name for name, kind in kinds.items() if kind in {models.FloatField, models.DecimalField}]
    assert not [name for name in kinds if name.startswith("amount") and not name.endswith("_fen")]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_days_and_moments_are_named_so(model: type[models.Model]):
    for field in model._meta.concrete_fields:
        if isinstance(field, models.DateTimeField):
            assert field.name.endswith("_at"), field
        elif isinstance(field, models.DateField):
            assert field.name.endswith("_date"), field


def test_every_change_of_a_model_has_its_migration(db: None):
    out = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=out, verbosity=2)
    except SystemExit:
        pytest.fail(out.getvalue())
