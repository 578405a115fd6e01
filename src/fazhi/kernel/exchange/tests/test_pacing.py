"""How far an import is, and how long the rest takes."""

from fazhi.kernel.exchange import pacing
from fazhi.kernel.exchange.pacing import Pace


def test_the_time_left_is_judged_by_the_bytes_done(tmp_path, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(pacing.time, "monotonic", lambda: now[0])
    small, large = tmp_path / "s", tmp_path / "l"
    small.write_bytes(b"1" * 10)
    large.write_bytes(b"1" * 30)
    told = []
    pace = Pace([small, large], lambda step: told.append((step.done, step.total, step.seconds_left)))

    pace.step("读取", 0)
    now[0] += 4
    pace.did(small)
    pace.step("读取", 1)
    now[0] += 12
    pace.did(large)
    pace.step("导入", 0)
    pace.did(small)
    pace.did(large)
    pace.step("完成", 2)

    assert told == [(0, 2, None), (1, 2, 28.0), (0, 2, 16.0), (2, 2, 0.0)]


def test_nobody_need_listen(tmp_path):
    (tmp_path / "a").write_bytes(b"1")

    Pace([tmp_path / "a"], None).step("读取", 0)
