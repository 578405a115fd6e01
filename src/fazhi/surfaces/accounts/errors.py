"""
What can go wrong with accounts.

AccountError
├── UnknownOfficial    nobody has this 工号
├── UnknownAccount     no account has this name
├── HasAccount         the official has an account already
├── NameTaken          somebody else's account has the name
├── NameImpossible     no name that one could sign in with
├── AccountClosed      a closed account is not reset or closed again
├── AccountOpen        an account in use is not reopened
├── OwnAccount         administrators don't close or clear their own account
├── PasswordWrong      the present password was asked for and not given
├── PasswordRefused    the new password is too easy, and why
├── PasswordsDiffer    the new password was typed differently the second time
├── CodeWrong          no code of this account, or one used before
├── CodesTooFast       too many wrong codes; the next is looked at after a while
├── NoSecondFactor     there is none to remove or to renew codes of
├── HasSecondFactor    there is one already
└── DemoImpossible     demo mode is asked for where it may not be
"""

from datetime import datetime


class AccountError(Exception):
    """Base of this room's findings."""


class UnknownOfficial(AccountError):
    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(f"There is no official {code!r}; officials come with the ledger of posts.")


class UnknownAccount(AccountError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is no account {name!r}.")


class HasAccount(AccountError):
    def __init__(self, official: str, name: str) -> None:
        self.official, self.name = official, name
        super().__init__(f"{official} already has the account {name!r}; reset its password instead.")


class NameTaken(AccountError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"The name {name!r} is another account's.")


class NameImpossible(AccountError):
    def __init__(self, name: str, longest: int) -> None:
        self.name, self.longest = name, longest
        super().__init__(f"{name!r} is no name to sign in with: 1 to {longest} characters without spaces.")


class AccountClosed(AccountError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"The account {name!r} is closed; reopen it first.")


class AccountOpen(AccountError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"The account {name!r} is in use.")


class OwnAccount(AccountError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name!r} is the acting administrator's own account; another one closes it.")


class PasswordWrong(AccountError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"This is not the present password of {name!r}.")


class PasswordRefused(AccountError):
    """`faults` are those of `rules.password_faults`."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__(f"The new password is refused: {', '.join(faults)}.")


class PasswordsDiffer(AccountError):
    def __init__(self) -> None:
        super().__init__("The new password was typed in two ways.")


class CodeWrong(AccountError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"This is no code of {name!r} that is good now.")


class CodesTooFast(AccountError):
    """`until` is the moment from which a code is looked at again."""

    def __init__(self, name: str, until: datetime) -> None:
        self.name, self.until = name, until
        super().__init__(f"After wrong codes of {name!r} the next one is looked at from {until} on.")


class NoSecondFactor(AccountError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name!r} has no second factor.")


class HasSecondFactor(AccountError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name!r} has a second factor already; remove it first.")


class DemoImpossible(AccountError):
    """`why` is "hosts" (names of this installation are set) or "records" (they are not the sample's)."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(f"Demo mode is for synthetic records on one's own machine ({why}).")
