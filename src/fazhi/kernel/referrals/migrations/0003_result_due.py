"""The last day for a result, and whether it was kept; for referrals there already as an import reckons it."""

import django.db.models.deletion
from django.db import migrations, models


CHUNK = 2_000


def fill(apps, schema_editor):
    from fazhi.kernel.calendar.services import due_dates
    from fazhi.kernel.referrals.procedures import limit_of
    from fazhi.kernel.referrals.terms import Kind

    rows = apps.get_model("referrals", "Referral")._base_manager
    for kind in Kind:
        signed = list(rows.filter(procedure=kind.value, signed_date__isnull=False).order_by("pk"))
        ends = due_dates(limit_of(kind), [row.signed_date for row in signed])
        for row, due in zip(signed, ends, strict=True):
            row.result_due_date = due
            row.is_on_time = int(row.result_date <= due) if due and row.result_date else None
        rows.bulk_update(signed, ["result_due_date", "is_on_time"], batch_size=CHUNK)


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_administrators_absences_divisions'),
        ('calendar', '0001_initial'),
        ('law', '0003_corpora'),
        ('papers', '0001_initial'),
        ('referrals', '0002_matter'),
    ]

    operations = [
        migrations.AddField(
            model_name='referral',
            name='consent_evidence',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.attachment', verbose_name='双方同意的证明'),
        ),
        migrations.AddField(
            model_name='referral',
            name='is_on_time',
            field=models.PositiveSmallIntegerField(null=True, verbose_name='按期回传'),
        ),
        migrations.AddField(
            model_name='referral',
            name='result_due_date',
            field=models.DateField(null=True, verbose_name='结果回传期限'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('result_due_date__isnull', True), ('signed_date__isnull', False), _connector='OR'), name='referral_due_once_signed'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('is_on_time__isnull', True), models.Q(models.Q(('result_date__isnull', False), ('result_due_date__isnull', False)), ('is_on_time', 1), ('result_date__lte', models.F('result_due_date'))), models.Q(models.Q(('result_date__isnull', False), ('result_due_date__isnull', False)), ('is_on_time', 0), ('result_date__gt', models.F('result_due_date'))), _connector='OR'), name='referral_on_time_proven'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('consent_evidence__isnull', True), ('consent_date__isnull', False), _connector='OR'), name='referral_evidence_of_consent'),
        ),
    ]
