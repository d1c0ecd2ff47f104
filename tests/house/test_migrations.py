from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader


def test_every_slice_has_one_line_of_migrations():
    assert MigrationLoader(None).detect_conflicts() == {}


def test_the_tables_are_what_the_models_say(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
