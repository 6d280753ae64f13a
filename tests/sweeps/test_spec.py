"""A SPEC is expanded into the tasks it describes, deterministically, or refused with the reason."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from constructions.trainers.zoo import ZOO
from nnbarriers.sweeps.spec import Task, read_spec
from theory.exact import BarriersError

pytestmark = pytest.mark.infrastructure
GOOD = """
seed = 5
[[study]]
result = "A"
trainers = ["lbfgs", "adam"]
points = [20, 30]
hidden = [[3], [4, 4]]
seeds = 3
[[study]]
result = "B"
design = "random"
trainers = "all"
tasks = 40
accuracy = ["1/5", "6/25"]
"""


def spec(folder: Path, text: str) -> list[Task]:
    path = folder / "s.toml"
    path.write_text(text)
    return read_spec(path)


def test_a_grid_has_all_combinations_and_a_random_design_as_many_tasks_as_it_says(tmp_path: Path) -> None:
    tasks = spec(tmp_path, GOOD)
    assert len(tasks) == 2 * 2 * 2 * 3 + 40
    assert len({task.name for task in tasks}) == len(tasks)
    assert {dict(task.parameters)["hidden"] for task in tasks[:24]} == {(3,), (4, 4)}
    drawn = tasks[24:]
    assert {dict(task.parameters)["accuracy"] for task in drawn} == {"1/5", "6/25"}
    assert {task.trainer for task in drawn} <= set(ZOO)
    assert len({task.trainer for task in drawn}) > 10
    assert spec(tmp_path, GOOD) == tasks


def test_a_range_is_drawn_from_and_all_stands_for_the_trainers_that_the_result_is_about(tmp_path: Path) -> None:
    text = '[[study]]\nresult = "A"\ndesign = "random"\ntasks = 60\ntrainers = "all"\npoints = {from = 10, to = 12}'
    tasks = spec(tmp_path, text)
    assert {dict(task.parameters)["points"] for task in tasks} == {10, 11, 12}
    assert all(ZOO[task.trainer].network for task in tasks)


def test_the_seed_of_a_task_is_its_own_whatever_else_is_in_the_sweep(tmp_path: Path) -> None:
    """It is that of a child of the sweep's SeedSequence, named by the task."""
    tasks = spec(tmp_path, GOOD)
    fewer = spec(tmp_path, GOOD.replace('["lbfgs", "adam"]', '["adam"]'))
    assert {t.name: t.seed for t in fewer}.items() <= {t.name: t.seed for t in tasks}.items()
    other = spec(tmp_path, GOOD.replace("seed = 5", "seed = 6"))
    assert not {t.seed for t in tasks} & {t.seed for t in other}
    words = tuple(int(tasks[0].name[i : i + 8], 16) for i in range(0, 64, 8))
    assert tasks[0].seed == np.random.SeedSequence(5, spawn_key=words).generate_state(1)[0]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("seed = 5", "seeds = 5"), "the file has no key 'seeds'; there are seed, study"),
        (("seed = 5", "seed = -1"), "seed must be a whole number ≥ 0 and < 2^63, got -1"),
        (("seed = 5", "seed = 0.5"), "seed must be a whole number"),
        (("seed = 5", "seed = "), "not TOML"),
        (('"adam"', '"magic"'), "study 1: no trainer is called 'magic'"),
        (('"adam"', '"nowhere:f"'), "study 1: the module 'nowhere' cannot be imported"),
        (('"adam"', '"k-nn"'), "study 1: A does not apply to the trainer k-nn: it keeps all points"),
        (('["lbfgs", "adam"]', "[]"), "study 1: trainers must be"),
        (
            ('"B"\ndesign', '"C:P1"\ndesign'),
            "study 2: the zoo has no trainer for C:P1: name algorithms as MODULE:FUNCTION",
        ),
        (
            ('"B"\ndesign = "random"\ntrainers = "all"', '"D"\ndesign = "random"\ntrainers = ["k-nn"]'),
            "study 2: D does not apply to the trainer k-nn: it fits labelled points",
        ),
        (('"A"', '"A3"'), "study 1: result must be one of A, B, B:networks"),
        (("points = [20, 30]", "points = [20, 30.5]"), "study 1: points: 30.5 is not possible here"),
        (("points = [20, 30]", "points = []"), "study 1: points must not be empty"),
        (("points = [20, 30]", "points = [20, 1]"), "A needs 2 points and dimension 2 at least, got 1, 2"),
        (("points = [20, 30]", "points = {from = 1, to = 9}"), 'a range is for the design "random"'),
        (("points = [20, 30]", "point = [20, 30]"), "a study of A has no key 'point'"),
        (("[[3], [4, 4]]", "[[3], [0]]"), "every width must be at least 1"),
        (("[[3], [4, 4]]", '["3"]'), "hidden: ['3'] is not possible here"),
        (("seeds = 3", "tasks = 3"), 'a "grid" says how many seeds'),
        (("tasks = 40", "tasks = 0"), "study 2: tasks must be a whole number ≥ 1"),
        (("tasks = 40", "tasks = 2000000"), "a sweep has at most 1000000 tasks"),
        (("seeds = 3", "seeds = 300000"), "a sweep has at most 1000000 tasks"),
        (('design = "random"', 'design = "latin"'), 'study 2: design must be "grid" or "random"'),
        (('"6/25"]', '"1/4"]'), "study 2: the accuracy 1/4 is none for which B says anything: the constant"),
        (('"6/25"]', '"one"]'), "study 2: "),
        (('"A"', '["A"]'), "study 1: result must be one of A, B, B:networks"),
        (("seeds = 3", "seeds = 9223372036854775807"), "a sweep has at most 1000000 tasks"),
        (("seeds = 3", "seeds = 9223372036854775808"), "seeds must be a whole number ≥ 1 and < 2^63"),
        (("tasks = 40", "tasks = 40\nwidths = [2, 1000000, 1000000, 1]"), "at most 1000000 weights"),
        (
            ("tasks = 40", "tasks = 40\nwidths = [2, 400, 400, 1]"),
            "B needs P(N) + 2 points, here 160803; at most 100000",
        ),
        (("points = [20, 30]", "points = [20, 100001]"), "points must be at most 100000 here, got 100001"),
        (('"adam"', '"leaving:f"'), "study 1: the module 'leaving' cannot be imported: SystemExit: 0"),
        (('"adam"', '"lacking:f"'), "study 1: the trainer lacking needs nosuchlib: pip install nosuchlib"),
    ],
)
def test_what_is_wrong_with_a_spec_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str], reason: str
) -> None:
    assert change[0] in GOOD
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "leaving.py").write_text("import sys\nsys.exit(0)\n")
    (tmp_path / "lacking.py").write_text(
        "from constructions.trainers.trainer import Trainer\nf = Trainer('lacking', 'none', 'nosuchlib', print)\n"
    )
    with pytest.raises(BarriersError) as error:
        spec(tmp_path, GOOD.replace(*change))
    assert reason in str(error.value)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith(str(tmp_path))


@pytest.mark.parametrize(("last", "reason"), [(2**63 - 1, "points must be at most"), (2**63, "points.to must be a")])
def test_a_range_beyond_every_machine_is_refused(tmp_path: Path, last: int, reason: str) -> None:
    text = '[[study]]\nresult = "A"\ndesign = "random"\ntasks = 3\ntrainers = ["lbfgs"]\npoints = {from = 1, to = %d}'
    with pytest.raises(BarriersError, match=reason):
        spec(tmp_path, text % last)


def test_an_empty_spec_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BarriersError, match=r"one \[\[study\]\] at least"):
        spec(tmp_path, "")
    with pytest.raises(BarriersError, match="no such file"):
        read_spec(tmp_path / "none.toml")
