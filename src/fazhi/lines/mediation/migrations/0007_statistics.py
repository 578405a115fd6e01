"""Local categories, prevention by month, rates of the subsidy, and the local category of a matter."""

import django.db.models.deletion
import django.db.models.expressions
import fazhi.lines.mediation.rules.subsidy
import fazhi.lines.mediation.terms
import uuid_utils.compat
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('mediation', '0006_network'),
        ('organisations', '0002_administrators_absences_divisions'),
    ]

    operations = [
        migrations.CreateModel(
            name='LocalCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=32, unique=True, verbose_name='代码')),
                ('title', models.CharField(max_length=40, verbose_name='名称')),
                ('parent', models.CharField(max_length=32, verbose_name='上级类别')),
                ('from_year', models.PositiveSmallIntegerField(verbose_name='启用年度')),
                ('until_year', models.PositiveSmallIntegerField(null=True, verbose_name='停用年度')),
                ('basis', models.CharField(max_length=200, verbose_name='依据')),
            ],
            options={
                'verbose_name': '本地纠纷类别',
                'constraints': [models.CheckConstraint(condition=models.Q(('parent__in', [fazhi.lines.mediation.terms.Category['FAMILY'], fazhi.lines.mediation.terms.Category['NEIGHBOUR'], fazhi.lines.mediation.terms.Category['HOUSING'], fazhi.lines.mediation.terms.Category['CONTRACT'], fazhi.lines.mediation.terms.Category['BUSINESS'], fazhi.lines.mediation.terms.Category['DAMAGES'], fazhi.lines.mediation.terms.Category['LAND'], fazhi.lines.mediation.terms.Category['EXPROPRIATION'], fazhi.lines.mediation.terms.Category['ENVIRONMENT'], fazhi.lines.mediation.terms.Category['MIGRANT_WAGES'], fazhi.lines.mediation.terms.Category['LABOUR'], fazhi.lines.mediation.terms.Category['TOURISM'], fazhi.lines.mediation.terms.Category['ECOMMERCE'], fazhi.lines.mediation.terms.Category['CONSUMER'], fazhi.lines.mediation.terms.Category['MEDICAL'], fazhi.lines.mediation.terms.Category['TRAFFIC'], fazhi.lines.mediation.terms.Category['PROPERTY'], fazhi.lines.mediation.terms.Category['OTHER']])), name='localcategory_parent_known'), models.CheckConstraint(condition=models.Q(('until_year__isnull', True), ('until_year__gte', models.F('from_year')), _connector='OR'), name='localcategory_years'), models.CheckConstraint(condition=models.Q(models.Q(('basis', ''), _negated=True), models.Q(('title', ''), _negated=True)), name='localcategory_told')],
            },
        ),
        migrations.AddField(
            model_name='peoplesmatter',
            name='local_category',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='mediation.localcategory', to_field='code', verbose_name='本地类别'),
        ),
        migrations.CreateModel(
            name='SubsidyRate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rate', models.CharField(max_length=16, verbose_name='补贴项目')),
                ('since_date', models.DateField(verbose_name='起始日期')),
                ('amount_fen', models.BigIntegerField(verbose_name='金额（分）')),
                ('basis', models.CharField(max_length=200, verbose_name='依据')),
                ('entered_by', models.CharField(max_length=120, verbose_name='登记人')),
                ('entered_at', models.DateTimeField(verbose_name='登记时间')),
            ],
            options={
                'verbose_name': '以案定补标准',
                'constraints': [models.CheckConstraint(condition=models.Q(('rate__in', [fazhi.lines.mediation.rules.subsidy.Rate['ORAL'], fazhi.lines.mediation.rules.subsidy.Rate['WRITTEN'], fazhi.lines.mediation.rules.subsidy.Rate['DIFFICULT'], fazhi.lines.mediation.rules.subsidy.Rate['ON_THE_SPOT'], fazhi.lines.mediation.rules.subsidy.Rate['FAILED'], fazhi.lines.mediation.rules.subsidy.Rate['CONFIRMED']])), name='subsidyrate_rate_known'), models.CheckConstraint(condition=models.Q(('amount_fen__gte', 0), models.Q(('basis', ''), _negated=True)), name='subsidyrate_told')],
            },
        ),
        migrations.CreateModel(
            name='PreventionMonth',
            fields=[
                ('id', models.UUIDField(default=uuid_utils.compat.uuid7, editable=False, primary_key=True, serialize=False)),
                ('period_date', models.DateField(verbose_name='报告期起日')),
                ('period_year', models.PositiveSmallIntegerField(verbose_name='年')),
                ('period_quarter', models.PositiveSmallIntegerField(verbose_name='季度')),
                ('period_month', models.PositiveSmallIntegerField(verbose_name='月')),
                ('recorded_at', models.DateTimeField()),
                ('screened_cases', models.PositiveIntegerField(verbose_name='排查纠纷（件）')),
                ('screened_persons', models.PositiveIntegerField(null=True, verbose_name='排查纠纷涉及（人）')),
                ('averted_cases', models.PositiveIntegerField(verbose_name='预防纠纷（件）')),
                ('averted_persons', models.PositiveIntegerField(null=True, verbose_name='预防纠纷涉及（人）')),
                ('suicide_cases', models.PositiveIntegerField(verbose_name='防止民间纠纷引起自杀（件）')),
                ('suicide_persons', models.PositiveIntegerField(verbose_name='防止民间纠纷引起自杀（人）')),
                ('crime_cases', models.PositiveIntegerField(verbose_name='防止民间纠纷转化为刑事案件（件）')),
                ('crime_persons', models.PositiveIntegerField(verbose_name='防止民间纠纷转化为刑事案件（人）')),
                ('petition_cases', models.PositiveIntegerField(verbose_name='防止群体性上访（件）')),
                ('petition_persons', models.PositiveIntegerField(verbose_name='防止群体性上访（人）')),
                ('fight_cases', models.PositiveIntegerField(verbose_name='防止群体性械斗（件）')),
                ('fight_persons', models.PositiveIntegerField(verbose_name='防止群体性械斗（人）')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.office', verbose_name='机构')),
            ],
            options={
                'verbose_name': '排查预防月报',
                'constraints': [models.UniqueConstraint(fields=('office', 'period_year', 'period_month'), name='preventionmonth_once'), models.CheckConstraint(condition=models.Q(('period_month__range', (1, 12))), name='preventionmonth_month'), models.CheckConstraint(condition=models.Q(('period_month__gt', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('period_quarter'), '*', models.Value(3)), '-', models.Value(3))), ('period_month__lte', django.db.models.expressions.CombinedExpression(models.F('period_quarter'), '*', models.Value(3)))), name='preventionmonth_quarter'), models.CheckConstraint(condition=models.Q(models.Q(('screened_cases', 0), ('screened_persons', 0)), models.Q(('screened_cases__gte', 1), ('screened_persons__gte', models.F('screened_cases'))), models.Q(('screened_cases__gte', 0), ('screened_persons__isnull', True)), _connector='OR'), name='preventionmonth_screened'), models.CheckConstraint(condition=models.Q(models.Q(('averted_cases', 0), ('averted_persons', 0)), models.Q(('averted_cases__gte', 1), ('averted_persons__gte', models.F('averted_cases'))), models.Q(('averted_cases__gte', 0), ('averted_persons__isnull', True)), _connector='OR'), name='preventionmonth_averted'), models.CheckConstraint(condition=models.Q(models.Q(('suicide_cases', 0), ('suicide_persons', 0)), models.Q(('suicide_cases__gte', 1), ('suicide_persons__gte', models.F('suicide_cases'))), models.Q(('suicide_cases__gte', 0), ('suicide_persons__isnull', True)), _connector='OR'), name='preventionmonth_suicide'), models.CheckConstraint(condition=models.Q(models.Q(('crime_cases', 0), ('crime_persons', 0)), models.Q(('crime_cases__gte', 1), ('crime_persons__gte', models.F('crime_cases'))), models.Q(('crime_cases__gte', 0), ('crime_persons__isnull', True)), _connector='OR'), name='preventionmonth_crime'), models.CheckConstraint(condition=models.Q(models.Q(('petition_cases', 0), ('petition_persons', 0)), models.Q(('petition_cases__gte', 1), ('petition_persons__gte', models.F('petition_cases'))), models.Q(('petition_cases__gte', 0), ('petition_persons__isnull', True)), _connector='OR'), name='preventionmonth_petition'), models.CheckConstraint(condition=models.Q(models.Q(('fight_cases', 0), ('fight_persons', 0)), models.Q(('fight_cases__gte', 1), ('fight_persons__gte', models.F('fight_cases'))), models.Q(('fight_cases__gte', 0), ('fight_persons__isnull', True)), _connector='OR'), name='preventionmonth_fight')],
            },
        ),
    ]
