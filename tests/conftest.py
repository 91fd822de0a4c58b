"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from tests.cast import Cast, Everybody, assemble
from xuncha.sealed.envelope import Lock, Opener
from xuncha.trust import key_folder, keyring, pocket, vault
from xuncha.trust.models import Account
from xuncha.trust.pocket import Pocket
from xuncha.trust.refusal import NoKey

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
OPENER_OF = keyring.opener_of
DATA = Path(__file__).parents[2] / "shared" / "data"


LONG = (
    "test_demo",
    "privacy",
    "test_alone",
    "test_methods",
    "test_backup",
    "test_one_percent",
    "test_round",
    "test_pages",
)
"""Files and folders that take longest: they begin, so that no process is left with one of them at the end."""


class Together(LoadFileScheduling):
    """A file stays in one process; so do all tests of privacy, whose world takes a minute to build."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        return "privacy" if "/privacy/" in file else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    return Together(config, log)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first."""
    items.sort(
        key=lambda item: next(
            (n for n, one in enumerate(LONG) if one in {item.path.stem, item.path.parent.name}), len(LONG)
        )
    )


@pytest.fixture(scope="session", autouse=True)
def _everybody_logged_in() -> Iterator[None]:
    """Outside a browser everybody has logged in, and whoever got a role has been handed its keys by a colleague since."""
    vault.create_key()
    opener_of, lock_of = keyring.opener_of, keyring.lock_of

    def after_a_colleague_logged_in(name: str, sealed: bytes = b"") -> Opener:
        try:
            return opener_of(name, sealed)
        except NoKey:
            stored = key_folder.load(name)
            if stored is None or not stored.newest.wraps:
                raise
            with pocket.acting(UUID(next(iter(stored.newest.wraps)))):
                keyring.hand_over_one(name)
            return opener_of(name, sealed)

    def of_this_test(name: str) -> Lock:
        """The office's compartment has the same name in every test; its holders went with the test before."""
        if name == vault.OFFICE and key_folder._path(name).exists():
            holders = key_folder.load(name).newest.wraps
            if not Account.objects.filter(pk__in=holders).exists():
                key_folder._path(name).unlink()
        return lock_of(name)

    with pytest.MonkeyPatch.context() as patch, pocket.using(Everybody()):
        patch.setattr(keyring, "opener_of", after_a_colleague_logged_in)
        patch.setattr(keyring, "lock_of", of_this_test)
        yield


@pytest.fixture(autouse=True)
def _nobody_logged_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test marked ``keys`` does without: who logs in and who hands a key over is what it tests."""
    if request.node.get_closest_marker("keys"):
        monkeypatch.setattr(keyring, "opener_of", OPENER_OF)
        with pocket.using(Pocket()):
            yield
    else:
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """A small county with one open inspection and an account of every role."""
    return assemble()


@pytest.fixture
def enter() -> Callable[[Account], Client]:
    """A browser that is logged in as an account."""

    def as_account(account: Account) -> Client:
        client = Client()
        client.force_login(account)
        return client

    return as_account


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of public data beside the checkout; skips where it is absent."""
    if not DATA.is_dir():
        pytest.skip("the public data is not beside this checkout")
    return DATA
