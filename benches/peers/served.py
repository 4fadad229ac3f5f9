"""A process that answers lines: one JSON value a line of standard input."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence


class Served:
    """An engine in a process of its own."""

    def __init__(self, name: str, command: Sequence[str], variables: Mapping[str, str] | None = None):
        self.name = name
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **(variables or {})})

    def send(self, line: str) -> None:
        """Asks something; the answer is to be received later."""
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def receive(self):
        """The answer to the line that was sent."""
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"{self.name} ended early")
        return json.loads(answer)

    def ask(self, line: str):
        """The answer to one line."""
        self.send(line)
        return self.receive()

    def close(self) -> None:
        """Ends the process."""
        self.process.stdin.close()
        self.process.wait()
