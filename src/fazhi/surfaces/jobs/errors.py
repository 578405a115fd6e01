"""
What can be wrong with a job.

JobError
├── UnknownJob       nobody has declared a job of that name
└── JobStopped       raised by a job itself: it ends as failed, with this sentence for the one who asked
"""


class JobError(Exception):
    """Base of this room's errors."""


class UnknownJob(JobError):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"There is no job {name!r}.")


class JobStopped(JobError):
    """`sentence` in Chinese: why the job was not done, and what to do."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)
