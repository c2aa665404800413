"""What traders' software does with declarations: lodge, check, change, withdraw, read."""

import msgspec

from clearway.clearance import amend, conductor, stored
from clearway.clearance.errors import ClearanceError, DeclarationUnknown
from clearway.clearance.explanation import Explanation, FindingSaid, explain, said
from clearway.core.facts.answer import Answer
from clearway.core.facts.declaration import Declaration
from clearway.core.kernel.finding import Finding
from clearway.formats.message import Format
from clearway.formats.refusal import Unreadable
from clearway.gateways.messages.receive import Received, changed_paths, pointer, receive, receive_all, response
from clearway.gateways.rest import problems
from clearway.gateways.rest.call import EDIFACT, JSON, NDJSON, XML, Call, Reply, reply_json
from clearway.gateways.rest.problems import Refused
from clearway.platform.events import log
from clearway.platform.events.log import Told
from clearway.stations.declarations.public import DeclarationFile, find, recent, version_of

#: What may be sent, and which response format belongs to it.
TAKEN = {JSON: "json", XML: "wco", "text/xml": "wco", EDIFACT: "edifact", "application/EDIFACT": "edifact"}
PAGE = 50
#: Declarations of a batch that are decided and written together.
CHUNK = 200


class Page(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """Some declarations, newest first, and where the next page begins."""

    declarations: list[DeclarationFile]
    next: str | None = None


class Whole(msgspec.Struct, frozen=True, rename="camel"):
    """A declaration as it stands, and what it says."""

    file: DeclarationFile
    facts: Declaration


class CheckResult(msgspec.Struct, frozen=True, rename="camel"):
    """What lodging would give now; it has no legal effect."""

    findings: tuple[FindingSaid, ...]
    explanation: Explanation


def lodge(call: Call) -> Reply:
    """Lodge one declaration and decide it; the answer comes once it is durable."""
    received = _received(call)
    return _answered(call, received, conductor.lodge(received.submitted, by=call.actor), status=201)


def check(call: Call) -> Reply:
    """Say what lodging would give now, without legal effect."""
    received = _received(call)
    checked = conductor.check(received.declaration, by=call.actor)
    findings = _said(checked.decision.findings, received.message.format, call.language)
    return reply_json(CheckResult(findings, explain(checked.decision, language=call.language)))


def batch(call: Call) -> Reply:
    """Lodge many: a declaration a line, or an interchange; one line of answer for each, in the same order."""
    lines: list[bytes] = []
    waiting: list[Received] = []
    for received in receive_all(call.content):
        if isinstance(received, Unreadable):
            lines += _lodged_lines(call, waiting)
            waiting = []
            lines.append(problems.unreadable(received, call.language).content)
            continue
        waiting.append(received)
        if len(waiting) == CHUNK:
            lines += _lodged_lines(call, waiting)
            waiting = []
    lines += _lodged_lines(call, waiting)
    return Reply(200, b"\n".join(lines) + b"\n", NDJSON)


def amendment(call: Call) -> Reply:
    """Change the places that an amendment names, or all of the declaration, and decide it anew."""
    received = _received(call)
    answer = amend.amend(
        received.submitted, changed_paths(received.message), number=call.parameters["number"], by=call.actor
    )
    return _answered(call, received, answer, status=200)


def cancellation(call: Call) -> Reply:
    """Withdraw a declaration before release."""
    received = _received(call)
    answer = amend.cancel(received.submitted, number=call.parameters["number"], by=call.actor)
    return _answered(call, received, answer, status=200)


def listed(call: Call) -> Reply:
    """The party's declarations, newest first."""
    before = call.query.get("before")
    if before is not None and not (before.isascii() and before.isdigit() and len(before) < 19):
        raise Refused(400, "before must be the value of next from an earlier page")
    found = recent(submitter=call.actor.party, before=int(before) if before else None, limit=PAGE)
    return reply_json(Page(found, str(found[-1].id) if len(found) == PAGE else None))


def read(call: Call) -> Reply:
    """A declaration as it stands."""
    file = _file(call)
    return reply_json(Whole(file, version_of(file.id, file.version).facts))


def timeline(call: Call) -> Reply:
    """Everything that happened to a declaration, first to last."""
    return reply_json(log.about(f"declaration/{_file(call).mrn}"))


def explanation(call: Call) -> Reply:
    """Why the declaration stands where it stands: findings, values, amounts with every step, lane."""
    file = _file(call)
    decision = stored.decision_of(file.mrn, file.version)
    if decision is None:
        raise Refused(404, f"{file.mrn} has no decision")
    return reply_json(explain(decision, language=call.language))


#: What each handler gives, for the published description.
GIVES = {"answer": Answer, "page": Page, "whole": Whole, "timeline": list[Told], "explanation": Explanation}


def _received(call: Call) -> Received:
    kind = call.content_type.partition(";")[0].strip()
    if kind not in TAKEN:
        raise Refused(415, f"{kind or 'nothing'} was sent; {JSON}, {XML} and {EDIFACT} are taken")
    return receive(call.content)


def _file(call: Call) -> DeclarationFile:
    file = find(call.parameters["number"], submitter=call.actor.party or call.actor.name)
    if file is None:
        raise DeclarationUnknown(number=call.parameters["number"])
    return file


def _answered(call: Call, received: Received, answer: Answer, *, status: int) -> Reply:
    """The answer in the format asked for: JSON, or a response message in the sender's own."""
    wanted = TAKEN.get(call.accept.partition(";")[0].strip())
    headers = {"Location": f"/v1/declarations/{answer.mrn}"} if answer.mrn else {}
    if wanted in ("wco", "edifact"):
        refused = answer.outcome == "refused"
        content = response(answer, wanted)
        return Reply(422 if refused else status, content, XML if wanted == "wco" else EDIFACT, headers)
    if answer.outcome == "refused":
        findings = _said(answer.findings, received.message.format, call.language)
        return problems.refused_declaration(answer, findings, call.language)
    return reply_json(answer, status=status, headers=headers)


def _said(findings: tuple[Finding, ...], format: Format, language: str) -> tuple[FindingSaid, ...]:
    return tuple(said(one, language=language, pointer=pointer(format, one.at)) for one in findings)


def _lodged_lines(call: Call, waiting: list[Received]) -> list[bytes]:
    if not waiting:
        return []
    answers = conductor.lodge_many([one.submitted for one in waiting], by=call.actor)
    return [_line(call, answer) for answer in answers]


def _line(call: Call, answer: Answer | ClearanceError) -> bytes:
    if isinstance(answer, Answer):
        return msgspec.json.encode(answer)
    reply = problems.reply_to(answer, call.language)
    assert reply is not None
    return reply.content
