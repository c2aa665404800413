"""Other names of a thing: the number it had or will have, a part of it or one that went into it, another writing."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, NamedTuple

from clearway.core.watch import KEY_CHANGES
from clearway.gateways.simulators.municipality.books import Books
from clearway.gateways.simulators.municipality.town import FIRST
from clearway.gateways.simulators.registers.chance import Chance

#: Numbers of these series are given to nothing else.
_FORMER, _OLDER, _LATER, _FOREIGN = "9", "8", "7", "6"
_SIGNS: Final = (" ", "-", ".")


class Step(NamedTuple):
    """A change of a key: its kind, the key until then, and the one since."""

    kind: str
    old: str
    new: str


class Name(NamedTuple):
    """How a row names a thing, and the changes that led there, in their order.

    ``is_news`` where the row knows what the register has not entered yet; else the row has not heard of it.
    """

    key: str
    steps: tuple[Step, ...] = ()
    is_news: bool = False


def renumbered(key: str, chance: Chance) -> Name:
    """The register has a new number; the row has the one before."""
    former = numbered(key, _FORMER)
    return Name(former, (Step("renumber", former, key),))


def renumbered_twice(key: str, chance: Chance) -> Name:
    """The row has not heard of the last two numbers."""
    first, second = numbered(key, _OLDER), numbered(key, _FORMER)
    return Name(first, (Step("renumber", first, second), Step("renumber", second, key)))


def to_be_renumbered(key: str, chance: Chance) -> Name:
    """The row has the new number; the register is late."""
    later = numbered(key, _LATER)
    return Name(later, (Step("renumber", key, later),), is_news=True)


def merged(key: str, chance: Chance) -> Name:
    """Two became this one; the row still has one of the two."""
    parts = numbered(key, _OLDER), numbered(key, _FORMER)
    return Name(chance.one_of("part", parts), tuple(Step("merge", part, key) for part in parts))


def divided(key: str, chance: Chance) -> Name:
    """The row names a part; the register still holds the whole."""
    parts = f"{key}-1", f"{key}-2"
    steps = tuple(Step("split", key, part) for part in parts)
    return Name(chance.one_of("part", parts), steps, is_news=True)


def respelled(key: str, chance: Chance) -> Name:
    """The row writes it with other signs, and somebody has told that it does."""
    other = spelled(key, chance)
    return Name(other, (Step("variant", other, key),))


def misspelled(key: str, chance: Chance) -> Name:
    """The row writes it with other signs; of a number in which signs do not count nobody needs to tell."""
    return Name(spelled(key, chance))


Story = Callable[[str, Chance], Name]
_OF_LAND: Final[tuple[Story, ...]] = (
    renumbered, renumbered_twice, to_be_renumbered, merged, divided, respelled,
)  # fmt: skip
#: What happens to the keys of a register; those of others do not change.
STORIES: Final[Mapping[str, tuple[Story, ...]]] = {
    "parcels": _OF_LAND,
    "public_parcels": _OF_LAND,
    "buildings": (renumbered, to_be_renumbered, respelled),
    "temporary_buildings": (renumbered, respelled),
    "residents": (renumbered, respelled),
    "vehicles": (renumbered, misspelled, misspelled),
    "business_permits": (respelled,),
    "building_permits": (respelled,),
    "occupation_permits": (renumbered, respelled),
    "deals": (respelled,),
}


def tell(books: Books, register: str, step: Step, since: date, *, by: date = date.max) -> None:
    """Somebody tells of a change of keys: on its day, or by another before it."""
    told = max(FIRST, min(since, by))
    books.enter(KEY_CHANGES.name, told, change=books.number("KC"), numbers=register, kind=step.kind,
                old_key=step.old, new_key=step.new, from_on=since)  # fmt: skip


def numbered(key: str, series: str) -> str:
    """The same number in another series."""
    start = next(place for place, letter in enumerate(key) if letter.isdigit())
    return f"{key[:start]}{series}{key[start + 1 :]}"


def foreign(key: str) -> str:
    """A number of the same kind that nobody here has given."""
    return numbered(key, _FOREIGN)


def spelled(key: str, chance: Chance) -> str:
    """A number written with a sign after its letters, and perhaps in small ones."""
    start = next(place for place, letter in enumerate(key) if letter.isdigit())
    other = f"{key[:start]}{chance.one_of('sign', _SIGNS)}{key[start:]}"
    return other.lower() if chance.happens("small letters", 0.4) else other
