"""A case keeps the stages it has entered, so that several may be open at once."""

import uuid

from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.deletion import PROTECT

FORWARD = """
-- Until now a case went from stage to stage: what stands before its present one was done.
INSERT INTO cases_turn (id, case_id, key, post, opened_at, closed_at, outcome, agency_id, due_on)
SELECT gen_random_uuid(), c.id, s.stage->>'key', s.stage->>'post', c.accepted_at,
  CASE WHEN s.stage->>'key' <> c.stage THEN c.accepted_at END,
  CASE WHEN s.stage->>'key' <> c.stage THEN 'done' ELSE '' END, c.agency_id, c.due_on
FROM cases_case c
JOIN catalogue_version v ON v.id = c.version_id
CROSS JOIN LATERAL jsonb_array_elements(v.definition->'flow') WITH ORDINALITY AS s (stage, place)
WHERE c.state = 'accepted' AND s.place <= (
  SELECT min(present.place) FROM jsonb_array_elements(v.definition->'flow') WITH ORDINALITY AS present (stage, place)
  WHERE present.stage->>'key' = c.stage);
SET CONSTRAINTS ALL IMMEDIATE;

CREATE FUNCTION turn_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM journal_line WHERE chain = 'case:' || NEW.case_id AND tx = txid_current();
  IF NOT FOUND THEN
    RAISE EXCEPTION 'case % 的环节 % 有变动而没有日志', NEW.case_id, NEW.key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER turn_guard AFTER INSERT OR UPDATE OF outcome ON cases_turn
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION turn_guard();
"""
BACKWARD = "DROP FUNCTION turn_guard() CASCADE;"
OUTCOMES = [("done", "已办"), ("back", "退回前面环节"), ("recalled", "前面环节重办"), ("over", "办件结束")]
STATES = ["accepted", "correcting", "granted", "received", "refused"]


def _to(model: str, related: str, *, one: bool = False, **more) -> models.Field:
    kind = models.OneToOneField if one else models.ForeignKey
    return kind(model, PROTECT, related_name=related, **more)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_automatic"),
        ("identity", "0002_tally"),
        ("journal", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            "Turn",
            [
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=40)),
                ("post", models.CharField(max_length=20)),
                ("opened_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(blank=True, choices=OUTCOMES, max_length=10)),
                ("due_on", models.DateField(null=True)),
                ("agency", _to("identity.agency", "+", db_index=False)),
                ("case", _to("cases.case", "turns")),
                ("returned", _to("cases.review", "+", null=True)),
                ("review", _to("cases.review", "turn", one=True, null=True)),
            ],
            {
                "indexes": [
                    models.Index(
                        condition=Q(outcome=""),
                        fields=["agency", "post", "due_on", "id"],
                        name="turn_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=Q(outcome__in=["", "done"]), fields=("case", "key"), name="turn_stands_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(outcome__in=["", "done", "back", "recalled", "over"]), name="turn_outcome"
                    ),
                    models.CheckConstraint(
                        condition=Q(closed_at__isnull=True, outcome="")
                        | (~Q(outcome="") & Q(closed_at__isnull=False)),
                        name="turn_closed_with_outcome",
                    ),
                    models.CheckConstraint(
                        condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
                        name="turn_opened_first",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        *[migrations.RemoveIndex("case", f"case_{state}") for state in STATES],
        migrations.RemoveField("case", "post_kind"),
        migrations.RemoveField("case", "stage"),
        *[
            migrations.AddIndex(
                "case",
                models.Index(
                    condition=Q(state=state), fields=["agency", "due_on", "id"], name=f"case_{state}"
                ),
            )
            for state in STATES
        ],
    ]
