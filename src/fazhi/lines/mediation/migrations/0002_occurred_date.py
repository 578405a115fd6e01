"""The day of the latest act beside its recording; for matters there already it is the latest of their dates."""

from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Coalesce, TruncDate

MODELS = ("peoplesmatter", "administrativematter")


def fill(apps, schema_editor):
    for name in MODELS:
        rows = apps.get_model("mediation", name)._base_manager
        rows.update(occurred_date=Coalesce(F("concluded_date"), F("accepted_date"), TruncDate(F("recorded_at"))))


class Migration(migrations.Migration):
    dependencies = [("mediation", "0001_initial")]

    operations = [
        *(
            migrations.AddField(name, "occurred_date", models.DateField(null=True, verbose_name="最近行为发生日期"))
            for name in MODELS
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        *(
            migrations.AlterField(name, "occurred_date", models.DateField(verbose_name="最近行为发生日期"))
            for name in MODELS
        ),
    ]
