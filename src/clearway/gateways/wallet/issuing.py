"""OpenID4VCI: what is issued, the offer, the token for a pre-authorised code, a nonce, and the document itself."""

from typing import Annotated, Any

import msgspec

from clearway.core.law.information import InformationKind
from clearway.gateways.rest.call import Call, Reply
from clearway.gateways.rest.problems import Refused
from clearway.gateways.rest.reading import read
from clearway.gateways.wallet.reading import base, bearer, form, text, told
from clearway.hub.wallet import public as wallet
from clearway.hub.wallet.public import issuer
from clearway.platform.calendar import now
from clearway.registers.lawbook import public as lawbook

GRANT = "urn:ietf:params:oauth:grant-type:pre-authorized_code"
_SIGNED_BY = ("ES256",)
_LONGEST = 20_000
Long = Annotated[str, msgspec.Meta(max_length=_LONGEST)]


class Proof(msgspec.Struct, frozen=True):
    """One proof, as earlier versions of the protocol send it."""

    proof_type: Long = "jwt"
    jwt: Long = ""


class Proofs(msgspec.Struct, frozen=True):
    """Proofs of a device's keys; one is taken."""

    jwt: Annotated[tuple[Long, ...], msgspec.Meta(min_length=1, max_length=1)]


class Wanted(msgspec.Struct, frozen=True):
    """What a device wants to be given."""

    credential_configuration_id: Long = ""
    credential_identifier: Long = ""
    proofs: Proofs | None = None
    proof: Proof | None = None


def metadata(call: Call) -> Reply:
    """What this issuer issues, and where."""
    where, at = base(call), now()
    known = lawbook.current(at).sharing
    return told(
        {
            "credential_issuer": where,
            "credential_endpoint": f"{where}/wallet/credential",
            "nonce_endpoint": f"{where}/wallet/nonce",
            "display": [{"name": lawbook.current(at).country.code, "locale": "en"}],
            "credential_configurations_supported": {
                code: _configuration(where, one) for code, one in wallet.kinds(known, at.date()).items()
            },
        }
    )


def authorization(call: Call) -> Reply:
    """Where tokens come from, and for which grant."""
    where = base(call)
    return told(
        {
            "issuer": where,
            "token_endpoint": f"{where}/wallet/token",
            "grant_types_supported": [GRANT],
            "pre-authorized_grant_anonymous_access_supported": True,
            "response_types_supported": [],
        }
    )


def keys(call: Call) -> Reply:
    """The keys that sign documents."""
    return told({"issuer": base(call), "jwks": {"keys": issuer.published()}})


def kind(call: Call) -> Reply:
    """What a type of document says, claim by claim."""
    code, at = call.parameters["kind"], now()
    found = wallet.kinds(lawbook.current(at).sharing, at.date()).get(code)
    if found is None:
        raise Refused(404, "There is no document of this kind.")
    claims = [
        {"path": [name], "display": _display(one.titles), "sd": "always"}
        for name, one in (found.fields | found.predicates).items()
    ]
    return told({"vct": issuer.vct(base(call), code), "name": found.titles.get("en", code), "claims": claims})


def offer(call: Call) -> Reply:
    """An offer, for the device that has scanned its address."""
    code, pre_authorized = issuer.offered(call.parameters["number"], at=now())
    grant = {
        "pre-authorized_code": pre_authorized,
        "tx_code": {"input_mode": "numeric", "length": 6, "description": "The number beside the code"},
    }
    return told({"credential_issuer": base(call), "credential_configuration_ids": [code], "grants": {GRANT: grant}})


def token(call: Call) -> Reply:
    """A token for the code of an offer."""
    said = form(call)
    if said.get("grant_type") != GRANT:
        raise Refused(400, "This grant is not given here.", at="form/grant_type", passes=GRANT)
    granted = issuer.redeem(said.get("pre-authorized_code", ""), said.get("tx_code", ""), at=now())
    return told(
        {
            "access_token": granted.token,
            "token_type": "Bearer",
            "expires_in": granted.seconds,
            "c_nonce": issuer.nonce(),
            "c_nonce_expires_in": granted.seconds,
        }
    )


def nonce(call: Call) -> Reply:
    """Something fresh for a device to sign."""
    return told({"c_nonce": issuer.nonce()})


def credential(call: Call) -> Reply:
    """The document, bound to the key that the device has."""
    said = read(call.content, Wanted)
    proof = said.proofs.jwt[0] if said.proofs else said.proof.jwt if said.proof else ""
    document = issuer.issue(bearer(call), proof, base=base(call), at=now())
    return told({"credentials": [{"credential": document}], "credential": document, "format": issuer.TYP})


def status(call: Call) -> Reply:
    """Which documents are revoked, signed; nobody is asked about one."""
    return text(issuer.status_list(base(call), at=now()), f"application/{issuer.STATUS_TYP}")


def _configuration(where: str, one: InformationKind) -> dict[str, Any]:
    claims = [
        {"path": [name], "display": _display(named.titles)} for name, named in (one.fields | one.predicates).items()
    ]
    return {
        "format": issuer.TYP,
        "vct": issuer.vct(where, one.code),
        "cryptographic_binding_methods_supported": ["jwk"],
        "credential_signing_alg_values_supported": list(_SIGNED_BY),
        "proof_types_supported": {"jwt": {"proof_signing_alg_values_supported": list(issuer.ALGORITHMS)}},
        "credential_metadata": {"display": _display(one.titles), "claims": claims},
        "display": _display(one.titles),
    }


def _display(titles: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "locale": language} for language, name in titles.items()]
