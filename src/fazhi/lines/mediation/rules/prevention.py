"""What is counted of screening and prevention (排查预防): the six pairs of the national form."""

COUNTED = {
    "screened": "排查纠纷",
    "averted": "预防纠纷",
    "suicide": "防止民间纠纷引起自杀",
    "crime": "防止民间纠纷转化为刑事案件",
    "petition": "防止群体性上访",
    "fight": "防止群体性械斗",
}
"""
Code → label; each is counted in cases (件) and persons (人).

How the pair is read: a case has at least one person, and nobody is counted without a case.
"""

PERSONS_UNTOLD = frozenset({"screened", "averted"})
"""Some forms ask for the cases only: persons may be left blank here, which isn't the same as none (待核)."""
