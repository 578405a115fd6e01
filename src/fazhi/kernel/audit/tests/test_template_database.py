"""Transactional tests leave the database as they found it, without a flush that the triggers would refuse."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from fazhi.kernel.audit import services
from fazhi.kernel.audit.models import Entry


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_", ["first", "second"])
def test_a_transactional_test_starts_from_the_template(act, at, _):
    assert not Entry.objects.exists()

    assert [act().number, act().number] == [1, 2]
    assert services.verify(at=at).holds


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_", ["first", "second"])
def test_a_table_left_behind_is_gone_in_the_next_test(_):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE throwaway_row (n integer)")


@pytest.mark.django_db
def test_an_ordinary_test_after_them_sees_an_empty_trail():
    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_triggers_survive_the_restoring(act):
    act()
    with pytest.raises(Exception, match="only added to"), transaction.atomic():
        Entry.objects.update(actor="x")


@pytest.mark.django_db(transaction=True)
def test_flush_is_what_the_triggers_refuse(act):
    act()

    with pytest.raises(CommandError):
        call_command("flush", interactive=False, verbosity=0)
