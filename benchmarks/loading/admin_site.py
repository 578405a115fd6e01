"""Settings and addresses of Django's own admin over the same tables: what one gets without writing a desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from fazhi.lines.mediation.models import PeoplesMatter


class OpenSite(admin.AdminSite):
    """Whoever has signed in may look: rights aren't what is measured here."""

    def has_permission(self, request: HttpRequest) -> bool:
        return True


class PeoplesMatters(admin.ModelAdmin[PeoplesMatter]):
    list_display = ("number", "office", "category", "source", "state", "accepted_date", "concluded_date")
    list_filter = ("state", "category", "source")
    search_fields = ("number",)
    list_select_related = ("office",)
    list_per_page = 50
    exclude = ("office",)  # a scoped manager gives no list to choose from

    def get_queryset(self, request: HttpRequest) -> QuerySet[PeoplesMatter]:
        return PeoplesMatter.objects.system("a benchmark").order_by("-pk")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True


site = OpenSite()
site.register(PeoplesMatter, PeoplesMatters)
