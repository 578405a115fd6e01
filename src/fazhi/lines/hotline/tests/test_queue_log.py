"""A switch's queue log: each call once, each fault at its line; and into the ledger of calls."""

from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.kernel.exchange import services
from fazhi.lines.hotline.commands.queue_log import COMMANDS, FAULTS
from fazhi.lines.hotline.models import Call
from fazhi.lines.hotline.rules.queue_log import Fault, read_queue_log
from fazhi.lines.hotline.terms import Outcome
from fazhi.surfaces.cli.tests.hotline import FORMS
from fazhi.surfaces.cli.tests.hotline import faults as faults_of_form

NINE = 1_704_157_200
"""2024-01-02T09:00:00 in Shanghai."""


def line(after: int, call: str, event: str, *data: object, start: int = NINE) -> str:
    return "|".join(map(str, (start + after, call, "12348", "NONE", event, *data)))


ANSWERED = [
    line(0, "a.1", "ENTERQUEUE", "", "13800000001", 1),
    line(12, "a.1", "CONNECT", 12, "b", 4),
    line(312, "a.1", "COMPLETECALLER", 12, 300, 1),
]
GONE = [line(320, "a.2", "ENTERQUEUE", "", "anonymous", 1), line(350, "a.2", "ABANDON", 1, 1, 30)]


def faults(lines: list[str]) -> list[tuple[int, Fault]]:
    return [(each.line, each.fault) for each in read_queue_log(lines)[1]]


def test_an_answered_call_and_one_that_hung_up():
    calls, refused = read_queue_log([line(-9, "NONE", "QUEUESTART"), *ANSWERED, "", *GONE])

    assert refused == []
    assert [(call.number, call.outcome, call.waited, call.talked, call.caller) for call in calls] == [
        ("a.1", Outcome.ANSWERED, 12, 300, "13800000001"),
        ("a.2", Outcome.HUNG_UP, 30, 0, ""),
    ]
    assert calls[0].at == datetime(2024, 1, 2, 9, 0)


def test_a_call_past_midnight_is_of_the_day_on_which_it_came():
    late = NINE + 15 * 3600 - 30
    lines = [
        line(0, "n", "ENTERQUEUE", "", "", start=late),
        line(10, "n", "CONNECT", 10, start=late),
        line(130, "n", "COMPLETEAGENT", 10, 120, start=late),
    ]

    ((call,), refused) = read_queue_log(lines)

    assert (call.at, call.talked, refused) == (datetime(2024, 1, 2, 23, 59, 30), 120, [])


def test_an_id_that_comes_again_on_another_day_is_another_call():
    again = [
        line(0, "a.1", "ENTERQUEUE", "", "", start=NINE + 86_400),
        line(5, "a.1", "ABANDON", 1, 1, 5, start=NINE + 86_400),
    ]

    calls, refused = read_queue_log([*ANSWERED, *again])

    assert [call.at.date() for call in calls] == [date(2024, 1, 2), date(2024, 1, 3)]
    assert refused == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["not a log"], [(1, Fault.MALFORMED)]),
        (["12|x|12348|NONE|ENTERQUEUE"], [(1, Fault.MALFORMED)]),
        ([*ANSWERED[:2], ANSWERED[1], ANSWERED[2]], [(3, Fault.DUPLICATE)]),
        ([*ANSWERED, line(-600, "a.3", "ENTERQUEUE", "", "")], [(4, Fault.CLOCK_BACK)]),
        ([ANSWERED[0], line(3612, "a.1", "CONNECT", 12)], [(2, Fault.CLOCK_JUMP)]),
        ([ANSWERED[0], line(12, "a.1", "CONNECT", -12), ANSWERED[2]], [(2, Fault.DURATION)]),
        ([*ANSWERED[:2], line(312, "a.1", "COMPLETEAGENT", 12, 90_000)], [(3, Fault.DURATION)]),
        ([*ANSWERED[:2], line(312, "a.1", "COMPLETEAGENT", 12, "long")], [(3, Fault.MALFORMED)]),
        ([*ANSWERED, line(313, "a.1", "ENTERQUEUE", "", "")], [(4, Fault.ID_AGAIN)]),
        ([ANSWERED[0], line(4, "a.1", "ENTERQUEUE", "", "")], [(2, Fault.ID_AGAIN)]),
        (ANSWERED[1:2], [(1, Fault.NO_START)]),
        ([ANSWERED[0], ANSWERED[2]], [(2, Fault.NO_START)]),
        (ANSWERED[:2], [(1, Fault.NO_END)]),
    ],
)
def test_a_fault_is_told_at_its_line_and_refuses_no_other_call(lines: list[str], found: list[tuple[int, Fault]]):
    later = [text.replace("a.2", "z.9") for text in GONE]

    assert faults(lines) == found
    assert "z.9" in {call.number for call in read_queue_log([*lines, *later])[0]}


EVENTS = st.sampled_from(["ENTERQUEUE", "CONNECT", "ABANDON", "COMPLETECALLER", "EXITWITHKEY", "RINGNOANSWER"])
LINES = st.lists(
    st.one_of(
        st.text(alphabet="0123456789|-abENTRQU\u0661（ ", max_size=40),
        st.builds(line, st.integers(-90_000, 90_000), st.sampled_from("ab"), EVENTS, *[st.integers(-5, 60)] * 4),
    ),
    max_size=30,
)


@given(LINES)
def test_whatever_the_log_each_arrival_is_a_call_or_a_fault_and_no_length_is_negative(lines: list[str]):
    calls, refused = read_queue_log(lines)

    assert all(call.waited >= 0 and call.talked >= 0 for call in calls)
    keys = [(call.number, call.at.date()) for call in calls]
    assert len(keys) == len(set(keys))
    assert all(1 <= each.line <= len(lines) for each in refused)
    assert len(calls) + len(refused) <= len(lines)


def test_each_fault_has_a_sentence_and_stands_in_the_published_form():
    assert set(FAULTS) == set(Fault)
    assert set(FORMS["calls-output"]["properties"]["refused"]["items"]["properties"]["fault"]["enum"]) == set(Fault)


@pytest.mark.django_db
def test_a_log_becomes_a_ledger_of_calls_that_is_taken_in(city, tmp_path: Path, data_dir: Path, at: datetime):
    log, out = tmp_path / "queue_log", tmp_path / "来电.xlsx"
    log.write_text("\n".join([*ANSWERED, *GONE, line(360, "a.3", "ENTERQUEUE", "", "")]), "utf-8")
    arguments = SimpleNamespace(log=log, out=out, office="XM")

    answer = COMMANDS[0].run(SimpleNamespace(arguments=arguments))
    (report,) = services.import_files([out], by="system", at=at, data_dir=data_dir).files

    assert (answer.exit_code, answer.data["calls"]) == (1, 2)
    assert faults_of_form("calls-output", answer.data) == []
    assert "第 6 行：呼叫 a.3：没有记录这个来电如何结束（2024-01-02T09:06:00）。" in answer.text
    assert (report.error, report.accepted, report.refused) == (None, 2, 0)
    rows = Call.objects.system("a test").order_by("number")
    assert list(rows.values_list("number", "outcome", "wait_seconds", "talk_seconds", "minute")) == [
        ("a.1", "answered", 12, 300, 540),
        ("a.2", "hung_up", 30, 0, 545),
    ]
    assert len(rows[0].caller) == 16
    assert rows[1].caller == ""
