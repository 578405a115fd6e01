"""Two clerks at once for the last place of a half hour; only where a database allows two writers (PostgreSQL)."""

import threading
from datetime import date
from typing import Any

import pytest
from django.db import connection, connections

from fazhi.lines.hotline import services
from fazhi.lines.hotline.errors.callbacks import SlotFull
from fazhi.lines.hotline.models import CallBack
from fazhi.lines.hotline.tests.duty import Seat

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def _two_writers() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("two connections need PostgreSQL")


def test_of_six_at_once_two_get_the_two_places(city: Any) -> None:
    seat = Seat(city)
    asking = [seat.registered(number=str(each), call_number=str(each)) for each in range(6)]
    ready, full = threading.Barrier(len(asking)), []

    def ask(consultation: Any) -> None:
        try:
            ready.wait()
            told = {"promised_date": date(2024, 6, 4), "promised_time": "09:30"}
            services.promise(consultation, **seat.clerks(), **told)
        except SlotFull:
            full.append(consultation.number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=ask, args=(each,)) for each in asking]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    places = CallBack.objects.system("a test").filter(freed_at=None).values_list("place", flat=True)
    assert (sorted(places), len(full)) == ([0, 1], 4)
