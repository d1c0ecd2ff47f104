"""What must reach its addressee is kept as owed, and how it was served cannot be changed."""

import django.db.models.deletion
from django.db import migrations, models


FORWARD = """
-- A service that is proved, or has failed, stays as it is; each step of it has its line in the journal.
CREATE FUNCTION papers_service_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM journal_line JOIN papers_paper ON chain = subject
  WHERE papers_paper.id = NEW.paper_id AND tx = txid_current();
  IF NOT FOUND THEN
    RAISE EXCEPTION '送达 % 有变动而没有日志', NEW.id USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER service_guard AFTER UPDATE ON papers_serving
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION papers_service_guard();
CREATE TRIGGER service_keep BEFORE UPDATE ON papers_serving FOR EACH ROW
  WHEN (OLD.served_on IS NOT NULL OR OLD.failed_at IS NOT NULL OR OLD.paper_id <> NEW.paper_id)
  EXECUTE FUNCTION papers_refuse();
CREATE TRIGGER service_stay BEFORE DELETE ON papers_serving FOR EACH ROW EXECUTE FUNCTION papers_refuse();
CREATE TRIGGER service_stay_all BEFORE TRUNCATE ON papers_serving EXECUTE FUNCTION papers_refuse();
"""
BACKWARD = "DROP FUNCTION papers_service_guard() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_initial"),
        ("identity", "0002_tally"),
        ("papers", "0003_application"),
    ]

    operations = [
        migrations.CreateModel(
            name="Serving",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agency_code", models.CharField(max_length=18)),
                ("owed_at", models.DateTimeField()),
                (
                    "method",
                    models.CharField(
                        blank=True,
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
                ("began_at", models.DateTimeField(null=True)),
                ("place", models.CharField(blank=True, max_length=200)),
                ("tracking", models.CharField(blank=True, max_length=40)),
                ("until", models.DateField(null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("witness", models.CharField(blank=True, max_length=120)),
                ("receiver", models.CharField(blank=True, max_length=120)),
                ("relation", models.CharField(blank=True, max_length=60)),
                ("checked", models.BooleanField(default=False)),
                ("opened_at", models.DateTimeField(null=True)),
                ("served_on", models.DateField(null=True)),
                ("failed_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, max_length=200)),
                ("post_name", models.CharField(blank=True, max_length=60)),
                ("instrument", models.CharField(blank=True, max_length=100)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="papers.paper",
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
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("failed_at", None), ("served_on", None)),
                        fields=["agency_code", "owed_at"],
                        name="service_owed",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("failed_at", None)), fields=("paper",), name="service_one_way"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("method__in", ["", "window", "post", "electronic", "notice", "left"])
                        ),
                        name="service_method",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("began_at", None), ("method", ""), ("served_on", None)),
                            models.Q(models.Q(("method", ""), _negated=True), ("began_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="service_begun_by_a_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("method", "window"), _negated=True),
                            models.Q(
                                ("served_on__isnull", False),
                                models.Q(("receiver", ""), _negated=True),
                                models.Q(("relation", ""), _negated=True),
                                models.Q(("checked", True), ("proof__isnull", False), _connector="OR"),
                            ),
                            _connector="OR",
                        ),
                        name="service_in_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("method", "post"), _negated=True),
                            models.Q(
                                models.Q(("tracking", ""), _negated=True),
                                models.Q(("place", ""), _negated=True),
                                models.Q(
                                    ("served_on", None),
                                    models.Q(("receiver", ""), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="service_by_post",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("method", "electronic"), ("opened_at", None), ("served_on", None)),
                            models.Q(
                                ("method", "electronic"),
                                ("opened_at__isnull", False),
                                ("served_on__isnull", False),
                                ("opened_at__gte", models.F("began_at")),
                            ),
                            models.Q(models.Q(("method", "electronic"), _negated=True), ("opened_at", None)),
                            _connector="OR",
                        ),
                        name="service_electronic_when_read",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("method", "notice"), _negated=True),
                            models.Q(
                                models.Q(("place", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                                ("until__isnull", False),
                                models.Q(
                                    ("served_on", None),
                                    ("served_on__gte", models.F("until")),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="service_by_notice",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("method", "left"), _negated=True),
                            models.Q(
                                models.Q(("place", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                                models.Q(("witness", ""), _negated=True),
                                ("served_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="service_left_with_witness",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failed_at", None), ("failure", "")),
                            models.Q(
                                ("failed_at__isnull", False),
                                ("served_on", None),
                                models.Q(("failure", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="service_failed_with_reason",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
