from django.http import Http404

from fazhi.kernel.organisations.errors import UnknownPost
from fazhi.surfaces.cli import wording as _console_wording  # noqa: F401
from fazhi.surfaces.web.errors import NotHere, Way
from fazhi.surfaces.web.wording import START, UNKNOWN_ADDRESS, message_for


def test_what_is_not_here_is_named_with_the_ways_on():
    message = message_for(NotHere("这件纠纷", Way("人民调解台账", "/registers/x/")))

    assert message.text == "没有找到这件纠纷，或者它不在您的岗位范围内。"
    assert message.ways == (Way("人民调解台账", "/registers/x/"), START)


def test_an_error_with_a_wording_says_its_own_sentence():
    assert "没有岗位“E9”" in message_for(UnknownPost("E9", "2024-06-03")).text


def test_an_unknown_address_says_nothing_of_the_resolver():
    assert message_for(Http404({"tried": ["secret"]})) == UNKNOWN_ADDRESS
