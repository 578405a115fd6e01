"""The line's part of the annual report."""

from fazhi.engines.citation import Article
from fazhi.engines.indicator import Chart, Section, Table, Word
from fazhi.lines.mediation.registers import LINE
from fazhi.lines.mediation.terms import XIAMEN

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
    plain=(
        "遇到邻里、婚姻家庭、物业、欠薪这样的纠纷，可以请人民调解委员会调解，不收费。",
        "这一年，人民调解组织办结和当场化解的纠纷有{mediation.people.resolved}：调解成功{mediation.people.settled}，"
        "没有调成{mediation.people.failed}，排查时当场化解{mediation.people.on_the_spot}。"
        "调解协议写明的金额合计{mediation.people.amount}。",
        "有{mediation.administrative.departments}政府部门受理过行政调解，一共受理{mediation.administrative.accepted}："
        "与行政机关之间的纠纷{mediation.administrative.accepted.administrative}，"
        "个人、单位相互之间的纠纷{mediation.administrative.accepted.civil}。",
        "行政调解成功{mediation.administrative.settled}：与行政机关之间的纠纷"
        "{mediation.administrative.settled.administrative}，"
        "个人、单位相互之间的纠纷{mediation.administrative.settled.civil}。",
        "有些纠纷是别的机关转来的。调解组织签收了公安机关转来的{mediation.referred.police}、"
        "法院转来的{mediation.referred.court}、信访部门转来的{mediation.referred.petition}。"
        "其中由人民调解委员会调解的，上面已经算过，不要再加一次。",
    ),
    words=(
        Word(
            "人民调解",
            "人民调解委员会通过说服、疏导，让当事人在平等协商的基础上自愿达成协议，解决民间纠纷。",
            Article("人民调解法", 2),
        ),
        Word("不收费", "人民调解委员会调解民间纠纷，不收取任何费用。", Article("人民调解法", 4)),
        Word("行政调解", "行政机关对行政纠纷和民商事纠纷做的调解。", XIAMEN),
        Word("受理", "调解组织或者行政机关同意接手这件纠纷。"),
        Word(
            "调解成功",
            "双方达成了调解协议。没有调成的，还可以依法通过仲裁、行政、司法等途径解决。",
            Article("人民调解法", 26),
        ),
        Word("当场化解", "排查纠纷的时候当场解决了，没有再登记调解。"),
        Word("对接", "公安机关、法院、信访部门把适合调解的纠纷转给调解组织，调解的结果再告诉它们。"),
    ),
)
