"""
Registers, indicators and figures: what is counted, as data in a small closed grammar, on any of four engines.

Build a `Catalogue`, print its queries for a `Dialect` with `counts_sql` and `rows_sql`, read the answers back with
`tallies`, compute formulas with `evaluate` and round with `published`. Nothing here opens a database.
"""

from fazhi.engines.indicator.catalogue import Catalogue
from fazhi.engines.indicator.check import Fault, faults, section_faults
from fazhi.engines.indicator.check.sections import slots
from fazhi.engines.indicator.dated import dated
from fazhi.engines.indicator.dialects import DIALECTS, DUCKDB, POSTGRESQL, SPARK, SQLITE, Dialect
from fazhi.engines.indicator.errors import (
    CatalogueRefused,
    DefinitionNotReadable,
    IndicatorError,
    LiteralRefused,
    PeriodNotUnderstood,
    UnknownDimension,
    UnknownIndicator,
)
from fazhi.engines.indicator.expressions import Exact, evaluate, refs
from fazhi.engines.indicator.listing import Condition, Contains, Order, Place, Rows, count_sql, sample_sql, stretch_sql
from fazhi.engines.indicator.periods import Period
from fazhi.engines.indicator.plain import from_plain, to_plain
from fazhi.engines.indicator.printers import (
    columns_of,
    counts_sql,
    rows_sql,
    tallies,
    touching_sql,
    values_sql,
    view_sql,
)
from fazhi.engines.indicator.quantiles import method, quantile
from fazhi.engines.indicator.sections import Chart, Section, Table, Word
from fazhi.engines.indicator.selection import Bounds, selected, touching
from fazhi.engines.indicator.suppression import LEAST, Shown, suppressed, suppressed_table
from fazhi.engines.indicator.terms import (
    And,
    Between,
    Column,
    Compare,
    Count,
    Difference,
    Expression,
    Formula,
    Identity,
    In,
    Indicator,
    IsNull,
    Join,
    Kind,
    Not,
    Number,
    Or,
    Predicate,
    Ratio,
    Ref,
    Register,
    Sum,
    Value,
)
from fazhi.engines.indicator.together import Answer, Question, apart, together_sql
from fazhi.engines.indicator.values import Outcome, Tally, plain_exact, published, round_half_up, weigh
from fazhi.engines.indicator.versions import digest_of, in_force, turning_days

__all__ = [
    "stretch_sql",
    "sample_sql",
    "count_sql",
    "Rows",
    "Place",
    "Order",
    "Contains",
    "Condition",
    "DIALECTS",
    "DUCKDB",
    "LEAST",
    "POSTGRESQL",
    "SPARK",
    "SQLITE",
    "And",
    "Answer",
    "Between",
    "Bounds",
    "Catalogue",
    "CatalogueRefused",
    "Shown",
    "Chart",
    "Column",
    "Compare",
    "Count",
    "DefinitionNotReadable",
    "Dialect",
    "Difference",
    "Exact",
    "Expression",
    "Fault",
    "Formula",
    "Identity",
    "In",
    "Indicator",
    "IndicatorError",
    "IsNull",
    "Join",
    "Kind",
    "LiteralRefused",
    "Not",
    "Number",
    "Or",
    "Outcome",
    "Period",
    "PeriodNotUnderstood",
    "Predicate",
    "Question",
    "Ratio",
    "Ref",
    "Register",
    "Section",
    "Sum",
    "Table",
    "Tally",
    "UnknownDimension",
    "UnknownIndicator",
    "Value",
    "Word",
    "apart",
    "columns_of",
    "counts_sql",
    "dated",
    "digest_of",
    "evaluate",
    "faults",
    "from_plain",
    "in_force",
    "method",
    "plain_exact",
    "published",
    "quantile",
    "refs",
    "round_half_up",
    "rows_sql",
    "section_faults",
    "selected",
    "slots",
    "suppressed",
    "suppressed_table",
    "tallies",
    "to_plain",
    "together_sql",
    "touching",
    "touching_sql",
    "turning_days",
    "values_sql",
    "view_sql",
    "weigh",
]
