"""The pages about keys: colleagues to be confirmed, content to be sealed anew, keys to be rotated; and the command."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client

from tests.cast import FICTIONAL_PASSWORD, TODAY, Cast
from tests.letters.builders import registered
from tests.trust.resetting import reset
from xuncha.desk.todo import all_todos
from xuncha.trust import clock, key_folder, pocket, resealing, vault
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.models import KeyReset

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _keys_of_its_own(tmp_path, settings) -> None:
    settings.XUNCHA_KEYS = tmp_path / "keys"
    vault.create_key()


@pytest.fixture
def sealed(cast: Cast):
    return registered(cast)


def name(cast: Cast) -> str:
    return of_inspection("letters", cast.inspection.pk)


def says(account) -> list[str]:
    return [str(one.says) for one in all_todos(account, TODAY)]


def test_who_was_reset_by_whom_is_shown_and_confirmed_with_a_button(cast, sealed, enter) -> None:
    reset(cast, cast.deputy)
    leader: Client = enter(cast.leader)
    shown = leader.get("/keys/").content.decode()
    assert cast.deputy.name in shown
    assert cast.system.name in shown
    assert "1位同事重设了密码，请核实" in says(cast.leader)
    assert any("请一名同事核实" in one for one in says(cast.deputy))
    one = KeyReset.objects.get()
    answer = leader.post("/keys/", {"reset": str(one.pk), "version": one.version})
    assert answer.status_code == 302
    assert KeyReset.objects.get().confirmed_by == cast.leader
    assert says(cast.deputy) == [one for one in says(cast.deputy) if "核实" not in one]


@pytest.mark.parametrize("who", ["deputy", "office", "contact"])
def test_who_cannot_answer_for_him_is_shown_no_button_and_refused(cast, sealed, enter, who) -> None:
    reset(cast, cast.deputy)
    one = KeyReset.objects.get()
    account = getattr(cast, who)
    client = enter(account)
    with pocket.acting(account.pk):  # as in a request: no key but the own one
        assert "已问过本人" not in client.get("/keys/").content.decode()
    assert client.post("/keys/", {"reset": str(one.pk), "version": 1}).status_code >= 400
    assert client.post("/keys/", {"reset": "x", "version": "y"}).status_code == 404
    assert KeyReset.objects.get().confirmed_on is None


def test_the_security_administrator_rotates_what_is_due(cast, sealed, enter) -> None:
    client = enter(cast.security)
    assert "没有到期的密钥" in client.get("/keys/rotation/").content.decode()
    assert client.post("/keys/rotation/", {"do": "due", "version": 1}).status_code == 200
    with clock.on_day(TODAY + timedelta(days=400)):
        assert any("到期应更换" in str(one.says) for one in all_todos(cast.security, clock.today()))
        assert client.post("/keys/rotation/", {"do": "due", "version": 1}).status_code == 302
        assert not any("到期应更换" in str(one.says) for one in all_todos(cast.security, clock.today()))
    assert [pair.number for pair in key_folder.load(name(cast)).pairs] == [2, 1]


def test_the_page_names_no_inspection(cast, sealed, enter) -> None:
    with clock.on_day(TODAY + timedelta(days=400)):
        page = enter(cast.security).get("/keys/rotation/").content.decode()
    assert str(TODAY) in page
    assert cast.inspection.title not in page
    assert str(cast.inspection.pk) not in page


@pytest.mark.parametrize("who", ["office", "leader", "system", "audit"])
def test_nobody_else_has_that_page(cast, enter, who) -> None:
    assert enter(getattr(cast, who)).get("/keys/rotation/").status_code == 403


def test_a_holder_seals_anew_and_then_the_older_key_may_be_destroyed(cast, sealed, enter) -> None:
    security, leader = enter(cast.security), enter(cast.leader)
    security.post("/keys/rotation/", {"do": "rotate", "version": 1})
    refused = security.post("/keys/rotation/", {"do": "retire", "version": 1, "reason": "已重新密封"})
    assert refused.status_code == 422
    assert "用旧密钥密封" in leader.get("/keys/").content.decode()
    assert leader.post("/keys/", {"do": "reseal"}).status_code == 302
    assert "用旧密钥密封" not in leader.get("/keys/").content.decode()
    assert len(resealing.unused()) >= 1
    done = security.post("/keys/rotation/", {"do": "retire", "version": 1, "reason": "已重新密封"})
    assert done.status_code == 302


def run(*arguments: str, monkeypatch) -> dict:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{FICTIONAL_PASSWORD}\n"))
    out = io.StringIO()
    call_command("keys", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_the_command_rotates_and_seals_anew(cast, sealed, monkeypatch) -> None:
    assert run("rotate", "--as", "security", monkeypatch=monkeypatch) == {"rotated": 0}
    rotated = run("rotate", "--all", "--as", "security", monkeypatch=monkeypatch)
    assert rotated["rotated"] >= 1
    resealed = run("reseal", "--as", "leader", monkeypatch=monkeypatch)
    assert resealed["resealed"] >= 1
    assert run("reseal", "--as", "leader", monkeypatch=monkeypatch) == {"resealed": 0}


@pytest.mark.parametrize(
    "arguments", [("rotate", "--as", "office"), ("rotate",), ("reseal", "--as", "security"), ("backup",)]
)
def test_the_command_refuses_with_a_sentence(cast, sealed, monkeypatch, arguments) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{FICTIONAL_PASSWORD}\n"))
    err = io.StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("keys", *arguments, stderr=err)
    assert stopped.value.code == 2
    assert "Traceback" not in err.getvalue()
    assert len(key_folder.load(name(cast)).pairs) == 1
