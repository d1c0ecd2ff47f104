"""No measure changes its state without its line in the journal."""

from django.db import migrations

FORWARD = """
CREATE CONSTRAINT TRIGGER measure_guard AFTER INSERT OR UPDATE ON catalogue_measure
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_guard('measure');
"""
BACKWARD = "DROP TRIGGER measure_guard ON catalogue_measure;"


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0005_measures"), ("journal", "0002_append_only")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
