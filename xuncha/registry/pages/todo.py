"""What the registry asks for: pre-filled bodies to be checked, and an empty registry to be filled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.todo import Todo, todos
from xuncha.registry.models import Organisation
from xuncha.trust.access import see
from xuncha.trust.core.roles import OFFICE
from xuncha.trust.models import Account


@todos(OFFICE)
def registry(account: Account, today: date) -> Iterator[Todo]:
    """One line at most: either there is nothing yet, or so many are to be checked."""
    if not see(Organisation, account).exists():
        yield Todo(
            Sentence("还没有登记单位，请导入县情登记工作簿", "no bodies yet: import the county workbook"),
            reverse("registry-upload"),
        )
        return
    count = see(Organisation, account).filter(to_check=True).count()
    if count:
        yield Todo(
            Sentence(f"有 {count} 个预填的单位、党组织待核对", f"{count} pre-filled bodies to be checked"),
            reverse("registry-organisations") + "?to_check=on",
        )
