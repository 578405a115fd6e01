"""
What can go wrong with bodies, posts and row scope.

OrganisationError
├── UnscopedQuery      a scoped model was asked without a post
├── NotPermitted       the post's role does not hold the permission
├── NotTheWhole        what speaks for the whole bureau was asked by a post of a part
├── UnknownPost        no such post on that day
└── AmbiguousPost      an official holds several posts and none was named
"""


class OrganisationError(Exception):
    """Base of this room's findings."""


class UnscopedQuery(OrganisationError):
    def __init__(self, model: str, name: str) -> None:
        self.model, self.name = model, name
        super().__init__(
            f"{model}.objects.{name} is not offered: rows are scoped by organisation. "
            f"Use {model}.objects.visible_to(post), or .system(reason) where no person asks."
        )


class NotPermitted(OrganisationError):
    def __init__(self, post: str, permission: str, title: str, roles: frozenset[str]) -> None:
        self.post, self.permission, self.title, self.roles = post, permission, title, roles
        super().__init__(
            f"{post} may not {permission}; it takes one of the roles {', '.join(sorted(roles)) or 'none'}."
        )


class NotTheWhole(OrganisationError):
    def __init__(self, post: str, title: str) -> None:
        self.post, self.title = post, title
        super().__init__(f"{post} sees a part only; {title} is for a post of the bureau itself.")


class UnknownPost(OrganisationError):
    def __init__(self, text: str, on: object) -> None:
        self.text, self.on = text, on
        super().__init__(f"There is no post {text!r} on {on}. Write OFFICIAL@OFFICE:ROLE, as in the posts ledger.")


class AmbiguousPost(OrganisationError):
    def __init__(self, text: str, posts: tuple[str, ...]) -> None:
        self.text, self.posts = text, posts
        super().__init__(f"{text!r} holds {len(posts)} posts; name one: {', '.join(posts)}.")
