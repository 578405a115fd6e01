"""How applications and complaints of the portal look on the desk."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from fazhi.lines.mediation.models import Application, Complaint
from fazhi.lines.mediation.terms import PEOPLES, Category, RefusalReason
from fazhi.lines.mediation.terms.applications import APPLICATION, COMPLAINT, ComplaintResult, ComplaintSubject
from fazhi.surfaces.web.matters.face import MatterFace, Part, matter_url

if TYPE_CHECKING:
    from fazhi.kernel.procedures.models import Matter
    from fazhi.surfaces.web.pages import DeskRequest


def _application_title(matter: "Matter") -> str:
    application = cast(Application, matter)
    return _("%(kind)s纠纷调解申请") % {"kind": _(Category(application.category).label)}


def _application_facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    """As the applicant told it; the words may name anybody, and stand on the matter's own page only."""
    application = cast(Application, matter)
    yield _("收到日期"), application.received_date.isoformat()
    yield _("纠纷类别"), _(Category(application.category).label)
    yield _("事情经过"), application.facts
    if application.request:
        yield _("希望怎样解决"), application.request
    if application.reason:
        yield _("不予受理理由"), _(RefusalReason(application.reason).label)


def _became(matter: "Matter", request: "DeskRequest") -> Mapping[str, Any] | None:
    """The people's matter that it became."""
    application = cast(Application, matter)
    if application.matter is None:
        return None
    found = application.matter
    return {"title": _("受理后的案件"), "number": found.number, "url": matter_url(PEOPLES, found.pk)}


def _complaint_title(matter: "Matter") -> str:
    return _("投诉：%(subject)s") % {"subject": _(ComplaintSubject(cast(Complaint, matter).subject).label)}


def _complaint_facts(matter: "Matter") -> Iterator[tuple[str, str]]:
    complaint = cast(Complaint, matter)
    yield _("收到日期"), complaint.received_date.isoformat()
    yield _("投诉事项"), _(ComplaintSubject(complaint.subject).label)
    yield _("投诉内容"), complaint.text
    if complaint.result:
        yield _("认定结果"), _(ComplaintResult(complaint.result).label)
    if complaint.answer:
        yield _("答复"), complaint.answer


def _about(matter: "Matter", request: "DeskRequest") -> Mapping[str, Any] | None:
    """The application that it is about, if the post sees it."""
    visible = Application.objects.visible_to(request.post).select_related("office")
    found = visible.filter(pk=cast(Complaint, matter).application_id).first()
    if found is None:
        return None
    url = matter_url(APPLICATION, found.pk)
    return {"title": _("投诉的申请"), "number": found.number, "office": found.office.name, "url": url}


APPLICATION_FACE = MatterFace(
    procedures=(APPLICATION,),
    url_name="mediation-application",
    register="",
    title=_application_title,
    facts=_application_facts,
    parts=(Part("mediation/belongs.html", _became),),
)

COMPLAINT_FACE = MatterFace(
    procedures=(COMPLAINT,),
    url_name="mediation-complaint",
    register="",
    title=_complaint_title,
    facts=_complaint_facts,
    parts=(Part("mediation/belongs.html", _about),),
)

FACES = {"mediation/applications/": APPLICATION_FACE, "mediation/complaints/": COMPLAINT_FACE}
"""Route → face, for the addresses of the desk's matter pages."""
