"""Every watchman finds nothing in the house, and finds the breach that is planted for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house import watch

LAWS: dict[Callable[..., list[str]], tuple[str, str]] = {
    watch.heavy_away_from_home: ("letters/core/read.py", "import duckdb\n"),
    watch.doors_beside_the_door: ("letters/pages/list.py", "rows = Letter.objects.all()\n"),
    watch.logic_in_save_or_signals: ("letters/models.py", "class A:\n    def save(self):\n        pass\n"),
    watch.transactions_elsewhere: ("letters/actions/do.py", "with transaction.atomic():\n    pass\n"),
    watch.clocks_and_files_in_core: (
        "letters/core/due.py",
        "from datetime import date\nday = date.today()\n",
    ),
    watch.nameless_rooms: ("letters/utils.py", ""),
    watch.outgrown: ("letters/core/long.py", "x = 1\n" * (watch.LONGEST_FILE + 1)),
    watch.network_clients: ("letters/actions/send.py", "import urllib.request\n"),
    watch.code_from_data: ("letters/core/run.py", "import pickle\n"),
    watch.generic_keys: (
        "letters/models.py",
        "from django.contrib.contenttypes.fields import GenericForeignKey\n",
    ),
}


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_house_keeps_the_law(law: Callable[..., list[str]]) -> None:
    assert law() == []


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_the_watchman_sees_a_planted_breach(law: Callable[..., list[str]], tmp_path: Path) -> None:
    name, text = LAWS[law]
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    assert len(law(tmp_path)) == 1


@pytest.mark.parametrize(
    "leak",
    [
        "f = forms.ModelForm",
        "f = ModelChoiceField()",
        "get_object_or_404(Letter)",
        "Letter._default_manager",
        "whole(Letter, 'x')",
    ],
)
def test_each_way_past_the_door_is_seen(leak: str, tmp_path: Path) -> None:
    file = tmp_path / "letters" / "pages" / "leak.py"
    file.parent.mkdir(parents=True)
    file.write_text(leak + "\n", encoding="utf-8")
    assert len(watch.doors_beside_the_door(tmp_path)) == 1


def test_every_use_of_the_whole_names_its_reason() -> None:
    assert [one for one in watch.whole_uses() if "(no reason)" in one and "trust/access.py" not in one] == []
