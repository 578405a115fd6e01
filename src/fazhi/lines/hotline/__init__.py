"""
The 12348 hotline: calls as the switch recorded them, what callers asked and were told, plans of seats, and the firms on duty,
as planned, served and paid (热线). For the bureau, which answers for its pick-up rate, and plans by the tide of its own records.
"""
