"""Sentences of findings and faults with their facts filled in, as a message to a machine carries them."""

import re

_NAME = re.compile(r"\{(\w+)\}")


def filled(sentence: str, facts: dict[str, str]) -> str:
    """A sentence with each ``{name}`` replaced by its fact; a name without a fact stays as it is."""
    return _NAME.sub(lambda match: str(facts.get(match[1], match[0])), sentence)
