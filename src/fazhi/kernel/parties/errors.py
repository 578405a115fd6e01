"""
What can go wrong with parties.

PartyError
├── ReasonNeedsWords         a file was to be opened for another reason, without saying which
├── OutOfReach               a matter or party outside the post's offices, or none at all
├── RepresentativeImpossible an agent without authority, a guardian of a body, and their like
├── PartyErased              a party whose data were erased can't be changed
└── KeyLost                  parties were kept under a key whose file is gone
"""

from pathlib import Path

from fazhi.kernel.parties.terms import ActingAs


class PartyError(Exception):
    """Base of this room's findings."""


class ReasonNeedsWords(PartyError):
    """`found` is what was written; `longest` the most characters that are kept."""

    def __init__(self, found: str, longest: int) -> None:
        self.found, self.longest = found, longest
        super().__init__(
            f"Opening a file for another reason takes 1 to {longest} characters of words, got {len(found)}."
        )


class OutOfReach(PartyError):
    """Whether it exists is not told."""

    def __init__(self, post: str) -> None:
        self.post = post
        super().__init__(f"There is no such matter or party within the offices of {post}.")


class RepresentativeImpossible(PartyError):
    """`needed` says in Chinese what would have been right."""

    def __init__(self, acting_as: ActingAs, needed: str) -> None:
        self.acting_as, self.needed = acting_as, needed
        super().__init__(f"A representative acting as {acting_as.value} can't be kept: {needed}.")


class PartyErased(PartyError):
    def __init__(self, position: int) -> None:
        self.position = position
        super().__init__(f"The data of party {position} were erased; nothing can be written to it.")


class KeyLost(PartyError):
    """Parties were kept under the key that was at `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"No party key at {path}, and parties were kept under it; restore the file from its backup.")
