"""
Chinese sentences for errors.

Exceptions carry fields and an English developer text; here each type gets the sentence that a user reads.
A line registers the wording of its own errors with `@sentence.register`.
"""

from functools import singledispatch


@singledispatch
def sentence(error: Exception) -> str | None:
    """What `error` says to a user, or None for an error nobody expected."""
    return None
