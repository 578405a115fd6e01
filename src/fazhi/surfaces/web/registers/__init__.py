"""The registers (台账) as they are now: which there are, and each one's rows, searched, narrowed, sorted, kept as views, taken out."""

from django.utils.translation import gettext_noop

from fazhi.kernel.exchange.permissions import EXPORT
from fazhi.kernel.parties.permissions import OPEN
from fazhi.surfaces.web.access import STAFF, address, holding
from fazhi.surfaces.web.pages import Item, Pages
from fazhi.surfaces.web.registers import exporting, finding, index, keeping, offices, rows
from fazhi.surfaces.web.registers.requests import SECTION

PAGES = Pages(
    urls=(
        address("registers/", index.registers, name="registers", access=STAFF),
        address("registers/<str:name>/", rows.register, name="register", access=STAFF),
        address("registers/<str:name>/count/", rows.count, name="register-count", access=STAFF),
        address("registers/<str:name>/offices/", offices.offices, name="register-offices", access=STAFF),
        address("registers/<str:name>/export/", exporting.export, name="register-export", access=holding(EXPORT)),
        address("registers/<str:name>/parties/", finding.find, name="register-parties", access=holding(OPEN)),
        address("registers/<str:name>/views/", keeping.save, name="register-views", access=STAFF),
        address(
            "registers/<str:name>/views/<int:view>/deletion/",
            keeping.delete,
            name="register-view-deletion",
            access=STAFF,
        ),
    ),
    items=(Item(gettext_noop("台账"), section=SECTION, url_name="registers", order=20),),
)
