"""No change of state of an urging or a finding without its line in the journal."""

from django.db import migrations

FORWARD = """
CREATE CONSTRAINT TRIGGER urging_guard AFTER INSERT OR UPDATE ON supervision_urging DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION journal_guard('urging');
CREATE CONSTRAINT TRIGGER finding_guard AFTER INSERT OR UPDATE ON supervision_finding DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION journal_guard('finding');
"""

BACKWARD = """
DROP TRIGGER finding_guard ON supervision_finding;
DROP TRIGGER urging_guard ON supervision_urging;
"""


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_initial"), ("journal", "0002_append_only")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
