from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fazhi.engines.citation import Article
from fazhi.lines.mediation.rules.departments import is_same_body, missing_routes, recusal, traffic_start
from fazhi.lines.mediation.terms import DepartmentRoute, Nature, Sector, Tie

DAYS = st.dates(date(2018, 5, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("市公安局", "市公安局", True),
        ("厦门市公安局", "市公安局", True),
        ("市公安局", "厦门市 公安局", True),
        ("市公安局", "市公安局湖里分局", False),
        ("公安局", "厦门市公安局", False),  # three characters say too little
        ("", "市公安局", False),
        ("", "", False),
    ],
)
def test_a_body_is_known_by_its_name_with_or_without_the_city(one: str, other: str, same: bool):
    assert is_same_body(one, other) is same
    assert is_same_body(other, one) is same


@given(event=DAYS, accepted=DAYS)
def test_traffic_mediation_never_begins_before_acceptance_nor_before_its_event(event: date, accepted: date):
    begins = traffic_start(event, accepted)

    assert begins >= event
    assert begins >= accepted
    assert begins in {event, accepted}


@given(told=st.sets(st.sampled_from(list(DepartmentRoute))), sector=st.sampled_from(list(Sector)))
def test_what_must_be_told_is_among_what_is_told_or_missing(told: set[DepartmentRoute], sector: Sector):
    missing = missing_routes(sector, Nature.CIVIL, told)

    assert (missing is None) is (bool(told) and not set(missing or ()))
    assert not set(missing or ()) & told


def test_without_an_interest_nobody_stands_aside_and_a_complaint_has_its_own_article():
    assert recusal(Sector.GENERAL, Tie.NONE) is None
    assert recusal(Sector.CONSUMER, Tie.INTEREST) == Article("投诉举报处理办法", 19, 2)
    assert recusal(Sector.LABOUR, Tie.PARTY) is not None
