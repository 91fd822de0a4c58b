"""Heavy libraries load at their first use, and no command has used one by starting."""

from __future__ import annotations

import subprocess
import sys

import pytest

from xuncha.base.late import late

HEAVY = ("pandas", "ibis", "ortools.math_opt.python.mathopt", "ortools.sat.python.cp_model", "sqlglot")
START = f"""
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
print([one for one in {HEAVY} if one in sys.modules])
"""


def test_a_module_is_loaded_when_something_is_asked_of_it() -> None:
    assert late("decimal").Decimal("1.5") + 1 == 2.5


def test_a_module_that_is_not_there_is_told_when_it_is_needed() -> None:
    absent = late("no_such_library_anywhere")
    with pytest.raises(ImportError):
        _ = absent.anything


def test_what_the_module_does_not_have_is_not_found() -> None:
    with pytest.raises(AttributeError):
        _ = late("decimal").no_such_name


def test_the_house_starts_without_its_heavy_libraries() -> None:
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
