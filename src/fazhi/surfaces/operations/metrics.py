"""
What is counted while serving (运行指标), in the text format that Prometheus reads.

Labels are bounded: the name of an address, a method, a status. The server's workers add up through files of a folder that
the server makes for them (`server.METRICS`); without it, as in tests, each process counts for itself.
"""

import os
from collections.abc import Iterator

from django.http import HttpRequest
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from fazhi.surfaces.operations import standing
from fazhi.surfaces.operations.server import METRICS

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_registry = CollectorRegistry()

REQUESTS = Counter("fazhi_requests", "Requests answered.", ("method", "route", "status"), registry=_registry)
SECONDS = Histogram(
    "fazhi_request_seconds",
    "How long a request took.",
    ("route",),
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=_registry,
)


def count(request: HttpRequest, route: str, status: int, seconds: float) -> None:
    """One request more."""
    method = request.method if request.method in _METHODS else "OTHER"
    REQUESTS.labels(method, route, str(status)).inc()
    SECONDS.labels(route).observe(seconds)


def text() -> bytes:
    """All metrics now."""
    shown = CollectorRegistry()
    if os.environ.get(METRICS):
        MultiProcessCollector(shown)
    else:
        shown.register(_Registered())
    shown.register(_Standing())
    return generate_latest(shown)


class _Registered(Collector):
    """What this process has counted."""

    def collect(self) -> Iterator[Metric]:
        yield from _registry.collect()


class _Standing(Collector):
    """What is asked at the moment of asking."""

    def collect(self) -> Iterator[Metric]:
        for name, told, value in standing.gauges():
            yield GaugeMetricFamily(f"fazhi_{name}", told, value=value)
