"""Torch modules that are in memory: chains of Linear and ReLU, read exactly from their traced forward.

The module is the user's own object, so its `forward` is traced (`torch.fx`); files of modules are never loaded.
Dropout, Identity and flattening do nothing in evaluation mode to vectors, which is how the module is read; all else is
refused by name, hooks and parametrisations among it, since they change what a layer does.  Claims no result.
"""

from __future__ import annotations

import sys
from typing import Any

from constructions.interchange.stack import Stack, exact, network_of
from theory.exact import BarriersError
from theory.networks import ReluNetwork

__all__ = ["from_torch", "is_module"]

IDLE = ("Identity", "Dropout", "Dropout1d", "AlphaDropout", "FeatureAlphaDropout", "Flatten")
"""Modules of torch that return vectors as they are, in evaluation mode."""
HINTS = {
    "BatchNorm1d": "fold it in first, with torch.nn.utils.fusion.fuse_linear_bn_eval",
    "Sigmoid": "leave it out and attack the logit: threshold=0",
    "LogSigmoid": "leave it out and attack the logit: threshold=0",
    "Softmax": "give a network of one logit",
    "LogSoftmax": "give a network of one logit",
}
HOOKS = ("_forward_hooks", "_forward_pre_hooks", "_forward_hooks_with_kwargs", "_forward_pre_hooks_with_kwargs")


def is_module(model: Any) -> bool:
    """Whether an object is a torch module; torch is not imported for that."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(model, torch.nn.Module)


def from_torch(model: Any) -> ReluNetwork:
    """Return the network of a torch module of one output, in evaluation mode, every weight the rational that it is.

    Raises `BarriersError` naming the layer or the operation that is no part of a chain of Linear and ReLU.
    """
    name = type(model).__name__
    for where, part in model.named_modules():
        if any(getattr(part, hooks, None) for hooks in HOOKS):
            raise BarriersError(
                f"{name}: {where or 'the module'} has hooks, which may change what it returns: remove them"
            )
    return network_of(_Chain(model, name).stack().layers(), name)


class _Chain:
    """The operations of a traced module, one after the other."""

    def __init__(self, model: Any, name: str) -> None:
        import torch.fx

        self.model, self.name, self.built = model, name, list[Stack]()
        training = model.training
        try:
            self.nodes = list(torch.fx.symbolic_trace(model.eval()).graph.nodes)
        except Exception as error:
            raise self.error(
                f"its forward cannot be traced ({type(error).__name__}: {' '.join(str(error).split())[:120]}): write it"
                " without branches on the data, or export the module to ONNX and give the path"
            ) from None
        finally:
            model.train(training)

    def error(self, what: str) -> BarriersError:
        """Return an error about this module."""
        return BarriersError(f"the torch module {self.name} cannot be read exactly: {what}")

    def stack(self) -> Stack:
        """Return the maps of the chain, folded into layers."""
        value: Any = None
        for node in self.nodes:
            if node.op == "placeholder":
                if value is not None and not node.args:
                    raise self.error("its forward takes several tensors")
                value = node if value is None else value
            elif node.op == "output":
                if node.args[0] is not value:
                    raise self.error("its forward returns something else than the value of the last layer")
            elif node.op == "get_attr":
                raise self.error(f"it uses {node.target} itself, outside of a layer of torch.nn")
            elif not self.sizes(node):
                if not node.args or node.args[0] is not value:
                    raise self.error(f"{node.name} takes more than the value before it: skip connections are not read")
                self.apply(node)
                value = node
        if not self.built:
            raise self.error("it has no Linear layer")
        return self.built[0]

    def sizes(self, node: Any) -> bool:
        """Whether a node only asks for the number of points, as `x.size(0)` and `x.shape[0]` do."""
        if node.op == "call_method" and node.target == "size":
            return True
        return (node.op == "call_function" and node.target is getattr and node.args[1:] == ("shape",)) or (
            node.op == "call_function"
            and getattr(node.target, "__name__", "") == "getitem"
            and self.sizes(node.args[0])
        )

    def apply(self, node: Any) -> None:
        """Append what a node does to the stack."""
        if node.op == "call_module":
            self.module(self.model.get_submodule(node.target), str(node.target))
            return
        operation = node.target if isinstance(node.target, str) else getattr(node.target, "__name__", str(node.target))
        if operation in ("relu", "relu_"):
            self.relu()
        elif operation in ("dropout", "flatten", "view", "reshape", "squeeze", "contiguous", "float", "double"):
            self.shaped(node, operation)
        else:
            raise self.error(f"{operation} is no affine map and no ReLU")

    def module(self, part: Any, where: str) -> None:
        """Append one of torch's own modules."""
        kind = type(part).__name__
        if type(part).__module__.startswith("torch.nn.modules."):
            if kind == "Linear":
                self.linear(part, where)
                return
            if kind == "ReLU":
                self.relu()
                return
            if kind in IDLE:
                return
        hint = HINTS.get(kind)
        if kind.startswith("Parametrized"):
            hint = "torch.nn.utils.parametrize.remove_parametrizations makes it a plain layer"
        raise self.error(f"{where} is a {kind}, no Linear and no ReLU{f'; {hint}' if hint else ''}")

    def linear(self, part: Any, where: str) -> None:
        """Append W x + b."""
        weights = exact(self.array(part.weight, f"{where}.weight"), f"{where}.weight")
        zero = 0 * weights[0][0]
        bias = [zero] * len(weights) if part.bias is None else exact(self.array(part.bias, where), f"{where}.bias")
        if not self.built:
            self.built.append(Stack(len(weights[0])))
        try:
            self.built[0].affine(weights, bias)
        except BarriersError as error:
            raise self.error(f"{where}: {error}") from None

    def relu(self) -> None:
        """Append rho."""
        if not self.built:
            raise self.error("a ReLU stands before the first Linear layer, so the number of inputs is not known")
        self.built[0].relu()

    def shaped(self, node: Any, operation: str) -> None:
        """Refuse what changes more than the shape of a vector."""
        if operation in ("view", "reshape") and len(node.args) > 3:
            raise self.error(f"{operation} makes more of a point than a vector")
        if operation == "squeeze" and not (self.built and self.built[0].width == 1):
            raise self.error("squeeze stands before the last layer")

    def array(self, tensor: Any, where: str) -> Any:
        """Return a tensor as an array."""
        try:
            return tensor.detach().cpu().numpy()
        except (RuntimeError, TypeError, NotImplementedError) as error:
            raise self.error(f"{where} is no plain tensor of float32 or float64 ({type(error).__name__})") from None
