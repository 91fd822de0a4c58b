"""The list of all forms of the house: every file in a room's `papers` folder is one."""

import importlib.util
import pkgutil
from functools import cache

import xuncha
from xuncha.base.catalogue import collect
from xuncha.base.words import Sentence
from xuncha.papers.core.form import Form


class UnknownForm(LookupError):
    """No form has this key; `says` tells which there are."""

    def __init__(self, key: str):
        self.says = Sentence(
            f"没有名为“{key}”的文书格式；可用的有：{'、'.join(sorted(forms()))}。",
            f'There is no form "{key}"; there are: {", ".join(sorted(forms()))}.',
        )
        super().__init__(str(self.says))


@cache
def forms() -> dict[str, Form]:
    """All forms of all rooms by key. Raises ValueError when two rooms use one key or one Chinese title."""
    found: dict[str, Form] = {}
    for room in sorted(module.name for module in pkgutil.iter_modules(xuncha.__path__) if module.ispkg):
        package = f"xuncha.{room}.papers"
        if importlib.util.find_spec(package) is not None:
            for form in collect(package, "FORM"):
                _add(found, form, package)
    return found


def form_named(key: str) -> Form:
    """One form; raises UnknownForm."""
    try:
        return forms()[key]
    except KeyError:
        raise UnknownForm(key) from None


def _add(found: dict[str, Form], form: Form, package: str) -> None:
    if form.key in found:
        raise ValueError(f"{package}: the key {form.key!r} is used by two forms")
    if any(other.title.zh == form.title.zh for other in found.values()):
        raise ValueError(f"{package}: the title {form.title.zh!r} is used by two forms")
    found[form.key] = form
