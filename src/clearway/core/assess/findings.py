"""What an assessment may have to say to a trader; every code stands here once, with its sentence.

A finding of severity ``reject`` means that an amount cannot be worked out; the assessment then stops, for a
number that is missing or too old is never guessed.
"""

from typing import NamedTuple

from clearway.core.kernel.finding import Finding, Severity


class Kind(NamedTuple):
    """A thing that can be found: its code, how hard it bites, the sentence and what would pass."""

    code: str
    severity: Severity
    sentence: str
    remedy: str = ""


NO_PRICE = Kind(
    "VAL-501",
    "reject",
    "The item has no price and no declared value from which its customs value could be built",
    "Give the price of the item in the currency of the invoice",
)
UNSOUND_AMOUNT = Kind(
    "VAL-502",
    "reject",
    "The amount {found} cannot be used: it is negative, not a number, or longer than money can be",
    "Give an amount from 0 up, with at most {digits} digits before and {decimals} after the point",
)
UNKNOWN_CHARGE = Kind(
    "VAL-503",
    "reject",
    "The code {found} does not say whether the amount is added to the price or deducted from it",
    "Use a code of additions and deductions that is in force on {day}",
)
CHARGE_WITHOUT_AMOUNT = Kind(
    "VAL-504", "reject", "An addition or deduction is declared without its amount", "Give the amount, or leave it out"
)
DEDUCTIONS_EXCEED = Kind(
    "VAL-505",
    "reject",
    "Deductions of {deductions} are more than the price and its additions, {gross}",
    "Check the deductions; together they may not exceed {gross}",
)
FREIGHT_MISSING = Kind(
    "VAL-506",
    "warn",
    "The delivery term {found} leaves out freight to the border, and no freight is declared",
    "Declare the freight to the border, or confirm that there was none",
)
FREIGHT_TWICE = Kind(
    "VAL-507",
    "warn",
    "The delivery term {found} includes freight, and freight of {freight} is added to the price all the same",
    "Leave the freight out where the price contains it",
)
NO_RATE = Kind(
    "RAT-501",
    "reject",
    "The register has no rate of exchange for {found} on {day}",
    "Use a currency for which a rate is published, or wait until one is",
)
RATE_TOO_OLD = Kind(
    "RAT-502",
    "reject",
    "The rate of exchange for {found} is of {rate_day}, {age} days from {day}; the law allows {limit}",
    "Wait until a newer rate is published, then send the declaration again as an amendment",
)
NOT_DECLARABLE = Kind(
    "DTY-501",
    "reject",
    "The commodity code {found} is not one that a declaration may use on {day}",
    "Give a declarable code of the tariff",
)
NO_DUTY = Kind(
    "DTY-502",
    "reject",
    "The tariff has no duty for {found} on {day}",
    "Ask the tariff office: the goods line lacks a third-country duty",
)
ORIGIN_NEEDED = Kind(
    "DTY-503",
    "reject",
    "The duty on {commodity} depends on the origin, and no origin is declared",
    "Give the country of origin",
)
QUANTITY_NEEDED = Kind(
    "DTY-504",
    "reject",
    "The duty {expression} needs the quantity in {unit}, and none is declared",
    "Give the quantity in {unit}, or in a unit that converts into it exactly",
)
ADDITIONAL_CODE_NEEDED = Kind(
    "DTY-505",
    "reject",
    "The rate of {type_code} on {commodity} depends on an additional code, and none that fits is declared",
    "Declare one of {codes}",
)
UNKNOWN_EXPRESSION = Kind(
    "DTY-506",
    "reject",
    "The duty {expression} cannot be worked out: part {found} of the tariff's measure is not known",
    "Ask the tariff office",
)
STATEMENT_NEEDED = Kind(
    "DTY-507",
    "reject",
    "The formula {formula} needs the statement {statement}, and it is missing or cannot be read",
    "Add the statement {statement} to the item",
)
LAW_SILENT = Kind(
    "DTY-508", "reject", "The law has no {found} in force on {day}", "Ask the office that keeps the law's numbers"
)
RESIDUAL_RATE = Kind(
    "DTY-510",
    "warn",
    "The rate for all other producers applies to {commodity}: no additional code of a named producer is declared "
    "with its documents",
    "Declare the producer's additional code and, where the measure asks for it, {documents}",
)
PREFERENCE_UNKNOWN = Kind(
    "PRF-501",
    "warn",
    "Preference {found} does not exist for {commodity} with origin {origin} on {day}; the full duty is owed",
    "Claim a preference that the tariff grants, or none",
)
PREFERENCE_UNPROVEN = Kind(
    "PRF-502",
    "warn",
    "Preference {found} is not granted, for no document {documents} is declared; the full duty is owed",
    "Declare {documents}: the duty would be lower by {saving}",
)
SUSPENDED_UNKNOWN = Kind(
    "GUA-501",
    "note",
    "What is suspended for the item cannot be worked out ({because}); the security is set by the office",
    "Give the value, origin and quantities if the security should follow them",
)
SUSPENDED = Kind("GUA-502", "note", "Under procedure {found} {amount} of duty and taxes is suspended and secured")

CATALOGUE = (
    NO_PRICE,
    UNSOUND_AMOUNT,
    UNKNOWN_CHARGE,
    CHARGE_WITHOUT_AMOUNT,
    DEDUCTIONS_EXCEED,
    FREIGHT_MISSING,
    FREIGHT_TWICE,
    NO_RATE,
    RATE_TOO_OLD,
    NOT_DECLARABLE,
    NO_DUTY,
    ORIGIN_NEEDED,
    QUANTITY_NEEDED,
    ADDITIONAL_CODE_NEEDED,
    UNKNOWN_EXPRESSION,
    STATEMENT_NEEDED,
    LAW_SILENT,
    RESIDUAL_RATE,
    PREFERENCE_UNKNOWN,
    PREFERENCE_UNPROVEN,
    SUSPENDED_UNKNOWN,
    SUSPENDED,
)


class NotDeterminable(Exception):
    """An amount cannot be worked out; the finding says why. It never leaves the assessment."""

    def __init__(self, finding: Finding) -> None:
        """Carry the finding to where the item's assessment is given up."""
        super().__init__(finding.rule)
        self.finding = finding


def finding(kind: Kind, at: str, *, found: str | None = None, law: str = "", **facts: str) -> Finding:
    """A finding of a kind at a place, with what was found there."""
    if found is not None:
        facts["found"] = found
    return Finding(
        rule=kind.code,
        severity=kind.severity,
        at=at,
        sentence=kind.sentence,
        found=found,
        remedy=kind.remedy,
        facts=facts,
        law=law,
    )


def stop(kind: Kind, at: str, *, found: str | None = None, law: str = "", **facts: str) -> NotDeterminable:
    """The reason to give up an amount."""
    return NotDeterminable(finding(kind, at, found=found, law=law, **facts))
