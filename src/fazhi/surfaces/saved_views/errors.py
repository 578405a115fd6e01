"""
What can go wrong with saved views.

SavedViewError
├── NameImpossible  blank, or longer than a tab can show
├── TooLong         more conditions than can be kept
├── TooMany         an account keeps as many as the tabs can show
└── NotYours        no such view of this account
"""


class SavedViewError(Exception):
    """Base of this room's findings."""


class NameImpossible(SavedViewError):
    def __init__(self, found: str, longest: int) -> None:
        self.found, self.longest = found, longest
        super().__init__(f"The name of a view has 1 to {longest} characters, got {len(found)}.")


class TooLong(SavedViewError):
    def __init__(self, length: int, longest: int) -> None:
        self.length, self.longest = length, longest
        super().__init__(f"The conditions take {length} characters in the address; {longest} can be kept.")


class TooMany(SavedViewError):
    def __init__(self, most: int) -> None:
        self.most = most
        super().__init__(f"An account keeps at most {most} views of a register; delete one first.")


class NotYours(SavedViewError):
    def __init__(self, identifier: int) -> None:
        self.identifier = identifier
        super().__init__(f"There is no saved view {identifier} of this account.")
