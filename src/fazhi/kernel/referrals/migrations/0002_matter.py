"""
A referral becomes a matter that moves by its own procedure.

Rows there already land in the state that their columns prove, as an import's do: a result that went back ends them. Their
clocks and tasks are not made here, for want of the calendar; `fazhi check` names those that are open.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce, Concat, ExtractMonth, ExtractQuarter, ExtractYear


def fill(apps, schema_editor):
    rows = apps.get_model("referrals", "Referral")._base_manager
    state = Case(
        When(outcome="returned", then=Value("returned")),
        When(outcome="", signed_date__isnull=True, then=Value("sent")),
        When(outcome="", then=Value("signed")),
        default=Value("closed"),
    )
    rows.update(
        procedure=Concat(Value("referral."), F("channel")),
        state=state,
        occurred_date=Coalesce(F("result_date"), F("signed_date"), F("sent_date")),
        result_year=ExtractYear("result_date"),
        result_quarter=ExtractQuarter("result_date"),
        result_month=ExtractMonth("result_date"),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_administrators_absences_divisions'),
        ('referrals', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='referral',
            name='consent_date',
            field=models.DateField(null=True, verbose_name='双方同意日期'),
        ),
        migrations.AddField(
            model_name='referral',
            name='occurred_date',
            field=models.DateField(default='2000-01-01', verbose_name='最近行为发生日期'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='referral',
            name='procedure',
            field=models.CharField(choices=[('referral.court_delegated', '诉调对接：委派调解'), ('referral.court_entrusted', '诉调对接：委托调解（普通程序）'), ('referral.court_summary', '诉调对接：委托调解（简易程序）'), ('referral.court', '诉调对接：未分委派委托'), ('referral.police', '公调对接'), ('referral.petition', '访调对接')], default='referral.police', max_length=64, verbose_name='移送种类'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='referral',
            name='result_month',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='referral',
            name='result_quarter',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='referral',
            name='result_signed_date',
            field=models.DateField(null=True, verbose_name='结果签收日期'),
        ),
        migrations.AddField(
            model_name='referral',
            name='result_year',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name='referral',
            name='return_reason',
            field=models.CharField(blank=True, choices=[('out_of_scope', '不属于调解范围'), ('beyond_expertise', '超出擅长领域'), ('unsuitable', '其他不适宜接受的情形'), ('refused', '当事人拒绝调解'), ('unreachable', '无法联系当事人'), ('duplicate', '同一纠纷已在调解')], max_length=24, verbose_name='退回原因'),
        ),
        migrations.AddField(
            model_name='referral',
            name='state',
            field=models.CharField(default='sent', max_length=24, verbose_name='状态'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='referral',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='referral',
            name='number',
            field=models.CharField(max_length=64, verbose_name='编号'),
        ),
        migrations.AlterField(
            model_name='referral',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.office', verbose_name='机构'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(fields=['office', 'number'], name='referral_by_office'),
        ),
        migrations.AddIndex(
            model_name='referral',
            index=models.Index(condition=models.Q(('state__in', ('sent', 'signed', 'accepted'))), fields=['sender', 'sender_number'], name='referral_open'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('channel', 'police'), ('procedure__in', ['referral.police'])), models.Q(('channel', 'court'), ('procedure__in', ['referral.court_delegated', 'referral.court_entrusted', 'referral.court_summary', 'referral.court'])), models.Q(('channel', 'petition'), ('procedure__in', ['referral.petition'])), _connector='OR'), name='referral_kind_of_channel'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['sent', 'signed', 'accepted', 'returned', 'result_reported', 'closed', 'withdrawn'])), name='referral_state_known'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('return_reason', ''), models.Q(('return_reason__in', ['out_of_scope', 'beyond_expertise', 'unsuitable', 'refused', 'unreachable', 'duplicate']), ('state', 'returned')), _connector='OR'), name='referral_reason_of_return'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('result_date__isnull', True), ('signed_date__isnull', True), ('result_date__gte', models.F('signed_date')), _connector='OR'), name='referral_result_after_signed'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('result_date__isnull', True), ('result_signed_date__isnull', True), ('result_signed_date__gte', models.F('result_date')), _connector='OR'), name='referral_result_signed_after_result'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('result_date__isnull', True), ('result_month__isnull', True), ('result_quarter__isnull', True), ('result_year__isnull', True)), models.Q(('result_date__isnull', False), ('result_month__isnull', False), ('result_quarter__isnull', False), ('result_year__isnull', False)), _connector='OR'), name='referral_result_parts'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('signed_date__isnull', True), ('state', 'sent')), models.Q(('outcome', ''), ('signed_date__isnull', False), ('state__in', ('signed', 'accepted'))), models.Q(('outcome__in', ('settled', 'failed', 'withdrawn')), ('state__in', ['result_reported', 'closed'])), models.Q(('outcome', 'returned'), ('state__in', ('returned', 'withdrawn'))), _connector='OR'), name='referral_state_proven'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome__in', ['settled', 'failed']), _negated=True), ('signed_date__isnull', False), _connector='OR'), name='referral_mediated_was_signed'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('result_signed_date__isnull', True), models.Q(('result_date__isnull', False), ('state', 'closed')), _connector='OR'), name='referral_result_signed_at_end'),
        ),
    ]
