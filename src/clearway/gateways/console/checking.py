"""clearway verify with a log's key: one event, a person's list of accesses, or a whole copy of the log."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import typer
from cryptography.x509 import Certificate, load_pem_x509_certificate

from clearway.gateways.console.files import err, out
from clearway.platform.transparency.answers import HEADER, Answered, holds, ordinal_in
from clearway.platform.transparency.lists import LIST_FORMAT, PART_FORMAT, Whole
from clearway.platform.transparency.verify import (
    BUNDLE_FORMAT,
    Asked,
    Proven,
    Refuted,
    verify,
    verify_bundle,
    verify_list,
    verify_part,
)


class Terms(NamedTuple):
    """What somebody asks for beyond the log's own word, as it was typed."""

    older: list[Path]
    witnesses: list[str]
    since: str | None
    authority: Path | None


def is_proof(data: bytes) -> bool:
    """Whether this is something that only the log's key can tell about."""
    return any(one.encode() in data for one in (BUNDLE_FORMAT, LIST_FORMAT, PART_FORMAT))


def check(what: Path, key: str, terms: Terms) -> None:
    """Say what is proven; ends with 1 where something is refuted."""
    asked = Asked(tuple(terms.witnesses), _instant(terms.since), _certificate(terms.authority))
    result = _verified(what, key, terms.older, asked)
    if isinstance(result, Refuted):
        err.print(f"refuted: {result.code} {result.because}", markup=False, highlight=False)
        raise typer.Exit(1)
    out.print(_said(result), markup=False, highlight=False)


def check_answer(answered: Answered, beside: str, key: str, apart: Path | None) -> None:
    """Say whether the hub has sealed this answer; ends with 1 where it has not."""
    seal = content(apart).decode("utf-8", "replace").strip() if apart is not None else beside
    if not seal:
        raise typer.BadParameter(f"the seal is missing: keep the header {HEADER} too, or name its file by --seal")
    if not holds(seal, key, access=answered.access, at=answered.at, shown=answered.values):
        err.print("refuted: the hub has not sealed this answer, or not with this key", markup=False)
        raise typer.Exit(1)
    out.print(
        f"proven: answered {answered.at.isoformat()} by access {answered.access}, number {ordinal_in(seal)} of its "
        "subject's",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )


def content(file: Path) -> bytes:
    """What is in a file that somebody named."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise typer.BadParameter(f"{file} cannot be read") from error


def _verified(what: Path, key: str, older: list[Path], asked: Asked) -> Proven | Whole | Refuted:
    if what.is_dir():
        notes = [content(one).decode("utf-8", "replace") for one in older]
        return verify(what, key, older_notes=notes, asked=asked)
    data = content(what)
    if LIST_FORMAT.encode() in data:
        return verify_list(data, key, kept=[content(one) for one in older], asked=asked)
    if PART_FORMAT.encode() in data:
        return verify_part(data, key, asked=asked)
    return verify_bundle(data, key, asked=asked)


def _said(result: Proven | Whole) -> str:
    if isinstance(result, Whole):
        return (
            f"proven: all {len(result.places)} accesses about {result.subject}, {result.concealed} concealed for now"
        )
    place = "" if result.index is None else f"leaf {result.index} of "
    return f"proven: {place}{result.size} in {result.origin}"


def _instant(text: str | None) -> datetime | None:
    try:
        at = datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise typer.BadParameter("an instant with its time zone was expected") from error
    if at is not None and at.tzinfo is None:
        raise typer.BadParameter("the instant needs its time zone")
    return at


def _certificate(path: Path | None) -> Certificate | None:
    try:
        return load_pem_x509_certificate(content(path)) if path else None
    except ValueError as error:
        raise typer.BadParameter(f"{path} is no certificate in PEM") from error
