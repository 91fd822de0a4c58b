"""账套调取函: asks the body for its books as data, with the way to export them from the program it uses."""

from xuncha.base.words import Sentence
from xuncha.papers.core.days import written
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, to, inspection, first_year, last_year, tables [str], reply_by, contact, phone; programs of title, steps, confirmed."""
    doc.letter_head(facts["organ"])
    doc.title("关于调取会计账套电子数据的函")
    doc.addressee(facts["to"])
    first, last = facts["first_year"], facts["last_year"]
    years = f"{first}年" if first == last else f"{first}年至{last}年"
    doc.say(f"根据{facts['inspection']}工作需要，请你单位提供{years}下列资料的电子数据：")
    for number, table in enumerate(facts["tables"], start=1):
        doc.say(f"{number}. {table}。")
    doc.say(
        "所有独立核算的下属单位、工会、食堂、代管账户一并提供。请直接从软件导出，不改表头，不删行，不合并单元格；"
        "没有的，逐项注明“无”。数据只用于本次巡察，由巡察组专人接收、登记和保管，用后按规定处理。"
    )
    contact = f"{facts['contact'] or '　　　'}，电话：{facts['phone'] or '　　　　　　'}"
    doc.say(f"请于{written(facts['reply_by'])}前用专用移动介质当面交巡察组（联系人：{contact}）。")
    doc.sign(facts["organ"])
    doc.annex("导出方法", number=1)
    for program in facts["programs"]:
        doubt = "" if program["confirmed"] else "（菜单名称各版本不同，以软件为准）"
        doc.part(f"{program['title']}{doubt}", level=1)
        for number, step in enumerate(program["steps"], start=1):
            doc.say(f"{number}. {step}")


FORM = Form(
    key="books_request",
    title=Sentence("账套调取函", "request for the books"),
    layout=layout,
    series="letter",
    leaves_team=True,
    audience="members",
    signers=("组长",),
    editable={
        "contact": Sentence("联系人", "contact"),
        "phone": Sentence("联系电话", "phone"),
    },
    sample={
        "organ": "县委第二巡察组",
        "to": "明川县青石街道办事处（虚构）",
        "inspection": "巡察明川县青石街道办事处（虚构）",
        "first_year": 2023,
        "last_year": 2025,
        "tables": ["序时账", "国库集中支付明细"],
        "programs": [
            {
                "title": "用友财务软件",
                "steps": ["进入总账，选账套和会计年度。", "点“输出”，保存类型选 Excel。"],
                "confirmed": False,
            }
        ],
        "reply_by": "2026-10-16",
        "contact": "李晓",
        "phone": "0871-00000000",
    },
    basis=Sentence(
        "巡视工作条例关于调阅资料的规定；导出步骤由巡察办整理，待核对",
        "the regulation on consulting files; the steps are to be checked",
    ),
)
