"""The receipt as a file to be printed."""

from django.utils import translation

from clearway.clearance.receipts import fonts
from clearway.core.law.country import Country
from clearway.stations.release.public import Receipt


def pdf(receipt: Receipt, country: Country, language: str) -> bytes:
    """The receipt as a page to be printed, the same bytes whenever it is asked for."""
    from clearway.clearance.receipts.sheet import Sheet  # noqa: PLC0415 - 19 MB that only who prints has use for.

    font = fonts.for_language(language)
    # Without a font that has the language's letters the paper is in English, which every reader has letters for.
    with translation.override(language if font else "en"):
        return Sheet(receipt, country, font or fonts.BUILT_IN).written()
