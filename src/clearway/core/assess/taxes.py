"""Taxes on what is imported: excise on value and duty or by quantity, VAT on the law's base, and levies."""

from clearway.core.assess import findings
from clearway.core.assess.assessment import DutyLine, Step
from clearway.core.assess.charging import PLAIN_READING, Case, based, charge, line
from clearway.core.assess.duties import chosen
from clearway.core.assess.expression import is_ad_valorem
from clearway.core.assess.measures import Ready

EXCISE_BASE, VAT_BASE = "EXCISE-BASE", "VAT-BASE"


def excises(case: Case) -> list[DutyLine]:
    """Each excise that bears on the goods; a percentage is of the excise base, the rest goes by quantity."""
    return [_excise(_one_of(group, case), case) for group in case.resolution.excises]


def vats(case: Case) -> list[DutyLine]:
    """Value added tax on what the day's formula makes of value, duty and excise."""
    return [_vat(_one_of(group, case), case) for group in case.resolution.vats]


def levies(case: Case) -> list[DutyLine]:
    """Fees that the tariff attaches to goods: an environmental levy, an inspection fee."""
    lines = []
    for group in case.resolution.fees:
        ready = chosen(group, case)
        if ready is not None:
            lines.append(line(ready, charge(ready, case.value, case), case, subject="fee"))
    return lines


def _excise(ready: Ready, case: Case) -> DutyLine:
    if ready.measure.formula or not is_ad_valorem(ready.components):
        return line(ready, charge(ready, case.value, case), case, subject="excise")
    base, step, _ = based(EXCISE_BASE, case)
    return line(ready, charge(ready, base, case), case, subject="excise", formula=EXCISE_BASE, before=(step,))


def _vat(ready: Ready, case: Case) -> DutyLine:
    if ready.measure.formula or not is_ad_valorem(ready.components):
        return line(ready, charge(ready, case.value, case), case, subject="vat", formula=PLAIN_READING)
    base, step, law = based(VAT_BASE, case)
    before: tuple[Step, ...] = (step,)
    return line(ready, charge(ready, base, case), case, subject="vat", formula=VAT_BASE, law=law, before=before)


def _one_of(group: tuple[Ready, ...], case: Case) -> Ready:
    ready = chosen(group, case)
    if ready is None:
        codes = ", ".join(sorted(one.measure.additional_code or "" for one in group))
        raise findings.stop(
            findings.ADDITIONAL_CODE_NEEDED,
            f"{case.at}/classifications",
            found=", ".join(case.item.additional_codes) or None,
            law=group[0].law,
            type_code=group[0].type_code,
            commodity=case.resolution.line.code,
            codes=codes,
        )
    return ready
