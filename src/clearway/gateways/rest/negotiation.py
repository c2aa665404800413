"""What a request says about its content and what it would like back: media types and languages (RFC 9110)."""

from django.utils.translation import get_supported_language_variant
from django.utils.translation.trans_real import parse_accept_lang_header

#: A header of wishes is read so far; nobody writes longer ones by hand or by program.
LONGEST = 1000
_QUALITY = frozenset("0123456789.")
_UNICODE = frozenset({"", "utf-8", "utf8", "us-ascii"})


def media_type(content_type: str) -> tuple[str, str]:
    """The media type of a body and its charset, both in lower case."""
    kind, _, rest = content_type.lower().partition(";")
    charset = ""
    for parameter in rest.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip() == "charset":
            charset = value.strip().strip('"')
    return kind.strip(), charset


def is_unicode(charset: str) -> bool:
    """Whether a charset is the one JSON and XML are taken in; one that is not named is."""
    return charset in _UNICODE


def chosen(accept: str, offers: tuple[str, ...]) -> str | None:
    """The offer a client likes best; of those it likes equally the one it named most exactly, then our first.

    ``None`` where it likes none of them.
    """
    if accept in ("", "*/*", offers[0]):
        return offers[0]
    ranges = _ranges(accept[:LONGEST].lower())
    if not ranges:
        return None
    best = max(offers, key=lambda offer: _liking(offer, ranges))
    return best if _liking(best, ranges)[0] > 0 else None


def language(header: str) -> str:
    """The reader's language among those the house speaks; English where none is asked for."""
    for tag, _ in parse_accept_lang_header(header.lower()[:500]):
        try:
            return str(get_supported_language_variant(tag))
        except LookupError:
            continue
    return "en"


def _ranges(accept: str) -> dict[str, float]:
    found = {}
    for part in accept.split(","):
        kind, *parameters = (word.strip() for word in part.split(";"))
        quality = next((word.partition("=")[2].strip() for word in parameters if word.startswith("q=")), "1")
        if "/" in kind and set(quality) <= _QUALITY and quality.count(".") <= 1 and quality.strip("."):
            found[kind] = min(1.0, float(quality))
    return found


def _liking(offer: str, ranges: dict[str, float]) -> tuple[float, int]:
    """How much an offer is liked, and how exactly it was named."""
    for exactness, name in ((2, offer), (1, f"{offer.partition('/')[0]}/*"), (0, "*/*")):
        if name in ranges:
            return ranges[name], exactness
    return 0.0, 0
