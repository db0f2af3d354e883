"""The nodes of an ONNX graph one after the other: constants are computed, the rest are layers."""

from collections.abc import Callable
from typing import Any

import numpy as np

from pooling.imports.imported import Assembly, Imported, UnreadableError
from pooling.imports.onnx_constants import CONSTANT_OPERATORS
from pooling.imports.onnx_pointwise import POINTWISE_OPERATORS
from pooling.imports.onnx_step import Known, Step, Value
from pooling.imports.onnx_windows import WINDOW_OPERATORS
from pooling.layers import Shape
from pooling.network import INPUT
from pooling.planes import Array

OPERATORS = POINTWISE_OPERATORS | WINDOW_OPERATORS
"""How each operator becomes a layer."""

DOES_NOT_FIT = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError)
"""What settings of a wrong kind or size lead to."""


class GraphReader:
    """Reads nodes in order.

    Args:
        name: of the network.
        input_name: the graph's name of the image.
        shape: (channels, height, width) of the image.
        constants: what is known without running anything; grows.
        array_of: turns a tensor of the file into an array.
    """

    def __init__(
        self,
        name: str,
        input_name: str,
        shape: Shape,
        constants: dict[str, Array],
        array_of: Callable[[Any], Array],
    ) -> None:
        self.known = Known(Assembly(name, shape), constants, {input_name: Value(INPUT)}, array_of)

    def read(self, node: Any) -> None:
        """Read one node.

        Raises:
            ValueError: it is not understood, or reads what is not there; the error names it.
        """
        known = self.known
        step = Step(known, node)
        if not node.output:
            raise step.refuse("gives nothing: the file is damaged")
        if node.output[0] in known.values or node.output[0] in known.constants:
            raise step.refuse(f"gives {node.output[0]!r} a second time: the file is damaged")
        for name in node.input:
            if name and name not in known.values and name not in known.constants:
                raise step.refuse(
                    f"reads {name!r}, which nothing before it gives: its nodes are in a circle, or "
                    "the file is damaged"
                )
        if node.domain not in ("", "ai.onnx"):
            raise step.not_understood()
        try:
            folded = self._constant(step)
            if folded is not None:
                known.constants[node.output[0]] = folded
                return
            operator = OPERATORS.get(node.op_type)
            if operator is None:
                raise step.not_understood()
            known.values[node.output[0]] = operator(step)
        except UnreadableError:
            raise
        except DOES_NOT_FIT as error:
            raise step.refuse(
                f"has settings that do not fit ({error}): is the file damaged?"
            ) from error

    def _constant(self, step: Step) -> Array | None:
        """Return the result of a node that does not depend on the image's values."""
        known = self.known
        operator = CONSTANT_OPERATORS.get(step.kind)
        if operator is None:
            return None
        if step.kind == "Shape" and step.node.input[0] in known.values:
            channels, height, width = known.assembly.shapes[step.value(0).layer]
            dims = (1, channels, height, width)[: step.value(0).rank]
            return np.array(dims, np.int64)
        if any(name and name not in known.constants for name in step.node.input):
            return None
        return operator(step)

    def finished(self, outputs: set[str]) -> Imported:
        """Return the network.

        Raises:
            ValueError: there is no layer, or none of the graph's outputs was found.
        """
        known = self.known
        if not known.assembly.nodes or not outputs & set(known.values):
            raise ValueError(
                f"{known.assembly.name} gives no output that depends on its input: export it again"
            )
        return known.assembly.finished()
