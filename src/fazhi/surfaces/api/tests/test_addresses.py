"""Where notices may go: public addresses, and inside networks that a setting names."""

from collections.abc import Iterable

import pytest

from fazhi.surfaces.api.addresses import Destination, destination
from fazhi.surfaces.api.errors import WebhookRefused


def found(*addresses: str) -> Iterable[str]:
    return addresses


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1",
        "2002:a00:1::", "2001:0:a00:1::",
    ],
)  # fmt: skip
def test_an_address_of_the_inside_is_refused(address: str):
    with pytest.raises(WebhookRefused) as refused:
        destination("https://x.example/", look_up=lambda *_: found(address))

    assert refused.value.why == "private"


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_a_public_one_is_taken(address: str):
    to = destination("https://x.example:8443", look_up=lambda *_: found(address))

    assert to == Destination("x.example", 8443, address, "/")


def test_one_address_of_the_inside_among_public_ones_is_enough():
    with pytest.raises(WebhookRefused):
        destination("https://x.example/", look_up=lambda *_: found("93.184.216.34", "10.0.0.1"))


@pytest.mark.parametrize(
    "url", ["https://127.0.0.1/", "https://[::1]/", "https://0x7f000001/", "https://2130706433/", "https://127.1/"]
)
def test_an_address_written_as_a_number_is_looked_up_like_any(url: str):
    with pytest.raises(WebhookRefused):
        destination(url)


def test_a_network_of_the_inside_that_is_named_is_taken():
    to = destination("https://court.inside/", networks=["10.2.0.0/16"], look_up=lambda *_: found("10.2.3.4"))

    assert to.address == "10.2.3.4"
    with pytest.raises(WebhookRefused):
        destination("https://court.inside/", networks=["10.2.0.0/16"], look_up=lambda *_: found("10.3.3.4"))


def test_a_name_that_leads_nowhere_is_refused():
    def fails(*_: object) -> Iterable[str]:
        raise OSError

    with pytest.raises(WebhookRefused) as refused:
        destination("https://nowhere.example/", look_up=fails)

    assert refused.value.why == "name"
