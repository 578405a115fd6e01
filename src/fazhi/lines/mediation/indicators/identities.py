"""What must hold between the counts."""

from fazhi.engines.indicator import (
    Expression,
    Identity,
    Number,
    Ref,
    Sum,
)
from fazhi.lines.mediation.registers import CHANNELS, OUTCOMES
from fazhi.lines.mediation.terms import Nature


def _refs(prefix: str, *names: str, suffix: str = "") -> Sum:
    return Sum(tuple(Ref(f"mediation.{prefix}.{name}{suffix}") for name in names))


def _split(measure: str, title: str) -> Identity:
    """The whole is the sum of its natures, for each department too."""
    whole = f"mediation.administrative.{measure}"
    parts: tuple[Expression, ...] = tuple(Ref(f"{whole}.{nature.value}") for nature in Nature)
    return Identity(
        f"{whole} = " + " + ".join(nature.value for nature in Nature),
        f"{title} = 行政纠纷 + 民商事纠纷",
        Ref(whole),
        "=",
        Sum(parts),
        by="office",
    )


def _flow(prefix: str, title: str, suffix: str = "", by: str | None = None) -> Identity:
    """Open at start + accepted = settled + failed + withdrawn + open at end."""
    return Identity(
        f"mediation.{prefix}{suffix}: open.start + accepted = settled + failed + withdrawn + open.end",
        f"{title}：期初在办 + 受理 = 成功 + 不成 + 撤回 + 期末在办",
        _refs(prefix, "open.start", "accepted", suffix=suffix),
        "=",
        _refs(prefix, "settled", "failed", "withdrawn", "open.end", suffix=suffix),
        by=by,
    )


def _share(code: str, title: str) -> tuple[Identity, ...]:
    """A share lies between 0 and 1."""
    return (
        Identity(f"0 <= {code}", f"{title} ≥ 0", Number(0), "<=", Ref(code)),
        Identity(f"{code} <= 1", f"{title} ≤ 100%", Ref(code), "<=", Number(1)),
    )


IDENTITIES = (
    Identity(
        "mediation.people.resolved = settled + failed + on_the_spot",
        "人民调解化解 = 调解成功 + 调解不成 + 当场化解",
        Ref("mediation.people.resolved"),
        "=",
        _refs("people", "settled", "failed", "on_the_spot"),
        by="district",
    ),
    _flow("people", "人民调解", by="district"),
    _split("accepted", "行政调解受理"),
    _split("settled", "行政调解成功"),
    _split("failed", "行政调解不成"),
    _split("withdrawn", "行政调解撤回"),
    _split("open.start", "行政调解期初在办"),
    _split("open.end", "行政调解期末在办"),
    Identity(
        "mediation.referrals.signed = police + court + petition",
        "对接案件签收 = 公调 + 诉调 + 访调",
        Ref("mediation.referrals.signed"),
        "=",
        _refs("referred", *CHANNELS),
        by="district",
    ),
    Identity(
        "mediation.referrals: open.start + signed = settled + failed + withdrawn + returned + open.end",
        "对接：期初在办 + 签收 = 成功 + 不成 + 撤回 + 退回 + 期末在办",
        _refs("referrals", "open.start", "signed"),
        "=",
        _refs("referrals", *OUTCOMES, "open.end"),
        by="channel",
    ),
    Identity(
        "mediation.referrals.on_time <= timed",
        "对接按期回传 ≤ 有期限的回传",
        Ref("mediation.referrals.on_time"),
        "<=",
        Ref("mediation.referrals.timed"),
        by="channel",
    ),
    Identity(
        "mediation.disputes.several_doors <= linked",
        "经几个渠道的纠纷 ≤ 有多件登记的纠纷",
        Ref("mediation.disputes.several_doors"),
        "<=",
        Ref("mediation.disputes.linked"),
        by="office",
    ),
    *_share("mediation.referrals.on_time_rate", "对接按期回传率"),
    *_share("mediation.people.success_rate", "人民调解成功率"),
    *_share("mediation.people.performance_rate", "人民调解协议履行率"),
    *(
        identity
        for nature in Nature
        for identity in _share(
            f"mediation.administrative.success_rate.{nature.value}", f"行政调解成功率（{nature.label}）"
        )
    ),
    *(
        _flow("administrative", f"行政调解（{nature.label}）", suffix=f".{nature.value}", by="office")
        for nature in Nature
    ),
    Identity(
        "mediation.administrative.settled <= open.start + accepted",
        "行政调解成功 ≤ 期初在办 + 受理",
        Ref("mediation.administrative.settled"),
        "<=",
        _refs("administrative", "open.start", "accepted"),
        by="office",
    ),
)
