"""More of the cast, for tests that need somebody of their own."""

from datetime import date
from typing import Any

from fazhi.kernel.organisations.models import Official, Post


def posts_of(office: Any, *roles: str) -> tuple[Post, ...]:
    """Somebody new in each of these roles at an office."""
    made = []
    for role in roles:
        person = Official(code=f"N-{role}", name=f"新{role}")
        person.save()
        Post(official=person, office=office, role=role, from_date=date(2020, 1, 1)).save()
        rows = Post.objects.system("the cast of the tests").select_related("office", "official")
        made.append(rows.get(official=person))
    return tuple(made)
