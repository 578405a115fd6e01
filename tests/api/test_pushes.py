"""Ledger rows pushed one by one and in batches: checked as a file is, answered row by row, done once, kept as they came."""

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from fazhi.kernel.audit.models import Entry, Read
from fazhi.kernel.exchange.keeping import original_path
from fazhi.kernel.exchange.locking import exclusive
from fazhi.lines.mediation.models import PeoplesMatter
from fazhi.surfaces.api.models import Receipt
from fazhi.surfaces.api.tests.calling import Caller, Enter

from .rows import batch, people

pytestmark = pytest.mark.django_db


def told(answer: Any, status: int = 200) -> Any:
    assert answer.status_code == status, answer.content.decode()
    return json.loads(answer.content)


def states(answer: Any) -> list[str]:
    return [row["state"] for row in told(answer)["rows"]]


def numbers() -> set[str]:
    return set(PeoplesMatter.objects.system("a test").values_list("number", flat=True))


def test_the_ledgers_that_may_be_pushed_are_told_with_their_columns(ours: Caller):
    found = {each["kind"]: each for each in told(ours.get("ledgers"))["ledgers"]}

    assert "organisations.posts" not in found
    columns = {column["name"]: column for column in found["mediation.people"]["columns"]}
    assert columns["form"]["labels"] == ["调解", "当场化解"]
    assert found["mediation.people"]["key"] == ["office", "number"]


def test_one_row_is_taken_and_the_trail_names_the_system(ours: Caller):
    answer = told(ours.post("batches", batch(people("一号"))))

    assert (answer["read"], answer["accepted"], answer["refused"]) == (1, 1, 0)
    assert answer["rows"] == [{"row": 1, "state": "new", "says": []}]
    entry = Entry.objects.get(action="ledger.import")
    assert (entry.actor, entry.place) == ("SYS-SM-01@XM-SM-01:clerk", "api")
    matter = PeoplesMatter.objects.system("a test").get()
    assert (matter.number, matter.amount_fen) == ("一号", 120050)


def test_of_a_batch_the_bad_rows_come_back_with_what_would_be_right_and_the_good_ones_are_in(ours: Caller):
    rows = [
        people("一号"),
        people("二号", category="外星"),
        people("三号", concluded_date="2024-02-30"),
        people("四号", office="XM-HL-01"),
        people("五号"),
    ]

    answer = told(ours.post("batches", batch(*rows)))

    assert [row["state"] for row in answer["rows"]] == ["new", "refused", "refused", "refused", "new"]
    assert "“纠纷类别”为“外星”" in answer["rows"][1]["says"][0]
    assert "2月共29天" in answer["rows"][2]["says"][0]
    assert "不在您的岗位范围内" in answer["rows"][3]["says"][0]
    assert answer["read"] == answer["accepted"] + answer["unchanged"] + answer["refused"] == 5
    assert numbers() == {"一号", "五号"}


def test_the_same_row_again_is_unchanged_and_a_corrected_one_updates(ours: Caller):
    ours.post("batches", batch(people("一号"), people("二号")))

    answer = ours.post("batches", batch(people("一号"), people("二号", amount_fen="99")))

    assert states(answer) == ["unchanged", "updated"]


def test_a_total_is_said_to_be_skipped_so_that_every_row_has_its_answer(ours: Caller):
    answer = ours.post("batches", batch(people("一号"), {"number": "合计", "amount_fen": "1"}))

    assert states(answer) == ["new", "skipped"]


def test_a_row_with_a_name_that_is_no_column_or_with_nothing_refuses_the_batch(ours: Caller):
    answer = ours.post("batches", batch(people("一号", colour="红"), {}, {"number": " "}))

    faults = told(answer, 422)["faults"]
    assert [fault["place"] for fault in faults] == ["rows.0.colour", "rows.1", "rows.2"]
    assert numbers() == set()


@pytest.mark.parametrize("value", [1.5, True, [], {}, "a\u0000b", "长" * 4001, 10**16])
def test_a_cell_is_text_or_a_whole_number(ours: Caller, value: Any):
    assert ours.post("batches", batch(people("一号", mediator=value))).status_code == 422


def test_more_rows_than_a_batch_holds_are_refused(ours: Caller):
    answer = ours.post("batches", batch(*({"number": str(number)} for number in range(1_001))))

    assert told(answer, 422)["faults"] == [{"place": "rows", "says": "太多，最多 1000 项。"}]


def test_a_kind_that_is_none_or_is_not_for_this_post_is_refused(ours: Caller):
    for kind in ("mediation.nothing", "organisations.posts"):
        assert told(ours.post("batches", batch({"code": "x"}, kind=kind)), 422)["faults"][0]["place"] == "kind"


def test_a_formula_is_no_text(ours: Caller):
    answer = told(ours.post("batches", batch(people("一号", party1_name="=HYPERLINK(1)"))))

    assert answer["rows"][0]["state"] == "refused"
    assert "公式" in answer["rows"][0]["says"][0]


def test_what_was_sent_is_kept_as_it_came(ours: Caller, data_dir: Path):
    body = json.dumps(batch(people("一号")), ensure_ascii=False, indent=3)

    answer = told(ours.post("batches", body))

    kept = original_path(answer["sha256"], data_dir)
    assert kept is not None
    assert kept.read_bytes() == body.encode()


def test_nothing_is_left_of_the_file_that_was_read(ours: Caller, data_dir: Path):
    left = data_dir / "files" / "ledgers" / "pushed" / "killed"
    left.mkdir(parents=True)
    os.utime(left, (0, 0))

    ours.post("batches", batch(people("一号")))

    assert list(left.parent.iterdir()) == []


def test_the_same_key_with_the_same_body_is_done_once_and_answered_alike(ours: Caller):
    body = batch(people("一号"))
    first = ours.post("batches", body, key="k1")

    second = ours.post("batches", body, key="k1")

    assert second.content == first.content
    assert "Idempotency-Replayed" not in first.headers
    assert second.headers["Idempotency-Replayed"] == "true"
    assert second.headers["Fazhi-Receipt"] == first.headers["Fazhi-Receipt"]
    assert Entry.objects.filter(action="ledger.import").count() == 1


def test_the_same_key_with_another_body_is_refused(ours: Caller):
    ours.post("batches", batch(people("一号")), key="k1")

    answer = ours.post("batches", batch(people("二号")), key="k1")

    assert told(answer, 422)["type"] == "urn:fazhi:problem:idempotency-key-reused"
    assert numbers() == {"一号"}


def test_a_key_is_the_systems_own(ours: Caller, theirs: Caller):
    ours.post("batches", batch(people("一号")), key="k1")

    answer = theirs.post("batches", batch(people("一号", office="XM-HL-01")), key="k1")

    assert states(answer) == ["new"]


def test_a_call_that_is_being_done_is_not_done_beside_it(ours: Caller):
    ours.post("batches", batch(people("一号")), key="k1")
    Receipt.objects.update(state="working", ended_at=None, status=None, begun_at=timezone.now() - timedelta(seconds=30))

    answer = ours.post("batches", batch(people("一号")), key="k1")

    assert told(answer, 409)["type"] == "urn:fazhi:problem:idempotency-key-at-work"
    assert answer.headers["Retry-After"] == "5"


def test_a_call_whose_worker_was_killed_is_done_again_after_five_minutes(ours: Caller):
    body = batch(people("一号"))
    ours.post("batches", body, key="k1")
    Receipt.objects.update(state="working", ended_at=None, status=None, begun_at=timezone.now() - timedelta(minutes=6))

    answer = ours.post("batches", body, key="k1")

    # The import had been committed: nothing is counted twice.
    assert states(answer) == ["unchanged"]


def test_a_key_is_not_spent_by_a_call_that_failed(ours: Caller):
    body = batch({"number": "x"}, kind="mediation.nothing")
    assert ours.post("batches", body, key="k1").status_code == 422

    assert Receipt.objects.count() == 0
    assert states(ours.post("batches", batch(people("一号")), key="k1")) == ["new"]


def test_while_an_import_runs_the_push_is_to_come_again_and_its_key_is_free(
    ours: Caller, data_dir: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("FAZHI_LEDGER_WAIT_SECONDS", "0")
    body = batch(people("一号"))
    with exclusive(data_dir, at=timezone.now()) as hold:
        hold.note("别的台账.xlsx")
        answer = ours.post("batches", body, key="k1")

    assert told(answer, 503)["type"] == "urn:fazhi:problem:import-running"
    assert answer.headers["Retry-After"] == "30"
    assert states(ours.post("batches", body, key="k1")) == ["new"]


def test_a_receipt_is_read_again_by_its_system_alone_and_the_trail_knows(ours: Caller, theirs: Caller):
    sent = ours.post("batches", batch(people("一号", category="外星")))
    key = sent.headers["Fazhi-Receipt"]

    found = told(ours.get(f"receipts/{key}"))

    assert found["state"] == "done"
    assert found["answer"] == told(sent)
    read = Read.objects.get()
    assert (read.actor, read.place, read.subject_id) == ("SYS-SM-01@XM-SM-01:clerk", "api", key)
    assert theirs.get(f"receipts/{key}").status_code == 404


def test_who_may_not_import_pushes_nothing(enter: Enter):
    reader = enter("READER", rights=["api.registers"])

    assert reader.post("batches", batch(people("一号"))).status_code == 403
    assert numbers() == set()
