"""The rules that look at one kind of thing, made one Python function: asking them all is one call.

Nearly always every rule is silent, so what counts is how fast a silent rule is passed by. The generated function
only calls one rule after the other with the help each asks for, and keeps what was said; it is the same as

    said = []
    outcome = first(subject)
    if outcome is not None:
        said.append((bound_first, outcome))
    outcome = second(subject, law)
    …

No word of a pack or a message reaches its source: the names in it are numbers and those of ``HELP``.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from clearway.core.law.lawbook import RuleInForce
from clearway.core.validate.background import Background
from clearway.core.validate.rule import HELP, Breach, Outcome, Rule
from clearway.core.validate.treatment import Treatment


class Bound(NamedTuple):
    """A rule together with the law that puts it in force; its numbers are filled in."""

    ask: Callable[..., Outcome]
    rule: Rule
    law: RuleInForce


#: What was said of one thing: the rule, and its breach or breaches.
Said: TypeAlias = list[tuple[Bound, Breach | Iterable[Breach]]]
#: Asks all rules of one thing, with the background of its declaration and the treatment of its item.
Ask: TypeAlias = Callable[[object, Background, Treatment | None], Said]

#: Where the help stands that is not given as it is.
_SOURCES = {
    "declaration": "background.declaration",
    "law": "background.law",
    "circumstances": "background.circumstances",
}


def fused(rules: Iterable[Bound]) -> Ask:
    """One function for all rules, in their order."""
    names: dict[str, object] = {}
    calls = []
    for place, bound in enumerate(rules):
        names[f"rule_{place}"], names[f"bound_{place}"] = bound.ask, bound
        given = ", ".join(["subject", *(HELP[help] for help in bound.rule.helps)])
        calls.append(f"    if (outcome := rule_{place}({given})) is not None: said.append((bound_{place}, outcome))")
    fetched = [f"    {name} = {source}" for name, source in _SOURCES.items()]
    lines = ["def ask(subject, background, treatment):", *fetched, "    said = []", *calls, "    return said"]
    exec(compile("\n".join(lines), "<rules>", "exec"), names)
    return names["ask"]  # type: ignore[return-value]  # it is made here
