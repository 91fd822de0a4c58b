"""Second chapter: one whole round, from opening it to closed rectifications."""

from __future__ import annotations

from datetime import date

from xuncha.coverage.models import Target, Term
from xuncha.findings.actions.attribute import approve_finding
from xuncha.findings.actions.confirm_facts import hand_over_slip, record_answer
from xuncha.findings.actions.draft_report import save_report, submit_report
from xuncha.findings.actions.handle_lead import transfer_lead
from xuncha.findings.actions.make_lead import LeadText, make_lead
from xuncha.findings.actions.merge import merge_papers
from xuncha.findings.actions.print_papers import draft_report_paper, draft_slip, draft_transfer
from xuncha.findings.actions.raise_observation import raise_observation
from xuncha.findings.actions.sign_paper import send_for_signature, take_signed
from xuncha.findings.actions.write_paper import PaperText, write_paper
from xuncha.findings.models import Finding, Lead, WorkingPaper
from xuncha.letters.actions.decide_way import decide_way
from xuncha.letters.actions.register import register_letter
from xuncha.letters.core.intake import LetterRow
from xuncha.letters.models import Matter
from xuncha.office.demo.cast import Cast, contact_of, petition_officer, put_in_force, seat_team
from xuncha.office.demo.formalities import go_on, mark, prepare, release
from xuncha.office.demo.ink import issue, sign
from xuncha.office.demo.writing import write_what_is_drafted
from xuncha.rectification.actions.extend import propose_extension
from xuncha.rectification.actions.feed_back import feed_back
from xuncha.rectification.actions.print_papers import draft_feedback, draft_ledger, draft_plan
from xuncha.rectification.actions.repair import plan_measure, submit
from xuncha.rectification.actions.review import review
from xuncha.rectification.models import Item
from xuncha.registry.models import Organisation
from xuncha.rounds.actions.open_round import open_round
from xuncha.rounds.models import Inspection, Round
from xuncha.teams.actions.accept import accept
from xuncha.teams.actions.authorise import authorise
from xuncha.teams.actions.propose import form
from xuncha.teams.facts import Group
from xuncha.teams.models import Team
from xuncha.trust import clock, keyring
from xuncha.trust.access import see
from xuncha.trust.actions.approve import approve
from xuncha.trust.core.roles import Role

BODY = "明川县商务局"
"""The body whose way is told to the end."""
OTHERS = ("明川县司法局", "明川县审计局")
ENTRY = date(2026, 8, 31)
PAPERS = (
    PaperText(
        "strict", "办公耗材采购未经集体研究",
        "2023年1月至2024年6月,该单位办公耗材采购累计金额较大,会议记录中没有集体研究的记载(虚构)。",
        "单位“三重一大”事项集体决策制度(虚构)第五条", "单位主要负责人", "2023-01", "2024-06",
    ),
    PaperText(
        "strict", "公务接待费报销手续不全",
        "2024年3月至12月,公务接待费报销凭证后未附公函和接待清单(虚构)。",
        "公务接待管理规定(虚构)第十三条", "财务负责人", "2024-03", "2024-12",
    ),
    PaperText(
        "organisation", "党员领导干部民主生活会对照检查不深入",
        "2024年度民主生活会对照检查材料与上一年度雷同,没有针对性整改措施(虚构)。",
        "县以上党和国家机关党员领导干部民主生活会若干规定(虚构引用)", "单位党组", "2025-01", "2025-02",
    ),
)  # fmt: skip


def whole_round(cast: Cast, term: Term) -> Round:
    """Round 3: opened in August 2026, in the field in September, fed back in October, partly repaired by November."""
    with clock.on_day(date(2026, 8, 5)):
        around = open_round(
            by=cast.director,
            term=term,
            kind="常规",
            entry_day=ENTRY,
            stay_days=26,
            targets=targets_of(term, (BODY, *OTHERS)),
        )
    first, second = form_teams(cast, around, date(2026, 8, 18), [(BODY,), OTHERS])
    with clock.on_day(date(2026, 8, 27)):
        seat_team(cast, first, 31, "z3-1")
        seat_team(cast, second, 32, "z3-2")
        authorise_all(cast, around)
    prepare(cast, around)
    inspection = see(Inspection, cast.director).get(round=around, title__contains=BODY)
    body = Organisation.objects.get(tree="unit", name=BODY)
    _in_the_field(cast, inspection, body)
    _report(cast, inspection)
    _repair(cast, inspection, body)
    with clock.on_day(date(2026, 10, 23)):
        mark(cast, around, {"on_site", "report", "feedback"}, date(2026, 10, 20))
        go_on(cast, around, "rectify")
        release(cast, around)
    return around


def targets_of(term: Term, names: tuple[str, ...]) -> list[Target]:
    """The targets that hold these units, by the beginning of their names."""
    return [Target.objects.filter(term=term, name__startswith=name).order_by("name")[0] for name in names]


def form_teams(cast: Cast, around: Round, on: date, groups: list[tuple[str, ...]]) -> list[Team]:
    """Solve and accept; the authorisation follows once the accounts exist."""
    rows = list(see(Inspection, cast.director).filter(round=around))
    with clock.on_day(on):
        proposal = form(
            by=cast.director, around=around,
            groups=[
                Group(n, tuple(one for one in rows if any(name in one.title for name in names)), woman_needed=n == 1)
                for n, names in enumerate(groups, 1)
            ],
        )  # fmt: skip
        return accept(by=cast.director, proposal=proposal)


def authorise_all(cast: Cast, around: Round) -> None:
    """The decision on leaders and tasks was signed today; both administrators sign for the rights of every team."""
    document = f"明川巡组发〔2026〕{around.number}号(虚构)"
    for team in see(Team, cast.director).filter(round=around):
        authorise(
            by=cast.director, team=team, version=team.version, document=document, decided_on=clock.today()
        )
    put_in_force(cast)


def _in_the_field(cast: Cast, inspection: Inspection, body: Organisation) -> None:
    """A letter, three papers, a lead; the facts confirmed and the papers signed."""
    leader, liaison = cast.one(31, Role.LEADER), cast.one(31, Role.LIAISON)
    members = (cast.team[31].get(Role.MEMBER) or [])[:2]
    with clock.on_day(date(2026, 9, 3)):
        officer = petition_officer(cast, inspection, "xf-zhou")
        written = LetterRow(
            "",
            0,
            channel="box",
            day=clock.today(),
            text="商务局买办公耗材从来不开会,都是一两个人说了算。(虚构)",
        )
        letter = register_letter(by=officer, inspection=inspection, row=written)
        (matter,) = see(Matter, leader).filter(letter=letter)
        decide_way(
            by=leader,
            matter=matter,
            version=matter.version,
            way="keep",
            opinion="留组了解",
            signer="组长",
            signed_on=clock.today(),
        )
        seen = raise_observation(
            by=leader, inspection=inspection, source="letter", source_id=matter.pk, area="strict",
            text="核实办公耗材采购是否经集体研究(虚构)", evidence=["信访件1号"],
        )  # fmt: skip
    with clock.on_day(date(2026, 9, 14)):
        make_lead(
            by=members[0], inspection=inspection,
            written=LeadText(
                "某某(虚构)", "某股股长(虚构)", "涉嫌收受供应商购物卡(虚构)", "廉洁纪律", "谈话反映1份(虚构)", "可核对供应商账目(虚构)"
            ),
        )  # fmt: skip
        for n, written in enumerate(PAPERS):
            write_paper(
                by=leader, inspection=inspection, organisation=body, written=written, authors=members,
                observations=[seen] if n == 0 else [], evidence=[f"会议记录、凭证复印件第{n * 10 + 1}-{n * 10 + 8}页(虚构)"],
            )  # fmt: skip
    papers = list(see(WorkingPaper, liaison).filter(inspection=inspection).order_by("serial"))
    for paper in papers:
        with clock.on_day(date(2026, 9, 16)):
            hand_over_slip(by=liaison, paper=paper, on=clock.today())
            draft_slip(
                by=liaison, paper=see(WorkingPaper, liaison).get(pk=paper.pk), reply_by=date(2026, 9, 23)
            )
        with clock.on_day(date(2026, 9, 21)):
            record_answer(
                by=liaison, paper=see(WorkingPaper, liaison).get(pk=paper.pk), answer="属实", on=clock.today()
            )
            sheet = send_for_signature(by=liaison, paper=see(WorkingPaper, liaison).get(pk=paper.pk))
            sign(sheet, liaison, members[0], "第3轮底稿盒1")
            take_signed(by=liaison, paper=see(WorkingPaper, liaison).get(pk=paper.pk))


def _report(cast: Cast, inspection: Inspection) -> None:
    """Three papers, two findings, approved and reported."""
    leader, liaison = cast.one(31, Role.LEADER), cast.one(31, Role.LIAISON)
    with clock.on_day(date(2026, 9, 28)):
        papers = list(see(WorkingPaper, liaison).filter(inspection=inspection).order_by("serial"))
        for chosen, written in ((papers[:2], PAPERS[0]), (papers[2:], PAPERS[2])):
            merge_papers(by=liaison, inspection=inspection, papers=chosen, written=written)
        for finding in see(Finding, leader).filter(inspection=inspection):
            approve_finding(by=leader, finding=finding)
        save_report(
            by=liaison, inspection=inspection, areas="four", overall="该单位总体履职较好,但在落实主体责任等方面存在不足(虚构)。",
            suggestions=["健全集体决策制度,从严管理公务支出。", "从严从实开好民主生活会。"],
        )  # fmt: skip
    with clock.on_day(date(2026, 10, 9)):
        submit_report(by=leader, inspection=inspection)
        organ = "中共明川县委第1巡察组(虚构)"
        draft_report_paper(
            by=leader, inspection=inspection, organ=organ, to="县委巡察工作领导小组", signer=""
        )
        for lead in see(Lead, leader).filter(inspection=inspection):
            transfer_lead(
                by=leader,
                lead=lead,
                to="县纪委监委",
                on=clock.today(),
                document="明川巡组会〔2026〕7号(虚构)",
            )
            draft_transfer(by=leader, lead=see(Lead, leader).get(pk=lead.pk), organ=organ)


def _repair(cast: Cast, inspection: Inspection, body: Organisation) -> None:
    """Feedback in October; one item closed in November, one still open. The team's papers are written before its rights end."""
    with clock.on_day(date(2026, 10, 12)):
        keyring.hand_over()
        write_what_is_drafted(cast)
    with clock.on_day(date(2026, 10, 12)):
        feedback = feed_back(
            by=cast.director,
            inspection=inspection,
            organisation=body,
            on=clock.today(),
            plan_clock="1个月",
            report_clock="6个月",
        )
        issue(draft_feedback(by=cast.clerk, feedback=feedback), cast.clerk, cast.director)
        draft_plan(by=cast.clerk, feedback=feedback)
        contact = contact_of(cast, body, "lxr-shangwu")
    done, running = list(see(Item, contact).filter(organisation=body, imported=False).order_by("number"))
    with clock.on_day(date(2026, 10, 30)):
        plan_measure(
            by=contact, item=done, says="修订采购管理办法,一万元以上采购一律上会(虚构)", leader="分管副局长", department="办公室",
            due=date(2026, 11, 30), goal="制度上墙、执行到位",
        )  # fmt: skip
        plan_measure(
            by=contact,
            item=running,
            says="重新开展对照检查并公示整改措施(虚构)",
            leader="党组书记",
            department="机关党总支",
        )
    with clock.on_day(date(2026, 11, 13)):
        item = see(Item, contact).get(pk=done.pk)
        submit(
            by=contact,
            item=item,
            says="办法已印发并执行,补充研究2次(虚构)",
            evidence="办法文本1份(虚构)\n会议记录2份(虚构)",
        )
        review(
            by=cast.clerk,
            item=see(Item, cast.clerk).get(pk=done.pk),
            party="巡察办",
            verdict="同意销号",
            says="查阅原件并回访,情况属实",
        )
    with clock.on_day(date(2026, 11, 16)):
        proposal = propose_extension(
            by=cast.director, item=see(Item, cast.director).get(pk=running.pk), until=date(2027, 5, 28),
            decided_by="县委巡察工作领导小组", decided_on=clock.today(), document="明川巡组会〔2026〕9号(虚构)",
            reason="与年度民主生活会一并开展",
        )  # fmt: skip
        approve(by=cast.clerk, proposal=proposal, version=proposal.version)
        draft_ledger(by=cast.clerk, organisation=body)
