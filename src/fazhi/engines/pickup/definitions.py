"""The meanings of 接通率 that are in use. Rates of different meanings must not be compared, nor years across meanings."""

from fazhi.engines.pickup.terms import Definition

DEFINITIONS = (
    Definition(
        "of_requests",
        "人工接通率",
        "answered",
        "requested",
        None,
        "人工接通量 ÷ 转人工请求量",
        verified=False,
    ),
    Definition(
        "of_requests_over_5",
        "人工接通率（不计5秒内放弃）",
        "answered",
        "requested",
        "abandoned_within_5",
        "呼叫中心通行做法：排队5秒内挂断的不计入请求量",
        verified=False,
    ),
    Definition(
        "of_requests_over_10",
        "人工接通率（不计10秒内放弃）",
        "answered",
        "requested",
        "abandoned_within_10",
        "呼叫中心通行做法：排队10秒内挂断的不计入请求量",
        verified=False,
    ),
    Definition(
        "of_inbound",
        "呼入接通率",
        "answered",
        "inbound",
        None,
        "泰州市12345平台2018年7月通报：呼入19668个，接通18851个；滨州市12345热线2021年7月：话务总量16567个，接通16365个",
        verified=True,
    ),
    Definition(
        "within_15",
        "15秒接通率",
        "answered_within_15",
        "requested",
        None,
        "GB/T 33358—2016《政府热线服务规范》要求15秒之内接听（见2016年12月新闻报道，标准原文未核）",
        verified=False,
    ),
    Definition(
        "of_callers",
        "来电人接通率",
        "helped",
        "requests",
        None,
        "按来电人计：未接通后1小时内重拨的算同一件事",
        verified=False,
    ),
)
