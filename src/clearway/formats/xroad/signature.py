"""A detached XAdES signature over the entries of a container: made, and checked entry by entry.

Faults of checking: FMT-451 an entry differs from what was signed, FMT-452 the signature is wrong, FMT-453 the
certificate is not trusted or not valid then, FMT-454 an entry is not signed or not there, FMT-455 an algorithm or
form that is not known.
"""

import base64
import hashlib
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from clearway.formats.refusal import Fault
from clearway.formats.xroad.identifiers import shown

Key = RSAPrivateKey | EllipticCurvePrivateKey
DS: Final = "http://www.w3.org/2000/09/xmldsig#"
XADES: Final = "http://uri.etsi.org/01903/v1.3.2#"
ASIC: Final = "http://uri.etsi.org/02918/v1.2.1#"
C14N: Final = "http://www.w3.org/2001/10/xml-exc-c14n#"
DIGEST: Final = "http://www.w3.org/2001/04/xmlenc#sha512"
RSA: Final = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"
EC: Final = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512"
PROPERTIES: Final = "http://uri.etsi.org/01903#SignedProperties"
_SPACES = {"ds": DS, "xades": XADES, "asic": ASIC}
_WHERE = "META-INF/signatures.xml"


def sign(entries: Mapping[str, bytes], key: Key, certificate: x509.Certificate, *, at: datetime) -> bytes:
    """A signature over entries by their names, made at an instant."""
    root = etree.Element(f"{{{ASIC}}}XAdESSignatures", nsmap={"asic": ASIC, "ds": DS, "xades": XADES})
    signature = etree.SubElement(root, f"{{{DS}}}Signature", Id="signature")
    info = etree.SubElement(signature, f"{{{DS}}}SignedInfo")
    etree.SubElement(info, f"{{{DS}}}CanonicalizationMethod", Algorithm=C14N)
    etree.SubElement(info, f"{{{DS}}}SignatureMethod", Algorithm=RSA if isinstance(key, RSAPrivateKey) else EC)
    value = etree.SubElement(signature, f"{{{DS}}}SignatureValue")
    data = etree.SubElement(etree.SubElement(signature, f"{{{DS}}}KeyInfo"), f"{{{DS}}}X509Data")
    whole = certificate.public_bytes(Encoding.DER)
    etree.SubElement(data, f"{{{DS}}}X509Certificate").text = base64.b64encode(whole).decode()
    properties = _properties(signature, whole, at)
    for name, content in entries.items():
        _reference(info, f"/{name}", content)
    _reference(info, "#properties", _canonical(properties), PROPERTIES)
    value.text = base64.b64encode(_signed(key, _canonical(info))).decode()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def check(
    signatures: bytes, entries: Mapping[str, bytes], trusted: Collection[x509.Certificate]
) -> tuple[Fault, ...]:
    """Everything that is wrong with a signature over entries; nothing where it holds by a trusted certificate."""
    try:
        root = etree.fromstring(signatures, etree.XMLParser(resolve_entities=False, no_network=True))
        found = root.findall("ds:Signature", _SPACES)
        if root.tag != f"{{{ASIC}}}XAdESSignatures" or len(found) != 1 or not _is_bare(root):
            return (_fault("FMT-455", "There is not exactly one signature.", "one XAdES signature"),)
        return tuple(_checked(found[0], entries, trusted))
    except (etree.XMLSyntaxError, UnsupportedAlgorithm, ValueError, TypeError, LookupError):
        return (
            _fault("FMT-455", "This is no XAdES signature of the form that is known.", "XAdES, detached, SHA-512"),
        )


def digest(content: bytes) -> str:
    """The digest of an entry, as a reference carries it."""
    return base64.b64encode(hashlib.sha512(content).digest()).decode()


def _checked(
    signature: etree._Element, entries: Mapping[str, bytes], trusted: Collection[x509.Certificate]
) -> list[Fault]:
    info, properties = _one(signature, "ds:SignedInfo"), _one(signature, "ds:Object//xades:SignedProperties")
    whole = base64.b64decode(_text(signature, "ds:KeyInfo/ds:X509Data/ds:X509Certificate"), validate=True)
    faults = _of_references(info, properties, entries)
    faults += _of_certificate(x509.load_der_x509_certificate(whole), whole, properties, trusted)
    method = _one(info, "ds:SignatureMethod").get("Algorithm")
    value = base64.b64decode(_text(signature, "ds:SignatureValue"), validate=True)
    if _one(info, "ds:CanonicalizationMethod").get("Algorithm") != C14N or method not in (RSA, EC):
        faults.append(_fault("FMT-455", "The algorithm is not known.", f"{RSA} {EC}", shown(method or "")))
    elif not _is_signed(x509.load_der_x509_certificate(whole), value, _canonical(info), method):
        faults.append(_fault("FMT-452", "The signature is not of this content and certificate.", "the signer's own"))
    return faults


def _of_references(info: etree._Element, properties: etree._Element, entries: Mapping[str, bytes]) -> list[Fault]:
    """Each entry is signed once, as it is; so are the properties; nothing is signed that is not there."""
    signed = {f"/{name}": content for name, content in entries.items()}
    signed[f"#{properties.get('Id')}"] = _canonical(properties)
    faults, seen = [], set()
    for reference in info.findall("ds:Reference", _SPACES):
        name = reference.get("URI") or ""
        is_plain = reference.find("ds:Transforms", _SPACES) is None or name.startswith("#")
        if name not in signed or name in seen or not is_plain:
            faults.append(_fault("FMT-454", "An entry is signed that is not there, or twice.", "", shown(name)))
        elif _one(reference, "ds:DigestMethod").get("Algorithm") != DIGEST:
            faults.append(_fault("FMT-455", "The algorithm is not known.", DIGEST, shown(name)))
        elif _text(reference, "ds:DigestValue") != digest(signed[name]):
            faults.append(_fault("FMT-451", "The entry differs from what was signed.", "", shown(name)))
        seen.add(name)
    missing = sorted(signed.keys() - seen)
    return faults + [_fault("FMT-454", "The entry is not signed.", "", shown(name)) for name in missing]


def _of_certificate(
    certificate: x509.Certificate, whole: bytes, properties: etree._Element, trusted: Collection[x509.Certificate]
) -> list[Fault]:
    """The certificate is the one the properties name, is trusted here, and was valid when it signed."""
    name, faults = shown(certificate.subject.rfc4514_string()), []
    if _text(properties, ".//xades:SigningCertificate/xades:Cert/xades:CertDigest/ds:DigestValue") != digest(whole):
        faults.append(_fault("FMT-453", "The certificate is not the one that was signed with.", "", name))
    if certificate not in trusted:
        faults.append(_fault("FMT-453", "The certificate is not trusted here.", "one of the verification set", name))
    at = datetime.fromisoformat(_text(properties, ".//xades:SigningTime"))
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        passes = f"{certificate.not_valid_before_utc} … {certificate.not_valid_after_utc}"
        faults.append(_fault("FMT-453", "The certificate was not valid when it signed.", passes, at.isoformat()))
    return faults


def _properties(signature: etree._Element, certificate: bytes, at: datetime) -> etree._Element:
    holder = etree.SubElement(signature, f"{{{DS}}}Object")
    qualifying = etree.SubElement(holder, f"{{{XADES}}}QualifyingProperties", Target="#signature")
    signed = etree.SubElement(qualifying, f"{{{XADES}}}SignedProperties", Id="properties")
    of_signature = etree.SubElement(signed, f"{{{XADES}}}SignedSignatureProperties")
    time = at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    etree.SubElement(of_signature, f"{{{XADES}}}SigningTime").text = time
    cert = etree.SubElement(etree.SubElement(of_signature, f"{{{XADES}}}SigningCertificate"), f"{{{XADES}}}Cert")
    of_cert = etree.SubElement(cert, f"{{{XADES}}}CertDigest")
    etree.SubElement(of_cert, f"{{{DS}}}DigestMethod", Algorithm=DIGEST)
    etree.SubElement(of_cert, f"{{{DS}}}DigestValue").text = digest(certificate)
    read = x509.load_der_x509_certificate(certificate)
    serial = etree.SubElement(cert, f"{{{XADES}}}IssuerSerial")
    etree.SubElement(serial, f"{{{DS}}}X509IssuerName").text = read.issuer.rfc4514_string()
    etree.SubElement(serial, f"{{{DS}}}X509SerialNumber").text = str(read.serial_number)
    return signed


def _reference(info: etree._Element, uri: str, content: bytes, sort: str = "") -> None:
    reference = etree.SubElement(info, f"{{{DS}}}Reference", URI=uri)
    if sort:
        reference.set("Type", sort)
    if uri.startswith("#"):
        transforms = etree.SubElement(reference, f"{{{DS}}}Transforms")
        etree.SubElement(transforms, f"{{{DS}}}Transform", Algorithm=C14N)
    etree.SubElement(reference, f"{{{DS}}}DigestMethod", Algorithm=DIGEST)
    etree.SubElement(reference, f"{{{DS}}}DigestValue").text = digest(content)


def _signed(key: Key, content: bytes) -> bytes:
    if isinstance(key, RSAPrivateKey):
        return key.sign(content, PKCS1v15(), SHA512())
    r, s = decode_dss_signature(key.sign(content, ECDSA(SHA512())))
    size = (key.curve.key_size + 7) // 8
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def _is_signed(certificate: x509.Certificate, value: bytes, content: bytes, method: str) -> bool:
    key = certificate.public_key()
    try:
        if isinstance(key, RSAPublicKey) and method == RSA:
            key.verify(value, content, PKCS1v15(), SHA512())
            return True
        if isinstance(key, EllipticCurvePublicKey) and method == EC:
            half = len(value) // 2
            r, s = int.from_bytes(value[:half], "big"), int.from_bytes(value[half:], "big")
            key.verify(encode_dss_signature(r, s), content, ECDSA(SHA512()))
            return True
    except InvalidSignature:
        return False
    return False


def _canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_comments=False)


def _is_bare(root: etree._Element) -> bool:
    """Elements and text alone: a comment would let a checker read other text than was signed."""
    return root.getroottree().docinfo.internalDTD is None and all(isinstance(one.tag, str) for one in root.iter())


def _one(element: etree._Element, path: str) -> etree._Element:
    """The one element at a path; two of them would let a reader and a checker look at different ones."""
    [found] = element.findall(path, _SPACES)
    return found


def _text(element: etree._Element, path: str) -> str:
    return (_one(element, path).text or "").strip()


def _fault(code: str, sentence: str, passes: str, found: str = "") -> Fault:
    return Fault(code, _WHERE, sentence, found, passes)
