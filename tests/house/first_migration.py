"""`python -m tests.house.first_migration`: makes the first migration anew, constraints inside the tables they belong to.

Django adds each constraint by an operation of its own and renders the whole state again for every one, which is half
the time of a first start.
Only for as long as nothing was released; afterwards changes get migrations of their own.
"""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from pathlib import Path

FILE = Path(__file__).parents[2] / "xuncha" / "migrations" / "0001_initial.py"


def main() -> None:
    """Writes the file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xuncha.office.settings")
    os.environ["XUNCHA_HOME"] = tempfile.mkdtemp()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db.migrations.operations import AddConstraint, CreateModel
    from django.db.migrations.writer import MigrationWriter

    FILE.unlink(missing_ok=True)
    call_command("makemigrations", "xuncha", verbosity=0)
    module = importlib.import_module("xuncha.migrations.0001_initial")
    migration = module.Migration("0001_initial", "xuncha")
    made = {one.name_lower: one for one in migration.operations if isinstance(one, CreateModel)}
    kept = []
    for one in migration.operations:
        table = made.get(one.model_name_lower) if isinstance(one, AddConstraint) else None
        if table and set(getattr(one.constraint, "fields", ())) <= {name for name, _ in table.fields}:
            table.options.setdefault("constraints", []).append(one.constraint)
        else:
            kept.append(one)
    migration.operations = kept
    FILE.write_text(MigrationWriter(migration).as_string(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
