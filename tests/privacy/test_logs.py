"""A fault in the middle of something sealed: neither the log nor the page tells a word of it. Nor do addresses and file names."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.test import Client

from tests.cast import TODAY
from tests.privacy.conftest import World
from tests.privacy.crawl import asked_for, client_of
from tests.privacy.world import WORDS
from xuncha.desk import progress
from xuncha.letters.actions import register
from xuncha.letters.models import Letter
from xuncha.office.logs import QuietFormatter
from xuncha.trust import vault
from xuncha.trust.access import whole
from xuncha.trust.models import Entry

pytestmark = pytest.mark.django_db
SECRET = "秘标故障正文"
FORM = {"channel": "post", "day": TODAY.isoformat(), "text": SECRET, "subject": SECRET}


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the configured handlers write."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    spec = settings.LOGGING["formatters"]["quiet"]
    handler.setFormatter(QuietFormatter(spec["format"], style=spec["style"]))
    loggers = [logging.getLogger(name) for name in ("", "django", "django.request")]
    for one in loggers:
        one.addHandler(handler)
    yield written
    for one in loggers:
        one.removeHandler(handler)


def failing(*_: object, **__: object) -> None:
    raise ValueError(f"cannot take {SECRET}")


def test_the_settings_print_every_line_with_the_quiet_formatter() -> None:
    handlers = settings.LOGGING["handlers"]
    assert {one["formatter"] for one in handlers.values()} == {"quiet"}
    assert settings.LOGGING["formatters"]["quiet"]["()"] == "xuncha.office.logs.QuietFormatter"
    assert {name for one in settings.LOGGING["loggers"].values() for name in one["handlers"]} <= set(handlers)


def test_a_fault_inside_an_action_is_logged_by_its_place_alone(
    here: World, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "enter", failing)
    client = Client(raise_request_exception=False)
    client.force_login(here.cast.petition)
    answer = client.post(f"/inspections/{here.cast.inspection.pk}/letters/enter/", FORM)
    assert answer.status_code == 500
    assert SECRET not in answer.content.decode()
    assert "ValueError at" in log.getvalue()
    assert SECRET not in log.getvalue()
    assert whole(Letter, "a test counts").count() == 3


def test_a_fault_in_work_beside_the_request_is_logged_by_its_place_alone(
    here: World, log: io.StringIO
) -> None:
    one = progress.start(here.cast.petition, progress.PREPARING, failing)
    assert one.failed == progress.FAULT
    assert "ValueError at" in log.getvalue()
    assert SECRET not in log.getvalue()


def test_an_envelope_that_does_not_open_is_logged_without_what_it_holds(
    here: World, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = Client(raise_request_exception=False)
    client.force_login(here.cast.petition)
    client.post(f"/inspections/{here.cast.inspection.pk}/letters/enter/", FORM)
    letter = whole(Letter, "a test looks").order_by("serial").last()
    monkeypatch.setattr(vault, "open_bytes", failing)
    assert client.get(f"/letters/{letter.pk}/").status_code == 500
    assert SECRET not in log.getvalue()


def test_no_row_of_the_journal_holds_a_sealed_word(here: World) -> None:
    bodies = list(whole(Entry, "a test reads the journal").values_list("body", flat=True))
    assert len(bodies) > 100
    assert [key for key, word in WORDS.items() if any(word.says in body for body in bodies)] == []


@pytest.mark.parametrize("who", ["leader", "petition", "office"])
def test_no_file_name_and_no_address_holds_a_sealed_word(here: World, who: str) -> None:
    client = client_of(here.cast, who)
    heads = []
    for _, address in asked_for(getattr(here.cast, who), here.addresses):
        answer = client.get(address)
        heads += [address, *answer.headers.values()]
    names = [one for one in map(_plain, heads) if any(word.says in one for word in WORDS.values())]
    assert names == []
    if who == "leader":
        assert sum("attachment;" in one for one in heads) > 5


def _plain(head: str) -> str:
    return unquote(head)
