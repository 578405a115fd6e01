"""What keeps an entered notice as it was entered."""

from fazhi.kernel.audit.schema import DatabaseObject
from fazhi.kernel.audit.triggers import guard

TRIGGERS: tuple[DatabaseObject, ...] = (
    guard("calendar_notice_no_update", "calendar_enterednotice", "UPDATE"),
    guard("calendar_notice_no_delete", "calendar_enterednotice", "DELETE"),
)
