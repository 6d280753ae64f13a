"""Profiles of hypothesis, the option --result, and the rule that every test names what it supports."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings

COMMON = {"deadline": timedelta(seconds=20), "print_blob": True, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("dev", max_examples=25, **COMMON)
settings.register_profile("ci", max_examples=400, derandomize=True, **COMMON)
settings.register_profile("thorough", max_examples=5000, **COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --result ID, which may be repeated."""
    parser.addoption("--result", action="append", default=[], metavar="ID", help="run only the tests that support ID")


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
