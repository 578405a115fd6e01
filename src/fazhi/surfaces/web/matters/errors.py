"""
What keeps a form of the desk from being done.

FormError
├── NoToken    it bears no token that a page of ours gave it
└── SentTwice  it was sent before
"""


class FormError(Exception):
    """Base of this room's findings."""


class NoToken(FormError):
    def __init__(self) -> None:
        super().__init__("The form bears no token that a page gave it; open it anew.")


class SentTwice(FormError):
    """`url` is where it led the first time."""

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(f"The form was sent before; it led to {url}.")
