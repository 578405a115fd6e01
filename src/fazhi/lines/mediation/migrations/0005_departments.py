"""Departments' sectors and rulings, one dispute through many doors. Rows there already are of the general table."""

import django.db.models.deletion
import django.db.models.expressions
import uuid_utils.compat
from django.db import migrations, models
from django.db.models.functions import Coalesce


def close(apps, schema_editor):
    """Matters that had ended without the day on which figures count them out: the constraint let a null pass."""
    rows = apps.get_model("mediation", "AdministrativeMatter")._base_manager
    rows.filter(concluded_date__isnull=False, closed_date__isnull=True).update(
        closed_date=Coalesce("effective_date", "concluded_date")
    )
    rows.filter(concluded_date__isnull=True, closed_date__isnull=False).update(closed_date=None)


class Migration(migrations.Migration):

    dependencies = [
        ('mediation', '0004_case_file'),
        ('organisations', '0002_administrators_absences_divisions'),
    ]

    operations = [
        migrations.CreateModel(
            name='AdministrativeRuling',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=64, verbose_name='编号')),
                ('state', models.CharField(max_length=24, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
                ('occurred_date', models.DateField(verbose_name='最近行为发生日期')),
                ('recorded_at', models.DateTimeField()),
                ('category', models.CharField(max_length=32, verbose_name='纠纷类别')),
                ('basis', models.CharField(max_length=120, verbose_name='授权裁决的法律依据')),
                ('accepted_date', models.DateField(null=True, verbose_name='受理日期')),
                ('accepted_year', models.PositiveSmallIntegerField(null=True)),
                ('accepted_quarter', models.PositiveSmallIntegerField(null=True)),
                ('accepted_month', models.PositiveSmallIntegerField(null=True)),
                ('decided_date', models.DateField(null=True, verbose_name='裁决日期')),
                ('decided_year', models.PositiveSmallIntegerField(null=True)),
                ('decided_quarter', models.PositiveSmallIntegerField(null=True)),
                ('decided_month', models.PositiveSmallIntegerField(null=True)),
                ('ended_date', models.DateField(null=True, verbose_name='办结日期')),
                ('not_accepted', models.CharField(blank=True, max_length=24, verbose_name='不予受理原因')),
                ('result', models.CharField(blank=True, max_length=16, verbose_name='裁决结果')),
                ('remedy', models.CharField(blank=True, max_length=24, verbose_name='告知的救济途径')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.office', verbose_name='机构')),
            ],
            options={
                'verbose_name': '行政裁决',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['applied', 'accepted', 'decided', 'withdrawn', 'refused'])), name='ruling_state_known'), models.CheckConstraint(condition=models.Q(('category__in', ['family', 'neighbour', 'housing', 'contract', 'business', 'damages', 'land', 'expropriation', 'environment', 'migrant_wages', 'labour', 'tourism', 'ecommerce', 'consumer', 'medical', 'traffic', 'property', 'other'])), name='ruling_category_known'), models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='ruling_has_basis'), models.CheckConstraint(condition=models.Q(('not_accepted', ''), models.Q(('not_accepted__in', ['not_ours', 'handled', 'party_refuses', 'no_consumer', 'three_years', 'materials', 'hired', 'affray', 'repeated', 'not_joint', 'other']), ('state', 'refused')), _connector='OR'), name='ruling_not_accepted_known'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_date__isnull', True), ('accepted_month__isnull', True), ('accepted_quarter__isnull', True), ('accepted_year__isnull', True)), models.Q(('accepted_date__isnull', False), ('accepted_month__isnull', False), ('accepted_quarter__isnull', False), ('accepted_year__isnull', False)), _connector='OR'), name='administrativeruling_accepted_parts'), models.CheckConstraint(condition=models.Q(models.Q(('decided_date__isnull', True), ('decided_month__isnull', True), ('decided_quarter__isnull', True), ('decided_year__isnull', True)), models.Q(('decided_date__isnull', False), ('decided_month__isnull', False), ('decided_quarter__isnull', False), ('decided_year__isnull', False)), _connector='OR'), name='administrativeruling_decided_parts'), models.CheckConstraint(condition=models.Q(models.Q(('accepted_date__isnull', False), ('decided_date__gte', models.F('accepted_date')), ('remedy__in', ['reconsideration', 'administrative_suit', 'civil_suit']), ('result__in', ['supported', 'partly', 'rejected']), ('state', 'decided')), models.Q(models.Q(('state', 'decided'), _negated=True), ('decided_date__isnull', True), ('remedy', ''), ('result', '')), _connector='OR'), name='ruling_decided_whole'), models.CheckConstraint(condition=models.Q(models.Q(('ended_date__isnull', False), ('state__in', ['decided', 'withdrawn', 'refused'])), models.Q(models.Q(('state__in', ['decided', 'withdrawn', 'refused']), _negated=True), ('ended_date__isnull', True)), _connector='OR'), name='ruling_ended_has_date'), models.UniqueConstraint(fields=('office', 'number'), name='ruling_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Dispute',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('category', models.CharField(max_length=32, verbose_name='纠纷类别')),
                ('first_date', models.DateField(verbose_name='首次受理日期')),
                ('first_year', models.PositiveSmallIntegerField()),
                ('first_quarter', models.PositiveSmallIntegerField()),
                ('first_month', models.PositiveSmallIntegerField()),
                ('doors', models.PositiveSmallIntegerField(verbose_name='渠道数')),
                ('members', models.PositiveSmallIntegerField(verbose_name='登记件数')),
                ('via_people', models.PositiveSmallIntegerField(default=0, verbose_name='人民调解')),
                ('via_administrative', models.PositiveSmallIntegerField(default=0, verbose_name='行政调解')),
                ('via_police', models.PositiveSmallIntegerField(default=0, verbose_name='公调对接')),
                ('via_court', models.PositiveSmallIntegerField(default=0, verbose_name='诉调对接')),
                ('via_petition', models.PositiveSmallIntegerField(default=0, verbose_name='访调对接')),
                ('is_again', models.PositiveSmallIntegerField(default=0, verbose_name='经过再次调解')),
                ('outcome', models.CharField(max_length=16, verbose_name='最终结果')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.office')),
            ],
            options={
                'verbose_name': '同一纠纷',
                'constraints': [models.CheckConstraint(condition=models.Q(('category__in', ['family', 'neighbour', 'housing', 'contract', 'business', 'damages', 'land', 'expropriation', 'environment', 'migrant_wages', 'labour', 'tourism', 'ecommerce', 'consumer', 'medical', 'traffic', 'property', 'other'])), name='dispute_category_known'), models.CheckConstraint(condition=models.Q(('outcome__in', ['open', 'settled', 'failed', 'withdrawn', 'returned', 'refused'])), name='dispute_outcome_known'), models.CheckConstraint(condition=models.Q(('doors__gte', 1), ('doors__lte', models.F('members')), ('members__gte', 2)), name='dispute_has_members'), models.CheckConstraint(condition=models.Q(('doors', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('via_people'), '+', models.F('via_administrative')), '+', models.F('via_police')), '+', models.F('via_court')), '+', models.F('via_petition')))), name='dispute_doors_counted')],
            },
        ),
        migrations.CreateModel(
            name='DisputeMember',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('procedure', models.CharField(max_length=64)),
                ('matter_id', models.UUIDField(unique=True)),
                ('number', models.CharField(max_length=64, verbose_name='编号')),
                ('category', models.CharField(max_length=32, verbose_name='纠纷类别')),
                ('door', models.CharField(max_length=16, verbose_name='渠道')),
                ('role', models.CharField(default='first', max_length=8, verbose_name='首次或者再次')),
                ('proof', models.CharField(max_length=16, verbose_name='认定依据')),
                ('position', models.PositiveSmallIntegerField(default=1, verbose_name='次序')),
                ('began_date', models.DateField(verbose_name='开始日期')),
                ('ended_date', models.DateField(null=True, verbose_name='办结日期')),
                ('outcome', models.CharField(max_length=16, verbose_name='结果')),
                ('counted_date', models.DateField(null=True, verbose_name='计入日期')),
                ('counted_year', models.PositiveSmallIntegerField(null=True)),
                ('counted_quarter', models.PositiveSmallIntegerField(null=True)),
                ('counted_month', models.PositiveSmallIntegerField(null=True)),
                ('is_repeat', models.PositiveSmallIntegerField(default=0, verbose_name='重复计入')),
                ('dispute', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mediation.dispute')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.office')),
            ],
            options={
                'verbose_name': '同一纠纷的登记',
                'constraints': [models.CheckConstraint(condition=models.Q(('door__in', ['people', 'administrative', 'police', 'court', 'petition'])), name='disputemember_door_known'), models.CheckConstraint(condition=models.Q(('role__in', ['first', 'again'])), name='disputemember_role_known'), models.CheckConstraint(condition=models.Q(('proof__in', ['number', 'case', 'stated', 'confirmed'])), name='disputemember_proof_known'), models.CheckConstraint(condition=models.Q(('outcome__in', ['open', 'settled', 'failed', 'withdrawn', 'returned', 'refused'])), name='disputemember_outcome_known'), models.CheckConstraint(condition=models.Q(('is_repeat', 0), models.Q(('counted_date__isnull', False), ('is_repeat', 1)), _connector='OR'), name='disputemember_repeat_counted'), models.CheckConstraint(condition=models.Q(models.Q(('counted_date__isnull', True), ('counted_month__isnull', True), ('counted_quarter__isnull', True), ('counted_year__isnull', True)), models.Q(('counted_date__isnull', False), ('counted_month__isnull', False), ('counted_quarter__isnull', False), ('counted_year__isnull', False)), _connector='OR'), name='disputemember_counted_parts')],
                'indexes': [models.Index(fields=['office', 'number'], name='disputemember_by_office')],
            },
        ),
        migrations.CreateModel(
            name='LinkProposal',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=64, verbose_name='编号')),
                ('state', models.CharField(max_length=24, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1)),
                ('occurred_date', models.DateField(verbose_name='最近行为发生日期')),
                ('recorded_at', models.DateTimeField()),
                ('earlier_procedure', models.CharField(max_length=64)),
                ('earlier_id', models.UUIDField()),
                ('later_procedure', models.CharField(max_length=64)),
                ('later_id', models.UUIDField()),
                ('parties', models.PositiveSmallIntegerField(verbose_name='相同当事人数')),
                ('reason', models.CharField(blank=True, max_length=24, verbose_name='认定理由')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.office', verbose_name='机构')),
            ],
            options={
                'verbose_name': '同一纠纷认定',
                'constraints': [models.UniqueConstraint(fields=('earlier_id', 'later_id'), name='linkproposal_once'), models.CheckConstraint(condition=models.Q(('earlier_id', models.F('later_id')), _negated=True), name='linkproposal_of_two'), models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('state', 'proposed')), models.Q(('reason__in', ['same_facts', 'another_door', 'mediated_again']), ('state', 'confirmed')), models.Q(('reason__in', ['other_facts', 'later', 'other_parties']), ('state', 'rejected')), _connector='OR'), name='linkproposal_decided_with_reason'), models.UniqueConstraint(fields=('office', 'number'), name='linkproposal_number_once')],
                'indexes': [models.Index(fields=['later_id'], name='linkproposal_later')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='administrativematter',
            name='administrativematter_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='administrativematter',
            name='administrativematter_ended_has_date',
        ),
        migrations.RemoveConstraint(
            model_name='administrativematter',
            name='administrativematter_closed',
        ),
        migrations.RemoveConstraint(
            model_name='peoplesmatter',
            name='peoplesmatter_state_known',
        ),
        migrations.RemoveConstraint(
            model_name='peoplesmatter',
            name='peoplesmatter_ended_has_date',
        ),
        migrations.AddField(
            model_name='administrativematter',
            name='agency_name',
            field=models.CharField(blank=True, max_length=120, verbose_name='作为当事人的行政机关'),
        ),
        migrations.AddField(
            model_name='administrativematter',
            name='damage',
            field=models.CharField(blank=True, max_length=16, verbose_name='损害后果'),
        ),
        migrations.AddField(
            model_name='administrativematter',
            name='damage_date',
            field=models.DateField(null=True, verbose_name='损害后果确定日期'),
        ),
        migrations.AddField(
            model_name='administrativematter',
            name='ending',
            field=models.CharField(blank=True, max_length=24, verbose_name='终止原因'),
        ),
        migrations.AddField(
            model_name='administrativematter',
            name='is_own_dispute',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='本机关是当事人'),
        ),
        migrations.AddField(
            model_name='administrativematter',
            name='not_accepted',
            field=models.CharField(blank=True, max_length=24, verbose_name='不予受理原因'),
        ),
        migrations.AddField(
            model_name='administrativematter',
            name='procedure',
            field=models.CharField(default='mediation.administrative', max_length=64, verbose_name='领域'),
        ),
        migrations.AddField(
            model_name='administrativematter',
            name='supervised_by',
            field=models.CharField(blank=True, max_length=120, verbose_name='监督单位'),
        ),
        migrations.RunPython(close, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='administrativematter',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['applied', 'waiting', 'accepted', 'again', 'settled', 'failed', 'withdrawn', 'refused'])), name='administrativematter_state_known'),
        ),
        migrations.AddConstraint(
            model_name='administrativematter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('concluded_date__isnull', True), ('state__in', ['applied', 'waiting', 'accepted', 'again'])), models.Q(models.Q(('state__in', ['applied', 'waiting', 'accepted', 'again']), _negated=True), ('concluded_date__isnull', False)), _connector='OR'), name='administrativematter_ended_has_date'),
        ),
        migrations.AddConstraint(
            model_name='administrativematter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_date__isnull', True), ('concluded_date__isnull', True)), models.Q(models.Q(('closed_date__isnull', False), ('concluded_date__isnull', False)), ('closed_date', models.F('effective_date')), ('effective_date__isnull', False)), models.Q(models.Q(('closed_date__isnull', False), ('concluded_date__isnull', False)), ('closed_date', models.F('concluded_date')), ('effective_date__isnull', True)), _connector='OR'), name='administrativematter_closed'),
        ),
        migrations.AddConstraint(
            model_name='administrativematter',
            constraint=models.CheckConstraint(condition=models.Q(('procedure__in', ['mediation.administrative', 'mediation.administrative.public_security', 'mediation.administrative.traffic', 'mediation.administrative.consumer', 'mediation.administrative.labour'])), name='administrativematter_sector_known'),
        ),
        migrations.AddConstraint(
            model_name='administrativematter',
            constraint=models.CheckConstraint(condition=models.Q(('procedure', 'mediation.administrative'), ('nature', 'civil'), _connector='OR'), name='administrativematter_sector_civil'),
        ),
        migrations.AddConstraint(
            model_name='administrativematter',
            constraint=models.CheckConstraint(condition=models.Q(('nature', 'administrative'), models.Q(('agency_name', ''), ('is_own_dispute', 0)), _connector='OR'), name='administrativematter_agency_of_dispute'),
        ),
        migrations.AddConstraint(
            model_name='administrativematter',
            constraint=models.CheckConstraint(condition=models.Q(('is_own_dispute', 0), models.Q(('is_own_dispute', 1), models.Q(('supervised_by', ''), _negated=True)), _connector='OR'), name='administrativematter_own_dispute_supervised'),
        ),
        migrations.AddConstraint(
            model_name='administrativematter',
            constraint=models.CheckConstraint(condition=models.Q(('not_accepted', ''), ('not_accepted__in', ['not_ours', 'handled', 'party_refuses', 'no_consumer', 'three_years', 'materials', 'hired', 'affray', 'repeated', 'not_joint', 'other']), _connector='OR'), name='administrativematter_not_accepted_known'),
        ),
        migrations.AddConstraint(
            model_name='administrativematter',
            constraint=models.CheckConstraint(condition=models.Q(('ending', ''), ('ending__in', ['no_agreement', 'absent', 'refused', 'sued', 'testing', 'not_to_be_accepted', 'offence', 'lapsed', 'other']), _connector='OR'), name='administrativematter_ending_known'),
        ),
        migrations.AddConstraint(
            model_name='administrativematter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('damage', ''), ('damage_date__isnull', True)), models.Q(('damage__in', ['death', 'injury', 'disability', 'property']), ('damage_date__isnull', False), ('procedure', 'mediation.administrative.traffic')), _connector='OR'), name='administrativematter_damage_dated'),
        ),
        migrations.AddConstraint(
            model_name='peoplesmatter',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['applied', 'waiting', 'accepted', 'again', 'settled', 'failed', 'withdrawn', 'refused'])), name='peoplesmatter_state_known'),
        ),
        migrations.AddConstraint(
            model_name='peoplesmatter',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('concluded_date__isnull', True), ('state__in', ['applied', 'waiting', 'accepted', 'again'])), models.Q(models.Q(('state__in', ['applied', 'waiting', 'accepted', 'again']), _negated=True), ('concluded_date__isnull', False)), _connector='OR'), name='peoplesmatter_ended_has_date'),
        ),
    ]
