"""Three hundred fictional letters, made from a seed: private demands, law suits, misconduct, repeats, several matters.

Every text says that it is fictional. Names come from the demo's own list; bodies are those of the fictional county.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from xuncha.letters.core.intake import LetterRow
from xuncha.office.demo.names import fictional_names

MARK = "（虚构）"


@dataclass(frozen=True)
class Scene:
    """Where and when the letters play: the body inspected, its villages or communities, and the stay."""

    body: str
    places: Sequence[str]
    first_day: date
    last_day: date


_DEMANDS = (
    ("拖欠工资", "我在{place}的工地干了{n}个月活，老板拖欠工资{money}元，打电话不接，恳请帮忙解决。"),
    ("低保被停", "我家住{place}，家里有残疾人，低保去年停了，没有人说明原因，请求解决。"),
    ("路灯不亮", "{place}进村那条路的路灯坏了{n}个月，晚上出行不安全，希望解决。"),
    ("自来水浑浊", "{place}自来水浑了{n}天，投诉几次没有结果，请帮帮我们。"),
    ("养殖场臭味", "{place}旁边的养殖场恶臭难闻，污水直接排进沟里，要求解决扰民问题。"),
    ("宅基地审批", "我家三代人住一院房子，宅基地申请报到{place}已经{n}个月，请问怎么办理。"),
    ("孩子入学", "我们从{place}搬到县城，孩子上学学位没有着落，请求协调小学入学。"),
    ("医药费报销", "老人在县医院住院{n}天，医保报销比例算得不对，请求核对医疗费。"),
    ("物业不作为", "{place}小区物业收了钱不打扫，电梯坏了{n}次，业主投诉没人管。"),
    ("公交停运", "{place}的公交班车停了，老人赶街不方便，建议恢复。"),
    ("邻居占道", "邻居在{place}公共巷道堆柴火，调解{n}次不听，请求解决。"),
    ("水渠坏了", "{place}的水渠塌了一段，{n}户人家的田灌溉不上水，望解决。"),
    ("养老保险", "我的养老保险断缴{n}年，想了解怎么补，请问到哪里办理。"),
    ("危房改造补助", "危房改造完工{n}个月了，补助还没有到卡上，恳请尽快解决。"),
)
_SUITS = (
    ("判决执行难", "法院判决生效{n}个月了，对方不履行，申请强制执行没有进展。"),
    ("不服仲裁", "劳动仲裁裁定书我不服，想问怎么起诉。"),
    ("要求再审", "{place}的土地纠纷一审二审都败诉，要求再审改判。"),
    ("报案未立案", "我的摩托车在{place}被盗，报警后派出所一直不立案。"),
)
_MISCONDUCT = (
    ("集体资金去向", "{place}{post}把集体鱼塘租金{money}元坐收坐支，账外放着，村务从不公开。"),
    ("工程指定施工", "{body}{post}{name}把道路硬化工程指定施工给亲戚，围标串标，工程质量差。"),
    ("虚报补助", "{place}{post}虚报务工人数套取项目补助{money}元，名单里有已经去世的人。"),
    ("公车私用", "{body}{post}周末公车私用，油费在下属单位报销。"),
    ("收好处费", "{body}{post}{name}办手续要收好处费，不给就拖着不办。"),
    ("优亲厚友", "{place}评低保优亲厚友，{post}的亲戚有车有房还在享受。"),
    ("违规发放", "{body}违规发放津补贴，{post}个人说了算，没有上会。"),
    ("选人用人", "{body}{post}任人唯亲，临聘人员都是熟人，不来上班也领工资吃空饷。"),
)
_STYLE = (
    ("办事推诿", "到{body}窗口办事，{post}推诿扯皮，{n}趟没有办成。"),
    ("态度恶劣", "{body}{post}接待群众态度恶劣，上班时间不在岗。"),
)
_SUPERIORS = (
    ("反映县领导", "副县长{name}收受工程老板的礼金，帮人拿项目。"),
    ("反映上级干部", "县委常委{name}利用职权给亲戚安排工作。"),
)
_OWN = (("反映巡察人员", "巡察组成员{name}在外面吃请，收受被巡察单位的土特产。"),)
_EMPTY = (("", "有问题。"), ("腐败", "你们看着办。"), ("", "见附件。"))
_ADVICE = (
    ("建议", "建议在{place}赶集日设一个接访点，方便老人反映情况。"),
    ("感谢", "对{body}上门办理残疾证表示感谢。"),
)
_POSTS = ("村支书", "村主任", "副主任", "党工委书记", "会计", "所长", "站长", "主任")
_CHANNELS = (
    "post",
    "post",
    "box",
    "visit",
    "visit",
    "phone",
    "phone",
    "code",
    "code",
    "mail",
    "market",
    "handed",
)
_KINDS = (
    (_DEMANDS, 58), (_SUITS, 9), (_MISCONDUCT, 17), (_STYLE, 5), (_SUPERIORS, 1), (_OWN, 1), (_EMPTY, 3), (_ADVICE, 6),
)  # fmt: skip


def demo_letters(seed: int, scene: Scene, number: int = 300) -> tuple[LetterRow, ...]:
    """`number` letters in the order of their days; the same for the same seed and scene on every machine.

    About one in nine holds several matters and one in twelve repeats an earlier letter in slightly other words.
    """
    dice = Random(seed)
    names = fictional_names(dice)
    made: list[LetterRow] = []
    for _ in range(number):
        chance = dice.random()
        if made and chance < 1 / 12:
            made.append(_repeat(dice, made, scene))
        else:
            made.append(_letter(dice, names, scene, several=chance > 8 / 9))
    return tuple(
        replace(letter, row=row)
        for row, letter in enumerate(sorted(made, key=lambda x: x.day or scene.first_day), 2)
    )


def _letter(dice: Random, names: Iterator[str], scene: Scene, several: bool) -> LetterRow:
    heading, text = _one(dice, names, scene)
    if several:
        parts = [text, *(_one(dice, names, scene)[1] for _ in range(dice.choice((1, 1, 2))))]
        text = "反映以下事情。" + "".join(f"{n}、{part}" for n, part in zip("一二三四", parts, strict=False))
    named = dice.random() < 0.35
    return LetterRow(
        "信访件",
        0,
        channel=dice.choice(_CHANNELS),
        day=_day(dice, scene),
        subject=heading,
        text=text + MARK,
        writer=next(names) if named else "",
        contact=f"000-{dice.randrange(1000000, 9999999)}{MARK}" if named else "",
        named=named,
    )


def _one(dice: Random, names: Iterator[str], scene: Scene) -> tuple[str, str]:
    kinds, weights = zip(*_KINDS, strict=True)
    heading, text = dice.choice(dice.choices(kinds, weights)[0])
    filled = text.format(
        place=dice.choice(scene.places),
        body=scene.body,
        post=dice.choice(_POSTS),
        name=next(names),
        n=dice.randrange(2, 12),
        money=dice.randrange(3, 90) * 1000,
    )
    return heading, filled


def _repeat(dice: Random, made: Sequence[LetterRow], scene: Scene) -> LetterRow:
    """An earlier letter again: the same words with a sentence before or after them."""
    first = dice.choice(made)
    text = first.text.removesuffix(MARK)
    text = dice.choice((f"上次反映过，一直没有结果。{text}", f"{text}请尽快处理。", text))
    return replace(first, text=text + MARK, channel=dice.choice(_CHANNELS), day=_day(dice, scene))


def _day(dice: Random, scene: Scene) -> date:
    return scene.first_day + timedelta(days=dice.randrange((scene.last_day - scene.first_day).days + 1))
