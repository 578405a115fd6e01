"""
What a caller of `engines.citation` can act on.

CitationError
├── ReferenceImpossible       an Article or Document that no text can have
└── CitationNotUnderstood     a string that is no exact citation
    └── NumeralNotUnderstood  no Chinese numeral from 一 to 九千九百九十九
"""


class CitationError(ValueError):
    """A citation that can't be read or can't exist."""


class ReferenceImpossible(CitationError):
    """`field` of a reference holds `found`; `expected` says what would have been right."""

    def __init__(self, field: str, found: object, expected: str) -> None:
        self.field, self.found, self.expected = field, found, expected
        super().__init__(f"A reference can't have {field} = {found!r}; {expected}.")


class CitationNotUnderstood(CitationError):
    """`written` is no exact citation; `expected` shows the forms that are."""

    def __init__(self, written: str, expected: str) -> None:
        self.written, self.expected = written, expected
        super().__init__(f"{written!r} can't be read; expected {expected}.")


class NumeralNotUnderstood(CitationNotUnderstood):
    """`written` is not a number from 1 to 9999 in Chinese numerals."""

    def __init__(self, written: str) -> None:
        super().__init__(written, "a Chinese numeral from 一 to 九千九百九十九, such as 四十三 or 一百一十二")
