"""
What can go wrong with papers.

PaperError
├── FaceMissing           no shipped or installed face serves: a drawing names one, or a role of an official paper has none
├── GlyphMissing          a character of the text has no shape in the face it is set in
├── PaperIncomplete       an official paper lacks a part that the standard asks for, or has one that contradicts another
├── NumberNotUnderstood   a text is not a document number
├── SeriesUnknown         no series of numbers is kept under this code
├── SeriesExists          the series is kept already
├── SeriesOfAnother       a post draws on the series of a body that it does not belong to
├── NumberUnknown         the number was never issued
├── NumberVoid            the number is void already
├── ReasonMissing         an act that needs a reason was given none
├── TemplateUnknown       no template has this code
├── AttachmentUnknown     no such attachment, or it lies outside the post's offices
├── FileDamaged           the kept file is missing or is not what was put in
├── FileRefused           a file may not be kept
│   ├── FileTooLarge      over the limit, packed or unpacked
│   ├── MediaUnknown      its content is of no kind on the list
│   ├── MediaMismatch     its content is not what its name says
│   ├── MacrosInside      it holds macros or controls
│   ├── OldWord           a .doc of old, which can't be read
│   ├── UnderPassword     it opens with a password only
│   ├── NoTextInside      a PDF of pictures without text, as a scanner makes it
│   └── FileUnreadable    its content breaks the rules of its kind
└── CleaningRefused       a file can't be made fit for publication
    ├── MaskedTextLeft    a masked word is still in the new file
    ├── KindNotCleaned    there is no safe way to strip files of this kind
    └── HiddenContent     it holds what a reader of the printed page does not see
"""

from datetime import date


class PaperError(Exception):
    """Base of this room's findings."""


class FaceMissing(PaperError):
    def __init__(self, warnings: tuple[str, ...]) -> None:
        self.warnings = warnings
        super().__init__("A face is named that is not there: " + "; ".join(warnings))


class GlyphMissing(PaperError):
    def __init__(self, text: str, face: str) -> None:
        self.text, self.face = text, face
        super().__init__(f"{text!r} has no shape in {face}. Put a font that has it into the folder of fonts.")


class PaperIncomplete(PaperError):
    """`part` is the part's official name, `expected` says in Chinese what would be right."""

    def __init__(self, part: str, expected: str) -> None:
        self.part, self.expected = part, expected
        super().__init__(f"The paper's {part} does not stand: {expected}.")


class NumberNotUnderstood(PaperError):
    def __init__(self, text: str, right: str) -> None:
        self.text, self.right = text, right
        super().__init__(f"{text!r} is not a document number; expected {right}.")


class SeriesUnknown(PaperError):
    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"There is no series {code!r}. Open it with `fazhi papers open`.")


class SeriesExists(PaperError):
    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"The series {code!r} is open already.")


class SeriesOfAnother(PaperError):
    def __init__(self, code: str, office: str, post: str) -> None:
        self.code, self.office, self.post = code, office, post
        super().__init__(f"{code} is the series of {office}; {post} is neither there nor in one of its divisions.")


class NumberUnknown(PaperError):
    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"The number {text} was never issued.")


class NumberVoid(PaperError):
    def __init__(self, text: str, on: date, reason: str) -> None:
        self.text, self.on, self.reason = text, on, reason
        super().__init__(f"The number {text} has been void since {on}: {reason}")


class ReasonMissing(PaperError):
    def __init__(self, act: str) -> None:
        self.act = act
        super().__init__(f"{act} needs a reason, and it is blank.")


class TemplateUnknown(PaperError):
    def __init__(self, code: str, known: tuple[str, ...]) -> None:
        self.code, self.known = code, known
        super().__init__(f"There is no template {code!r}; there are {', '.join(known) or 'none'}.")


class AttachmentUnknown(PaperError):
    def __init__(self, identifier: str, post: str) -> None:
        self.identifier, self.post = identifier, post
        super().__init__(f"There is no attachment {identifier} within the offices of {post}.")


class FileDamaged(PaperError):
    def __init__(self, sha256: str, what: str) -> None:
        self.sha256, self.what = sha256, what
        super().__init__(f"The kept file {sha256} is {what}. Restore it from a backup.")


class FileRefused(PaperError):
    """Base of what may not be kept; `name` is the file's own."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        super().__init__(f"{name!r} is refused: {text}")


class FileTooLarge(FileRefused):
    """`size` and `limit` in bytes; `setting` is the environment variable that holds the limit."""

    def __init__(self, name: str, size: int, limit: int, setting: str) -> None:
        self.size, self.limit, self.setting = size, limit, setting
        super().__init__(name, f"{size} bytes; the limit is {limit} ({setting}).")


class MediaUnknown(FileRefused):
    def __init__(self, name: str, accepted: tuple[str, ...]) -> None:
        self.accepted = accepted
        super().__init__(name, f"its content is of no accepted kind; accepted: {', '.join(accepted)}.")


class MediaMismatch(FileRefused):
    def __init__(self, name: str, found: str, suffixes: tuple[str, ...]) -> None:
        self.found, self.suffixes = found, suffixes
        super().__init__(name, f"its content is {found}, whose names end in {', '.join(suffixes)}.")


class MacrosInside(FileRefused):
    def __init__(self, name: str, member: str) -> None:
        self.member = member
        super().__init__(name, f"it holds macros or controls ({member}).")


class OldWord(FileRefused):
    def __init__(self, name: str) -> None:
        super().__init__(name, "it is a .doc of old; save it as .docx.")


class UnderPassword(FileRefused):
    def __init__(self, name: str) -> None:
        super().__init__(name, "it opens with a password only; save it without one.")


class NoTextInside(FileRefused):
    """`pages` is how many pages the PDF has."""

    def __init__(self, name: str, pages: int) -> None:
        self.pages = pages
        super().__init__(name, f"its {pages} pages are pictures without text; run it through text recognition first.")


class FileUnreadable(FileRefused):
    """`why` is for developers."""

    def __init__(self, name: str, why: str) -> None:
        self.why = why
        super().__init__(name, why)


class CleaningRefused(PaperError):
    """Base of what can't be published as a file; `name` is the file's own."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        super().__init__(f"{name!r} can't be published: {text}")


class KindNotCleaned(CleaningRefused):
    def __init__(self, name: str, title: str) -> None:
        self.title = title
        super().__init__(name, f"there is no safe way to strip {title} files of their metadata here.")


class HiddenContent(CleaningRefused):
    """`what` are the kinds of hidden content, in Chinese."""

    def __init__(self, name: str, what: tuple[str, ...]) -> None:
        self.what = what
        super().__init__(name, f"it holds {', '.join(what)}.")


class MaskedTextLeft(CleaningRefused):
    """`word` is what was still there; it is a personal datum and belongs on no page and in no log."""

    def __init__(self, name: str, word: str) -> None:
        self.word = word
        super().__init__(name, "a masked word is still found in the new file, so it is not given out.")
