"""What one answer says of another that was left open: filled in, and shown before anything is sent."""

from collections.abc import Mapping

from clearway.clearance.trader.drafting.choices import Asked, choices
from clearway.core.law.codelist import CodeEntry
from clearway.stations.drafts.public import Draft, Row

YES = "yes"


def suggested(draft: Draft, now: Mapping[str, str], given: Asked) -> Row:
    """The answers that follow from others; a lodged declaration is changed by its trader alone."""
    if draft.is_amendment:
        return {}
    return {**_exit(now, given), **_kind_of_means(draft, now, given)}


def _exit(now: Mapping[str, str], given: Asked) -> Row:
    """Goods leave by the office that deals with them where nobody named another, if goods leave there at all."""
    office = now.get("office", "")
    if given.regime != "export" or not office or now.get("exit_office"):
        return {}
    return {"exit_office": office} if any(one.code == office for one in choices("exit_offices", given)) else {}


def _kind_of_means(draft: Draft, now: Mapping[str, str], given: Asked) -> Row:
    """A ship has a name or a number, a lorry its plate: the mode tells what was written.

    What was filled in for another mode is filled in anew.
    """
    means, mode, kind = now.get("means", ""), now.get("mode", ""), now.get("means_kind", "")
    before = draft.answers
    was_for = (before.get("means", ""), before.get("mode", ""))
    was_filled_in = kind and kind == before.get("means_kind") and kind == _of(*was_for, given)
    if not means or not mode or (kind and not was_filled_in):
        return {}
    found = _of(means, mode, given)
    return {"means_kind": found} if found else {}


def _of(means: str, mode: str, given: Asked) -> str:
    """The kind of identification that fits: a name where letters were written; of one mode alone first."""
    known = given.law.codes("transport_identification")
    fitting = {code: one for code, one in known.items() if mode in _modes(one)}
    is_name = any(letter.isalpha() for letter in means.upper().removeprefix("IMO"))
    named = [code for code, one in fitting.items() if one.attributes.get("named") == YES]
    numbered = sorted((code for code in fitting if code not in named), key=lambda code: len(_modes(fitting[code])))
    ranked = [*named, *numbered] if is_name else [*numbered, *named]
    return ranked[0] if ranked else ""


def _modes(entry: CodeEntry) -> list[str]:
    return entry.attributes.get("modes", "").split()
