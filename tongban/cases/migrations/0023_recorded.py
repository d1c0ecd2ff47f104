"""An end that is asked for or taken back, and a stage that is given on, has its line in the journal."""

from django.db import migrations

GUARDED = ("termination", "voiding", "reopening", "revocation")
FORWARD = """
CREATE FUNCTION ending_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM journal_line WHERE chain = 'case:' || NEW.case_id AND tx = txid_current();
  IF NOT FOUND THEN
    RAISE EXCEPTION 'case % 的终止、作废、恢复或者撤销有变动而没有日志', NEW.case_id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION reassignment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM journal_line JOIN cases_turn ON chain = 'case:' || cases_turn.case_id
  WHERE cases_turn.id = NEW.turn_id AND tx = txid_current();
  IF NOT FOUND THEN
    RAISE EXCEPTION '环节 % 的转办有变动而没有日志', NEW.turn_id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER reassignment_guard AFTER INSERT OR UPDATE ON cases_reassignment
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION reassignment_guard();
DROP TRIGGER turn_guard ON cases_turn;
CREATE CONSTRAINT TRIGGER turn_guard AFTER INSERT OR UPDATE OF outcome, officer_id ON cases_turn
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION turn_guard();
""" + "".join(
    f"""CREATE CONSTRAINT TRIGGER {name}_guard AFTER INSERT OR UPDATE ON cases_{name}
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ending_guard();
"""
    for name in GUARDED
)
BACKWARD = """
DROP TRIGGER turn_guard ON cases_turn;
CREATE CONSTRAINT TRIGGER turn_guard AFTER INSERT OR UPDATE OF outcome ON cases_turn
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION turn_guard();
DROP FUNCTION reassignment_guard() CASCADE;
DROP FUNCTION ending_guard() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0022_pre_review")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
