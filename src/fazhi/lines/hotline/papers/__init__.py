"""Papers of the hotline: the ledger of subsidies as a workbook, the week's topics."""
