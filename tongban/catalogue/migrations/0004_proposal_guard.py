"""No proposal changes its state without its line in the journal."""

from django.db import migrations

FORWARD = """
CREATE CONSTRAINT TRIGGER proposal_guard AFTER INSERT OR UPDATE ON catalogue_proposal
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_guard('proposal');
"""
BACKWARD = "DROP TRIGGER proposal_guard ON catalogue_proposal;"


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_proposals"), ("journal", "0002_append_only")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
