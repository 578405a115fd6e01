"""Parties that were kept before there were derived columns get them by migration."""

from importlib import import_module

from fazhi.kernel.audit.tests.step_by_step import step_by_step
from fazhi.kernel.parties import keys
from fazhi.kernel.parties.models import Party
from fazhi.kernel.parties.tests.conftest import identity

FILL = import_module("fazhi.kernel.parties.migrations.0003_derived_columns").fill


def historical():
    return step_by_step().loader.project_state([("parties", "0002_protected_parties")]).apps


def test_parties_kept_before_are_derived(keep):
    party = keep("单示例", document_type="identity", document_number=identity("1990-01-01"), phone="13800001234")
    derived = {
        name: getattr(party, name) for name in ("name_pinyin", "name_order", "document_key", "birth_date", "sex")
    }
    rows = Party.objects.system("as it was before")
    rows.update(name_pinyin="", name_order=0, document_key=None, birth_date=None, sex="", contact_key=None)

    FILL(historical(), None)

    found = rows.get()
    assert {name: getattr(found, name) for name in derived} == derived


def test_a_new_database_gets_no_key_from_migrating(db):
    FILL(historical(), None)

    assert not keys.key_path().exists()
