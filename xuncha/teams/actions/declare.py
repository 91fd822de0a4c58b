"""Record what a cadre declares for recusal; the text is sealed, the tie itself is what the rules use."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.registry.models import Organisation
from xuncha.teams.models import Cadre, RecusalFact
from xuncha.trust.act import Act, action
from xuncha.trust.core.roles import OFFICE


@action("teams.declare", roles=OFFICE, says=Sentence("登记回避事实", "record a recusal fact"))
def declare(
    act: Act,
    *,
    cadre: Cadre,
    kind: str,
    organisation: Organisation | None = None,
    relative: Cadre | None = None,
    text: str = "",
) -> RecusalFact:
    """A tie to a body, or kinship with another cadre of the pool. Raises Refusal when it names neither."""
    if organisation is None and relative is None:
        act.refuse(
            "no-tie",
            Sentence(
                "请选择有关系的单位，或者同在人才库的亲属。", "Choose the body, or the relative in the pool."
            ),
        )
    if relative is not None and relative.pk == cadre.pk:
        act.refuse("self", Sentence("不能与本人登记亲属关系。", "Nobody is one's own relative."))
    row = RecusalFact(cadre=cadre, kind=kind[:20], organisation=organisation, relative=relative)
    if text.strip():
        act.seal(row, "text", text.strip())
    return act.add(row)


@action(
    "teams.open_declared",
    roles=OFFICE,
    says=Sentence("查看回避申报内容", "read what was declared"),
    reads=True,
)
def open_declared(act: Act, *, facts: list[RecusalFact]) -> list[str]:
    """The declared texts, in the order of `facts`; the read is journalled."""
    return [one["text"] for one in act.open(facts, "text")]
