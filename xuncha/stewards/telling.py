"""How a row of the journal is told: one sentence from its verb and the kind of rows it was done to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.base.words import WORDS, Sentence, same
from xuncha.desk.page import PAGES
from xuncha.stewards.found import WHOLE, WHY
from xuncha.trust.core.roles import Role
from xuncha.trust.models import FactorKind

#: What is written beside the actions.
TOLD = {
    "office.first_start": Sentence("首次启用", "the first start"),
    "account.code_issued": Sentence("发给一次性登录码", "gave out a one-time code"),
    "account.confirm": Sentence("重新输入密码确认", "confirmed with the password"),
    "account.factor": Sentence("双重验证", "second factor"),
    "account.login": Sentence("登录", "logged in"),
    "account.sessions_ended": Sentence("结束全部登录", "ended every session"),
    "account.logout": Sentence("退出登录", "logged out"),
    "bundle.first_taken_in": Sentence("新单机第一次收包", "a fresh machine took its first bundle in"),
    "bundle.records": Sentence("单机带回的记录入库", "records that a machine carried back were merged"),
    "conflict.decided": Sentence("确定两边都改过的内容", "decided what was changed on both sides"),
    "machine.office_trusted": Sentence("单机认定巡察办", "the machine was told its office"),
    "machine.receipt_given": Sentence("出具单机入库回执", "gave a machine its receipt"),
    "sealed.opened": Sentence("调阅密封内容", "opened sealed content"),
    "download.cut": Sentence("权限终止，下载中断", "the right ended, the download was cut"),
    "leaving.completed": Sentence("离组交接办结，授权终止", "a leaving was completed; the grants ended"),
    "file.refused": Sentence("上传的文件被拦下", "a file was not let in"),
    "page.refused": Sentence("打开无权查看的页面", "tried a page without the right"),
    "clock.back": Sentence("系统时钟被拨回", "the clock was set back"),
    "backup.made": Sentence("制作备份", "made a backup"),
    "backup.restored": Sentence("从备份恢复", "restored a backup"),
    "inspection.shredded": Sentence("销毁巡察任务的密封内容", "shredded the sealed content of an inspection"),
    "identities.shared_anew": Sentence("身份密钥重新分存", "the identities' key was shared out anew"),
    "identity.opened": Sentence("反映人身份拆封", "who reported was opened"),
    "draft.kept_late": Sentence(
        "暂存登录过期后提交的表单", "kept a form that was sent after the session had ended"
    ),
    "keys.handed": Sentence("交接密钥", "handed keys over"),
    "keys.reset_confirmed": Sentence("核实重设密码是本人所为", "answered for the reset of a password"),
    "keys.resealed": Sentence("用新密钥重新密封", "sealed anew under newer keys"),
    "keys.retired": Sentence("销毁旧密钥", "destroyed older keys"),
    "keys.rotated": Sentence("更换密封密钥", "rotated keys"),
    "head.signed": Sentence("签发留痕存根", "signed the journal's head"),
    "keys.recovered": Sentence("用恢复码找回密钥", "recovered keys with the paper shares"),
    "journal.exported": Sentence("导出留痕核验文件", "exported the journal for a check"),
    "journal.checked": Sentence("留痕核验结果", "result of the check"),
    "outside.sealed": Sentence("外送包封装", "a package was closed for its receiver"),
    "paper.printed": Sentence("生成文书文件", "made a paper's file"),
    "proposal.published": Sentence("发布组队方案", "published the teams of a round"),
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
    "accountkey": Sentence("账号密钥", "key of an account"),
    "attachment": Sentence("附件", "attachment"),
    "attribution": Sentence("任职对应", "attribution"),
    "cadreentry": Sentence("人才库记事", "entry of the cadre pool"),
    "borrowed": Sentence("调阅资料", "borrowed file"),
    "carriage": Sentence("数据包", "bundle"),
    "confirmation": Sentence("事实确认", "confirmation of facts"),
    "correction": Sentence("立行立改", "immediate correction"),
    "custodian": Sentence("身份保管人", "custodian of identities"),
    "deedproposal": Sentence("双人事项", "two-person act"),
    "disclosure": Sentence("密封记录", "sealed record"),
    "draft": Sentence("暂存的表单", "form kept as a draft"),
    "evidence": Sentence("证据", "evidence"),
    "extension": Sentence("延期", "extension"),
    "factor": Sentence("双重验证方式", "second factor"),
    "feedback": Sentence("反馈", "feedback"),
    "firststart": Sentence("首次启用", "first start"),
    "grant": Sentence("授权", "grant"),
    "headtask": Sentence("整改交接事项", "task of a change of head"),
    "hit": Sentence("疑点", "doubt"),
    "item": Sentence("整改事项", "rectification item"),
    "leaving": Sentence("离组交接", "leaving"),
    "jotting": Sentence("谈后小记", "note after a talk"),
    "knownheading": Sentence("记住的列对应", "remembered heading of a column"),
    "keyreset": Sentence("重设密码", "reset of a password"),
    "ledger": Sentence("账表", "ledger"),
    "matter": Sentence("信访事项", "matter of a letter"),
    "measure": Sentence("整改措施", "measure"),
    "note": Sentence("调阅走访记录", "fieldwork note"),
    "numberseries": Sentence("文号", "number series"),
    "proposal": Sentence("组队方案", "proposed teams"),
    "recusalfact": Sentence("回避事实", "recusal fact"),
    "record": Sentence("谈话记录", "interview record"),
    "reopening": Sentence("重新打开", "reopening"),
    "release": Sentence("谈前核对", "release of a talk"),
    "report": Sentence("巡察报告", "report"),
    "review": Sentence("整改审核", "review"),
    "rulerecord": Sentence("规则记录", "rule record"),
    "scopedecision": Sentence("范围决定", "scope decision"),
    "screening": Sentence("数据筛查", "screening"),
    "shreddedcompartment": Sentence("已销毁的密封库", "shredded compartment"),
    "signedhead": Sentence("留痕存根", "signed head of the journal"),
    "stepmark": Sentence("步骤办结", "step's mark"),
    "openedidentity": Sentence("拆封的身份", "opened identity"),
    "inquiry": Sentence("替代人选查询", "inquiry for a seat"),
    "onetimecode": Sentence("一次性登录码", "one-time code"),
    "pastpassword": Sentence("用过的密码", "past password"),
    "proposalcopy": Sentence("双人事项副本", "copy of a two-person act"),
    "sheetcode": Sentence("纸质备用码", "code of a printed sheet"),
    "sitting": Sentence("登录会话", "session"),
    "tries": Sentence("登录失败记录", "failed log-ins"),
    "outsidepackage": Sentence("外送包", "package sent outside"),
    "plannedtarget": Sentence("五年规划安排", "place in the plan of the term"),
    "outlook": Sentence("五年规划要素", "what is said of a target for the plan of the term"),
    "termproposal": Sentence("五年规划方案", "proposal for the plan of the term"),
    "termplan": Sentence("五年规划版本", "edition of the plan of the term"),
    "submission": Sentence("整改报送", "submission"),
    "targetmember": Sentence("巡察对象组成", "member of a target"),
    "talkcount": Sentence("谈话收效汇总", "sum of what talks gave"),
    "talkplan": Sentence("谈话编排", "arrangement of talks"),
    "teammember": Sentence("巡察组人员", "team member"),
    "unitparty": Sentence("单位与党组织的联系", "link of unit and Party organisation"),
    "machine": Sentence("单机", "stand-alone machine"),
    "machineentry": Sentence("单机留痕", "entry of a machine's journal"),
    "rival": Sentence("另一版本", "other version"),
    "trace": Sentence("记录的版本", "standing of a record"),
}
_KINDS = {key.replace("_", ""): says for key, says in WORDS.items()} | KINDS
_ENDINGS = {
    "added": Sentence("新增{kind}", "added: {kind}"),
    "changed": Sentence("修改{kind}", "changed: {kind}"),
    "removed": Sentence("删除{kind}", "removed: {kind}"),
}
#: What the facts beside a verb are called; they hold codes, numbers and days.
FACTS = {
    "bundle": Sentence("数据包编号", "bundle"),
    "turn": Sentence("第几份", "number in turn"),
    "again": Sentence("再次命中", "again"),
    "at": Sentence("时点", "at"),
    "audience": Sentence("阅知范围", "audience"),
    "authors": Sentence("撰写人数", "authors"),
    "back": Sentence("拨回时钟次数", "times the clock was set back"),
    "channel": Sentence("来源", "channel"),
    "columns": Sentence("栏数", "columns"),
    "compartments": Sentence("销毁密钥数", "keys destroyed"),
    "count": Sentence("件数", "count"),
    "decided_on": Sentence("决定日期", "decided on"),
    "done_on": Sentence("办结日期", "done on"),
    "digest": Sentence("方案校验码", "code of the plan"),
    "due": Sentence("期限", "due"),
    "ended": Sentence("终止数", "ended"),
    "ends": Sentence("止于", "until"),
    "entry_day": Sentence("进驻日", "day of entry"),
    "expires": Sentence("失效日", "expires"),
    "file": Sentence("备份指纹", "backup"),
    "findings": Sentence("问题数", "findings"),
    "first": Sentence("起始编号", "first row"),
    "form": Sentence("文种", "form"),
    "found": Sentence("结论", "found"),
    "fresh": Sentence("新增疑点", "new doubts"),
    "gone": Sentence("消失疑点", "doubts gone"),
    "grants": Sentence("授权数", "grants"),
    "key": Sentence("规则", "rule"),
    "keys": Sentence("密钥数", "keys"),
    "kind": Sentence("类别", "kind"),
    "keepers": Sentence("保管人数", "custodians"),
    "last": Sentence("终止编号", "last row"),
    "lost": Sentence("丢失留痕条数", "rows lost"),
    "members": Sentence("组成数", "members"),
    "method": Sentence("方式", "method"),
    "name": Sentence("名称", "name"),
    "number": Sentence("序号", "number"),
    "observations": Sentence("待核事项数", "observations"),
    "of": Sentence("截至编号", "rows"),
    "outcome": Sentence("结论", "outcome"),
    "page": Sentence("页面", "page"),
    "papers": Sentence("底稿数", "papers"),
    "read_only": Sentence("只读", "read-only"),
    "received": Sentence("收到日期", "received"),
    "repeat": Sentence("重复", "repeat"),
    "role": Sentence("角色", "role"),
    "row": Sentence("编号", "row"),
    "rows": Sentence("行数", "rows"),
    "sealed": Sentence("密封", "sealed"),
    "seconds": Sentence("秒数", "seconds"),
    "sent": Sentence("转出日期", "sent"),
    "slips": Sentence("核对存根数", "slips compared"),
    "sort": Sentence("方式", "sort"),
    "source": Sentence("来源", "source"),
    "standing": Sentence("人员类别", "standing"),
    "starts": Sentence("起于", "from"),
    "status": Sentence("状态", "status"),
    "step": Sentence("步骤", "step"),
    "trial": Sentence("试用", "trial"),
    "until": Sentence("延至", "until"),
    "upto": Sentence("至编号", "to row"),
    "way": Sentence("途径", "way"),
    "what": Sentence("栏目", "columns"),
    "wraps": Sentence("恢复密钥数", "keys recovered"),
}
_YES, _NO = Sentence("是", "yes"), Sentence("否", "no")
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


def told_facts(facts: Mapping[str, Any]) -> list[Sentence]:
    """The facts of a row, each with its name in words; what was not told is left out."""
    return [_fact(name, value) for name, value in facts.items() if value not in (None, "")]


def _fact(name: str, value: Any) -> Sentence:
    called = FACTS.get(name, same(name))
    said = _value(name, value)
    return Sentence(f"{called.zh} {said.zh}", f"{called.en} {said.en}")


def _value(name: str, value: Any) -> Sentence:
    """A fact's value in words where it is a code that the house has words for."""
    if isinstance(value, bool):
        return _YES if value else _NO
    if name == "role" and value in {role.value for role in Role}:
        return Role(value).called
    if name == "sort" and value in {kind.value for kind in FactorKind}:
        return FactorKind(value).called
    if name == "page" and value in PAGES:
        return PAGES[value].title
    if name == "found":
        return WHY.get(value, WHOLE)
    return same(str(value))
