"""
The 12348 hotline: calls as the switch recorded them, what callers asked and were told, the firms on duty, as planned, served and paid, and the plans
of seats (热线). For the bureau, which answers for its pick-up rate, and plans by the tide of its own records.
"""
