"""Who is inspected and how often: kinds of institutions, credit classes."""

from fazhi.engines.codes import Labelled


class InstitutionKind(Labelled):
    """What an institution under inspection is (检查对象类别)."""

    LAW_FIRM = "law_firm", "律师事务所"
    NOTARY = "notary", "公证机构"
    FORENSIC = "forensic", "司法鉴定机构"
    GRASSROOTS = "grassroots", "基层法律服务所"


class CreditClass(Labelled):
    """Credit class (信用等级), by which the chance of being drawn rises; the four classes are the usual ones, 待核."""

    A = "A", "A类"
    B = "B", "B类"
    C = "C", "C类"
    D = "D", "D类"


CREDIT_WEIGHTS = {CreditClass.A: 1, CreditClass.B: 2, CreditClass.C: 4, CreditClass.D: 8}
"""Weights of a new item where its list gives none; local documents decide (待核), and the announcement tells them."""
