"""The suite for new keys is a setting; the national one waits for a certified module, and then carries a letter."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cast import Cast, account, grant
from tests.sealed.soft_sm2 import plugged_in
from xuncha.letters.models import Letter
from xuncha.sealed.gm import GM
from xuncha.sealed.suites import INTL
from xuncha.trust import chosen_suite, key_folder, vault
from xuncha.trust.core.compartments import of_inspection
from xuncha.trust.core.roles import Role
from xuncha.trust.models import AccountKey
from xuncha.trust.refusal import Refusal

pytestmark = pytest.mark.django_db


def a_letter(cast: Cast) -> Letter:
    return Letter(inspection=cast.inspection, serial=1, channel="box", received_on=date(2026, 11, 1))


def test_the_international_suite_is_the_default() -> None:
    assert chosen_suite.chosen() == INTL.number


def test_the_national_suite_without_a_module_is_refused_and_no_key_is_made(cast: Cast, settings) -> None:
    settings.XUNCHA_SUITE = "GM"
    with pytest.raises(Refusal, match="密码模块"):
        vault.seal(a_letter(cast), "text", "word")
    assert key_folder.load(of_inspection("letters", cast.inspection.pk)) is None


def test_a_file_that_comes_is_in_pieces_of_the_suite_that_is_named_with_or_without_a_module(settings) -> None:
    settings.XUNCHA_SUITE = "GM"
    coming = vault.sealing()
    coming.write(b"abc")
    assert (coming.done().suite, vault.stream_of(b"abc").suite) == (GM.number, GM.number)


def test_an_unknown_suite_is_refused_in_words(settings) -> None:
    settings.XUNCHA_SUITE = "ROT13"
    with pytest.raises(Refusal, match="ROT13"):
        chosen_suite.chosen()


def test_with_a_module_accounts_and_compartments_have_keys_of_the_national_suite(
    cast: Cast, settings
) -> None:
    settings.XUNCHA_SUITE = "GM"
    with plugged_in():
        late = account("late", "副组长")
        grant(late, Role.DEPUTY, inspection=cast.inspection.pk)
        letter = a_letter(cast)
        letter.text = vault.seal(letter, "text", "原文")
        assert AccountKey.objects.get(account=late).suite == GM.number
        assert bytes(letter.text)[:2] == bytes((2, GM.number))
        assert vault.open_bytes(letter, "text").decode() == "原文"


def test_the_module_that_the_settings_name_is_plugged_in(settings) -> None:
    settings.XUNCHA_SM2 = "tests.sealed.soft_sm2.SoftSm2"
    try:
        chosen_suite.plug_in()
        assert GM.sm2.name == "gmalg"
    finally:
        GM.plug(None)
