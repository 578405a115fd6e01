"""Who signs in for the load, and what each of them may open: read from the database beforehand, in a process of its own."""

import json
import os
import sys
from typing import Any

PASSWORD = "measured with an open loop"  # noqa: S105
USERS = 50


def main() -> None:
    """Open the accounts and print, as JSON, each user's name, post, matters, and matters to act on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.config.settings")
    import django

    django.setup()
    users = [told for post in posts() if (told := user(post))["open"]]
    json.dump(spread(users), sys.stdout)


def posts() -> list[Any]:
    """Mediators of every kind of committee and clerks of district bureaus."""
    from django.utils import timezone

    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.organisations.queries import held_on

    held = Post.objects.system("a benchmark's cast").filter(held_on(timezone.localdate()), role="mediator")
    return list(
        held.filter(office__kind="town_committee").select_related("office", "official").order_by("official__code")
    )


def user(post: Any) -> dict[str, Any]:
    from fazhi.lines.mediation.models import PeoplesMatter

    seen = PeoplesMatter.objects.visible_to(post)
    return {
        "name": post.official.code,
        "official": post.official_id,
        "post": post.pk,
        "office": post.office_id,
        "matters": [str(key) for key in seen.order_by("-pk").values_list("pk", flat=True)[:200]],
        "open": [str(key) for key in seen.filter(state="accepted").order_by("-pk").values_list("pk", flat=True)[:40]],
    }


def spread(users: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """As many as there are users, from as many offices as may be, each with an account that the password opens."""
    from django.contrib.auth.hashers import make_password
    from django.utils import timezone

    from fazhi.surfaces.accounts.models import Account

    step = max(1, len(users) // USERS)
    chosen = [dict(user) for user in users[::step][:USERS]]
    for user in chosen:  # nobody acts on a matter on which another acts at the same moment, and is rightly told so
        alike = [each for each in chosen if each["office"] == user["office"]]
        user["mine"] = user["open"][alike.index(user) :: len(alike)]
    encoded, now = make_password(PASSWORD), timezone.now()
    for each in chosen:
        Account.objects.update_or_create(
            official_id=each["official"],
            defaults={"name": each["name"], "password": encoded, "must_change_password": False, "created_at": now},
        )
    return [user for user in chosen if user["mine"]]


if __name__ == "__main__":
    main()
