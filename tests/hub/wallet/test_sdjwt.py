"""SD-JWT: what is shown is what was signed, whatever is withheld; nothing can be added, swapped or shown twice."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from clearway.hub.wallet import keys, sdjwt

ISSUER, HOLDER = keys.fresh(), keys.fresh()
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
_salts = count()
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=12).filter(
    lambda name: name not in ("_sd", "...", "_sd_alg", "iss", "cnf")
)
VALUES = st.one_of(st.booleans(), st.integers(-(2**53), 2**53), st.text(max_size=20))
CLAIMS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=8)


def _made(claims: dict[str, Any]) -> str:
    plain = {"iss": "https://house.example", "cnf": {"jwk": sdjwt.public_jwk(HOLDER.public_key())}}
    return sdjwt.made(plain, claims, key=ISSUER, alg="ES256", kid="k", salt=lambda: f"salt{next(_salts)}")


def _read(text: str) -> dict[str, Any]:
    parts = sdjwt.taken(text)
    return sdjwt.opened(sdjwt.checked(parts.signed, ISSUER.public_key(), typ=sdjwt.TYP), parts.disclosures)


@given(CLAIMS, st.data())
def test_what_is_shown_is_what_was_signed(claims: dict[str, Any], data: st.DataObject) -> None:
    text = _made(claims)
    wanted = data.draw(st.sets(st.sampled_from(sorted(claims))))

    shown = _read(sdjwt.shown(text, wanted))

    assert {name: shown[name] for name in wanted} == {name: claims[name] for name in wanted}
    assert set(shown) == {"iss", "cnf", *wanted}
    assert not any(
        str(value) in text.split("~")[0] for value in claims.values() if isinstance(value, str) and len(value) > 9
    )


@given(CLAIMS, CLAIMS)
def test_a_claim_of_another_document_is_not_taken(claims: dict[str, Any], others: dict[str, Any]) -> None:
    text, other = sdjwt.taken(_made(claims)), sdjwt.taken(_made(others))
    mixed = "~".join([text.signed, *text.disclosures, other.disclosures[0], ""])

    with pytest.raises(sdjwt.NotSound):
        _read(mixed)


def test_a_claim_is_not_shown_twice() -> None:
    text = sdjwt.taken(_made({"name": "Kim"}))

    with pytest.raises(sdjwt.NotSound):
        _read("~".join([text.signed, *text.disclosures, *text.disclosures, ""]))


@pytest.mark.parametrize("text", ["", "abc", "a.b.c", "a.b.c~", "~~", "é~", "a.b.c~!!~", "x" * 200_001 + "~"])
def test_what_is_no_document_is_said_to_be_none(text: str) -> None:
    with pytest.raises(sdjwt.NotSound):
        _read(text)


@pytest.mark.parametrize(
    "changes", [{"audience": "b"}, {"nonce": "m"}, {"at": AT.replace(hour=10)}, {"at": AT.replace(hour=8)}]
)
def test_a_binding_is_for_one_audience_one_question_and_now(changes: dict[str, Any]) -> None:
    asked: dict[str, Any] = {"audience": "a", "nonce": "n", "at": AT}
    text = sdjwt.bound(_made({"name": "Kim"}), key=HOLDER, alg="ES256", **asked)
    jwk = sdjwt.public_jwk(HOLDER.public_key())
    sdjwt.check_binding(sdjwt.taken(text), jwk, **asked)

    with pytest.raises(sdjwt.NotSound):
        sdjwt.check_binding(sdjwt.taken(text), jwk, **{**asked, **changes})


def test_a_binding_is_of_these_claims_and_of_this_key() -> None:
    asked: dict[str, Any] = {"audience": "a", "nonce": "n", "at": AT}
    text = sdjwt.taken(sdjwt.bound(_made({"name": "Kim", "age": 7}), key=HOLDER, alg="ES256", **asked))
    less = sdjwt.Taken(text.signed, text.disclosures[:1], text.binding)

    with pytest.raises(sdjwt.NotSound):
        sdjwt.check_binding(less, sdjwt.public_jwk(HOLDER.public_key()), **asked)
    with pytest.raises(sdjwt.NotSound):
        sdjwt.check_binding(text, sdjwt.public_jwk(keys.fresh().public_key()), **asked)


@pytest.mark.parametrize("alg", ["none", "HS256"])
def test_a_signature_with_nothing_or_with_the_public_key_as_a_secret_is_none(alg: str) -> None:
    secret = None if alg == "none" else "the public key, as somebody who hopes would take it"
    signed = jwt.encode({"iss": "x"}, secret, algorithm=alg, headers={"typ": sdjwt.TYP})

    with pytest.raises(sdjwt.NotSound):
        sdjwt.checked(signed, ISSUER.public_key(), typ=sdjwt.TYP)


def test_devices_may_have_keys_of_either_sort_and_no_other() -> None:
    key = Ed25519PrivateKey.generate()
    public: dict[str, Any] = jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)
    asked: dict[str, Any] = {"audience": "a", "nonce": "n", "at": AT}
    text = sdjwt.bound(_made({"name": "Kim"}), key=key, alg="EdDSA", **asked)
    sdjwt.check_binding(sdjwt.taken(text), public, **asked)

    private: dict[str, Any] = jwt.algorithms.OKPAlgorithm.to_jwk(key, as_dict=True)
    for wrong in (None, {}, {"kty": "RSA"}, {"kty": "EC", "crv": "P-256", "x": "A", "y": "A"}, private):
        with pytest.raises(sdjwt.NotSound):
            sdjwt.key_of(wrong)
