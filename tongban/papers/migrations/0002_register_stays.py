"""Numbers come from a sequence; a registered paper may be completed and copied, never altered or removed."""

from django.db import migrations

FORWARD = """
CREATE SEQUENCE papers_number;
CREATE FUNCTION papers_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '已登记的文书不能%', TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER paper_keep BEFORE UPDATE ON papers_paper FOR EACH ROW WHEN (
  (OLD.id, OLD.kind, OLD.number, OLD.subject, OLD.agency_code, OLD.data, OLD.code, OLD.issued_at, OLD.issued_by)
  IS DISTINCT FROM
  (NEW.id, NEW.kind, NEW.number, NEW.subject, NEW.agency_code, NEW.data, NEW.code, NEW.issued_at, NEW.issued_by)
  OR (OLD.file_id IS NOT NULL AND NEW.file_id IS DISTINCT FROM OLD.file_id)
  OR NEW.copies_printed < OLD.copies_printed
) EXECUTE FUNCTION papers_refuse();
CREATE TRIGGER paper_stay BEFORE DELETE ON papers_paper FOR EACH ROW EXECUTE FUNCTION papers_refuse();
CREATE TRIGGER paper_stay_all BEFORE TRUNCATE ON papers_paper EXECUTE FUNCTION papers_refuse();
"""

BACKWARD = """
DROP TRIGGER paper_stay_all ON papers_paper;
DROP TRIGGER paper_stay ON papers_paper;
DROP TRIGGER paper_keep ON papers_paper;
DROP FUNCTION papers_refuse();
DROP SEQUENCE papers_number;
"""


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
