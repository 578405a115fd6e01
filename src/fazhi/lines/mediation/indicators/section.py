"""The line's part of the annual report."""

from fazhi.engines.indicator import (
    Chart,
    Section,
    Table,
)
from fazhi.lines.mediation.registers import LINE

SECTION = Section(
    line=LINE,
    heading="results",
    order=60,
    title="矛盾纠纷调解",
    paragraphs=(
        "一是夯实人民调解基础。全市人民调解组织办结和当场化解矛盾纠纷{mediation.people.resolved}，"
        "其中调解成功{mediation.people.settled}、调解不成{mediation.people.failed}、"
        "排查时当场化解{mediation.people.on_the_spot}；协议涉及金额{mediation.people.amount}。",
        "二是规范行政调解。{mediation.administrative.departments}重点行政部门受理纠纷{mediation.administrative.accepted}，"
        "其中行政纠纷{mediation.administrative.accepted.administrative}、"
        "民商事纠纷{mediation.administrative.accepted.civil}；"
        "调解成功{mediation.administrative.settled}，其中行政纠纷{mediation.administrative.settled.administrative}、"
        "民商事纠纷{mediation.administrative.settled.civil}。",
        "三是畅通对接渠道。调解组织全年签收公调对接案件{mediation.referred.police}、"
        "诉调对接案件{mediation.referred.court}、访调对接案件{mediation.referred.petition}。"
        "移送后由人民调解委员会调解的，同时计入人民调解。",
    ),
    tables=(
        Table(
            "各部门行政调解情况",
            by="office",
            codes=(
                "mediation.administrative.accepted.administrative",
                "mediation.administrative.accepted.civil",
                "mediation.administrative.accepted",
                "mediation.administrative.settled.administrative",
                "mediation.administrative.settled.civil",
                "mediation.administrative.settled",
            ),
            heads=("受理行政纠纷", "受理民商事", "受理合计", "成功行政纠纷", "成功民商事", "成功合计"),
        ),
        Table(
            "各区人民调解情况",
            by="district",
            codes=(
                "mediation.people.settled",
                "mediation.people.failed",
                "mediation.people.on_the_spot",
                "mediation.people.resolved",
            ),
            heads=("调解成功", "调解不成", "当场化解", "合计"),
        ),
    ),
    charts=(
        Chart("人民调解化解纠纷（按月）", by="concluded_month", codes=("mediation.people.resolved",)),
        Chart(
            "各区人民调解情况",
            by="district",
            codes=("mediation.people.settled", "mediation.people.failed", "mediation.people.on_the_spot"),
            heads=("调解成功", "调解不成", "当场化解"),
            stacked=True,
        ),
        Chart("人民调解纠纷类别", by="category", codes=("mediation.people.resolved",), form="rows", most=11),
        Chart("行政调解受理（按月）", by="accepted_month", codes=("mediation.administrative.accepted",)),
        Chart("各部门行政调解受理", by="office", codes=("mediation.administrative.accepted",), form="rows"),
        Chart(
            "对接案件签收（按月）",
            by="signed_month",
            codes=("mediation.referred.police", "mediation.referred.court", "mediation.referred.petition"),
            heads=("公调对接", "诉调对接", "访调对接"),
            stacked=True,
        ),
    ),
)
