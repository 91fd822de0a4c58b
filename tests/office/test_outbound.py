"""Every page of every account is asked for with the network closed: nothing is ever asked of another machine."""

from __future__ import annotations

import http.client
import re
import socket
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.core import mail
from django.core.mail import get_connection
from django.test import Client

from tests.cast import Cast
from xuncha.base.ids import new_id
from xuncha.desk.page import PAGES
from xuncha.office import settings as shipped
from xuncha.trust.models import Account

pytestmark = pytest.mark.django_db
EVENTS = {
    "socket.connect",
    "socket.sendto",
    "socket.sendmsg",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
}
AT_HOME = {"127.0.0.1", "::1", "localhost"}
_asked: list[str] | None = None


class NetworkClosed(Exception):
    """Something wanted to talk to another machine."""


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    """Python tells of every connection and every look-up of a name before it is made; ours end here."""
    if _asked is None or event not in EVENTS:
        return
    where = arguments[1] if event.startswith(("socket.connect", "socket.send")) else arguments[0]
    host = str(where[0] if isinstance(where, tuple) else where)
    if host not in AT_HOME and not host.startswith("/"):
        _asked.append(f"{event} {host}")
        raise NetworkClosed(host)


sys.addaudithook(_listen)


@contextmanager
def network_closed() -> Iterator[list[str]]:
    """What was asked of other machines meanwhile; each asking fails."""
    global _asked
    _asked = []
    try:
        yield _asked
    finally:
        _asked = None


def addresses(cast: Cast) -> list[str]:
    """Every page; where an inspection belongs into the address the one that is open, else the key of no row."""
    keys = {
        "inspection": cast.inspection.pk,
        "round": cast.round.pk,
        "around": cast.round.pk,
        "organisation": cast.unit.pk,
    }

    def fill(match: re.Match[str]) -> str:
        return str(keys.get(match[2]) or {"uuid": new_id(), "int": 1}.get(match[1], "x"))

    return [
        "/" + re.sub(r"<(\w+):(\w+)>", fill, one.path)
        for one in PAGES.values()
        if one.name != "office-logout"
    ]


@pytest.mark.parametrize("who", ["office", "leader", "audit"])
def test_no_page_asks_anything_of_another_machine(
    who: str, cast: Cast, enter: Callable[[Account], Client]
) -> None:
    client, opened = enter(getattr(cast, who)), 0
    with network_closed() as asked:
        for address in addresses(cast):
            opened += client.get(address).status_code == 200
    assert asked == []
    assert opened >= 5


@pytest.mark.parametrize(
    "ask",
    [
        lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
        lambda: urllib.request.urlopen("http://elsewhere.example/", timeout=1),
        lambda: http.client.HTTPSConnection("192.0.2.1", timeout=1).request("GET", "/"),
        lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 53)),
    ],
    ids=["connection", "address", "https", "datagram"],
)
def test_the_closed_network_notices_each_way_out(ask) -> None:
    with network_closed() as asked, pytest.raises(NetworkClosed):
        ask()
    assert len(asked) == 1


def test_mail_goes_nowhere() -> None:
    with network_closed() as asked:
        get_connection(shipped.EMAIL_BACKEND).send_messages(
            [mail.EmailMessage("a", "b", "c@d.example", ["e@f.example"])]
        )
    assert asked == []
