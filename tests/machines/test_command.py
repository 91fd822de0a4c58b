"""``xuncha bundle`` at the office: each step asks for account and password, and speaks in sentences."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.cast import Cast
from tests.machines.conftest import Out
from tests.machines.double import Double
from xuncha.machines import identity
from xuncha.machines.core import receipts
from xuncha.machines.core.receipts import WIPED, Receipt
from xuncha.machines.models import Carriage, Machine
from xuncha.office import command
from xuncha.sealed.suites import INTL
from xuncha.trust import clock
from xuncha.trust.access import whole
from xuncha.trust.actions.enter import FICTIONAL_PASSWORD


@pytest.fixture(autouse=True)
def _typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "asked", lambda what: FICTIONAL_PASSWORD)


def bundle(*words: str, code: int = 0) -> str:
    """What the command prints; it must end with ``code``."""
    out = io.StringIO()
    try:
        call_command("bundle", *words, stdout=out, stderr=out)
        ended = 0
    except SystemExit as end:
        ended = int(end.code or 0)
    assert ended == code, out.getvalue()
    return out.getvalue()


@pytest.mark.django_db
def test_introduce_tells_the_line_and_the_fingerprint() -> None:
    said = bundle("introduce")
    assert identity.own().told.text() in said
    assert identity.own().told.fingerprint in said


@pytest.mark.django_db
def test_register_and_out_write_a_file_named_by_its_number_and_the_slip(cast: Cast, tmp_path: Path) -> None:
    double, line = Double(), tmp_path / "m.txt"
    line.write_text(double.told.text() + "\n")
    bundle("register", str(line), "--label", "一号机", "--as", "office")
    said = bundle(
        "out", "--machine", "一号机", "--inspection", cast.inspection.title, "--people", "leader", "member",
        "--carrier", "member", "--to", str(tmp_path), "--as", "office",
    )  # fmt: skip
    carriage = whole(Carriage, "test").get()
    assert f"编号：{carriage.number}" in said
    double.take_in((tmp_path / f"{carriage.number}.xcb").read_bytes())
    assert double.scope["carrier"] == str(cast.member.pk)


@pytest.mark.django_db
def test_the_way_home(out: Out, tmp_path: Path) -> None:
    out.double.edit("note", out.note.pk, method="visit")
    file = tmp_path / "b.xcb"
    file.write_bytes(out.double.back())
    assert "没有改动任何记录" in bundle("check", str(file), "--as", "office")
    number = whole(Carriage, "test").get(sent=False).number
    assert "还没有经过预审和审核" in bundle("merge", str(file), "--as", "office", code=2)
    assert "带包人不能审核" in bundle("approve", number, "--as", "liaison", code=2)
    bundle("approve", number, "--as", "deputy")
    assert f"已入库：{number}" in bundle("merge", str(file), "--as", "office")
    assert out.fresh().method == "visit"
    assert "接收人签字" in bundle("slip", number, "--as", "office")
    receipt = bundle("receipt", "--machine", "一号机", "--as", "office").strip()
    holds = bytes.fromhex(identity.own().told.sign_key)
    assert (
        receipts.read(receipt, receipts.MERGED, lambda said, by: INTL.verify(holds, said, by)).bundle
        == number
    )
    wiped = Receipt(WIPED, out.double.known_as, number, clock.today(), 9)
    line = wiped.line(lambda said: INTL.sign(out.double.secret, said))
    assert "已登记擦除" in bundle("wiped", "--machine", "一号机", "--receipt", line, "--as", "office")
    assert whole(Machine, "test").get().state == Machine.WIPED


@pytest.mark.django_db
def test_a_wipe_receipt_that_the_machine_did_not_sign_is_none(out: Out) -> None:
    forged = Receipt(WIPED, out.double.known_as, "TEST-0001", clock.today(), 9)
    line = forged.line(lambda said: INTL.sign(Double().secret, said))
    assert "这不是有效的回执" in bundle(
        "wiped", "--machine", "一号机", "--receipt", line, "--as", "office", code=2
    )
    assert whole(Machine, "test").get().state == Machine.OUT


@pytest.mark.django_db
def test_the_office_s_own_system_is_not_wiped(out: Out, tmp_path: Path) -> None:
    line = Receipt("xuncha-merged-1", "a1b2c3d4", "TEST-0001", clock.today(), 0).line(
        lambda said: INTL.sign(identity.own().secret, said)
    )
    said = bundle("wipe", "--receipt", line, "--to", str(tmp_path), "--as", "leader", "--yes", code=2)
    assert "不能擦除" in said
    assert whole(Machine, "test").count() == 1


@pytest.mark.django_db
def test_revoke_and_a_wrong_password(out: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "asked", lambda what: "not this")
    bundle("revoke", "--machine", "一号机", "--as", "office", code=2)
    assert whole(Machine, "test").get().state == Machine.OUT
    monkeypatch.setattr(command, "asked", lambda what: FICTIONAL_PASSWORD)
    bundle("revoke", "--machine", "一号机", "--as", "office")
    assert whole(Machine, "test").get().state == Machine.REVOKED


@pytest.mark.django_db
def test_an_office_in_use_takes_no_other_office(cast: Cast, tmp_path: Path) -> None:
    told = Double().told
    said = bundle("trust", told.text(), "--fingerprint", told.fingerprint, code=2)
    assert "本机已经在用" in said
    assert "指纹不符" in bundle("trust", told.text(), "--fingerprint", "0000", code=2)
    assert whole(Machine, "test").count() == 0
