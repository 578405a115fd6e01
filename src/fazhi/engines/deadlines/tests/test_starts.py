"""Promises of `received`: the channel decides which event's day counts."""

from datetime import date

import pytest

from fazhi.engines.deadlines import Channel, Start, StartRule, received
from fazhi.engines.deadlines.errors import EventMissing, UnknownChannel

HAND = Channel("hand", "当面", "submitted", "提交之日", "以提交之日为准", "某法 第一条第一项")
POST = Channel("post", "邮寄", "signed", "签收之日", "以签收之日为准", "某法 第一条第二项")
RULE = StartRule("X", "收到之日", (HAND, POST))
EVENTS = {"submitted": date(2025, 1, 2), "signed": date(2025, 1, 6)}


def test_each_channel_has_its_own_event() -> None:
    assert received(RULE, "hand", EVENTS) == Start(date(2025, 1, 2), HAND)
    assert received(RULE, "post", EVENTS) == Start(date(2025, 1, 6), POST)
    assert received(RULE, "post", EVENTS).why == "以签收之日为准"


def test_without_its_event_nothing_starts() -> None:
    with pytest.raises(EventMissing) as refusal:
        received(RULE, "post", {"submitted": date(2025, 1, 2)})

    assert (refusal.value.rule, refusal.value.channel, refusal.value.event) == ("X", "post", "signed")


def test_an_unknown_channel_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownChannel) as refusal:
        received(RULE, "fax", EVENTS)

    assert refusal.value.known == {"hand": "当面", "post": "邮寄"}
