"""首次启用: held once, on paper; three administrators in force, the office waits for two signatures, shares that join by two."""

from __future__ import annotations

import io
from itertools import combinations
from pathlib import Path

import docx
import pytest
from django.core.management import call_command
from django.test import Client

from xuncha.sealed import shares
from xuncha.sealed.envelope import Opener, open_envelope, seal
from xuncha.stewards.ceremony import Held, hold, sheets
from xuncha.trust import key_folder, vault
from xuncha.trust.access import whole
from xuncha.trust.actions.first_start import SEATS, Named, admit_office, begin
from xuncha.trust.actions.grants import authorise_grants
from xuncha.trust.core.roles import ADMINISTRATORS, Role
from xuncha.trust.models import Account, Entry, Grant, sight_of
from xuncha.trust.models.grants import FIRST_START, on_trial
from xuncha.trust.refusal import Refusal

pytestmark = pytest.mark.django_db
TABLE = {role: Named(f"login-{role.value}", f"某{role.called.zh}") for role in SEATS}
KEEPERS = ("办公室", "纪委", "机要")


@pytest.fixture(autouse=True)
def own_keys(settings, tmp_path: Path) -> None:
    """A key folder of its own: an office that has not begun."""
    settings.XUNCHA_KEYS = tmp_path / "keys"
    vault.create_key()


@pytest.fixture
def held() -> Held:
    return hold(TABLE, KEEPERS)


def test_three_administrators_are_in_office_and_the_office_still_waits(held: Held) -> None:
    seated = held.begun.seated
    assert {role: sight_of(one).wide for role, one in seated.items()} == {
        **{role: frozenset({role}) for role in ADMINISTRATORS}, Role.OFFICE: frozenset(),
    }  # fmt: skip
    assert set(Grant.objects.values_list("basis", "ceremony")) == {(FIRST_START, True)}


def test_the_offices_first_grant_takes_both_administrators(held: Held) -> None:
    seated = held.begun.seated
    waiting = Grant.objects.get(account=seated[Role.OFFICE])
    with pytest.raises(Refusal):
        authorise_grants(by=seated[Role.SECURITY], grants=[waiting])
    admit_office(seated)
    now = Grant.objects.get(pk=waiting.pk)
    assert (now.requested_by, now.created_by, now.authorised_by) == (
        None,
        seated[Role.SYSTEM],
        seated[Role.SECURITY],
    )
    assert sight_of(Account.objects.get(pk=now.account_id)).wide == {Role.OFFICE}


def test_it_happens_once(held: Held) -> None:
    with pytest.raises(Refusal) as no:
        begin({role: Named(f"again-{role.value}", "又") for role in SEATS})
    assert (no.value.code, Account.objects.count()) == ("begun", len(SEATS))


def test_nobody_sits_on_two_seats() -> None:
    with pytest.raises(Refusal) as no:
        begin({role: Named("same", "同") for role in SEATS})
    assert (no.value.code, Account.objects.count(), Grant.objects.count()) == ("one-login", 0, 0)


def test_any_two_shares_open_what_the_recovery_lock_sealed_and_one_does_not(held: Held) -> None:
    lock = key_folder.recovery()
    box = seal(lock, "place", b"a key")
    parts = [shares.from_digits(one) for one in held.digits]
    for pair in combinations(parts, 2):
        assert open_envelope(Opener(lock, shares.join(pair)), "place", box) == b"a key"
    with pytest.raises(shares.CannotJoin):
        shares.join(parts[:1])


def test_the_shares_are_kept_nowhere_but_on_paper(held: Held) -> None:
    secret = shares.join([shares.from_digits(one) for one in held.digits[:2]])
    kept = b"".join(one.read_bytes() for one in key_folder.folder().rglob("*") if one.is_file())
    assert (secret in kept, secret.hex().encode() in kept) == (False, False)


def words(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_each_secret_is_on_its_own_sheet_alone(held: Held) -> None:
    told = {name: words(content) for name, content in sheets(held).items()}
    record, slips, *keepers = told.values()
    assert [code in slips for code in held.begun.codes.values()] == [True] * 4
    assert [code in record for code in held.begun.codes.values()] == [False] * 4
    for number, digits in enumerate(held.digits):
        assert [digits.split()[0] in one for one in keepers] == [n == number for n in range(3)]
        assert digits.split()[0] not in record + slips


def test_no_file_name_holds_a_person(held: Held) -> None:
    names = "".join(sheets(held))
    assert [one.name in names or one.login in names for one in TABLE.values()] == [False] * 4


def test_codes_are_hashed_and_the_journal_holds_none(held: Held) -> None:
    kept = "".join(whole(Entry, "no code is in the journal").values_list("body", flat=True))
    plain = [code.replace(" ", "") for code in held.begun.codes.values()]
    assert [one in kept for one in plain] == [False] * 4


def test_a_trial_is_marked_on_every_page(cast_of_trial: dict[Role, Account]) -> None:
    assert on_trial()
    client = Client()
    assert "试用 · 一人兼任" in client.get("/login/").content.decode()
    client.force_login(cast_of_trial[Role.AUDIT])
    assert "试用 · 一人兼任" in client.get("/").content.decode()


@pytest.fixture
def cast_of_trial() -> dict[Role, Account]:
    return begin(TABLE, trial=True).seated


def test_real_work_is_not_marked_as_a_trial(held: Held) -> None:
    assert "试用 · 一人兼任" not in Client().get("/login/").content.decode()


def test_a_trial_keeps_the_roles_apart_all_the_same(cast_of_trial: dict[Role, Account]) -> None:
    admit_office(cast_of_trial)
    held = {role: sight_of(Account.objects.get(pk=one.pk)).wide for role, one in cast_of_trial.items()}
    assert held == {role: frozenset({role}) for role in SEATS}


def test_the_command_writes_the_sheets_for_the_owner_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    seats = {role.value: f"{one.login}:{one.name}" for role, one in TABLE.items()}
    stick = tmp_path / "stick"
    stick.mkdir()
    call_command("first", to=str(stick), **seats)
    made = sorted(stick.iterdir())
    assert [one.name for one in made] == [
        "1 首次启用记录.docx", "2 登录码.docx", "3 恢复码1.docx", "3 恢复码2.docx", "3 恢复码3.docx",
    ]  # fmt: skip
    assert {one.stat().st_mode & 0o777 for one in made} == {0o600}


def test_the_command_refuses_a_second_start_and_a_missing_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    with pytest.raises(SystemExit):
        call_command("first", to=str(tmp_path / "none"), trial=True)
    assert Account.objects.count() == 0
    call_command("first", trial=True)
    assert Account.objects.count() == 4
    with pytest.raises(SystemExit):
        call_command("first", trial=True)
    assert "已经启用过了" in capsys.readouterr().err
