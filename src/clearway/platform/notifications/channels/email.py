"""E-mail by SMTP: acknowledged means that the mail server has answered 250 to the whole message."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.policy import SMTP
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from clearway.platform.notifications.channels.ending import Carry, Ending, Parcel

TIMEOUT_SECONDS = 15.0
#: A message is taken for lost only here: the server has it from the last dot on.
_TAKEN = 250


class MailServer(NamedTuple):
    """Where mail is handed over, and in whose name it is sent."""

    host: str
    port: int
    user: str
    password: str
    security: str
    sender: str

    @classmethod
    def at(cls, url: str, sender: str) -> "MailServer":
        """From an address like ``smtp://user:secret@host:587?security=starttls``; security: none, starttls or tls."""
        parts = urlsplit(url)
        security = parse_qs(parts.query).get("security", ["tls" if parts.scheme == "smtps" else "none"])[-1]
        port = parts.port or (465 if security == "tls" else 25)
        return cls(
            parts.hostname or "", port, unquote(parts.username or ""), unquote(parts.password or ""), security, sender
        )


@contextmanager
def conversation(server: MailServer) -> Iterator[Carry]:
    """Talk to the mail server; several messages may be handed over in one conversation."""
    link = _Link(server)
    try:
        yield link.carry
    finally:
        link.end()


class _Link:
    """A connection that is opened when the first message is there, and again after it broke."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self.smtp: smtplib.SMTP | None = None

    def carry(self, parcel: Parcel) -> Ending:
        message = _message(parcel, self.server.sender)
        try:
            smtp = self.smtp = self.smtp or _opened(self.server)
            refused = _addressed(smtp, self.server.sender, parcel.address)
        except smtplib.SMTPResponseException as error:
            self.end()
            return _refused(error.smtp_code, error.smtp_error, is_lines_fault=True)
        except (OSError, smtplib.SMTPException) as error:
            self.end()
            return Ending("later", f"{type(error).__name__}: {error}", is_lines_fault=True)
        return refused or self._handed_over(smtp, message)

    def _handed_over(self, smtp: smtplib.SMTP, message: bytes) -> Ending:
        try:
            code, answer = smtp.data(message)
        except smtplib.SMTPDataError as error:
            return _refused(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            self.end()
            return Ending("unknown", f"{type(error).__name__}: {error}", is_lines_fault=True)
        if code == _TAKEN:
            return Ending("delivered", _said(code, answer))
        return _refused(code, answer)

    def end(self) -> None:
        """Say goodbye, if anybody still listens."""
        if self.smtp is not None:
            with suppress(OSError, smtplib.SMTPException):
                self.smtp.quit()
            self.smtp.close()
            self.smtp = None


def _opened(server: MailServer) -> smtplib.SMTP:
    if server.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context()
        )
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
    if server.security == "starttls":
        smtp.starttls(context=ssl.create_default_context())
    if server.user:
        smtp.login(server.user, server.password)
    return smtp


def _addressed(smtp: smtplib.SMTP, sender: str, address: str) -> Ending | None:
    """Say from whom and to whom; the refusal, if there is one."""
    smtp.ehlo_or_helo_if_needed()
    for code, answer in (smtp.mail(sender), smtp.rcpt(address)):
        if code not in (250, 251):
            smtp.rset()
            return _refused(code, answer)
    return None


def _refused(code: int, answer: bytes | str, *, is_lines_fault: bool = False) -> Ending:
    """Codes from 500 on are for ever, those below for now."""
    is_for_ever = code >= 500 and not is_lines_fault
    return Ending("never" if is_for_ever else "later", _said(code, answer), is_lines_fault=is_lines_fault)


def _said(code: int, answer: bytes | str) -> str:
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    return f"{code} {text}"[:500]


def _message(parcel: Parcel, sender: str) -> bytes:
    """The message; its Message-ID is the delivery's number, so that a repetition can be told."""
    message = EmailMessage(policy=SMTP)
    domain = sender.rpartition("@")[2] or "localhost"
    message["From"] = sender
    message["To"] = parcel.address
    message["Subject"] = " ".join(str(parcel.content["title"]).split())
    message["Message-ID"] = f"<{parcel.number}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = str(parcel.content.get("language", "en"))
    link = str(parcel.content.get("link", ""))
    message.set_content(f"{parcel.content['text']}\n" + (f"\n{link}\n" if link else ""))
    return message.as_bytes()
