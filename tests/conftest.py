"""Profiles of hypothesis, the options --result and --evidence, and the rule that every test names what it supports."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from proofs_check.evidence import sources_sha256

os.environ.pop("COLUMNS", None)  # runners of tests set it, and the command is asked what it writes into a file
COMMON = {"deadline": timedelta(seconds=20), "print_blob": True, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("dev", max_examples=25, **COMMON)
settings.register_profile("ci", max_examples=400, derandomize=True, **COMMON)
settings.register_profile("thorough", max_examples=5000, **COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


ROOT = Path(__file__).parents[1]
KINDS = {"kernel": "certificate", "smt": "smt", "symbolic": "symbolic", "rocq": "machine-checked"}
"""What a test that passes is evidence of, by its folder; elsewhere property tests, and enumerations, are."""
_seen: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
"""By result and kind of evidence: how many tests passed, and how many failed."""
_files: dict[str, set[str]] = defaultdict(set)
"""By result: the files with tests that passed."""
_elsewhere: Counter[str] = Counter()
"""What the processes of pytest-xdist counted."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --result ID, which may be repeated, and --evidence FILE."""
    parser.addoption("--result", action="append", default=[], metavar="ID", help="run only the tests that support ID")
    parser.addoption("--evidence", metavar="FILE", help="write down which results the tests support")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Attach to a test's report what it is evidence of, unless the test itself says what it `supports`."""
    folder = item.path.relative_to(ROOT).parts[1:2] if item.path.is_relative_to(ROOT / "tests") else ()
    kinds = [KINDS[name] for name in folder if name in KINDS]
    if not kinds and is_hypothesis_test(getattr(item, "function", None)):
        kinds = ["property-tested"]
    if item.get_closest_marker("exhaustive"):
        kinds = ["exhaustive"]
    names = {name for mark in item.iter_markers("result") for name in mark.args}
    item.user_properties += [("marked", f"{name} {kind}") for name in sorted(names) for kind in kinds]
    item.user_properties += [("result", name) for name in sorted(names)]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count the tests that passed and those that failed, in any phase, by result and kind of evidence.

    What a test says that it `supports` counts instead of its marks if it passes, and beside them if it fails.
    """
    told: dict[str, list[str]] = defaultdict(list)
    for key, value in report.user_properties:
        told[key].append(str(value))
    if report.failed:
        count({*told["supports"], *told["marked"]}, "failed")
    elif report.when == "call" and report.passed:
        supports = told["supports"]
        count(supports or told["marked"], "passed")
        for name in {entry.split()[0] for entry in supports if entry} if supports else told["result"]:
            _files[name].add(report.nodeid.partition("::")[0])


def count(entries: Iterable[str], outcome: str) -> None:
    """Count a test for each of these entries, "RESULT KIND"; the empty one supports nothing."""
    for entry in filter(None, entries):
        name, kind = entry.split()
        _seen[name][kind][outcome] += 1


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Write what was seen, with the profile and the sources that it was seen for."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["algorithms"] = algorithms_made()
    path = session.config.getoption("--evidence")
    if path and not hasattr(session.config, "workerinput"):
        results = {
            name: {kind: {key: counts[key] for key in ("passed", "failed")} for kind, counts in sorted(kinds.items())}
            for name, kinds in sorted(_seen.items())
        }
        told = {
            "profile": os.environ.get("HYPOTHESIS_PROFILE", "dev"),
            "sources_sha256": sources_sha256(ROOT),
            "exit_status": int(exitstatus),
            "results": results,
            "files": {name: sorted(files) for name, files in sorted(_files.items())},
        }
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: Any) -> None:
    """Add up the algorithms that the processes of pytest-xdist generated."""
    _elsewhere["algorithms"] += getattr(node, "workeroutput", {}).get("algorithms", 0)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Tell how many algorithms met the adversary."""
    if made := _elsewhere["algorithms"] + algorithms_made():
        terminalreporter.write_line(f"{made} generated algorithms were played against the adversary")


def algorithms_made() -> int:
    """The number of algorithms that tests/algorithms.py has generated in this process."""
    module = sys.modules.get("tests.algorithms")
    return int(module.made["algorithms"]) if module else 0


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse tests that name neither a result nor `infrastructure`; keep those that --result asks for."""
    wanted = set(config.getoption("--result"))
    kept, dropped = [], []
    for item in items:
        supported = {name for mark in item.iter_markers("result") for name in mark.args}
        is_doctest = type(item).__name__ == "DoctestItem"
        if not (supported or is_doctest or item.get_closest_marker("infrastructure")):
            raise pytest.UsageError(f"{item.nodeid}: mark it with result(…) or infrastructure")
        (kept if not wanted or supported & wanted else dropped).append(item)
    if wanted and not kept:
        raise pytest.UsageError(f"no test supports {', '.join(sorted(wanted))}")
    if dropped:
        config.hook.pytest_deselected(items=dropped)
        items[:] = kept
