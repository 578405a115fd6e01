import inspect

import pytest
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection, models
from django.db.models import Count, Prefetch
from django.forms import modelform_factory
from django.shortcuts import get_object_or_404
from django.test.utils import CaptureQueriesContext

from fazhi.kernel.organisations.errors import UnscopedQuery
from fazhi.kernel.organisations.models import Absence, Office, Official, Post

PLAIN = models.Manager()
QUERIES = sorted(
    name
    for name, _ in inspect.getmembers(models.QuerySet, inspect.isfunction)
    if not name.startswith("_") and hasattr(PLAIN, name)
)
"""Every way in which an ordinary manager hands out rows."""


def codes(rows: models.QuerySet[Office]) -> set[str]:
    return set(rows.values_list("code", flat=True))


def is_refused(name: str) -> bool:
    try:
        getattr(Office.objects, name)
    except UnscopedQuery:
        return True
    return False


def test_a_scoped_manager_hands_out_rows_by_its_two_doors_only():
    assert [name for name in QUERIES if not is_refused(name)] == []


def test_a_refusal_names_the_model_and_the_way_that_was_tried():
    with pytest.raises(UnscopedQuery, match="visible_to") as caught:
        Office.objects.filter(code="XM")

    assert (caught.value.model, caught.value.name) == ("Office", "filter")


def test_system_needs_a_reason():
    for reason in ("", "  \t"):
        with pytest.raises(ValueError, match="reason"):
            Office.objects.system(reason)


def test_a_committee_sees_itself_only(city):
    assert codes(Office.objects.visible_to(city.clerk)) == {"XM-SM-01"}


def test_a_district_sees_itself_and_its_committees(city):
    assert codes(Office.objects.visible_to(city.head)) == {"XM-SM", "XM-SM-01"}


def test_the_bureau_sees_everything(city):
    assert codes(Office.objects.visible_to(city.reporter)) == {
        "XM", "XM-SM", "XM-HL", "XM-SM-01", "XM-HL-01", "XM-RS",
    }  # fmt: skip


def test_a_stranger_sees_nothing_of_another_district(city):
    assert codes(Office.objects.visible_to(city.stranger)) == {"XM-HL-01"}


def test_rows_are_scoped_by_the_bounds_of_their_office(city):
    assert set(Post.objects.visible_to(city.head)) == {city.clerk, city.mediator, city.head}


@pytest.mark.parametrize("model", [Office, Post])
def test_the_range_predicate_stands_in_the_sql(city, model: type[models.Model]):
    where = str(model.objects.visible_to(city.head).query).split(" WHERE ")[1]

    assert f'"organisations_office"."left" >= {city.head.office.left}' in where
    assert f'"organisations_office"."left" <= {city.head.office.right}' in where


def test_what_is_chained_stays_scoped(city):
    rows = Office.objects.visible_to(city.clerk).filter(code__startswith="XM") | Office.objects.visible_to(city.clerk)

    assert codes(rows) == {"XM-SM-01"}


@pytest.mark.parametrize("name", ["all", "filter", "get", "aggregate", "create", "bulk_create", "raw", "get_queryset"])
@pytest.mark.parametrize("model", [Office, Post, Absence])
def test_the_default_manager_is_the_same_door(city, model: type[models.Model], name: str):
    with pytest.raises(UnscopedQuery):
        getattr(model._default_manager, name)()


@pytest.mark.parametrize("way", ["post_set", "office_set", "posts", "absence_set", "+"])
def test_an_office_has_no_manager_of_its_rows(city, way: str):
    with pytest.raises(AttributeError):
        getattr(city.bureau, way)


@pytest.mark.parametrize("model", [Office, Official, Post])
def test_no_relation_leads_back_to_scoped_rows(model: type[models.Model]):
    """What a related manager, a prefetch or a lookup backwards would go by."""
    backwards = [relation for relation in model._meta.get_fields(include_hidden=False) if relation.auto_created]

    assert [relation.name for relation in backwards if relation.one_to_many or relation.many_to_many] == []


@pytest.mark.parametrize("lookup", ["post", "posts", "post_set", "organisations_post"])
def test_neither_prefetch_nor_join_nor_aggregate_goes_backwards(city, lookup: str):
    offices = Office.objects.visible_to(city.reporter)

    with pytest.raises(AttributeError):
        list(offices.prefetch_related(lookup))
    with pytest.raises(FieldError):
        offices.filter(**{f"{lookup}__role": "clerk"})
    with pytest.raises(FieldError):
        offices.annotate(count=Count(lookup))
    with pytest.raises(FieldError):
        list(Official.objects.filter(**{f"{lookup}__role": "clerk"}))


def test_a_prefetch_of_ones_own_needs_a_scope_too(city):
    with pytest.raises(UnscopedQuery):
        Prefetch("office", Office.objects.all())


def test_what_django_builds_on_a_default_manager_is_refused(city):
    with pytest.raises(UnscopedQuery):
        get_object_or_404(Office, code="XM")
    with pytest.raises(UnscopedQuery):
        modelform_factory(Post, fields=["office"])()
    with pytest.raises(UnscopedQuery):
        city.clerk.validate_constraints()
    with pytest.raises(UnscopedQuery):
        call_command("dumpdata", "organisations.post", "--traceback")


def test_counting_summing_and_asking_whether_are_scoped_in_the_sql(city):
    visible = Post.objects.visible_to(city.head)

    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert visible.count() == 3
        assert visible.aggregate(many=Count("id")) == {"many": 3}
        assert visible.filter(role="reporter").exists() is False
        assert len(visible.values_list("pk").union(visible.values_list("pk"))) == 3
        assert visible.in_bulk([city.reporter.pk]) == {}

    assert len(asked) == 5
    for query in asked:
        assert '"left" >= ' in query["sql"]


def test_a_scope_survives_updates_and_subqueries(city):
    visible = Post.objects.visible_to(city.clerk)

    assert visible.filter(role="mediator").update(until_date=None) == 1
    assert set(Office.objects.visible_to(city.reporter).filter(pk__in=visible.values("office"))) == {city.committee}
