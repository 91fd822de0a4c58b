"""Split a letter into its matters (一信多事), or put them together again."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.base.words import Sentence
from xuncha.letters.actions.reckon import reckon
from xuncha.letters.models import READERS, Letter, Matter
from xuncha.trust import vault
from xuncha.trust.act import Act, action
from xuncha.trust.refusal import Stale

MOST = 20


@action(
    "letters.split",
    roles=READERS,
    where="letter",
    says=Sentence("拆分一信多事", "split a letter into matters"),
)
def split_letter(act: Act, *, letter: Letter, version: int, texts: Sequence[str]) -> tuple[Matter, ...]:
    """One matter a text, numbered from 1; only while none was handled. One left over is void."""
    if letter.version != version:
        raise Stale
    texts = [text.strip() for text in texts if text.strip()]
    if not 1 <= len(texts) <= MOST:
        act.refuse("number", Sentence(f"一封信可分为1至{MOST}件事。", f"A letter has 1 to {MOST} matters."))
    old = list(act.see(Matter).filter(letter=letter).order_by("number"))
    if any(matter.state not in ("open", "void") for matter in old):
        act.refuse(
            "handled",
            Sentence("有的事项已经开始办理，不能再拆分。", "One of the matters is being handled already."),
            Sentence(
                "漏掉的事项可以另登记一件，并注明原件编号。",
                "Register what was missed as a letter of its own.",
            ),
        )
    matters = tuple(_put(act, letter, old, number, text) for number, text in enumerate(texts, 1))
    for matter in old[len(texts) :]:
        act.change(matter, state="void", text=None, due=None, noting="void")
    act.change(letter, version, stage="registered", noting="split")
    reckon(act, letter)
    return matters


def _put(act: Act, letter: Letter, old: Sequence[Matter], number: int, text: str) -> Matter:
    """The matter of that number with its new words: the row it had, or a new one."""
    if number <= len(old):
        matter = old[number - 1]
        return act.change(matter, state="open", text=vault.seal(matter, "text", text), noting="split")
    matter = Matter(letter=letter, inspection_id=letter.inspection_id, number=number)
    act.seal(matter, "text", text)
    return act.add(matter, number=number)
