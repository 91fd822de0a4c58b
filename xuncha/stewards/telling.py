"""How a row of the journal is told: one sentence from its verb and the kind of rows it was done to."""

from __future__ import annotations

from collections.abc import Mapping

from xuncha.base.words import WORDS, Sentence

#: What is written beside the actions.
TOLD = {
    "account.first": Sentence("建立第一个账号", "made the first account"),
    "account.login": Sentence("登录", "logged in"),
    "account.logout": Sentence("退出登录", "logged out"),
    "sealed.opened": Sentence("调阅密封内容", "opened sealed content"),
    "page.refused": Sentence("打开无权查看的页面", "tried a page without the right"),
    "clock.back": Sentence("系统时钟被拨回", "the clock was set back"),
    "head.signed": Sentence("签发留痕存根", "signed the journal's head"),
    "journal.exported": Sentence("导出留痕核验文件", "exported the journal for a check"),
    "journal.checked": Sentence("留痕核验结果", "result of the check"),
    "paper.printed": Sentence("生成文书文件", "made a paper's file"),
    "round.closed": Sentence("结束本轮", "closed the round"),
    "screening.hits_kept": Sentence("保存筛查疑点", "kept the screens' hits"),
    "stepmark.removed": Sentence("撤销步骤办结", "took back a step's mark"),
    "plannedtarget.removed": Sentence("取消轮次安排", "took a target out of the plan"),
    "team.authorised": Sentence("巡察组授权生效", "a team was authorised"),
    "team.dissolved": Sentence("解散巡察组", "a team was dissolved"),
    "team.left": Sentence("离组，授权终止", "left the team; the grant ended"),
}
#: The kinds of rows that the house's word list does not name.
KINDS = {
    "account": Sentence("账号", "account"),
    "attachment": Sentence("附件", "attachment"),
    "attribution": Sentence("任职对应", "attribution"),
    "borrowed": Sentence("调阅资料", "borrowed file"),
    "confirmation": Sentence("事实确认", "confirmation of facts"),
    "correction": Sentence("立行立改", "immediate correction"),
    "disclosure": Sentence("密封记录", "sealed record"),
    "draft": Sentence("暂存的表单", "form kept as a draft"),
    "evidence": Sentence("证据", "evidence"),
    "extension": Sentence("延期", "extension"),
    "feedback": Sentence("反馈", "feedback"),
    "grant": Sentence("授权", "grant"),
    "headtask": Sentence("整改交接事项", "task of a change of head"),
    "hit": Sentence("疑点", "doubt"),
    "item": Sentence("整改事项", "rectification item"),
    "ledger": Sentence("账表", "ledger"),
    "matter": Sentence("信访事项", "matter of a letter"),
    "measure": Sentence("整改措施", "measure"),
    "note": Sentence("调阅走访记录", "fieldwork note"),
    "numberseries": Sentence("文号", "number series"),
    "proposal": Sentence("组队方案", "proposed teams"),
    "recusalfact": Sentence("回避事实", "recusal fact"),
    "record": Sentence("谈话记录", "interview record"),
    "reopening": Sentence("重新打开", "reopening"),
    "report": Sentence("巡察报告", "report"),
    "review": Sentence("整改审核", "review"),
    "rulerecord": Sentence("规则记录", "rule record"),
    "scopedecision": Sentence("范围决定", "scope decision"),
    "screening": Sentence("数据筛查", "screening"),
    "signedhead": Sentence("留痕存根", "signed head of the journal"),
    "stepmark": Sentence("步骤办结", "step's mark"),
    "plannedtarget": Sentence("五年规划安排", "place in the plan of the term"),
    "submission": Sentence("整改报送", "submission"),
    "targetmember": Sentence("巡察对象组成", "member of a target"),
    "teammember": Sentence("巡察组人员", "team member"),
    "unitparty": Sentence("单位与党组织的联系", "link of unit and Party organisation"),
}
_KINDS = {key.replace("_", ""): says for key, says in WORDS.items()} | KINDS
_ENDINGS = {
    "added": Sentence("新增{kind}", "added: {kind}"),
    "changed": Sentence("修改{kind}", "changed: {kind}"),
    "removed": Sentence("删除{kind}", "removed: {kind}"),
}
_RECORD = Sentence("记录", "record")


def kind_named(kind: str | None) -> Sentence:
    """A kind of rows (a model's name in small letters) in words."""
    return _KINDS.get(kind or "", _RECORD)


def told(verb: str, kind: str | None, actions: Mapping[str, Sentence]) -> Sentence:
    """`verb` as a sentence; `actions` tells the declared ones. A verb nobody knows is shown as it is."""
    if verb in actions:
        return actions[verb]
    if verb in TOLD:
        return TOLD[verb]
    ending = _ENDINGS.get(verb.rpartition(".")[2])
    return ending.filled(kind=kind_named(kind)) if ending else Sentence(verb, verb)
