"""Special procedures and extensions are kept, and guarded."""

import django.db.models.deletion
from django.db import migrations, models


FORWARD = """
-- No pause and no extension without its line in the journal.
CREATE FUNCTION interruption_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM journal_line WHERE chain = 'case:' || NEW.case_id AND tx = txid_current();
  IF NOT FOUND THEN
    RAISE EXCEPTION 'case % 的停表或者延期有变动而没有日志', NEW.case_id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pause_guard AFTER INSERT OR UPDATE ON cases_pause
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION interruption_guard();
CREATE CONSTRAINT TRIGGER extension_guard AFTER INSERT OR UPDATE ON cases_extension
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION interruption_guard();

-- Nothing is decided while a special procedure is open.
CREATE FUNCTION open_pause_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM cases_pause WHERE case_id = NEW.id AND ended_on IS NULL;
  IF FOUND THEN
    RAISE EXCEPTION 'case % 的特别程序还没有结束，不能结束审查', NEW.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER open_pause_guard AFTER UPDATE OF state ON cases_case
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state = 'accepted' AND NEW.state <> 'accepted')
  EXECUTE FUNCTION open_pause_guard();
"""
BACKWARD = """
DROP FUNCTION open_pause_guard() CASCADE;
DROP FUNCTION interruption_guard() CASCADE;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_turns'),
        ('identity', '0002_tally'),
        ('papers', '0003_application'),
    ]

    operations = [
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('post_name', models.CharField(blank=True, max_length=60)),
                ('instrument', models.CharField(blank=True, max_length=100)),
                ('value', models.PositiveSmallIntegerField()),
                ('unit', models.CharField(max_length=12)),
                ('reason', models.CharField(max_length=500)),
                ('outcome', models.CharField(blank=True, choices=[('granted', '批准'), ('refused', '不批准'), ('over', '办件结束')], max_length=10)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_post', models.CharField(blank=True, max_length=60)),
                ('answered_instrument', models.CharField(blank=True, max_length=100)),
                ('rank', models.CharField(blank=True, max_length=40)),
                ('opinion', models.CharField(blank=True, max_length=500)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.officer')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='cases.case')),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.officer')),
                ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.paper')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome__in', ['', 'granted'])), fields=('case',), name='extension_once'), models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'granted', 'refused', 'over'])), name='extension_outcome'), models.CheckConstraint(condition=models.Q(('value__gte', 1)), name='extension_value'), models.CheckConstraint(condition=models.Q(('unit__in', ['working_day', 'natural_day', 'month', 'working_hour'])), name='extension_unit'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='extension_reason'), models.CheckConstraint(condition=models.Q(('answered_by__isnull', True), models.Q(('answered_by', models.F('officer')), _negated=True), _connector='OR'), name='extension_by_two'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'granted'), _negated=True), models.Q(('answered_by__isnull', False), ('paper__isnull', False), models.Q(('rank', ''), _negated=True)), _connector='OR'), name='extension_approved_with_paper')],
            },
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('post_name', models.CharField(blank=True, max_length=60)),
                ('instrument', models.CharField(blank=True, max_length=100)),
                ('stage', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('hearing', '听证'), ('tender', '招标'), ('auction', '拍卖'), ('inspection', '检验'), ('testing', '检测'), ('quarantine', '检疫'), ('appraisal', '鉴定'), ('expert_review', '专家评审'), ('other_by_law', '法律规定的其他程序')], max_length=20)),
                ('ground', models.CharField(max_length=500)),
                ('began_on', models.DateField()),
                ('planned_on', models.DateField()),
                ('ended_on', models.DateField(null=True)),
                ('result', models.TextField(blank=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_post', models.CharField(blank=True, max_length=60)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='cases.case')),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.officer')),
                ('officer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='identity.officer')),
                ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.paper')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on__isnull', True)), fields=('case', 'name'), name='pause_open_once'), models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gte', models.F('began_on')), _connector='OR'), name='pause_begins_first'), models.CheckConstraint(condition=models.Q(('planned_on__gte', models.F('began_on'))), name='pause_planned_after'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_on__isnull', True), ('result', '')), models.Q(('ended_at__isnull', False), ('ended_on__isnull', False), models.Q(('result', ''), _negated=True)), _connector='OR'), name='pause_ends_with_result'), models.CheckConstraint(condition=models.Q(('kind__in', ['hearing', 'tender', 'auction', 'inspection', 'testing', 'quarantine', 'appraisal', 'expert_review', 'other_by_law'])), name='pause_kind'), models.CheckConstraint(condition=models.Q(('ground', ''), _negated=True), name='pause_ground')],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
