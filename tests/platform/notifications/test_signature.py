"""Signatures are those of Standard Webhooks, so that its libraries check them."""

from datetime import UTC, datetime

from clearway.platform.notifications import signature

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
AT = datetime.fromtimestamp(1614265330, UTC)


def test_a_signature_is_hmac_over_number_moment_and_body() -> None:
    # Worked out with openssl: printf 'msg_1.1614265330.{"test": 2432232314}' | openssl dgst -sha256 -mac hmac …
    assert (
        signature.sign("msg_1", 1614265330, b'{"test": 2432232314}', SECRET)
        == "v1,9o7UeFkn1GjVbcY4emAJruJCYqgH2EIf8u/slvVRBZI="
    )


def test_a_header_that_is_missing_or_odd_is_not_genuine() -> None:
    headers = signature.headers("msg_1", b"{}", [SECRET], at=AT)
    assert signature.is_genuine(headers, b"{}", SECRET, at=AT)
    for name in headers:
        assert not signature.is_genuine({**headers, name: ""}, b"{}", SECRET, at=AT)
        assert not signature.is_genuine({**headers, name: "١٢"}, b"{}", SECRET, at=AT)


def test_a_secret_is_new_each_time_and_long() -> None:
    assert signature.new_secret() != signature.new_secret()
    assert len(signature.new_secret()) == len("whsec_") + 44
