"""Anchors once a day and on demand; on commit elsewhere (`test_services.py`)."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from fazhi.kernel.audit import services
from fazhi.kernel.audit.anchors import Anchor, append
from fazhi.kernel.audit.errors import HeadBroken
from fazhi.kernel.audit.models import Head, Read
from fazhi.kernel.audit.tests import tampering

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE_MIDNIGHT = datetime(2025, 1, 6, 15, 59, tzinfo=UTC)  # 23:59 in Xiamen


@pytest.fixture
def lines(data_dir):
    def read() -> list[dict[str, object]]:
        return [json.loads(line) for line in (data_dir / "anchors.jsonl").read_text().splitlines()]

    return read


def test_the_trail_is_anchored_once_a_local_day(trail, lines):
    assert services.anchor_daily(BEFORE_MIDNIGHT) is not None
    assert services.anchor_daily(BEFORE_MIDNIGHT - timedelta(hours=5)) is None
    assert services.anchor_daily(BEFORE_MIDNIGHT + timedelta(minutes=2)) is not None

    assert [line["reason"] for line in lines()] == ["daily", "daily"]
    assert lines()[0]["mac"] == trail[-1].mac


def test_an_anchor_for_another_reason_does_not_stand_in(trail, at, lines):
    services.anchor_now(at)

    assert services.anchor_daily(at) is not None
    assert [line["reason"] for line in lines()] == ["manual", "daily"]


def test_the_daily_anchor_covers_the_reads_until_then(act, at):
    act()
    services.note_read(by="E0001", at=at, subject=("matter", "1"), reason="核对")

    anchor = services.anchor_daily(at)

    assert anchor is not None
    assert anchor.entries == 2
    assert not Read.objects.filter(batch=None).exists()


def test_an_empty_trail_can_be_anchored(at):
    assert services.anchor_now(at) == Anchor(0, "0" * 64, "manual", "2025-01-06 09:30:00.000000")


def test_a_forged_head_is_not_vouched_for(trail, at, data_dir):
    tampering.triggers_off()
    Head.objects.update(count=5)
    tampering.triggers_on()

    with pytest.raises(HeadBroken):
        services.anchor_daily(at)
    with pytest.raises(HeadBroken):
        services.anchor_now(at)
    assert not (data_dir / "anchors.jsonl").exists()


def test_what_may_be_rolled_back_is_not_anchored(trail, at):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        services.anchor_daily(at)


def test_a_line_with_a_moment_that_is_none_does_not_stop_the_daily_anchor(trail, at):
    append(Anchor(1, trail[0].mac, "daily", "yesterday"))

    assert services.anchor_daily(at) is not None
