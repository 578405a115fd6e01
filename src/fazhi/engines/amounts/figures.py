"""Amounts in figures, as they stand beside the capitals."""


def figure_amount(fen: int) -> str:
    """
    Write an amount in yuan with two decimals and groups of three: 140950 as 1,409.50.

    fen      any integer; a negative one has its sign in front
    """
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' * (fen < 0)}{yuan:,}.{rest:02}"
