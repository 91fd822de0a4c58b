"""Keep, take and drop the draft of a form."""

from __future__ import annotations

import json

from xuncha.base.words import Sentence
from xuncha.desk.models import Draft
from xuncha.trust import clock
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import EVERYONE


@action(
    "draft.keep",
    roles=EVERYONE,
    where="anywhere",
    says=Sentence("暂存未提交的表单", "keep an unfinished form"),
    reads=True,
)
def keep_draft(act: Act, *, key: str, body: dict[str, list[str]]) -> Draft:
    """Keep the fields of a form under ``key`` (the form's address); an older draft of it is replaced."""
    draft = act.see(Draft).filter(key=key).first() or Draft(account=act.by, key=key)
    draft.saved_at = clock.now()
    act.seal(draft, "body", json.dumps(body, ensure_ascii=False))
    draft.save()
    return draft


@action(
    "draft.take",
    roles=EVERYONE,
    where="anywhere",
    says=Sentence("取回暂存的表单", "take up an unfinished form"),
    reads=True,
)
def take_draft(act: Act, *, key: str) -> dict[str, list[str]] | None:
    """The fields kept under ``key``, or None."""
    draft = act.see(Draft).filter(key=key).first()
    return json.loads(act.open([draft], "body")[0]["body"]) if draft else None


@action(
    "draft.drop",
    roles=EVERYONE,
    where="anywhere",
    says=Sentence("删除暂存的表单", "drop an unfinished form"),
    reads=True,
)
def drop_draft(act: Act, *, key: str) -> None:
    """Forget the draft: the form was saved."""
    act.see(Draft).filter(key=key).delete()
