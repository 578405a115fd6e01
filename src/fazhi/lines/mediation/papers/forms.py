"""Which form each kind of facts is set in, and the blank papers for the village hall."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fazhi.kernel.papers.sheet import Sheet
from fazhi.lines.mediation.papers.agreement import agreement, oral
from fazhi.lines.mediation.papers.following import confirmation, visit
from fazhi.lines.mediation.papers.notices import notice, risk, termination
from fazhi.lines.mediation.papers.opening import application, registration, rights
from fazhi.lines.mediation.papers.records import explanation, investigation, session
from fazhi.lines.mediation.terms import papers as facts


@dataclass(frozen=True)
class PaperForm:
    """
    One form.

    code   what the console calls it
    title  what people call it
    build  facts → paper
    """

    code: str
    title: str
    build: Callable[[Any], Sheet]


FORMS: Mapping[type[facts.Facts], PaperForm] = {
    facts.ApplicationFacts: PaperForm("application", "调解申请书", application),
    facts.RegistrationFacts: PaperForm("registration", "受理登记表", registration),
    facts.RightsFacts: PaperForm("rights", "权利义务告知书", rights),
    facts.NoticeFacts: PaperForm("notice", "调解通知书", notice),
    facts.InvestigationFacts: PaperForm("investigation", "调查记录", investigation),
    facts.SessionFacts: PaperForm("session", "调解记录", session),
    facts.AgreementFacts: PaperForm("agreement", "调解协议书", agreement),
    facts.OralFacts: PaperForm("oral", "口头协议登记表", oral),
    facts.TerminationFacts: PaperForm("termination", "终止调解告知书", termination),
    facts.VisitFacts: PaperForm("visit", "回访记录", visit),
    facts.ConfirmationFacts: PaperForm("confirmation", "司法确认申请书", confirmation),
    facts.ExplanationFacts: PaperForm("explanation", "情况说明", explanation),
    facts.RiskFacts: PaperForm("risk", "风险报告函", risk),
}


def sheet_of(made_of: facts.Facts) -> Sheet:
    """The paper that these facts make."""
    return FORMS[type(made_of)].build(made_of)


def blank(code: str) -> Sheet:
    """A paper to be written by hand; KeyError for a code that no form has."""
    for kind, form in FORMS.items():
        if form.code == code:
            return form.build(kind())
    raise KeyError(code)
