"""Papers that follow, commitments and their checks are kept, and guarded."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
-- No deferral and no check of a commitment without a line in the journal.
CREATE FUNCTION promise_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM journal_line WHERE chain = 'case:' || NEW.case_id AND tx = txid_current();
  IF NOT FOUND THEN
    RAISE EXCEPTION 'case % 的容缺或者承诺核查有变动而没有日志', NEW.case_id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER deferral_guard AFTER INSERT OR UPDATE ON cases_deferral
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION promise_guard();
CREATE CONSTRAINT TRIGGER commitment_check_guard AFTER INSERT OR UPDATE ON cases_commitmentcheck
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION promise_guard();

-- Nothing is granted while a deferred paper is owed, but where the law itself renews.
CREATE FUNCTION owed_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM cases_deferral WHERE case_id = NEW.id AND supplied_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM journal_line
    WHERE chain = 'case:' || NEW.id AND tx = txid_current() AND verb = 'cases.deem_renewed'
  );
  IF FOUND THEN
    RAISE EXCEPTION 'case % 的容缺材料还没有补齐，不能准予', NEW.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER owed_guard AFTER UPDATE OF state ON cases_case
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state <> 'granted' AND NEW.state = 'granted')
  EXECUTE FUNCTION owed_guard();

-- What was signed stays as it was: a commitment once it is submitted, an undertaking once it is accepted.
CREATE FUNCTION signed_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM cases_case WHERE submission = OLD.submission
    AND (TG_TABLE_NAME = 'cases_commitment' OR accepted_at IS NOT NULL);
  IF FOUND THEN
    RAISE EXCEPTION '承诺书 % 已经随办件生效，不能改动', OLD.submission
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER commitment_stays BEFORE UPDATE OR DELETE ON cases_commitment
  FOR EACH ROW EXECUTE FUNCTION signed_guard();
CREATE TRIGGER undertaking_stays BEFORE UPDATE OR DELETE ON cases_undertaking
  FOR EACH ROW EXECUTE FUNCTION signed_guard();
"""
BACKWARD = """
DROP FUNCTION signed_guard() CASCADE;
DROP FUNCTION owed_guard() CASCADE;
DROP FUNCTION promise_guard() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_renewal"),
        ("identity", "0002_tally"),
    ]

    operations = [
        migrations.AlterField(
            model_name="hold",
            name="kind",
            field=models.CharField(choices=[("fee", "缴费"), ("tolerance", "容缺材料补交")], max_length=20),
        ),
        migrations.CreateModel(
            name="Commitment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("submission", models.UUIDField(unique=True)),
                ("mode", models.CharField(max_length=12)),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=200)),
                ("by", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True), models.Q(("name", ""), _negated=True)
                        ),
                        name="commitment_signed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["commitment", "filing", "image", "permit_first"])),
                        name="commitment_mode",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Undertaking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("submission", models.UUIDField(unique=True)),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None
                    ),
                ),
                ("text", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=200)),
                ("by", models.CharField(max_length=64)),
                ("signed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("keys__len__gte", 1)), name="undertaking_names_papers"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), _negated=True), models.Q(("name", ""), _negated=True)
                        ),
                        name="undertaking_signed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitmentCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("yellow_on", models.DateField(null=True)),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("true", "属实"), ("mend", "限期整改"), ("untrue", "不实")],
                        max_length=8,
                    ),
                ),
                ("findings", models.TextField(blank=True)),
                ("mend_by", models.DateField(null=True)),
                ("barred_until", models.DateField(null=True)),
                ("checked_at", models.DateTimeField(null=True)),
                ("post_name", models.CharField(blank=True, max_length=60)),
                ("instrument", models.CharField(blank=True, max_length=100)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commitment_checks",
                        to="cases.case",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.officer",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("result", "")), fields=["due_on"], name="commitment_check_waiting"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("result", "")),
                        fields=("case",),
                        name="commitment_check_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("result__in", ["", "true", "mend", "untrue"])),
                        name="commitment_check_result",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("checked_at__isnull", True), ("officer__isnull", True), ("result", "")),
                            models.Q(
                                models.Q(("result", ""), _negated=True),
                                models.Q(("findings", ""), _negated=True),
                                ("checked_at__isnull", False),
                                ("officer__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="commitment_check_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mend_by__isnull", False), ("result", "mend")),
                            models.Q(models.Q(("result", "mend"), _negated=True), ("mend_by__isnull", True)),
                            _connector="OR",
                        ),
                        name="commitment_check_mend_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("barred_until__isnull", False), ("result", "untrue")),
                            models.Q(
                                models.Q(("result", "untrue"), _negated=True), ("barred_until__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="commitment_check_barred",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Deferral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=200)),
                ("days", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                ("until", models.DateField()),
                ("supplied_at", models.DateTimeField(null=True)),
                ("rejected_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("lapsed_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deferrals", to="cases.case"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("lapsed_at__isnull", True), ("supplied_at__isnull", True)),
                        fields=["until"],
                        name="deferral_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "key"), name="deferral_once"),
                    models.CheckConstraint(condition=models.Q(("days__gte", 1)), name="deferral_days"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supplied_at__isnull", True), ("lapsed_at__isnull", True), _connector="OR"
                        ),
                        name="deferral_one_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("supplied_at__isnull", True),
                            ("supplied_at__gte", models.F("at")),
                            _connector="OR",
                        ),
                        name="deferral_then_supplied",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("rejected_at__isnull", True)),
                            models.Q(("rejected_at__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="deferral_rejected_with_reason",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
