"""Every page that takes a file puts it through the gate; a refusal changes nothing and is journalled by its reason alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.base.uploads.files import EICAR, docx, packed, pdf, xlsx
from tests.cast import Cast
from xuncha.desk.page import PAGES
from xuncha.rulebook.actions.load_defaults import load_defaults
from xuncha.rulebook.models import RuleRecord
from xuncha.rulebook.uploads import EVERY, TABLES, judged
from xuncha.trust.access import Restricted, whole
from xuncha.trust.models import Account, Entry, Row
from xuncha.trust.refusal import Refusal

pytestmark = pytest.mark.django_db
HOUSE = Path(__file__).parents[2] / "xuncha"
GATE = "rulebook/uploads.py"
MARKED = "【机密】某单位某人问题.xlsx"

#: Pages that read a file at once: who sends it, where, and what else the form needs.
TABLE_PAGES: dict[str, tuple[str, Callable[[Cast], str], dict[str, str]]] = {
    "letters-bring": ("petition", lambda c: f"/inspections/{c.inspection.pk}/letters/import/", {"channel": "post", "day": "2026-11-20"}),
    "interviews-bring": ("member", lambda c: f"/inspections/{c.inspection.pk}/interviews/import/", {}),
    "screening-books": ("member", lambda c: f"/inspections/{c.inspection.pk}/books/", {"do": "load"}),
    "screening-tenders": ("member", lambda c: f"/inspections/{c.inspection.pk}/tenders/", {"do": "load"}),
    "teams-upkeep": ("office", lambda c: "/teams/upkeep/training/", {"do": "file"}),
    "registry-upload": ("office", lambda c: "/registry/upload/", {}),
    "rounds-plan": ("office", lambda c: "/coverage/plan/", {"do": "read"}),
}  # fmt: skip
BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "virus": ("表.csv", lambda: EICAR, "文件被识别为病毒样本"),
    "macro": ("表.xlsx", lambda: packed({"xl/vbaProject.bin": b"x"}, xlsx()), "文件带有宏"),
    "secret": (MARKED, xlsx, "文件带有国家秘密标志"),
    "not-wanted": ("表.pdf", pdf, "这里不收"),
    "bomb": ("表.xlsx", lambda: packed({"xl/media/zeros.bin": bytes(100 << 20)}, xlsx()), "大得不正常"),
}  # fmt: skip


def standing() -> dict[str, int]:
    """How many rows of each kind there are, but for the journal and what the refused person's own session holds."""
    models = [one for one in apps.get_models() if issubclass(one, Row | Restricted) and one is not Entry]
    return {
        one.__name__: whole(one, "a test counts").count()
        if issubclass(one, Restricted)
        else one._default_manager.count()
        for one in models
        if one.__name__ not in {"Sitting", "ChainHead"}
    }


@pytest.mark.parametrize("code", BAD)
@pytest.mark.parametrize("page", TABLE_PAGES)
def test_a_bad_table_is_refused_at_its_field(
    page: str, code: str, cast: Cast, enter: Callable[[Account], Client]
) -> None:
    who, where, fields = TABLE_PAGES[page]
    name, make, says = BAD[code]
    client, before = enter(getattr(cast, who)), standing()
    answer = client.post(where(cast), {**fields, "file": SimpleUploadedFile(name, make())})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert standing() == before
    last = whole(Entry, "a test reads the journal").order_by("-seq")[0]
    assert (last.verb, last.refused, last.actor) == ("file.refused", f"upload.{code}", getattr(cast, who).pk)
    assert "机密" not in last.body
    assert name not in answer.content.decode()


def test_no_page_takes_a_file_past_the_gate() -> None:
    """A plain FileField stands in the gate's own module alone, and pages reach files through their forms."""
    found = []
    for path in sorted(HOUSE.rglob("*.py")):
        name = path.relative_to(HOUSE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in {"FileField", "ImageField"} and name != GATE:
                found.append(f"{name}:{node.lineno} {node.attr}")
            if isinstance(node, ast.Subscript) and ast.unparse(node.value).endswith("request.FILES"):
                found.append(f"{name}:{node.lineno} request.FILES[…]")
    assert found == []


def test_every_page_with_a_table_field_is_tried_here() -> None:
    users = {
        path.relative_to(HOUSE).parts[0]
        for path in HOUSE.rglob("*.py")
        if re.search(r"\b(Table|Books)Field\(", path.read_text(encoding="utf-8"))
        and path.relative_to(HOUSE).as_posix() != GATE
    }
    assert users == {name.split("-")[0] for name in TABLE_PAGES}
    assert set(TABLE_PAGES) <= set(PAGES)


def test_the_office_sets_the_limits_itself(cast: Cast) -> None:
    load_defaults(by=cast.office)
    record = RuleRecord.objects.get(key="uploads.limits")
    RuleRecord.objects.filter(pk=record.pk).update(value={**record.value, "entries": 3})
    with pytest.raises(Refusal) as no:
        judged("a.docx", docx(), EVERY)
    assert no.value.code == "upload.entries"


def test_a_refusal_says_what_to_do_and_holds_nothing_of_the_file(cast: Cast) -> None:
    with pytest.raises(Refusal) as no:
        judged(MARKED, xlsx(), TABLES)
    assert no.value.code == "upload.secret"
    assert "某人" not in str(no.value) + str(no.value.says) + str(no.value.remedy)
    assert "移除" in no.value.remedy.zh
