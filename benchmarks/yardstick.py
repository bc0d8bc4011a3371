"""How fast this machine is today, so that figures of different machines and days can stand side by side."""

from __future__ import annotations

import statistics
import subprocess
import sys
from dataclasses import dataclass

RUNS = 3

USUAL_SECONDS = 1.05
"""What the loop took on the machine that the bars were set on; there the scale is 1."""

# A program of its own, with the loop outside any function: inside one, Python takes less than half the time for it,
# and that would be another yardstick.
LOOP = """
import time
total = 0
began = time.process_time()
for number in range(10_000_000):
    total += number
print(time.process_time() - began)
"""


@dataclass(frozen=True)
class Yardstick:
    """The CPU seconds of the loop, and how much slower (above 1) or faster this machine is than the usual one."""

    seconds: float

    @property
    def scale(self) -> float:
        """What to divide a raw figure by."""
        return self.seconds / USUAL_SECONDS

    def scaled(self, raw: float) -> float:
        """A raw figure as it would be on the usual machine."""
        return raw / self.scale

    def __str__(self) -> str:
        return (
            f"Yardstick: {self.seconds:.2f} s CPU for 10 million additions (median of {RUNS});"
            f" scaled figures are raw figures divided by {self.scale:.2f}."
        )


def measure() -> Yardstick:
    """Run the loop and take the median."""
    return Yardstick(statistics.median(_once() for _ in range(RUNS)))


def _once() -> float:
    done = subprocess.run([sys.executable, "-c", LOOP], capture_output=True, text=True, check=True)
    return float(done.stdout)
