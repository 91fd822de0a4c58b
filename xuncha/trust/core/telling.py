"""How a row of the journal is told: one sentence from its verb and the kind of rows it was done to."""

from __future__ import annotations

from collections.abc import Mapping

from xuncha.base.words import WORDS, Sentence

#: What the house itself writes beside the actions.
TOLD = {
    "account.login": Sentence("登录", "logged in"),
    "account.logout": Sentence("退出登录", "logged out"),
    "sealed.opened": Sentence("调阅密封内容", "opened sealed content"),
    "page.refused": Sentence("打开无权查看的页面", "tried a page without the right"),
    "journal.checked": Sentence("留痕核验结果", "result of the check"),
}
_KINDS = {key.replace("_", ""): says for key, says in WORDS.items()} | {
    "account": Sentence("账号", "account"),
    "grant": Sentence("授权", "grant"),
    "draft": Sentence("暂存的表单", "form kept as a draft"),
    "organisation": Sentence("单位或党组织", "organisation"),
}
_ENDINGS = {
    "added": Sentence("新增{kind}", "added: {kind}"),
    "changed": Sentence("修改{kind}", "changed: {kind}"),
    "removed": Sentence("删除{kind}", "removed: {kind}"),
}
_RECORD = Sentence("记录", "record")


def told(verb: str, kind: str | None, actions: Mapping[str, Sentence]) -> Sentence:
    """`verb` as a sentence; `actions` tells the declared ones. A verb nobody knows is shown as it is."""
    if verb in actions:
        return actions[verb]
    if verb in TOLD:
        return TOLD[verb]
    ending = _ENDINGS.get(verb.rpartition(".")[2])
    if ending is not None:
        return ending.filled(kind=_KINDS.get(kind or "", _RECORD))
    return Sentence(verb, verb)
