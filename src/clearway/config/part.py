"""One process of the house, kept running."""

import subprocess
import threading
import time

#: A part that dies is started again after this pause; one that dies at once again and again, after longer ones.
PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 60.0
#: What has run for so long is sound.
SOUND_SECONDS = 30.0
STOP_SECONDS = 10.0


class Part:
    """One process of the house: started, watched, started again, stopped."""

    def __init__(self, name: str, command: list[str], *, says_where: bool = False) -> None:
        """Name a part and say how it is started; an outside party says where it is in its first line."""
        self.name = name
        self.command = command
        self.says_where = says_where
        self.address = ""
        self.process: subprocess.Popen[bytes] | None = None
        self._begun = 0.0
        self._pause = PAUSE_SECONDS
        self._due: float | None = None
        self._told = threading.Event()

    def start(self) -> None:
        """Start the process in a group of its own, so that Ctrl-C reaches it through us alone."""
        output = subprocess.PIPE if self.says_where else None
        self.process = subprocess.Popen(self.command, start_new_session=True, stdout=output)
        self._begun, self._due = time.monotonic(), None
        if self.says_where:
            threading.Thread(target=self._listen, args=(self.process,), daemon=True).start()

    def wait_for_address(self, seconds: float) -> str:
        """Where it is, once it has said so; nothing where it says nothing."""
        self._told.wait(seconds)
        return self.address

    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self.process is not None and self.process.poll() is None

    def keep(self) -> bool:
        """Start it again where it has ended and its pause is over; whether it has just been found to have ended."""
        if self.is_alive():
            return False
        at = time.monotonic()
        if self._due is None:
            lived = at - self._begun
            self._pause = PAUSE_SECONDS if lived >= SOUND_SECONDS else min(self._pause * 2, LONGEST_PAUSE_SECONDS)
            self._due = at + (PAUSE_SECONDS if lived >= SOUND_SECONDS else self._pause / 2)
            return True
        if at >= self._due:
            self.start()
        return False

    def stop(self) -> None:
        """Ask it to end, and after a while make it."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _listen(self, process: "subprocess.Popen[bytes]") -> None:
        """Take the address from the first line; what else is said, nobody reads."""
        assert process.stdout is not None
        for line in process.stdout:
            if not self._told.is_set():
                self.address = line.decode(errors="replace").strip()
                self._told.set()
        self._told.set()
