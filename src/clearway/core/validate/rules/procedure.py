"""PRC: the procedure asked for fits the declaration, what went before, and what it demands."""

from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem, Procedure
from clearway.core.law.lawbook import Law
from clearway.core.validate.background import Background
from clearway.core.validate.repeats import repeats
from clearway.core.validate.rule import NEW, Breach, rule
from clearway.core.validate.treatment import Treatment

#: Under this statement the authorisation is granted by accepting the declaration.
AUTHORISED_BY_DECLARATION = "00100"
YES = "yes"
WAREHOUSE, TEMPORARY = "warehouse", "temporary"
NOTHING_MORE = "000"


def _place(item: GoodsItem) -> str:
    main = next((n for n, one in enumerate(item.procedures, start=1) if one.previous_code), None)
    return f"procedures/{main}" if main else "procedures"


@rule("PRC-001", of=NEW)
def procedure_is_said(item: GoodsItem, treatment: Treatment) -> Breach | None:
    """Every item needs the procedure asked for and the previous one."""
    if treatment.requested:
        return None
    return Breach(at="procedures", remedy="Give both, for example 40 and 00.")


@rule("PRC-002")
def procedure_is_one(item: GoodsItem) -> Breach | None:
    """An item can ask for one procedure only."""
    if len(item.procedures) < 2:
        return None
    main = [n for n, one in enumerate(item.procedures, start=1) if one.previous_code]
    if len(main) < 2:
        return None
    found = item.procedures[main[1] - 1].current_code
    return Breach(at=f"procedures/{main[1]}", found=found, remedy="Make another item for the other procedure.")


@rule("PRC-003")
def procedures_go_together(item: GoodsItem, law: Law, treatment: Treatment) -> Breach | None:
    """The procedure asked for must be allowed after the previous one."""
    if treatment.procedure is None:
        return None
    code = f"{treatment.requested}{treatment.previous}"
    if law.code("procedure_combinations", code) is not None:
        return None
    if treatment.previous != "00" and law.code("procedures", treatment.previous) is None:
        return None
    return Breach(at=_place(item), found=code, remedy="Choose a combination that the law allows.")


@rule("PRC-004")
def procedure_fits_declaration(item: GoodsItem, background: Background, treatment: Treatment) -> Breach | None:
    """The procedure must belong to the declaration's type: import, export or transit."""
    if treatment.procedure is None or background.regime == "unknown":
        return None
    regime = treatment.procedure.attributes.get("regime", "")
    if not regime or background.regime in regime.split():
        return None
    facts = {"regime": regime, "declared": background.regime}
    remedy = "Declare {regime}, or choose a procedure of {declared}."
    return Breach(at=f"{_place(item)}/current_code", found=treatment.requested, remedy=remedy, facts=facts)


@rule("PRC-005", of=NEW)
def earlier_procedure_is_proven(item: GoodsItem, declaration: Declaration, treatment: Treatment) -> Breach | None:
    """Goods that were under another procedure need a document of it."""
    if not treatment.previous or treatment.previous == "00" or item.previous_documents:
        return None
    if declaration.goods_shipment is not None and declaration.goods_shipment.previous_documents:
        return None
    facts = {"procedure": treatment.previous}
    remedy = "Name the declaration by which the goods were placed under {procedure}."
    return Breach(at="previous_documents", remedy=remedy, facts=facts)


@rule("PRC-006", of=NEW)
def procedure_is_authorised(item: GoodsItem, declaration: Declaration, treatment: Treatment) -> Breach | None:
    """A procedure that needs an authorisation must name it.

    For a single occasion the acceptance of the declaration is the authorisation; statement 00100 asks for that.
    """
    if treatment.procedure is None:
        return None
    attributes = treatment.procedure.attributes
    if attributes.get("needs_authorisation") != YES:
        return None
    needed = attributes.get("authorisations", "").split()
    if any(one.category_code in needed for one in declaration.authorisations):
        return None
    if any(one.code == AUTHORISED_BY_DECLARATION for one in item.information):
        return None
    facts = {"categories": ", ".join(needed)}
    remedy = "Name an authorisation ({categories}), or ask for one with statement 00100."
    return Breach(at=f"{_place(item)}/current_code", found=treatment.requested, remedy=remedy, facts=facts)


@rule("PRC-007", of=NEW)
def procedures_are_of_one_kind(declaration: Declaration, background: Background) -> list[Breach] | None:
    """The items of one declaration should ask for procedures of one kind."""
    if len(background.treatments) < 2:
        return None
    first = background.treatments[0].kind
    return [
        Breach(at=f"goods_shipment/items/{n}/procedures", found=one.requested, remedy="Declare these goods apart.")
        for n, one in enumerate(background.treatments, start=1)
        if one.kind and first and one.kind != first
    ] or None


@rule("PRC-008")
def additional_procedures_are_named_once(item: GoodsItem) -> list[Breach] | None:
    """An additional procedure is named once."""
    if len(item.procedures) < 3:
        return None
    codes = [one.current_code if not one.previous_code else None for one in item.procedures]
    return [
        Breach(at=f"procedures/{n}", found=codes[n - 1], remedy="Leave the repetition out.") for n in repeats(codes)
    ] or None


@rule("PRC-009")
def nothing_more_stands_alone(item: GoodsItem) -> Breach | None:
    """Code 000 says that there is no additional procedure; it cannot stand beside one."""
    if len(item.procedures) < 3:
        return None
    more = item.additional_procedures
    if NOTHING_MORE not in more or all(code == NOTHING_MORE for code in more):
        return None
    return Breach(at="procedures", found=NOTHING_MORE, remedy="Leave 000 out.")


@rule("PRC-010")
def national_procedure_has_effect(procedure: Procedure, law: Law) -> Breach | None:
    """An additional procedure of another territory has no effect here."""
    code = procedure.current_code
    if not code or procedure.previous_code or not code[0].isdigit():
        return None
    if law.code("additional_procedures", code) is not None:
        return None
    return Breach(at="current_code", found=code, remedy="Use a code of this territory's list.")


@rule("PRC-011", of=NEW)
def warehouse_is_named(declaration: Declaration, law: Law, background: Background) -> Breach | None:
    """Goods that enter or leave a warehouse need the warehouse's number."""
    shipment = declaration.goods_shipment
    if shipment is None or (shipment.warehouse is not None and shipment.warehouse.id):
        return None
    for one in background.treatments:
        if one.kind == WAREHOUSE or _was_in_warehouse(one, law):
            remedy = "Give the number of the warehouse's authorisation."
            return Breach(at="goods_shipment/warehouse/id", remedy=remedy)
    return None


def _was_in_warehouse(treatment: Treatment, law: Law) -> bool:
    if not treatment.previous or treatment.previous == "00":
        return False
    entry = law.code("procedures", treatment.previous)
    return entry is not None and entry.attributes.get("kind") == WAREHOUSE


@rule("PRC-012")
def warehouse_has_type(declaration: Declaration) -> Breach | None:
    """A warehouse needs its type beside its number."""
    warehouse = declaration.goods_shipment.warehouse if declaration.goods_shipment else None
    if warehouse is None or not warehouse.id or warehouse.type_code:
        return None
    at = "goods_shipment/warehouse/type_code"
    return Breach(at=at, found=warehouse.id, remedy="Give the type: U or Y for customs warehouses.")


@rule("PRC-013", of=NEW)
def temporary_admission_says_why(item: GoodsItem, treatment: Treatment) -> Breach | None:
    """Temporary admission should name the kind of use by an additional procedure D01 to D51.

    By the kind of use the relief is whole or in part, and the time allowed is long or short.
    """
    if treatment.kind != TEMPORARY or any(code.startswith("D") for code in item.additional_procedures):
        return None
    return Breach(at="procedures", found=treatment.requested, remedy="Add the code of the use, for example D51.")


@rule("PRC-014", of=NEW)
def debt_in_suspense_is_secured(declaration: Declaration, background: Background) -> Breach | None:
    """A procedure that leaves a debt in suspense should have a guarantee."""
    if declaration.guarantees:
        return None
    for one in background.treatments:
        if one.procedure is not None and one.procedure.attributes.get("needs_guarantee") == YES:
            return Breach(at="guarantees", remedy="Name the guarantee, or the waiver.")
    return None


@rule("PRC-015")
def procedure_follows_another(item: GoodsItem, treatment: Treatment) -> Breach | None:
    """A procedure that follows another one cannot have 00 as the previous procedure."""
    if treatment.procedure is None or treatment.previous != "00":
        return None
    if treatment.procedure.attributes.get("needs_previous") != YES:
        return None
    return Breach(at=f"{_place(item)}/previous_code", found="00", remedy="Give the procedure the goods were under.")
