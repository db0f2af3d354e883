"""The layers of a network as frozen data: what each does to a shape, and how it reaches back.

A shape is (channels, height, width); after `Flatten` it is (features, 1, 1). The number of input
channels is not stored: it follows from the layer before. Names and defaults are PyTorch's.
"""

from pooling.layers.base import Layer, Reaches, Shape, WindowLayer
from pooling.layers.convolution import Conv2d, ConvTranspose2d
from pooling.layers.merge import Add, Concat, Multiply
from pooling.layers.pointwise import (
    Activation,
    ChannelShuffle,
    Dense,
    Flatten,
    Identity,
    Normalisation,
    Scale,
)
from pooling.layers.pooling import (
    AdaptiveAvgPool2d,
    AdaptiveMaxPool2d,
    AdaptivePool2d,
    AvgPool2d,
    BlurPool2d,
    GlobalPool,
    MaxPool2d,
    ZeroPad2d,
)
from pooling.layers.resize import Upsample

__all__ = [
    "Activation",
    "AdaptiveAvgPool2d",
    "AdaptiveMaxPool2d",
    "AdaptivePool2d",
    "Add",
    "AvgPool2d",
    "BlurPool2d",
    "ChannelShuffle",
    "Concat",
    "Conv2d",
    "ConvTranspose2d",
    "Dense",
    "Flatten",
    "GlobalPool",
    "Identity",
    "Layer",
    "MaxPool2d",
    "Multiply",
    "Normalisation",
    "Reaches",
    "Scale",
    "Shape",
    "Upsample",
    "WindowLayer",
    "ZeroPad2d",
]
