"""The exact headers of every address under every method, and the cookies; a header more or less is a failure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client, override_settings
from django.test.client import FakePayload

from tests.cast import Cast
from tests.office.tls import tls_settings
from xuncha.base.ids import new_id
from xuncha.desk.page import PAGES
from xuncha.office.headers import ALWAYS, FILE_POLICY, METHODS, PAGE_POLICY

ASKED = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
TOLD = {
    "Content-Type",
    "Content-Length",
    "Vary",
    "Location",
    "Allow",
    "Content-Disposition",
    "Clear-Site-Data",
    "Expires",
}
"""What an answer tells of itself; everything else must be exactly what is listed."""
FILE_TELLS = {"Cache-Control", "Last-Modified", "ETag"}
OTHERS = ("/i18n/setlang/", "/no/such/page/", "/static/house/house.css", "/static/no.such.file")
FORBIDDEN = (
    "unsafe-inline",
    "unsafe-eval",
    "unsafe-hashes",
    "strict-dynamic",
    "*",
    "http:",
    "https:",
    "blob:",
)


def addresses() -> list[str]:
    keys = {"uuid": str(new_id()), "int": "1"}
    filled = [
        re.sub(r"<(\w+):\w+>", lambda match: keys.get(match[1], "x"), one.path) for one in PAGES.values()
    ]
    return ["/" + one for one in filled] + list(OTHERS)


def ask(client: Client, method: str, address: str):
    return client.generic(method, address) if method != "TRACE" else client.trace(address)


def exact(answer, address: str) -> dict[str, str]:
    html = answer.get("Content-Type", "").startswith("text/html")
    policy = {"Content-Security-Policy": PAGE_POLICY if html else FILE_POLICY}
    return {**ALWAYS, **policy, **({} if address.startswith("/static/") else {"Cache-Control": "no-store"})}


def wrong(client: Client, method: str, address: str) -> dict[str, tuple[str | None, str | None]]:
    """The headers that are not as they must be: name → (found, expected)."""
    answer = ask(client, method, address)
    found = {name: value for name, value in answer.headers.items() if name not in TOLD}
    if address.startswith("/static/"):
        found = {name: value for name, value in found.items() if name not in FILE_TELLS}
    expected = exact(answer, address)
    return {
        name: (found.get(name), expected.get(name))
        for name in found.keys() | expected.keys()
        if found.get(name) != expected.get(name)
    }


@override_settings(WHITENOISE_AUTOREFRESH=False)
@pytest.mark.parametrize("method", ASKED)
def test_every_address_answers_with_exactly_these_headers(method: str, db: None) -> None:
    client = Client()
    faults = {address: bad for address in addresses() if (bad := wrong(client, method, address))}
    assert faults == {}


def test_so_does_a_page_to_who_may_open_it(cast: Cast, enter) -> None:
    client = enter(cast.office)
    plain = ["/" + one.path for one in PAGES.values() if "<" not in one.path and one.name != "office-logout"]
    assert {address: bad for address in plain if (bad := wrong(client, "GET", address))} == {}


@pytest.mark.parametrize("method", [one for one in ASKED if one not in METHODS])
def test_no_page_answers_a_method_that_no_page_uses(method: str, db: None) -> None:
    client = Client()
    assert {ask(client, method, address).status_code for address in addresses()} == {405}


def test_the_policy_begins_with_nothing_and_allows_nothing_unsafe() -> None:
    for policy in (PAGE_POLICY, FILE_POLICY):
        rules = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
        assert rules["default-src"] == "'none'"
        assert [one for one in FORBIDDEN if one in policy] == []
        assert (rules["base-uri"], rules["object-src"], rules["frame-ancestors"]) == ("'none'",) * 3


def test_a_file_may_do_nothing_in_a_browser(cast: Cast, enter) -> None:
    answer = enter(cast.office).get("/registry/workbook/empty/")
    assert answer["Content-Security-Policy"] == FILE_POLICY
    assert answer["Content-Disposition"].startswith("attachment;")


def test_cookies_under_https_are_of_this_host_alone(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with override_settings(**tls_settings(monkeypatch, tmp_path)):
        client = Client()
        client.force_login(cast.office)
        client.get("/", secure=True)
        client.get("/login/", secure=True)
        client.post("/i18n/setlang/", {"language": "en"}, secure=True)
        cookies = list(client.cookies.values())
    assert len(cookies) >= 3
    for one in cookies:
        assert one.key.startswith("__Host-"), one.key
        assert (one["secure"], one["path"], one["domain"], one["httponly"]) == (True, "/", "", True), one.key
        assert one["samesite"] == "Strict", one.key
        assert len(one.OutputString()) < 4096


def test_under_https_everything_else_is_sent_there_and_stays_there(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with override_settings(**tls_settings(monkeypatch, tmp_path)):
        plain, safe = Client().get("/login/?next=/x/"), Client().get("/login/", secure=True)
    assert (plain.status_code, plain["Location"]) == (301, "https://testserver/login/?next=/x/")
    assert safe["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"


def test_on_this_machine_alone_plain_http_is_enough(db: None) -> None:
    answer = Client().get("/login/")
    assert answer.status_code == 200
    assert "Strict-Transport-Security" not in answer
    assert [one.key for one in answer.cookies.values() if one["secure"]] == []


def test_who_logs_out_leaves_nothing_in_the_browser(cast: Cast, enter) -> None:
    assert enter(cast.office).post("/logout/")["Clear-Site-Data"] == '"storage"'


def test_a_form_from_elsewhere_changes_nothing(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.office)
    for origin in ("https://elsewhere.example", "null"):
        answer = client.post("/account/", {"old": "x"}, headers={"origin": origin})
        assert answer.status_code == 403


def test_a_form_of_ours_passes_under_https(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with override_settings(**tls_settings(monkeypatch, tmp_path)):
        client = Client(enforce_csrf_checks=True)
        client.get("/login/", secure=True)
        token = client.cookies["__Host-xuncha_form"].value
        sent = {"language": "en", "csrfmiddlewaretoken": token}
        ours = client.post("/i18n/setlang/", sent, secure=True, headers={"origin": "https://testserver"})
        theirs = client.post(
            "/i18n/setlang/", sent, secure=True, headers={"origin": "https://elsewhere.example"}
        )
        unsafe = client.post("/i18n/setlang/", sent, secure=True, headers={"origin": "http://testserver"})
    assert (ours.status_code, theirs.status_code, unsafe.status_code) == (302, 403, 403)


def test_a_foreign_host_name_is_refused(db: None) -> None:
    assert Client().get("/login/", headers={"host": "elsewhere.example"}).status_code == 400


def test_a_form_with_thousands_of_fields_is_refused(cast: Cast, enter) -> None:
    client = enter(cast.office)
    body = "&".join(f"f{n}=1" for n in range(5001)).encode()
    answer = client.generic(
        "POST",
        "/account/",
        body,
        content_type="application/x-www-form-urlencoded",
        **{"wsgi.input": FakePayload(body)},
    )
    assert answer.status_code == 400
