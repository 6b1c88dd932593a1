"""Programs that run side by side until somebody stops them."""

import os
import signal
import subprocess
import time
from dataclasses import dataclass, field

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOK_AGAIN = 0.3  # seconds
PATIENCE = 12  # seconds that a program has to end by itself
SHORT_LIFE = 5  # seconds: a program that dies sooner is started again only after as long


class Ended(Exception):
    """A program that the others cannot do without has ended."""


@dataclass
class Program:
    """A command line that is kept running. One that is `restarted` is started again whenever it ends."""

    name: str
    arguments: list[str]
    environment: dict = field(default_factory=dict)  # beside our own
    restarted: bool = False
    process: subprocess.Popen = field(default=None, init=False)
    started: float = field(default=0, init=False)

    def start(self):
        # A group of its own: Ctrl-C reaches us alone, and we end the programs in order.
        self.process = subprocess.Popen(self.arguments, env={**os.environ, **self.environment}, process_group=0)
        self.started = time.monotonic()

    def has_ended(self):
        return self.process is None or self.process.poll() is not None


class Supervisor:
    """Runs programs until SIGINT, SIGTERM or SIGHUP comes, its parent is gone, or `until()` says so; then ends them all."""

    def __init__(self, programs, *, say, until=lambda: False):
        self.programs, self.say, self.until = programs, say, until
        self.parent = os.getppid()
        self.stopping = False

    def run(self, *, ready):
        """Start everything, call `ready()` once, and stay. Raises Ended when a program ends that is not restarted."""
        before = {sign: signal.signal(sign, self._stop) for sign in STOPPING}
        try:
            for program in self.programs:
                program.start()
            ready()
            while not self._must_stop():
                self._look()
                time.sleep(LOOK_AGAIN)
        finally:
            self._end_all()
            for sign, handler in before.items():
                signal.signal(sign, handler)

    def must_stop(self):
        """For `ready()`: whether waiting any longer makes sense."""
        return self._must_stop() or any(program.has_ended() for program in self.programs if not program.restarted)

    def _stop(self, *_):
        self.stopping = True

    def _must_stop(self):
        return self.stopping or os.getppid() != self.parent or self.until()

    def _look(self):
        for program in self.programs:
            if not program.has_ended():
                continue
            code = program.process.returncode
            if not program.restarted:
                raise Ended(f"The {program.name} has ended (exit status {code}).")
            if time.monotonic() - program.started > SHORT_LIFE:
                self.say(f"The {program.name} has ended (exit status {code}): starting it again.")
                program.start()

    def _end_all(self):
        running = [program for program in self.programs if not program.has_ended()]
        for program in running:
            program.process.terminate()
        deadline = time.monotonic() + PATIENCE
        for program in running:
            try:
                program.process.wait(max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                self.say(f"The {program.name} did not end by itself: ending it.")
                os.killpg(program.process.pid, signal.SIGKILL)
                program.process.wait()
