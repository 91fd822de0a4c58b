"""Nobody writes a line of his own into the log, and nothing there reads otherwise than it stands."""

from __future__ import annotations

import io
import logging
import re
import unicodedata
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import Cast
from xuncha.office.logs import QuietFormatter, spelled_out
from xuncha.trust.access import whole
from xuncha.trust.act import witness
from xuncha.trust.models import Entry

FORGED = "x\n2026-01-01 00:00:00 WARNING django 登录成功 office\r\n\u202egnp.exe\u2028\x1b[31m\x00<script>"
#: A dated event, or of a fault its type or one of its places.
LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (WARNING|ERROR) |\w+ at$|  /\S+:\d+ \S+$")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the shipped formatter writes of the shipped loggers."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    spec = settings.LOGGING["formatters"]["quiet"]
    handler.setFormatter(QuietFormatter(spec["format"], style=spec["style"]))
    loggers = [logging.getLogger(name) for name in ("", "django", "django.request", "django.security")]
    for one in loggers:
        one.addHandler(handler)
    yield written
    for one in loggers:
        one.removeHandler(handler)


@given(st.text())
def test_a_spelled_out_text_is_one_visible_line(text: str) -> None:
    spelled = spelled_out(text)
    assert len(spelled.splitlines()) <= 1
    assert {unicodedata.category(one) for one in spelled} & {"Cc", "Cf", "Cs", "Zl", "Zp"} == set()


def test_what_is_harmless_stays_as_it_is() -> None:
    assert spelled_out("登记信访件 第3件 /letters/ <b>") == "登记信访件 第3件 /letters/ <b>"


def test_a_forged_line_stays_one_line(log: io.StringIO) -> None:
    logging.getLogger("django.request").error("Not found: %s", FORGED)
    lines = log.getvalue().splitlines()
    assert {line.split(" ")[2] for line in lines} == {"ERROR"}
    assert all("\\u000a2026-01-01" in line for line in lines)
    assert [bad for bad in "\u202e\u2028\x1b\x00" if bad in log.getvalue()] == []


def test_a_forged_address_or_host_writes_no_line_of_its_own(db: None, log: io.StringIO) -> None:
    client = Client(raise_request_exception=False)
    client.get("/login/", headers={"host": "evil.example\n2026 INFO ok"})
    client.get("/%0a2026-01-01%20INFO%20ok/")
    client.post("/login/", {"login": FORGED, "password": FORGED})
    assert [line for line in log.getvalue().splitlines() if not LINE.match(line)] == []
    assert "登录成功" not in log.getvalue()


def test_the_journal_takes_no_line_from_outside(cast: Cast) -> None:
    Client().post("/login/", {"login": FORGED, "password": FORGED})
    with pytest.raises(ValueError, match="content does not belong in the journal"):
        witness("page.refused", cast.nobody, refused="no-right", page=FORGED)
    bodies = list(whole(Entry, "a test reads the journal").values_list("body", flat=True))
    assert [body for body in bodies if len(body.splitlines()) != 1 or "登录成功" in body] == []
