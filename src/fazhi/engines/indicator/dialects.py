"""How four engines write names and literals. Everything else in our queries is the same text for all of them."""

from dataclasses import dataclass
from datetime import date, datetime

from fazhi.engines.indicator.errors import LiteralRefused
from fazhi.engines.indicator.terms import Value

_LARGEST = 2**63


@dataclass(frozen=True)
class Dialect:
    """
    Names and literals of one engine.

    quote          the character around names
    typed_dates    DATE '2024-01-01'; SQLite keeps dates as ISO text and compares them with text
    finds          the function that answers where a text stands in another, from 1, 0 if nowhere
    backslashes    the backslash escapes inside text literals (Spark), and so must itself be escaped
    text           the name of the type of text
    """

    name: str
    quote: str = '"'
    typed_dates: bool = True
    backslashes: bool = False
    finds: str = "STRPOS"
    text: str = "TEXT"

    def identifier(self, name: str) -> str:
        """A table, column or alias name; always quoted, since `left` and `right` are reserved words."""
        return f"{self.quote}{name.replace(self.quote, self.quote * 2)}{self.quote}"

    def literal(self, value: Value) -> str:
        """
        A value as the engine writes it.

        Raises LiteralRefused for anything but a 64-bit integer, a date, or text without NUL.
        """
        if isinstance(value, str) and "\0" not in value:
            return self._text(value)
        if isinstance(value, date) and not isinstance(value, datetime):
            return f"{'DATE ' if self.typed_dates else ''}'{value.isoformat()}'"
        if isinstance(value, int) and not isinstance(value, bool) and -_LARGEST < value < _LARGEST:
            return str(value)
        raise LiteralRefused(value)

    def _text(self, value: str) -> str:
        # Spark before 4 reads 'a''b' as two strings side by side, so there the quote is escaped with a backslash.
        if self.backslashes:
            return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
        return "'" + value.replace("'", "''") + "'"


SQLITE = Dialect("sqlite", typed_dates=False, finds="INSTR")
POSTGRESQL = Dialect("postgresql")
DUCKDB = Dialect("duckdb")
SPARK = Dialect("spark", quote="`", backslashes=True, finds="INSTR", text="STRING")
DIALECTS = {dialect.name: dialect for dialect in (SQLITE, POSTGRESQL, DUCKDB, SPARK)}
