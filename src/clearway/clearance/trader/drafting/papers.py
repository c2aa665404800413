"""Documents by their names: the usual ones in words, every other by a word or a code, and the invoice of the sale."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop as noop

from clearway.clearance.showing.figures import in_words
from clearway.clearance.trader.drafting.choices import (
    COMMERCIAL_INVOICE,
    INVOICE_OF_THE_VALUE,
    first_of,
    usual_documents,
)
from clearway.core.law.lawbook import Law
from clearway.stations.drafts.public import Row

INVOICES = frozenset({COMMERCIAL_INVOICE, INVOICE_OF_THE_VALUE, "N325"})
CODE_WIDTH = 4
MOST_NAMED = 5
NO_SUCH = noop("No document is known under “{found}”. Use fewer or other words, or its code.")
SEVERAL = noop("“{found}” fits several documents: {named}. Write the code of yours.")


def settled(rows: list[Row], regime: str, law: Law) -> list[Row]:
    """Rows whose other document is found by its word or code; one that is not found stays as it was typed."""
    return [_settled(row, regime, law) for row in rows]


def shown(rows: list[Row], regime: str) -> list[Row]:
    """Rows as the page asks for them: a document that is not a usual one stands in its own field."""
    wanted = usual_documents(regime)
    return [
        {**row, "code": "", "other": row["code"]} if row.get("code") and row["code"] not in wanted else row
        for row in rows
    ]


def fitting(text: str, regime: str, law: Law) -> list[str]:
    """The documents that a code or words fit: one where it is plain which is meant."""
    known, plain = law.codes("document_types"), text.strip()
    for code in (plain.upper(), f"N{plain}"):
        if code in known or (len(code) == CODE_WIDTH and code.isalnum() and code[0].isdigit()):
            return [code]
    words = plain.casefold().split()
    found = [code for code, one in known.items() if words and _fits(words, one.titles)]
    best = next((code for code in usual_documents(regime) if code in found), "")
    return [best] if best else found


def unsettled(text: str, regime: str, law: Law) -> tuple[str, dict[str, str]]:
    """Why words name no document: a sentence, and what it names."""
    found = fitting(text, regime, law)
    if not found:
        return NO_SUCH, {"found": text}
    known = law.codes("document_types")
    named = "; ".join(f"{in_words(known[code].titles)} ({code})" for code in found[:MOST_NAMED])
    return SEVERAL, {"found": text, "named": named}


def with_invoice(rows: list[Row], before: Mapping[str, str], now: Mapping[str, str], regime: str) -> list[Row] | None:
    """The documents with the invoice of the sale among them; nothing where they stay as they are."""
    number, old = now.get("invoice", ""), before.get("invoice", "")
    if not number or number == old:
        return None
    if any(row.get("code") in INVOICES and row.get("number", "") in ("", old) for row in rows):
        return [
            {**row, "number": number} if row.get("code") in INVOICES and row.get("number", "") in ("", old) else row
            for row in rows
        ]
    if any(row.get("code") in INVOICES for row in rows):
        return None
    return [{"code": usual_documents(regime)[0], "number": number}, *rows]


def _settled(row: Row, regime: str, law: Law) -> Row:
    found = fitting(row["other"], regime, law) if row.get("other") else []
    if len(found) == 1:
        row = {**{name: value for name, value in row.items() if name != "other"}, "code": found[0]}
    elif row.get("other"):
        row = {name: value for name, value in row.items() if name != "code"}
    entry = law.code("document_types", row.get("code"))
    if entry and entry.attributes.get("needs_status") and not row.get("status"):
        return {**row, "status": first_of("document_status", law, "kind", "attached")}
    return row


def _fits(words: list[str], titles: Mapping[str, str]) -> bool:
    said = [title.casefold() for title in titles.values()]
    return any(all(word in title for word in words) for title in said)
