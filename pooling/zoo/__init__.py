"""Well-known networks as data, by the names of their homes: torchvision's, TF-slim's, Keras'.

Only the family that is asked for is loaded.
"""

from dataclasses import dataclass, replace
from difflib import get_close_matches
from importlib import import_module

from pooling.network import Network


@dataclass(frozen=True, slots=True)
class Entry:
    """A network of the zoo.

    Attributes:
        family: the module that builds it.
        year: of publication.
        source: the paper, and whose form this is.
    """

    family: str
    year: int
    source: str


_VGG = "Simonyan and Zisserman, Very deep convolutional networks; "
_RESNET = "He et al., Deep residual learning; "
_INCEPTION_V2 = "Szegedy et al., Rethinking the Inception architecture; "
_INCEPTION_V4 = "Szegedy et al., Inception-v4; "
_SQUEEZENET = "Iandola et al., SqueezeNet; torchvision"
_PADDED = "torchvision, stride in the 3x3"
_PAPER = "Keras, stride in the first 1x1"
_SLIM = "TF-slim, stride in a stage's last block"

NAMES: dict[str, Entry] = {
    "lenet5": Entry("lenet", 1998, "LeCun et al., Gradient-based learning; C3 fully connected"),
    "alexnet": Entry("alexnet", 2012, "Krizhevsky et al., ImageNet classification; torchvision"),
    "alexnet_v2": Entry("alexnet", 2014, "Krizhevsky, One weird trick; TF-slim"),
    "nin": Entry("nin", 2013, "Lin et al., Network in network; Caffe's model for ImageNet"),
    "vgg11": Entry("vgg", 2014, _VGG + "torchvision"),
    "vgg13": Entry("vgg", 2014, _VGG + "torchvision"),
    "vgg16": Entry("vgg", 2014, _VGG + "torchvision"),
    "vgg19": Entry("vgg", 2014, _VGG + "torchvision"),
    "vgg_16": Entry("vgg", 2014, _VGG + "TF-slim"),
    "googlenet": Entry("googlenet", 2014, "Szegedy et al., Going deeper; torchvision"),
    "inception_v1": Entry("googlenet", 2014, "Szegedy et al., Going deeper; TF-slim"),
    "inception_v2": Entry("inception_v2", 2015, "Ioffe and Szegedy, Batch normalization; TF-slim"),
    "inception_v3": Entry("inception_v3", 2015, _INCEPTION_V2 + "torchvision"),
    "inception_v4": Entry("inception_v4", 2016, _INCEPTION_V4 + "TF-slim"),
    "inception_resnet_v2": Entry("inception_resnet", 2016, _INCEPTION_V4 + "TF-slim"),
    "resnet18": Entry("resnet", 2015, _RESNET + "torchvision"),
    "resnet34": Entry("resnet", 2015, _RESNET + "torchvision"),
    "resnet50": Entry("resnet", 2015, _RESNET + _PADDED),
    "resnet101": Entry("resnet", 2015, _RESNET + _PADDED),
    "resnet152": Entry("resnet", 2015, _RESNET + _PADDED),
    "ResNet50": Entry("resnet", 2015, _RESNET + _PAPER),
    "ResNet101": Entry("resnet", 2015, _RESNET + _PAPER),
    "ResNet152": Entry("resnet", 2015, _RESNET + _PAPER),
    "resnet_v1_50": Entry("resnet", 2015, _RESNET + _SLIM),
    "resnet_v1_101": Entry("resnet", 2015, _RESNET + _SLIM),
    "resnet_v1_152": Entry("resnet", 2015, _RESNET + _SLIM),
    "squeezenet1_0": Entry("squeezenet", 2016, _SQUEEZENET),
    "squeezenet1_1": Entry("squeezenet", 2016, _SQUEEZENET),
    "densenet121": Entry("densenet", 2016, "Huang et al., Densely connected networks; torchvision"),
    "mobilenet_v1": Entry("mobilenet", 2017, "Howard et al., MobileNets; TF-slim"),
    "mobilenet_v2": Entry("mobilenet", 2018, "Sandler et al., MobileNetV2; torchvision"),
    "efficientnet_b0": Entry("efficientnet", 2019, "Tan and Le, EfficientNet; torchvision"),
    "efficientnet_lite0": Entry("efficientnet", 2020, "Liu, EfficientNet-Lite; TensorFlow's TPU"),
    "convnext_tiny": Entry("convnext", 2022, "Liu et al., A ConvNet for the 2020s; torchvision"),
}
"""Every network of the zoo by name, oldest families first."""


def network(name: str) -> Network:
    """Build a network of the zoo.

    Raises:
        ValueError: there is none of that name; the error gives the nearest.

    >>> resnet = network("resnet50")
    >>> resnet.year, resnet.shapes()["layer4"]
    (2015, (2048, 7, 7))
    """
    entry = NAMES.get(name)
    if entry is None:
        near = get_close_matches(name, NAMES, 3, 0.4) or ["vgg16"]
        raise ValueError(
            f"the zoo has no network {name!r}: did you mean {' or '.join(map(repr, near))}?"
        )
    built: Network = import_module(f"pooling.zoo.{entry.family}").build(name)
    return replace(built, year=entry.year, source=entry.source)
