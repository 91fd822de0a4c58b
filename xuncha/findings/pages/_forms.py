"""The forms of findings: plain fields with labels that say where a person finds the answer."""

from __future__ import annotations

from django import forms

from xuncha.base.words import Sentence
from xuncha.desk.fields import choice, day, line, passage, several
from xuncha.desk.spoken import said
from xuncha.desk.steps import StepForm


class ObservationForm(forms.Form):
    use_required_attribute = False
    source = choice("来源", "Source")
    source_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    area = choice("问题归类", "Area", "拿不准可以先不选", "May be left open", required=False)
    text = passage(
        "要核实什么",
        "What is to be looked into",
        "写清什么事、什么时间、涉及哪个单位或股室",
        "What, when, which office",
    )
    evidence = passage(
        "证据",
        "Evidence",
        "一行一份，写明名称和页码",
        "One a line, with its page",
        required=False,
        rows=3,
    )


class PaperForm(forms.Form):
    use_required_attribute = False
    area = choice("问题归类", "Area")
    title = line("问题标题", "Title", "一句话说清问题，不写姓名", "One sentence, no name", longest=80)
    text = passage(
        "问题表现",
        "Facts",
        "时间、地点、经过、数额；写单位和职务，不写姓名",
        "When, where, how much; posts, not names",
        rows=6,
    )
    basis = passage("定性依据", "Basis", "文件名、条款和原文", "Document, article, wording", rows=3)
    points_to = line(
        "责任指向", "Points to", "写到党组织、单位或职务", "The Party organisation, body or post"
    )
    starts = line(
        "问题发生时段：起",
        "Happened from",
        "如 2022-03-15、2022.03 或“不详”",
        "2022-03-15, 2022.03 or 不详",
        longest=20,
    )
    ends = line(
        "问题发生时段：止",
        "Happened until",
        "仍在持续的留空",
        "Empty while it goes on",
        required=False,
        longest=20,
    )


class NewPaperForm(PaperForm):
    organisation = choice("被巡察单位", "Body")
    authors = several("承办人（不少于二人）", "Authors (two or more)")
    observations = several("依据的待核事项", "Observations it settles", required=False)
    evidence = passage(
        "佐证材料", "Evidence", "一行一份，写明名称和页码", "One a line, with its page", rows=4
    )
    field_order = (
        "organisation",
        "observations",
        "area",
        "title",
        "text",
        "basis",
        "points_to",
        "starts",
        "ends",
        "evidence",
        "authors",
    )


class ReasonForm(StepForm):
    because = passage("理由", "Reason", rows=3)


class KeepForm(StepForm):
    way = choice("拟作处理", "What is proposed", radio=True)
    because = passage("理由", "Reason", "不写姓名", "Without a name", rows=3)


class NextStepForm(StepForm):
    next_step = passage("下一步怎样了解", "What is to be done next", rows=3)


class HandOverForm(StepForm):
    on = day("送达日期", "Handed over on", "单位签收的日期", "The day the body signed for it")


class AnswerForm(StepForm):
    answer = choice("单位意见", "Answer", "照单位盖章的事实确认单填写", "As on the stamped slip", radio=True)
    on = day("答复日期", "Answered on")
    explanation = passage(
        "单位说明", "Explanation", "部分属实、不属实的必填", "Needed unless true", required=False, rows=3
    )
    material = passage(
        "附送材料",
        "Material",
        "一行一份；确无材料写“无”",
        "One a line; 无 if there is none",
        required=False,
        rows=2,
    )
    objection = passage(
        "异议说明",
        "Objection",
        "单位另附异议的照录；将由组外人员书面答复",
        "Answered by somebody outside the team",
        required=False,
        rows=3,
    )


class ReplyForm(StepForm):
    reply = passage("书面答复", "Reply in writing")


class SlipForm(StepForm):
    reply_by = day("请单位于此日前送回", "To be returned by", required=False)


class LeaveOutForm(StepForm):
    left_out = passage(
        "不列入的人员及理由",
        "Left out, and why",
        "一行一人：姓名，理由。全部列入的留空",
        "One a line: name, reason. Empty keeps everybody",
        required=False,
        rows=3,
    )


class SettleForm(LeaveOutForm):
    how = choice("决定", "Decision", radio=True)
    because = passage("理由", "Reason", rows=2)


class ReleaseForm(StepForm):
    name = choice("写出姓名的人员", "Who is named")
    because = passage("组长的理由", "The leader's reason", rows=2)


class LeadForm(forms.Form):
    use_required_attribute = False
    person = line("涉及的人", "Person", longest=40)
    post = line("职务", "Post", required=False, longest=80)
    did = passage("具体行为", "Act", "时间、地点、经过、数额", "When, where, how, how much")
    discipline = choice("涉及纪律", "Discipline")
    evidence = passage("证据材料", "Evidence", rows=3)
    checkable = passage(
        "可查性", "How it can be checked", "可以向谁、从哪份材料查起", "From whom or what to start", rows=2
    )
    keep_open = forms.BooleanField(
        required=False,
        label=said(
            Sentence("单位的问题另写底稿，待核事项保留", "The body's part stays open for a working paper")
        ),
    )


class TransferForm(StepForm):
    to = choice("接收机关", "Receiver")
    on = day("移交日期", "Transferred on")
    document = line(
        "批准文书", "Document of the decision", "文号或会议纪要", "Number or minutes", longest=100
    )


class ExplanationForm(StepForm):
    text = passage("本人说明", "What the person said")


class ResultForm(StepForm):
    disposition = choice("处置方式", "Disposition")
    says = passage("结论", "Conclusion", rows=3)
    founded = choice(
        "是否属实",
        "Founded",
        "不属实的即予澄清，从清单中移除",
        "Unfounded: cleared, and off the list",
        radio=True,
    )


class OrganForm(StepForm):
    organ = line("发文单位", "Issued by", "如“中共某县委第一巡察组”", "The team's full name", longest=60)


class ClearingForm(OrganForm):
    to = line("主送", "Addressee", "被反映人所在单位党组织", "The person's Party organisation", longest=60)


class ReportForm(forms.Form):
    use_required_attribute = False
    areas = choice(
        "问题归类方式",
        "Order of the problems",
        "村（社区）一般用“三个聚焦”",
        "Villages use the second",
        radio=True,
    )
    overall = passage("总体评价", "Overall view", rows=5)
    suggestions = passage("意见建议", "Suggestions", "一行一条", "One a line", rows=4)


class ReportPaperForm(StepForm):
    organ = line("报告单位", "Reporting team", "如“中共某县委第一巡察组”", "The team's full name", longest=60)
    to = line("主送", "Addressee", longest=60)
    signer = line("签发人", "Signed by", longest=20)
