"""The journal keeps itself: digests, chain heads, refusal of change, and the guard of every state column."""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION journal_digest(l journal_line) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(concat_ws(E'\x1f', l.chain, l.seq, l.verb,
    (extract(epoch FROM l.at) * 1000000)::bigint, l.by, l.by_name, l.ground, l.channel,
    coalesce(l.paper::text, ''), l.data::text, encode(l.prev, 'hex')), 'UTF8'))
$$;

CREATE FUNCTION journal_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head journal_head;
BEGIN
  INSERT INTO journal_head (chain, seq, digest) VALUES (NEW.chain, 0, ''::bytea) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM journal_head WHERE chain = NEW.chain FOR UPDATE;
  -- The number is drawn under the lock of the head, so that numbers rise along the chain.
  NEW.id := nextval(pg_get_serial_sequence('journal_line', 'id'));
  NEW.seq := head.seq + 1;
  NEW.prev := head.digest;
  NEW.tx := txid_current();
  NEW.digest := journal_digest(NEW);
  UPDATE journal_head SET seq = NEW.seq, digest = NEW.digest WHERE chain = NEW.chain;
  RETURN NEW;
END $$;
CREATE TRIGGER journal_chain BEFORE INSERT ON journal_line FOR EACH ROW EXECUTE FUNCTION journal_chain();

CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '日志只能追加，不能%', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER journal_keep BEFORE UPDATE OR DELETE ON journal_line FOR EACH ROW EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_keep_all BEFORE TRUNCATE ON journal_line EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_head_keep BEFORE UPDATE OR DELETE ON journal_head FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION journal_refuse();
CREATE TRIGGER journal_head_keep_all BEFORE TRUNCATE ON journal_head EXECUTE FUNCTION journal_refuse();

-- A state that changes without its line in the same transaction is refused at commit.
-- Used as: CREATE CONSTRAINT TRIGGER … DEFERRABLE INITIALLY DEFERRED … EXECUTE FUNCTION journal_guard('case')
CREATE FUNCTION journal_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.state = OLD.state THEN RETURN NULL; END IF;
  PERFORM 1 FROM journal_line WHERE chain = TG_ARGV[0] || ':' || NEW.id
    AND tx = txid_current() AND data->>'state' = NEW.state;
  IF NOT FOUND THEN
    RAISE EXCEPTION '% % 的状态变为 % 而没有日志', TG_ARGV[0], NEW.id, NEW.state
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
"""

BACKWARD = """
DROP FUNCTION journal_guard() CASCADE;
DROP TRIGGER journal_head_keep_all ON journal_head;
DROP TRIGGER journal_head_keep ON journal_head;
DROP TRIGGER journal_keep_all ON journal_line;
DROP TRIGGER journal_keep ON journal_line;
DROP TRIGGER journal_chain ON journal_line;
DROP FUNCTION journal_refuse();
DROP FUNCTION journal_chain();
DROP FUNCTION journal_digest(journal_line);
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
