"""Nobody makes us call what lies within our own walls."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clearway.platform.notifications import guard
from clearway.platform.notifications.channels import webhook
from clearway.platform.notifications.channels.ending import Parcel
from tests.platform.notifications.conftest import Clock

INSIDE = (
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
    "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
    "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "not an address",
)  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_refused(address: str) -> None:
    assert not guard.is_public(address)
    with pytest.raises(guard.AddressRefused):
        guard.place("https://innocent.example/", is_private_allowed=False, resolver=lambda *_: [address])


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_a_public_address_is_called(address: str) -> None:
    url = "https://trader.example/hooks?x=1"
    assert guard.place(url, is_private_allowed=False, resolver=lambda *_: [address]) == address


def test_one_address_inside_among_many_outside_is_enough() -> None:
    with pytest.raises(guard.AddressRefused):
        guard.place("https://x.example/", is_private_allowed=False, resolver=lambda *_: ["8.8.8.8", "127.0.0.1"])


@pytest.mark.parametrize(
    "url",
    [
        "http://trader.example/", "ftp://trader.example/", "https://", "https:///x", "https://user@trader.example/",
        "https://trader.example:22/", "https://trader.example:80/", "https://trader.example:99999/", "https://trader.example/#x",
        "https://trader.example/ x", "https://trader.example\\@127.0.0.1/", "https://träder.example/",
        "https://[::1/", "javascript:alert(1)", "", "https://x.example/" + "a" * 500, "https://x.example/\n",
    ],
)  # fmt: skip
def test_an_address_of_an_odd_form_is_refused(url: str) -> None:
    with pytest.raises(guard.AddressRefused):
        guard.check_form(url, is_private_allowed=False)


@given(st.text(max_size=60))
def test_whatever_is_given_is_taken_or_refused(text: str) -> None:
    try:
        guard.check_form(text, is_private_allowed=False)
    except guard.AddressRefused:
        return
    assert text.startswith("https://")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "https://localhost/", "https://0x7f000001/", "https://2130706433/"]
)
def test_a_webhook_to_the_inside_is_not_sent(url: str, clock: Clock) -> None:
    carry = webhook.carried_to(url, lambda _: ["whsec_AAAA"], clock=clock, is_private_allowed=False)

    ending = carry(Parcel("1", url, {"body": {}}))

    assert ending.outcome == "later"
    assert ending.is_lines_fault
    assert "500" not in ending.answer
