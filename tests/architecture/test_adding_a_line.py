"""
docs/adding-a-line.md, followed to the letter on a copy of the sources that is thrown away.

The page is read as a person reads it: a path alone above a block is a new file, a path with a place is an addition to a
file that is there, `$ …` is a command, a row of the table of mistakes is a change with what the start says to it. What the
page leaves to the reader stands here: offices, posts, the tests of the line.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "adding-a-line.md").read_text(encoding="utf-8")
SESSION = ROOT / "tests" / "journeys" / "console_session.py"
NOT_COPIED = shutil.ignore_patterns(
    ".*", "var", "build", "benchmarks", "requirements", "*.egg-info", Path(__file__).name
)
BLOCK = re.compile(
    r"^`(?P<path>[\w/.-]+)`(?P<place>, (?:at the end|after `(?P<anchor>[^`]+)`):)?\n```\w+\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
COMMANDS = [found.split() for found in re.findall(r"^\$ fazhi (.+)$", PAGE, re.MULTILINE)]
MIGRATE = re.findall(r"`DJANGO_SETTINGS_MODULE=\S+ python -m django ([^`]+)`", PAGE)
MISTAKES = re.findall(r"^\| `(\w+\.py)` \| `(.+?)` \| `(.+?)` \| (fazhi\.E\d{3}) \| (.+) \|$", PAGE, re.MULTILINE)
LINE = "src/fazhi/lines/training"
OF_A_LINE = (
    "training or Course or test_walls or test_models or registers_pages or taken_by_some_step or law_room or once"
)
"""The architecture tests that a new line can break; its own carry its name."""

OFFICES = """\
机构代码,机构名称,机构类别,上级机构代码,行政区划代码,所在区,示例数据
XM,厦门市司法局,市司法局,,,,是
XM-SM,思明区司法局,区司法局,XM,,思明区,是
XM-HL,湖里区司法局,区司法局,XM,,湖里区,是
"""
POSTS = """\
工号,姓名,机构代码,角色,任职起,任职止
E0003,张三,XM-SM,负责人,2020-01-01,
"""
TESTS = """\
from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from fazhi.kernel.audit.models import Entry
from fazhi.kernel.procedures.errors import MissingGround, OutOfSight
from fazhi.kernel.procedures.models import Clock, Task
from fazhi.kernel.procedures.services import enter
from fazhi.lines.training.models import Course
from fazhi.lines.training.procedure import TRAINING
from fazhi.lines.training.services import cancel, hold

PLANNED, ON = date(2024, 2, 2), date(2024, 5, 31)


@pytest.fixture
def course(city, at: datetime) -> Course:
    days = {"planned_date": PLANNED, "occurred_date": PLANNED, "recorded_at": at}
    course = Course(number="培训1", office=city.head.office, state="planned", **days)
    course.save()
    enter(TRAINING, "planned", [(course.pk, course.office_id, PLANNED)], at=at)
    return course


def test_a_course_held_stops_its_clock_ends_its_task_and_leaves_an_entry(course: Course, city, at: datetime):
    hold(course, by=city.head, at=at, on=ON, hours=8)

    found = Course.objects.visible_to(city.head).get()
    assert (found.state, found.ended_date, found.ended_quarter, found.hours) == ("held", ON, 2, 8)
    clock = Clock.objects.system("a test").get()
    assert (clock.period, clock.started_date, clock.due_date, clock.stopped_date) == (
        "PX-HOLD", PLANNED, date(2025, 2, 5), ON,
    )  # fmt: skip
    assert Task.objects.system("a test").get().done_at == at
    assert [(entry.action, entry.actor) for entry in Entry.objects.all()] == [("training.course.hold", city.head.code)]


def test_a_course_cancelled_has_a_reason_and_no_hours(course: Course, city, at: datetime):
    with pytest.raises(MissingGround):
        cancel(course, by=city.head, at=at, on=ON, reason=" ")

    cancel(course, by=city.head, at=at, on=ON, reason="台风")

    found = Course.objects.visible_to(city.head).get()
    assert (found.state, found.ended_month, found.hours) == ("cancelled", 5, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "held", "ended_date": ON, "ended_year": 2024, "ended_quarter": 2, "ended_month": 5},
        {"state": "held", "hours": 8},
        {"hours": 8},
        {"ended_date": ON},
        {"state": "lost"},
    ],
    ids=("held without hours", "held without a day", "hours of a plan", "a day without its parts", "no state"),
)
def test_the_database_keeps_what_is_true(course: Course, wrong: dict[str, object]):
    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.system("a test").update(**wrong)


def test_a_stranger_may_not_hold_it(course: Course, city, at: datetime):
    with pytest.raises(OutOfSight):
        hold(course, by=city.stranger, at=at, on=ON, hours=8)
"""


@dataclass(frozen=True)
class Answer:
    """What one console command did."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


class Checkout:
    """A copy of the repository, and a data folder beside it."""

    def __init__(self, place: Path) -> None:
        self.root = place / "checkout"
        shutil.copytree(ROOT, self.root, ignore=NOT_COPIED)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "COV", "DATABASE"))}
        self.environment = kept | {
            "PYTHONPATH": str(self.root / "src"),
            "FAZHI_DATA": str(place / "data"),
            "DJANGO_SETTINGS_MODULE": "fazhi.config.settings",
        }

    def write(self, path: str, text: str) -> None:
        """A new file."""
        target = self.root / path
        assert not target.exists(), f"{path} is there already"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def add(self, path: str, text: str, *, after: str | None) -> None:
        """An addition after the one line `after`, or at the end with a blank line between."""
        before = self.read(path)
        anchor = f"{after}\n" if after else before
        assert before.count(anchor) == 1, f"{path} doesn't have {anchor!r} once"
        space = "" if after else "\n"
        (self.root / path).write_text(before.replace(anchor, anchor + space + text), encoding="utf-8")

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def python(self, *words: str, told: str = "") -> str:
        """Run the interpreter on the copy, `told` on its stdin; it must succeed."""
        command = [sys.executable, *words]
        done = subprocess.run(
            command, cwd=self.root, env=self.environment, input=told, capture_output=True, text=True, timeout=120
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def fazhi(self, *commands: Sequence[str]) -> list[Answer]:
        """Run console commands one after the other, in one process."""
        lines = "".join(json.dumps(list(words)) + "\n" for words in commands)
        return [Answer(*json.loads(line)) for line in self.python(str(SESSION), told=lines).splitlines()]


@contextmanager
def mistaken(path: Path, wrong: str) -> Iterator[None]:
    """The file with another text inside; its compiled form goes too, for it could be of the same size and second."""
    right = path.read_text(encoding="utf-8")
    compiled = path.parent / "__pycache__"
    path.write_text(wrong, encoding="utf-8")
    shutil.rmtree(compiled, ignore_errors=True)
    try:
        yield
    finally:
        path.write_text(right, encoding="utf-8")
        shutil.rmtree(compiled, ignore_errors=True)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """The copy with the line `training` and its migration."""
    copy = Checkout(tmp_path_factory.mktemp("adding-a-line"))
    for block in BLOCK.finditer(PAGE):
        if block["place"]:
            copy.add(block["path"], block["text"], after=block["anchor"])
        else:
            copy.write(block["path"], block["text"])
    copy.write(f"{LINE}/tests/test_services.py", TESTS)
    for words in MIGRATE:
        copy.python("-m", "django", *words.split())
    return copy


@pytest.fixture(scope="module")
def answers(checkout: Checkout) -> dict[str, Answer]:
    """What the page's commands answered, each by its words."""
    checkout.write("offices.csv", OFFICES)
    checkout.write("posts.csv", POSTS)
    told = checkout.fazhi(*([*words, "--json"] for words in COMMANDS))
    return {" ".join(words): answer for words, answer in zip(COMMANDS, told, strict=True)}


@pytest.fixture(scope="module")
def later(checkout: Checkout, answers: dict[str, Answer]) -> list[Answer]:
    """After the page: the ledger that went out comes in again, a report, a corrected ledger with one wrong row."""
    ledger = checkout.read("courses.csv").replace("2024-10-08,,,", "2024-10-08,已举办,2024-10-31,6")
    checkout.write("corrected.csv", ledger.replace("2024-06-03,", "2024-01-03,"))
    return checkout.fazhi(
        ["ledger", "import", "out.csv", "--json"],
        ["report", "--year", "2023", "--out", "report", "--json"],
        ["ledger", "import", "corrected.csv", "--json"],
        ["figures", "--year", "2024", "--code", "training.hours", "--json"],
        ["check", "--json"],
    )


def test_the_page_is_short_enough_to_follow_and_is_read_whole():
    blocks = list(BLOCK.finditer(PAGE))

    assert len(PAGE.splitlines()) <= 480
    assert len(blocks) + PAGE.count("```console\n") == PAGE.count("```") / 2
    assert len(MISTAKES) == len(re.findall(r"\| fazhi\.E\d{3} \|", PAGE)) == 6
    assert len(MIGRATE) == 1


def test_the_page_names_every_room_of_a_line():
    walls = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    rooms = set(re.findall(r"\((\w+)\)", walls.split("Every line has the same rooms")[1].split("[[")[0]))

    assert len(rooms) > 15
    assert [room for room in sorted(rooms) if not re.search(rf"/{room}\.py`|`{room}`", PAGE)] == []


def test_every_command_of_the_page_does_what_it_says(answers: dict[str, Answer]):
    failed = {words: answer.err or answer.out for words, answer in answers.items() if answer.code != (words == "check")}

    assert failed == {}
    assert len(answers) == 10


def test_every_row_of_the_ledgers_comes_in(answers: dict[str, Answer]):
    files = answers["ledger import offices.csv posts.csv courses.csv"].data["files"]

    assert [(file["kind"], file["read"], file["accepted"]) for file in files] == [
        ("organisations.offices", 3, 3),
        ("organisations.posts", 1, 1),
        ("training.course", 6, 6),
    ]


def test_an_act_is_told_with_what_its_form_asks_and_is_taken_by_it(answers: dict[str, Answer]):
    (asked,) = (answer.data["acts"] for words, answer in answers.items() if words.startswith("matter acts "))
    (done,) = (answer.data for words, answer in answers.items() if words.startswith("matter act "))

    fields = {
        act["name"]: [(field["name"], field["type"], field["required"]) for field in act["fields"]] for act in asked
    }
    assert fields == {"hold": [("hours", "integer", True)], "cancel": [("reason", "text", True)]}
    assert (done["number"], done["office"], done["state"]) == ("培训2", "XM-SM", "held")


def test_the_figures_are_those_of_the_ledger_and_of_the_act(answers: dict[str, Answer]):
    figures = {figure["code"]: figure for figure in answers["figures --year 2024 --by office"].data["figures"]}

    held = figures["training.held"]
    assert (held["value"], held["rows"]) == (3, 3)
    assert {part["key"]: part["value"] for part in held["by"]} == {"XM-SM": 2, "XM-HL": 1}
    assert figures["training.hours"]["value"] == 16 + 8 + 24


def test_the_rows_behind_a_figure_account_for_it(answers: dict[str, Answer]):
    found = answers["figures rows training.held --year 2024"].data

    named = sorted((row["office"], row["number"]) for row in found["rows"])
    assert (found["count"], named) == (3, [("XM-HL", "培训1"), ("XM-SM", "培训1"), ("XM-SM", "培训2")])


def test_the_procedure_prints_itself(answers: dict[str, Answer]):
    printed = answers["procedure print training.course"].data["steps"]

    assert [(step["act"], step["becomes"]) for step in printed] == [("举办", "已举办"), ("取消", "已取消")]
    assert all("人民调解法" in step["basis"] and "人民调解员业务培训" in step["within"] for step in printed)


def test_a_late_course_is_told_to_the_head_and_the_checker_speaks(answers: dict[str, Answer]):
    found = [item for item in answers["check"].data["checks"] if item["found"]]

    assert answers["clock"].data["escalated"] == [{"procedure": "training.course", "role": "head", "clocks": 1}]
    assert [(item["name"], [text[:5] for text in item["first"]]) for item in found] == [
        ("training-yearly", ["XM-HL", "XM-SM"])
    ]


def test_the_ledger_goes_out_as_it_came_in_but_for_the_act(
    checkout: Checkout, answers: dict[str, Answer], later: list[Answer]
):
    """The courses of 2024; that of 2023 is left out. What an act has changed since, no ledger changes any more."""
    assert answers["ledger export training.course --period 2024 --out out.csv"].data["rows"] == 5

    assert "培训2,XM-SM,2024-01-10,已举办,2024-12-31,8" in checkout.read("out.csv")
    (file,) = later[0].data["files"]
    assert (file["kind"], file["unchanged"], file["refused"]) == ("training.course", 4, 1)


def test_the_report_has_the_sentence_of_the_line(checkout: Checkout, later: list[Answer]):
    text = re.sub(r"<[^>]+>", "", checkout.read("report/report.html"))

    assert later[1].code == 0
    assert "全年举办人民调解员业务培训1期，共40学时。" in text


def test_a_corrected_row_rectifies_and_a_wrong_one_is_refused(later: list[Answer]):
    _, _, imported, figures, checked = later

    assert [(file["updated"], file["unchanged"], file["refused"]) for file in imported.data["files"]] == [(1, 4, 1)]
    assert figures.data["figures"][0]["value"] == 16 + 8 + 24 + 6
    assert [item["name"] for item in checked.data["checks"] if item["found"]] == ["training-yearly"]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda found: f"{found[3]} {found[0]}")
def test_a_mistake_stops_the_start_and_says_what_the_page_says(
    checkout: Checkout, answers: dict[str, Answer], mistake: tuple[str, str, str, str, str]
):
    room, right, wrong, check, said = mistake
    path = checkout.root / LINE / room
    text = path.read_text(encoding="utf-8")
    assert right in text

    with mistaken(path, text.replace(right, wrong)):
        (answer,) = checkout.fazhi(["procedure", "list"])

    assert (answer.code, answer.out) == (2, "")
    assert [words for words in (check, *re.findall(r"`(.+?)`", said)) if words not in answer.err] == []


def test_the_line_is_written_as_we_write(checkout: Checkout):
    checkout.python("-m", "ruff", "check", LINE)
    checkout.python("-m", "ruff", "format", "--check", LINE)
    checkout.python("-m", "mypy", "-p", "fazhi.lines.training", "--follow-imports=silent")


def test_the_line_keeps_its_own_promises_and_those_of_all_lines(checkout: Checkout):
    checkout.python("docs/registers/generate.py")

    checkout.python("-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", OF_A_LINE, LINE, "tests/architecture")
