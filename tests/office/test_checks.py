"""``xuncha check --deploy`` is clean as shipped, and finds what was left open or changed."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.checks import ERROR
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import override_settings

from tests.office.tls import tls_settings
from xuncha.management.commands import serve
from xuncha.office import checks, release
from xuncha.office.command import Stop
from xuncha.office.serving import too_open, ways

COMMAND = Path(sys.executable).with_name("xuncha")
HOSTS = ["127.0.0.1", "localhost"]


@pytest.fixture(autouse=True)
def _no_word_of_the_browser_s_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """They allow Django in an event loop by a variable of the process, which no office sets."""
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)


def checked() -> str:
    """What the check for deployment says; raises SystemCheckError for a warning."""
    said = StringIO()
    call_command("check", deploy=True, fail_level="WARNING", stdout=said, stderr=said)
    return said.getvalue()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder that is readable by its owner alone."""
    tmp_path.chmod(0o700)
    (tmp_path / "keys").mkdir(mode=0o700)
    (tmp_path / "keys" / "session.key").write_text(secrets.token_urlsafe(48))
    (tmp_path / "keys" / "session.key").chmod(0o600)
    return tmp_path


def run(home: Path, *words: str, **around: str) -> subprocess.CompletedProcess[str]:
    told = {name: value for name, value in os.environ.items() if not name.startswith("XUNCHA_")}
    told |= {"XUNCHA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "xuncha.office.settings", **around}
    return subprocess.run([COMMAND, *words], env=told, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "around", [{}, {"XUNCHA_TLS": "1", "XUNCHA_HOSTS": "xuncha.county"}], ids=["this machine", "https"]
)
def test_the_shipped_settings_pass_the_check_for_deployment(home: Path, around: dict[str, str]) -> None:
    done = run(home, "check", "--deploy", "--fail-level", "WARNING", **around)
    assert (done.returncode, done.stdout.strip().split("(")[0]) == (
        0,
        "System check identified no issues ",
    ), done.stderr


def test_a_name_of_the_network_without_https_fails_the_check(home: Path) -> None:
    done = run(home, "check", "--deploy", XUNCHA_HOSTS="xuncha.county")
    assert done.returncode == 1
    assert "xuncha.E001" in done.stderr


def test_without_https_the_office_is_not_opened_to_the_network(home: Path) -> None:
    done = run(home, "serve", "--listen", "0.0.0.0:8765")
    assert done.returncode == 1
    assert "没有配置 https，不能在 0.0.0.0 对外开放" in done.stderr


@pytest.mark.parametrize("listen", ["127.0.0.1:8000", "localhost:1", "[::1]:80"])
def test_this_machine_is_answered_without_https(listen: str) -> None:
    assert too_open(listen) is None


def test_the_scheme_is_believed_from_this_machine_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "trusted_proxy" not in ways("127.0.0.1:1")
    with override_settings(**tls_settings(monkeypatch, tmp_path)):
        told = ways("127.0.0.1:1")
    assert (told["trusted_proxy"], told["trusted_proxy_headers"]) == ("127.0.0.1", "x-forwarded-proto")
    assert told["clear_untrusted_proxy_headers"] is True


def test_keys_that_others_may_read_are_named(home: Path, settings: object) -> None:
    settings.XUNCHA_HOME, settings.XUNCHA_KEYS, settings.ALLOWED_HOSTS = home, home / "keys", HOSTS
    settings.SECRET_KEY = "x9" + "k2j4h5g6f7d8s9a0qwertyuiopzxcvbnm" * 2
    assert checked() == "System check identified no issues (4 silenced).\n"
    (home / "keys" / "session.key").chmod(0o644)
    with pytest.raises(SystemCheckError, match=r"session\.key"):
        checked()


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """A small released program."""
    (tmp_path / "trust").mkdir()
    (tmp_path / "trust" / "act.py").write_text("right = True\n")
    (tmp_path / "page.html").write_text("<p>")
    release.make(tmp_path)
    return tmp_path


CHANGES: dict[str, tuple[Callable[[Path], object], release.Change]] = {
    "changed": (lambda at: (at / "trust/act.py").write_text("right = False\n"), release.Change("trust/act.py", "changed")),
    "missing": (lambda at: (at / "page.html").unlink(), release.Change("page.html", "missing")),
    "added": (lambda at: (at / "trust/door.py").write_text(""), release.Change("trust/door.py", "added")),
}  # fmt: skip


def test_a_release_is_as_released_and_its_own_byte_code_is_no_change(program: Path) -> None:
    (program / "trust" / "__pycache__").mkdir()
    (program / "trust" / "__pycache__" / "act.pyc").write_bytes(b"x")
    assert release.changes(program) == []


@pytest.mark.parametrize("how", CHANGES)
def test_a_file_that_is_not_as_released_is_named(program: Path, how: str) -> None:
    change, expected = CHANGES[how]
    change(program)
    assert release.changes(program) == [expected]
    assert expected.file in expected.says.zh


def test_a_list_changed_together_with_the_files_shows_by_its_code(program: Path) -> None:
    before = release.code(program)
    (program / "trust" / "act.py").write_text("right = False\n")
    release.make(program)
    assert release.changes(program) == []
    assert release.code(program) != before
    assert len(before.split()) == 8


def test_what_is_no_release_is_not_compared(tmp_path: Path) -> None:
    assert (release.changes(tmp_path), release.code(tmp_path)) == ([], "")


def test_a_changed_program_does_not_start_and_fails_the_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release, "changes", lambda: [release.Change("trust/act.py", "changed")])
    with pytest.raises(Stop) as stopped:
        serve.Command().work(listen="127.0.0.1:1")
    assert (stopped.value.code, stopped.value.says.zh) == (1, "程序文件 trust/act.py 被改动。")
    assert [(one.id, one.level) for one in checks.unchanged(None)] == [("xuncha.E003", ERROR)]
