"""Witnesses and a stamping authority are asked over HTTP; what they say is kept, exported, and checked."""

import subprocess
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509 import load_pem_x509_certificate

from clearway.gateways.console.witness import server
from clearway.platform.transparency import cosigning, errors, log, proofs, stamps
from clearway.platform.transparency.models import Cosignature, Stamp
from clearway.platform.transparency.notes import Signer
from clearway.platform.transparency.parties import Parties
from clearway.platform.transparency.verify import Asked, Proven, Refuted, verify
from clearway.platform.transparency.witnessing import Memory, Watcher
from tests.platform.transparency import build
from tests.platform.transparency.build import AT, SIGNER
from tests.proofs.verifiers import Verifiers

pytestmark = pytest.mark.django_db(transaction=True)
KEY = Signer("witness.example", Ed25519PrivateKey.from_private_bytes(bytes([9] * 32)))
_CONFIGURATION = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


def append(begin: int, end: int) -> None:
    batch = [(1000 + number, build.commitment(number)) for number in range(begin, end)]
    log.append(batch, signer=SIGNER, at=AT + timedelta(seconds=end))


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[cosigning.Known]:
    watcher = Watcher(KEY, (SIGNER.verifier,), Memory(tmp_path / "witness"))
    one = server(watcher, 0)
    threading.Thread(target=one.serve_forever, daemon=True).start()
    yield cosigning.known(f"{watcher.vkey} http://127.0.0.1:{one.server_port}")[0]
    one.shutdown()
    one.server_close()


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[stamps.Authority]:
    """A stamping authority of the machine's own OpenSSL."""
    if which("openssl") is None:
        pytest.skip("there is no openssl on this machine")
    folder = tmp_path / "authority"
    folder.mkdir()
    (folder / "serial").write_text("01")
    (folder / "tsa.conf").write_text(_CONFIGURATION.format(folder=folder))
    _openssl(
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=Stamps of Demoland",
        "-addext", "extendedKeyUsage=critical,timeStamping", "-addext", "basicConstraints=critical,CA:FALSE",
        "-addext", "keyUsage=critical,digitalSignature",
        "-keyout", str(folder / "tsa.key"), "-out", str(folder / "tsa.pem"),
    )  # fmt: skip

    class Stamping(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            _openssl("ts", "-reply", "-config", str(folder / "tsa.conf"), "-queryfile", str(folder / "query"),
                     "-out", str(folder / "reply"))  # fmt: skip
            content = (folder / "reply").read_bytes()
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    one = ThreadingHTTPServer(("127.0.0.1", 0), Stamping)
    threading.Thread(target=one.serve_forever, daemon=True).start()
    yield stamps.authority(f"http://127.0.0.1:{one.server_port}", folder / "tsa.pem")
    one.shutdown()
    one.server_close()


def test_a_witness_sees_every_checkpoint_and_the_copy_carries_its_word(
    witness: cosigning.Known, tmp_path: Path
) -> None:
    append(0, 300)
    assert cosigning.show(witness, at=AT) == 300
    assert cosigning.show(witness, at=AT) is None
    append(300, 400)
    assert cosigning.show(witness, at=AT) == 400
    append(400, 401)

    proofs.export(tmp_path / "copy", witnesses=[witness.witness.vkey])

    asked = Asked(witnesses=(witness.witness.vkey,))
    found = verify(tmp_path / "copy", SIGNER.vkey, asked=asked)
    assert isinstance(found, Proven)
    assert found.size == 400
    options = ["--witness", witness.witness.vkey]
    assert Verifiers().both(tmp_path / "copy", SIGNER.vkey, options) == ("", "")
    proofs.export(tmp_path / "later")
    assert Verifiers().both(tmp_path / "later", SIGNER.vkey, options) == ("LOG-111", "LOG-111")


def test_a_witness_whose_word_was_lost_on_the_way_is_asked_from_where_it_stands(witness: cosigning.Known) -> None:
    append(0, 300)
    cosigning.show(witness, at=AT)
    forget_cosignatures()
    append(300, 400)

    assert cosigning.show(witness, at=AT) == 400


def test_a_witness_that_is_shown_another_history_signs_nothing(witness: cosigning.Known) -> None:
    append(0, 300)
    cosigning.show(witness, at=AT)
    forget_cosignatures()
    other_history(301)

    with pytest.raises(errors.WitnessRefused, match="has not grown"):
        cosigning.show(witness, at=AT)

    assert Cosignature.objects.count() == 0


def test_a_witness_that_is_away_is_left_alone_for_a_while(caplog: pytest.LogCaptureFixture) -> None:
    append(0, 3)
    away = cosigning.known(f"{Watcher(KEY, (), Memory(Path('/tmp'))).vkey} http://127.0.0.1:9")
    parties = Parties(away, None)

    for second in range(4):
        parties.ask(AT + timedelta(seconds=second))

    assert [one.message for one in caplog.records] == ["LOG-021 The witness at http://127.0.0.1:9 does not answer."]


def test_a_checkpoint_is_stamped_once_an_hour_and_the_copy_carries_the_stamp(
    authority: stamps.Authority, tmp_path: Path
) -> None:
    append(0, 300)
    parties = Parties((), authority)
    for minute in range(0, 130, 5):
        append(300 + minute, 305 + minute)
        parties.ask(AT + timedelta(minutes=minute))
    assert list(Stamp.objects.order_by("size").values_list("size", flat=True)) == [305, 365, 425]
    proofs.export(tmp_path / "copy")
    certificate = str(authority_certificate(tmp_path))
    options = ["--authority", certificate]

    assert Verifiers().both(tmp_path / "copy", SIGNER.vkey, options) == ("", "")
    (tmp_path / "copy" / "stamps" / "365.tsr").write_bytes((tmp_path / "copy" / "stamps" / "305.tsr").read_bytes())
    assert Verifiers().both(tmp_path / "copy", SIGNER.vkey, options) == ("LOG-114", "LOG-114")


def test_a_stamp_is_believed_from_the_pinned_authority_only(authority: stamps.Authority, tmp_path: Path) -> None:
    append(0, 300)
    stamps.take(authority, at=AT)
    proofs.export(tmp_path / "copy")
    _openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=Somebody else",
             "-addext", "extendedKeyUsage=critical,timeStamping", "-keyout", str(tmp_path / "other.key"),
             "-out", str(tmp_path / "other.pem"))  # fmt: skip
    other = load_pem_x509_certificate((tmp_path / "other.pem").read_bytes())

    found = verify(tmp_path / "copy", SIGNER.vkey, asked=Asked(authority=other))

    assert isinstance(found, Refuted)
    assert found.code == "LOG-114"
    options = ["--authority", str(tmp_path / "other.pem")]
    assert Verifiers().both(tmp_path / "copy", SIGNER.vkey, options) == ("LOG-114", "LOG-114")


def test_one_flipped_bit_in_a_stamp_is_found_by_both(authority: stamps.Authority, tmp_path: Path) -> None:
    append(0, 3)
    stamps.take(authority, at=AT)
    proofs.export(tmp_path / "copy")
    path, verifiers = tmp_path / "copy" / "stamps" / "3.tsr", Verifiers()
    whole, options = path.read_bytes(), ["--authority", str(authority_certificate(tmp_path))]
    signed = whole.index(bytes.fromhex("060b2a864886f70d0109100104"))

    for place in (*range(signed + 30, signed + 60, 7), len(whole) - 100, len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert verifiers.alone(path.parents[1], SIGNER.vkey, options) == "LOG-114", place
        assert isinstance(verify(path.parents[1], SIGNER.vkey, asked=asked(tmp_path)), Refuted), place


def asked(folder: Path) -> Asked:
    return Asked(authority=load_pem_x509_certificate(authority_certificate(folder).read_bytes()))


def authority_certificate(folder: Path) -> Path:
    return folder / "authority" / "tsa.pem"


def other_history(size: int) -> None:
    """The tables are rewritten by whoever rules the database, and signed with the log's own key."""
    with log.connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("TRUNCATE transparency_leaf, transparency_tile, transparency_checkpoint")
        cursor.execute("RESET session_replication_role")
    batch = [(1000 + number, build.commitment(number + 5)) for number in range(size)]
    log.append(batch, signer=SIGNER, at=AT)


def forget_cosignatures() -> None:
    with log.connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM transparency_cosignature")
        cursor.execute("RESET session_replication_role")


def _openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)
