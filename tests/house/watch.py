"""What the laws forbid, read from the source as text. Each watcher returns breaches as ``file:line what``."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOUSE = ROOT / "xuncha"

HOMES = {
    "ortools": ("planning/", "interviews/core/"),
    "duckdb": ("screening/core/",),
    "openpyxl": ("base/sheets_",),
    "python_calamine": ("base/sheets_",),
    "docx": ("papers/",),
    "nacl": ("sealed/", "trust/vault.py"),
    "PIL": ("base/uploads/",),
    "pikepdf": ("base/uploads/",),
    "cryptography": ("sealed/", "trust/vault.py"),
}
NETWORK = {
    "socket", "ssl", "asyncio", "http.client", "urllib.request", "ftplib", "smtplib", "imaplib", "poplib", "telnetlib", "nntplib",
    "xmlrpc", "socketserver", "webbrowser", "requests", "httpx", "urllib3", "aiohttp", "websockets", "paramiko", "boto3", "grpc",
    "ldap3", "redis", "celery", "pika", "sentry_sdk", "opentelemetry", "django.core.mail",
}  # fmt: skip
ANSWERS = {"office/serving.py": "socket"}
"""Where the office listens: it names the options of its sockets and opens none."""
RUNS_CODE = {"eval", "exec", "compile", "__import__"}
MARKUP = {"mark_safe", "SafeString"}
WRITES_MARKUP = (
    "templatetags/",
    "coverage/pages/_checks.py",
    "stewards/pages/slip.py",
    "machines/pages/slip.py",
)
"""Where markup is made, out of constants and of what was escaped before."""
UNPICKLES = {"pickle", "marshal", "shelve", "dill", "yaml", "jsonpickle"}
OWN_PROCESS = ("planning/apart.py", "planning/__main__.py")
"""The engine talks to a process that it started itself, by a pipe."""
STARTS_PROCESSES = ("planning/", "rulebook/scanner.py", "stewards/snapshot.py", "office/demo/team_machine.py")
"""The solver, the virus scanner, the database's own dump, and the demo's second machine: lists of words without a shell, in which
nothing from outside stands."""
NAMELESS = {"utils.py", "util.py", "helpers.py", "helper.py", "common.py", "misc.py", "tools.py", "stuff.py"}
LONGEST_FILE = 400
LONGEST_FUNCTION = 75


def sources(tree: Path = HOUSE) -> Iterator[tuple[str, ast.Module, str]]:
    """(path below the tree, syntax tree, text) of every module; migrations are made by a machine and left out."""
    yield from _parsed(tree)


@cache
def _parsed(tree: Path) -> tuple[tuple[str, ast.Module, str], ...]:
    """Read once for all laws; nothing is changed while they are asked."""
    texts = {
        path.relative_to(tree).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(tree.rglob("*.py"))
    }
    return tuple(
        (name, ast.parse(text), text) for name, text in texts.items() if not name.startswith("migrations/")
    )


@cache
def nodes(module: ast.Module) -> tuple[ast.AST, ...]:
    """Every node of a module, found once for all laws."""
    return tuple(ast.walk(module))


def imports(module: ast.Module) -> Iterator[tuple[int, str]]:
    for node in nodes(module):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module


def heavy_away_from_home(tree: Path = HOUSE) -> list[str]:
    """Law 3: one home for each heavy library."""
    return [
        f"{name}:{line} {library}"
        for name, module, _ in sources(tree)
        for line, library in imports(module)
        if (homes := HOMES.get(library.split(".")[0])) and not name.startswith(homes)
    ]


def doors_beside_the_door(tree: Path = HOUSE) -> list[str]:
    """Law 6: pages hold no manager, no model form, no shortcut that queries."""
    return [
        f"{name}:{line} {what}"
        for name, module, _ in sources(tree)
        if "/pages/" in name
        for line, what in _bypasses(module)
    ]


def _bypasses(module: ast.Module) -> Iterable[tuple[int, str]]:
    for node in nodes(module):
        if isinstance(node, ast.Attribute) and node.attr in {
            "objects",
            "_default_manager",
            "_base_manager",
            "raw",
        }:
            yield node.lineno, f".{node.attr}"
        elif isinstance(node, ast.Name) and node.id in {
            "ModelForm", "ModelChoiceField", "ModelMultipleChoiceField", "get_object_or_404", "get_list_or_404", "whole",
        }:  # fmt: skip
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute) and node.attr in {"ModelForm", "ModelChoiceField"}:
            yield node.lineno, node.attr


def logic_in_save_or_signals(tree: Path = HOUSE) -> list[str]:
    """Law 5: no logic in ``save``, no signals as control flow (but the guard after a migration), no admin."""
    found = []
    for name, module, _ in sources(tree):
        for node in nodes(module):
            if (
                isinstance(node, ast.FunctionDef)
                and node.name in {"save", "delete"}
                and name.endswith("models.py")
            ):
                found.append(f"{name}:{node.lineno} def {node.name}")
        for line, what in imports(module):
            signal = what.endswith("signals") and name != "apps.py"
            if signal or what.startswith(("django.contrib.admin", "django.dispatch")):
                found.append(f"{name}:{line} {what}")
    return found


def transactions_elsewhere(tree: Path = HOUSE) -> list[str]:
    """Law 5: a transaction is opened in trust/act.py and nowhere else."""
    return [
        f"{name}:{node.lineno} atomic"
        for name, module, _ in sources(tree)
        if name != "trust/act.py"
        for node in nodes(module)
        if isinstance(node, ast.Attribute) and node.attr == "atomic"
    ]


def clocks_and_files_in_core(tree: Path = HOUSE) -> list[str]:
    """Law 2: core knows no clock and touches no file."""
    asked = {"today", "now", "utcnow", "time_ns", "monotonic"}
    found = []
    for name, module, _ in sources(tree):
        if "/core/" not in name and not name.startswith("planning/"):
            continue
        for node in nodes(module):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in asked
            ):
                if isinstance(node.func.value, ast.Name) and node.func.value.id in {
                    "date",
                    "datetime",
                    "time",
                }:
                    found.append(f"{name}:{node.lineno} {node.func.attr}()")
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "open":
                found.append(f"{name}:{node.lineno} open()")
    return found


def nameless_rooms(tree: Path = HOUSE) -> list[str]:
    """Law 8: no file that is named after nothing."""
    return [path.relative_to(tree).as_posix() for path in sorted(tree.rglob("*.py")) if path.name in NAMELESS]


def outgrown(tree: Path = HOUSE) -> list[str]:
    """Law 8: a file past a few hundred lines or a function past a screen lacks a concept."""
    found = []
    for name, module, text in sources(tree):
        lines = text.count("\n")
        if lines > LONGEST_FILE:
            found.append(f"{name} {lines} lines")
        for node in nodes(module):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                if node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION:
                    found.append(
                        f"{name}:{node.lineno} {node.name} {node.end_lineno - node.lineno + 1} lines"
                    )
    return found


def network_clients(tree: Path = HOUSE) -> list[str]:
    """The office answers and never asks: no module imports anything that could open a connection."""
    return [
        f"{name}:{line} {what}"
        for name, module, _ in sources(tree)
        for line, what in imports(module)
        if any(what == one or what.startswith(f"{one}.") for one in NETWORK) and ANSWERS.get(name) != what
    ]


def code_from_data(tree: Path = HOUSE) -> list[str]:
    """Nothing that came from outside is run, taken for markup, or turned into objects by its own will."""
    found = []
    for name, module, _ in sources(tree):
        for line, what in imports(module):
            if what.split(".")[0] in UNPICKLES and name not in OWN_PROCESS:
                found.append(f"{name}:{line} {what}")
            if what == "subprocess" and not name.startswith(STARTS_PROCESSES):
                found.append(f"{name}:{line} {what}")
        for node in nodes(module):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Name) and (
                called.id in RUNS_CODE or (called.id in MARKUP and not name.startswith(WRITES_MARKUP))
            ):
                found.append(f"{name}:{node.lineno} {called.id}")
            if isinstance(called, ast.Attribute) and called.attr in {"extra", "RawSQL", "system", "popen"}:
                found.append(f"{name}:{node.lineno} .{called.attr}")
    return found


def generic_keys(tree: Path = HOUSE) -> list[str]:
    """Law 8: no generic foreign keys."""
    return [
        f"{name}:{line} {what}"
        for name, module, _ in sources(tree)
        for line, what in imports(module)
        if what.startswith("django.contrib.contenttypes")
    ]


def whole_uses(tree: Path = HOUSE) -> list[str]:
    """Each use of ``whole``: its file and its reason; a reason that is not a plain text is a breach in itself."""
    found = []
    for name, module, _ in sources(tree):
        for node in nodes(module):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "whole":
                why = node.args[1] if len(node.args) > 1 else None
                found.append(f"{name} {_reason(why, module)}")
    return found


def _reason(why: ast.expr | None, module: ast.Module) -> str:
    """The text itself, or the text of the module's constant that is named."""
    if isinstance(why, ast.Constant) and isinstance(why.value, str):
        return why.value
    for node in module.body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(why, ast.Name)
            and isinstance(node.value, ast.Constant)
        ):
            if any(isinstance(target, ast.Name) and target.id == why.id for target in node.targets):
                return str(node.value.value)
    return "(no reason)"
