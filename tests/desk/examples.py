"""
Every address of the desk and of the portal, in a city where each has something to show, and who opens it.

One table for all tests that go through every page; an address without an example fails in test_every_page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel.exchange.models import LedgerBatch
from fazhi.kernel.indicators import registry
from fazhi.kernel.law.models import ArticleText, Corpus, Statute, Version
from fazhi.kernel.organisations.models import Official, Post
from fazhi.kernel.organisations.terms import Role
from fazhi.kernel.papers import services as papers
from fazhi.kernel.papers.terms import MatterRef
from fazhi.kernel.papers.tests.cases import png
from fazhi.kernel.procedures.worklist import View
from fazhi.kernel.referrals import transferring
from fazhi.lines.annual_report.models import Comment
from fazhi.lines.annual_report.terms import Heading
from fazhi.lines.annual_report.tests.house import House
from fazhi.lines.hotline.services import complaints
from fazhi.lines.hotline.tests import checked, planned
from fazhi.lines.inspections.models import Draw, Inspector, Institution, ItemResult
from fazhi.lines.inspections.queries.desk import Shelf
from fazhi.lines.inspections.tests import bureau
from fazhi.lines.legality_review.models import Campaign, CleanedItem, Document, Filing, Finding, Inquiry, Point
from fazhi.lines.legality_review.queries.campaigns import items_of
from fazhi.lines.legality_review.services import campaigns, circulating, cleaned, examine_draft, received, submissions
from fazhi.lines.legality_review.tests.division import Division as Reviewers
from fazhi.lines.legality_review.tests.division import noon
from fazhi.lines.mediation.ledgers import REFERRAL_FORMAT
from fazhi.lines.mediation.models import Application, LinkProposal, Performance, RiskReport
from fazhi.lines.mediation.services import elections, following, people, ruling
from fazhi.lines.mediation.services.applications.complaining import complain
from fazhi.lines.mediation.services.disputes import Joined, join
from fazhi.lines.mediation.services.parties import Side
from fazhi.lines.mediation.terms import PEOPLES, Proof
from fazhi.lines.mediation.tests import network
from fazhi.lines.mediation.tests.conftest import Committee
from fazhi.surfaces.accounts.tests.signing_in import account_of, signed_in
from fazhi.surfaces.api.services import systems
from fazhi.surfaces.web.imports.models import Upload

from .writing import hidden_of

RESOLVED = "mediation.people.resolved"
AT_ONCE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ADMINISTRATORS = ("system", "security", "audit")
STREET, CITIZEN = "", "citizen"
"""Who opens a page without a post: nobody in particular, and a citizen who has just applied."""

_CASES = (
    "接警单号,渠道,所,性质,送来日\nJJ-1,公调对接,莲前所,邻居吵架,2024-03-01\nJJ-2,公调对接,莲前所,邻里,2024-03-02\n"
)
_APPLIES = {
    "name": "陈大明", "phone": "13900001234", "document_type": "identity", "other_name": "林小红", "category": "neighbour",
    "facts": "楼上漏水三个月，天花板发霉。", "consent": "1", "step": "send",
}  # fmt: skip


class Shows(Enum):
    """
    PAGE  a whole page
    PART  a part of a page, put into one by htmx
    FILE  something to download or to read by machine
    AWAY  leads to another page
    SENT  an act that only a form sends: 405 for whoever merely looks
    FORM  the form of the page that it belongs to, again, with what is missing: 400
    NO_TOKEN   the door of the interface for other systems
    NOT_THERE  an act without a page of its own, which says so
    """

    PAGE = 200
    PART = "part"
    FILE = "file"
    AWAY = 302
    SENT = 405
    FORM = 400
    NOT_THERE = 404
    NO_TOKEN = 401

    @property
    def status(self) -> int:
        return self.value if isinstance(self.value, int) else 200


@dataclass(frozen=True)
class Example:
    """
    One address as `by`, of the world's cast, opens it.

    hidden  from a mediator of another district: it is not there, or leads nowhere
    """

    url: str
    by: str = "reporter"
    shows: Shows = Shows.PAGE
    hidden: bool = False


@dataclass(frozen=True)
class World:
    """
    The small city's year with what follows matters, two reports, a committee, files that wait, and a citizen.

    cast     posts by name: those of the city, `division` and `chief` of the bureau, `drafter`, a clerk of the department, the
             three administrators
    citizen  a client who has just applied at the portal
    keys     the matter or row that each page shows, by name
    """

    cast: dict[str, Post]
    citizen: Client
    keys: dict[str, Any]

    def client(self, by: str) -> Client:
        """The browser of whoever opens an example."""
        if by == STREET:
            return Client(headers={"host": "localhost"})
        return self.citizen if by == CITIZEN else signed_in(self.cast[by])


def _form_token(word: str) -> str:
    """That of a form which was opened a minute ago."""
    signer = signing.TimestampSigner(salt="fazhi.portal.form")
    now = signing.b62_decode(signer.timestamp())
    with mock.patch.object(signer, "timestamp", return_value=signing.b62_encode(now - 60)):
        return signer.sign(word)


def applied(word: str = "random", office: str = "XM-SM-01") -> Client:
    """A citizen who has applied, and has the receipt open; `word` makes the form another one."""
    client = Client(headers={"host": "localhost"})
    url = reverse("portal-apply-form", kwargs={"office": office})
    assert client.post(url, {**_APPLIES, "form": _form_token(word)}).status_code == 302
    return client


@pytest.fixture
def world(city: Any, year: Any, house: House, at: datetime, settings: Any, data_dir: Path) -> World:
    settings.TASKS = AT_ONCE
    (data_dir / "key" / "session.key").write_text("s" * 64)  # as after `fazhi setup`
    posts = {name: getattr(city, name) for name in ("clerk", "mediator", "head", "stranger", "reporter", "officer")}
    posts |= {"chief": house.head, "division": house.clerk}
    for name in ADMINISTRATORS:
        person = Official(code=f"A-{name}", name=name)
        person.save()
        post = Post(official=person, office=city.bureau, role=f"{name}_administrator", from_date=date(2020, 1, 1))
        post.save()
        posts[name] = post
    drafter = Official(code="A-drafter", name="起草人")
    drafter.save()
    posts["drafter"] = Post(official=drafter, office=city.department, role="clerk", from_date=date(2020, 1, 1))
    posts["drafter"].save()
    # The divisions came last, and moved the bounds of the offices.
    fresh = Post.objects.system("the cast of the examples").select_related("office", "official").in_bulk()
    cast = {name: fresh[post.pk] for name, post in posts.items()}
    citizen = applied()
    keys = {
        **{name: getattr(year, name) for name in ("ours", "ours_open", "theirs", "our_referral", "their_referral")},
        **{"department": year.department, "clock": year.clock, "tasks": year.tasks},
        **_reports(house),
        **_matters(cast, at),
        **_inspections(cast),
        **_hotline(cast),
        **_reviews(cast),
        **_imports(cast),
        "other_system": systems.enter_system(
            "COURT",
            "思明区人民法院立案系统",
            office=city.bureau,
            role=Role.CLERK,
            rights=["api.registers", "referrals.send"],
            sender="思明区人民法院",
            by=cast["security"],
            at=datetime.now(tz=UTC),
        ),
        "comment": _comment(cast["reporter"]),
        **_applications(at),
    }
    _statute()
    return World(cast, citizen, keys)


def _reports(house: House) -> dict[str, Any]:
    """2024's, published; 2025's as it is written, with a text that came in and a comment."""
    published = house.published()
    on = date(2026, 1, 6)
    draft = house.open(2025, on)
    asked = house.ask(Heading.OTHER, year=2025, due_date=date(2026, 1, 20), on=on)
    house.submit(asked, "无其他事项。", on)
    return {"published": published, "draft": draft, "contribution": asked}


def _matters(cast: dict[str, Post], at: datetime) -> dict[str, Any]:
    """What follows a mediation, a ruling, an election and a committee in term, all of 思明区."""
    day, ours = date(2025, 2, 19), cast["clerk"].office
    works = Committee(cast["clerk"], cast["mediator"], cast["stranger"])
    clerks = works.clerks(day)
    built = network.build(ours)
    settled = works.settled(day, performance_due=day + timedelta(days=30))
    confirmation = following.request_confirmation(
        office=ours, **clerks, number=settled.number, court="思明区人民法院",
        court_ground="mediator", applicant_signed=day, respondent_signed=day,
    )  # fmt: skip
    following.court_accepts(confirmation, **clerks)
    following.court_confirms(confirmation, **clerks, decision_number="（2025）闽0203诉前调确1号")
    other = works.settled(day, number="又一号")
    requested = following.request_confirmation(
        office=ours, **clerks, number=other.number, court="思明区人民法院",
        court_ground="mediator", applicant_signed=day, respondent_signed=day,
    )  # fmt: skip
    photograph = papers.attach(
        MatterRef(PEOPLES, settled.pk, settled.office), png(), name="现场.png", kind="evidence", by=cast["clerk"], at=at
    )
    outsider = following.register_outsider(office=ours, **clerks, number=confirmation.number, known=day)
    at_risk = works.accepted(day, number="二号")
    people.report_risk(at_risk, **works.mediators(day), kind="crime", organ="莲前派出所", manner="telephone")
    sides = {
        "applicant": Side("陈示例", "identity", "999999198001010016"),
        "respondent": Side("林示例", "identity", "999999198001010024"),
    }
    for number in ("三号", "四号"):
        works.registered(day, number=number, **sides)
    first, second = (works.registered(day, number=number) for number in ("五号", "六号"))
    dispute = join(*(Joined(PEOPLES, each.pk, Proof.STATED) for each in (first, second)))
    acting = {"at": at, "on": at.date()}
    decided = ruling.apply(
        office=cast["officer"].office, by=cast["officer"], **acting, number="裁1号", category="land",
        basis="土地管理法 第十四条", applicant=Side("陈示例"), respondent=Side("林示例"),
    )  # fmt: skip
    election = elections.begin_by_election(office=ours, by=cast["head"], **acting)
    found = {
        name: model.objects.system("the examples").order_by("number").first()
        for name, model in (("performance", Performance), ("risk", RiskReport), ("linkage", LinkProposal))
    }
    return {
        **found, "settled": settled, "confirmation": confirmation, "outsider": outsider, "ruling": decided,
        "election": election, "body": built.committee, "member": built.members[0], "dispute": dispute,
        "requested": requested, "paper": photograph, "joined": first,
    }  # fmt: skip


def _hotline(cast: dict[str, Post]) -> dict[str, Any]:
    """
    The bureau's hotline, planned: a draft, a published roster with its subsidies, a consultation complained about; a month's quality
    check, drawn; and what it passed on to the committee.
    """
    office = cast["chief"].office
    built = planned.build(office)
    consultation = planned.consultation(office)
    ledger = planned.subsidy(built)
    planned.outlook(office, built.plan, timezone.now(), planned.advised())
    planned.lines(office, timezone.now())
    checked.answered(office, 3, built.firms)
    (check,) = checked.drawn(office, cast["chief"])
    acting = {"by": cast["chief"], "at": planned.NOW, "on": planned.NOW.date()}
    complaint = complaints.register(
        office=office, **acting, number="热诉1号", consultation=consultation.number, subject="manner", text="态度生硬"
    )
    transfer = transferring.send(
        office=cast["clerk"].office, **acting, number="转1号", purpose="人民调解", subject="物业相邻",
        facts="与邻居因漏水争执", contact="陈示例", phone="13900001234",
    )  # fmt: skip
    return {
        "hotline-plan": built.plan,
        "hotline-draft": built.draft,
        "hotline-roster": built.roster,
        "hotline-swap": built.duty,
        "hotline-attendance": built.duty,
        "hotline-subsidy": ledger,
        "hotline-consultation": consultation,
        "hotline-recording": consultation,
        "hotline-quality-round": check.round,
        "hotline-quality-check": check,
        "hotline-complaint": complaint,
        "transfer": transfer,
    }


def _inspections(cast: dict[str, Post]) -> dict[str, Any]:
    """The bureau's rosters, a task that was drawn, of its inspections one ordered to rectify, and a task to be frozen."""
    chief = cast["chief"]
    bureau.build(chief.office)
    works = bureau.Division(chief.office, chief, chief, cast["stranger"])
    ordered = works.ordered()
    assigned = bureau.inspections_of(ordered.task).exclude(pk=ordered.pk).first()
    found = {
        name: model.objects.system("the examples").first()
        for name, model in (
            ("draw", Draw),
            ("institution", Institution),
            ("inspector", Inspector),
            ("result", ItemResult),
        )
    }
    planned = works.planned(number="厦司抽〔2024〕2号")
    return {**found, "ordered": ordered, "assigned": assigned, "drawn": ordered.task, "planned": planned}


def _reviews(cast: dict[str, Post]) -> dict[str, Any]:
    """
    A draft under review with a point and findings, one like it before, a document in force with its filing, one to be
    published.
    """
    chief = cast["chief"]
    works = Reviewers(cast["division"].office, chief, cast["division"], chief, cast["stranger"])
    published = works.published()
    works.closed(number="厦司审〔2024〕2号")
    works.concluded(number="厦司审〔2024〕3号")
    review = works.opined(number="厦司审〔2024〕4号")
    examine_draft(review, at=noon(date(2024, 10, 14)), on=date(2024, 10, 14))
    finding = Finding.objects.system("the examples").filter(review=review).first()
    found = {
        name: model.objects.system("the examples").first() for name, model in (("filing", Filing), ("point", Point))
    }
    numbered = works.registered(number="厦司规〔2024〕2号", review="厦司审〔2024〕2号")
    beside = _beside_reviews(works, cast["drafter"])
    return {**found, **beside, "review": review, "finding": finding, "numbered": numbered, "normative": published}


def _beside_reviews(works: Reviewers, drafter: Post) -> dict[str, Any]:
    """A campaign that asks the department about its document, a filing that came in, a circulated draft, a submission."""
    clerks, department, due = works.by(works.clerk, date(2025, 3, 3)), drafter.office, date(2025, 3, 31)
    Document.objects.system("the examples").filter(published_date__isnull=False).update(drafter=department.name)
    campaign = campaigns.open_campaign(
        office=works.office, **clerks, number="厦司清〔2025〕1号", title="定期清理", kind="periodic", notice="清理通知", due_date=due
    )  # fmt: skip
    campaigns.assign_batch(campaign, **clerks, due_date=due)
    filing = received.receive(
        office=works.office, **clerks, number="思府规〔2025〕1号", title="示例办法", issuer="思明区人民政府",
        published_date=date(2025, 2, 28), body="第一条 示例。",
    )  # fmt: skip
    circulation = circulating.circulate(
        office=works.office,
        **clerks,
        number="征1",
        review="厦司审〔2024〕4号",
        departments=[department.name],
        due_date=due,
    )
    submission = submissions.send(
        office=department, **works.by(drafter, date(2025, 3, 3)), number="送审1", title="示例办法", kind="affair",
        addressee=works.office.code, materials=["起草说明"],
    )  # fmt: skip
    return {
        "campaign": campaign, "list": _published_list(works), "received": filing, "circulation": circulation, "submission": submission,
        "cleaned": CleanedItem.objects.system("the examples").first(),
        "inquiry": Inquiry.objects.system("the examples").first(),
    }  # fmt: skip


def _published_list(works: Reviewers) -> Campaign:
    """The list of a clean-up before, of the one document in force."""
    day = date(2025, 1, 6)
    now, chief = works.by(works.clerk, day), works.by(works.chief, day)
    campaign = campaigns.open_campaign(
        office=works.office, **now, number="厦司清〔2024〕1号", title="专项清理", kind="special", notice="清理通知", due_date=day
    )  # fmt: skip
    campaigns.assign_batch(campaign, **now, due_date=day)
    lines = [f"{each.document.number} 保留" for each in items_of(campaign, works.clerk)]
    campaigns.enter_proposals(campaign, **now, lines=lines)
    campaigns.review_documents(campaign, **now, lines=lines)
    cleaned.decide(campaign, **chief, decision="会议")
    cleaned.publish(campaign, **now, list_number="厦司公告〔2025〕1号", issued_at="市政府网站")
    return campaign


def _applications(at: datetime) -> dict[str, Any]:
    """What the citizen applied for, and a complaint of the one before."""
    applied("another")
    application, other = Application.objects.system("the examples").order_by("number")[:2]
    return {"application": application, "complaint": complain(other, subject="delay", text="等了很久。", at=at)}


def _comment(reporter: Post) -> int:
    """What somebody said of a figure of 2025's draft."""
    url = reverse("report-comments", kwargs={"year": 2025})
    client = signed_in(reporter)
    shown = client.get(url, {"figure": RESOLVED}).content.decode()
    client.post(url, {**hidden_of(shown, url), "text": "请写明是协议金额。"})
    return Comment.objects.system("the examples").get().pk


def _statute() -> None:
    """The one article that the pages of the law show, as a corpus brings it."""
    day = date(2011, 1, 1)
    corpus = Corpus.objects.create(name="示例", state_date=day, loaded_at=datetime(2026, 1, 1, tzinfo=UTC))
    title = "中华人民共和国人民调解法"
    law, _ = Statute.objects.get_or_create(title=title, defaults={"short_title": "人民调解法", "level": "statute"})
    version = Version.objects.create(
        statute=law, version_date=day, effective_date=day, status="in_force", corpus=corpus
    )
    ArticleText.objects.create(version=version, position=17, number=17, label="第十七条", text="当事人可以申请调解。")


def _imports(cast: dict[str, Post]) -> dict[str, Any]:
    """A file whose headings are being mapped, one that waits with a refused row, one that is written with one."""
    client = signed_in(cast["reporter"])
    headings = ",".join(column.heading for column in REFERRAL_FORMAT.columns)
    good = "公调一号,公调对接,莲前派出所,甲1,XM-SM-01,邻里纠纷,2024-03-01,2024-03-02,,,"
    bad = good.replace("公调一号", "公调二号").replace("邻里纠纷", "外星纠纷")
    sheets = {
        "移送.csv": _CASES,
        "待确认.csv": f"{headings}\n{good}\n{bad}\n",
        "已写入.csv": f"{headings}\n{bad}\n{good}\n",
    }
    for name, text in sheets.items():
        client.post(reverse("imports"), {"files": [SimpleUploadedFile(name, text.encode())]})
    mapped, waiting, written = (Upload.objects.get(name=name) for name in sheets)
    client.post(reverse("import-mapping", kwargs={"key": mapped.pk}), {"draft": "1", "kind": "mediation.referral"})
    client.post(reverse("import-confirmation", kwargs={"key": written.pk}))
    written.refresh_from_db()
    batch = LedgerBatch.objects.get(pk=written.batch)
    return {"mapped": mapped, "waiting": waiting, "written": written, "batch": batch, "masking": _to_mask(client)}


def _to_mask(client: Client) -> str:
    """The address of a file in which a person has something to decide."""
    text = "来电人王建华，手机13900001234。监督电话：0592-5061234。"
    answer: str = client.post(reverse("masking"), {"file": SimpleUploadedFile("来电.txt", text.encode())})["Location"]
    return answer


def examples(world: World) -> dict[str, list[Example]]:
    """Examples by name of address, each as often as it takes to reach all that its page shows."""
    return {
        **_of_signing_in(world),
        **_of_work(world),
        **_of_registers(),
        **_of_reports(world),
        **_of_matters(world),
        **_of_faces(world),
        **_of_mediation(world),
        **_of_inspections(world),
        **_of_hotline(world),
        **_of_reviews(world),
        **_of_imports(world),
        **_of_administration(world),
        **_of_the_portal(world),
        **_of_the_api(),
    }


def _of_the_api() -> dict[str, list[Example]]:
    """Not for browsers: the document, and the door, which refuses who shows no token. Its operations: tests/api."""
    return {
        "api-document": [Example(reverse("api-document"), by=STREET, shows=Shows.FILE)],
        "api": [Example(reverse("api", kwargs={"path": "registers"}), by=STREET, shows=Shows.NO_TOKEN)],
    }


def _each(names: Iterable[str], **more: Any) -> dict[str, list[Example]]:
    """Addresses that need nothing but their name."""
    return {name: [Example(reverse(name), **more)] for name in names}


def _of_signing_in(world: World) -> dict[str, list[Example]]:
    key = account_of(world.cast["clerk"]).pk
    own = ("account", "change-password", "second-factor", "work-as")
    sent = ("session-end-others", "second-factor-confirmation", "second-factor-codes", "second-factor-removal")
    return {
        **_each(["sign-in"], by=STREET),
        **_each(["health-live", "health-ready", "metrics"], by=STREET, shows=Shows.FILE),
        **_each(["language", "portal-language"], by=STREET, shows=Shows.SENT),
        **_each(["sign-in-code"], by=STREET, shows=Shows.AWAY),
        **_each(own, by="clerk"),
        **_each(("sign-out", *sent), by="clerk", shows=Shows.SENT),
        "sign-in-as": [Example(reverse("sign-in-as", kwargs={"post": 1}), by=STREET, shows=Shows.SENT)],
        "session-end": [Example(reverse("session-end", kwargs={"number": 1}), by="clerk", shows=Shows.SENT)],
        "accounts": [Example(reverse("accounts"), by="security")],
        "account-opening": [Example(f"{reverse('account-opening')}?q=李", by="security")],
        "account-managed": [Example(reverse("account-managed", kwargs={"key": key}), by="security")],
        "account-act": [
            Example(reverse("account-act", kwargs={"key": key, "name": "close"}), by="security", shows=Shows.SENT)
        ],
    }


def _of_work(world: World) -> dict[str, list[Example]]:
    task = world.keys["tasks"][0]
    return {
        "my-work": [
            *(Example(reverse("my-work"), by=by) for by in ("clerk", "mediator", "reporter")),
            *(Example(f"{reverse('my-work')}?view={view.value}", by="clerk") for view in View),
        ],
        **_each(["work-take"], by="clerk", shows=Shows.SENT),
        "work-hand-over": [Example(f"{reverse('work-hand-over')}?task={task}", by="clerk")],
        "work-bulk": [Example(f"{reverse('work-bulk')}?task={task}", by="clerk", shows=Shows.AWAY)],
        **_each(["absences"], by="clerk"),
        "absence-end": [Example(reverse("absence-end", kwargs={"number": 1}), by="clerk", shows=Shows.SENT)],
        "absence-withdrawal": [
            Example(reverse("absence-withdrawal", kwargs={"number": 1}), by="clerk", shows=Shows.SENT)
        ],
        **_each(["oversight", "oversight-course"]),
        "oversight-tasks": [Example(f"{reverse('oversight-tasks')}?which=open")],
        "oversight-limits": [Example(f"{reverse('oversight-limits')}?procedure=mediation.people&judged=lapsed")],
        "find": [Example(f"{reverse('find')}?q={words}") for words in ("思1", "陈大明", "无此人")],
    }


def _of_registers() -> dict[str, list[Example]]:
    every = [reverse("register", kwargs={"name": name}) for name in registry.catalogue().registers]
    first = reverse("register", kwargs={"name": "mediation_people_register"})
    return {
        **_each(["registers"]),
        "register": [
            *(Example(url) for url in every),
            Example(f"{first}?accepted_date=2024-03&office=XM-SM-01&sort=-amount_fen"),
            Example(f"{first}?number=9"),
            Example(f"{first}?q=思1", shows=Shows.AWAY),
            Example(f"{first}?accepted_date=wrong", shows=Shows.FORM),
        ],
        "register-count": [Example(f"{first}count/", shows=Shows.AWAY)],
        "register-offices": [Example(f"{first}offices/")],
        **{
            f"register-{name}": [Example(f"{first}{name}/", shows=Shows.SENT)]
            for name in ("export", "parties", "views")
        },
        "register-view-deletion": [Example(f"{first}views/1/deletion/", shows=Shows.SENT)],
    }


def _of_reports(world: World) -> dict[str, list[Example]]:
    sealed, open_ = {"year": 2024}, {"year": 2025}
    asked, draft = {"key": world.keys["contribution"].pk}, {"key": world.keys["draft"].pk}
    figure = reverse("figure", kwargs={**sealed, "code": RESOLVED})
    others = ("mediation.people.amount", "mediation.administrative.success_rate.civil")
    comments = reverse("report-comments", kwargs=open_)
    answer = reverse("report-comment-answer", kwargs={**open_, "number": world.keys["comment"]})
    both = ("report", "contributions", "report-approval")
    return {
        **_each(["start"], shows=Shows.AWAY),
        **{name: [Example(reverse(name, kwargs=year)) for year in (sealed, open_)] for name in both},
        **{name: [Example(reverse(name, kwargs=sealed))] for name in ("report-seal", "report-preview", "report-check")},
        "report-file": [Example(reverse("report-file", kwargs={**sealed, "name": "figures.json"}), shows=Shows.FILE)],
        "report-kept-file": [
            Example(
                reverse("report-kept-file", kwargs={**sealed, "number": 1, "name": "report.docx"}), shows=Shows.FILE
            )
        ],
        "report-comments": [Example(comments), Example(f"{comments}?figure={RESOLVED}")],
        "report-comment-answer": [Example(answer, shows=Shows.NOT_THERE)],
        "contribution": [Example(reverse("contribution", kwargs=asked), by=by) for by in ("division", "reporter")],
        "contribution-act": [Example(reverse("contribution-act", kwargs={**asked, "act": "accept"}))],
        "report-matter": [Example(reverse("report-matter", kwargs=draft), shows=Shows.AWAY)],
        "report-matter-act": [Example(reverse("report-matter-act", kwargs={**draft, "act": "consult"}))],
        "figure": [
            *(Example(f"{figure}?by={by}") for by in ("district", "office", "concluded_month")),
            *(Example(reverse("figure", kwargs={**sealed, "code": code})) for code in others),
        ],
        "figure-rows": [
            *(Example(f"{figure}rows/{words}") for words in ("", "?by=office&key=XM-SM-01", f"?after={'0' * 32}")),
            Example(reverse("figure-rows", kwargs={**open_, "code": RESOLVED})),
        ],
    }


def _of_matters(world: World) -> dict[str, list[Example]]:
    """What is done with a matter of any line: 思明区's, in the hands of its committee."""
    people_, open_ = "mediation.people", world.keys["ours_open"].pk
    matter = {"procedure": people_, "key": open_}
    chosen = "".join(f"&key={world.keys[name].pk}" for name in ("ours", "ours_open"))
    rooms = {"matter-open": "clerk", "matter-party-add": "clerk", "matter-papers": "mediator", "matter-task": "clerk"}
    return {
        "law": [
            Example(reverse("law", kwargs={"title": "人民调解法", "article": "17"})),
            Example(reverse("law", kwargs={"title": "人民调解法", "article": "17"}) + "?on=2012-01-01"),
        ],
        **_each(["laws"]),
        "law-title": [Example(reverse("law-title", kwargs={"title": "人民调解法"}))],
        "begin": [
            *(
                Example(reverse("begin", kwargs={"procedure": name}), by="clerk")
                for name in (people_, "referral.police")
            ),
            Example(reverse("begin", kwargs={"procedure": people_}) + "?applicant_name=陈", by="clerk"),
        ],
        "clock": [Example(reverse("clock", kwargs={"number": world.keys["clock"].pk}), by="clerk", hidden=True)],
        "party-lookup": [Example(reverse("party-lookup"), by="clerk", shows=Shows.SENT)],
        "matters-bulk": [
            Example(f"{reverse('matters-bulk')}?procedure={people_}{words}", by="clerk", hidden=True)
            for words in (chosen, f"&key={open_}")
        ],
        **{name: [Example(reverse(name, kwargs=matter), by=by, hidden=True)] for name, by in rooms.items()},
        "matter-party": [Example(reverse("matter-party", kwargs={**matter, "position": 1}), by="clerk", hidden=True)],
        "matter-rectify": [Example(reverse("matter-rectify", kwargs=matter), by="head", hidden=True)],
        "paper": [
            Example(reverse("paper", kwargs={"key": world.keys["paper"].pk}), by="clerk", shows=Shows.FILE, hidden=True)
        ],
    }


_FACES: dict[str, tuple[str, str, str]] = {
    "people": ("ours_open", "settle", "mediator"),
    "administrative": ("department", "withdraw", "officer"),
    "referral": ("our_referral", "accept", "mediator"),
    "performance": ("performance", "visit", "clerk"),
    "confirmation": ("requested", "withdraw", "clerk"),
    "outsider": ("outsider", "revoke", "clerk"),
    "risk": ("risk", "register_receipt", "mediator"),
    "ruling": ("ruling", "accept", "officer"),
    "linkage": ("linkage", "confirm", "head"),
    "election": ("election", "hold", "clerk"),
    "application": ("application", "refuse", "clerk"),
    "complaint": ("complaint", "tell", "head"),
}
"""Kind of matter → the example's, an act that is open on it, and who may do it."""


def _of_faces(world: World) -> dict[str, list[Example]]:
    made: dict[str, list[Example]] = {}
    for kind, (name, act, by) in _FACES.items():
        key = {"key": world.keys[name].pk}
        page, form = (f"mediation-{kind}", {}), (f"mediation-{kind}-act", {"act": act})
        for url_name, more in (page, form):
            made[url_name] = [Example(reverse(url_name, kwargs={**key, **more}), by=by, hidden=True)]
    for name in ("ours", "settled"):
        url = reverse("mediation-people", kwargs={"key": world.keys[name].pk})
        made["mediation-people"].append(Example(url, by="clerk", hidden=True))
    return made


def _of_mediation(world: World) -> dict[str, list[Example]]:
    ours = {"key": world.keys["ours"].pk}
    inbox = reverse("mediation-inbox")
    row = {"by": "clerk", "hidden": True}
    acts = ("bound", "paper", "photograph", "archive")
    return {
        "mediation-register": [Example(reverse("mediation-register"), by="mediator")],
        "mediation-register-same": [Example(reverse("mediation-register-same"), by="mediator", shows=Shows.SENT)],
        **_each(["mediation-proposals", "mediation-warnings", "mediation-papers"], by="clerk"),
        "mediation-inbox": [Example(inbox, by="clerk"), Example(f"{inbox}?state=signed", by="reporter")],
        "mediation-dispute": [Example(reverse("mediation-dispute", kwargs={"key": world.keys["dispute"]}), **row)],
        "mediation-record": [
            Example(reverse("mediation-record", kwargs={"key": world.keys["joined"].pk}), shows=Shows.AWAY, **row)
        ],
        "mediation-service": [
            Example(reverse("mediation-service", kwargs={"key": world.keys["member"].pk}), shows=Shows.AWAY, **row)
        ],
        "mediation-committees": [Example(f"{reverse('mediation-committees')}?named=莲前", by="clerk")],
        "mediation-committee": [Example(reverse("mediation-committee", kwargs={"key": world.keys["body"].pk}), **row)],
        "mediation-subsidy": [Example(f"{reverse('mediation-subsidy')}?month=2024-04")],
        "mediation-file": [Example(reverse("mediation-file", kwargs=ours), **row)],
        **{
            f"mediation-file-{act}": [Example(reverse(f"mediation-file-{act}", kwargs=ours), shows=Shows.FORM, **row)]
            for act in acts
        },
        "mediation-blank": [Example(reverse("mediation-blank", args=("notice", "docx")), by="clerk", shows=Shows.FILE)],
    }


def _of_hotline(world: World) -> dict[str, list[Example]]:
    """The hotline's pages, as the head of the bureau sees them."""
    lists = (
        "plans", "wall", "rosters", "duties", "subsidies", "consultations", "taking-down", "quality", "call-backs", "complaints",
        "topics",
    )  # fmt: skip
    found = {f"hotline-{name}": [Example(reverse(f"hotline-{name}"), by="chief")] for name in lists}
    found["hotline-consultations"].append(Example(f"{reverse('hotline-consultations')}?all=1", by="chief"))
    found["hotline-topics"].append(Example(f"{reverse('hotline-topics')}?week=2024-06-05", by="chief"))
    records = f"{reverse('hotline-topic-records')}?week=2024-06-05&topic=labour&district="
    found["hotline-topic-records"] = [Example(records, by="chief")]
    found["hotline-topics-paper"] = [Example(reverse("hotline-topics-paper"), by="chief", shows=Shows.FILE)]
    found["hotline-duties"].append(Example(f"{reverse('hotline-duties')}?day=2024-07-01", by="chief"))
    book = reverse("hotline-subsidy-book", kwargs={"key": world.keys["hotline-subsidy"].pk})
    found["hotline-subsidy-book"] = [Example(book, by="chief", shows=Shows.SENT)]
    for name in (
        "plan", "draft", "roster", "swap", "attendance", "subsidy", "consultation", "recording", "quality-round", "quality-check",
        "complaint",
    ):  # fmt: skip
        key = f"hotline-{name}"
        found[key] = [Example(reverse(key, kwargs={"key": world.keys[key].pk}), by="chief", hidden=True)]
    shown = found["hotline-draft"][0].url
    found["hotline-draft"] += [Example(f"{shown}?show={name}", by="chief") for name in ("answered", "waited", "gone")]
    act = reverse("hotline-consultation-act", kwargs={"key": world.keys["hotline-consultation"].pk, "act": "rate"})
    held = {"key": world.keys["hotline-quality-round"].pk, "name": "transcript.json"}
    file = Example(reverse("hotline-quality-file", kwargs=held), by="chief", hidden=True, shows=Shows.FILE)
    assign = reverse("hotline-complaint-act", kwargs={"key": world.keys["hotline-complaint"].pk, "act": "assign"})
    return {
        **found,
        "hotline-consultation-act": [Example(act, by="chief")],
        "hotline-complaint-act": [Example(assign, by="chief")],
        "hotline-quality-file": [file],
        **_of_transfers(world),
    }


def _of_transfers(world: World) -> dict[str, list[Example]]:
    """What was passed on to the committee, as its clerk finds it."""
    inbox, key = reverse("transfers"), {"key": world.keys["transfer"].pk}
    act = reverse("transfer-act", kwargs={**key, "act": "accept"})
    return {
        "transfers": [Example(inbox, by="clerk"), Example(f"{inbox}?state=accepted", by="clerk")],
        "transfer": [Example(reverse("transfer", kwargs=key), by="clerk", hidden=True)],
        "transfer-act": [Example(act, by="clerk", hidden=True)],
    }


def _of_inspections(world: World) -> dict[str, list[Example]]:
    """All of the bureau: who works in a district finds the lists empty, and none of the records."""
    lists = ("tasks", "inspections", "plan", "institutions", "inspectors")
    row: dict[str, Any] = {"by": "chief", "hidden": True}

    def each(name: str, *records: str, **more: Any) -> list[Example]:
        return [
            Example(reverse(f"inspections-{name}", kwargs={"key": world.keys[record].pk, **more.get("kwargs", {})}),
                    **row, shows=more.get("shows", Shows.PAGE))
            for record in records
        ]  # fmt: skip

    found = {f"inspections-{name}": [Example(reverse(f"inspections-{name}"), by="chief")] for name in lists}
    found["inspections-inspections"] += [
        Example(f"{reverse('inspections-inspections')}?shelf={shelf.value}&kind=law_firm") for shelf in Shelf
    ]
    found["inspections-institutions"].append(
        Example(f"{reverse('inspections-institutions')}?named=示例&kind=law_firm&credit=A")
    )
    return {
        **found,
        "inspections-task": each("task", "drawn", "planned"),
        "inspections-task-act": each("task-act", "planned", kwargs={"act": "commit"}),
        "inspections-inspection": each("inspection", "ordered", "assigned"),
        "inspections-inspection-act": each("inspection-act", "ordered", kwargs={"act": "publish"}),
        "inspections-record": each("record", "assigned", "ordered"),
        "inspections-institution": each("institution", "institution"),
        "inspections-draw": each("draw", "draw", shows=Shows.AWAY),
        "inspections-draw-file": each("draw-file", "draw", kwargs={"name": "transcript.json"}, shows=Shows.FILE),
        "inspections-result": each("result", "result", shows=Shows.AWAY),
        "inspections-inspector": each("inspector", "inspector", shows=Shows.AWAY),
    }


def _of_reviews(world: World) -> dict[str, list[Example]]:
    """All of the bureau's division, too."""
    row: dict[str, Any] = {"by": "chief", "hidden": True}

    def one(name: str, record: str, **more: Any) -> Example:
        kwargs = {"key": world.keys[record].pk, **more.get("kwargs", {})}
        return Example(reverse(name, kwargs=kwargs), **row, shows=more.get("shows", Shows.PAGE))

    reviews, documents = reverse("legality-reviews"), reverse("normative-documents")
    return {
        "legality-reviews": [Example(f"{reviews}{words}", by="chief") for words in ("", "?shelf=over&kind=normative")],
        "normative-documents": [
            Example(f"{documents}{words}", by="chief") for words in ("", "?shelf=expiring", "?shelf=other")
        ],
        "legality-review": [one("legality-review", "review")],
        "legality-review-act": [one("legality-review-act", "review", kwargs={"act": "conclude"})],
        "legality-findings": [one("legality-findings", "review")],
        "legality-finding": [one("legality-finding", "finding")],
        "legality-checks": [Example(f"{reverse('legality-checks')}?check=clause.penalty", by="chief")],
        "legality-point": [one("legality-point", "point", shows=Shows.AWAY)],
        "normative-document": [one("normative-document", "normative")],
        "normative-document-act": [one("normative-document-act", "numbered", kwargs={"act": "publish"})],
        **_of_what_stands_beside_reviews(one),
        "normative-filing": [one("normative-filing", "filing")],
        "normative-filing-act": [one("normative-filing-act", "filing", kwargs={"act": "send"})],
    }


def _of_what_stands_beside_reviews(one: Callable[..., Example]) -> dict[str, list[Example]]:
    """Campaigns, filings that come in, circulated drafts, and the pages of a department that is asked or submits."""
    acts = {
        "normative-campaign": ("campaign", "review_documents", "chief"),
        "received-filing": ("received", "enter", "chief"),
        "legality-circulation": ("circulation", "enter_reply", "chief"),
        "legality-submission": ("submission", "supplement", "drafter"),
    }
    filings = reverse("received-filings")
    return {
        **_each(("normative-campaigns", "legality-inbox"), by="chief"),
        **_each(["legality-assigned"], by="drafter"),
        "received-filings": [Example(f"{filings}{words}", by="chief") for words in ("", "?shelf=closed")],
        **{name: [replace(one(name, record), by=by)] for name, (record, _, by) in acts.items()},
        **{
            f"{name}-act": [replace(one(f"{name}-act", record, kwargs={"act": act}), by=by)]
            for name, (record, act, by) in acts.items()
        },
        "normative-cleaned": [one("normative-cleaned", "cleaned", shows=Shows.AWAY)],
        "normative-proposals": [replace(one("normative-proposals", "campaign"), by="drafter")],
        "legality-inquiry": [replace(one("legality-inquiry", "inquiry"), by="drafter")],
    }


def _of_administration(world: World) -> dict[str, list[Example]]:
    clerk, system = world.cast["clerk"], {"code": world.keys["other_system"].code}
    return {
        "administration": [Example(reverse("administration"), by=by) for by in (*ADMINISTRATORS, "head")],
        "offices": [Example(f"{reverse('offices')}{words}", by="security") for words in ("", "?q=街道")],
        "office": [Example(reverse("office", kwargs={"code": clerk.office.code}), by="security")],
        "officials": [Example(f"{reverse('officials')}{words}", by="security") for words in ("", "?q=王")],
        "official": [Example(reverse("official", kwargs={"code": clerk.official.code}), by="security")],
        "post-end": [Example(reverse("post-end", kwargs={"key": clerk.pk}), by="security", shows=Shows.SENT)],
        **_each(["roles", "periods"], by="clerk"),
        **_each(["holidays"], by="system"),
        "holiday-year": [Example(reverse("holiday-year", kwargs={"year": 2024}), by="clerk")],
        "period": [Example(reverse("period", kwargs={"code": code}), by="system") for code in ("TJ-ACCEPT", "TJ-END")],
        **_each(["mappings"], by="clerk"),
        "mapping": [Example(reverse("mapping", kwargs={"key": 1}), by="clerk", shows=Shows.NOT_THERE)],
        **_each(["papers"], by="head"),
        **_each(["systems"], by="security"),
        "system": [Example(reverse("system", kwargs=system), by="security")],
        **{
            name: [Example(reverse(name, kwargs=system), by="security", shows=Shows.SENT)]
            for name in ("system-token", "system-closing")
        },
        "token-revocation": [
            Example(reverse("token-revocation", kwargs={**system, "public": "x"}), by="security", shows=Shows.SENT)
        ],
        **_each(["trail", "trail-reads"], by="audit"),
        **_each(["trail-verification", "trail-export"], by="audit", shows=Shows.SENT),
        **_each(["checks"], by="system"),
    }


def _of_imports(world: World) -> dict[str, list[Example]]:
    """The bureau's own files; nobody else has them before him."""
    kind, batch = {"code": "mediation.people"}, {"number": world.keys["batch"].pk}
    files = {name: {"key": world.keys[name].pk} for name in ("mapped", "waiting", "written")}
    acts = ("confirmation", "check", "cancellation", "abandonment")
    own: dict[str, Any] = {"hidden": True}
    return {
        **_each(["imports", "import-batches", "import-kinds", "masking"]),
        "masking-file": [Example(world.keys["masking"], **own)],
        "masking-paper": [Example(reverse("masking-paper", kwargs={"key": world.keys["paper"].pk}), shows=Shows.SENT)],
        "masking-abandonment": [Example(f"{world.keys['masking']}abandonment/", shows=Shows.SENT)],
        "import-kind": [Example(reverse("import-kind", kwargs=kind))],
        "import-template": [Example(reverse("import-template", kwargs=kind), shows=Shows.FILE)],
        "import-file": [Example(reverse("import-file", kwargs=each), **own) for each in files.values()],
        **{
            f"import-{act}": [Example(reverse(f"import-{act}", kwargs=files["waiting"]), shows=Shows.SENT)]
            for act in acts
        },
        "import-refusals": [Example(reverse("import-refusals", kwargs=files["waiting"]), shows=Shows.FILE, **own)],
        "import-mapping": [Example(reverse("import-mapping", kwargs=files["mapped"]))],
        **{name: [Example(reverse(name, kwargs=batch), **own)] for name in ("import-batch", "import-undoing")},
        **{
            name: [Example(reverse(name, kwargs=batch), shows=Shows.FILE, **own)]
            for name in ("import-original", "import-batch-refusals")
        },
    }


def _of_the_portal(world: World) -> dict[str, list[Example]]:
    still = ("portal", "portal-verify", "portal-verify-paper", "portal-verify-committee", "portal-verify-mediator")
    told = (
        "portal-privacy",
        "portal-accessibility",
        "portal-about",
        "portal-reports",
        "portal-data",
        "portal-follow",
        "portal-draws",
        "portal-cleaned",
    )
    report = {"year": 2024}
    version = {**report, "number": 1}
    draw = {"key": world.keys["draw"].pk}
    cleaning = {"key": world.keys["list"].pk}
    transcript = reverse("portal-draw-file", kwargs={**draw, "name": "transcript.json"})
    return {
        **_each((*still, *told), by=STREET),
        "portal-draw": [Example(reverse("portal-draw", kwargs=draw), by=STREET)],
        "portal-draw-file": [Example(transcript, by=STREET, shows=Shows.FILE)],
        "portal-cleaned-list": [Example(reverse("portal-cleaned-list", kwargs=cleaning), by=STREET)],
        "portal-cleaned-table": [
            Example(reverse("portal-cleaned-table", kwargs={**cleaning, "form": "csv"}), by=STREET, shows=Shows.FILE)
        ],
        **_each(["robots", "portal-catalogue"], by=STREET, shows=Shows.FILE),
        "portal-law": [Example(reverse("portal-law", kwargs={"title": "人民调解法", "article": "17"}), by=STREET)],
        "portal-apply": [Example(f"{reverse('portal-apply')}?place=莲前", by=STREET)],
        "portal-apply-form": [Example(reverse("portal-apply-form", kwargs={"office": "XM-SM-01"}), by=STREET)],
        "portal-report": [Example(reverse("portal-report", kwargs=report), by=STREET)],
        "portal-report-version": [Example(reverse("portal-report-version", kwargs=version), by=STREET)],
        "portal-report-file": [
            Example(
                reverse("portal-report-file", kwargs={**version, "name": "figures.json"}), by=STREET, shows=Shows.FILE
            )
        ],
        "portal-table": [
            Example(
                reverse("portal-table", kwargs={**report, "key": "figures", "form": "csv"}), by=STREET, shows=Shows.FILE
            )
        ],
        **_each(["portal-slip", "portal-case", "portal-withdraw", "portal-complain"], by=CITIZEN),
        **_each(
            ["portal-paper", "portal-complaint-withdraw", "portal-leave", "portal-slip-forget"],
            by=CITIZEN,
            shows=Shows.SENT,
        ),
    }
