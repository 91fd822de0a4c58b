"""Receptions with more hosts than the number of guests allows."""

from __future__ import annotations

from xuncha.base.words import Sentence
from xuncha.screening.core.expressions import ibis, ir
from xuncha.screening.core.phrases import first_said
from xuncha.screening.core.screen import Need, Screen, Setting
from xuncha.screening.core.view import Tables


def find(t: Tables) -> ir.Table:
    """Receptions whose hosts pass the number for few guests, or the share for many."""
    r = t.dated("receptions")
    r = r.filter(r.guests > 0, r.hosts > 0)
    bound = (r.guests <= r.setting_few).ifelse(
        r.setting_hosts, (r.guests / r.setting_guests_each).floor().cast("int64")
    )
    r = r.mutate(bound=bound)
    r = r.filter(r.hosts > r.bound)
    return r.select(
        "guests", "hosts", "bound", ids=ibis.array([r.id]), amount=r.amount.fill_null(0),
        day=first_said(r.day.cast("string").fill_null(""), ibis.literal("—")), visitors=first_said(r.visitors, r.reason, r.place),
    )  # fmt: skip


SCREEN = Screen(
    key="reception_hosts",
    title=Sentence("陪餐人数超标", "too many hosts at a reception"),
    why=Sentence(
        "陪的人比来的人还多，要看是不是借接待之名自己人吃喝。",
        "More hosts than guests often means that the house itself dined under the name of a reception.",
    ),
    basis=Sentence(
        "党政机关国内公务接待管理规定：来客不超过 10 人的陪餐不超过 3 人，超过 10 人的不超过三分之一，待核对现行规定",
        "the rules on receptions: up to 10 guests 3 hosts, beyond that a third; to be checked",
    ),
    exclusions=(
        Sentence("没有填来客、陪餐人数的不判断", "Rows without the two numbers are not judged"),
        Sentence(
            "人数填得合规不等于真实，要和菜单、餐费对照",
            "A lawful number may be false: compare with menu and bill",
        ),
    ),
    needs=(Need("receptions", ("guests",)), Need("receptions", ("hosts",))),
    settings=(
        Setting("few", "number", Sentence("来客不超过几人", "guests up to")),
        Setting("hosts", "number", Sentence("这时陪餐不超过几人", "hosts then at most")),
        Setting(
            "guests_each",
            "number",
            Sentence("来客更多时，每几位来客可有一人陪餐", "with more guests: guests for each host"),
        ),
    ),
    find=find,
    sentence=Sentence(
        "{day} 接待“{visitors}”：来客 {guests} 人、陪餐 {hosts} 人，按规定不超过 {bound} 人",
        "Reception of “{visitors}” on {day}: {guests} guests and {hosts} hosts, {bound} being allowed",
    ),
    look=Sentence(
        "接待清单的签名、菜单和人均金额；问陪餐的人当天在做什么",
        "signatures on the list, menu and cost for each; ask the hosts about that day",
    ),
    method=Sentence(
        "来客不超过设定人数的，陪餐不得超过定额；来客更多的，陪餐不得超过来客数除以“每几位来客一人陪餐”（小数舍"
        "去）。超过的各是一个疑点。",
        "With few guests the hosts may be as many as is set, with more guests their number divided by "
        "the guests for each host, rounded down. Each reception with more is a doubt.",
    ),
    example=Sentence(
        "来客 4 人、陪餐 7 人，餐费 1,430 元。",
        "Four guests, seven hosts, a bill of 1,430 yuan.",
    ),
    money=("amount",),
)
