"""职责卡: what each administrator does, when, and never; one card a page, to be printed and kept at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from xuncha.base.words import Sentence
from xuncha.desk.page import page, show
from xuncha.desk.parts import Crumb
from xuncha.stewards.pages.accounts import READERS
from xuncha.trust.core.roles import ADMINISTRATORS, Role


@dataclass(frozen=True)
class Card:
    """One administrator's card: what he does, how often, what he never does and never sees."""

    role: Role
    time: Sentence
    does: tuple[Sentence, ...]
    never: tuple[Sentence, ...]


CARDS = (
    Card(
        Role.SYSTEM,
        Sentence(
            "平时每周几分钟，组队和撤组时半小时。",
            "Minutes a week; half an hour when a team is formed or dissolved.",
        ),
        (
            Sentence(
                "开立账号，当面交给本人一次性登录码（打印的一张纸条）；不代设密码。",
                "Open accounts; hand over the one-time code in person; choose no password.",
            ),
            Sentence(
                "有人忘记密码时重新发码；本人的密钥随之换新，由一名同事问过本人、核实以后交接。",
                "Issue a new code when a password is forgotten; a colleague confirms it before keys are handed over.",
            ),
            Sentence(
                "在“开通授权”里办理巡察办的申请，一次可办一批。", "Create what the office asked for, in bulk."
            ),
            Sentence("抽调人员离组后停用账号。", "Close the accounts of drafted staff who have left."),
            Sentence(
                "每天备份一次，每季度做一次恢复演练。", "Back up daily; rehearse a restore every quarter."
            ),
        ),
        (
            Sentence(
                "不核准授权，不给自己开通任何权限。", "Authorises nothing and creates nothing for himself."
            ),
            Sentence(
                "看不到信访件、谈话、底稿、问题线索等业务内容。", "Sees no letters, talks, papers or leads."
            ),
            Sentence("不改数据库，不冒用别人的账号。", "Touches no database and uses nobody else's account."),
        ),
    ),
    Card(
        Role.SECURITY,
        Sentence("平时每周几分钟，组队时半小时。", "Minutes a week; half an hour when a team is formed."),
        (
            Sentence(
                "在“核准授权”里对照签发的授权任职通知逐项核对，再核准；可一次核准一批。",
                "Compare with the signed paper, then authorise; in bulk if you like.",
            ),
            Sentence(
                "发现多授、错授、该回避未回避的，退回并写明理由；已生效的立即终止。",
                "Send back what is wrong, with a reason; end at once what is in force.",
            ),
            Sentence(
                "每月看一遍“谁有什么权限”：到期的、没有B角的、该停用的。", "Once a month read who holds what."
            ),
            Sentence(
                "在“更换密钥”里更换到期的密钥；有人离组以后也换。",
                "Rotate the keys that are due, and after somebody has left.",
            ),
            Sentence("保管一份恢复码，放在自己的保密柜里。", "Keep one recovery share in your own safe."),
        ),
        (
            Sentence(
                "不开立账号，不开通授权，不核准本人的授权。",
                "Opens no accounts, creates no grants, authorises none of his own.",
            ),
            Sentence("看不到任何业务内容。", "Sees no business content."),
            Sentence("不口头答应先用后补：没有依据的不核准。", "Authorises nothing without a paper."),
        ),
    ),
    Card(
        Role.AUDIT,
        Sentence("每周一刻钟。", "A quarter of an hour a week."),
        (
            Sentence(
                "每周核验一次留痕，打印末条校验单，签字后自己保管。",
                "Check the journal weekly; print, sign and keep the head.",
            ),
            Sentence(
                "看另外两名管理员开立、开通、核准、终止了什么，有没有依据。",
                "Look at what the other two administrators did, and on what basis.",
            ),
            Sentence("看被拒绝的操作：谁、什么时候、试了几次。", "Look at refusals: who, when, how often."),
            Sentence(
                "发现缺号、改动或者时间倒退，保全现场，直接向领导小组报告。",
                "On a gap or a change, keep everything as it is and tell the leading group.",
            ),
        ),
        (
            Sentence(
                "不开账号，不授权，不改留痕：留痕只能增加，谁也改不了。",
                "Opens nothing, grants nothing, changes no journal.",
            ),
            Sentence("看得到做过什么，看不到内容。", "Sees that things were done, never their content."),
            Sentence("不替另外两名管理员办事。", "Never acts for the other two."),
        ),
    ),
)


@page("grants/duty-cards/", title=Sentence("三员职责卡", "Duty cards"), roles=READERS)
def duty(request: HttpRequest) -> HttpResponse:
    """An administrator gets the own card; the office all three."""
    own = request.user.sight.wide & ADMINISTRATORS
    cards = [one for one in CARDS if one.role in own] or list(CARDS)
    crumbs = [Crumb(Sentence("谁有什么权限", "Who holds what"), reverse("stewards-holding"))]
    return show(request, "stewards/duty.html", cards=cards, crumbs=crumbs)
