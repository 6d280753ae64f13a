"""Torch modules that are in memory: chains of Linear and ReLU, read exactly from their traced forward.

The module is the user's own object, so its `forward` is traced (`torch.fx`); files of modules are never loaded.
Dropout, Identity and flattening do nothing in evaluation mode to vectors, which is how the module is read; all else is
refused by name, hooks, patched methods and parametrisations among it, since they change what a layer does.  What torch
itself says at a few points is compared by `nnbarriers.readings`.  Claims no result.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping
from typing import Any

from constructions.interchange.stack import Stack, exact, network_of
from theory.exact import BarriersError
from theory.networks import ReluNetwork

__all__ = ["from_torch", "is_module"]

IDLE = ("Identity", "Dropout", "Dropout1d", "AlphaDropout", "FeatureAlphaDropout")
"""Modules of torch that return vectors as they are, in evaluation mode."""
HINTS = {"BatchNorm1d": "fold it in first, with torch.nn.utils.fusion.fuse_linear_bn_eval"}
LAST = {"Sigmoid": "sigmoid", "Softmax": "softmax", "LogSoftmax": "log_softmax"}
"""What may stand at the end and is taken off, since it changes no decision between logits: modules and functions."""
HOOKS = ("_forward_hooks", "_forward_pre_hooks")


def is_module(model: Any) -> bool:
    """Whether an object is a torch module; torch is not imported for that."""
    torch = sys.modules.get("torch")
    return torch is not None and isinstance(model, torch.nn.Module)


def from_torch(model: Any) -> tuple[ReluNetwork, str]:
    """Return the network of a torch module in evaluation mode, every weight the rational that it is, and how it ends.

    The end is "sigmoid", "softmax" or "log_softmax", which is taken off, or empty. The module is left as it was. Raises
    `BarriersError` naming the layer or the operation that is no part of a chain of Linear and ReLU.
    """
    import torch

    name, everywhere = type(model).__name__, torch.nn.modules.module
    if any(getattr(everywhere, f"_global{hooks}", None) for hooks in HOOKS):
        raise BarriersError("torch has hooks for all modules, which may change what they return: remove them")
    for where, part in model.named_modules():
        what = where or "the module"
        if any(getattr(part, hooks, None) for hooks in HOOKS):
            raise BarriersError(f"{name}: {what} has hooks, which may change what it returns: remove them")
        if "forward" in vars(part) or type(part).__call__ is not torch.nn.Module.__call__:
            raise BarriersError(f"{name}: {what} has a forward or a __call__ of its own in place of its class's")
    traced = _Traced(model, name)
    return network_of(traced.stack().layers(), name), traced.end


def _defaults(model: Any) -> dict[str, Any]:
    """Return the arguments of forward after the first one that have defaults, which is how the module is called."""
    _, *others = inspect.signature(model.forward).parameters.values()
    return {other.name: other.default for other in others if other.default is not other.empty}


class _Traced:
    """The operations of a traced module, one after the other."""

    def __init__(self, model: Any, name: str) -> None:
        import torch.fx

        self.model, self.name, self.built, self.end = model, name, list[Stack](), ""
        modes = [(part, part.training) for part in model.modules()]
        try:
            self.nodes = list(torch.fx.symbolic_trace(model.eval(), concrete_args=_defaults(model)).graph.nodes)
        except Exception as error:
            raise self.error(
                f"its forward cannot be traced ({type(error).__name__}: {' '.join(str(error).split())[:120]}): write it"
                " without branches on the data, or export the module to ONNX and give the path"
            ) from None
        finally:
            for part, training in modes:
                part.training = training

    def error(self, what: str) -> BarriersError:
        """Return an error about this module."""
        return BarriersError(f"the torch module {self.name} cannot be read exactly: {what}")

    def stack(self) -> Stack:
        """Return the maps of the chain, folded into layers."""
        value: Any = None
        bound = set[Any]()  # arguments with defaults, and the checks that they have them
        for node in self.nodes:
            if (node.op == "placeholder" and node.args) or bound & set(node.all_input_nodes):
                bound.add(node)
            elif node.op == "placeholder":
                if value is not None:
                    raise self.error("its forward takes several tensors")
                value = node
            elif node.op == "output":
                if node.args[0] is not value:
                    raise self.error("its forward returns something else than the value of the last layer")
            elif node.op == "get_attr":
                raise self.error(f"it uses {node.target} itself, outside of a layer of torch.nn")
            elif not self.lengths(node) and not self.counts(node):
                value = self.apply(node, value)
        if not self.built:
            raise self.error("it has no Linear layer")
        return self.built[0]

    def lengths(self, node: Any) -> bool:
        """Whether a node is the shape of a value, as `x.shape` and `x.size()`."""
        if node.op == "call_method":
            return bool(node.target == "size" and len(node.args) == 1 and not node.kwargs)
        return bool(node.op == "call_function" and node.target is getattr and node.args[1:] == ("shape",))

    def counts(self, node: Any) -> bool:
        """Whether a node is the number of points, as `x.size(0)` and `x.shape[0]`."""
        if getattr(node, "op", "") == "call_method":
            return bool(node.target == "size" and node.args[1:] == (0,))
        getitem = getattr(getattr(node, "target", None), "__name__", "") == "getitem"
        return bool(getitem and node.args[1:] == (0,) and self.lengths(node.args[0]))

    def apply(self, node: Any, value: Any) -> Any:
        """Append what a node does to the value before it to the stack, and return the node."""
        if not node.args or node.args[0] is not value:
            raise self.error(f"{node.name} takes more than the value before it: skip connections are not read")
        if self.end and node.target not in ("squeeze", "flatten"):
            raise self.error(f"{node.name} stands after the {self.end}, which is read at the end only")
        if node.op == "call_module":
            self.module(self.model.get_submodule(node.target), str(node.target))
            return node
        operation = self.operation(node.target)
        if operation in ("relu", "relu_"):
            self.relu()
        elif operation in LAST.values() and self.across(operation, node.args[1:], node.kwargs):
            self.end = operation
        elif not self.idle(operation, node.args[1:], node.kwargs):
            raise self.error(f"{operation}({self.told(node)}) is no affine map, no ReLU, and no flattening of a point")
        return node

    def operation(self, target: Any) -> str:
        """Return the name of a tensor's method, or of one of torch's own functions; others are told as they are."""
        if isinstance(target, str):
            return target
        import torch

        name = getattr(target, "__name__", str(target))
        homes = (torch, torch.nn.functional)
        return name if any(getattr(home, name, None) is target for home in homes) else f"{name} of {target.__module__}"

    def told(self, node: Any) -> str:
        """Return the arguments of a node, but the value before it."""
        return ", ".join([*map(str, node.args[1:]), *(f"{key}={value}" for key, value in node.kwargs.items())])[:60]

    def idle(self, operation: str, args: tuple[Any, ...], options: Mapping[str, Any]) -> bool:
        """Whether an operation returns each point's entries as they are, in their order."""
        last = bool(self.built) and self.built[0].width == 1
        if operation in ("contiguous", "float", "double"):
            return not args and not options
        if operation == "dropout":
            return (args[1] if len(args) > 1 else options.get("training", True)) is False
        if operation == "flatten":
            start = args[0] if args else options.get("start_dim", 0)
            return len(args) <= 1 and options.keys() <= {"start_dim"} and (start == 1 or (start == 0 and last))
        if operation == "squeeze":
            return last and (*args, *options.values()) in ((), (-1,), (1,))
        if operation in ("view", "reshape") and not options:
            shape = args[0] if len(args) == 1 and isinstance(args[0], tuple | list) else args
            return len(shape) == 2 and self.flat(*shape)
        return False

    def across(self, operation: str, args: tuple[Any, ...], options: Mapping[str, Any]) -> bool:
        """Whether a last activation is that of each point's outputs; a softmax of one output is 1."""
        if operation == "sigmoid":
            return not args and not options
        dim = args[0] if args else options.get("dim")
        return dim in (1, -1) and bool(self.built) and self.built[0].width > 1

    def flat(self, first: Any, second: Any) -> bool:
        """Whether these lengths are those of points in the rows; before any layer their dimension is yet to come."""
        fits = isinstance(second, int) and second > 0 and (not self.built or second == self.built[0].width)
        return fits or second == -1 if self.counts(first) else fits and first == -1

    def module(self, part: Any, where: str) -> None:
        """Append one of torch's own modules."""
        import torch

        kind = type(part).__name__
        if type(part) is torch.nn.Linear:
            self.linear(part, where)
        elif type(part) is torch.nn.ReLU:
            self.relu()
        elif type(part) is torch.nn.Flatten and part.start_dim == 1 and part.end_dim == -1:
            return
        elif kind in LAST and type(part) is getattr(torch.nn, kind):
            dim = () if kind == "Sigmoid" else (part.dim,)
            if not self.across(LAST[kind], dim, {}):
                raise self.error(f"{where} is a {kind} over the points, or of one output; say dim=1")
            self.end = LAST[kind]
        elif kind not in IDLE or type(part) is not getattr(torch.nn, kind):
            hint = HINTS.get(kind)
            if kind.startswith("Parametrized"):
                hint = "torch.nn.utils.parametrize.remove_parametrizations makes it a plain layer"
            if kind.startswith(("Conv", "AvgPool")):
                hint = "export it to ONNX, torch.onnx.export(..., dynamo=False), and give the path: there it is read"
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

    def array(self, tensor: Any, where: str) -> Any:
        """Return a tensor as an array."""
        try:
            return tensor.detach().cpu().numpy()
        except (RuntimeError, TypeError, NotImplementedError) as error:
            raise self.error(f"{where} is no plain tensor of float32 or float64 ({type(error).__name__})") from None
