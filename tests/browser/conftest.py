"""A browser and an office for it to look at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import DatabaseError
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.browser.chromium import chromium, found
from tests.cast import Cast, assemble
from tests.trust.guards import lift
from xuncha.trust.models import Account


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if found() is None:
        pytest.skip("no Chromium is installed here")
    # Playwright keeps an event loop in this thread; Django's own calls here are made between its steps.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with chromium() as one:
        yield one


@pytest.fixture(autouse=True)
def _windows_are_closed(request: pytest.FixtureRequest) -> Iterator[None]:
    """A window left open goes on working beside the next test."""
    yield
    if "browser" in request.fixturenames:
        for context in request.getfixturevalue("browser").contexts:
            context.close()


@pytest.fixture
def unguarded(transactional_db: None) -> Iterator[None]:
    """Lets the test's own cleaning empty the journal, which is otherwise append-only."""
    yield
    lift()


@pytest.fixture
def county(unguarded: None, settings: object) -> Cast:
    """The small cast as a demo, so that the log-in page lists its accounts."""
    settings.XUNCHA_DEMO = True
    cast = assemble()
    Account.objects.update(fictional=True)
    return cast


@pytest.fixture
def address(live_server: LiveServer, county: Cast) -> str:
    """Where the small cast's office is served."""
    return live_server.url.replace("localhost", "127.0.0.1")


@pytest.fixture(scope="session", autouse=True)
def _threads_of_the_server_end_quietly() -> Iterator[None]:
    """They end after the database in memory ceased to be shared and must not close it; that says nothing of the office."""
    close = ThreadedWSGIServer._close_connections

    def close_what_is_its_own(server: ThreadedWSGIServer) -> None:
        with suppress(DatabaseError):
            close(server)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ThreadedWSGIServer, "_close_connections", close_what_is_its_own)
        yield
