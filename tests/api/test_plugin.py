"""The plugin of pytest and the assertions, in test runs of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

import nnbarriers as nb
from constructions.trainers import simple
from nnbarriers import testing

pytestmark = pytest.mark.infrastructure
pytest_plugins = ["pytester"]


@pytest.fixture
def runs(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with two certificates, one of them with a wrong number, and a test."""
    pytester.makepyprojecttoml('[tool.pytest.ini_options]\nbarriers_certificates = ["out/*.json"]\n')
    folder = pytester.mkdir("out")
    whole = nb.stabilise(nb.dataset(3))
    whole.save(folder / "good.json")
    forged = json.loads((folder / "good.json").read_text())
    forged["claim"]["points"] = 4
    (folder / "wrong.json").write_text(json.dumps(forged, sort_keys=True, separators=(",", ":")) + "\n")
    pytester.makepyfile(test_own="def test_own(barriers_dataset): assert len(barriers_dataset(hidden=[2, 2])) == 11")
    return pytester


LOADED = (nb.attack, nb.check, nb.dataset, nb.defeat, nb.stabilise)
"""Loaded now: what is imported while `pytester` is at work is forgotten after it."""
INSTALLED = any(entry.name == "barriers" for entry in entry_points(group="pytest11"))
PLUGIN = ("-p", "no:cacheprovider", *(() if INSTALLED else ("-p", "nnbarriers.pytest_plugin")))


def test_each_certificate_is_an_item_that_says_what_the_kernel_says(runs: pytest.Pytester) -> None:
    result = runs.runpytest_subprocess(*PLUGIN, "-v")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["*good.json::accepted PASSED*", "*wrong.json::accepted FAILED*"])
    result.stdout.fnmatch_lines(["*wrong.json: rejected (*), not accepted: *"])


@pytest.mark.parametrize(
    ("arguments", "passed", "failed"),
    [
        (["test_own.py"], 1, 0),
        (["out"], 1, 1),
        (["out/good.json"], 1, 0),
        (["-k", "good"], 1, 0),
        (["-k", "own"], 1, 0),
        (["-n", "2"], 2, 1),
    ],
)
def test_paths_and_options_choose_among_them(
    runs: pytest.Pytester, arguments: list[str], passed: int, failed: int
) -> None:
    if "-n" in arguments:
        pytest.importorskip("xdist")
    runs.runpytest_subprocess(*PLUGIN, *arguments).assert_outcomes(passed=passed, failed=failed, deselected=None)  # type: ignore[arg-type]


@pytest.mark.parametrize("pattern", ["/etc/*.json", "../*.json"])
def test_a_pattern_outside_of_the_root_is_an_error(pytester: pytest.Pytester, pattern: str) -> None:
    pytester.makepyprojecttoml(f'[tool.pytest.ini_options]\nbarriers_certificates = ["{pattern}"]\n')
    pytester.makepyfile(test_own="def test_own(): pass")
    result = pytester.runpytest_subprocess(*PLUGIN)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"*barriers_certificates: *{pattern[:7]}*"])


@pytest.mark.parametrize("pattern", ["nothing/*.json", "a**b/*.json"])
def test_a_pattern_that_matches_nothing_fails_and_lets_the_other_tests_run(
    pytester: pytest.Pytester, pattern: str
) -> None:
    pytester.makepyprojecttoml(f'[tool.pytest.ini_options]\nbarriers_certificates = ["{pattern}"]\n')
    pytester.makepyfile(test_own="def test_own(): pass")
    result = pytester.runpytest_subprocess(*PLUGIN)
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(["*no file matches this pattern in *, so nothing was checked"])
    pytester.runpytest_subprocess(*PLUGIN, "test_own.py").assert_outcomes(passed=1)


@pytest.mark.parametrize("folder", ["build", ".certs"])
@pytest.mark.parametrize("arguments", [[], ["."], ["--", "."]])
def test_folders_that_pytest_does_not_look_into_are_looked_into(
    pytester: pytest.Pytester, folder: str, arguments: list[str]
) -> None:
    pytester.makepyprojecttoml(f'[tool.pytest.ini_options]\nbarriers_certificates = ["{folder}/*.json"]\n')
    pytester.mkdir(folder).joinpath("bad.json").write_text("{}")
    pytester.makepyfile(test_own="def test_own(): pass")
    pytester.runpytest_subprocess(*PLUGIN, *arguments).assert_outcomes(passed=1, failed=1)


def test_a_path_among_the_standing_options_is_not_named_on_the_command_line(runs: pytest.Pytester) -> None:
    runs.makepyprojecttoml(
        '[tool.pytest.ini_options]\nbarriers_certificates = ["out/*.json"]\naddopts = "test_own.py"\n'
    )
    runs.runpytest_subprocess(*PLUGIN).assert_outcomes(passed=2, failed=1)


def test_folders_that_are_links_are_followed(runs: pytest.Pytester) -> None:
    runs.makepyprojecttoml('[tool.pytest.ini_options]\nbarriers_certificates = ["**/*.json"]\n')
    runs.path.joinpath("linked").symlink_to(runs.path / "out")
    runs.runpytest_subprocess(*PLUGIN, "-k", "linked").assert_outcomes(passed=1, failed=1)


def test_without_the_option_nothing_is_loaded_but_pytest(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        test_own="""
        import sys
        def test_own():
            loaded = {name.partition(".")[0] for name in sys.modules}
            assert not loaded & {"numpy", "sympy", "flint", "theory", "constructions", "proofs_check"}
        """
    )
    code = "import sys, pytest; sys.exit(pytest.main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, *PLUGIN, "-p", "no:hypothesispytest", "-p", "no:xdist", "-q", "."],
        cwd=pytester.path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_assertions_return_what_they_saw_or_say_what_is_wrong(tmp_path: Path) -> None:
    assert testing.assert_defeated(simple.coin, "B").verdict == "defeated"
    with pytest.raises(AssertionError, match="surveyed, not defeated, on B at 1/4: its least success"):
        testing.assert_defeated(simple.constant, "B", accuracy="1/4")
    assert testing.assert_accepted(nb.stabilise(nb.dataset(3)))
    with pytest.raises(AssertionError, match="unsupported, not accepted: cannot be read"):
        testing.assert_accepted(tmp_path / "missing.json")
    vacuous = nb.attack(nb.stabilise(nb.dataset(4)).network, nb.dataset(4))
    assert vacuous.failing == 0 and nb.check(vacuous).accepted
    with pytest.raises(AssertionError, match="vacuous, not accepted: "):
        testing.assert_accepted(vacuous)


def test_strategies_come_from_testing() -> None:
    from proofs_check import strategies

    assert testing.networks is strategies.networks
    assert testing.algorithm_of is strategies.algorithm_of
    with pytest.raises(AttributeError, match="it has algorithm_of, assert_accepted"):
        _ = testing.network  # type: ignore[attr-defined]
