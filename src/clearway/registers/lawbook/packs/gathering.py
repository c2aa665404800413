"""The files that make law, gathered from a folder and from packages into one value with one hash."""

import zlib
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import msgspec

from clearway.core.kernel import canonical
from clearway.registers.lawbook.packs.faults import FaultList
from clearway.registers.lawbook.packs.packaged import PACKAGES, extracts

#: What a lawbook is made of. Everything else in a pack (rates, parties, cases …) is not law.
FILES_OF_LAW = ("pack.toml", "offices.csv", "agencies.csv", "rules.yaml")
FOLDERS_OF_LAW = {
    "law": (".yaml",),
    "formulas": (".py",),
    "tariff": (".csv",),
    "codelists": (".csv", ".yaml"),
    "calendar": (".yaml",),
    "targeting": (".yaml", ".sql"),
    "lists": (".yaml", ".csv"),
    "permits": (".yaml",),
    "sharing": (".csv",),
}
BESIDE_THE_LAW = frozenset(
    {
        "README.md",
        "parties.csv",
        "mandates.csv",
        "payments",
        "rates",
        "cases",
        "watch",
        "agreements",
        "letters",
        "notices",
        "demonstration",
    }
)


class PackFiles(msgspec.Struct, frozen=True):
    """Every file a lawbook is compiled from, by path; those under ``packages/`` were taken from packages."""

    files: dict[str, bytes]

    def hash(self) -> str:
        """The fingerprint of the content: the same law has the same hash on every machine."""
        return canonical.digest_text({path: sha256(content).hexdigest() for path, content in self.files.items()})

    def archive(self) -> bytes:
        """The files as compressed bytes; the same files are always the same bytes."""
        return zlib.compress(msgspec.msgpack.encode(dict(sorted(self.files.items()))), level=9)

    def text(self, path: str, faults: FaultList) -> str | None:
        """A file as text; a fault where it is missing or not UTF-8."""
        content = self.files.get(path)
        if content is None:
            faults.add(path, 0, "LAW-001", "no such file", "the file, as the guide to country packs describes it")
            return None
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            faults.add(path, line, "LAW-003", f"byte {content[error.start]:#04x}", "text in UTF-8")
            return None

    def under(self, folder: str) -> Iterator[str]:
        """The paths of the files in a folder, sorted."""
        return (path for path in sorted(self.files) if path.startswith(f"{folder}/"))


def from_archive(archive: bytes) -> PackFiles:
    """The files that an archive keeps."""
    return PackFiles(msgspec.msgpack.decode(zlib.decompress(archive), type=dict[str, bytes]))


def gather(folder: Path, faults: FaultList) -> PackFiles:
    """The files of law of a folder and what it takes from packages; what does not belong there is a fault."""
    files: dict[str, bytes] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if _is_hidden(path) or path.name in BESIDE_THE_LAW:
            continue
        if path.is_file() and path.name in FILES_OF_LAW:
            files[path.name] = _content(path)
        elif path.is_dir() and path.name in FOLDERS_OF_LAW:
            files.update(_folder(path, folder, faults))
        else:
            known = ", ".join(sorted({*FILES_OF_LAW, *FOLDERS_OF_LAW, *BESIDE_THE_LAW}))
            faults.add(path.name, 0, "LAW-002", path.name, f"one of {known}")
    files.update(extracts(files, faults))
    files["packages/versions.json"] = canonical.encode({name: version(name) for name in PACKAGES})
    return PackFiles(files)


def _folder(path: Path, root: Path, faults: FaultList) -> dict[str, bytes]:
    endings = FOLDERS_OF_LAW[path.name]
    files = {}
    for file in sorted(path.rglob("*")):
        name = file.relative_to(root).as_posix()
        if not file.is_file() or "__pycache__" in name or _is_hidden(file) or file.suffix == ".md":
            continue
        if file.suffix not in endings:
            faults.add(name, 0, "LAW-002", name, f"a name that ends in {' or '.join(endings)}")
            continue
        files[name] = _content(file)
    return files


def _content(path: Path) -> bytes:
    # A checkout may have turned the line ends; the law is the same.
    return path.read_bytes().replace(b"\r\n", b"\n")


def _is_hidden(path: Path) -> bool:
    return path.name.startswith((".", "__"))
