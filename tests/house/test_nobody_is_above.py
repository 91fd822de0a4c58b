"""No superuser, no permission beside grants, no acting as somebody else, no Django admin; a reading action changes nothing."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import get_resolver

from tests.house.watch import sources
from xuncha.trust.act import VERBS
from xuncha.trust.login import Backend
from xuncha.trust.models import Account

ABOVE = re.compile(
    r"is_superuser|is_staff|PermissionsMixin|has_perm|user_permissions|django\.contrib\.admin|hijack|impersonat|log_in_as"
)
#: What an account does to its own drafts and (``where="self"``) to its own log-in changes no record of the office.
OWN = {"draft.keep", "draft.drop"}
WRITES = {"add", "change", "save", "delete", "update", "create", "bulk_create", "bulk_update", "seal"}


def test_no_word_in_the_house_lifts_anybody_above_the_grants() -> None:
    found = [
        f"{name}: {hit[0]}" for name, _, text in sources() for hit in [ABOVE.search(text)] if hit is not None
    ]
    assert found == []


def test_an_account_has_no_column_that_could() -> None:
    columns = {one.name for one in Account._meta.get_fields()}
    assert columns & {"is_superuser", "is_staff", "groups", "user_permissions"} == set()


def test_django_admin_is_neither_installed_nor_routed() -> None:
    assert not apps.is_installed("django.contrib.admin")
    assert [one for one in settings.INSTALLED_APPS if "hijack" in one or "admin" in one] == []
    addresses = [str(one.pattern) for one in get_resolver().url_patterns]
    assert [one for one in addresses if one.startswith("admin")] == []


def test_the_only_permissions_are_grants() -> None:
    assert settings.AUTHENTICATION_BACKENDS == ["xuncha.trust.login.Backend"]

    assert [name for name in vars(Backend) if "perm" in name] == []


READING = sorted(
    name for name, verb in VERBS.items() if verb.reads and verb.where != "self" and name not in OWN
)


def test_there_are_reading_actions() -> None:
    assert len(READING) > 20


@pytest.mark.parametrize("name", READING)
def test_a_reading_action_calls_nothing_that_writes(name: str) -> None:
    assert _writes()[name] == []


@cache
def _writes() -> dict[str, list[str]]:
    """Action name → the calls in its body that write, over all actions of the house."""
    return {
        name: [f"{module}:{call.lineno}" for call in _calls_that_write(work)]
        for module, tree, _ in sources()
        if "/actions/" in module
        for work in ast.walk(tree)
        if isinstance(work, ast.FunctionDef)
        for name in _declared(work)
    }


def _declared(work: ast.FunctionDef) -> list[str]:
    return [
        one.args[0].value
        for one in work.decorator_list
        if isinstance(one, ast.Call) and one.args and isinstance(one.args[0], ast.Constant)
    ]


def _calls_that_write(work: ast.FunctionDef) -> list[ast.Call]:
    """Calls named like a write; adding to a set that the function itself made writes no row."""
    own = {
        target.id
        for node in ast.walk(work)
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    return [
        call
        for call in ast.walk(work)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in WRITES
        and not (isinstance(call.func.value, ast.Name) and call.func.value.id in own)
    ]
