"""
What can be wrong at the desk's imports, beyond what the kernel says of ledgers.

UploadGone    the uploaded file is not kept any more
"""


class UploadGone(Exception):
    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} is not kept any more.")
