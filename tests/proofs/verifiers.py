"""The two verifiers, each asked the way people ask it: the console's verb, and the file that stands alone."""

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from typer.testing import CliRunner

from clearway.gateways.console.app import app

ROOT = Path(__file__).resolve().parents[2]
ALONE = ROOT / "verifier" / "verify.py"


def alone() -> ModuleType:
    """The verifier of its own, loaded from its file."""
    spec = importlib.util.spec_from_file_location("clearway_verifier_alone", ALONE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Verifiers:
    """Both of them, asked the same."""

    def __init__(self) -> None:
        """Load each once."""
        self._alone = alone()
        self._console = CliRunner()

    def both(self, what: Path, key: str, options: Sequence[str]) -> tuple[str, str]:
        """What each answers: nothing where it is proven, else the code of what is wrong."""
        said = self._console.invoke(app, ["verify", str(what), "--key", key, *options])
        assert said.exception is None or isinstance(said.exception, SystemExit), said.exception
        return _code(said.exit_code, said.output), self.alone(what, key, options)

    def alone(self, what: Path, key: str, options: Sequence[str]) -> str:
        """What the verifier of its own answers."""
        try:
            chosen = self._alone.parsed([str(what), key, *options])
            self._alone.verified(chosen)
        except self._alone.Refuted as refuted:
            return str(refuted.args[0])
        return ""


def _code(status: int, said: str) -> str:
    assert (status == 0) == ("proven: " in said), said
    return "" if status == 0 else said.partition("refuted: ")[2][:7]
