"""The addresses of masking: for who may make files fit for publication."""

from django.utils.translation import gettext_noop

from fazhi.kernel.papers.permissions import PUBLISH
from fazhi.surfaces.web.access import address, holding
from fazhi.surfaces.web.masking import views
from fazhi.surfaces.web.pages import Item, Pages

_MAY = holding(PUBLISH)

PAGES = Pages(
    urls=(
        address("masking/", views.masking, name="masking", access=_MAY),
        address("masking/papers/<uuid:key>/", views.paper, name="masking-paper", access=_MAY),
        address("masking/<uuid:key>/", views.file, name="masking-file", access=_MAY),
        address("masking/<uuid:key>/abandonment/", views.abandonment, name="masking-abandonment", access=_MAY),
    ),
    items=(Item(gettext_noop("脱敏"), section=views.SECTION, url_name="masking", order=45),),
)
