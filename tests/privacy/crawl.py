"""Every address there is, out of the registry of pages and the rows of the database; and everything an answer tells."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.template import Template
from django.test import Client

from tests.cast import Cast
from xuncha.desk.page import PAGES, Page
from xuncha.trust.access import Restricted, whole
from xuncha.trust.models import Account, Row

Ids = dict[str, list[str]]
DASH = r"(?:-|\\u002D)"
KEY = re.compile(
    DASH.join((r"[0-9a-f]{8}", r"[0-9a-f]{4}", r"7[0-9a-f]{3}", r"[0-9a-f]{4}", r"[0-9a-f]{12}"))
)
ARGUMENT = re.compile(r"<(?P<kind>\w+):(?P<name>\w+)>")
#: Route arguments whose name is not their model's: by page where rooms differ, else by argument.
KIND_OF = {
    "findings-paper:paper": "workingpaper",
    "findings-revise:paper": "workingpaper",
    "fieldwork-file:file": "borrowed",
    "around": "round",
    "request_id": "drafting",
    "stewards-slip:head": "signedhead",
    "teams-compare:one": "proposal",
    "teams-compare:other": "proposal",
    "teams-again:member": "teammember",
    "act": "deedproposal",
    "package": "outsidepackage",
    "owner": "account",
}
#: Rows that this world does not hold: their pages are asked for with a key of no row.
ABSENT = {
    "upload",
    "job",
    "proposal",
    "cadre",
    "team",
    "teammember",
    "drafting",
    "deedproposal",
    "outsidepackage",
    "machine",
    "carriage",
    "signedhead",
}
WORDS_OF = {
    "rulebook-rule:key": ("papers.series.office",),
    "papers-new:form": ("approval_request",),
    "registry-workbook:which": ("filled", "empty"),
    "teams-upkeep:kind": ("training", "away"),
}
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
TABLE = re.compile(r"\?[^\"']*xlsx=([\w-]+)")
NO_ROW = "00000000-0000-7000-8000-000000000000"
LEAVES = {"office-logout", "office-login"}


@dataclass(frozen=True)
class Told:
    """What one answer told: its status, and everything in it that can be read, headers too, a file unpacked."""

    status: int
    text: str


def models() -> list[type[Row]]:
    return [one for one in apps.get_models() if issubclass(one, Row | Restricted)]


def rows(model: type) -> list:
    if not issubclass(model, Restricted):
        return list(model._default_manager.all())
    return list(whole(model, "a test looks at every row"))


def ids() -> Ids:
    """The keys of the rows by the model's name: all of them behind the door, two of what everybody inside may see."""
    return {
        model._meta.model_name: [
            str(row.pk) for row in rows(model)[: None if issubclass(model, Restricted) else 2]
        ]
        for model in models()
    }


def without(known: Ids, hidden: Ids) -> Ids:
    """The keys less the hidden ones; where none is left a key of no row stands, so that each page is asked for at all times."""
    left = {name: [one for one in keys if one not in hidden.get(name, ())] for name, keys in known.items()}
    return {name: keys or [NO_ROW] for name, keys in left.items()}


def blind(text: str) -> str:
    """The text with the keys of rows numbered as they come: two worlds have the same rows under other keys."""
    seen: dict[str, str] = {}
    return KEY.sub(lambda match: seen.setdefault(match[0], f"key {len(seen)}"), text)


def addresses(known: Ids) -> dict[str, list[str]]:
    """Every page's addresses with every real key filled in, by the page's name."""
    return {name: list(_filled(one, known)) for name, one in PAGES.items() if name not in LEAVES}


def asked_for(account: Account, pages: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """The pages' addresses with their names; of a page that is closed to the account whatever row it is about, one address."""
    for name, several in pages.items():
        one = PAGES[name]
        closed = not one.open and not account.sight.anywhere(one.roles)
        yield from ((name, address) for address in several[: 1 if closed else None])


def _filled(one: Page, known: Ids) -> Iterator[str]:
    parts = [(match["kind"], match["name"]) for match in ARGUMENT.finditer(one.path)]
    for values in product(*(_values(one.name, kind, name, known) for kind, name in parts)):
        yield "/" + ARGUMENT.sub("{}", one.path).format(*values)


def _values(page: str, kind: str, name: str, known: Ids) -> list[str]:
    if kind != "uuid":
        return list(WORDS_OF[f"{page}:{name}"])
    model = KIND_OF.get(f"{page}:{name}", KIND_OF.get(name, name))
    found = known.get(model, [])
    assert found or model in ABSENT, f"{page}: no row for <{name}>; fill the world or name its model"
    return found or [NO_ROW]


@contextmanager
def only_answers() -> Iterator[None]:
    """Django's test client keeps every template with a copy of what it was given; who only reads answers does without."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Template, "_render", lambda template, context: template.nodelist.render(context))
        yield


def client_of(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, who))
    return client


def told(answer: HttpResponse) -> Told:
    """Body, headers and cookies of an answer; a workbook or a document with its parts unpacked and its tags taken out."""
    whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    body = TOKEN.sub(b"", whole)
    heads = "\n".join(
        f"{name}: {unquote(value)}"
        for name, value in sorted(answer.headers.items())
        if name != "Content-Length"
    )
    return Told(answer.status_code, f"{heads}\n{_read(body)}")


def _read(body: bytes) -> str:
    if not body.startswith(b"PK"):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        texts = [
            parts.read(name).decode("utf-8", "replace")
            for name in parts.namelist()
            if name != "docProps/core.xml"
        ]
    return "\n".join(re.sub(r"<[^>]+>", "", text) for text in texts)


def tables(text: str) -> set[str]:
    """The tables a page offers as Excel."""
    return set(TABLE.findall(text))
