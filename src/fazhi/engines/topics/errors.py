"""
What a caller of `engines.topics` can act on.

TopicsFault
└── NoSuchSet  a set of classes that there isn't
"""


class TopicsFault(Exception):
    """A text that can't be classed."""


class NoSuchSet(TopicsFault):
    """There is no set `name`."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is no set of classes {name!r}.")
