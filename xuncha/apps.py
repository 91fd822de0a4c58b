"""The one Django app. Its rooms stand here in the order of the work; what each keeps is found by looking into its folders."""

from __future__ import annotations

import importlib
import os
import pkgutil
from pathlib import Path

from django.apps import AppConfig

ROOMS = (
    "trust", "desk", "rulebook", "papers", "stewards", "registry", "coverage", "rounds", "teams", "region", "letters",
    "questionnaires", "screening", "fieldwork", "interviews", "findings", "rectification", "leaving", "machines",
    "office",
)  # fmt: skip
HOUSE = Path(__file__).parent


def shelf(room: str, name: str) -> list[str]:
    """The modules on one shelf of a room, in file-name order: adding a file is registering it."""
    folder = HOUSE / room / name
    if not folder.is_dir():
        return []
    return [
        f"xuncha.{room}.{name}.{one.name}"
        for one in sorted(pkgutil.iter_modules([str(folder)]), key=lambda one: one.name)
        if not one.name.startswith("_")
    ]


class XunchaConfig(AppConfig):
    """Loads every room's tables, actions, pages and papers."""

    name = "xuncha"
    verbose_name = "巡察"
    default_auto_field = "django.db.models.BigAutoField"

    def import_models(self) -> None:
        for room in ROOMS:
            if (HOUSE / room / "models.py").exists() or (HOUSE / room / "models").is_dir():
                importlib.import_module(f"xuncha.{room}.models")
        super().import_models()
        # Django makes the tables of an app only where it finds one module of models; ours stand in the rooms.
        self.models_module = importlib.import_module("xuncha.trust.models")

    def ready(self) -> None:
        if os.environ.get("XUNCHA_BARE"):
            return
        from django.db.models.signals import post_migrate, pre_migrate

        from xuncha.trust import append_only, chosen_suite, separation

        chosen_suite.plug_in()
        importlib.import_module("xuncha.office.checks")
        for room in ROOMS:
            for name in ("actions", "papers", "pages"):
                for module in shelf(room, name):
                    importlib.import_module(module)
        post_migrate.connect(append_only.guard, sender=self, dispatch_uid="journal-guard")
        pre_migrate.connect(separation.lift, sender=self, dispatch_uid="separation-lift")
        post_migrate.connect(separation.guard, sender=self, dispatch_uid="separation-guard")
