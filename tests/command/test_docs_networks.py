"""The attacks of docs/networks.md run as they stand, on models of each kind that are trained here."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import nnbarriers as nb
from nnbarriers.demonstrations.public_files import acas_file
from tests.network_files import packed
from tests.repo.test_examples import failures

ROOT = Path(__file__).parents[2]
SECTION = (ROOT / "docs" / "networks.md").read_text("utf-8").split("## In two lines")[1].split("\n## ")[0]
EXAMPLES = dict(re.findall(r"^\*\*(.*?)\*\*.*?```python\n(.*?)```", SECTION, re.DOTALL | re.MULTILINE))
DATA = nb.dataset(40)


def perceptron() -> Any:
    """A classifier of the points times their scale, with one logit."""
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier((8,), solver="lbfgs", max_iter=2000, random_state=0)
    return model.fit(DATA.x * DATA.scale, DATA.y)


def two_logits() -> dict[str, Any]:
    torch = pytest.importorskip("torch", reason="torch is not installed: pip install torch")

    class Net(torch.nn.Module):  # type: ignore[name-defined,misc]
        def __init__(self) -> None:
            super().__init__()
            self.fc1, self.fc2 = torch.nn.Linear(2, 16), torch.nn.Linear(16, 2)

        def forward(self, x: Any) -> Any:
            return self.fc2(torch.relu(self.fc1(torch.flatten(x, 1))))

    torch.manual_seed(0)
    torch.set_num_threads(1)
    model = Net()
    x, y = torch.tensor(DATA.x * DATA.scale, dtype=torch.float32), torch.tensor(DATA.y).long()
    method = torch.optim.Adam(model.parameters(), lr=0.05)
    for _ in range(300):
        method.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        method.step()
    return {"model": model}


def pipeline() -> dict[str, Any]:
    from sklearn.neural_network import MLPClassifier
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    model = make_pipeline(StandardScaler(), MLPClassifier((8,), solver="lbfgs", random_state=0))
    return {"model": model.fit(DATA.x, DATA.y)}


def keras_file() -> dict[str, Any]:
    from tests.keras_models import dense, points, saved, sequential

    model = perceptron()
    layers = (points(2), dense("one", 8, "relu"), dense("two", 1, "sigmoid"))
    weights = [
        [w.astype(np.float32), b.astype(np.float32)] for w, b in zip(model.coefs_, model.intercepts_, strict=True)
    ]
    saved(Path("model.keras"), sequential(*layers), weights)
    return {}


def acas() -> dict[str, Any]:
    acas_file(nb.dataset(40, dimension=5), Path("acas.nnet"))
    return {}


def safetensors_file() -> dict[str, Any]:
    model = perceptron()
    pairs = zip(("fc1", "fc2"), model.coefs_, model.intercepts_, strict=True)
    tensors = {f"{key}.{part}": ("F64", a) for key, w, b in pairs for part, a in (("weight", w.T), ("bias", b))}
    Path("model.safetensors").write_bytes(packed(tensors))
    said = np.maximum(DATA.x * DATA.scale @ model.coefs_[0] + model.intercepts_[0], 0)
    return {"logits": said @ model.coefs_[1] + model.intercepts_[1]}


def onnx_file() -> dict[str, Any]:
    from tests.onnx_models import model, node, onnx

    found = perceptron()
    (w1, w2), (b1, b2) = found.coefs_, found.intercepts_
    nodes = [
        node("Gemm", ["x", "W1", "b1"], ["a"]), node("Relu", ["a"], ["r"]), node("Gemm", ["r", "W2", "b2"], ["z"]),
        node("Sigmoid", ["z"], ["s"]), node("Sub", ["one", "s"], ["t"]),
        node("Concat", ["t", "s"], ["probabilities"], axis=1), node("ArgMax", ["probabilities"], ["label"], axis=1),
    ]  # fmt: skip
    whole = model(nodes, W1=w1, b1=b1, W2=w2, b2=b2, one=[1], output="label")
    whole.graph.output.append(onnx.helper.make_empty_tensor_value_info("probabilities"))
    Path("model.onnx").write_bytes(whole.SerializeToString())
    return {}


MAKERS: dict[str, Callable[[], dict[str, Any]]] = {
    "A torch class with two logits": two_logits, "A scikit-learn pipeline": pipeline, "A Keras file": keras_file,
    "A file of the shape of ACAS Xu's": acas, "A safetensors file": safetensors_file, "An ONNX file": onnx_file,
}  # fmt: skip


@pytest.mark.infrastructure
def test_the_page_has_what_is_tested_in_two_lines_each() -> None:
    assert list(EXAMPLES) == list(MAKERS)
    assert all(text.count(">>> ") == 2 and "... " not in text for text in EXAMPLES.values())


@pytest.mark.result("A3", "A4")
@pytest.mark.parametrize("kind", MAKERS)
def test_each_kind_of_model_is_attacked_as_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    pytest.importorskip("sklearn", reason="scikit-learn is not installed: pip install scikit-learn")
    monkeypatch.chdir(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        names = {"nb": nb, "data": DATA, **MAKERS[kind]()}
    assert failures(EXAMPLES[kind], names) == 0
    found = names["found"]
    assert (found.failing_before, nb.check(found.save("c.json")).verdict) == (0, "accepted")
    assert failures(EXAMPLES[kind].replace("'accepted'", "'vacuous'"), names) == 1
