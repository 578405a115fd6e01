"""Which matter an address means: one within the post's offices, of a procedure that the address is for."""

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from fazhi.kernel.indicators.live import Live
from fazhi.kernel.procedures import registry
from fazhi.surfaces.web.access import access_of
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.matters.face import MatterFace, face_of

if TYPE_CHECKING:
    from fazhi.kernel.organisations.models import Post
    from fazhi.kernel.procedures.models import Matter


def matter_seen(key: UUID, procedures: Collection[str], post: "Post", *ways: Way) -> "Matter":
    """The matter with its office. Raises NotHere: one that lies elsewhere looks like one that is not there."""
    found = registry.matter_seen_by(post, key, procedures)
    if found is None:
        raise NotHere(_("这件事项"), *ways)
    return found


def matter_of(procedure: str, key: UUID, post: "Post") -> "tuple[Matter, MatterFace]":
    """
    The matter of an address that serves every line, and how it looks. Raises NotHere; PermissionDenied where its own page
    is closed to the post.
    """
    face = face_of(procedure)
    if face is None:
        raise NotHere(_("这件事项"))
    access = access_of(face.url_name)
    if access is None or not access.admits(post):
        raise PermissionDenied
    return matter_seen(key, (procedure,), post, *ways_to(face)), face


def ways_to(face: MatterFace) -> tuple[Way, ...]:
    """The register that lists matters of this face; none if it has none."""
    register = Live().catalogue.registers.get(face.register)
    return (Way(register.title, reverse("register", kwargs={"name": register.name})),) if register else ()
