"""A PyTorch module becomes a network: `torch.fx` traces its forward, each step becomes a layer."""

import operator
from collections.abc import Mapping, Sequence
from typing import Any

from pooling.imports.imported import Assembly, Imported, UnreadableError
from pooling.imports.torch_layers import FUNCTIONS, Found, function_layers, module_layer
from pooling.imports.torch_steps import STEPS, Value
from pooling.layers import Layer, Shape
from pooling.network import INPUT
from pooling.planes import Array

NUMBER_OPERATORS = {
    operator.getitem, operator.add, operator.sub, operator.mul, operator.floordiv, operator.neg
}  # fmt: skip
"""What is computed where only sizes are concerned."""


def read(module: Any, input_shape: Shape) -> Imported:
    """Read the module; `pooling.imports.read_module` says more."""
    import torch

    if not isinstance(module, torch.nn.Module):
        raise TypeError(
            f"a torch.nn.Module is read, got {type(module).__name__}: pass the module itself"
        )
    try:
        traced: Any = torch.fx.symbolic_trace(module)
    except Exception as error:  # whatever the module's own forward does
        reason = str(error).strip().partition("\n")[0]
        raise ValueError(
            f"{type(module).__name__} cannot be traced ({reason}): its forward must not depend on "
            "the values of its input"
        ) from error
    trace = TraceReader(type(module).__name__, input_shape, traced, torch.fx.Node)
    for node in traced.graph.nodes:
        trace.read(node)
    return trace.assembly.finished()


class TraceReader:
    """Reads the steps of a trace in order."""

    def __init__(self, name: str, input_shape: Shape, traced: Any, step_type: type) -> None:
        self.assembly = Assembly(name, input_shape)
        self.modules: Mapping[str, Any] = dict(traced.named_modules())
        self.tensors: Mapping[str, Any] = dict(traced.named_parameters()) | dict(
            traced.named_buffers()
        )
        self.functions = function_layers()
        self.known: dict[Any, Any] = {}
        self.step_type = step_type
        self.inputs = 0

    def read(self, node: Any) -> None:
        """Read one step.

        Raises:
            ValueError: it is not understood.
        """
        args, kwargs = self._filled(node.args), self._filled(node.kwargs)
        try:
            self.known[node] = self._result(node, args, kwargs)
        except UnreadableError:
            raise
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            raise self._not_understood(node, str(error)) from error

    def _result(self, node: Any, args: Any, kwargs: Any) -> Any:
        if node.op == "placeholder":
            self.inputs += 1
            if self.inputs > 1:
                raise UnreadableError(f"the module reads {node.target!r} too: give one input")
            return Value(INPUT)
        if node.op == "output":
            return None
        if node.op == "get_attr":
            return self.tensors[node.target].detach().numpy()
        if node.op == "call_module":
            module = self.modules[node.target]
            found = module_layer(module)
            if found is None:
                raise self._not_understood(node, type(module).__name__)
            return self._add(node, str(node.target), found, args[0])
        if not any(isinstance(value, Value) for value in _flat((args, kwargs))):
            return self._of_numbers(node, args, kwargs)
        if node.op == "call_function" and node.target in self.functions:
            found = self.functions[node.target](*args[1:], **kwargs)
            return self._add(node, node.name, found, args[0])
        name = node.target if node.op == "call_method" else getattr(node.target, "__name__", "")
        if node.op == "call_method" and name in FUNCTIONS:
            return self._add(node, node.name, FUNCTIONS[name](*args[1:], **kwargs), args[0])
        step = STEPS.get(name)
        if step is None:
            raise self._not_understood(node, str(name))
        return step(self, node, *args, **kwargs)

    def _of_numbers(self, node: Any, args: Any, kwargs: Any) -> Any:
        """Compute with sizes; only Python's own operators are called."""
        if node.op != "call_function" or node.target not in NUMBER_OPERATORS:
            raise self._not_understood(node, str(node.target))
        return node.target(*args, **kwargs)

    def _filled(self, given: Any) -> Any:
        """Put what is known in the place of earlier steps."""
        if isinstance(given, Mapping):
            return {name: self._filled(value) for name, value in given.items()}
        if isinstance(given, tuple | list):
            return type(given)(self._filled(value) for value in given)
        return self.known[given] if isinstance(given, self.step_type) else given

    def _not_understood(self, node: Any, what: str) -> UnreadableError:
        return UnreadableError(
            f"step {node.name!r} ({what}) is not understood: the analysis stops after layer "
            f"{self.assembly.last!r}; read the part of the module up to there"
        )

    def _add(self, node: Any, name: str, found: Found, value: Any) -> Value:
        """Add a layer that reads one value."""
        if not isinstance(value, Value) or value.split or value.rank not in found.ranks:
            raise self._not_understood(node, found.layer.kind)
        return self.put(name, found.layer, [value], found.weights, found.gives or value.rank)

    def put(
        self,
        name: str,
        layer: Layer,
        values: Sequence[Value],
        weights: Mapping[str, Array] | None = None,
        rank: int = 4,
    ) -> Value:
        """Add a layer; return what its output stands for."""
        names = [value.layer for value in values]
        return Value(self.assembly.add(name, layer, names, weights), rank)

    def shape(self, value: Value) -> tuple[int, ...]:
        """Return the dimensions of a value as PyTorch has them, for a batch of one."""
        return (1, *self.assembly.shapes[value.layer])[: value.rank]


def _flat(values: Any) -> list[Any]:
    if isinstance(values, Mapping):
        return [part for value in values.values() for part in _flat(value)]
    if isinstance(values, tuple | list):
        return [part for value in values for part in _flat(value)]
    return [values]
