"""The rules that a country has put in force: ``rules.yaml``."""

from typing import cast, get_args

from clearway.core.kernel.finding import Severity
from clearway.core.law.lawbook import RuleInForce
from clearway.core.law.parameter import Parameter
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.gathering import PackFiles
from clearway.registers.lawbook.packs.parameters import document, entry_at

RULES = "rules.yaml"
DIRECTIONS = frozenset({"import", "export", "transit"})


def read(
    files: PackFiles, parameters: dict[str, Parameter], known_rules: frozenset[str], faults: FaultList
) -> tuple[RuleInForce, ...]:
    """Every rule in force, now or in some period, with the numbers of law it needs."""
    if RULES not in files.files:
        return ()
    opened = document(files, RULES, faults)
    found = []
    for code in opened[0].value if opened else ():
        entry = entry_at(opened[0], (code,), RULES, faults)
        if code not in known_rules:
            entry.fault("LAW-022", code, "the code of a check that the core has")
        needs = entry.table("parameters", required=False).values
        for parameter in needs.values():
            if parameter not in parameters:
                entry.fault("LAW-013", parameter, "a number under law/", key="parameters")
        applies_to = frozenset(entry.words("applies_to"))
        for direction in sorted(applies_to - DIRECTIONS):
            entry.fault("LAW-008", direction, f"one of {', '.join(sorted(DIRECTIONS))}", key="applies_to")
        severity = entry.choice("severity", get_args(Severity))
        national = entry.text("national", required=False)
        period, law = entry.period(), entry.law()
        entry.close()
        found.append(RuleInForce(code, period, law, cast(Severity, severity), national, applies_to, needs))
    return tuple(found)
