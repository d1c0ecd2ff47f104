"""Case numbers from a sequence, and no change of state without its line in the journal."""

from django.db import migrations

FORWARD = r"""
CREATE SEQUENCE cases_number MINVALUE 1 MAXVALUE 999999 CYCLE;

-- ISO 7064 MOD 37,36, as core.identifiers.mod37_36
CREATE FUNCTION mod37_36(body text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT AS $$
DECLARE
  letters CONSTANT text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  p int := 36;
BEGIN
  FOR i IN 1..length(body) LOOP
    p := (p + strpos(letters, substr(body, i, 1)) - 1) % 36;
    IF p = 0 THEN p := 36; END IF;
    p := p * 2 % 37;
  END LOOP;
  RETURN substr(letters, (37 - p) % 36 + 1, 1);
END $$;

-- 990100-20260915-0031 → 990100-20260915-0031-000274-A
CREATE FUNCTION case_number(prefix text) RETURNS text LANGUAGE plpgsql VOLATILE STRICT AS $$
DECLARE number text := prefix || '-' || lpad(nextval('cases_number')::text, 6, '0');
BEGIN
  RETURN number || '-' || mod37_36(replace(number, '-', ''));
END $$;

CREATE CONSTRAINT TRIGGER case_guard AFTER INSERT OR UPDATE ON cases_case DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION journal_guard('case');
"""

BACKWARD = """
DROP TRIGGER case_guard ON cases_case;
DROP FUNCTION case_number(text);
DROP FUNCTION mod37_36(text);
DROP SEQUENCE cases_number;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0002_initial"),
        ("journal", "0002_append_only"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
