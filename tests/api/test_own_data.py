"""`nb.attack` on anybody's data (U): what it says is what plain rationals say, and what cannot be meant is refused."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import nnbarriers as nb
from constructions.files import npz_bytes
from constructions.margins import labelled_points
from constructions.universal import vector_at
from nnbarriers import waiting
from nnbarriers.drawing.points import _tile, margins
from nnbarriers.readings import Reading
from proofs_check.kernel import relu
from tests.api.test_arguments import ALWAYS, DATA, NETWORK, WRONG, told
from theory.layers import Layer
from theory.networks import ReluNetwork

pytestmark = pytest.mark.result("U")

LINE = ReluNetwork((Layer.of([[1], [-1]], [0, 0]), Layer.of([[1, 0], [0, 1]], [0, 0])))
"""Outputs (rho(x), rho(-x)): label 0 where x > 0, label 1 where x < 0, a tie at 0."""
PLANE = ReluNetwork((Layer.of([[1, -1], [0, 1]], [0, 0]), Layer.of([[1, 0], [0, 1], [-1, 1]], [0, 0, "1/2"])))
SMALL = st.integers(-3, 3)


def predicted(network: ReluNetwork, x: np.ndarray[Any, Any]) -> list[int]:
    """The first of the largest outputs, in rationals."""
    found = network.evaluate_all([[Fraction(int(v)) for v in row] for row in x])
    return [values.index(max(values)) for values in found]


@given(st.lists(st.tuples(SMALL, SMALL), min_size=1, max_size=6), st.integers(1, 3), st.integers(0, 3), st.booleans())
@settings(deadline=None)
def test_the_points_that_are_said_to_be_broken_are_those_that_are(
    rows: list[tuple[int, int]], budget: int, seed: int, boxed: bool
) -> None:
    x = np.array(rows)
    box = (-3, 3) if boxed else None
    found = nb.attack(PLANE, (x, predicted(PLANE, x)), budget=budget, box=box, starts=1, seed=seed)
    assert found.eta_norm <= budget
    for k, row in enumerate(rows):
        moved = [Fraction(v) + e for v, e in zip(row, found.eta, strict=True)]
        moved = [min(max(v, Fraction(-3)), Fraction(3)) for v in moved] if boxed else moved
        before, after = PLANE.evaluate_all([[Fraction(v) for v in row], moved])
        y = found.found.data.labels[k]
        right = all(before[y] > z for j, z in enumerate(before) if j != y)
        assert (k in found.rows) == (right and max(after) > after[y])
    assert found.fitted == (found.broken, found.right_before) and found.held_out is None
    assert found.verdict == ("accepted" if found.broken else "vacuous")


def test_a_tie_is_neither_right_nor_wrong() -> None:
    """At x = 0 both outputs are 0; eta = -1 brings the point 1 there, and -9/8 beyond."""
    tie = nb.attack(LINE, ([[1], [0]], [0, 0]), budget=1)
    assert (tie.right_before, tie.broken, tie.verdict) == (1, 0, "vacuous")
    assert nb.attack(LINE, ([[1], [0]], [0, 0]), budget="9/8").rows == (0,)


def test_held_out_points_are_counted_and_not_searched() -> None:
    """Searched on points of label 0 alone, the vector goes to the left, and breaks none of label 1."""
    found = nb.attack(LINE, ([[1], [2]], [0, 0]), budget=3, held_out=([[0.5], [-1], [8]], [0, 1, 0]))
    assert (found.fitted, found.held_out, found.rows) == ((2, 2), (1, 3), (0, 1, 2))
    assert repr(found) == "<UniversalAttack: 2 of 2 right points wrong, 1 of 3 held out, |eta| = 3; accepted>"
    assert found.certificate["provenance"]["searched on"] == "the first 2 points"


def test_bytes_have_a_unit_that_no_double_is() -> None:
    """1/255: the point 1/255 is moved to exactly 0, a tie, and by a hair more beyond."""
    x = np.array([[1]], dtype=np.uint8)
    assert nb.attack(LINE, (x, [0]), unit="1/255", budget="1/255").broken == 0
    assert nb.attack(LINE, (x, [0]), unit="1/255", budget="1/254").broken == 1


def test_a_mask_keeps_coordinates_still() -> None:
    data = ([[1, 2], [2, 1]], predicted(PLANE, np.array([[1, 2], [2, 1]])))
    found = nb.attack(PLANE, data, budget=3, mask=[0, 1])
    assert found.eta[0] == 0 and found.eta[1] != 0 and found.broken
    assert nb.attack(PLANE, data, budget=3, mask=[False, False]).broken == 0


def test_steady_vectors_lose_points_and_never_gain_any() -> None:
    """The point 2 is wrong at every -3 lambda, lambda > 2/3, and at every vector less than 1 from -3."""
    found = nb.attack(LINE, ([[1], [2]], [0, 0]), budget=3)
    assert found.eta == (-3,) and found.firmly == "for this η"
    assert found.steadied(scalings=("3/4", 1)).rows == (0, 1)
    assert found.steadied(scalings=("2/3", 1)).rows == (0,)
    assert found.steadied(radius="1023/1024").rows == (0, 1)
    assert found.steadied(radius=1).rows == (0,)
    kept = found.steadied(keep=1)
    assert 1 - Fraction(1, 2**10) < kept.radius < 1 and kept.rows == (0, 1)
    assert kept.steadied(keep="1/2").radius > 1 and kept.verdict == "accepted"
    assert "for every η′ within" in kept.firmly
    assert found.steadied(scalings=(1, 2)).firmly == "for every λη, 1 ≤ λ ≤ 2"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"keep": 0}, "share"),
        ({"keep": 1, "radius": 1}, "one of both"),
        ({"radius": -1}, "radius"),
        ({"radius": "x"}, "radius"),
        ({"scalings": (2, 3)}, "lo <= 1"),
        ({"scalings": 3}, "scalings"),
    ],
)
def test_impossible_sets_of_vectors_are_refused(wrong: dict[str, Any], said: str) -> None:
    found = nb.attack(LINE, ([[1], [2]], [0, 0]), budget=3)
    assert said in str(told(lambda: found.steadied(**wrong)))


class TestModels:
    """Models as they are."""

    sklearn = pytest.importorskip("sklearn.neural_network", reason="scikit-learn is not installed")

    @pytest.mark.filterwarnings("ignore")
    @pytest.mark.parametrize("names", [["b", "a"], ["c", "a", "b"], [7, 3]])
    def test_an_estimator_knows_the_names_of_its_labels(self, names: list[Any]) -> None:
        rng = np.random.default_rng(0)
        x = rng.normal(size=(60, 2))
        y = np.array(names)[np.argmax(x @ rng.normal(size=(2, len(names))), axis=1)]
        model = self.sklearn.MLPClassifier((8,), solver="lbfgs", random_state=0).fit(x, y)
        found = nb.attack(model, (x, y), budget=1, starts=1)
        assert found.classes == tuple(sorted(names)) and found.right_before > 50 and found.broken > 5
        after = model.predict(x + np.array([float(v) for v in found.eta]))
        assert all(after[k] != y[k] for k in found.rows)  # far from the edge, floats agree
        other = "nobody" if isinstance(names[0], str) else 0
        assert "y has the label" in str(told(lambda: nb.attack(model, (x, [other] * 60), budget=1)))

    def test_a_single_output_needs_a_threshold_unless_it_is_a_logit(self) -> None:
        network = NETWORK
        data = (DATA.x, DATA.y)
        assert "threshold=0 for logits, 1/2" in str(told(lambda: nb.attack(network, data, budget=1)))
        found = nb.attack(network, data, budget=1, threshold="1/2")
        assert found.right_before == 6 and found.broken
        assert nb.attack(network, DATA, budget=1, threshold="1/2").broken == found.broken
        assert "for one output" in str(told(lambda: nb.attack(LINE, ([[1]], [0]), budget=1, threshold=0)))
        assert nb.attack(LINE, ([[1]], [1]), budget=2, outputs="0-1").broken == 1
        assert nb.attack(LINE, ([[1]], [0]), budget=2, scale=[-1], outputs=(0, 1)).broken == 1

    def test_a_torch_module_and_tensors(self) -> None:
        torch = pytest.importorskip("torch", reason="torch is not installed")
        torch.manual_seed(0)
        model = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(4, 6), torch.nn.ReLU(), torch.nn.Linear(6, 3))
        x = torch.rand(20, 2, 2, requires_grad=True)
        y = model(x).argmax(dim=1)
        found = nb.attack(model, (x, y), budget="1/2", starts=1)
        assert found.right_before == 20 and found.shape == (2, 2) and "largest of its 3 outputs" in found.read_as


class TestFiles:
    """Points and labels from files."""

    def test_npz_and_csv_are_the_same_points(self, tmp_path: Path) -> None:
        x, y = np.array([[0.1, 2.0], [-0.5, 1e-3]]), np.array([0, 1])
        np.savez(tmp_path / "d.npz", x=x, y=y)
        (tmp_path / "d.csv").write_text("# a comment\nu,v,label\n0.1, 2,0\n\n-5e-1,1e-3,1\n")
        (tmp_path / "e.csv").write_text("0.1,2.0,0\n-0.5,0.001,1")
        found = [nb.attack(PLANE, tmp_path / name, budget=1, starts=1) for name in ("d.npz", "d.csv", "e.csv")]
        assert found[0].certificate == found[1].certificate == found[2].certificate
        assert found[0].found.data.point(0)[0] == Fraction(0.1)

    def test_a_file_may_say_which_coordinates_move_and_be_the_theorems(self, tmp_path: Path) -> None:
        np.savez(tmp_path / "d.npz", x=[[1, 2]], y=[1], mask=[1, 0])
        assert nb.attack(PLANE, tmp_path / "d.npz", budget=3).eta[1] == 0
        DATA.save(tmp_path / "t.npz")
        assert nb.attack(NETWORK, tmp_path / "t.npz", budget=1, threshold="1/2").right_before == 6

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("d.npz", npz_bytes({"x": np.zeros((1, 2))}), "np.savez(path, x=points, y=labels)"),
            ("d.npz", npz_bytes({"x": np.zeros((1, 2)), "y": np.zeros(1), "z": np.zeros(1)}), "the arrays x, y, z"),
            ("d.npz", npz_bytes({"x": np.zeros((1, 2)), "y": np.zeros((1, 3))}), "y.argmax(axis=1)"),
            ("d.npz", npz_bytes({"x": np.zeros((2, 2)), "y": np.zeros(1)}), "2 points and 1 labels"),
            ("d.npz", npz_bytes({"x": np.zeros(2), "y": np.zeros(2)}), "(n, d)"),
            ("d.npz", npz_bytes({"x": np.array([["a"]]), "y": np.zeros(1)}), "the points are numbers"),
            ("d.npz", npz_bytes({"x": np.array([[np.nan, 0]]), "y": np.zeros(1)}), "the points: "),
            ("d.npz", npz_bytes({"x": np.zeros((1, 2)), "y": np.zeros(1), "mask": np.full(2, 2)}), "0 or 1 for each"),
            ("d.npz", npz_bytes({"x": np.zeros((1, 2)), "y": np.full(1, 0.5)}), "y has the label 0.5"),
            ("d.npz", npz_bytes({"x": np.zeros((1, 2)), "y": np.full(1, 3)}), "y has the label 3"),
            ("d.npz", b"PK", "not a readable .npz"),
            ("d.csv", b"1,2,1/2\n", "row 1 is no row of numbers"),
            ("d.csv", b"1,2,0.5\n", "y has the label 1/2, and the labels of the model are [0, 1, 2]"),
            ("d.csv", b'"0.5","1","0"\n0.5,1,1\n', "row 1 is no row of numbers"),
            ("d.csv", b"nan,nan,nan\n0.5,1,1\n", "row 1 is no row of numbers"),
            ("d.csv", b",,\n0.5,1,1\n", "row 1 is no row of numbers"),
            ("d.csv", b"0.5;1;0\n0.5,1,1\n", "row 1 is no row of numbers"),
            ("d.csv", b".5,.5,1.\n0.5,1,1\n", "row 1 is no row of numbers"),
            ("d.csv", b"1,2,setosa\n", "labels that are names go into an .npz"),
            ("d.csv", b"+-1,2,0\n", "row 1 is no row of numbers"),
            ("d.csv", b"", "no rows"),
            ("d.csv", b"a,b,c\n", "no rows"),
            ("d.csv", b"1,2,0\n1,2\n", "row 2 is no row of numbers"),
            ("d.csv", b"1,2,0\n1,x,0\n", "row 2 is no row of numbers"),
            ("d.csv", b"1e-999,2,0\n", "row 1 is no row"),
            ("d.csv", b"1e999,2,0\n", "row 1 is no row"),
            ("d.csv", b"1,2,__import__('os')\n", "row 1 is no row"),
            ("d.csv", b"\xff\xfe", "not UTF-8"),
            ("d.csv", b"1,0\n", "dimension 1, and the network takes 2 inputs"),
            ("d.pkl", b"\x80\x04.", "read from .npz"),
        ],
    )  # fmt: skip
    def test_a_bad_file_is_told_in_one_line(self, tmp_path: Path, name: str, content: bytes, said: str) -> None:
        (tmp_path / name).write_bytes(content)
        error = told(lambda: nb.attack(PLANE, tmp_path / name, budget=1))
        assert error is not None and said in error and "\n" not in error


OWN: dict[str, Any] = {
    "budget": 1, "unit": 1, "box": None, "mask": None, "held_out": None, "starts": 1, "seed": 0, "progress": None,
    "data": ([[1, 2], [3, 1]], [2, 0]), "model": PLANE, "outputs": None, "threshold": None, "scale": None,
}  # fmt: skip
NAMES = {
    "data": "the data|the points|the labels|every point|label|no such file|regular file|cannot be read|are read",
    "held_out": "held_out|the points|the labels|every point|label|no such file|regular file|cannot be|are read|dim",
    "model": "attack takes|a network file|one output|dimension|no such file|regular file|label|a pickle|cannot be read",
    "budget": "budget|points of your own", "box": "box", "scale": "scale", "threshold": "threshold",
    "outputs": "outputs|label|threshold",
}  # fmt: skip


@pytest.mark.infrastructure
@pytest.mark.parametrize("parameter", OWN)
def test_a_wrong_argument_is_named_in_one_line(parameter: str) -> None:
    for value in (*WRONG, *ALWAYS):
        said = told(lambda v=value: nb.attack(**OWN | {parameter: v}))
        if said is None:
            assert not any(value is never for never in ALWAYS), value
        else:
            assert re.search(NAMES.get(parameter, parameter), said, re.IGNORECASE), (value, said)


@pytest.mark.infrastructure
def test_options_of_ones_own_data_are_not_passed_over_without_a_budget() -> None:
    for name, value in (("unit", 2), ("box", (0, 1)), ("held_out", OWN["data"]), ("starts", 2), ("seed", 1)):
        assert f"{name} is for points" in str(told(lambda n=name, v=value: nb.attack(NETWORK, DATA, **{n: v})))
    assert "give a budget=" in str(told(lambda: nb.attack(NETWORK, (DATA.x, DATA.y))))


@pytest.mark.infrastructure
def test_what_the_kernel_would_refuse_is_known_before_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    data = ([[1, 2]] * 64, [2] * 64)
    monkeypatch.setattr(relu, "MAX_WORK", 60_000)
    said = str(told(lambda: nb.attack(PLANE, data, budget=1, progress=lambda *_: pytest.fail("it was searched"))))
    assert said.startswith("a certificate of 64 points needs work")
    (fits,) = map(int, re.findall(r"give (\d+) points or fewer", said))
    assert nb.attack(PLANE, ([[1, 2]] * fits, [2] * fits), budget=1).verdict in ("accepted", "vacuous")
    monkeypatch.setattr(relu, "MAX_WORK", 10)
    assert str(told(lambda: nb.attack(PLANE, data, budget=1))).endswith("the network is too large")
    wide = np.full((1000, 2), 2.0**-900)
    wide[0] = 2.0**900
    many = np.tile(wide, (80, 1))
    assert "MiB" in str(told(lambda: nb.attack(PLANE, (many, [1] * 80_000), budget=1)))


class TestPictures:
    """Images, and margins."""

    IMAGES = (np.array([[[1, 2]], [[3, 1]], [[0, 3]]]), [2, 0, 2])

    def test_images_are_drawn_before_and_after(self) -> None:
        found = nb.attack(PLANE, self.IMAGES, budget=3)
        svg = found.plot().svg
        tiles = re.findall(r'<g shape-rendering="crispEdges"><rect class="tile".*?</g>', svg)
        assert found.shape == (1, 2) and len(tiles) == 1 + 2 * min(found.broken, 8) and found.broken
        assert found.plot().svg == svg and "images wrong that were right" in svg

    def test_a_tile_has_the_shades_of_its_pixels(self) -> None:
        """Three in a row, the darkest left out as the ground, two equal ones drawn as one."""
        tile = _tile(0, 0, 68, (2, 3), [0.0, 8.0, 8.0, 16.0, 0.0, 0.0], (0.0, 16.0))
        assert re.findall(r'd="([^"]*)" fill="([^"]*)"', tile) == [
            ("M22.67 0h45.33v34H22.67z", "#808080"), ("M0 34h22.67v34H0z", "#ffffff"),
        ]  # fmt: skip

    def test_other_points_are_drawn_by_their_margins(self) -> None:
        x, y = self.IMAGES
        found = nb.attack(PLANE, (x.reshape(3, 2), y), budget=3)
        svg = found.plot().svg
        assert "tile" not in svg and f"right before, wrong after: {found.broken}" in svg
        assert found.plot(image=(2, 1)).svg.count('class="tile"') == 1 + 2 * found.broken
        for size in ((3, 3), (2,), "ab", None.__class__, (0, 2)):
            assert "image" in str(told(lambda s=size: found.plot(image=s)))
        assert "<svg" in found._repr_html_() and "no theorem promises" in found._repr_html_()

    def test_colours_are_exact_where_floats_see_a_tie(self) -> None:
        """2^-60 right and 2^-60 wrong: both margins are drawn at 0, and told apart."""
        layers = (Layer.of([[1]], [0]), Layer.of([[1], [0]], [0, 1]))
        hair = Fraction(1, 2**60)
        found = vector_at(layers, labelled_points([[1 + hair], [1]], [0, 0]), [-2 * hair], budget=1)
        assert (found.before, found.after) == ((1, 0), (-1, -1))
        assert "right before, wrong after: 1" in margins(found).svg and "others: 1" in margins(found).svg


@pytest.mark.infrastructure
class TestWaiting:
    """What is shown during a search."""

    def test_progress_is_called(self) -> None:
        seen: list[tuple[int, int, int]] = []
        nb.attack(PLANE, OWN["data"], budget=3, starts=2, progress=lambda *at: seen.append(at))
        assert {start for start, _, _ in seen} == {0, 1} and seen[-1][2] > 0

    def test_a_line_is_shown_to_who_waits_and_taken_away(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        nb.attack(PLANE, OWN["data"], budget=3)
        assert capsys.readouterr().err == ""
        monkeypatch.setattr(waiting, "PATIENCE", -1)
        monkeypatch.setattr("sys.stderr.isatty", lambda: True)
        nb.attack(PLANE, OWN["data"], budget=3)
        said = capsys.readouterr().err
        assert "search 1 of 4, step 10" in said and said.endswith("\r") and said.split("\r")[-2].strip() == ""


@pytest.mark.infrastructure
def test_an_end_that_was_taken_off_keeps_its_threshold_and_its_shift(tmp_path: Path) -> None:
    """One logit of a softmax decides nothing, and of a sigmoid the threshold 1/2 is 0."""
    one, two = ReluNetwork((Layer.of([[1], [-1]], [0, 0]), Layer.of([[1, -1]], [0]))), LINE
    for network, end, options, said in (
        (two, "softmax", {"outputs": 1}, "up to a shift"),
        (two, "log_softmax", {"outputs": 0, "threshold": "1/2"}, "up to a shift"),
        (one, "sigmoid", {"threshold": "1/2"}, "its threshold 1/2 is 0 here"),
    ):
        reading = Reading.of(network, "a model", end)
        assert said in str(told(lambda r=reading, o=options: nb.attack(r, ([[1]], [1]), budget=1, **o)))
    assert nb.attack(Reading.of(two, "a model", "softmax"), ([[1]], [0]), budget=2, outputs="1-0").broken == 1


@pytest.mark.infrastructure
def test_numbers_beyond_floats_are_one_line_and_can_be_shown() -> None:
    assert "budget is too large" in str(told(lambda: nb.attack(LINE, ([[1]], [0]), budget=10**400)))
    huge = ReluNetwork((Layer.of([[10**300], [-1]], [0, 0]), Layer.of([[10**300, 0], [0, 1]], [0, 0])))
    found = nb.attack(huge, ([[1], [-1]], [0, 1]), budget=2, starts=1)
    assert "<svg" in found._repr_html_() and found.verdict in ("accepted", "vacuous")


def test_a_network_that_is_wrong_before_is_told_so_with_the_usual_cause() -> None:
    found = nb.attack(LINE, ([[1], [2], [3]], [1, 1, 0]), budget=4)
    assert found.claim.startswith("the network is wrong at 2 of 3 points before; ") and "scale=" in found.hint
    assert nb.attack(LINE, ([[1], [2], [3]], [0, 0, 1]), budget=4).hint == ""
