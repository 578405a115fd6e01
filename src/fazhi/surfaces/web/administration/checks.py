"""完整性检查: what must hold across tables, run on demand; administrators are told counts, heads the matters too."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from fazhi.kernel.organisations.terms import ADMINISTRATORS
from fazhi.kernel.procedures import integrity
from fazhi.kernel.procedures.permissions import CHECK
from fazhi.surfaces.web.administration.room import of_the_whole, show
from fazhi.surfaces.web.citations import cited
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.pages import DeskRequest


@of_the_whole(CHECK)
def checks(request: DeskRequest) -> HttpResponse:
    """The checkers; sent with `name`, that one is run, sent without, all."""
    known = {checker.name: checker for checker in integrity.registered()}
    found: dict[str, integrity.Checked] = {}
    if request.method == "POST":
        name = request.POST.get("name", "")
        if name and name not in known:
            raise NotHere(_("这项检查"), Way(_("完整性检查"), "/administration/checks/"))
        names = frozenset({name}) if name else None
        found = {item.checker.name: item for item in integrity.check(on=timezone.localdate(), names=names)}
    context = {
        "rows": [(checker, found.get(checker.name)) for checker in known.values()],
        "ran": len(found),
        "faulty": sum(1 for item in found.values() if item.found),
        "tells_matters": request.post.role not in ADMINISTRATORS,
        "at": timezone.now(),
        "basis": cited([CHECK.basis])[0],
    }
    return show(request, "checks", context)
