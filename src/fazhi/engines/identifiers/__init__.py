"""
Identifiers 证件号与文号: judges the numbers by which persons, bodies and papers are known, and masks them for display.

A judgement is a tuple of findings, empty for a number in order; the first is the gravest. `expressions` says the
same of a whole polars column; it is not imported here, so that the scalar functions need the standard library only.
"""

from fazhi.engines.identifiers.credit_code import (
    complete_credit_code,
    complete_organisation_code,
    judge_credit_code,
)
from fazhi.engines.identifiers.documents import DocumentKind, Holder, Sex, holder_of, judge_document, lasting_number
from fazhi.engines.identifiers.findings import Fault, Finding, refuses
from fazhi.engines.identifiers.identity_number import complete_identity_number, judge_identity_number
from fazhi.engines.identifiers.masks import (
    mask_address,
    mask_document_number,
    mask_identity_number,
    mask_name,
    mask_phone,
)
from fazhi.engines.identifiers.paper_numbers import judge_case_number, judge_document_number
from fazhi.engines.identifiers.phones import judge_landline, judge_mobile, judge_phone
from fazhi.engines.identifiers.writing import half_width, half_width_capitals

__all__ = [
    "DocumentKind",
    "Fault",
    "Finding",
    "Holder",
    "Sex",
    "complete_credit_code",
    "complete_identity_number",
    "complete_organisation_code",
    "half_width",
    "half_width_capitals",
    "holder_of",
    "judge_case_number",
    "judge_credit_code",
    "judge_document",
    "judge_document_number",
    "judge_identity_number",
    "judge_landline",
    "judge_mobile",
    "judge_phone",
    "lasting_number",
    "mask_address",
    "mask_document_number",
    "mask_identity_number",
    "mask_name",
    "mask_phone",
    "refuses",
]
