"""The published list of a clean-up (清理结果目录): what is kept, to be amended, abolished, declared invalid."""

from collections.abc import Iterator

from django.utils.translation import gettext_noop

from fazhi.kernel.papers.official import Block, Disclosure, Grid, Heading, OfficialPaper, Text, day_text
from fazhi.kernel.papers.templates import Template
from fazhi.lines.legality_review.terms.campaigns import CLEANED_LIST, CleanedDocument, CleanedFacts, Outcome

_TITLE = "行政规范性文件清理结果公告"
HEADS = {
    Outcome.KEEP: gettext_noop("继续有效的文件"),
    Outcome.AMEND: gettext_noop("需要修改的文件"),
    Outcome.ABOLISH: gettext_noop("废止的文件"),
    Outcome.INVALID: gettext_noop("宣布失效的文件"),
}
MEANS = {
    Outcome.AMEND: gettext_noop("下列文件在修改以前继续有效。"),
    Outcome.ABOLISH: gettext_noop("下列文件自本公告所载审定之日起不再作为行政管理的依据。"),
    Outcome.INVALID: gettext_noop("下列文件自本公告所载审定之日起不再作为行政管理的依据。"),
}


def cleaned_list(facts: CleanedFacts) -> OfficialPaper:
    """One list of all outcomes. Source: 国办发〔2018〕37号; 优化营商环境条例 art. 64(2) for its publication."""
    return OfficialPaper(
        title=f"{facts.title}{_TITLE}",
        title_lines=(facts.title, _TITLE),
        issuers=(facts.office,),
        number=facts.number,
        sealed_date=facts.sealed_date,
        body=tuple(_body(facts)),
        disclosure=Disclosure.ACTIVE,
    )


def _body(facts: CleanedFacts) -> Iterator[Block]:
    counts = "，".join(f"{outcome.label}{len(found)}件" for outcome, found in facts.documents)
    total = sum(len(found) for _, found in facts.documents)
    yield Text(
        f"根据{facts.notice}，对行政规范性文件进行了清理，经{facts.decision}于{day_text(facts.decided_date)}审定，"
        f"共清理{total}件，其中{counts}。现予公布。"
    )
    for outcome, found in facts.documents:
        yield Heading(HEADS[outcome])
        if outcome in MEANS:
            yield Text(MEANS[outcome])
        yield _grid(outcome, found)


def _grid(outcome: Outcome, found: tuple[CleanedDocument, ...]) -> Grid:
    if outcome is Outcome.KEEP:
        rows = tuple((str(place), each.number, each.title, each.drafter) for place, each in enumerate(found, 1))
        return Grid(("序号", "文号", "文件名称", "起草单位"), rows, shares=(1, 3, 5, 3))
    told = tuple((str(place), each.number, each.title, each.reason) for place, each in enumerate(found, 1))
    return Grid(("序号", "文号", "文件名称", "理由"), told, shares=(1, 3, 4, 4))


TEMPLATE = Template(CLEANED_LIST, _TITLE, CleanedFacts, cleaned_list)
