from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from fazhi.kernel.procedures.models import Task
from fazhi.kernel.referrals import services as referrals
from fazhi.kernel.referrals.terms import Kind
from fazhi.lines.mediation.procedure import ADMINISTRATIVE_MEDIATION, PEOPLES_MEDIATION
from fazhi.lines.mediation.services import referred
from fazhi.lines.mediation.terms import GROUNDS
from fazhi.surfaces.accounts.tests.signing_in import signed_in


def test_every_ground_that_a_step_needs_has_a_word():
    steps = (*PEOPLES_MEDIATION.steps, *ADMINISTRATIVE_MEDIATION.steps)

    assert {need for step in steps for need in step.needs} <= set(GROUNDS)


@pytest.mark.django_db
def test_the_page_of_a_referral_shows_its_clock_and_the_other_records_of_the_dispute(city, peoples):
    at, on = datetime(2024, 6, 3, 2, tzinfo=UTC), date(2024, 6, 3)
    referral = referrals.send(
        Kind.POLICE,
        "公调1号",
        to=city.committee,
        sender="莲前派出所",
        category="neighbour",
        by=city.clerk,
        at=at,
        on=on,
    )
    referred.sign(referral, by=city.mediator, at=at, on=on)
    referred.accept(referral, by=city.mediator, at=at, on=on, number="调1号")
    assert Task.objects.system("a test").filter(matter_id=referral.pk).exists()

    page = signed_in(city.mediator).get(reverse("mediation-referral", kwargs={"key": referral.pk})).content.decode()

    assert "公调对接调解结果反馈" in page
    assert "2024-07-03" in page
    assert "同一纠纷" in page
    assert "调1号" in page
