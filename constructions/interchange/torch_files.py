"""State dicts of torch's `nn.Sequential`, read with `torch.load(weights_only=True)`: nothing in the file is executed.

A state dict holds numbers and their names, no more: that a ReLU follows every Linear layer but the last is the
convention here, and other layers are refused.  Claims no result.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from itertools import pairwise
from typing import Any

from constructions.files import MAX_BYTES
from constructions.interchange.stack import MAX_WEIGHTS, Stack, exact, network_of
from theory.exact import BarriersError
from theory.networks import ReluNetwork

__all__ = ["network_from_state_dict"]

SAFE = (2, 6)
"""Before this version of torch, `weights_only=True` could be made to execute code (CVE-2025-32434)."""
WANTED = "save model.state_dict() of an nn.Sequential of Linear and ReLU, or export the model to ONNX"


def network_from_state_dict(content: bytes, name: str) -> ReluNetwork:
    """Return the network of a state dict saved by `torch.save(model.state_dict(), path)`.

    Raises `BarriersError` for everything else, among it whole models, TorchScript, and normalisation layers: those have
    an epsilon that the state dict does not hold, and a square root that no rational equals.
    """
    _check_archive(content, name)
    torch = _package()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            state = torch.load(io.BytesIO(content), map_location="cpu", weights_only=True)
    except Exception:
        raise BarriersError(f"{name}: not a file of plain tensors, so it is not loaded; {WANTED}") from None
    tensor = torch.Tensor
    if not isinstance(state, dict) or not all(type(k) is str and isinstance(v, tensor) for k, v in state.items()):
        raise BarriersError(f"{name}: holds no state dict; {WANTED}")
    names = _linear_names(state, name)
    arrays = {key: _array(torch, part, f"{name}: {key}") for key, part in state.items()}
    if sum(array.size for array in arrays.values()) > MAX_WEIGHTS:
        raise BarriersError(f"{name}: a network of more than {MAX_WEIGHTS} weights is not read")
    stack: Stack | None = None
    for where in names:
        weights, bias = arrays.get(f"{where}.weight"), arrays.get(f"{where}.bias")
        if weights is None or weights.ndim != 2 or weights.size == 0 or (bias is not None and bias.ndim != 1):
            raise BarriersError(f"{name}: {where} is no Linear layer; {WANTED}")
        if stack is None:
            stack = Stack(weights.shape[1])
        else:
            stack.relu()
        rows = exact(weights, f"{name}: {where}.weight")
        shifts = [0 * rows[0][0]] * len(rows) if bias is None else exact(bias, f"{name}: {where}.bias")
        try:
            stack.affine(rows, shifts)
        except BarriersError as error:
            raise BarriersError(f"{name}: {where}: {error}") from None
    assert stack is not None
    return network_of(stack.layers(), name)


def _check_archive(content: bytes, name: str) -> None:
    """Raise unless this is the archive that torch writes: a pickle, or a bomb, is refused before torch sees it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except Exception:
        raise BarriersError(f"{name}: not an archive as torch.save writes it, so it is not loaded; {WANTED}") from None
    if sum(entry.file_size for entry in entries) > MAX_BYTES or len(entries) > 1000:
        raise BarriersError(f"{name}: unpacks to more than {MAX_BYTES // 2**20} MiB or 1000 parts")
    if sum(entry.filename.endswith("/data.pkl") for entry in entries) != 1:
        raise BarriersError(f"{name}: not an archive as torch.save writes it, so it is not loaded; {WANTED}")


def _package() -> Any:
    try:
        import torch
    except ImportError:
        raise BarriersError("files of torch need the package torch: pip install 'torch>=2.6'") from None
    version = tuple(int(part) for part in re.findall(r"\d+", torch.__version__)[:2])
    if version < SAFE:
        raise BarriersError(f"torch {torch.__version__} loads files unsafely (CVE-2025-32434): 2.6 or newer is needed")
    return torch


def _array(torch: Any, tensor: Any, name: str) -> Any:
    """Return a tensor as an array, without copying it where that can be; views of other tensors are resolved."""
    try:
        if tensor.dtype not in (torch.float32, torch.float64):
            raise BarriersError(f"{name} must be float32 or float64, got {tensor.dtype}")
        if tensor.is_nested or tensor.layout is not torch.strided or tensor.device.type != "cpu":
            raise BarriersError(f"{name} must be dense, with its numbers in the file: {tensor.layout}, {tensor.device}")
        if tensor.numel() > MAX_WEIGHTS:
            raise BarriersError(f"{name} has {tensor.numel()} entries, of {MAX_WEIGHTS} at most")
        return tensor.detach().resolve_neg().resolve_conj().numpy()
    except (RuntimeError, TypeError, NotImplementedError):
        raise BarriersError(f"{name} is no plain tensor; {WANTED}") from None


def _linear_names(state: dict[str, Any], name: str) -> list[str]:
    """Return the names of the Linear layers in order, or say what else there is."""
    found: dict[int, str] = {}
    prefixes = set()
    for key in state:
        match = re.fullmatch(r"((?:[A-Za-z_]\w*\.)*)(0|[1-9]\d{0,5})\.(\w+)", key, re.ASCII)
        if not match or match[3] not in ("weight", "bias"):
            hint = ""
            if key.endswith(("running_mean", "running_var", "num_batches_tracked")):
                hint = ": fold a BatchNorm in first, with torch.nn.utils.fusion.fuse_linear_bn_eval"
            raise BarriersError(f"{name}: {key[:60]!r} belongs to no Linear layer of an nn.Sequential{hint}; {WANTED}")
        found[int(match[2])] = f"{match[1]}{match[2]}"
        prefixes.add(match[1])
    if len(prefixes) != 1:
        raise BarriersError(f"{name}: not the layers of one nn.Sequential; {WANTED}")
    for number, following in pairwise(sorted(found)):
        if following == number + 1:
            raise BarriersError(f"{name}: layers {number} and {following} have nothing between them, no ReLU; {WANTED}")
    return [where for _, where in sorted(found.items())]
