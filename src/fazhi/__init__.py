"""
Fazhi 法治: a year of a municipal bureau of justice, from its ledgers to its annual report.

Every act cites its law; every figure cites its records. The floors, from the top:
`config`, `sample_city`, `lines`, `surfaces`, `kernel`, `engines`; each knows only those below it.
"""

__version__ = "0.1.0"
