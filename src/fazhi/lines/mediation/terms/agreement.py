"""What an agreement says of its performance, and what became of it."""

from fazhi.engines.codes import Labelled

PERFORMANCE = "mediation.performance"


class PerformanceMode(Labelled):
    """How the parties perform what they agreed on (履行方式; 人民调解法 art. 29(1)(3))."""

    AT_ONCE = "at_once", "当场履行"
    ONCE = "once", "一次性履行"
    INSTALMENTS = "instalments", "分期履行"
    CONDUCT = "conduct", "以行为履行"


class PerformanceResult(Labelled):
    """How far an agreement has been performed, as a matter carries it (履行情况)."""

    PERFORMED = "performed", "已履行"
    PARTLY = "partly", "部分履行"
    NOT_PERFORMED = "not_performed", "未履行"
    NOT_DUE = "not_due", "未到期"


class PerformanceState(Labelled):
    """Following an agreement up (履行回访)."""

    WATCHING = "watching", "跟踪履行中"
    PERFORMED = "performed", "履行完毕"
    NOT_PERFORMED = "not_performed", "未履行完毕"


class VisitManner(Labelled):
    """How the parties were asked."""

    IN_PERSON = "in_person", "上门回访"
    TELEPHONE = "telephone", "电话回访"
    ONLINE = "online", "网上回访"
    WRITTEN = "written", "书面回访"


class VisitResult(Labelled):
    """What a visit found; of a party that could not be reached it found nothing."""

    PERFORMED = "performed", "已履行"
    PARTLY = "partly", "部分履行"
    NOT_PERFORMED = "not_performed", "未履行"
    UNREACHABLE = "unreachable", "未联系上"


class Remedy(Labelled):
    """What a party may do against one who does not perform: sue (人民调解法 art. 32), or have it enforced (art. 33(2))."""

    LAWSUIT = "lawsuit", "可以就调解协议的履行向人民法院提起诉讼"
    ENFORCEMENT = "enforcement", "调解协议已经司法确认，可以向人民法院申请强制执行"
