"""From a form and its facts to a file: what is printed is what was frozen."""

from dataclasses import replace

from xuncha.papers.core.form import Copy, Facts, Form
from xuncha.papers.core.freeze import facts_code, freeze, thaw
from xuncha.papers.core.gongwen import Gongwen
from xuncha.papers.core.register import Register

_UNFIT_FOR_A_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|\n\r\t', "_"))


def press(form: Form, facts: Facts, copy: Copy) -> bytes:
    """The .docx or .xlsx of one paper. Equal arguments give equal bytes; NotPlain on unfit facts.

    A copy without a code gets the plain code of the facts (papers whose code is keyed bring their own).
    """
    plain = thaw(freeze(facts))
    if not copy.code:
        copy = replace(copy, code=facts_code(form.key, plain))
    if form.public:
        copy = replace(copy, mark="")
    paper = Gongwen(copy) if form.kind == "word" else Register(copy)
    form.layout(plain, paper)
    return paper.save()


def file_name(form: Form, lead: str) -> str:
    """``lead`` (the number; the day of the draft while there is none) and the form's title, never a name or a text of the paper.

    The office-wide serial stays out: its gaps would count the papers that the reader may not see.
    """
    return f"{lead} {form.title.zh}{form.suffix}".translate(_UNFIT_FOR_A_NAME)
