"""Hearings have records, and guards."""

import django.db.models.deletion
from django.db import migrations, models


FORWARD = """
-- No record of a hearing without its line in the journal.
CREATE CONSTRAINT TRIGGER hearing_right_guard AFTER INSERT OR UPDATE ON cases_hearingright
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION interruption_guard();
CREATE CONSTRAINT TRIGGER hearing_guard AFTER INSERT OR UPDATE ON cases_hearing
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION interruption_guard();
CREATE FUNCTION hearing_record_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE heard uuid;
BEGIN
  IF TG_TABLE_NAME = 'cases_hearingparty' THEN
    SELECT case_id INTO heard FROM cases_hearingright WHERE id = NEW.right_id;
  ELSE
    SELECT case_id INTO heard FROM cases_hearing WHERE id = NEW.hearing_id;
  END IF;
  PERFORM 1 FROM journal_line WHERE chain = 'case:' || heard AND tx = txid_current();
  IF NOT FOUND THEN
    RAISE EXCEPTION 'case % 的听证有变动而没有日志', heard USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER hearing_party_guard AFTER INSERT OR UPDATE ON cases_hearingparty
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hearing_record_guard();
CREATE CONSTRAINT TRIGGER hearing_notice_guard AFTER INSERT OR UPDATE ON cases_hearingnotice
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hearing_record_guard();
CREATE CONSTRAINT TRIGGER hearing_minutes_guard AFTER INSERT OR UPDATE ON cases_hearingminutes
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hearing_record_guard();

-- Who examines a case does not preside over its hearing, and who presides does not examine (48).
CREATE FUNCTION hearing_chair_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'cases_review' THEN
    PERFORM 1 FROM cases_hearingnotice AS n JOIN cases_hearing AS h ON h.id = n.hearing_id
      WHERE h.case_id = NEW.case_id AND n.chair_id = NEW.officer_id;
  ELSE
    PERFORM 1 FROM cases_hearing AS h
      WHERE h.id = NEW.hearing_id
      AND (EXISTS (SELECT 1 FROM cases_review WHERE case_id = h.case_id AND officer_id = NEW.chair_id)
        OR EXISTS (SELECT 1 FROM cases_hearingright WHERE case_id = h.case_id AND officer_id = NEW.chair_id));
  END IF;
  IF FOUND THEN
    RAISE EXCEPTION '审查申请的工作人员不能主持听证，主持听证的不能审查'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER hearing_chair_guard BEFORE INSERT OR UPDATE ON cases_hearingnotice
  FOR EACH ROW EXECUTE FUNCTION hearing_chair_guard();
CREATE TRIGGER review_chair_guard BEFORE INSERT OR UPDATE OF officer_id ON cases_review
  FOR EACH ROW EXECUTE FUNCTION hearing_chair_guard();

-- Nothing is decided while somebody may still ask for a hearing.
CREATE FUNCTION hearing_right_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM cases_hearingright AS r JOIN cases_hearingparty AS p ON p.right_id = r.id
    WHERE r.case_id = NEW.id AND p.answer = ''
    AND r.until >= (NEW.decided_at AT TIME ZONE 'Asia/Shanghai')::date;
  IF FOUND THEN
    RAISE EXCEPTION 'case % 的听证权利告知以后还没有期满，不能作决定', NEW.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER hearing_right_waits AFTER UPDATE OF state ON cases_case
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.state = 'accepted' AND NEW.state IN ('granted', 'refused'))
  EXECUTE FUNCTION hearing_right_waits();
"""
BACKWARD = """
DROP FUNCTION hearing_right_waits() CASCADE;
DROP FUNCTION hearing_chair_guard() CASCADE;
DROP FUNCTION hearing_record_guard() CASCADE;
DROP TRIGGER hearing_guard ON cases_hearing;
DROP TRIGGER hearing_right_guard ON cases_hearingright;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_keeping"),
        ("files", "0001_initial"),
        ("identity", "0002_tally"),
        ("licences", "0002_guards"),
        ("papers", "0005_hearing_kinds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hearing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("post_name", models.CharField(blank=True, max_length=60)),
                ("instrument", models.CharField(blank=True, max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[("asked", "申请人、利害关系人要求"), ("called", "行政机关主动举行")],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("asked_on", models.DateField()),
                ("hold_by", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="HearingMinutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("post_name", models.CharField(blank=True, max_length=60)),
                ("instrument", models.CharField(blank=True, max_length=100)),
                ("held_on", models.DateField()),
                ("text", models.TextField(blank=True)),
                ("signed_by", models.CharField(max_length=500)),
                ("result", models.CharField(max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="HearingNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("post_name", models.CharField(blank=True, max_length=60)),
                ("instrument", models.CharField(blank=True, max_length=100)),
                ("meets_at", models.DateTimeField()),
                ("place", models.CharField(max_length=200)),
                ("announcement", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="HearingParty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("contact", models.CharField(blank=True, max_length=200)),
                ("applicant", models.BooleanField(default=False)),
                (
                    "answer",
                    models.CharField(
                        blank=True, choices=[("asked", "要求听证"), ("waived", "放弃听证")], max_length=10
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="HearingRight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("post_name", models.CharField(blank=True, max_length=60)),
                ("instrument", models.CharField(blank=True, max_length=100)),
                ("stage", models.CharField(max_length=40)),
                ("matter", models.CharField(max_length=500)),
                ("until", models.DateField()),
            ],
        ),
        migrations.AddField(
            model_name="hearing",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="hearings", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="hearing",
            name="officer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.officer",
            ),
        ),
        migrations.AddField(
            model_name="hearing",
            name="paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.paper"
            ),
        ),
        migrations.AddField(
            model_name="hearing",
            name="pause",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="hearing", to="cases.pause"
            ),
        ),
        migrations.AddField(
            model_name="hearingminutes",
            name="file",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="files.file"
            ),
        ),
        migrations.AddField(
            model_name="hearingminutes",
            name="hearing",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="minutes", to="cases.hearing"
            ),
        ),
        migrations.AddField(
            model_name="hearingminutes",
            name="officer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.officer",
            ),
        ),
        migrations.AddField(
            model_name="hearingminutes",
            name="paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.paper"
            ),
        ),
        migrations.AddField(
            model_name="hearingnotice",
            name="chair",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.officer"
            ),
        ),
        migrations.AddField(
            model_name="hearingnotice",
            name="hearing",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="cases.hearing"
            ),
        ),
        migrations.AddField(
            model_name="hearingnotice",
            name="officer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.officer",
            ),
        ),
        migrations.AddField(
            model_name="hearingnotice",
            name="paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.paper"
            ),
        ),
        migrations.AddField(
            model_name="hearingparty",
            name="recorded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.officer",
            ),
        ),
        migrations.AddField(
            model_name="hearingright",
            name="case",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="hearing_right", to="cases.case"
            ),
        ),
        migrations.AddField(
            model_name="hearingright",
            name="officer",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="identity.officer",
            ),
        ),
        migrations.AddField(
            model_name="hearingright",
            name="paper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="papers.paper"
            ),
        ),
        migrations.AddField(
            model_name="hearingparty",
            name="right",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="parties", to="cases.hearingright"
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["asked", "called"])), name="hearing_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("hold_by__gt", models.F("asked_on"))), name="hearing_after_asking"
            ),
        ),
        migrations.AddConstraint(
            model_name="hearingminutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("text", ""), _negated=True), ("file__isnull", False), _connector="OR"
                ),
                name="hearing_minutes_say",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearingminutes",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("signed_by", ""), _negated=True),
                    models.Q(("result", ""), _negated=True),
                    ("paper__isnull", False),
                ),
                name="hearing_minutes_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearingnotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("place", ""), _negated=True),
                    ("meets_at__gt", models.F("at")),
                    ("paper__isnull", False),
                ),
                name="hearing_notice_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearingright",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("matter", ""), _negated=True),
                    ("officer__isnull", False),
                    ("paper__isnull", False),
                ),
                name="hearing_right_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearingparty",
            constraint=models.UniqueConstraint(
                condition=models.Q(("applicant", True)), fields=("right",), name="hearing_one_applicant"
            ),
        ),
        migrations.AddConstraint(
            model_name="hearingparty",
            constraint=models.UniqueConstraint(fields=("right", "name"), name="hearing_party_once"),
        ),
        migrations.AddConstraint(
            model_name="hearingparty",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="hearing_party_named"
            ),
        ),
        migrations.AddConstraint(
            model_name="hearingparty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True), ("answered_on__isnull", True)),
                    models.Q(
                        ("answer__in", ["asked", "waived"]),
                        ("answered_at__isnull", False),
                        ("answered_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="hearing_party_answered",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
