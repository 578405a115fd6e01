"""My work (我的工作): what waits for a post over all lines, who has it in hand, and who stands in for whom."""

from django.utils.translation import gettext_noop

from fazhi.surfaces.web.access import STAFF, address
from fazhi.surfaces.web.pages import Item, Pages
from fazhi.surfaces.web.work import absences, hands, views

PAGES = Pages(
    urls=(
        address("", views.my_work, name="my-work", access=STAFF),
        address("work/take/", hands.take, name="work-take", access=STAFF),
        address("work/hand-over/", hands.hand_over, name="work-hand-over", access=STAFF),
        address("work/bulk/", hands.together, name="work-bulk", access=STAFF),
        address("work/absences/", absences.absences, name="absences", access=STAFF),
        address("work/absences/<int:number>/end/", absences.end, name="absence-end", access=STAFF),
        address("work/absences/<int:number>/withdrawal/", absences.withdraw, name="absence-withdrawal", access=STAFF),
    ),
    items=(Item(gettext_noop("我的工作"), section=views.SECTION, url_name="my-work", order=0),),
)
