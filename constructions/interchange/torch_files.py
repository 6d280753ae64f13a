"""State dicts saved by torch, read with `torch.load(weights_only=True)`: nothing in the file is executed.

Checkpoints that hold one under "state_dict" or "model_state_dict" are read, too.  Claims no result.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Sequence
from typing import Any

from constructions.files import MAX_BYTES
from constructions.interchange.bfloat16 import singles
from constructions.interchange.described import Described
from constructions.interchange.stack import MAX_WEIGHTS
from constructions.interchange.state_dicts import EXPORTED, described_state
from theory.exact import BarriersError, shown

__all__ = ["read_state_dict"]

SAFE = (2, 6)
"""Before this version of torch, `weights_only=True` could be made to execute code (CVE-2025-32434)."""
CHECKPOINTS = ("state_dict", "model_state_dict")
"""Where a checkpoint holds the state dict of its model."""
WANTED = f"save torch.save(model.state_dict(), path), or export the model to ONNX: {EXPORTED}"


def read_state_dict(content: bytes, name: str, layers: Sequence[str] | None = None) -> Described:
    """Return the network of a state dict saved by `torch.save(model.state_dict(), path)`, or of a checkpoint of one.

    `layers` names its Linear layers in order; those of an `nn.Sequential` are numbered.  Raises `BarriersError` for
    everything else, among it whole models, TorchScript, and normalisation layers: those have an epsilon that the state
    dict does not hold, and a square root that no rational equals.
    """
    _check_archive(content, name)
    torch = _package()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            loaded = torch.load(io.BytesIO(content), map_location="cpu", weights_only=True)
    except Exception:
        raise BarriersError(f"{name}: not a file of plain tensors, so it is not loaded; {WANTED}") from None
    state = _state(loaded, name)
    tensor = torch.Tensor
    if not isinstance(state, dict) or not all(type(k) is str and isinstance(v, tensor) for k, v in state.items()):
        raise BarriersError(f"{name}: holds no state dict; {WANTED}")
    sizes = {key: _entries(torch, part, f"{name}: {shown(key)}") for key, part in state.items()}
    return described_state(sizes, lambda key: _array(torch, state[key], f"{name}: {shown(key)}"), layers, name)


def _state(loaded: Any, name: str) -> Any:
    """Return the state dict of a checkpoint, or what was loaded if it is none."""
    if not isinstance(loaded, dict):
        return loaded
    found = [key for key in CHECKPOINTS if isinstance(loaded.get(key), dict)]
    if len(found) > 1:
        raise BarriersError(f"{name}: holds a state_dict and a model_state_dict; save the one that is meant alone")
    return loaded[found[0]] if found else loaded


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


def _entries(torch: Any, tensor: Any, name: str) -> int:
    """Return how many entries a plain tensor has; raises `BarriersError` for others."""
    try:
        if tensor.is_nested or tensor.layout is not torch.strided or tensor.device.type != "cpu":
            raise BarriersError(f"{name} must be dense, with its numbers in the file: {tensor.layout}, {tensor.device}")
        if tensor.numel() > MAX_WEIGHTS:
            raise BarriersError(f"{name} has {tensor.numel()} entries, of {MAX_WEIGHTS} at most")
        return int(tensor.numel())
    except (RuntimeError, TypeError, NotImplementedError):
        raise BarriersError(f"{name} is no plain tensor; {WANTED}") from None


def _array(torch: Any, tensor: Any, name: str) -> Any:
    """Return a tensor as an array, without copying it where that can be; views of other tensors are resolved."""
    try:
        if tensor.dtype not in (torch.bfloat16, torch.float16, torch.float32, torch.float64):
            raise BarriersError(f"{name} must be bfloat16, float16, float32 or float64, got {tensor.dtype}")
        plain = tensor.detach().resolve_neg().resolve_conj()
        return singles(plain.view(torch.uint16).numpy()) if plain.dtype == torch.bfloat16 else plain.numpy()
    except (RuntimeError, TypeError, NotImplementedError):
        raise BarriersError(f"{name} is no plain tensor; {WANTED}") from None
