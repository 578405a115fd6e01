"""Fill the derived columns of parties that were kept before there were any; a new database has none."""

from django.db import migrations
from django.utils import timezone


def fill(apps, schema_editor):
    party = apps.get_model("parties", "Party")
    if not party.objects.exists():
        return
    from fazhi.kernel.parties.deriving import columns_of
    from fazhi.kernel.parties.keys import read_key
    from fazhi.kernel.parties.terms import Draft

    key, today = read_key(), timezone.localdate()
    names = ("name", "document_type", "document_number", "phone", "address")
    for row in party.objects.values("pk", *names).iterator():
        pk = row.pop("pk")
        party.objects.filter(pk=pk).update(**columns_of(Draft(**row), on=today, key=key))


class Migration(migrations.Migration):

    dependencies = [("parties", "0002_protected_parties")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
