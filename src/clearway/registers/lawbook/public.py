"""The lawbook: a country's law as data, checked, compiled, versioned.

Other packages import this module; nothing else in the register is a promise. ``refresh`` is to be called now and
then by every process (it is one cheap read): only then are versions seen that another process loaded.
"""

from clearway.registers.lawbook.actions import load
from clearway.registers.lawbook.contracts import LawbookVersion, PackFault
from clearway.registers.lawbook.errors import LawbookError, PackRefused
from clearway.registers.lawbook.packs import check, compile_pack, first_agreements, notice_texts
from clearway.registers.lawbook.packs.titles import goods_title
from clearway.registers.lawbook.queries import by_hash, current, refresh, versions

__all__ = [
    "LawbookError",
    "LawbookVersion",
    "PackFault",
    "PackRefused",
    "by_hash",
    "check",
    "compile_pack",
    "current",
    "first_agreements",
    "goods_title",
    "load",
    "notice_texts",
    "refresh",
    "versions",
]
