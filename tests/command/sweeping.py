"""Sweeps for the tests: trainers that crash, kill and hang, and what a sweep says of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
SPEC = """
[[study]]
result = "A"
trainers = ["map-evidence"]
points = [20]
hidden = [[3], [4]]
seeds = 3
[[study]]
result = "B"
trainers = ["k-nn", "constructions.trainers.simple:coin"]
[[study]]
result = "C:P3"
trainers = ["constructions.trainers.simple:coin"]
digits = [2, 3]
"""
TRAINERS = '''
import os, signal, time
from pathlib import Path
from constructions.trainers.simple import coin

def kill_host():
    """Kill the process that runs the task: it started the one that started this one."""
    os.kill(int(Path(f"/proc/{os.getppid()}/stat").read_text().rpartition(")")[2].split()[1]), signal.SIGKILL)
    time.sleep(60)

def leaving(problem, oracle, tape):
    os._exit(0)

def once(problem, oracle, tape):
    """Kill the process that runs the task, the first time ever."""
    try:
        Path("died").touch(exist_ok=False)
    except FileExistsError:
        return coin(problem, oracle, tape)
    kill_host()

def deadly(problem, oracle, tape):
    kill_host()

def slow(problem, oracle, tape):
    Path(f"pid-{os.getpid()}").touch()
    time.sleep(0.02)
    return coin(problem, oracle, tape)

def stubborn(problem, oracle, tape):
    Path(f"pid-{os.getpid()}").touch()
    while True:
        try:
            time.sleep(999)
        except BaseException:
            pass

def interrupting(problem, oracle, tape):
    raise KeyboardInterrupt
'''


def sweep(folder: Path, *options: object, **given: Any) -> tuple[int, dict[str, Any], str]:
    """Run the command; its exit code, what it told, its errors."""
    done = subprocess.run(
        [sys.executable, "-m", "nnbarriers", "sweep", "s.toml", "--json", *map(str, options)],
        cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False, timeout=200, **given,
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout) if done.stdout else {}, done.stderr


def lines(path: Path) -> list[bytes]:
    return sorted(path.read_bytes().splitlines(keepends=True))


def spec(folder: Path, trainer: str, more: str = "") -> None:
    (folder / "s.toml").write_text(
        f'[[study]]\nresult = "B"\ntrainers = ["mine:{trainer}"]\n{more}\n[[study]]\nresult = "C:P1"\n'
        'trainers = ["constructions.trainers.simple:coin"]\ndigits = [2, 3]\n'
    )
