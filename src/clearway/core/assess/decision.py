"""The decision: from a declaration, the law of the day and the registers to what is owed."""

from decimal import Decimal, localcontext

import msgspec

from clearway.core.assess import duties, fees, findings, procedures, taxes, terms, wording
from clearway.core.assess.assessment import Assessment, DutyLine, ItemValue, Step
from clearway.core.assess.charging import Case
from clearway.core.assess.expression import Goods
from clearway.core.assess.findings import NotDeterminable
from clearway.core.assess.grounds import Grounds
from clearway.core.assess.matter import Owed
from clearway.core.assess.measures import resolve
from clearway.core.assess.numerals import EXACT, shown
from clearway.core.assess.value import item_path, values
from clearway.core.facts.circumstances import Circumstances
from clearway.core.facts.declaration import Declaration
from clearway.core.facts.goods import GoodsItem, GoodsShipment
from clearway.core.kernel.finding import Finding
from clearway.core.kernel.money import Money
from clearway.core.law.lawbook import Law


def assess(declaration: Declaration, law: Law, circumstances: Circumstances) -> Assessment:
    """What is owed for a declaration, each amount with its formula, law and steps; or why it cannot be told."""
    grounds = Grounds(declaration, law, circumstances)
    shipment = declaration.goods_shipment
    if declaration.purpose == "cancellation" or shipment is None or not shipment.items:
        return Assessment((), (), grounds.nothing)
    with localcontext(EXACT):
        return _Sitting(grounds, shipment).outcome()


class _Sitting:
    """One assessment on its way: lines, security and findings so far."""

    def __init__(self, grounds: Grounds, shipment: GoodsShipment) -> None:
        self.grounds = grounds
        self.shipment = shipment
        self.lines: list[DutyLine] = []
        self.security: list[DutyLine] = []
        self.said: list[Finding] = []
        self.documents = frozenset([document.code for document in grounds.declaration.documents])

    def outcome(self) -> Assessment:
        """Everything together; one amount that cannot be told stops them all."""
        valued = values(self.shipment, self.grounds)
        for position, item in self.shipment.numbered_items():
            self._item(position, item, valued.values.get(position), valued.trouble.get(position))
        self._whole(valued.values)
        in_order = tuple(valued.values[position] for position in sorted(valued.values))
        said = tuple({(one.rule, one.at, one.found): one for one in self.said}.values())
        if said and any(one.severity == "reject" for one in said):
            return Assessment(in_order, (), self.grounds.nothing, said)
        total = sum([line.amount.amount for line in self.lines], Decimal(0))
        lines, security = tuple(self.lines), tuple(self.security)
        return Assessment(in_order, lines, Money(total, self.grounds.currency), said, security)

    def _item(self, position: int, item: GoodsItem, value: ItemValue | None, trouble: Finding | None) -> None:
        """The lines of one item, as far as its procedure makes it owe anything."""
        treatment = procedures.treatment(self.grounds.regime, item, self.grounds.law)
        if treatment == "none":
            return
        said: list[Finding] = []
        try:
            if trouble is not None or value is None:
                raise NotDeterminable(trouble) if trouble else findings.stop(findings.NO_PRICE, item_path(position))
            case = self._case(position, item, value)
            lines = _lines(case, said)
            if treatment == "suspended":
                lines = self._suspended(lines, case)
        except NotDeterminable as reason:
            self.said.append(reason.finding if treatment == "owed" else _unknown(position, reason.finding))
            return
        self.lines += lines
        self.said += said

    def _case(self, position: int, item: GoodsItem, value: ItemValue) -> Case:
        law, at = self.grounds.law, item_path(position)
        resolution = resolve(law, item.commodity, item.origin)
        if resolution is None:
            found, day = item.commodity or "-", self.grounds.day()
            raise findings.stop(findings.NOT_DECLARABLE, f"{at}/classifications", found=found, day=day)
        return Case(
            position=position,
            at=at,
            item=item,
            value=value.customs_value,
            resolution=resolution,
            documents=self.documents.union([document.code for document in item.documents]),
            reliefs=procedures.reliefs(item, law),
            owed=Owed(self.grounds.nothing),
            grounds=self.grounds,
            goods=Goods(item, at, resolution.line.unit),
        )

    def _suspended(self, lines: list[DutyLine], case: Case) -> list[DutyLine]:
        """Lines of nothing, each saying what it would be, and the security for their sum."""
        procedure = case.item.procedure or self.grounds.declaration.type_code or ""
        secured = fees.security(case)
        if secured.amount.amount:
            self.security.append(secured)
            amount = shown(case.owed.total())
            self.said.append(findings.finding(findings.SUSPENDED, case.at, found=procedure, amount=amount))
        return [_zero(line, procedure, self.grounds.nothing) for line in lines]

    def _whole(self, valued: dict[int, ItemValue]) -> None:
        """What concerns the declaration as a whole: its terms of delivery, and fees."""
        mismatch = terms.check(self.shipment, self.grounds.law) if self.grounds.regime == "import" else None
        if mismatch is not None:
            self.said.append(mismatch)
        value = sum([one.customs_value.amount for one in valued.values()], Decimal(0))
        try:
            self.lines += fees.fees(Money(value, self.grounds.currency), self.grounds)
        except NotDeterminable as reason:
            self.said.append(reason.finding)


def _lines(case: Case, said: list[Finding]) -> list[DutyLine]:
    """Duty first, then what is reckoned on it; each kind is added to what is owed before the next is asked."""
    lines = [duties.duty(case, said), *duties.remedies(case, said)]
    _add(lines, "DUTY", case)
    excises = taxes.excises(case)
    _add(excises, "EXCISE", case)
    vats = taxes.vats(case)
    _add(vats, "VAT", case)
    levies = taxes.levies(case)
    _add(levies, "FEE", case)
    return lines + excises + vats + levies


def _add(lines: list[DutyLine], subject: str, case: Case) -> None:
    for line in lines:
        case.owed.add(line.amount, subject, line.type_code)


def _zero(line: DutyLine, procedure: str, nothing: Money) -> DutyLine:
    operands = {"procedure": procedure, "amount": shown(line.amount)}
    step = Step(wording.SUSPENDED, operands, shown(nothing))
    return msgspec.structs.replace(line, amount=nothing, steps=(*line.steps, step))


def _unknown(position: int, reason: Finding) -> Finding:
    return findings.finding(findings.SUSPENDED_UNKNOWN, item_path(position), because=reason.rule)
