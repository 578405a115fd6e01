"""Rows of every ledger of legality review that agree with each other, and what makes one of each wrong."""

from datetime import date

from fazhi.kernel.exchange.tests.taking_in import Row

A, B, C, D, E, F = (f"厦司审〔2024〕{n}号" for n in range(1, 7))

_REVIEW: Row = {
    "office": "XM", "number": A, "title": "示例办法", "kind": "normative", "drafter": "市示例局", "materials": "送审稿、制定依据",
    "competition": "passed", "competition_told": "示例审1号", "submitted_date": date(2024, 10, 8), "body": "第一条 示例。\n第二条 示例。",
}  # fmt: skip
_REVIEWING = {
    "accepted_date": date(2024, 10, 9), "first": "E0001", "second": "E0002", "first_date": date(2024, 10, 12),
    "first_proposed": "lawful",
}  # fmt: skip
_CONCLUDED = _REVIEWING | {
    "second_date": date(2024, 10, 14), "second_proposed": "amend", "concluded_date": date(2024, 10, 17), "conclusion": "amend",
}  # fmt: skip
_CAMPAIGN: Row = {
    "office": "XM", "number": "清1", "title": "2024年定期清理", "kind": "periodic", "notice": "清理通知（示例）", "provisional_only": 0,
    "opened_date": date(2024, 3, 4), "due_date": date(2024, 7, 31),
}  # fmt: skip
_CLEANED: Row = {
    "office": "XM", "campaign": "清1", "document": "厦司规〔2024〕1号", "batch": 1, "due_date": date(2024, 4, 30)
}  # fmt: skip
_CAME: Row = {
    "office": "XM", "number": "思府规〔2024〕1号", "title": "示例办法", "issuer": "思明区人民政府", "published_date": date(2024, 11, 4),
    "received_date": date(2024, 11, 6), "body": "第一条 示例。\n第二条 示例。",
}  # fmt: skip
_ENTERED: Row = {"state": "examining", "entered_date": date(2024, 11, 11), "filing_number": "备1"}
_OPINED: Row = {"opined_date": date(2024, 12, 9), "opinion_number": "审1"}
KINDS: dict[str, list[Row]] = {
    "legality_review.review": [
        _REVIEW | _CONCLUDED | {"opinion_number": "函1号", "closed_date": date(2024, 10, 21)},
        _REVIEW | _CONCLUDED | {"number": B, "opinion_number": "函2号", "kind": "contract", "concluded_date": date(2024, 9, 29),
                                "submitted_date": date(2024, 9, 9), "accepted_date": date(2024, 9, 10)},
        _REVIEW | _REVIEWING | {"number": C},
        _REVIEW | {"number": D, "accepted_date": date(2024, 10, 9)},
        _REVIEW | {"number": E, "returned_date": date(2024, 10, 10)},
        _REVIEW | {"number": F, "materials": None},
    ],
    "legality_review.point": [
        {"office": "XM", "review": review, "place": place, "reviewer": "E0001", "clause": "第六条", "quote": "罚款", "problem": "设定处罚",
         "basis": "行政处罚法 第十六条", "suggestion": "删去", **more}
        for review, place, more in (
            (A, 1, {"adoption": "adopted"}), (A, 2, {"adoption": "refused", "answer": "上位法有规定"}), (A, 3, {"dropped": "重复"}),
            (B, 1, {}),
        )
    ],
    "legality_review.document": [
        {"office": "XM", "number": "厦司规〔2024〕1号", "title": "示例办法", "drafter": "市示例局", "review": A, "state": "in_force",
         "is_provisional": 0, "registered_date": date(2024, 10, 22), "published_date": date(2024, 10, 23),
         "published_at_place": "市政府网站", "effective_date": date(2024, 11, 1), "expires_date": date(2029, 10, 31)},
        {"office": "XM", "number": "厦司规〔2019〕1号", "title": "旧办法", "drafter": "市示例局", "state": "expired", "is_provisional": 0,
         "registered_date": date(2019, 2, 1), "published_date": date(2019, 2, 2), "effective_date": date(2019, 3, 1),
         "expires_date": date(2024, 2, 29), "ended_date": date(2024, 3, 1)},
        {"office": "XM", "number": "厦司规〔2024〕2号", "title": "新办法", "drafter": "市示例局", "state": "registered", "is_provisional": 1,
         "registered_date": date(2024, 12, 2), "effective_date": date(2025, 1, 1), "expires_date": date(2026, 12, 31)},
    ],
    "legality_review.filing": [
        {"office": "XM", "document": "厦司规〔2024〕1号", "owed_date": date(2024, 10, 23), "sent_date": date(2024, 10, 30),
         "filed_with": "厦门市人民政府", "filed_date": date(2024, 11, 8), "filing_number": "厦府备〔2024〕9号"},
        {"office": "XM", "document": "厦司规〔2019〕1号", "owed_date": date(2024, 5, 6)},
    ],
    "legality_review.campaign": [
        _CAMPAIGN | {"decided_date": date(2024, 7, 15), "decision": "局长办公会纪要〔2024〕7号", "published_date": date(2024, 7, 18),
                     "list_number": "厦司〔2024〕9号", "published_at_place": "市政府网站"},
        _CAMPAIGN | {"number": "清2", "decided_date": date(2024, 7, 15), "decision": "会议"},
        _CAMPAIGN | {"number": "清3", "kind": "special", "title_words": "融资", "published_until_date": date(2023, 12, 31),
                     "expires_until_date": date(2028, 12, 31), "provisional_only": 1},
        _CAMPAIGN | {"number": "清4", "cancelled_date": date(2024, 5, 6)},
    ],
    "legality_review.cleaned_document": [
        _CLEANED | {"assignee": "XM-RS", "proposed_by": "E0001", "proposed": "keep", "proposed_date": date(2024, 4, 10),
                    "reviewed": "abolish", "reviewed_reason": "上位法已修改", "reviewed_date": date(2024, 5, 8)},
        _CLEANED | {"document": "厦司规〔2019〕1号"},
        _CLEANED | {"campaign": "清3", "proposed": "amend", "proposed_reason": "机构改革", "proposed_date": date(2024, 4, 10)},
    ],
    "legality_review.received": [
        _CAME | {"state": "received"},
        _CAME | {"number": "思府规〔2024〕2号", "state": "supplement", "asked_date": date(2024, 11, 8), "asked_reason": "缺起草说明"},
        _CAME | {"number": "思府规〔2024〕3号", "state": "refused", "closed_date": date(2024, 11, 12), "told": "不是规范性文件"},
        _CAME | _ENTERED | {"number": "思府规〔2024〕4号"},
        _CAME | _ENTERED | _OPINED | {"number": "思府规〔2024〕5号", "filing_number": "备2", "state": "ordered"},
        _CAME | _ENTERED | _OPINED | {"number": "思府规〔2024〕6号", "filing_number": "备3", "state": "closed", "correction": "amended",
                                      "told": "已修改", "closed_date": date(2024, 12, 30)},
        _CAME | _ENTERED | {"number": "思府规〔2024〕7号", "filing_number": "备4", "state": "closed", "closed_date": date(2024, 12, 2)},
    ],
    "legality_review.flaw": [
        {"office": "XM", "filing": filing, "place": 1, "clause": "第六条", "fault": "powers", "problem": "设定处罚",
         "basis": "行政处罚法 第十六条"}
        for filing in ("思府规〔2024〕5号", "思府规〔2024〕6号")
    ],
}  # fmt: skip

WRONG = [
    ("legality_review.review", {"accepted_date": date(2024, 10, 7)}, "早于报送日期"),
    ("legality_review.review", {"materials": "送审稿，起草说明"}, "用顿号隔开"),
    ("legality_review.review", {"second": None}, "缺复审人工号"),
    ("legality_review.review", {"second": "E0001"}, "不能是同一人"),
    ("legality_review.review", {"conclusion": None}, "缺审核结论"),
    ("legality_review.review", {"opinion_number": None}, "缺审核意见书文号"),
    ("legality_review.review", {"withdrawn_date": date(2024, 10, 18)}, "只能有一项"),
    ("legality_review.review", {"first": "E9999"}, "没有工号为“E9999”"),
    ("legality_review.point", {"adoption": "refused"}, "应当写明理由"),
    ("legality_review.point", {"basis": "不合理"}, "看不出是哪一条"),
    ("legality_review.point", {"dropped": "重复"}, "没有采纳情况"),
    ("legality_review.document", {"published_date": None}, "缺公布日期"),
    ("legality_review.document", {"state": "expired"}, "写明失效日期"),
    ("legality_review.document", {"state": "registered"}, "状态不能是"),
    ("legality_review.document", {"state": "abolished", "ended_date": date(2025, 1, 1)}, "应当写明理由"),
    ("legality_review.document", {"expires_date": date(2024, 11, 1)}, "以后"),
    ("legality_review.filing", {"sent_date": None}, "缺报送日期"),
    ("legality_review.filing", {"filing_number": None}, "缺备案登记号"),
    ("legality_review.campaign", {"due_date": date(2024, 3, 1)}, "早于启动日期"),
    ("legality_review.campaign", {"decided_date": date(2024, 3, 1)}, "早于启动日期"),
    ("legality_review.campaign", {"decision": None}, "缺审定依据"),
    ("legality_review.campaign", {"decided_date": None}, "公布以前应当已经审定"),
    ("legality_review.campaign", {"list_number": None}, "缺公布文号"),
    ("legality_review.campaign", {"published_date": None}, "有公布文号，缺公布日期"),
    ("legality_review.campaign", {"cancelled_date": date(2024, 7, 16)}, "审定以后不能取消"),
    ("legality_review.cleaned_document", {"campaign": "清9"}, "没有编号为“清9”的清理"),
    ("legality_review.cleaned_document", {"assignee": "XM-SM-01"}, "没有代码为“XM-SM-01”的部门"),
    ("legality_review.cleaned_document", {"due_date": date(2024, 8, 1)}, "在清理的启动日期和完成期限之间"),
    ("legality_review.cleaned_document", {"proposed": None}, "起草单位还没有答复"),
    ("legality_review.cleaned_document", {"reviewed_date": date(2024, 4, 9)}, "早于起草单位答复日期"),
    ("legality_review.cleaned_document", {"reviewed_date": None}, "有审核意见，缺日期"),
    ("legality_review.cleaned_document", {"reviewed_reason": None}, "应当写明理由"),
    ("legality_review.received", {"number": "思府规[2024]1号"}, "文号应当像"),
    ("legality_review.received", {"received_date": date(2024, 11, 1)}, "早于公布日期"),
    ("legality_review.received", {"state": "supplement"}, "写明通知补充日期"),
    ("legality_review.received", {"state": "examining"}, "写明备案登记日期"),
    ("legality_review.received", {"state": "closed", "entered_date": date(2024, 11, 11), "filing_number": "备9"}, "写明终结日期"),
    ("legality_review.received", {"filing_number": "备9"}, "应当同时填写"),
    ("legality_review.received", {"state": "refused", "closed_date": date(2024, 11, 12)}, "应当写明理由"),
    ("legality_review.received", _ENTERED | _OPINED, "不应当有提出意见日期"),
    ("legality_review.received", _ENTERED | {"state": "ordered"}, "缺提出意见日期"),
    ("legality_review.received", _ENTERED | _OPINED | {"state": "closed", "closed_date": date(2024, 12, 10)}, "写明处理情况"),
    ("legality_review.received", _ENTERED | {"state": "closed", "closed_date": date(2024, 11, 8)}, "审查终结日期2024-11-08早于"),
    ("legality_review.flaw", {"filing": "思府规〔2024〕9号"}, "没有收到文号为“思府规〔2024〕9号”的备案"),
    ("legality_review.flaw", {"filing": "思府规〔2024〕1号"}, "还没有备案登记"),
    ("legality_review.flaw", {"basis": "不合理"}, "看不出是哪一条"),
]  # fmt: skip
"""Ledger → what makes its first row wrong, and what is said of it."""
