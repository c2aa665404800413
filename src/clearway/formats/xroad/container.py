"""The signed container of one message, as it is kept, handed out and checked: a zip after ASiC-E.

``message.xml`` is the head of a REST message, ``attachment1`` its body. Faults of reading: FMT-441 no zip or too
large, FMT-442 an entry is missing, unknown or there twice.
"""

import io
import zipfile
import zlib
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import quoteattr

import msgspec
from cryptography import x509

from clearway.formats.refusal import Fault, Unreadable
from clearway.formats.xroad import signature
from clearway.formats.xroad.identifiers import shown
from clearway.formats.xroad.signature import ASIC, DIGEST, DS, Key

MIMETYPE: Final = "application/vnd.etsi.asic-e+zip"
HEAD, BODY = "message.xml", "attachment1"
SIGNATURES, MANIFEST = "META-INF/signatures.xml", "META-INF/manifest.xml"
ASIC_MANIFEST, TIMESTAMP = "META-INF/ASiCManifest.xml", "META-INF/timestamp.tst"
_NEEDED = ("mimetype", HEAD, SIGNATURES)
#: What may be there besides; hash chains join messages that were stamped together.
_KNOWN = frozenset({
    *_NEEDED, BODY, MANIFEST, ASIC_MANIFEST, TIMESTAMP, "timestamp.tst", "sig-hashchainresult.xml",
    "sig-hashchain.xml", "META-INF/ts-hashchainresult.xml", "META-INF/ts-hashchain.xml", "ts-hashchainresult.xml",
    "ts-hashchain.xml",
})  # fmt: skip
MOST_BYTES = 20_000_000
_MOST_ENTRIES = 20


class Container(msgspec.Struct, frozen=True):
    """One message with its signature; ``timestamp`` is a token of RFC 3161, where one was taken."""

    head: bytes
    signatures: bytes
    body: bytes | None = None
    timestamp: bytes = b""

    @property
    def entries(self) -> dict[str, bytes]:
        """What the signature is over."""
        return {HEAD: self.head} | ({BODY: self.body} if self.body is not None else {})


def signed(head: bytes, body: bytes | None, key: Key, certificate: x509.Certificate, *, at: datetime) -> Container:
    """A message, signed at an instant."""
    bare = Container(head, b"", body)
    signatures = signature.sign(bare.entries, key, certificate, at=at)
    return msgspec.structs.replace(bare, signatures=signatures)


def write(container: Container, *, at: datetime) -> bytes:
    """A container as a file; the same container is the same bytes."""
    entries = {"mimetype": MIMETYPE.encode(), **container.entries, SIGNATURES: container.signatures}
    entries[MANIFEST] = _manifest(container)
    if container.timestamp:
        entries[ASIC_MANIFEST], entries[TIMESTAMP] = _asic_manifest(container), container.timestamp
    kept = io.BytesIO()
    moment = at.astimezone(UTC)
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            # Whoever looks at the first bytes of the file reads its type there; so it is never packed.
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return kept.getvalue()


def read(content: bytes) -> Container:
    """A container from a file; ``Unreadable`` where it is none."""
    entries = _entries(content)
    missing = [name for name in _NEEDED if name not in entries]
    if missing:
        sentence, facts = "The entry {name} is missing.", {"name": missing[0]}
        raise Unreadable(Fault("FMT-442", missing[0], sentence, "", ", ".join(_NEEDED), facts))
    if entries["mimetype"].strip() != MIMETYPE.encode():
        found = shown(entries["mimetype"].decode("utf-8", "replace"))
        raise Unreadable(Fault("FMT-442", "mimetype", "This is another type of container.", found, MIMETYPE))
    stamp = entries.get(TIMESTAMP, entries.get("timestamp.tst", b""))
    return Container(entries[HEAD], entries[SIGNATURES], entries.get(BODY), stamp)


def verify(container: Container, trusted: Collection[x509.Certificate]) -> tuple[Fault, ...]:
    """Everything that is wrong with a container's signature; a stamp of time is not looked at here."""
    return signature.check(container.signatures, container.entries, trusted)


def _entries(content: bytes) -> dict[str, bytes]:
    """The entries of a zip, never more of them in memory than a message may have."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_too_large(len(content)))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            _must_be_known([one.filename for one in listed])
            size = sum(one.file_size for one in listed)
            if size > MOST_BYTES:
                raise Unreadable(_too_large(size))
            return {one.filename: archive.read(one) for one in listed}
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        ValueError,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        zlib.error,
    ) as wrong:
        if isinstance(wrong, Unreadable):
            raise
        fault = Fault("FMT-441", "file", "This is no zip that can be read.", shown(str(wrong)), MIMETYPE)
        raise Unreadable(fault) from None


def _must_be_known(names: list[str]) -> None:
    for name in names:
        if name not in _KNOWN or names.count(name) > 1 or len(names) > _MOST_ENTRIES:
            sentence = "The entry is not known here, or is there twice."
            raise Unreadable(Fault("FMT-442", shown(name), sentence, shown(name), ", ".join(sorted(_KNOWN))))


def _too_large(size: int) -> Fault:
    facts = {"most": str(MOST_BYTES)}
    return Fault("FMT-441", "file", "The container is too large.", f"{size} bytes", "{most} bytes at most", facts)


def _manifest(container: Container) -> bytes:
    listed = [("/", MIMETYPE), (HEAD, "text/plain")] + (
        [(BODY, "application/octet-stream")] * (container.body is not None)
    )
    lines = "".join(
        f"<manifest:file-entry manifest:full-path={quoteattr(name)} manifest:media-type={quoteattr(kind)}/>"
        for name, kind in listed
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    text = f'<manifest:manifest xmlns:manifest="{space}" manifest:version="1.2">{lines}</manifest:manifest>'
    return f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode()


def _asic_manifest(container: Container) -> bytes:
    """What the stamp of time is over: the signature."""
    text = (
        f'<asic:ASiCManifest xmlns:asic="{ASIC}" xmlns:ds="{DS}">'
        f'<asic:SigReference URI="{TIMESTAMP}" MimeType="application/vnd.etsi.timestamp-token"/>'
        f'<asic:DataObjectReference URI="{SIGNATURES}"><ds:DigestMethod Algorithm="{DIGEST}"/>'
        f"<ds:DigestValue>{signature.digest(container.signatures)}</ds:DigestValue></asic:DataObjectReference>"
        "</asic:ASiCManifest>"
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode()
