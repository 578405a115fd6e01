"""The templates of official papers: lines register theirs, `services.issue` makes papers by their codes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fazhi.kernel.papers.errors import TemplateUnknown
from fazhi.kernel.papers.official import OfficialPaper
from fazhi.kernel.papers.volume import Volume


@dataclass(frozen=True)
class Template:
    """
    A kind of paper that a line issues.

    code     "line.paper", unique in the system; also the kind of the attachment
    context  the type of facts it is made of, a frozen dataclass
    build    facts → paper, without a number: that comes when it is issued
    """

    code: str
    title: str
    context: type
    build: Callable[[Any], OfficialPaper]

    def paper(self, context: object) -> OfficialPaper:
        """The paper, not yet numbered. Raises TypeError for facts of another type, PaperIncomplete."""
        if not isinstance(context, self.context):
            raise TypeError(f"{self.code} is made of {self.context.__name__}, not of {type(context).__name__}")
        return self.build(context)


_templates: dict[str, Template] = {}


def register(*templates: Template) -> None:
    """Make templates known; called from the `apps.py` of the line that owns them."""
    _templates.update({template.code: template for template in templates})


def template(code: str) -> Template:
    """Raises TemplateUnknown."""
    if code not in _templates:
        raise TemplateUnknown(code, tuple(sorted(_templates)))
    return _templates[code]


def registered() -> tuple[Template, ...]:
    return tuple(_templates[code] for code in sorted(_templates))


@dataclass(frozen=True)
class VolumeTemplate:
    """
    How a line's case file is put together.

    code     "line.file", unique in the system
    context  the type of what it is made of, a frozen dataclass
    build    that → volume
    """

    code: str
    context: type
    build: Callable[[Any], Volume]


_volumes: dict[str, VolumeTemplate] = {}


def register_volumes(*templates: VolumeTemplate) -> None:
    """Make case files known; called from the `apps.py` of the line that owns them."""
    _volumes.update({template.code: template for template in templates})


def volume(code: str, context: object) -> Volume:
    """The volume made of `context`. Raises TemplateUnknown, TypeError for a context of another type."""
    if code not in _volumes:
        raise TemplateUnknown(code, tuple(sorted(_volumes)))
    found = _volumes[code]
    if not isinstance(context, found.context):
        raise TypeError(f"{code} is made of {found.context.__name__}, not of {type(context).__name__}")
    return found.build(context)
