"""Originals in custody, fee notices, and whether the applicant agrees to electronic service."""

import django.db.models.deletion
from django.db import migrations, models


FORWARD = """
-- No slip, no fee notice without its line in the journal.
CREATE FUNCTION keeping_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM journal_line WHERE chain = 'case:' || NEW.case_id AND tx = txid_current();
  IF NOT FOUND THEN
    RAISE EXCEPTION 'case % 的原件保管或者缴费通知有变动而没有日志', NEW.case_id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER custody_guard AFTER INSERT OR UPDATE ON cases_custody
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keeping_guard();
CREATE CONSTRAINT TRIGGER fee_notice_guard AFTER INSERT OR UPDATE ON cases_feenotice
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION keeping_guard();

-- An original that was given back or passed on stays so; none disappears.
CREATE FUNCTION original_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '已经登记的原件不能%', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER original_keep BEFORE UPDATE ON cases_original FOR EACH ROW WHEN (
  OLD.outcome <> '' OR (OLD.custody_id, OLD.name, OLD.copies, OLD.pages)
  IS DISTINCT FROM (NEW.custody_id, NEW.name, NEW.copies, NEW.pages)
) EXECUTE FUNCTION original_refuse();
CREATE TRIGGER original_stay BEFORE DELETE ON cases_original FOR EACH ROW EXECUTE FUNCTION original_refuse();
"""
BACKWARD = "DROP FUNCTION original_refuse() CASCADE; DROP FUNCTION keeping_guard() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0015_ends"),
        ("files", "0001_initial"),
        ("identity", "0002_tally"),
        ("papers", "0004_services"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="electronic",
            field=models.BooleanField(null=True),
        ),
        migrations.AlterField(
            model_name="delivery",
            name="method",
            field=models.CharField(
                choices=[
                    ("window", "直接送达"),
                    ("post", "邮寄送达"),
                    ("electronic", "电子送达"),
                    ("notice", "公告送达"),
                    ("left", "留置送达"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Custody",
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="custodies", to="cases.case"
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
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="papers.paper",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FeeNotice",
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
                ("charges", models.JSONField()),
                ("total", models.PositiveBigIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fee_notices",
                        to="cases.case",
                    ),
                ),
                (
                    "hold",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notice", to="cases.hold"
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
                (
                    "paper",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="papers.paper",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Original",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("copies", models.PositiveSmallIntegerField()),
                ("pages", models.PositiveSmallIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        blank=True, choices=[("returned", "已退还"), ("passed", "已移交")], max_length=10
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                ("receiver", models.CharField(blank=True, max_length=120)),
                ("relation", models.CharField(blank=True, max_length=60)),
                (
                    "custody",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="originals",
                        to="cases.custody",
                    ),
                ),
                (
                    "proof",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.file",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.officer",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="custody",
            constraint=models.CheckConstraint(
                condition=models.Q(("paper__isnull", False)), name="custody_has_slip"
            ),
        ),
        migrations.AddConstraint(
            model_name="feenotice",
            constraint=models.CheckConstraint(condition=models.Q(("total__gt", 0)), name="fee_notice_total"),
        ),
        migrations.AddConstraint(
            model_name="feenotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("paper__isnull", False)), name="fee_notice_has_paper"
            ),
        ),
        migrations.AddIndex(
            model_name="original",
            index=models.Index(condition=models.Q(("outcome", "")), fields=["custody"], name="original_kept"),
        ),
        migrations.AddConstraint(
            model_name="original",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("name", ""), _negated=True), ("copies__gte", 1)),
                name="original_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="original",
            constraint=models.CheckConstraint(condition=models.Q(("pages__gte", 1)), name="original_pages"),
        ),
        migrations.AddConstraint(
            model_name="original",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("receiver", ""), ("settled_at", None), ("settled_by", None)),
                    models.Q(
                        ("outcome", "returned"),
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                        models.Q(("receiver", ""), _negated=True),
                        models.Q(("relation", ""), _negated=True),
                    ),
                    models.Q(
                        ("outcome", "passed"),
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                        models.Q(("receiver", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="original_settled_to_somebody",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
