"""
What stops an application at the portal, or what follows it.

ApplicationError
├── NotAccepting       the office is no committee, or exists no more
├── PapersEnough       as many papers as are taken were sent already
├── PapersClosed       papers can't be added any more
└── ComplaintWaiting   a complaint about the same application has not been answered yet
"""


class ApplicationError(Exception):
    """Base of these findings; `number` is that of the receipt."""


class NotAccepting(ApplicationError):
    def __init__(self, office: str) -> None:
        self.office = office
        super().__init__(f"{office} takes no applications: it is no committee in being.")


class PapersEnough(ApplicationError):
    def __init__(self, number: str, most: int) -> None:
        self.number, self.most = number, most
        super().__init__(f"{number} has {most} papers already; no more are taken.")


class PapersClosed(ApplicationError):
    """`state` is the label of where the application stands."""

    def __init__(self, number: str, state: str) -> None:
        self.number, self.state = number, state
        super().__init__(f"{number} takes no papers any more: {state}.")


class ComplaintWaiting(ApplicationError):
    def __init__(self, number: str, complaint: str) -> None:
        self.number, self.complaint = number, complaint
        super().__init__(f"{number}: complaint {complaint} has not been answered yet.")
