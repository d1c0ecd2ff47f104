"""Serial numbers, and no change of a certificate's state without its line in the journal."""

from django.db import migrations

FORWARD = """
CREATE SEQUENCE licences_number;
CREATE CONSTRAINT TRIGGER certificate_guard AFTER INSERT OR UPDATE ON licences_certificate
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION journal_guard('certificate');
"""
BACKWARD = """
DROP TRIGGER certificate_guard ON licences_certificate;
DROP SEQUENCE licences_number;
"""


class Migration(migrations.Migration):
    dependencies = [("licences", "0001_initial"), ("journal", "0002_append_only")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
