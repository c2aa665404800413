"""An answer as a CUSRES: written into an interchange, and read back by those who get it."""

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from clearway.core.kernel.finding import Finding, Severity
from clearway.formats.answer import Answer, Outcome, TaxLine
from clearway.formats.edifact import charset, cusdec, faults, interchange, tree, writing
from clearway.formats.edifact.cusres import reply
from clearway.formats.edifact.cusres.mapping import CUSRES, KIND
from clearway.formats.edifact.cusres.reply import ErrorPoint, Reply, Tax, TaxedItem
from clearway.formats.edifact.faults import fault
from clearway.formats.edifact.interchange import Limits, Raw
from clearway.formats.edifact.plan import level
from clearway.formats.edifact.pointers import Pointers
from clearway.formats.edifact.reading import Reader
from clearway.formats.edifact.syntax import Segment
from clearway.formats.limits import MOST_BYTES
from clearway.formats.refusal import Unreadable, Unwritable

#: Our outcomes in the words of 1225, and of 1001: a response to the document, or to what is wrong in it.
FUNCTIONS: dict[Outcome, str] = {"refused": "27", "accepted": "6", "decided": "29", "cancelled": "1"}
RESPONSE, ERROR_RESPONSE = "962", "963"
_OUTCOMES = {code: outcome for outcome, code in FUNCTIONS.items()}
_SEVERITIES: dict[str, Severity] = {"reject": "reject", "warn": "warn", "note": "note"}

_LEVEL = level(CUSRES)
POINTERS = Pointers(CUSRES, Reply, start="BGM", elsewhere="BGM({})")
_LIMITS = Limits(content=MOST_BYTES, released=MOST_BYTES // 10, segments=400_000)

#: Gives the sender's own pointer of one of our paths.
Pointing = Callable[[str], str]


def write_response(
    answers: Answer | Iterable[Answer],
    *,
    pointer: Pointing = cusdec.pointer,
    sender: str = "CUSTOMS",
    recipient: str = "TRADER",
    interchange_reference: str = "1",
    charset_name: str = charset.DEFAULT,
) -> bytes:
    """An interchange with these answers; each finding has its sentence, our path and the sender's own pointer.

    ``pointer`` may look a path up in the message that is answered; by default it is the static pointer of CUSDEC.
    """
    given = [answers] if isinstance(answers, Answer) else list(answers)
    text = interchange.write(
        (_written(_reply(answer, pointer), position) for position, answer in enumerate(given, start=1)),
        sender=sender,
        recipient=recipient,
        reference=interchange_reference,
        prepared_at=max((answer.answered_at for answer in given), default=None),
        charset_name=charset_name,
    )
    if charset.stray(text, charset_name) is not None:
        raise Unwritable(f"{interchange.NAME} in {charset_name}", "answer")
    return text.encode(charset.ENCODINGS[charset_name])


def read_response(content: bytes) -> Answer:
    """The answer of an interchange that carries one."""
    answers = read_responses(content)
    if len(answers) != 1:
        raise Unreadable(fault(faults.NOT_ONE_MESSAGE, "interchange", len(answers)))
    return answers[0]


def read_responses(content: bytes) -> list[Answer]:
    """The answers of an interchange, sentences as they were told; ``Unreadable`` where any of it cannot be read."""
    found = interchange.read(content, limits=_LIMITS)
    refused = [each for raw in found.messages for each in raw.found]
    if refused:
        raise Unreadable(*refused)
    return [_answer(raw) for raw in found.messages]


def told(finding: Finding) -> Finding:
    """A finding as it is told: its sentences filled in, and its facts in them."""
    return Finding(
        rule=finding.rule,
        severity=finding.severity,
        at=finding.at,
        sentence=_filled(finding.sentence, finding.facts),
        found=finding.found,
        remedy=_filled(finding.remedy, finding.facts),
        law=finding.law,
        national=finding.national,
    )


def _filled(sentence: str, facts: dict[str, str]) -> str:
    for name, fact in facts.items():
        sentence = sentence.replace(f"{{{name}}}", fact)
    return sentence


def _reply(answer: Answer, pointer: Pointing) -> Reply:
    return Reply(
        function_code=FUNCTIONS[answer.outcome],
        document_code=ERROR_RESPONSE if answer.outcome == "refused" else RESPONSE,
        answered_at=answer.answered_at.replace(microsecond=0),
        version=answer.version,
        reference=answer.reference,
        mrn=answer.mrn,
        lodged_at=answer.lodged_at.replace(microsecond=0) if answer.lodged_at else None,
        payable_by=answer.payable_by.replace(microsecond=0) if answer.payable_by else None,
        lane=answer.lane,
        office=answer.office,
        points=tuple(_point(told(finding), pointer) for finding in answer.findings),
        items=tuple(
            TaxedItem(number=number, taxes=tuple(_tax(line) for line in lines))
            for number, lines in groupby(answer.lines, key=lambda line: line.item)
        ),
        total=answer.total,
    )


def _point(finding: Finding, pointer: Pointing) -> ErrorPoint:
    section, item = reply.section(finding.at)
    where = pointer(finding.at)
    tag, number = reply.segment(where)
    return ErrorPoint(
        section=section,
        item=item,
        tag=tag,
        number=number,
        rule=finding.rule,
        severity=finding.severity,
        at=finding.at or None,
        pointer=where,
        sentence=finding.sentence,
        found=finding.found or None,
        remedy=finding.remedy or None,
        law=finding.law or None,
        national=finding.national or None,
    )


def _tax(line: TaxLine) -> Tax:
    return Tax(
        type_code=line.type_code,
        amount=line.amount,
        base=line.base,
        base_quantity=line.base_quantity,
        rate=line.rate,
        regime_code=line.regime_code,
    )


def _written(answer: Reply, position: int) -> list[Segment]:
    facts = tree.grown(answer)
    parts = writing.write(CUSRES, facts)
    left = ["/".join(map(str, way)) for way, value in tree.leaves(facts) if value != ""]
    if left:
        raise Unwritable(f"{interchange.NAME} CUSRES", *left)
    header: Segment = [["UNH"], [str(position)], KIND.split(":")]
    return [header, *(segment for part in parts for segment in part)]


def _answer(raw: Raw) -> Answer:
    if raw.kind != KIND:
        at = f"message {raw.position}, segment 1 UNH, element 2"
        raise Unreadable(fault(faults.OTHER_MESSAGE, at, raw.kind, expected=KIND))
    reader = Reader(_LEVEL, raw.position)
    reader.read(raw.segments()[1:-1], 2)
    lacking: list[tree.Steps] = []
    said = tree.built(Reply, reader.tree, lacking.append)
    for way in lacking:
        path = "/".join(map(str, way))
        reader.add(faults.MISSING, f"message {raw.position}, {POINTERS.pointer(path)}", path=path)
    _know(reader, said.function_code, _OUTCOMES, "1225")
    for point in said.points:
        _know(reader, point.severity, _SEVERITIES, "C107.4441")
    if reader.found:
        raise Unreadable(*reader.found)
    return _told_answer(said)


def _know(reader: Reader, code: str | None, known: Mapping[str, object], element: str) -> None:
    if code not in known:
        reader.add(faults.UNKNOWN_QUALIFIER, element, code or "", choice=", ".join(known))


def _told_answer(said: Reply) -> Answer:
    return Answer(
        reference=said.reference,
        outcome=_OUTCOMES[said.function_code],
        answered_at=said.answered_at,
        mrn=said.mrn,
        version=said.version or 1,
        lodged_at=said.lodged_at,
        lane=said.lane,
        office=said.office,
        findings=tuple(_finding(point) for point in said.points),
        lines=tuple(_line(item.number, tax) for item in said.items for tax in item.taxes),
        total=said.total,
        payable_by=said.payable_by,
    )


def _finding(point: ErrorPoint) -> Finding:
    return Finding(
        rule=point.rule,
        severity=_SEVERITIES[point.severity],
        at=point.at or "",
        sentence=point.sentence,
        found=point.found,
        remedy=point.remedy or "",
        law=point.law or "",
        national=point.national or "",
    )


def _line(item: int, tax: Tax) -> TaxLine:
    assert tax.amount is not None
    return TaxLine(
        item=item,
        type_code=tax.type_code,
        amount=tax.amount,
        base=tax.base,
        base_quantity=tax.base_quantity,
        rate=tax.rate,
        regime_code=tax.regime_code,
    )
