"""A published version never changes: the database itself refuses."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION catalogue_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '已发布的事项版本不能%', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER version_keep BEFORE UPDATE OR DELETE ON catalogue_version
  FOR EACH ROW EXECUTE FUNCTION catalogue_refuse();
CREATE TRIGGER version_keep_all BEFORE TRUNCATE ON catalogue_version EXECUTE FUNCTION catalogue_refuse();
"""

BACKWARD = """
DROP TRIGGER version_keep_all ON catalogue_version;
DROP TRIGGER version_keep ON catalogue_version;
DROP FUNCTION catalogue_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
