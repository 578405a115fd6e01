"""
What a caller of `kernel.law` can act on.

LawError
├── TitlesInvalid       law/titles.toml says something it can't
├── CorpusUnreadable    a corpus file that is not one
├── TextRefused         a text of one statute that can't be read
└── NotHeld             a text that can't be shown
    ├── TitleUnknown    no such title in the list of titles or the corpora
    ├── TextNotHeld     the title is known, its text is not here
    └── ArticleUnknown  the text is here and has no such article
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fazhi.kernel.law.terms import Fault


class LawError(Exception):
    """Law data that can't be read or found."""


class TitlesInvalid(LawError):
    """The entry `name` of titles.toml is wrong; `reason` says how."""

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"titles.toml, entry {name!r}: {reason}.")


class CorpusUnreadable(LawError):
    """`path` is not a corpus in the expected layout."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"The law corpus {path} can't be read: {reason}.")


class TextRefused(LawError):
    """At `line` of a statute's text stands `found`; `fault` says what is wrong with it."""

    def __init__(self, line: int, fault: "Fault", found: str) -> None:
        self.line, self.fault, self.found = line, fault, found
        super().__init__(f"Line {line}: {fault} ({found!r}).")


class NotHeld(LawError):
    """A text that can't be shown."""


class TitleUnknown(NotHeld):
    """Nobody here knows `title`; `near` are known titles like it, best first."""

    def __init__(self, title: str, near: tuple[str, ...]) -> None:
        self.title, self.near = title, near
        super().__init__(f"No text is known by the title {title!r}; near: {', '.join(near) or 'none'}.")


class TextNotHeld(NotHeld):
    """
    `title` is known, its text is in no corpus read in here.

    verified      False for a title that is 待核
    corpora_held  False where no corpus is read in at all
    repealed_by   title of the text that repeals it, where that is known
    """

    def __init__(
        self, title: str, wenhao: str | None, *, verified: bool, corpora_held: bool, repealed_by: str | None = None
    ) -> None:
        self.title, self.wenhao, self.verified, self.corpora_held = title, wenhao, verified, corpora_held
        self.repealed_by = repealed_by
        super().__init__(f"The text of {title!r} is not held here ({'others are' if corpora_held else 'none is'}).")


class ArticleUnknown(NotHeld):
    """The held version of `title` has no article `label`; its articles end with `final`."""

    def __init__(self, title: str, label: str, final: str) -> None:
        self.title, self.label, self.final = title, label, final
        super().__init__(f"{title!r} has no {label}; its articles end with {final}.")
