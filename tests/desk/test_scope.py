"""
Row scope on every page: a post sees the rows of its own office and of those below, and the rule stands in the SQL.

A hook on the database connection fails each SELECT on a scoped table or a register view that lacks the range predicate
on the post's bounds. The pages are those of the URL resolver, so a new one is either driven here or fails here.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.urls import get_resolver, reverse
from django.utils import timezone

from fazhi.kernel.exchange.models import LedgerBatch
from fazhi.kernel.indicators import registry
from fazhi.kernel.indicators.services import freeze
from fazhi.kernel.organisations.models import Official, Post
from fazhi.kernel.organisations.scope import ScopedManager
from fazhi.kernel.parties import keys
from fazhi.kernel.procedures.worklist import View
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.surfaces.accounts.tests.signing_in import account_of
from fazhi.surfaces.web.imports.models import Upload

RESOLVED = "mediation.people.resolved"


class Unscoped(AssertionError):
    """A query on scoped rows without the post's bounds."""


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


def has_bounds(sql: str, post: Post) -> bool:
    left, right = post.office.left, post.office.right
    ranged = re.search(rf'"left" >= {left}\b.*"left" <= {right}\b', sql, re.DOTALL)
    return bool(ranged or re.search(rf'"office_left" BETWEEN {left} AND {right}\b', sql))


@contextmanager
def guarded(post: Post) -> Iterator[list[str]]:
    """Fail unscoped SELECTs; collects the scoped ones, so that a test sees that something was looked at."""
    seen: list[str] = []

    def check(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        text = filled(sql, None if many else params)
        touched = {name for name in scoped_names() if re.search(rf'"{name}"', text)}
        is_open = names_the_bureau(text) or names_who_is_covered(text, post)
        if touched and text.lstrip().upper().startswith(("SELECT", "WITH")) and not is_open:
            if not has_bounds(text, post):
                raise Unscoped(f"{sorted(touched)} read without the bounds of {post.code}: {text}")
            seen.append(text)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(check):
        yield seen


def addresses(year: Any) -> dict[str, list[str]]:
    """Every address of the desk by name, each as often as it takes to reach all that it shows."""
    figure = {"year": 2024, "code": RESOLVED}
    amount = {"year": 2024, "code": "mediation.people.amount"}
    rate = {"year": 2024, "code": "mediation.administrative.success_rate.civil"}
    rows = reverse("figure-rows", kwargs=figure)
    registers = [reverse("register", kwargs={"name": name}) for name in registry.catalogue().registers]
    return {
        "start": [reverse("start")],
        "report": [reverse("report", kwargs={"year": 2024})],
        "report-file": [reverse("report-file", kwargs={"year": 2024, "name": "figures.json"})],
        "report-comments": [f"{reverse('report-comments', kwargs={'year': 2024})}?figure={RESOLVED}"],
        "report-comment-answer": [reverse("report-comment-answer", kwargs={"year": 2024, "number": 1})],
        "contributions": [reverse("contributions", kwargs={"year": 2024})],
        "contribution": [reverse("contribution", kwargs={"key": year.ours.pk})],
        "contribution-act": [reverse("contribution-act", kwargs={"key": year.ours.pk, "act": "accept"})],
        "report-approval": [reverse("report-approval", kwargs={"year": 2024})],
        "report-matter": [reverse("report-matter", kwargs={"key": year.ours.pk})],
        "report-matter-act": [reverse("report-matter-act", kwargs={"key": year.ours.pk, "act": "sign"})],
        "report-seal": [reverse("report-seal", kwargs={"year": 2024})],
        "report-preview": [reverse("report-preview", kwargs={"year": 2024})],
        "report-check": [reverse("report-check", kwargs={"year": 2024})],
        "report-kept-file": [reverse("report-kept-file", kwargs={"year": 2024, "number": 1, "name": "report.docx"})],
        "figure": [
            *(f"{reverse('figure', kwargs=figure)}?by={by}" for by in ("district", "office", "concluded_month")),
            reverse("figure", kwargs=amount),
            reverse("figure", kwargs=rate),
        ],
        "figure-rows": [rows, f"{rows}?by=office&key=XM-SM-01", f"{rows}?after={'0' * 32}"],
        **matter_addresses(year),
        "my-work": [reverse("my-work"), *(f"{reverse('my-work')}?view={view.value}" for view in View)],
        "work-take": [reverse("work-take")],
        "work-hand-over": [f"{reverse('work-hand-over')}?task={key}" for key in year.tasks],
        "work-bulk": [f"{reverse('work-bulk')}?task={year.tasks[0]}"],
        "absences": [reverse("absences")],
        "absence-end": [reverse("absence-end", kwargs={"number": 1})],
        "absence-withdrawal": [reverse("absence-withdrawal", kwargs={"number": 1})],
        "oversight": [reverse("oversight")],
        "oversight-tasks": [f"{reverse('oversight-tasks')}?which=open"],
        "oversight-limits": [f"{reverse('oversight-limits')}?procedure=mediation.people&judged=lapsed"],
        "oversight-course": [reverse("oversight-course")],
        **mediation_addresses(year),
        "registers": [reverse("registers")],
        "register": [
            *registers,
            f"{registers[0]}?accepted_date=2024-03&office=XM-SM-01&sort=-amount_fen",
            f"{registers[0]}?number=9",
            f"{registers[0]}?q=思1",
        ],
        "register-count": [f"{registers[0]}count/"],
        "register-offices": [f"{registers[0]}offices/"],
        "find": [f"{reverse('find')}?q=思1", f"{reverse('find')}?q=陈大明"],
        "law": [reverse("law", kwargs={"title": "人民调解法", "article": "28"})],
        **{name: [reverse(name)] for name in OF_ONES_OWN},
        **import_addresses(),
    }


def import_addresses() -> dict[str, list[str]]:
    """The addresses of imports; one batch is the bureau's, one of the committee in 思明区."""
    LedgerBatch.objects.get_or_create(
        name="移送.xlsx", format="mediation.referral", by="E0001@XM-SM-01:clerk", state="done",
        defaults={"sha256": "0" * 64, "started_at": timezone.now()},
    )  # fmt: skip
    upload, _ = Upload.objects.get_or_create(
        name="移送.xlsx",
        by="E0005@XM:reporter",
        defaults={"state": "refused", "size": 1, "uploaded_at": timezone.now()},
    )
    file, kind = {"key": upload.pk}, {"code": "mediation.people"}
    batches = [{"number": number} for number in LedgerBatch.objects.values_list("pk", flat=True)]
    per_batch = ("import-batch", "import-original", "import-batch-refusals", "import-undoing")
    per_file = ("file", "confirmation", "check", "cancellation", "abandonment", "refusals", "mapping")
    return {
        "imports": [reverse("imports")],
        "import-batches": [reverse("import-batches")],
        "import-kinds": [reverse("import-kinds")],
        **{name: [reverse(name, kwargs=kind)] for name in ("import-kind", "import-template")},
        **{f"import-{name}": [reverse(f"import-{name}", kwargs=file)] for name in per_file},
        **{name: [reverse(name, kwargs=batch) for batch in batches] for name in per_batch},
    }


def matter_addresses(year: Any) -> dict[str, list[str]]:
    """Pages of single matters, and what is done on them."""
    people = [year.ours.pk, year.ours_open.pk, year.theirs.pk]
    referrals = [year.our_referral.pk, year.their_referral.pk]
    ours = [{"procedure": "mediation.people", "key": key} for key in people]
    return {
        "mediation-people": [reverse("mediation-people", kwargs={"key": key}) for key in people],
        "mediation-people-act": [
            reverse("mediation-people-act", kwargs={"key": key, "act": act})
            for key in people
            for act in ("withdraw", "settle", "accept")
        ],
        "mediation-administrative": [reverse("mediation-administrative", kwargs={"key": year.department.pk})],
        "mediation-administrative-act": [
            reverse("mediation-administrative-act", kwargs={"key": year.department.pk, "act": "withdraw"})
        ],
        "mediation-referral": [reverse("mediation-referral", kwargs={"key": key}) for key in referrals],
        "mediation-referral-act": [
            reverse("mediation-referral-act", kwargs={"key": key, "act": "accept"}) for key in referrals
        ],
        "begin": [
            *(reverse("begin", kwargs={"procedure": name}) for name in ("mediation.people", "referral.police", "none")),
            reverse("begin", kwargs={"procedure": "mediation.people"}) + "?applicant_name=陈",
        ],
        "clock": [reverse("clock", kwargs={"number": number}) for number in (year.clock.pk, 10**9)],
        "party-lookup": [reverse("party-lookup") + "?side=applicant&q=陈"],
        "matters-bulk": [
            reverse("matters-bulk") + "?procedure=mediation.people" + "".join(f"&key={key}" for key in chosen)
            for chosen in (people, [year.ours_open.pk])
        ],
        "matter-open": [reverse("matter-open", kwargs=each) for each in ours],
        "matter-party-add": [reverse("matter-party-add", kwargs=each) for each in ours],
        "matter-party": [reverse("matter-party", kwargs={**each, "position": 1}) for each in ours],
        "matter-papers": [reverse("matter-papers", kwargs=each) for each in ours],
        "matter-task": [reverse("matter-task", kwargs=each) for each in ours],
        "matter-rectify": [reverse("matter-rectify", kwargs=each) for each in ours],
        "paper": [reverse("paper", kwargs={"key": year.ours.pk})],
    }


OF_ONES_OWN = ("sign-in", "sign-in-code", "account", "change-password", "second-factor", "work-as")
"""Pages of signing in and of one's own account."""
FOLLOWING = (
    "performance", "confirmation", "outsider", "risk", "ruling", "linkage", "election", "application", "complaint"
)  # fmt: skip
"""Faces of mediation of which this year has no matter."""


def mediation_addresses(year: Any) -> dict[str, list[str]]:
    """Mediation's own pages."""
    here, there, department = ({"key": each.pk} for each in (year.ours, year.theirs, year.department))
    faces = {f"mediation-{name}": reverse(f"mediation-{name}", kwargs=here) for name in FOLLOWING}
    acts = {
        f"mediation-{name}-act": reverse(f"mediation-{name}-act", kwargs={**here, "act": "withdraw"})
        for name in FOLLOWING
    }
    lists = ("register", "register-same", "proposals", "warnings", "papers")
    files = ("file", "file-bound", "file-paper", "file-photograph", "file-archive")
    return {
        **{name: [url] for name, url in (faces | acts).items()},
        **{f"mediation-{name}": [reverse(f"mediation-{name}")] for name in lists},
        **{
            f"mediation-{name}": [reverse(f"mediation-{name}", kwargs=each) for each in (here, there, department)]
            for name in files
        },
        "mediation-inbox": [
            reverse("mediation-inbox"),
            reverse("mediation-inbox") + "?state=signed&after=2024-04-01.1",
        ],
        "mediation-dispute": [reverse("mediation-dispute", kwargs=here)],
        "mediation-record": [reverse("mediation-record", kwargs=here)],
        "mediation-service": [reverse("mediation-service", kwargs=here)],
        "mediation-committees": [reverse("mediation-committees") + "?named=莲前"],
        "mediation-committee": [reverse("mediation-committee", kwargs=here)],
        "mediation-subsidy": [reverse("mediation-subsidy") + "?month=2024-04"],
        "mediation-blank": [reverse("mediation-blank", args=("notice", "docx"))],
    }


LOOKS_AT_ALL = {"mediation-subsidy"}
"""Whether a dispute was paid for before is looked up among all; what is shown is within the bounds, as its own test says."""


WITHOUT_RECORDS = {
    "start",
    "law",
    "register-count",
    "work-take",
    "absence-end",
    "absence-withdrawal",
    "mediation-papers",
    "mediation-blank",
    "mediation-register-same",
    *OF_ONES_OWN,
}
"""Pages that read no scoped row or lead to one that does, and acts that only a form sends."""

OF_THE_BUREAU = {"report-seal", "report-preview", "report-check", "report-kept-file"}
"""Pages that are not there for posts below the bureau, without a look at any record."""

OF_ACCOUNTS = {"accounts", "account-opening", "account-managed"}
"""Pages of the security administrator, driven below."""

SENT = {
    "language",
    "sign-in-as",
    "sign-out",
    "session-end",
    "session-end-others",
    "second-factor-confirmation",
    "second-factor-codes",
    "second-factor-removal",
    "account-act",
    "register-export",
    "register-parties",
    "register-views",
    "register-view-deletion",
}
"""Addresses that only take what is sent; the tests of their pages send it under the guard."""


def of_the_desk() -> set[str]:
    """Names of the desk's addresses; the portal's have no post: what they may read, test_portal_scope.py says."""
    patterns = get_resolver().url_patterns
    return {str(each.name) for each in patterns if not str(each.pattern).startswith("portal/")} - {"robots"}


def test_every_address_of_the_desk_is_driven(year: Any) -> None:
    assert of_the_desk() == set(addresses(year)) | SENT | OF_ACCOUNTS


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


@pytest.mark.parametrize("who", ["stranger", "head", "mediator", "officer", "reporter"])
def test_every_page_reads_within_the_bounds_of_its_post(city: Any, year: Any, as_post: Any, who: str) -> None:
    post = getattr(city, who)
    desk = as_post(post)
    keys.read_key()  # made by whoever writes the first party down

    for name, urls in addresses(year).items():
        if name in LOOKS_AT_ALL:
            continue
        for url in urls:
            with guarded(post) as seen:
                response = desk.get(url)
            assert response.status_code in {200, 302, 400, 403, 404, 405, 409}, url
            is_closed = response.status_code in {403, 404, 405}
            looks_at_none = name in WITHOUT_RECORDS | OF_THE_BUREAU or name.startswith("import")
            assert seen or is_closed or looks_at_none, f"{url} looked at nothing"


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
