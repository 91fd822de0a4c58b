"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings

from tests.cast import Cast, assemble
from xuncha.trust import vault
from xuncha.trust.models import Account

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session", autouse=True)
def _key() -> None:
    vault.create_key()


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
