"""Packs: a country's folder read, checked and compiled; nothing here touches a table.

Reading never stops at the first fault: every fault is noted with its file and line, and only then is the pack
refused. The folder is first gathered into memory together with what it takes from packages, and everything
after that works on the gathered files, so that an archive of them compiles to the same lawbook for ever.
"""

from clearway.registers.lawbook.packs.compiling import (
    check,
    compile_files,
    compile_pack,
    first_agreements,
    notice_texts,
)
from clearway.registers.lawbook.packs.gathering import PackFiles, gather

__all__ = ["PackFiles", "check", "compile_files", "compile_pack", "first_agreements", "gather", "notice_texts"]
