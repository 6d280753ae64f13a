"""Other people's searches for one vector at all points, in single precision, as their packages do it.

`python vector_worker.py METHOD < QUESTION` prints one JSON object: runs, time, and the vectors that do most
in floats, each with the points at which torch, which both packages ask, says that the network is wrong.  It imports
nothing of this project.

adversarial-robustness-toolbox has two attacks by one vector.  foolbox 3 has none; asked are its attacks on single
points, each of whose vectors is then tried at all points, and its projected gradient descent with a loss that is ours:
the sum of the cross entropies of all points, of one vector.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

KEPT = 5
"""How many vectors are told, at most."""


class Setting:
    """The question as torch has it: network, points, labels; the vectors are searched on the first `fitted` points."""

    def __init__(self, question: dict[str, Any]) -> None:
        import torch

        torch.set_num_threads(1)
        parts: list[Any] = []
        for layer in question["layers"]:
            weights = torch.tensor(layer["weights"], dtype=torch.float32)
            linear = torch.nn.Linear(weights.shape[1], weights.shape[0])
            linear.load_state_dict({"weight": weights, "bias": torch.tensor(layer["bias"], dtype=torch.float32)})
            parts += [linear, torch.nn.ReLU()]
        self.network = torch.nn.Sequential(*parts[:-1]).eval().requires_grad_(requires_grad=False)
        self.points = torch.tensor(question["points"], dtype=torch.float32)
        self.labels = torch.tensor(question["labels"])
        self.fitted, self.budget = int(question["fitted"]), float(question["budget"])
        self.x, self.y = self.points[: self.fitted], self.labels[: self.fitted]
        self.classes = len(question["layers"][-1]["bias"])

    def wrong(self, eta: Any, points: Any, labels: Any) -> Any:
        """Tell for each point whether the largest output, in floats, is another than the label's."""
        return self.network(points + eta).argmax(1) != labels

    def most(self, vectors: Any) -> list[tuple[int, Any]]:
        """Return the vectors that are wrong at most of the fitted points, with how many these are, the best first."""
        counted = [(int(self.wrong(eta, self.x, self.y).sum()), eta) for eta in vectors]
        return sorted(counted, key=lambda pair: -pair[0])[:KEPT]


def seeded(seed: int) -> None:
    """Seed all that the packages draw from."""
    import numpy as np
    import torch

    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def art_classifier(setting: Setting) -> Any:
    """Return the network as adversarial-robustness-toolbox has it."""
    import torch
    from art.estimators.classification import PyTorchClassifier

    loss, shape = torch.nn.CrossEntropyLoss(), (setting.points.shape[1],)
    network = setting.network.requires_grad_()  # its gradients are taken through the parameters' graph
    return PyTorchClassifier(network, loss=loss, input_shape=shape, nb_classes=setting.classes, device_type="cpu")


def art_universal(setting: Setting, attacker: str, params: dict[str, Any], passes: int) -> Iterator[Any]:
    """UniversalPerturbation with an attack on single points inside; it goes on to the last pass whatever it finds."""
    import numpy as np
    import torch
    from art.attacks.evasion import UniversalPerturbation

    attack = UniversalPerturbation(
        art_classifier(setting), attacker=attacker, attacker_params=params, delta=0.0, max_iter=passes,
        eps=setting.budget, norm=np.inf, batch_size=128, verbose=False,
    )  # fmt: skip
    attack.generate(setting.x.numpy(), setting.y.numpy())
    yield from torch.tensor(np.asarray(attack.noise, np.float32))


def art_deepfool(setting: Setting, seed: int) -> Iterator[Any]:
    """UniversalPerturbation as it is by default, with DeepFool inside; one pass, for it is slow."""
    yield from art_universal(setting, "deepfool", {"verbose": False}, 1)


def art_pgd(setting: Setting, seed: int) -> Iterator[Any]:
    """UniversalPerturbation with projected gradient descent inside."""
    params = {"eps": setting.budget, "eps_step": setting.budget / 4, "max_iter": 10, "verbose": False}
    yield from art_universal(setting, "pgd", params, 3)


def art_fgsm(setting: Setting, seed: int) -> Iterator[Any]:
    """UniversalPerturbation with the fast gradient method inside, of three step sizes in turn."""
    yield from art_universal(setting, "fgsm", {"eps": setting.budget * (1, 0.3, 0.1)[seed % 3]}, 5)


def art_targeted(setting: Setting, seed: int) -> Iterator[Any]:
    """TargetedUniversalPerturbation for each class, with the fast gradient method inside, of two step sizes in turn."""
    import numpy as np
    import torch
    from art.attacks.evasion import TargetedUniversalPerturbation

    params = {"targeted": True, "eps": setting.budget * (1, 0.3)[seed % 2]}
    for label in range(setting.classes):
        attack = TargetedUniversalPerturbation(
            art_classifier(setting), attacker="fgsm", attacker_params=params, delta=0.0, max_iter=1,
            eps=setting.budget, norm=np.inf,
        )  # fmt: skip
        attack.generate(setting.x.numpy(), np.eye(setting.classes)[[label] * setting.fitted])
        yield from torch.tensor(np.asarray(attack.noise, np.float32))


def foolbox_model(network: Any, low: float, high: float) -> Any:
    """Return a network as foolbox has it; its bounds are so wide that they cut nothing."""
    import foolbox

    return foolbox.PyTorchModel(network, bounds=(low, high), device="cpu")


def foolbox_points(setting: Setting, seed: int) -> Iterator[Any]:
    """The vectors of LinfPGD and LinfDeepFoolAttack, as they are by default, at each of the points."""
    import foolbox

    wide = 1 + 4 * setting.budget
    model = foolbox_model(setting.network, float(setting.x.min()) - wide, float(setting.x.max()) + wide)
    attacks = (foolbox.attacks.LinfPGD(), foolbox.attacks.LinfDeepFoolAttack())
    for attack in attacks:
        _, moved, _ = attack(model, setting.x, setting.y, epsilons=setting.budget)
        yield from moved - setting.x


def foolbox_sum(setting: Setting, seed: int) -> Iterator[Any]:
    """LinfPGD and MIFGSM, 400 steps from 8 random starts, with a loss of ours: the sum over all points."""
    import eagerpy
    import foolbox
    import torch

    def loss_of_all(model: Any, labels: Any) -> Callable[[Any], Any]:
        def loss(eta: Any) -> Any:
            outputs = setting.network(setting.x[None] + eta.raw[:, None]).reshape(-1, setting.classes)
            every = setting.y.repeat(len(eta.raw))
            return eagerpy.astensor(torch.nn.functional.cross_entropy(outputs, every, reduction="sum"))

        return loss

    wide, none = 1 + 4 * setting.budget, torch.zeros(8, setting.points.shape[1])
    for kind in (foolbox.attacks.LinfPGD, foolbox.attacks.MIFGSM):
        attack = kind(steps=400, random_start=True)
        attack.get_loss_fn = loss_of_all
        model = foolbox_model(setting.network, -wide, wide)
        yield from attack.run(model, none, torch.zeros(8, dtype=torch.long), epsilon=setting.budget)


METHODS = {
    "art-deepfool": art_deepfool, "art-pgd": art_pgd, "art-fgsm": art_fgsm, "art-targeted": art_targeted,
    "foolbox-points": foolbox_points, "foolbox-sum": foolbox_sum,
}  # fmt: skip


def search(method: str, question: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Run a method with the seeds 0, 1, … until the time is over, at least once, and tell its best vectors."""
    setting, start, runs = Setting(question), time.monotonic(), 0
    best: list[tuple[int, Any]] = []
    while not runs or time.monotonic() - start < seconds:
        seeded(runs)
        best = sorted([*best, *setting.most(METHODS[method](setting, runs))], key=lambda pair: -pair[0])[:KEPT]
        runs += 1
    took = time.monotonic() - start
    return {
        "runs": runs,
        "milliseconds": int(took * 1000),
        "vectors": [eta.double().tolist() for _, eta in best],
        "wrong": [setting.wrong(eta, setting.points, setting.labels).tolist() for _, eta in best],
    }


def main() -> None:
    """Read the question, search with what is printed sent away, answer."""
    question = json.load(sys.stdin)
    saved = os.dup(1)
    os.dup2(2, 1)
    told = search(sys.argv[1], question, float(sys.argv[2]))
    sys.stdout.flush()
    os.dup2(saved, 1)
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
