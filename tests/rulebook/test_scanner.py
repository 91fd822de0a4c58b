"""A scanner of the office's own: what it finds is refused, and where it does not answer nothing is taken."""

from __future__ import annotations

import io
import shlex
import sys

import pytest

from tests.base.uploads.files import pdf
from tests.cast import Cast
from xuncha.papers.actions.attach import attach
from xuncha.papers.models import Attachment
from xuncha.rulebook.scanner import scan
from xuncha.rulebook.uploads import EVERY, judged
from xuncha.trust.access import whole
from xuncha.trust.refusal import Refusal

pytestmark = pytest.mark.django_db


def scanner(ending: str) -> str:
    """A command that reads a file and ends as told; ``seen`` is what it read."""
    program = f"import sys; seen = sys.stdin.buffer.read(); {ending}"
    return f"{shlex.quote(sys.executable)} -c {shlex.quote(program)}"


FINDS = scanner("sys.exit(1 if b'BAD' in seen else 0)")
BROKEN = {
    "fails": scanner("sys.exit(2)"),
    "is not there": "/no/such/scanner -",
    "is killed": scanner("import os; os.kill(os.getpid(), 9)"),
    "is no command": "'",
}


def test_without_a_scanner_nothing_is_asked(settings: object) -> None:
    settings.XUNCHA_SCANNER = ""
    scan(io.BytesIO(b"BAD"))


def test_what_the_scanner_finds_is_refused_and_not_kept(cast: Cast, settings: object) -> None:
    settings.XUNCHA_SCANNER = FINDS
    with pytest.raises(Refusal) as no:
        attach(by=cast.office, name="a.txt", content="文字 BAD".encode(), audience="office")
    assert no.value.code == "upload.virus"
    assert whole(Attachment, "a test counts").count() == 0


def test_what_is_clean_passes(settings: object) -> None:
    settings.XUNCHA_SCANNER = FINDS
    content = pdf()
    assert judged("a.pdf", content, EVERY).kind.key == "pdf"


@pytest.mark.parametrize("how", BROKEN)
def test_a_scanner_that_does_not_answer_lets_nothing_in(how: str, settings: object) -> None:
    settings.XUNCHA_SCANNER = BROKEN[how]
    with pytest.raises(Refusal) as no:
        judged("a.pdf", pdf(), EVERY)
    assert no.value.code == "upload.unscanned"
