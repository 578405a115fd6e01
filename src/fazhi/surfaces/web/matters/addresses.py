"""The addresses of a line's matters: the page, and the form of each act."""

from functools import partial

from django.urls import URLPattern

from fazhi.surfaces.web.access import STAFF, Access, address
from fazhi.surfaces.web.matters import views
from fazhi.surfaces.web.matters.face import MatterFace


def addresses(route: str, face: MatterFace, access: Access = STAFF) -> tuple[URLPattern, ...]:
    """
    The page of each matter of this face at `route`/<key>/, and its acts at `route`/<key>/acts/<act>/.

    route   as "mediation/people/", with the slash
    access  whose page it is; what else can be done with the matter asks the same

    Papers, parties, clocks, tasks and corrections have addresses of their own that serve every line (`matters.room`).
    """
    return (
        address(f"{route}<uuid:key>/", partial(views.matter_page, face=face), name=face.url_name, access=access),
        address(
            f"{route}<uuid:key>/acts/<str:act>/",
            partial(views.act, face=face),
            name=f"{face.url_name}-act",
            access=access,
        ),
    )
