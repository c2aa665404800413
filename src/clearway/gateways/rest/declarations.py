"""What traders' software does with declarations: lodge, check, change, withdraw, read."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

import msgspec

from clearway.clearance import amend, conductor, stored
from clearway.clearance.errors import ClearanceError, DeclarationUnknown, PurposeMisplaced
from clearway.clearance.explanation import explain
from clearway.core.facts.answer import Answer
from clearway.core.facts.declaration import Purpose
from clearway.formats.limits import shown
from clearway.formats.message import Format
from clearway.formats.refusal import Unreadable
from clearway.gateways.messages.receive import (
    Received,
    changed_paths,
    format_of,
    how_many,
    pointer,
    receive,
    receive_all,
    receive_lines,
    response,
)
from clearway.gateways.rest import answers, problems
from clearway.gateways.rest.answers import Page, Whole
from clearway.gateways.rest.call import EDIFACT, JSON, NDJSON, TEXT_XML, XML, Call, Reply, reply_json
from clearway.gateways.rest.problems import Refused
from clearway.platform.events import log
from clearway.stations.declarations.public import DeclarationFile, find, recent, version_of

#: The format that each media type stands for, as it is sent and as it is answered.
FORMATS: dict[str, Format] = {JSON: "json", NDJSON: "json", XML: "wco", TEXT_XML: "wco", EDIFACT: "edifact"}
PAGE = 50
#: Declarations of a batch that are decided and written together.
CHUNK = 200
#: A batch holds at most so many; what would be more is sent as several.
MOST_IN_BATCH = 10_000
#: No number or reference of ours is longer.
LONGEST_NUMBER = 70


def lodge(call: Call) -> Reply:
    """Lodge one declaration and decide it; the answer comes once it is durable."""
    received = _received(call)
    _must_have_reference(received)
    return _answered(call, received, conductor.lodge(received.submitted, by=call.actor), status=201)


def check(call: Call) -> Reply:
    """Say what lodging would give now, without legal effect."""
    received = _received(call)
    _must_be(received, "original")
    checked = conductor.check(received.declaration, by=call.actor)
    findings = answers.findings_said(checked.decision.findings, received.message.format, call.language)
    explained = msgspec.structs.replace(explain(checked.decision, language=call.language), findings=findings)
    return reply_json(explained, language=call.language)


def batch(call: Call) -> Reply:
    """Lodge many: a declaration a line, or an interchange; one line of answer for each, in the same order."""
    lines: list[bytes] = []
    before: Callable[[], Iterable[bytes]] = tuple
    for chunk in _chunks(_parts(call)):
        # While a chunk is decided, the one before it is being written.
        handed_in = _handed_in(call, chunk)
        lines += before()
        before = handed_in
    lines += before()
    return Reply(200, b"\n".join(lines) + b"\n", NDJSON, {"Content-Language": call.language})


def amendment(call: Call) -> Reply:
    """Change the places that an amendment names, or all of the declaration, and decide it anew."""
    received = _received(call)
    number = _number_of_request(call, received)
    paths = changed_paths(received.message)
    answer = amend.amend(received.submitted, paths, number=number, by=call.actor)
    return _answered(call, received, answer, status=200)


def cancellation(call: Call) -> Reply:
    """Withdraw a declaration before release."""
    received = _received(call)
    number = _number_of_request(call, received)
    answer = amend.cancel(received.submitted, number=number, by=call.actor)
    return _answered(call, received, answer, status=200)


def listed(call: Call) -> Reply:
    """The party's declarations, newest first."""
    before = call.query.get("before")
    if before is not None and not (before.isascii() and before.isdigit() and len(before) < 19):
        raise Refused(
            400,
            "This is not where a page ends.",
            at="query/before",
            passes="the value of next from an earlier page",
            found=shown(before),
        )
    found = recent(reader=_party(call), before=int(before) if before else None, limit=PAGE)
    following = str(found[-1].id) if len(found) == PAGE else None
    return reply_json(Page([answers.filed(file) for file in found], following))


def read(call: Call) -> Reply:
    """A declaration as it stands."""
    file = _file(call)
    return reply_json(Whole(answers.filed(file), version_of(file.id, file.version).facts))


def timeline(call: Call) -> Reply:
    """Everything that happened to a declaration, first to last."""
    return reply_json([answers.happened(told) for told in log.about(f"declaration/{_file(call).mrn}")])


def explanation(call: Call) -> Reply:
    """Why the declaration stands where it stands: findings, values, amounts with every step, lane."""
    file = _file(call)
    decision = stored.decision_of(file.mrn, file.version)
    if decision is None:
        raise Refused(404, "{mrn} has no decision.", mrn=file.mrn)
    return reply_json(explain(decision, language=call.language), language=call.language)


def _received(call: Call) -> Received:
    _format(call)
    return receive(call.content)


def _format(call: Call) -> Format:
    """The format of a message, which is the one that was announced."""
    announced, found = FORMATS[call.content_type], format_of(call.content)
    if announced != found:
        raise Refused(
            415, "{kind} was announced, the message is in the format {found}.", kind=call.content_type, found=found
        )
    return found


def _parts(call: Call) -> Iterable[Received | Unreadable]:
    """The messages of a batch; one that holds too many, or is as a whole no interchange, is refused as a whole."""
    if call.content_type == NDJSON and call.content.strip():
        _must_be_few(how_many(call.content, "json"))
        return receive_lines(call.content)
    _must_be_few(how_many(call.content, _format(call)))
    parts = list(receive_all(call.content))
    if len(parts) == 1 and isinstance(parts[0], Unreadable):
        raise parts[0]
    return parts


def _must_be_few(count: int) -> None:
    if count > MOST_IN_BATCH:
        raise Refused(413, "{count} messages were sent; {most} are taken.", count=str(count), most=str(MOST_IN_BATCH))


def _must_be(received: Received, purpose: Purpose) -> None:
    if received.declaration.purpose != purpose:
        raise PurposeMisplaced(expected=purpose, found=received.declaration.purpose)


def _must_have_reference(received: Received) -> None:
    """What has no reference of its own could not be known again when it is sent twice."""
    if not received.declaration.reference:
        raise Refused(
            422,
            "A message without a reference of its own could be taken twice.",
            at=pointer(received.message.format, "reference"),
            passes="a reference that this sender has not used before",
        )


def _number_of_request(call: Call, received: Received) -> str:
    """The number in the address; an amendment or cancellation that names another declaration is refused."""
    _must_have_reference(received)
    number, named = _number(call), received.declaration.mrn
    if named and named != number and _file(call).mrn != named:
        raise Refused(
            422,
            "The message names another declaration than its address.",
            at=pointer(received.message.format, "mrn"),
            passes="{number}",
            found=shown(named),
            number=number,
        )
    return number


def _number(call: Call) -> str:
    number = call.parameters["number"]
    if len(number) > LONGEST_NUMBER or not number.isprintable():
        raise DeclarationUnknown(number=shown(number))
    return number


def _party(call: Call) -> str:
    return call.actor.party or call.actor.name


def _file(call: Call) -> DeclarationFile:
    number = _number(call)
    file = find(number, reader=_party(call))
    if file is None:
        raise DeclarationUnknown(number=number)
    return file


def _answered(call: Call, received: Received, answer: Answer, *, status: int) -> Reply:
    """The answer in the format asked for: JSON, or a response message of WCO or EDIFACT."""
    headers = {"Location": f"/v1/declarations/{answer.mrn}"} if answer.mrn else {}
    is_refused = answer.outcome == "refused"
    wanted = FORMATS[call.wanted]
    if wanted != "json":
        # An interchange has no letters for every language; its sentences stay English.
        told = answers.spoken(answer, call.language) if wanted == "wco" else answer
        return Reply(422 if is_refused else status, response(told, wanted), call.wanted, headers)
    said = answers.answered(answer, received.message.format, call.language)
    if is_refused and status != 201 and _file(call).state != "refused":
        return problems.refused_request(said, call.language)
    if is_refused:
        return problems.refused_declaration(said, call.language, headers)
    return reply_json(said, status=status, headers=headers, language=call.language)


def _chunks(parts: Iterable[Received | Unreadable]) -> Iterator[list[Received | Unreadable]]:
    rest = iter(parts)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _handed_in(call: Call, chunk: list[Received | Unreadable]) -> Callable[[], Iterable[bytes]]:
    """Lodge what can be lodged of a chunk; what is given back waits and says a line for each part, in order."""
    whole = [_lodgeable(part) for part in chunk]
    answers_of = conductor.hand_in([one.submitted for one in whole if isinstance(one, Received)], by=call.actor)

    def lines() -> Iterator[bytes]:
        found = iter(answers_of())
        for part in whole:
            yield _line(call, part, next(found)) if isinstance(part, Received) else _problem_line(call, part)

    return lines


def _lodgeable(part: Received | Unreadable) -> Received | Unreadable | Refused | ClearanceError:
    """A part of a batch, or why it cannot be lodged at all; the others are not touched by it."""
    if isinstance(part, Received):
        try:
            _must_have_reference(part)
            _must_be(part, "original")
        except (Refused, ClearanceError) as error:
            return error
    return part


def _line(call: Call, received: Received, answer: Answer | ClearanceError) -> bytes:
    if isinstance(answer, ClearanceError):
        return _problem_line(call, answer)
    return msgspec.json.encode(answers.answered(answer, received.message.format, call.language))


def _problem_line(call: Call, error: Exception) -> bytes:
    reply = problems.reply_to(error, call.language)
    assert reply is not None
    return reply.content
