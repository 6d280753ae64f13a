"""Models as they are: torch modules and scikit-learn estimators are read exactly, or refused by name."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import nnbarriers as nb

torch = pytest.importorskip("torch", reason="torch is not installed: pip install torch")
nn, functional = torch.nn, torch.nn.functional
pytestmark = pytest.mark.infrastructure


class Classifier(nn.Module):  # type: ignore[name-defined,misc]
    """What a tutorial writes."""

    def __init__(self, widths: list[int]) -> None:
        super().__init__()
        self.fc1 = nn.Linear(widths[0], widths[1])
        self.fc2 = nn.Linear(widths[1], widths[2], bias=False)
        self.drop = nn.Dropout(0.5)
        self.out = nn.Linear(widths[2], 1)

    def forward(self, x: Any) -> Any:
        x = x.view(x.size(0), -1)
        x = self.drop(functional.relu(self.fc1(x)))
        x = functional.dropout(torch.relu(self.fc2(x)), training=self.training)
        return self.out(x).squeeze(-1)


class Flattened(nn.Module):  # type: ignore[name-defined,misc]
    """Another."""

    def __init__(self, widths: list[int]) -> None:
        super().__init__()
        self.net = nn.Sequential(
            nn.Flatten(), nn.Linear(widths[0], widths[1]), nn.Identity(), nn.ReLU(), nn.Linear(widths[1], widths[2]),
            nn.ReLU(inplace=True), nn.Dropout(), nn.Linear(widths[2], 1),
        )  # fmt: skip

    def forward(self, x: Any) -> Any:
        return self.net(x.reshape(x.shape[0], -1)).flatten()


@given(
    st.sampled_from([Classifier, Flattened]), st.lists(st.integers(1, 5), min_size=3, max_size=3),
    st.sampled_from([torch.float32, torch.float64]), st.integers(0, 10**6),
)  # fmt: skip
def test_a_torch_module_is_the_network_that_its_weights_define(
    kind: type[Any], widths: list[int], dtype: Any, seed: int
) -> None:
    torch.manual_seed(seed)
    model = kind(widths).to(dtype)
    list(model.modules())[-1].eval()
    modes = [part.training for part in model.modules()]
    network = nb.as_network(model)
    assert [part.training for part in model.modules()] == modes  # reading it changes nothing
    assert network.widths == (*widths, 1)
    weights = [p.detach().numpy() for name, p in model.named_parameters() if name.endswith("weight")]
    for layer, weight in zip(network.layers, weights, strict=True):
        assert layer.weights == tuple(tuple(Fraction(float(v)) for v in row) for row in weight)
    x = torch.randn(7, widths[0], dtype=dtype)
    with torch.no_grad():
        expected = model.eval()(x).tolist()
    exact = network.evaluate([[Fraction(v) for v in row] for row in x.tolist()])
    assert np.allclose([float(v) for v in exact], expected, rtol=1e-3, atol=1e-5)  # torch rounds, the network does not


def sequential(*between: Any) -> Any:
    return nn.Sequential(nn.Linear(2, 3), *between, nn.ReLU(), nn.Linear(3, 1))


def last(*parts: Any) -> Any:
    return nn.Sequential(nn.Linear(2, 3), nn.ReLU(), *parts)


class Skip(nn.Module):  # type: ignore[name-defined,misc]
    """A residual connection."""

    def __init__(self) -> None:
        super().__init__()
        self.one, self.two, self.out = nn.Linear(2, 2), nn.Linear(2, 2), nn.Linear(2, 1)

    def forward(self, x: Any) -> Any:
        y = torch.relu(self.one(x))
        return self.out(y + torch.relu(self.two(y)))


class Branch(Skip):
    """A branch on the data."""

    def forward(self, x: Any) -> Any:
        return self.out(self.one(x) if x.sum() > 0 else self.two(x))


class Early(Skip):
    """A value that goes two ways."""

    def forward(self, x: Any) -> Any:
        y = torch.relu(self.one(x))
        self.out(y)
        return self.two(y)


class Ours(nn.Linear):  # type: ignore[name-defined,misc]
    """A Linear that is none."""

    def forward(self, x: Any) -> Any:
        return super().forward(x) ** 2


class Always(Skip):
    """A dropout that is not switched off by `eval`."""

    def forward(self, x: Any) -> Any:
        return self.out(functional.dropout(torch.relu(self.one(x)), 0.5))


class Pairs(Skip):
    """Points of two rows, of which each becomes a point."""

    def forward(self, x: Any) -> Any:
        return self.out(torch.relu(self.one(x.view(x.size(0), 2, -1))))


class Across(Skip):
    """A shape made of the wrong length."""

    def forward(self, x: Any) -> Any:
        return self.out(torch.relu(self.one(x.reshape(x.shape[1], -1))))


class Batch(Skip):
    """Flattening over the points."""

    def forward(self, x: Any) -> Any:
        return self.out(torch.relu(self.one(x)).flatten(0))


def patched() -> Any:
    model = sequential()
    model[0].forward = lambda x: torch.zeros(len(x), 3)
    return model


def hooked() -> Any:
    model = sequential()
    model[0].register_forward_hook(lambda module, given_, output: 2 * output)
    return model


def parametrised() -> Any:
    model = sequential()
    torch.nn.utils.parametrizations.weight_norm(model[0])
    return model


@pytest.mark.parametrize(
    ("model", "reason"),
    [
        (sequential(nn.Sigmoid()), "stands after the sigmoid, which is read at the end only"),
        (
            nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1), nn.Softmax(dim=1)),
            "Softmax over the points, or of",
        ),
        (
            nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 2), nn.Softmax(dim=0)),
            "Softmax over the points, or of",
        ),
        (sequential(nn.BatchNorm1d(3)), "BatchNorm1d.*fuse_linear_bn_eval"),
        (sequential(nn.Tanh()), "1 is a Tanh"),
        (sequential(nn.LeakyReLU()), "1 is a LeakyReLU"),
        (sequential(nn.GELU()), "1 is a GELU"),
        (nn.Sequential(Ours(2, 3), nn.ReLU(), nn.Linear(3, 1)), "it uses 0.weight itself"),
        (nn.Sequential(nn.Linear(2, 1)), "widths need an input, a hidden layer and an output"),
        (nn.Sequential(nn.ReLU(), nn.Linear(2, 1)), "before the first Linear layer"),
        (nn.Sequential(), "no Linear layer"),
        (Skip(), "skip connections are not read|no affine map and no ReLU"),
        (Branch(), "cannot be traced"),
        (Early(), "skip connections are not read|something else"),
        (Always(), r"dropout\(.*\) is no affine map"),
        (Pairs(), r"view\(size, 2, -1\) is no affine map"),
        (Across(), "is no affine map|takes more than"),
        (Batch(), r"flatten\(0\) is no affine map"),
        (nn.Sequential(nn.Flatten(0), nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1)), "0 is a Flatten"),
        (patched(), "0 has a forward or a __call__ of its own"),
        (hooked(), "has hooks"),
        (parametrised(), "hooks|remove_parametrizations|cannot be traced"),
        (sequential().to(torch.bfloat16), "bfloat16|no plain tensor"),
        (sequential().state_dict(), "give the model itself"),
        (nn.Linear, "a class; make and train an object of it"),
    ],
)
def test_what_is_no_chain_of_linear_and_relu_is_refused_by_name(model: Any, reason: str) -> None:
    with pytest.raises(nb.BarriersError, match=reason) as caught:
        nb.as_network(model)
    assert "\n" not in str(caught.value)


def test_a_shared_layer_that_is_called_twice_is_two_layers() -> None:
    linear = nn.Linear(2, 2)
    model = nn.Sequential(linear, nn.ReLU(), linear, nn.ReLU(), nn.Linear(2, 1))
    assert nb.as_network(model).widths == (2, 2, 2, 1)


@pytest.mark.result("A3")
def test_a_torch_module_trained_on_the_scaled_points_is_attacked_with_their_scale() -> None:
    torch.manual_seed(0)
    data = nb.dataset(12)
    x, y = torch.tensor(data.x * data.scale), torch.tensor(data.y, dtype=torch.float64)
    model = nn.Sequential(nn.Linear(2, 8), nn.ReLU(), nn.Linear(8, 1)).double()
    optimiser = torch.optim.Adam(model.parameters(), lr=0.05)
    for _ in range(300):
        optimiser.zero_grad()
        loss = functional.binary_cross_entropy_with_logits(model(x)[:, 0], y)
        loss.backward()
        optimiser.step()
    found = nb.attack(model, data, threshold=0, scale=data.scale)
    assert (found.failing_before, found.verdict) == (0, "accepted")
    assert found.failing >= found.promised > 0
    assert "torch module Sequential" in found.read_as
    raw = nb.as_network(model)
    assert raw != found.network
    assert np.array_equal(
        np.array(found.network.layers[0].weights, float), model[0].weight.detach().numpy() * data.scale
    )


def test_a_tensor_as_the_output_of_an_algorithm_is_refused_with_the_way_out() -> None:
    with pytest.raises(nb.BarriersError, match=r"got Tensor tensor\(0.5000\); return its .tolist\(\)"):
        nb.defeat(lambda problem, oracle, tape: torch.full((5,), 0.5), "B")
    assert nb.defeat(lambda problem, oracle, tape: torch.full((5,), 0.5).tolist(), "B").bound == 0


def test_a_hook_for_all_modules_is_refused() -> None:
    handle = nn.modules.module.register_module_forward_hook(lambda module, given_, output: 2 * output)
    try:
        with pytest.raises(nb.BarriersError, match="hooks for all modules"):
            nb.as_network(sequential())
    finally:
        handle.remove()


class Doubling(nn.Module):  # type: ignore[name-defined,misc]
    """A layer whose weights are others every second time that they are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.net, self.asked = sequential(), 0

    def forward(self, x: Any) -> Any:
        self.asked += 1
        return self.net(x if self.asked == 1 else 2 * x)


def test_a_module_that_says_something_else_than_its_layers_is_refused() -> None:
    with pytest.raises(
        nb.BarriersError, match=r"the torch module Doubling says .* where the network read from it says"
    ):
        nb.as_network(Doubling())
    assert "compared with its own outputs at 16 points" in nb.attack(sequential(), nb.dataset(5)).read_as


class TwoLogits(nn.Module):  # type: ignore[name-defined,misc]
    """The ordinary classifier of a tutorial."""

    def __init__(self) -> None:
        super().__init__()
        self.fc1, self.fc2 = nn.Linear(2, 8), nn.Linear(8, 2)

    def forward(self, x: Any) -> Any:
        x = torch.flatten(x, 1)
        return functional.log_softmax(self.fc2(functional.relu(self.fc1(x))), dim=1)


@pytest.mark.result("A3")
def test_two_logits_are_taken_as_their_difference() -> None:
    torch.manual_seed(1)
    data, model = nb.dataset(12), TwoLogits().double()
    x, y = torch.tensor(data.x * data.scale), torch.tensor(data.y, dtype=torch.int64)
    optimiser = torch.optim.Adam(model.parameters(), lr=0.05)
    for _ in range(300):
        optimiser.zero_grad()
        functional.nll_loss(model(x), y).backward()
        optimiser.step()
    found = nb.attack(model, data, scale=data.scale)
    assert (found.failing_before, found.verdict) == (0, "accepted")
    assert found.failing >= found.promised > 0
    for part in ("log_softmax at the end taken off", "of its two logits output 1 less output 0", "exceeds 0"):
        assert part in found.read_as
    whole = nb.as_network(model)
    assert whole.outputs == 2
    assert found.network == whole.difference(1, 0).scale_inputs(data.scale.tolist())
    for outputs in ((1, 0), "1-0"):
        assert nb.attack(model, data, scale=data.scale, outputs=outputs).network == found.network
    assert nb.attack(model, data, scale=data.scale, outputs="0-1").failing_before == 12
    assert nb.as_network(model, outputs=1) == whole.output(1)


@pytest.mark.parametrize(
    ("end", "width"), [(nn.Sigmoid(), 1), (nn.Softmax(dim=1), 3), (nn.LogSoftmax(-1), 2), (None, 4)]
)
def test_an_activation_at_the_end_is_taken_off_and_compared(end: Any, width: int) -> None:
    torch.manual_seed(2)
    model = nn.Sequential(nn.Linear(2, 5), nn.ReLU(), nn.Linear(5, width), *([end] if end else []))
    network = nb.as_network(model)
    assert network == nb.as_network(model[:3])
    assert network.outputs == width
    data = nb.dataset(6)
    if width > 2:
        with pytest.raises(nb.BarriersError, match=rf"the model has {width} outputs: choose one with outputs=i, or"):
            nb.attack(model, data)
    else:
        assert "exceeds 0" in nb.attack(model, data).read_as
    for wrong in (width, -1, (0, 1, 2), "a", "0-0-0", (), 1.5, "0-9"):
        with pytest.raises(nb.BarriersError, match=r"outputs takes|itself|number of an output|outputs must"):
            nb.attack(model, data, outputs=wrong)
