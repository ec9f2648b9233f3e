"""Programs that run beside the script, and their end."""

import os
import signal
import subprocess
import time
from collections.abc import Callable

from live.failure import Failure

TAIL_LINES = 15


class Child:
    """One program in a process group of its own, with a log."""

    def __init__(
        self, name: str, command: list[str], log: str, environment: dict[str, str]
    ) -> None:
        self.name = name
        self.log = log
        with open(log, "ab") as file:
            self.start_in_log = file.tell()
            # Ends with the script, even where that is killed and cleans up nothing.
            self._process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "KILL", *command], stdin=subprocess.DEVNULL,
                stdout=file, stderr=subprocess.STDOUT, env=environment, start_new_session=True)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        """As a crash would end it, with all that it started."""
        self._signal(signal.SIGKILL)
        self._process.wait(timeout=10)

    def stop(self) -> None:
        """Asks it to end as a service manager would, then insists."""
        self._signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            pass
        self.kill()

    def output(self) -> str:
        """What it wrote since this start."""
        with open(self.log, "rb") as file:
            file.seek(self.start_in_log)
            return file.read().decode(errors="replace")

    def tail(self) -> str:
        lines = self.output().splitlines()[-TAIL_LINES:]
        return "\n".join([f"--- the end of {self.name}'s log", *lines])

    def _signal(self, number: signal.Signals) -> None:
        # The group outlives its leader where the leader left something behind.
        try:
            os.killpg(self.pid, number)
        except ProcessLookupError:
            pass


class Processes:
    """All children of one run: what was started is ended."""

    def __init__(self, log_folder: str) -> None:
        self._log_folder = log_folder
        self._children: list[Child] = []

    def start(
        self, name: str, command: list[str], environment: dict[str, str] | None = None
    ) -> Child:
        # As bare as a unit's: nothing of the caller's own may make a script work.
        bare = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"}
        log = os.path.join(self._log_folder, f"{name}.log")
        child = Child(name, command, log, bare | (environment or {}))
        self._children.append(child)
        return child

    def tails(self) -> str:
        """The end of every log, for a failure that no one program explains."""
        return "\n".join(child.tail() for child in self._children)

    def stop_all(self) -> None:
        for child in reversed(self._children):
            child.stop()
        self._children.clear()


def wait_for(what: str, child: Child, holds: Callable[[], bool], seconds: float) -> float:
    """The seconds until it holds; a failure with the child's log where it never does."""
    start = time.monotonic()
    while not holds():
        if not child.is_running:
            raise Failure(f"{child.name} ended before {what}", child.tail())
        if time.monotonic() - start > seconds:
            raise Failure(f"no {what} within {seconds:.0f} s", child.tail())
        time.sleep(0.05)
    return time.monotonic() - start
