"""The nouns of comments on a draft: what one stands at, and what became of it."""

from dataclasses import dataclass

from fazhi.engines.codes import Labelled


class CommentKind(Labelled):
    """What a comment stands at."""

    FIGURE = "figure", "数字"
    PARAGRAPH = "paragraph", "段落"


class CommentOutcome(Labelled):
    """What became of a comment."""

    OPEN = "open", "未处理"
    ADOPTED = "adopted", "采纳"
    DECLINED = "declined", "不采纳"
    WITHDRAWN = "withdrawn", "撤回"


ANSWERS = {outcome.value: outcome.label for outcome in (CommentOutcome.ADOPTED, CommentOutcome.DECLINED)}
"""What the reporter may answer; withdrawing is the writer's own."""


@dataclass(frozen=True)
class Anchor:
    """
    The place of a comment.

    key      code of the figure, or digest of the paragraph's words
    section  in which the paragraph stands, "" for a figure
    said     what stood there when the comment was written: value with unit, or the words with figures as slots
    """

    kind: CommentKind
    key: str
    section: str
    said: str


@dataclass(frozen=True)
class Place:
    """
    Where a comment's place is in the report of today.

    key      as in `Anchor`; "" if the place is gone
    said     what stands there now
    changed  it isn't what it was when the comment was written
    """

    key: str
    said: str
    changed: bool
