"""AMD: what an amendment or a withdrawal must say."""

from collections.abc import Iterator

from clearway.core.facts.declaration import CORRECTION, Declaration
from clearway.core.law.lawbook import Law
from clearway.core.validate.lookup import unknown
from clearway.core.validate.rule import AMENDMENT, CANCELLATION, NEW, REQUEST, Breach, rule


@rule("AMD-001", of=REQUEST)
def request_names_its_declaration(declaration: Declaration) -> Breach | None:
    """A request must name the declaration it speaks of by its movement reference number or its reference."""
    if declaration.mrn or declaration.reference:
        return None
    return Breach(at="mrn", remedy="Give the movement reference number of the lodged declaration.")


@rule("AMD-002", of=AMENDMENT)
def amendment_has_reason(declaration: Declaration) -> Iterator[Breach] | None:
    """An amendment must give a reason for every change."""
    if declaration.type_code != CORRECTION:
        return None
    if not declaration.amendments:
        return iter([Breach(at="amendments", remedy="Add the change and its reason.")])
    return (
        Breach(at=f"amendments/{n}/reason_code", remedy="Give the reason for the change.")
        for n, one in enumerate(declaration.amendments, start=1)
        if not one.reason_code
    )


@rule("AMD-003", of=AMENDMENT)
def amendment_has_place(declaration: Declaration) -> Iterator[Breach] | None:
    """An amendment must point to every place that it changes."""
    if declaration.type_code != CORRECTION:
        return None
    return (
        Breach(at=f"amendments/{n}/pointers", remedy="Point to the element that changes.")
        for n, one in enumerate(declaration.amendments, start=1)
        if not one.pointers
    )


@rule("AMD-004", of=REQUEST)
def pointers_are_whole(declaration: Declaration) -> Iterator[Breach] | None:
    """Every step of a pointer must name a part of the declaration."""
    if not declaration.amendments:
        return None
    return (
        Breach(at=f"amendments/{n}/pointers/{step}/section", remedy="Give the class number, for example 42A.")
        for n, one in enumerate(declaration.amendments, start=1)
        for step, pointer in enumerate(one.pointers, start=1)
        if not pointer.section
    )


@rule("AMD-005", of=AMENDMENT)
def amendment_reasons_exist(declaration: Declaration, law: Law) -> Iterator[Breach] | None:
    """The reason for a change must be in the list of reasons."""
    return _unknown_reasons(declaration, law, "amendment_reasons")


@rule("AMD-006", of=CANCELLATION)
def cancellation_reasons_exist(declaration: Declaration, law: Law) -> Iterator[Breach] | None:
    """The reason for a withdrawal must be in the list of reasons."""
    return _unknown_reasons(declaration, law, "cancellation_reasons")


def _unknown_reasons(declaration: Declaration, law: Law, codelist: str) -> Iterator[Breach]:
    for n, one in enumerate(declaration.amendments, start=1):
        if breach := unknown(law, codelist, one.reason_code, f"amendments/{n}/reason_code"):
            yield breach


@rule("AMD-007", of=CANCELLATION)
def cancellation_has_reason(declaration: Declaration) -> Breach | None:
    """A withdrawal must give its reason."""
    if any(one.reason_code for one in declaration.amendments):
        return None
    return Breach(at="amendments", remedy="Give the reason for the withdrawal.")


@rule("AMD-008", of=CANCELLATION)
def cancellation_names_mrn(declaration: Declaration) -> Breach | None:
    """A withdrawal must name the movement reference number.

    The trader's own reference is not enough: it may have been used for a declaration that was refused.
    """
    if declaration.mrn:
        return None
    return Breach(at="mrn", remedy="Give the movement reference number of the declaration.")


@rule("AMD-009", of=NEW)
def original_changes_nothing(declaration: Declaration) -> Breach | None:
    """A new declaration must not carry changes to another one."""
    if not declaration.amendments:
        return None
    return Breach(
        at="amendments",
        found=str(len(declaration.amendments)),
        remedy="Leave the changes out, or send a request (13).",
    )


@rule("AMD-010", of=REQUEST)
def request_is_explained(declaration: Declaration) -> Breach | None:
    """A request is decided sooner when it explains the change in words."""
    if any(one.description for one in declaration.information):
        return None
    return Breach(at="information", remedy="Add a statement that explains why.")
