"""The kernel accepts the good certificates and rejects each bad one at the condition that it violates."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from constructions.adversary import defeat, survey
from constructions.catalogue import named_family
from constructions.certificates import canonical, defeat_certificate, instability_certificate, stability_certificate
from constructions.instability import universal_perturbation
from constructions.interchange import network_object
from constructions.stable_network import stable_network
from constructions.trainers import simple
from constructions.training_sets import TrainingSet, double_training_set, training_set
from proofs_check import kernel
from proofs_check.kernel import relu
from tests.algorithms import algorithm_of, plans
from tests.certificates import make
from tests.certificates.editing import whatever_it_shows
from tests.kernel.corpus import BAD, FOLDER, GOOD, discrepancies, expected
from tests.strategies import monotones, networks_for, training_sets
from theory.algorithms import Budget
from theory.exact import BarriersError, rational, write_rational
from theory.networks import ReluNetwork

ROOT = Path(__file__).parents[2]
Record = Callable[[str, Any], None]
VERDICTS = ("accepted", "rejected", "malformed", "unsupported")


@pytest.mark.result(
    "A1", "A3", "A4", "A5", "B2", "B3", "C0", "C1", "D", "E0", "J", "K", "M", "T1", "T3", "U", "V", "W", "X1", "X2"
)
@pytest.mark.parametrize("path", GOOD + BAD, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_the_verdict_is_the_one_in_the_name_of_the_file(
    path: Path, record_property: Callable[[str, Any], None]
) -> None:
    verdict, condition, result = expected(path)
    said = kernel.check_file(path)
    assert (said.verdict, said.condition) == (verdict, condition), said.report
    assert result in (None, said.result)
    assert said.report
    assert all("\n" not in line for line in said.report)
    for name in supports(path) or [""]:  # a bad file supports nothing
        record_property("supports", f"{name} certificate" if name else "")


def supports(path: Path) -> list[str]:
    """The results of which a good certificate is an instance; a vacuous one is of none."""
    if path in BAD or kernel.check_file(path).report[0].startswith("vacuous: "):
        return []
    body = json.loads(path.read_text())
    family = body["claim"]["family"]["name"][0] if body["kind"] == "defeat" else ""
    half = family and all(game.get("low") == "1/2" for game in body["claim"]["inputs"])
    also = {
        "A3": ["A1"],
        "A4": ["A1", "A3"],
        "A5": ["A1"],
        "J": ["B2", "B3"] if half else ["B2"],
        "K": [{"C": "C1"}.get(family, "D")],
        "W": ["C1"],
    }
    return [body["result"], *also.get(body["result"], [])]


@pytest.mark.infrastructure
def test_the_corpus_is_the_one_that_its_maker_makes() -> None:
    made = make.corpus()
    assert sorted(made) == sorted(GOOD + BAD)
    assert [path.name for path, text in made.items() if path.read_text("utf-8") != text] == []


@pytest.mark.infrastructure
def test_every_condition_of_the_kernel_is_documented_and_has_a_bad_certificate() -> None:
    source = "".join(path.read_text() for path in (ROOT / "proofs_check" / "kernel").glob("*.py"))
    conditions = set(re.findall(r'"((?:A[0-9]|DF|FL|M|MN|RC|SP|T[0-9]|U|V)\.[0-9]+)"', source))
    documented = set(
        re.findall(
            r"^\| ((?:A[0-9]|DF|FL|M|MN|RC|SP|T[0-9]|U|V)\.[0-9]+) \|",
            (ROOT / "docs" / "certificates.md").read_text(),
            re.MULTILINE,
        )
    )
    files = {path.stem.split("-")[0] for path in BAD}
    assert conditions == documented == {name for name in files if "." in name}


@pytest.mark.result("A3", "A4")
@given(st.data())
def test_every_universal_perturbation_found_is_certified(chooser: st.DataObject) -> None:
    data = chooser.draw(training_sets(max_points=12))
    found = universal_perturbation(
        chooser.draw(networks_for(data)), data, chooser.draw(monotones()), uncountable=chooser.draw(st.booleans())
    )
    said = kernel.check_bytes(canonical(instability_certificate(found)).encode())
    assert said.verdict == "accepted", said.report
    positive = len(found.cuts) > 1 and data.served.uncountable
    assert said.result == ("A4" if positive else "A3")


@pytest.mark.result("A5")
@given(training_sets(min_points=2, max_points=12))
def test_every_stable_network_is_certified(data: TrainingSet) -> None:
    said = kernel.check_bytes(canonical(stability_certificate(stable_network(data), data)).encode())
    assert said.verdict == "accepted", said.report


def numbers(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths to all numbers of a JSON value."""
    if isinstance(value, dict):
        return [p for key, entry in value.items() for p in numbers(entry, (*path, key))]
    if isinstance(value, list):
        return [p for i, entry in enumerate(value) for p in numbers(entry, (*path, i))]
    is_number = isinstance(value, int) or (
        isinstance(value, str) and re.fullmatch(r"-?[0-9]+(/[0-9]+|\*2\^-?[0-9]+)?", value)
    )
    return [path] if is_number else []


RESULTS_A = [path for path in GOOD if path.stem[0] == "A"]
DEFEATS = [path for path in GOOD if path.stem[0] != "A"]


@pytest.mark.result("J", "K", "W", "X1", "X2")
@pytest.mark.parametrize("path", DEFEATS, ids=lambda p: p.stem)
@pytest.mark.parametrize("by", [Fraction(1, 2**90), Fraction(-1, 2**90)], ids=str)
def test_changing_a_probability_or_bound_of_a_defeat_makes_the_kernel_reject(path: Path, by: Fraction) -> None:
    for place in numbers(json.loads(path.read_text())["claim"]):
        if not {"low", "high", "bound", "limit", "raised"} & {*place}:
            continue  # another accuracy or family makes another claim, checked as such
        changed = json.loads(path.read_text())
        holder = changed["claim"]
        for step in place[:-1]:
            holder = holder[step]
        holder[place[-1]] = write_rational(rational(holder[place[-1]]) + by)
        assert kernel.check_bytes(canonical(changed).encode()).verdict == "rejected", place


@pytest.mark.result("B1", "B2", "C1", "D", "J", "K", "W")
@given(plans, st.sampled_from(["B", "C:P1", "C:P2", "C:P3", "D", "W:P3"]))
def test_the_defeat_of_every_generated_algorithm_is_certified(plan: Any, name: str) -> None:
    """The kernel's own evaluations and distances agree with the builder's."""
    family, alpha = named_family(name)
    level = {"max_level": 9} if name[0] == "W" else {}
    found = defeat(algorithm_of(plan), family, alpha, max_bits=5, budget=Budget(reads=25, level=25), **level)
    said = kernel.check_bytes(canonical(whatever_it_shows(found)).encode())
    if found.defeated:
        assert said.verdict == "accepted", said.report
    else:
        assert (said.verdict, said.condition) == ("rejected", "DF.9")
        with pytest.raises(BarriersError, match="no defeat to certify"):
            defeat_certificate(found)


@pytest.mark.infrastructure
def test_who_made_a_certificate_is_written_in_the_form_that_is_read_and_repeated_by_the_kernel() -> None:
    data = training_set(3)
    notes = {"made by": "barriers", "seed": "0"}
    whole = stability_certificate(stable_network(data), data, provenance=notes)
    assert {**whole, "provenance": None} == {**stability_certificate(stable_network(data), data), "provenance": None}
    said = kernel.check_bytes(canonical(whole).encode())
    assert said.verdict == "accepted"
    assert said.report[-2:] == ("not checked: provenance: made by: barriers", "not checked: provenance: seed: 0")
    for wrong in ({"x" * 501: ""}, {"": "\n"}, {"\u00e8": ""}, {"": 0}, {str(k): "" for k in range(33)}):
        with pytest.raises(BarriersError, match="a provenance has at most 32 entries"):
            stability_certificate(stable_network(data), data, provenance=wrong)  # type: ignore[arg-type]
        assert kernel.check_bytes(canonical({**whole, "provenance": wrong}).encode()).verdict == "malformed"


@pytest.mark.infrastructure
def test_there_are_no_certificates_for_networks_or_samples_or_without_a_proposition() -> None:
    alpha, family = Fraction(1, 9), named_family("B")[0]
    found = [
        defeat(lambda p, o, t: None, named_family("B:networks")[0], alpha),
        defeat(simple.coin, family, alpha, tapes=5),
    ]
    for game in found:
        with pytest.raises(BarriersError, match="no certificates"):
            defeat_certificate(game)
    with pytest.raises(BarriersError, match="no defeat to certify, the verdict is 'surveyed'"):
        defeat_certificate(survey(simple.constant, [family], Fraction(1, 4)))


@pytest.mark.result("A3", "A4", "A5")
@pytest.mark.parametrize("path", RESULTS_A, ids=lambda p: p.stem)
@pytest.mark.parametrize("by", [Fraction(1), Fraction(1, 2**90), Fraction(-1), Fraction(-1, 2**90)], ids=str)
def test_changing_any_number_of_a_claim_makes_the_kernel_reject(path: Path, by: Fraction) -> None:
    certificate = json.loads(path.read_text())
    lengths = {key: len(value) for key, value in certificate["claim"].items() if isinstance(value, list)}
    places = [  # of a long list the first entries and the last
        place
        for place in numbers(certificate["claim"])
        if place[0] not in lengths or place[1] < 8 or place[1] == lengths[place[0]] - 1
    ]
    assert len(places) > 8
    for place in places:
        changed = json.loads(path.read_text())
        holder = changed["claim"]
        for step in place[:-1]:
            holder = holder[step]
        old = holder[place[-1]]
        if isinstance(old, int):
            holder[place[-1]] = old + (1 if by > 0 else -1)
        else:
            holder[place[-1]] = write_rational(rational(old) + by)
        assert kernel.check_bytes(canonical(changed).encode()).verdict == "rejected", place


@pytest.mark.result("A3", "A4", "A5")
@given(st.sampled_from(RESULTS_A), st.data())
def test_changing_any_number_anywhere_makes_the_kernel_reject(path: Path, chooser: st.DataObject) -> None:
    changed = json.loads(path.read_text())
    place = chooser.draw(st.sampled_from(numbers({k: changed[k] for k in ("claim", "witness")})))
    if place[0] == "witness" and place[1] in ("g", "cuts", "indices"):
        return  # these may change to another witness of the same claim
    holder: Any = changed
    for step in place[:-1]:
        holder = holder[step]
    old = holder[place[-1]]
    far = st.sampled_from([Fraction(1, 2**4000), Fraction(2**4000)])
    by = chooser.draw(st.one_of(st.fractions(max_denominator=99).filter(bool), far))
    try:
        holder[place[-1]] = old + (1 if by > 0 else -1) if isinstance(old, int) else write_rational(rational(old) + by)
    except BarriersError:
        return  # too long to be written
    assert kernel.check_bytes(canonical(changed).encode()).verdict in ("rejected", "malformed", "unsupported")


@pytest.mark.infrastructure
@given(st.one_of(st.binary(max_size=200), st.sampled_from(GOOD).map(Path.read_bytes)), st.data())
def test_no_bytes_make_the_kernel_crash(content: bytes, chooser: st.DataObject) -> None:
    start = chooser.draw(st.integers(0, len(content)))
    end = chooser.draw(st.integers(start, min(len(content), start + 40)))
    said = kernel.check_bytes(content[:start] + chooser.draw(st.binary(max_size=20)) + content[end:])
    assert said.verdict in VERDICTS
    assert (said.verdict == "rejected") == (said.condition is not None)


STRINGS = ["0", "1/2", "x", "(", "A3", "barriers/2", "1*2^-4000", "-1*2^4000", "1/" + "7" * 3900, "9" * 3999]
json_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-3, 3), st.sampled_from(STRINGS)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["kind", "claim", "x1"]), inner, max_size=3)
    ),
    max_leaves=5,
)


@pytest.mark.infrastructure
@given(st.sampled_from(GOOD), json_values, st.data())
def test_no_json_value_in_any_place_makes_the_kernel_crash(path: Path, value: Any, chooser: st.DataObject) -> None:
    changed = json.loads(path.read_text())
    holder: Any = changed
    while True:
        step = chooser.draw(st.sampled_from(sorted(holder) if isinstance(holder, dict) else range(len(holder))))
        if not isinstance(holder[step], dict | list) or not holder[step] or chooser.draw(st.integers(0, 3)) == 0:
            break
        holder = holder[step]
    holder[step] = value
    assert kernel.check_bytes(canonical(changed).encode()).verdict in VERDICTS


@pytest.mark.infrastructure
def test_files_that_are_none_are_unsupported(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    big = tmp_path / "big.json"
    with big.open("wb") as stream:
        stream.truncate(65 * 2**20)
    for path in (tmp_path, tmp_path / "missing", tmp_path / "pipe", tmp_path / "loop", big):
        assert kernel.check_file(path).verdict == "unsupported"


def sawtooth(teeth: int) -> ReluNetwork:
    """2^teeth pieces on [0, 1]: x is folded in two again and again."""
    fold = ([[2, -4]], [0])
    first = ([[1, 0], [1, 0]], [0, Fraction(-1, 2)])
    between = ([[2, -4], [2, -4]], [0, Fraction(-1, 2)])
    return ReluNetwork.of([first, *[between] * (teeth - 1), fold])


@pytest.mark.infrastructure
def test_work_beyond_the_limit_is_refused_as_soon_as_it_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    def certificate(teeth: int) -> Any:
        found = make.good()["A4-identity"]
        layers = network_object(sawtooth(teeth))["layers"]
        changed = make.edited(make.edited(found, "witness.network", layers), "claim.widths", [2, *[2] * teeth, 1])
        changed["claim"]["piece_bound"] = str(3**teeth)
        return canonical(changed).encode()

    monkeypatch.setattr(relu, "MAX_WORK", 10**7)
    assert kernel.check_bytes(certificate(6)).verdict != "unsupported"
    said = kernel.check_bytes(certificate(40))  # 10^12 pieces
    assert said.verdict == "unsupported"
    assert "needs work" in said.report[0]


@pytest.mark.infrastructure
def test_many_cheap_evaluations_are_work_too(monkeypatch: pytest.MonkeyPatch) -> None:
    blank = ReluNetwork.of([([[0, 0]], [0]), ([[0]], [Fraction(1, 2)])])
    certificate = instability_certificate(universal_perturbation(blank, double_training_set(2000)))
    content = canonical(certificate).encode()
    assert kernel.check_bytes(content).verdict == "accepted"
    monkeypatch.setattr(relu, "MAX_WORK", 500 * 3 * 2000)
    said = kernel.check_bytes(content)
    assert said.verdict == "unsupported", said.report
    assert "needs work" in said.report[0]


@pytest.mark.infrastructure
def test_exit_codes() -> None:
    verdicts = {name: kernel.Verdict(name, ()) for name in ("accepted", "rejected", "malformed", "unsupported")}
    assert kernel.exit_code([]) == 2
    assert kernel.exit_code([verdicts["accepted"]]) == 0
    assert kernel.exit_code([verdicts["accepted"], verdicts["malformed"]]) == 2
    assert kernel.exit_code([verdicts["unsupported"], verdicts["rejected"], verdicts["accepted"]]) == 1


@pytest.mark.infrastructure
def test_the_kernel_runs_alone_with_nothing_but_python(tmp_path: Path) -> None:
    (tmp_path / "proofs_check").mkdir()
    shutil.copytree(ROOT / "proofs_check" / "kernel", tmp_path / "proofs_check" / "kernel")
    alone = [sys.executable, "-I", "-S", "-c"]
    code = (
        "import sys; sys.path[:0] = ['.']; from proofs_check.kernel.__main__ import main; sys.exit(main(sys.argv[1:]))"
    )

    def run(*paths: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*alone, code, *map(str, paths)], cwd=tmp_path, capture_output=True, text=True, check=False
        )

    assert run(GOOD[0]).returncode == 0
    assert "accepted" in run(GOOD[0]).stdout
    assert run(BAD[0]).returncode == 1
    assert run(FOLDER / "bad" / "malformed-float.json").returncode == 2
    assert run().returncode == 2


@pytest.mark.infrastructure
def test_this_kernel_has_no_discrepancies() -> None:
    assert list(discrepancies(kernel.check_bytes)) == []
