"""The official's own page: posts, sessions, password, second factor; and the security administrator's accounts."""

from django.utils.translation import gettext_noop

from fazhi.surfaces.web.account import managing, own, password, second_factor
from fazhi.surfaces.web.pages import Item, Pages

PAGES = Pages(
    urls=(*own.URLS, *password.URLS, *second_factor.URLS, *managing.URLS),
    items=(Item(gettext_noop("账号"), section=managing.SECTION, url_name="accounts", order=90),),
)
