"""Where a setting comes from: the environment, a sentence for each variable, a clear stop when one is missing."""

import os
from pathlib import Path
from typing import NamedTuple


class Variable(NamedTuple):
    """A variable of the environment: what it says, and what holds where it is not set."""

    name: str
    sentence: str
    default: str | None = None


#: The folder of the checkout or installation: packs, front-end packages and ``var`` are found below it.
ROOT = Path(__file__).resolve().parents[3]

VARIABLES = {
    variable.name: variable
    for variable in (
        Variable("DATABASE_URL", "The PostgreSQL server to use; empty starts the embedded one.", ""),
        Variable("CLEARWAY_VAR", "The folder for data that must outlive a restart.", str(ROOT / "var")),
        Variable("CLEARWAY_PACK", "The folder of the country's pack.", str(ROOT / "packs" / "demoland")),
        Variable("CLEARWAY_SECRET_KEY", "The key that signs sessions; empty keeps one in the data folder.", ""),
        Variable("CLEARWAY_HOSTS", "Host names the portal answers to, separated by commas.", "127.0.0.1,localhost"),
        Variable(
            "CLEARWAY_ORIGIN", "The name of this installation in receipts and log checkpoints.", "clearway.demoland"
        ),
        Variable("CLEARWAY_HTTPS", "1 where the portal is reached by https only; cookies are then bound to it.", "0"),
        Variable("CLEARWAY_OPENID_ISSUER", "The address of a national identity provider; empty offers none.", ""),
        Variable("CLEARWAY_OPENID_CLIENT", "Our client number at the identity provider.", "clearway"),
        Variable("CLEARWAY_OPENID_SECRET", "Our secret at the identity provider.", ""),
        Variable("CLEARWAY_OPENID_NAME", "What people call the identity provider.", "National identity"),
        Variable("CLEARWAY_OPENID_CLAIM", "The verified claim by which the provider names a person for ever.", "sub"),
        Variable("CLEARWAY_OPENID_PERSON", "The verified claim that is a personal number; empty: none.", ""),
        Variable(
            "CLEARWAY_OPENID_STRONG",
            "Values of the claim acr, separated by spaces, that stand for a second factor asked for by the provider.",
            "",
        ),
        Variable("CLEARWAY_SMTP", "The mail server, smtp://user:secret@host:587?security=starttls, or empty.", ""),
        Variable("CLEARWAY_MAIL_FROM", "The address from which notices are mailed.", "clearway@localhost"),
        Variable("CLEARWAY_SMS", "The centre for text messages, smpp://system:secret@host:2775; may be empty.", ""),
        Variable("CLEARWAY_SMS_FROM", "The name or number from which text messages come.", "Clearway"),
        Variable(
            "CLEARWAY_WEBHOOKS_TO_PRIVATE", "1 lets webhooks go to private addresses and by http: for trials.", "0"
        ),
        Variable("CLEARWAY_PORTAL", "The address of the portal that notices link to; empty links to nothing.", ""),
        Variable("CLEARWAY_XROAD_INSTANCE", "X-Road's name of this exchange; empty is the country's code.", ""),
        Variable("CLEARWAY_XROAD_CODES", "How X-Road's error codes are spelled: 6, or 7.8 and later.", "7.8"),
        Variable(
            "CLEARWAY_XROAD_STATUS",
            "The status of X-Road's errors: text answers 400 to a client's mistake, reference 500 to every one.",
            "text",
        ),
        Variable(
            "CLEARWAY_XROAD_FRONT",
            "The secret of the TLS front that shows members' certificates to the edge; empty asks for none.",
            "",
        ),
        Variable("CLEARWAY_XROAD_SERVER", "What the edge is called in monitoring records: its address.", "127.0.0.1"),
        Variable("CLEARWAY_XROAD_KEEP_DAYS", "Days for which messages and monitoring records are kept.", "90"),
        Variable("CLEARWAY_XROAD_BODIES", "1 keeps bodies of messages too, sealed; else digests only.", "0"),
        Variable(
            "CLEARWAY_WITNESSES",
            "Witnesses of the log: public key and address by turns, separated by spaces; empty: none.",
            "",
        ),
        Variable("CLEARWAY_STAMPS", "The address of an authority that stamps time, RFC 3161; empty: none.", ""),
        Variable("CLEARWAY_STAMPS_CERTIFICATE", "The file with the stamping authority's certificate, in PEM.", ""),
        Variable("CLEARWAY_WRITERS", "Connections of each process that write declarations.", "2"),
    )
}


class SettingMissing(RuntimeError):
    """A setting without a default is not in the environment."""


def read(name: str) -> str:
    """The value of a known variable."""
    variable = VARIABLES[name]
    value = os.environ.get(name, variable.default)
    if value is None:
        raise SettingMissing(f"{name} is not set. {variable.sentence}")
    return value
