"""What every request to those above (上行文) has: who signs it, whom to ask, and how it ends."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.base.words import Sentence
from xuncha.papers.core.form import Facts
from xuncha.papers.core.gongwen import Gongwen

ADDRESSED = {
    "to": Sentence("主送", "addressee"),
    "signer": Sentence("签发人（上行文填写）", "who signs"),
}
ASKED_AT = {
    "contact": Sentence("联系人", "contact"),
    "phone": Sentence("联系电话", "telephone"),
}


def end_request(doc: Gongwen, facts: Facts, attachments: Sequence[str] = ()) -> None:
    """Asks for the decision, names the attachments, signs as ``organ``, and says whom to call; a missing one is left to be written."""
    doc.say("妥否，请批示。")
    doc.attachments(list(attachments))
    doc.sign(facts["organ"])
    doc.say(f"（联系人：{facts['contact'] or '　　　'}，联系电话：{facts['phone'] or '　　　　　　'}）")
