"""A consultation taken down during the call: which matter is meant, its number, and what was done at once."""

from datetime import date
from typing import Any

import pytest

from fazhi.kernel.organisations.errors import NotPermitted
from fazhi.lines.hotline.errors import CallTaken, Unlisted
from fazhi.lines.hotline.models import Consultation
from fazhi.lines.hotline.rules.topics import matters_meant
from fazhi.lines.hotline.services.taking_down import Heard, take_down
from fazhi.lines.hotline.terms import MATTERS
from fazhi.lines.hotline.tests.duty import noon, post_of

MONDAY = date(2024, 6, 3)


@pytest.fixture
def clerk(city: Any) -> Any:
    return post_of(city.bureau, "E0021", "clerk")


def taken(by: Any, **heard: Any) -> Consultation:
    told = {"call_number": "", "matter": "labour.wages", "need": "拖欠工资", **heard}
    return take_down(Heard(**told), office=by.office, by=by, at=noon(MONDAY), on=MONDAY)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("拖欠工资", ["labour.wages"]),
        ("工资", ["labour.wages"]),
        ("劳动 工伤", ["labour.injury"]),
        ("劳动争议：工伤", ["labour.injury"]),
        ("family.divorce", ["family.divorce"]),
        ("其他：公证", ["other.notary"]),
        ("保险", ["security.insurance", "traffic.insurance"]),
        ("诉讼", ["procedure.filing", "procedure.evidence", "procedure.enforcement", "procedure.preservation",
                "administrative.review", "debt.limitation"]),
        ("外星人", []),
        ("", []),
        ("　：", []),
    ],
)  # fmt: skip
def test_a_word_or_two_mean_a_matter_where_only_one_has_them(text: str, meant: list[str]) -> None:
    assert sorted(matters_meant(text)) == sorted(meant)


def test_every_matter_is_meant_by_its_own_label() -> None:
    assert all(matters_meant(label) == (code,) for code, label in MATTERS.items())


def test_what_is_heard_is_registered_and_at_once_answered_promised_or_referred(clerk):
    answered = taken(clerk, call_number="00001", told="可以仲裁")
    promised = taken(clerk, promised=(date(2024, 6, 5), "09:30"))
    referred = taken(clerk, told="符合条件", destination="legal_aid")

    rows = [(each.number, each.state, each.channel) for each in (answered, promised, referred)]
    assert rows == [
        ("20240603-001", "answered", "phone"),
        ("20240603-002", "promised", "counter"),
        ("20240603-003", "referred", "counter"),
    ]


def test_a_number_that_a_ledger_brought_is_passed_over(clerk):
    first = taken(clerk, told="可以仲裁")
    Consultation.objects.system("a test").filter(pk=first.pk).update(number="20240603-002")

    assert taken(clerk, told="可以仲裁").number == "20240603-003"


def test_where_one_act_is_refused_nothing_is_registered(clerk, city):
    taken(clerk, call_number="00001", told="可以仲裁")

    with pytest.raises(CallTaken):
        taken(clerk, call_number="00001", told="可以仲裁")
    with pytest.raises(NotPermitted):
        taken(city.reporter, told="可以仲裁")
    with pytest.raises(Unlisted):
        taken(clerk, told="符合条件", destination="space")
    assert Consultation.objects.system("a test").count() == 1
