"""When and where the parties of a dispute meet, and how each side was told."""

import django.db.models.deletion
import fazhi.lines.mediation.terms.records
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mediation', '0009_list_indexes'),
        ('organisations', '0002_administrators_absences_divisions'),
    ]

    operations = [
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('procedure', models.CharField(max_length=64)),
                ('matter_id', models.UUIDField()),
                ('sequence', models.PositiveSmallIntegerField(verbose_name='次序')),
                ('meets_at', models.DateTimeField(verbose_name='调解时间')),
                ('place', models.CharField(max_length=200, verbose_name='调解地点')),
                ('applicant_told_at', models.DateTimeField(null=True, verbose_name='通知申请人的时间')),
                ('applicant_manner', models.CharField(blank=True, max_length=16, verbose_name='通知申请人的方式')),
                ('respondent_told_at', models.DateTimeField(null=True, verbose_name='通知被申请人的时间')),
                ('respondent_manner', models.CharField(blank=True, max_length=16, verbose_name='通知被申请人的方式')),
                ('recorded_at', models.DateTimeField()),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.office')),
            ],
            options={
                'verbose_name': '约定调解',
                'constraints': [models.UniqueConstraint(fields=('matter_id', 'sequence'), name='appointment_sequence_once'), models.CheckConstraint(condition=models.Q(('sequence__gte', 1), models.Q(('place', ''), _negated=True)), name='appointment_somewhere'), models.CheckConstraint(condition=models.Q(models.Q(('applicant_manner', ''), ('applicant_told_at__isnull', True)), models.Q(('applicant_manner__in', [fazhi.lines.mediation.terms.records.NoticeManner['IN_PERSON'], fazhi.lines.mediation.terms.records.NoticeManner['TELEPHONE'], fazhi.lines.mediation.terms.records.NoticeManner['MESSAGE'], fazhi.lines.mediation.terms.records.NoticeManner['WRITTEN']]), ('applicant_told_at__isnull', False)), _connector='OR'), name='appointment_applicant_told'), models.CheckConstraint(condition=models.Q(models.Q(('respondent_manner', ''), ('respondent_told_at__isnull', True)), models.Q(('respondent_manner__in', [fazhi.lines.mediation.terms.records.NoticeManner['IN_PERSON'], fazhi.lines.mediation.terms.records.NoticeManner['TELEPHONE'], fazhi.lines.mediation.terms.records.NoticeManner['MESSAGE'], fazhi.lines.mediation.terms.records.NoticeManner['WRITTEN']]), ('respondent_told_at__isnull', False)), _connector='OR'), name='appointment_respondent_told')],
            },
        ),
    ]
