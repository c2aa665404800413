"""A wallet and a verifier of the tests' own, written from the specifications and from nothing of the house's."""

import base64
import json
import threading
import time
import zlib
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, quote, urlsplit

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric import ec

GRANT = "urn:ietf:params:oauth:grant-type:pre-authorized_code"
Said = dict[str, Any]


def b64(content: bytes) -> str:
    """Base64 as JOSE writes it."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    """The bytes again."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def decoded(signed: str, key: Any) -> Said:
    """What a key has signed; nothing but the signature is looked at."""
    options: Any = {"verify_aud": False, "verify_exp": False, "verify_iat": False}
    return dict(jwt.decode(signed, key, algorithms=["ES256"], options=options))


def disclosed(document: str) -> Said:
    """What a document shows, by the digests that its issuer has signed."""
    signed, *disclosures = document.split("~")[:-1]
    options: Any = {"verify_signature": False, "verify_exp": False}
    digests = jwt.decode(signed, options=options)["_sd"]
    assert all(b64(sha256(one.encode()).digest()) in digests for one in disclosures)
    return {name: value for _salt, name, value in (json.loads(unb64(one)) for one in disclosures)}


class Device:
    """A wallet on a person's device: it has a key, takes offers, and answers questions."""

    def __init__(self) -> None:
        """Make the key."""
        self.key = ec.generate_private_key(ec.SECP256R1())
        said = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(self.key.public_key()))
        self.jwk = {name: said[name] for name in ("kty", "crv", "x", "y")}

    def token(self, house: str, offer: Said, typed: str) -> httpx.Response:
        """What is answered to the code of an offer with a typed number."""
        server = httpx.get(f"{house}/.well-known/oauth-authorization-server", timeout=60).json()
        form = {"grant_type": GRANT, "pre-authorized_code": offer["grants"][GRANT]["pre-authorized_code"]}
        return httpx.post(server["token_endpoint"], data={**form, "tx_code": typed}, timeout=60)

    def proof(self, house: str, nonce: str, /, **changes: Any) -> str:
        """Its word that it has its key."""
        claims = {"aud": house, "iat": int(time.time()), "nonce": nonce, **changes}
        return jwt.encode(
            claims, self.key, algorithm="ES256", headers={"typ": "openid4vci-proof+jwt", "jwk": self.jwk}
        )

    def fetched(self, house: str, offer: Said, typed: str) -> str:
        """The document of an offer."""
        granted = self.token(house, offer, typed)
        assert granted.status_code == 200, granted.text
        issuer = httpx.get(f"{house}/.well-known/openid-credential-issuer", timeout=60).json()
        nonce = httpx.post(issuer["nonce_endpoint"], timeout=60).json()["c_nonce"]
        wanted = {
            "credential_configuration_id": offer["credential_configuration_ids"][0],
            "proofs": {"jwt": [self.proof(issuer["credential_issuer"], nonce)]},
        }
        headers = {"Authorization": f"Bearer {granted.json()['access_token']}"}
        answer = httpx.post(issuer["credential_endpoint"], json=wanted, headers=headers, timeout=60)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["credentials"][0]["credential"])

    def shown(self, document: str, names: set[str], audience: str, nonce: str, /, **changes: Any) -> str:
        """Some claims of a document, bound to a question."""
        signed, *disclosures = document.split("~")[:-1]
        kept = [one for one in disclosures if json.loads(unb64(one))[1] in names]
        bare = "~".join([signed, *kept, ""])
        claims = {"iat": int(time.time()), "aud": audience, "nonce": nonce,
                  "sd_hash": b64(sha256(bare.encode()).digest()), **changes}  # fmt: skip
        return bare + jwt.encode(claims, self.key, algorithm="ES256", headers={"typ": "kb+jwt"})


def question(request_uri: str) -> Said:
    """A signed question, checked with the key that its asker's name holds."""
    answer = httpx.get(request_uri, timeout=60)
    assert answer.headers["Content-Type"] == "application/oauth-authz-req+jwt", answer.text
    name = jwt.get_unverified_header(answer.text)["kid"]
    jwk = json.loads(unb64(name.removeprefix("did:jwk:").removesuffix("#0")))
    said = decoded(answer.text, jwt.PyJWK(jwk, algorithm="ES256").key)
    assert said["client_id"] == f"decentralized_identifier:{name.removesuffix('#0')}"
    return said


def is_revoked(house: str, document: str) -> bool:
    """Whether a document's bit is set in the list that it names."""
    options: Any = {"verify_signature": False, "verify_exp": False}
    place = jwt.decode(document.split("~")[0], options=options)["status"]["status_list"]
    keys = httpx.get(f"{house}/.well-known/jwt-vc-issuer", timeout=60).json()["jwks"]["keys"]
    answer = httpx.get(f"{house}{urlsplit(place['uri']).path}", timeout=60)
    assert answer.headers["Content-Type"] == "application/statuslist+jwt"
    said = decoded(answer.text, jwt.PyJWK(keys[0]).key)["status_list"]
    bits = zlib.decompress(unb64(said["lst"]))
    return bool(bits[place["idx"] // 8] >> (place["idx"] % 8) & 1)


class Verifier:
    """Somebody elsewhere who asks for documents by a link, and takes what is posted."""

    def __init__(self, *, status: int = 200) -> None:
        """Take answers on a free port."""
        taken: list[dict[str, str]] = []

        class Taking(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                content = self.rfile.read(int(self.headers["Content-Length"]))
                taken.append(dict(parse_qsl(content.decode())))
                self.send_response(status)
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self.taken = taken
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Taking)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.where = f"http://127.0.0.1:{self.server.server_port}/answers"
        self.audience = f"redirect_uri:{self.where}"

    def link(self, vct: str, *names: str, **changes: str) -> str:
        """A link that asks for some claims of a document."""
        query = {
            "credentials": [
                {"id": "mine", "format": "dc+sd-jwt", "meta": {"vct_values": [vct]},
                 "claims": [{"path": [name]} for name in names]}
            ]
        }  # fmt: skip
        said = {
            "client_id": self.audience, "response_type": "vp_token", "response_mode": "direct_post",
            "response_uri": self.where, "nonce": "n-1", "state": "s-1", "dcql_query": json.dumps(query), **changes,
        }  # fmt: skip
        return "openid4vp://?" + "&".join(f"{name}={quote(value)}" for name, value in said.items())

    def checked(self, house: str) -> Said:
        """What was posted last, every signature and hash of it checked."""
        (document,) = json.loads(self.taken[-1]["vp_token"])["mine"]
        bare, _, binding = document.rpartition("~")
        keys = httpx.get(f"{house}/.well-known/jwt-vc-issuer", timeout=60).json()["jwks"]["keys"]
        said = decoded(bare.split("~")[0], jwt.PyJWK(keys[0]).key)
        bound = decoded(binding, jwt.PyJWK(said["cnf"]["jwk"], algorithm="ES256").key)
        assert (bound["aud"], bound["nonce"]) == (self.audience, "n-1")
        assert bound["sd_hash"] == b64(sha256(f"{bare}~".encode()).digest())
        return disclosed(f"{bare}~")

    def stop(self) -> None:
        """Take nothing any more."""
        self.server.shutdown()
        self.server.server_close()


def parameters(link: str) -> Said:
    """The parameters of a link."""
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
