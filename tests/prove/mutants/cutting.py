"""Mutants out of the source: one small change each, such as somebody makes by mistake."""

from __future__ import annotations

import ast
import copy
import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

#: Module → the functions that decide; everything else there only carries.
DECIDING = {
    "xuncha.trust.access": (
        "Sight.writing", "Sight.has", "Sight.anywhere", "Sight.inspections", "Sight.q", "Sight.of_body", "Door._clone",
        "Door._stamped", "Door._fetch_all", "Door.iterator", "Door.count", "Door.exists", "Door.aggregate", "Door.explain",
        "Door.update", "Door.delete", "Door.raw", "Door.resolve_expression", "Door._combinator_query",
        "Restricted.seen_by", "see", "see_one",
    ),
    "xuncha.trust.act": (
        "Act.allowed", "Act.need", "Act.refuse", "Act.open_bytes", "Act.add", "Act.change", "Act.note", "Act.rehearsal",
        "_perform", "_as", "_named", "_worked", "_check", "_inspection", "witness",
    ),
    "xuncha.trust.models.accounts": ("sight_of", "Holdings.of", "Holdings._keeps_out", "_in_force"),
    "xuncha.trust.recusal": ("recused_from", "recused"),
    "xuncha.trust.keyring": ("opener_of", "_opened", "should_hold", "_fits", "hand_over_one", "withdraw"),
}  # fmt: skip
#: Changes that change nothing that can be seen, each with why.
EQUAL = {
    ("xuncha.trust.access", "Sight.anywhere", "always: self.at"): "nothing joined to what is wide is what is wide",
    ("xuncha.trust.access", "Door.delete", "left out: self._stamped()"): "rows to be deleted are fetched, which asks again",
}  # fmt: skip
SWAPS: dict[type, type] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.LtE: ast.GtE, ast.Lt: ast.GtE, ast.Gt: ast.LtE, ast.GtE: ast.Lt, ast.And: ast.Or, ast.Or: ast.And,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.Sub: ast.BitOr,
}  # fmt: skip
SAID_ONLY = ("decorator_list", "returns", "annotation")
NAMES = {"NOWHERE": "EVERYWHERE", "EVERYWHERE": "NOWHERE"}


@dataclass(frozen=True)
class Mutant:
    """One change: where, what, and the code of the function with it."""

    module: str
    function: str
    line: int
    change: str
    code: CodeType

    @property
    def name(self) -> str:
        return f"{self.module}.{self.function}:{self.line} {self.change}"


def mutants() -> list[Mutant]:
    """All of them, in the order of the source."""
    found = [one for module, functions in DECIDING.items() for one in _of(module, functions)]
    return [one for one in found if (one.module, one.function, one.change) not in EQUAL]


def living(mutant: Mutant) -> FunctionType:
    """The function as it is in the running program, whatever was wrapped around it."""
    found: Any = importlib.import_module(mutant.module)
    *path, last = mutant.function.split(".")
    for name in path:
        found = getattr(found, name)
    found = vars(found)[last]
    found = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
    while hasattr(found, "__wrapped__"):
        found = found.__wrapped__
    return found  # type: ignore[no-any-return]


def _of(module: str, functions: tuple[str, ...]) -> Iterator[Mutant]:
    path = importlib.import_module(module).__file__
    tree = ast.parse(Path(str(path)).read_text(encoding="utf-8"))
    for function in functions:
        alone = _alone(tree, function)
        for number, (line, change) in enumerate(_changes(_body(alone, function))):
            other = copy.deepcopy(alone)
            _change(_body(other, function), number)
            code = compile(ast.fix_missing_locations(other), str(path), "exec")
            yield Mutant(module, function, line, change, _code(code, function))


def _alone(tree: ast.Module, function: str) -> ast.Module:
    """The module with nothing in it but the function, in its classes; and its imports, without which other code is made."""
    here: ast.stmt = _body(tree, function)
    *classes, _ = function.split(".")
    while classes:
        around = _body(tree, ".".join(classes))
        here = ast.copy_location(
            ast.ClassDef(around.name, bases=[], keywords=[], body=[here], decorator_list=[]), around
        )
        classes.pop()
    imports = [one for one in tree.body if isinstance(one, ast.Import | ast.ImportFrom)]
    return ast.Module([*imports, here], type_ignores=[])


def _body(tree: ast.Module, function: str) -> ast.FunctionDef:
    here: Any = tree
    for name in function.split("."):
        kinds = (ast.ClassDef, ast.FunctionDef)
        here = next(one for one in here.body if isinstance(one, kinds) and one.name == name)
    return here  # type: ignore[no-any-return]


def _code(code: CodeType, function: str) -> CodeType:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_qualname == function:
                return constant
            if function.startswith(f"{constant.co_qualname}."):
                return _code(constant, function)
    raise LookupError(function)


def _changes(body: ast.FunctionDef) -> list[tuple[int, str]]:
    return [(line, change) for line, change, _ in _possible(body)]


def _change(body: ast.FunctionDef, number: int) -> None:
    _possible(body)[number][2]()


Possible = tuple[int, str, Callable[[], None]]


def _possible(body: ast.FunctionDef) -> list[Possible]:
    """Every change that can be made in a function: line, words, and what makes it."""
    found: list[Possible] = []
    for parent in _nodes(body):
        for field, value in ast.iter_fields(parent):
            if field in SAID_ONLY or isinstance(value, ast.arguments):
                continue
            if isinstance(value, list):
                found += [one for at, child in enumerate(value) for one in _in_list(value, at, child)]
            if isinstance(value, ast.AST):
                found += _in_field(parent, field, value)
    return found


def _nodes(node: ast.AST) -> Iterator[ast.AST]:
    """A node and what is below it, without types and decorators."""
    yield node
    for field, value in ast.iter_fields(node):
        if field not in SAID_ONLY and not isinstance(value, ast.arguments):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from _nodes(child)


def _in_list(held: list[Any], at: int, child: Any) -> Iterator[Possible]:
    """Comparisons, members of and/or, and statements that can be left out."""
    if isinstance(child, ast.cmpop) and type(child) in SWAPS:
        yield (
            0,
            f"{type(child).__name__} → {SWAPS[type(child)].__name__}",
            lambda: held.__setitem__(at, SWAPS[type(child)]()),
        )
    if isinstance(child, ast.Raise) or (isinstance(child, ast.Expr) and isinstance(child.value, ast.Call)):
        yield child.lineno, f"left out: {ast.unparse(child)[:60]}", lambda: held.__setitem__(at, ast.Pass())
    if isinstance(child, ast.UnaryOp):
        yield child.lineno, f"without {type(child.op).__name__}", lambda: held.__setitem__(at, child.operand)


def _in_field(parent: ast.AST, field: str, child: ast.AST) -> Iterator[Possible]:
    """Operators, negations, names of everything and nothing, truths, conditions and answers."""
    line = getattr(child, "lineno", getattr(parent, "lineno", 0))

    def put(new: ast.AST) -> Callable[[], None]:
        return lambda: setattr(parent, field, new)

    if type(child) in SWAPS and isinstance(child, ast.boolop | ast.operator):
        yield line, f"{type(child).__name__} → {SWAPS[type(child)].__name__}", put(SWAPS[type(child)]())
    if isinstance(child, ast.UnaryOp) and isinstance(child.op, ast.Not | ast.Invert):
        yield line, f"without {type(child.op).__name__}", put(child.operand)
    if isinstance(child, ast.Name) and child.id in NAMES:
        yield line, f"{child.id} → {NAMES[child.id]}", put(ast.Name(NAMES[child.id], ast.Load()))
    if isinstance(child, ast.Constant) and isinstance(child.value, bool):
        yield line, f"{child.value} → {not child.value}", put(ast.Constant(not child.value))
    if isinstance(parent, ast.If | ast.IfExp) and field == "test":
        yield line, f"always: {ast.unparse(child)[:60]}", put(ast.Constant(True))
        yield line, f"never: {ast.unparse(child)[:60]}", put(ast.Constant(False))
