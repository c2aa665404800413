"""How a lodged declaration changes; lodging itself is written by the conductor as a set."""

import msgspec

from clearway.core.facts.declaration import Declaration
from clearway.platform.numbering import blocks
from clearway.stations.declarations import models
from clearway.stations.declarations.contracts import DeclarationFile, Request


def lock(declaration: int) -> DeclarationFile:
    """The declaration as it stands, kept from others until the transaction ends."""
    row = models.Declaration.objects.select_for_update().filter(id=declaration)
    return DeclarationFile(**row.values(*DeclarationFile.__struct_fields__).get())


def move(file: DeclarationFile, *, state: str, waits_for: str) -> DeclarationFile:
    """A locked declaration stands elsewhere on the route, or waits for somebody else."""
    models.Declaration.objects.filter(id=file.id).update(state=state, waits_for=waits_for)
    return msgspec.structs.replace(file, state=state, waits_for=waits_for)


def add_version(
    file: DeclarationFile,
    request: Request,
    facts: Declaration,
    *,
    facts_hash: str,
    state: str,
    lane: str,
    waits_for: str,
) -> int:
    """A declaration says something new; returns the number of the version."""
    number = file.version + 1
    submission = _take(request)
    models.Version.objects.create(
        declaration_id=file.id,
        number=number,
        purpose="amendment",
        submission=submission,
        facts=models.stored(facts),
        facts_hash=facts_hash,
        at=request.at,
    )
    models.Declaration.objects.filter(id=file.id).update(state=state, lane=lane, waits_for=waits_for, version=number)
    return number


def withdraw(file: DeclarationFile, request: Request) -> None:
    """A declaration is withdrawn; what it said stays as it was."""
    _take(request)
    models.Declaration.objects.filter(id=file.id).update(state="cancelled", waits_for="")


def _take(request: Request) -> models.Submission:
    return models.Submission.objects.create(
        id=blocks.take(),
        submitter=request.submitter,
        key=request.key,
        format=request.format,
        content_hash=request.content_hash,
        content=request.content,
        received_at=request.at,
        answer=models.stored(request.answer),
    )
