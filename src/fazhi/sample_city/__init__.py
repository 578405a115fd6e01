"""
The sample city (示例城市): a synthetic year of ledgers for whoever tries, tests or demonstrates the system.

The records behind the published report are not public. These ledgers are invented, say so in every title row, and are
calibrated so that the ordinary import yields exactly the published mediation figures. docs/sample-city.md has the
assumptions. Knows the lines' ledger formats; nothing knows it.
"""
