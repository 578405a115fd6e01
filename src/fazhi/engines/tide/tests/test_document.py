"""What the console prints of a tide: the contract's names, local slot starts, and nothing that JSON lacks."""

import json
from datetime import date, timedelta

import pytest

from fazhi.engines.tide import BadRange, TooFewDays, read_calls, tide_document
from fazhi.engines.tide.tests.samples import FIRST, hotline

DAYS = 42


def table(calls) -> str:
    rows = ["datetime,calls"]
    for number, day in enumerate(calls):
        for slot, count in enumerate(day):
            rows.append(f"{FIRST + timedelta(days=number)}T{slot // 2:02d}:{slot % 2 * 30:02d},{int(count)}")
    return "\n".join(rows)


@pytest.fixture(scope="module")
def told():
    of, kinds, _, _ = hotline(DAYS)
    return read_calls(table(of.calls)), kinds


def test_without_a_span_the_week_after_the_file_is_foretold(told):
    document = tide_document(*told)

    slots = [each["slot"] for each in document["forecast"]]
    assert (slots[0], slots[-1], len(slots)) == ("2024-02-12T00:00", "2024-02-18T23:30", 7 * 48)
    assert all(each["p10"] <= each["mean"] + 1 <= each["p90"] + 2 for each in document["forecast"])
    assert {each["kind"] for each in document["profile"]} == {"workday", "weekend"}
    assert len(document["profile"]) == 2 * 48
    assert set(document["dispersion"]) == {"day", "slot", "variance_to_mean"}
    assert 0 < document["wape"] < 1
    json.dumps(document, allow_nan=False)


def test_a_span_within_the_file_uses_only_what_was_known_before_it(told):
    read, kinds = told
    first = FIRST + timedelta(days=35)
    of, *_ = hotline(DAYS)

    within = tide_document(read, kinds, span=(first, first))
    before = tide_document(read_calls(table(of.calls[:35])), kinds, span=(first, first))

    assert within == before


def test_too_short_a_record_and_a_span_backwards_are_refused(told):
    read, kinds = told

    with pytest.raises(TooFewDays):
        tide_document(read, kinds, span=(date(2024, 1, 5), date(2024, 1, 6)))
    with pytest.raises(BadRange):
        tide_document(read, kinds, span=(date(2024, 2, 20), date(2024, 2, 19)))


def test_findings_and_redials_are_told():
    of, kinds, _, _ = hotline(DAYS)
    rows = ["datetime,caller,outcome"]
    for number, day in enumerate(of.calls):
        for slot, count in enumerate(day):
            start = f"{FIRST + timedelta(days=number)}T{slot // 2:02d}:"
            rows += [
                f"{start}{slot % 2 * 30 + call % 30:02d},{number}-{slot}-{call},answered" for call in range(int(count))
            ]
    rows += [
        rows[5],
        f"{FIRST + timedelta(days=41)}T23:50,41-47-x,abandoned",
        f"{FIRST + timedelta(days=41)}T23:55,41-47-x,answered",
    ]

    document = tide_document(read_calls("\n".join(rows)), kinds)

    assert document["redials"]["redial"] == 1.0
    assert document["redials"]["calls"] - document["redials"]["first_attempts"] == 1
    assert {"kind": "duplicate", "start": rows[5][:16], "line": len(rows) - 2, "calls": 0.0} in document["findings"]
