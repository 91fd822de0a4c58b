"""澄清函: tells in proper form that a reflection about a person was found untrue, to clear him."""

from xuncha.base.words import Sentence
from xuncha.papers.core.form import Form


def layout(facts, doc):
    """Facts: organ, to, person, conclusion, document."""
    doc.letter_head(facts["organ"])
    doc.title("关于予以澄清的函")
    doc.addressee(facts["to"])
    doc.say(
        f"经有权机关核查（{facts['document']}），有关{facts['person']}同志的反映{facts['conclusion']}。现予澄清，请以适当方式在适当范围内消除影响。"
    )
    doc.say("该反映不作为对其考核、任用的依据。")
    doc.sign(facts["organ"])


FORM = Form(
    key="lead_clearing",
    title=Sentence("澄清函", "letter of clearing"),
    layout=layout,
    series="transfer",
    leaves_team=True,
    audience="leader",
    signers=("组长",),
    sample={
        "organ": "中共明川县委第一巡察组",
        "to": "县水务局党组",
        "person": "（虚构）某某",
        "conclusion": "与事实不符",
        "document": "县纪委监委反馈函",
    },
    basis=Sentence(
        "检举控告工作规则(2020)第五十条，待核对原文", "rules on reports and accusations (2020), to be checked"
    ),
)
