"""
A report by hand: two figures in one sentence, a table, a chart, one relation that holds and one that doesn't.

And a house that makes one: its offices and posts, the records of 2024 (referrals, of which the kernel has the table).
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest

from fazhi.engines.indicator import Identity, Ref
from fazhi.kernel.indicators import registry
from fazhi.kernel.organisations.models import Office, Official, Post
from fazhi.kernel.organisations.services import rebuild_bounds
from fazhi.kernel.referrals.models import Referral
from fazhi.kernel.referrals.terms import Channel
from fazhi.lines.annual_report import papers
from fazhi.lines.annual_report.queries import figures_document
from fazhi.lines.annual_report.services import sealing
from fazhi.lines.annual_report.terms import (
    Heading,
    PrintedChart,
    PrintedFigure,
    PrintedIdentity,
    PrintedSection,
    PrintedTable,
    Report,
)
from fazhi.lines.annual_report.tests.house import House

ACCEPTED = PrintedFigure("mediation.administrative.accepted", "行政调解受理", "15件", "15", "件", Fraction(15), 15)
RATE = PrintedFigure(
    "mediation.administrative.success_rate.civil", "行政调解成功率", "33.3%", "33.3", "%", Fraction(1, 3), 0
)
TABLES = (
    PrintedTable(
        "各部门行政调解情况",
        ("机构", "受理（件）"),
        (ACCEPTED.code,),
        (("公安局", "12"), ("人社局", "3")),
        ("合计", "15"),
    ),
)
CHARTS = (PrintedChart("行政调解受理（按月）", "件", ("1月", "2月"), (("行政调解受理", (12, 3)),)),)
SECTION = PrintedSection(
    line="mediation",
    title="矛盾纠纷调解",
    paragraphs=(("受理纠纷", ACCEPTED, "，成功率", RATE, "。"), ("其中 <甲> & 乙。",)),
    tables=TABLES,
    charts=CHARTS,
    whole_tables=TABLES,
    whole_charts=CHARTS,
)
REPORT = Report(
    year=2024,
    bureau="厦门市司法局",
    engine="frozen",
    on=date(2025, 3, 1),
    seal="ab" * 32,
    is_sample=True,
    sections=tuple((heading, (SECTION,) if heading is Heading.RESULTS else ()) for heading in Heading),
    identities=(
        PrintedIdentity("accepted = parts", "受理 = 行政纠纷 + 民商事纠纷", True, (), (("15 = 15", ""),)),
        PrintedIdentity(
            "settled = parts",
            "成功 = 行政纠纷 + 民商事纠纷",
            False,
            ("公安局", "人社局", "交通局", "水利局"),
            (("5 ≠ 4", ""),),
        ),
    ),
    figures=(ACCEPTED, RATE),
)


@pytest.fixture
def report() -> Callable[..., Report]:
    """The report, with other values where given."""

    def make(**values: Any) -> Report:
        return replace(REPORT, **values)

    return make


@pytest.fixture
def house(city) -> House:
    """The bureau of the standing cast with a head of its own and two divisions."""

    def office(code: str, name: str) -> None:
        Office(code=code, name=name, kind="division", parent=city.bureau).save()

    office("XM-01", "法治督察处")
    office("XM-02", "人民参与和促进法治处")
    rebuild_bounds()
    offices = {found.code: found for found in Office.objects.system("the cast of the tests")}

    def post(official: str, place: str, role: str) -> Post:
        person, _ = Official.objects.get_or_create(code=official, defaults={"name": official})
        made = Post(official=person, office=offices[place], role=role, from_date=date(2020, 1, 1))
        made.save()
        return made

    return House(
        bureau=offices["XM"],
        division=offices["XM-01"],
        other_division=offices["XM-02"],
        reporter=post("R1", "XM", "reporter"),
        head=post("H1", "XM", "head"),
        clerk=post("C1", "XM-01", "clerk"),
        division_reporter=post("C2", "XM-01", "reporter"),
        stranger=post("C3", "XM-02", "clerk"),
        district_head=post("H2", "XM-HL", "head"),
    )


def referral(city, number: int, channel: Channel, at: datetime) -> Referral:
    made = Referral(
        number=f"〔2024〕{number}号",
        procedure=f"referral.{channel}",
        channel=channel,
        state="signed",
        occurred_date=date(2024, 12, 31),
        office=city.committee,
        sender="移送单位",
        category="neighbour",
        sent_date=date(2024, 12, 31),
        signed_date=date(2024, 12, 31),
        signed_year=2024,
        signed_quarter=4,
        signed_month=12,
        recorded_at=at,
    )
    made.save()
    return made


@pytest.fixture
def records(city, at: datetime) -> list[Referral]:
    """Two referrals from the police and one from a court, signed for in 2024."""
    channels = ((1, Channel.POLICE), (2, Channel.POLICE), (3, Channel.COURT))
    return [referral(city, number, channel, at) for number, channel in channels]


@pytest.fixture
def one_more(city, at: datetime) -> Callable[[], Referral]:
    """A third referral from the police, entered late: the figures move."""
    return lambda: referral(city, 4, Channel.POLICE, at)


@pytest.fixture
def broken_identity(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A relation that 2024's records break: as many referrals from the police as from courts. Its code as a finding."""
    wrong = Identity(
        rule="police = court",
        title="公调 = 诉调",
        left=Ref("mediation.referred.police"),
        relation="=",
        right=Ref("mediation.referred.court"),
    )
    monkeypatch.setattr(registry, "_identities", [*registry._identities, wrong])
    registry.catalogue.cache_clear()
    yield "identity.police = court"
    monkeypatch.undo()
    registry.catalogue.cache_clear()


@pytest.fixture
def quick_files() -> Iterator[None]:
    """Sealed versions with the open data and the page only: Word and PDF have tests of their own."""

    def files(report: Report) -> dict[str, bytes]:
        document = json.dumps(figures_document(report), ensure_ascii=False, sort_keys=True)
        return {"report.html": papers.page(report).encode(), "figures.json": document.encode()}

    sealing.print_by(files)
    yield
    sealing.print_by(papers.files)
