"""The networks and photos that every picture of receptive fields must look right with."""

from typing import Any

TEN = (
    "lenet5", "alexnet", "vgg16", "googlenet", "resnet50", "resnet152", "squeezenet1_0",
    "densenet121", "mobilenet_v2", "convnext_tiny",
)  # fmt: skip

VARIANTS: dict[str, dict[str, Any]] = {
    "default": {},
    "chelsea": {"input": "chelsea"},
    "four layers": {"network": ("lenet5",), "input_size": 32},
    "beyond": {"network": ("alexnet",), "input_size": 96},
    "150 layers": {"network": ("resnet152",), "input_size": 64},
    "long names": {"network": ("inception_v3",), "input_size": 79},
    "gates": {"network": ("efficientnet_b0",), "input_size": 64},
    "a layer": {"network": ("vgg16",), "layer": "conv3_1", "input_size": 96},
    "two": {"network": ("lenet5", "resnet152"), "input_size": 64},
    "resnet18": {"network": ("resnet18",), "input_size": 64, "input": "chelsea"},
    "ten": {"network": TEN},
}
PLAYED = ("default", "four layers", "resnet18")
"""Those that take different ways through the scene."""
