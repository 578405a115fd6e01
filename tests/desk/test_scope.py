"""
Row scope on every page: a post sees the rows of its own office and of those below, and the rule stands in the SQL.

A hook on the database connection fails each SELECT on a scoped table or a register view that lacks the range predicate
on the post's bounds. The pages are those of the URL resolver, so a new one has an example (examples.py) or fails in test_every_page.py.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.services import freeze
from fazhi.kernel.organisations.models import Official, Post
from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.parties import keys
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.surfaces.accounts.tests.signing_in import account_of

from .examples import Shows, World, examples

RESOLVED = "mediation.people.resolved"


class Unscoped(AssertionError):
    """A query on scoped rows without the post's bounds."""


@cache
def scoped_names() -> frozenset[str]:
    """Tables of scoped models, and register views."""
    tables = {model._meta.db_table for model in apps.get_models() if isinstance(model._default_manager, ScopedManager)}
    return frozenset(tables | set(registry.catalogue().registers))


def filled(sql: str, params: Sequence[Any] | None) -> str:
    """The statement with its parameters in place."""
    pieces = sql.split("%s")
    values = [str(value) for value in params or ()]
    return "".join(a + b for a, b in zip(pieces, [*values, ""], strict=True)) if values else sql


def names_the_bureau(sql: str) -> bool:
    """
    The two questions that everybody may ask of the office tree: what the bureau is called, and whether the data are
    synthetic (`organisations.queries.root`, `is_sample`). They answer with one row and no record of a matter.
    """
    tables = set(re.findall(r'(?:FROM|JOIN) "([a-z_]+)"', sql))
    asks = '"parent_id" IS NULL' in sql or re.search(r'WHERE "organisations_office"."is_sample"', sql)
    return tables == {"organisations_office"} and bool(asks) and "LIMIT 1" in sql


def names_who_is_covered(sql: str, post: Post) -> bool:
    """Whom the post stands in for today: a question about the post itself, whose answer gives it those posts' rights."""
    return bool(re.search(rf'FROM "organisations_absence".*"cover_id" = {post.pk}\b', sql, re.DOTALL))


def names_the_files_of_a_version(sql: str) -> bool:
    """
    The files of sealed versions of a report, asked for by keys of versions that the same page found within the post's bounds.

    That is no hole: no key of a version stands in an address (pages name year and number, and look the versions up with the
    bounds), a version never moves to another report, nor a report to another office. A file is found by its version alone and
    has no way to a matter. test_matrix.py asks for such files as everybody.
    """
    of_version = r'"annual_report_versionfile"\."version_id" (=|IN)|"annual_report_reportversion"\."report_id" ='
    tables = set(re.findall(r'(?:FROM|JOIN) "([a-z_]+)"', sql))
    by_version = {"annual_report_versionfile", "annual_report_reportversion", "papers_attachment"}
    return "annual_report_versionfile" in tables <= by_version and bool(re.search(of_version, sql))


def has_bounds(sql: str, post: Post) -> bool:
    left, right = post.office.left, post.office.right
    ranged = re.search(rf'"left" >= {left}\b.*"left" <= {right}\b', sql, re.DOTALL)
    return bool(ranged or re.search(rf'"office_left" BETWEEN {left} AND {right}\b', sql))


OPEN_QUESTIONS = (names_the_bureau, names_the_files_of_a_version)


@contextmanager
def guarded(post: Post, *more: Callable[[str], bool]) -> Iterator[list[str]]:
    """Fail unscoped SELECTs; collects the scoped ones, so that a test sees that something was looked at."""
    seen: list[str] = []

    def check(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        text = filled(sql, None if many else params)
        touched = scoped_names().intersection(re.findall(r'"(\w+)"', text))
        is_open = names_who_is_covered(text, post) or any(question(text) for question in (*OPEN_QUESTIONS, *more))
        if touched and text.lstrip().upper().startswith(("SELECT", "WITH")) and not is_open:
            if not has_bounds(text, post):
                raise Unscoped(f"{sorted(touched)} read without the bounds of {post.code}: {text}")
            seen.append(text)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(check):
        yield seen


OF_ONES_OWN = ("sign-in", "sign-in-code", "account", "change-password", "second-factor", "work-as")
"""Pages of signing in and of one's own account."""


LOOKS_AT_ALL = {"mediation-subsidy"}
"""Whether a dispute was paid for before is looked up among all; what is shown is within the bounds, as its own test says."""


WITHOUT_RECORDS = {
    "start",
    "law",
    "laws",
    "law-title",
    "administration",
    "holidays",
    "holiday-year",
    "mappings",
    "periods",
    "period",
    "roles",
    "register-count",
    "mediation-papers",
    "mediation-blank",
    "masking",  # files of one's own, in no table
    "masking-file",
    "api-document",
    "health-live",
    "health-ready",
    "metrics",
    "system",
    "systems",
    *OF_ONES_OWN,
}
"""Pages that read no scoped row or lead to one that does, and acts that only a form sends."""

OF_THE_BUREAU = {"report-seal", "report-preview", "report-check", "report-kept-file"}
"""Pages that are not there for posts below the bureau, without a look at any record."""


def test_the_pages_of_accounts_read_within_the_bounds_of_their_post(city: Any, as_post: Any) -> None:
    person = Official(code="E0100", name="安全员")
    person.save()
    post = Post(official=person, office=city.bureau, role="security_administrator", from_date=date(2020, 1, 1))
    post.save()
    desk = as_post(post)
    own = reverse("account-managed", kwargs={"key": account_of(post).pk})

    for url in (reverse("accounts"), f"{reverse('account-opening')}?q=李", own):
        with guarded(post) as seen:
            assert desk.get(url).status_code == 200
        assert seen, url


def test_every_page_reads_within_the_bounds_of_its_post(world: World, as_post: Any) -> None:
    """Pages of the desk; the portal's have no post: what they may read, test_portal_scope.py says."""
    keys.read_key()  # made by whoever writes the first party down

    for who in ("stranger", "head", "mediator", "officer", "reporter"):
        post = world.cast[who]
        desk = as_post(post)
        for name, shown in examples(world).items():
            if name in LOOKS_AT_ALL or name.startswith("portal") or name in {"robots", "api"}:  # tests/api has its own
                continue
            urls = [each.url for each in shown if each.shows is not Shows.SENT]
            looked = is_closed = not urls
            for url in urls:
                with guarded(post) as seen:
                    response = desk.get(url)
                assert response.status_code in {200, 302, 400, 403, 404, 409}, url
                looked |= bool(seen)  # of a frozen year there are files to look at
                is_closed |= response.status_code in {403, 404}
            looks_at_none = name in WITHOUT_RECORDS | OF_THE_BUREAU or name.startswith("import")
            assert looked or is_closed or looks_at_none, f"{name} looked at nothing"


def test_the_guard_catches_a_query_without_bounds(city: Any, year: Any) -> None:
    with guarded(city.stranger), pytest.raises(Unscoped):
        PeoplesMatter.objects.system("the test forgets the scope").first()


def test_the_guard_catches_another_posts_bounds(city: Any, year: Any) -> None:
    with guarded(city.stranger), pytest.raises(Unscoped):
        list(PeoplesMatter.objects.visible_to(city.head))


def test_the_guard_catches_a_related_manager(city: Any, year: Any) -> None:
    matter = PeoplesMatter.objects.visible_to(city.head).get(pk=year.ours.pk)

    with guarded(city.head), pytest.raises(Unscoped):
        str(matter.office)


def test_the_guard_lets_scoped_queries_pass(city: Any, year: Any) -> None:
    with guarded(city.head) as seen:
        assert PeoplesMatter.objects.visible_to(city.head).count() == 4

    assert len(seen) == 1


def test_scoped_models_have_no_reverse_managers() -> None:
    """A way back from an office to its rows would pass by `visible_to`."""
    office = apps.get_model("organisations", "Office")

    assert [field.name for field in office._meta.related_objects if not field.hidden] == []


@pytest.mark.parametrize(("who", "seen"), [("head", ["ours", "ours_open"]), ("stranger", ["theirs"])])
def test_a_matter_of_another_district_is_not_there(
    city: Any, year: Any, as_post: Any, who: str, seen: list[str]
) -> None:
    desk = as_post(getattr(city, who))

    for name in ("ours", "ours_open", "theirs"):
        url = reverse("mediation-people", kwargs={"key": getattr(year, name).pk})
        assert desk.get(url).status_code == (200 if name in seen else 404)


def test_a_referral_of_another_district_is_not_there(city: Any, year: Any, as_post: Any) -> None:
    desk = as_post(city.stranger)

    assert desk.get(reverse("mediation-referral", kwargs={"key": year.their_referral.pk})).status_code == 200
    assert desk.get(reverse("mediation-referral", kwargs={"key": year.our_referral.pk})).status_code == 404


def test_a_departments_matter_is_not_there_for_a_district(city: Any, year: Any, as_post: Any) -> None:
    url = reverse("mediation-administrative", kwargs={"key": year.department.pk})

    assert as_post(city.officer).get(url).status_code == 200
    assert as_post(city.head).get(url).status_code == 404


def test_a_refused_matter_leaves_no_read(city: Any, year: Any, as_post: Any) -> None:
    from fazhi.kernel.audit.models import Read

    as_post(city.stranger).get(reverse("mediation-people", kwargs={"key": year.ours.pk}))

    assert not Read.objects.exists()


COUNTED = [("reporter", 5), ("head", 3), ("mediator", 3), ("stranger", 2)]


@pytest.mark.parametrize("engine", ["live", "frozen"])
@pytest.mark.parametrize(("who", "count"), COUNTED)
def test_figures_and_rows_count_what_the_post_sees(
    city: Any, year: Any, as_post: Any, settings: Any, at: datetime, who: str, count: int, engine: str
) -> None:
    if engine == "frozen":
        freeze(2024, by="system", at=at, folder=settings.DATA_DIR / "frozen")
    desk = as_post(getattr(city, who))

    opened = desk.get(reverse("figure", kwargs={"year": 2024, "code": RESOLVED})).content.decode()
    rows = desk.get(reverse("figure-rows", kwargs={"year": 2024, "code": RESOLVED})).content.decode()

    assert f'<span class="big">{count}</span> 件' in opened
    assert f"共 {count} 行" in opened
    assert f"共 {count} 行" in rows
    assert rows.count('<th scope="row"') == count


def test_the_rows_of_another_office_are_none(city: Any, year: Any, as_post: Any) -> None:
    url = reverse("figure-rows", kwargs={"year": 2024, "code": RESOLVED}) + "?by=office&key=XM-SM-01"

    shown = as_post(city.stranger).get(url).content.decode()

    assert "共 0 行" in shown
    assert "思1" not in shown


def test_a_register_lists_what_the_post_sees(city: Any, year: Any, as_post: Any) -> None:
    url = reverse("register", kwargs={"name": "mediation_people_register"})

    shown = as_post(city.stranger).get(url).content.decode()

    assert "湖1" in shown
    assert "思1" not in shown
