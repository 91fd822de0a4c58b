"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings

from tests.cast import Cast, Everybody, assemble
from xuncha.sealed.envelope import Opener
from xuncha.trust import key_folder, keyring, pocket, vault
from xuncha.trust.models import Account
from xuncha.trust.refusal import NoKey

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session", autouse=True)
def _key() -> None:
    vault.create_key()


@pytest.fixture(autouse=True)
def _everybody_logged_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Outside a browser everybody has logged in, and whoever got a role has been handed its keys by a colleague since.

    A test marked ``keys`` does without: it tests just that.
    """
    if request.node.get_closest_marker("keys"):
        yield
        return
    opener_of = keyring.opener_of

    def after_a_colleague_logged_in(name: str) -> Opener:
        try:
            return opener_of(name)
        except NoKey:
            stored = key_folder.load(name)
            if stored is None or not stored.wraps:
                raise
            with pocket.acting(UUID(next(iter(stored.wraps)))):
                keyring.hand_over_one(name)
            return opener_of(name)

    # the one compartment whose name is the same in every test: its holders went with the test before
    key_folder._path("office").unlink(missing_ok=True)
    monkeypatch.setattr(keyring, "opener_of", after_a_colleague_logged_in)
    with pocket.using(Everybody()):
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
