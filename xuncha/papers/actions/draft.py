"""拟稿: freeze facts in a form. 修改: freeze them anew while the paper is a draft."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from xuncha.base.words import Sentence
from xuncha.papers.actions._step import ready
from xuncha.papers.core.form import Form
from xuncha.papers.core.forms import UnknownForm, form_named
from xuncha.papers.core.freeze import NotPlain, facts_code, freeze
from xuncha.papers.models import AUDIENCES, Paper
from xuncha.trust import vault
from xuncha.trust.access import whole
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import INSIDE
from xuncha.trust.refusal import Refusal


@action("papers.draft", roles=INSIDE, where="anywhere", says=Sentence("拟制文书", "draft a paper"))
def draft_paper(
    act: Act,
    *,
    form: str,
    facts: Mapping[str, Any],
    title: str = "",
    inspection_id: UUID | None = None,
    organisation_id: UUID | None = None,
    about_id: UUID | None = None,
) -> Paper:
    """A new paper in the form `form` with its facts frozen. Raises Refusal for an unknown form or unfit facts.

    `title` is what lists and file names show (by default the form's): it may name the addressed body, never a person.
    `organisation_id` is the body that gets it and whose contact sees it once it is delivered; `about_id` whatever it
    was made from. Who sees it inside is said by the form.
    """
    kind = _kind(form)
    act.need(AUDIENCES[kind.audience], inspection_id)
    last = whole(Paper, "papers are numbered through the whole office").order_by("-serial").first()
    paper = Paper(
        form=form, serial=last.serial + 1 if last else 1, title=(title or kind.title.zh)[:120],
        inspection_id=inspection_id, organisation_id=organisation_id, about_id=about_id, audience=kind.audience,
        leaves_team=kind.leaves_team, drafted_on=act.today, drafted_by=act.by,
    )  # fmt: skip
    frozen = _frozen(facts)
    paper.code = code_of(paper, frozen)
    act.seal(paper, "facts", frozen)
    return act.add(paper, form=form)


@action("papers.redraft", roles=INSIDE, where="anywhere", says=Sentence("修改文书草稿", "redraft a paper"))
def redraft_paper(act: Act, *, paper: Paper, facts: Mapping[str, Any], version: int | None = None) -> Paper:
    """Freeze new facts in a draft; its code changes. Raises Refusal past the draft, Stale."""
    now, _ = ready(act, paper, "redraft")
    frozen = _frozen(facts)
    read_at = now.version if version is None else version
    return act.change(
        now, read_at, facts=vault.seal(now, "facts", frozen), code=code_of(now, frozen), noting="redrafted"
    )


def code_of(paper: Paper, frozen: str) -> str:
    """The keyed code of frozen facts: without this office's key nobody can test a guess against it."""
    key = vault.token("papers.code", paper.form, vault.compartment_of(paper))
    return facts_code(paper.form, json.loads(frozen), key.encode())


def _kind(form: str) -> Form:
    try:
        return form_named(form)
    except UnknownForm as unknown:
        raise Refusal("form", unknown.says) from None


def _frozen(facts: Mapping[str, Any]) -> str:
    try:
        return freeze(facts)
    except NotPlain as unfit:
        raise Refusal("facts", unfit.says) from None
