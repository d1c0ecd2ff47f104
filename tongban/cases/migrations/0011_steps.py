"""The database knows the table of steps: a state changes only along one, with the line of its verb."""

from django.db import migrations, models
from django.db.models import Q

STATES = [
    ("received", "待受理"),
    ("correcting", "待补正"),
    ("declined", "不予受理"),
    ("accepted", "审查中"),
    ("granted", "准予，待送达"),
    ("refused", "不予许可，待送达"),
    ("delivered", "已办结"),
    ("withdrawn", "已撤回"),
    ("lapsed", "补正逾期，已终止"),
    ("terminated", "已终止"),
    ("voided", "已作废"),
    ("revoked", "许可已撤销"),
]
PENDING = ("received", "correcting", "accepted")
REOPENED = ("declined", "lapsed", "terminated", "voided", "withdrawn", "refused", "delivered")
CHANGES = [
    ("submit", "", "received"),
    ("accept", "received", "accepted"),
    ("deem_accepted", "received", "accepted"),
    ("decline", "received", "declined"),
    ("return_for_correction", "received", "correcting"),
    ("supplement", "correcting", "received"),
    ("lapse", "correcting", "lapsed"),
    ("decide", "accepted", "granted"),
    ("decide", "accepted", "refused"),
    ("deem_renewed", "accepted", "granted"),
    ("deliver", "granted", "delivered"),
    ("deliver", "refused", "delivered"),
    ("revoke", "granted", "revoked"),
    ("revoke", "delivered", "revoked"),
    *[(verb, state, end) for verb, end in (("withdraw", "withdrawn"), ("terminate", "terminated"), ("void", "voided")) for state in PENDING],
    *[("reopen", end, state) for end in REOPENED for state in PENDING],
]
FORWARD = """
CREATE TABLE cases_step (
  verb text NOT NULL, before text NOT NULL, after text NOT NULL, PRIMARY KEY (after, before, verb)
);
CREATE FUNCTION case_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE was text := '';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.state = OLD.state THEN RETURN NULL; END IF;
    was := OLD.state;
  END IF;
  PERFORM 1 FROM journal_line WHERE chain = 'case:' || NEW.id
    AND tx = txid_current() AND data->>'state' = NEW.state;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'case % 的状态变为 % 而没有日志', NEW.id, NEW.state
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  PERFORM 1 FROM journal_line AS l JOIN cases_step AS s ON l.verb = 'cases.' || s.verb
    WHERE l.chain = 'case:' || NEW.id AND l.tx = txid_current() AND l.data->>'state' = NEW.state
    AND s.before = was AND s.after = NEW.state;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'case % 不能从 % 变为 %', NEW.id, was, NEW.state
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER case_guard ON cases_case;
CREATE CONSTRAINT TRIGGER case_guard AFTER INSERT OR UPDATE ON cases_case DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION case_guard();
"""
BACKWARD = """
DROP TRIGGER case_guard ON cases_case;
CREATE CONSTRAINT TRIGGER case_guard AFTER INSERT OR UPDATE ON cases_case DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION journal_guard('case');
DROP FUNCTION case_guard();
DROP TABLE cases_step;
"""


def fill(apps, editor):
    with editor.connection.cursor() as cursor:
        cursor.executemany("INSERT INTO cases_step (verb, before, after) VALUES (%s, %s, %s)", CHANGES)


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_interruptions")]
    operations = [
        migrations.RemoveConstraint("case", "case_state"),
        migrations.AlterField("case", "state", models.CharField(choices=STATES, max_length=12)),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                condition=Q(("state__in", [state for state, _label in STATES])), name="case_state"
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
