"""An inspecting division at work: rosters, an item for each kind, a plan, and tasks drawn by a lottery that is made up."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from fazhi.kernel.organisations.models import Office, Official, Post
from fazhi.lines.inspections import services
from fazhi.lines.inspections.models import Inspection, Inspector, Institution, Item, PlanLine, Recusal, Task
from fazhi.lines.inspections.queries.draws import inspections_of, team_of

LOTTERY = b"9.18.26.34.41.45./".hex()
BEACON = ("lottery 示例彩票 2024031",)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Division:
    """`clerk` and `chief` of the bureau, which keeps the rosters; `stranger` is of a district's committee."""

    bureau: Any
    clerk: Any
    chief: Any
    stranger: Any

    def by_clerk(self, day: date) -> dict[str, Any]:
        return {"by": self.clerk, "at": noon(day), "on": day}

    def by_chief(self, day: date) -> dict[str, Any]:
        return {"by": self.chief, "at": noon(day), "on": day}

    def planned(self, day: date = date(2024, 3, 4), **values: Any) -> Task:
        usual = {
            "office": self.bureau,
            "number": "厦司抽〔2024〕1号",
            "title": "2024年第一次双随机抽查",
            "items": ("LS-01", "LS-02", "GZ-01"),
            "numbers": ("律师事务所 3", "公证机构 1"),
            "visit_date": date(2024, 4, 1),
        }
        return services.plan_task(**self.by_clerk(day), **{**usual, **values})

    def announced(self, **values: Any) -> Task:
        task = self.planned(**values)
        services.commit_rosters(task, **self.by_clerk(date(2024, 3, 5)), beacon=BEACON)
        services.announce(task, **self.by_clerk(date(2024, 3, 6)), announced_at="市司法局网站")
        return task

    def drawn(self, **values: Any) -> Task:
        task = self.announced(**values)
        services.draw(task, **self.by_clerk(date(2024, 3, 8)), public_values=(LOTTERY,))
        return task

    def firm(self, task: Task) -> Inspection:
        """The first inspection of a law firm in a task that was drawn."""
        found = inspections_of(task).filter(kind="law_firm").first()
        assert found is not None
        return found

    def recorded(self, *findings: str, day: date = date(2024, 4, 8)) -> Inspection:
        inspection = self.firm(self.drawn())
        lines = findings or ("LS-01 0", "LS-02 0")
        present = [each.inspector.certificate for each in self.team(inspection)]
        services.record(inspection, **self.by_clerk(day), manner="on_site", findings=lines, present=present)
        return inspection

    def concluded(self, *findings: str) -> Inspection:
        inspection = self.recorded(*findings)
        services.approve(inspection, **self.by_chief(date(2024, 4, 9)))
        return inspection

    def ordered(self) -> Inspection:
        """Ordered on 2024-04-10 to rectify by 2024-05-10, a Friday."""
        inspection = self.concluded("LS-01 D 未签订书面委托合同", "LS-02 0")
        services.order(
            inspection, **self.by_chief(date(2024, 4, 10)), problems="未签订书面委托合同", rectify_by=date(2024, 5, 10)
        )
        return inspection

    @staticmethod
    def team(inspection: Inspection) -> Any:
        return team_of(inspection)


def enrol(office: Office, code: str, kind: str = "law_firm", credit: str = "A", **values: Any) -> Institution:
    """Add an institution to the office's roster."""
    made = Institution(
        office=office, code=code, name=f"示例{code}", kind=kind, credit_class=credit,
        registered_date=date(2015, 1, 1), **values,
    )  # fmt: skip
    made.save()
    return made


def build(office: Office) -> None:
    """Both rosters of an office, a recusal, three items and the plan of 2024."""
    for number in range(1, 9):
        enrol(office, f"31350000{number:02}", credit="ABCD"[number % 4])
    for number in range(1, 4):
        enrol(office, f"12350000{number:02}", kind="notary", credit="B")
    for number in range(1, 6):
        person = Official(code=f"E01{number:02}", name=f"检查{number}")
        person.save()
        Inspector(
            office=office, official=person, certificate=f"闽D{number:03}", valid_from_date=date(2022, 1, 1),
            valid_to_date=date(2026, 12, 31),
        ).save()  # fmt: skip
    first = Institution.objects.system("a test").get(code="3135000001")
    one = Inspector.objects.system("a test").get(certificate="闽D001")
    Recusal(
        office=office, institution=first, inspector=one, reason="近亲属在该所执业", declared_date=date(2024, 1, 8)
    ).save()
    for code, kind in (("LS-01", "law_firm"), ("LS-02", "law_firm"), ("GZ-01", "notary")):
        item = Item(
            office=office, code=code, title=f"{code}检查", kind=kind, content="执业管理", basis="律师法 第二十三条",
            manner="on_site", ratio=10, most_a_year=1, weight_a=1, weight_b=2, weight_c=4, weight_d=8,
            listed_date=date(2020, 1, 1),
        )  # fmt: skip
        item.save()
        PlanLine(office=office, year=2024, item=item, planned=4, due_date=date(2024, 11, 30)).save()


def division_of(city: Any) -> Division:
    """The division of the small city's bureau, with its rosters."""

    def post(code: str, name: str, role: str) -> Post:
        person = Official(code=code, name=name)
        person.save()
        made = Post(official=person, office=city.bureau, role=role, from_date=date(2020, 1, 1))
        made.save()
        return made

    build(city.bureau)
    return Division(city.bureau, post("E0011", "吴一", "clerk"), post("E0012", "吴二", "head"), city.stranger)
