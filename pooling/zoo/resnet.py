"""ResNet with 18 to 152 layers, in three homes that step in three places.

torchvision steps in the 3x3 convolution of a stage's first block; the paper, and Keras, in the
first 1x1 convolution there; TF-slim in the 3x3 convolution of a stage's last block.
"""

from pooling.layers import Activation, Add, Dense, Flatten, GlobalPool, MaxPool2d, Normalisation
from pooling.network import Network
from pooling.zoo.sketch import Sketch

BLOCKS = {18: (2, 2, 2, 2), 34: (3, 4, 6, 3), 50: (3, 4, 6, 3), 101: (3, 4, 23, 3),
          152: (3, 8, 36, 3)}  # fmt: skip
"""Residual blocks in each of the four stages, by depth."""

CHANNELS = (64, 128, 256, 512)


def build(name: str) -> Network:
    """Return "resnet50" (torchvision), "ResNet50" (Keras), "resnet_v1_50" (TF-slim) and so on."""
    if name.startswith("ResNet"):
        return _bottlenecks_of_keras(name, BLOCKS[int(name.removeprefix("ResNet"))])
    if name.startswith("resnet_v1_"):
        return _slim(name, BLOCKS[int(name.removeprefix("resnet_v1_"))])
    depth = int(name.removeprefix("resnet"))
    net = Sketch(name, (3, 224, 224), norm=Normalisation())
    net.conv("conv1", 64, 7, 2, 3)
    net.add("maxpool", MaxPool2d(3, 2, 1))
    wide = 1 if depth < 50 else 4
    for stage, (count, channels) in enumerate(zip(BLOCKS[depth], CHANNELS, strict=True), start=1):
        for place in range(count):
            stride = 2 if stage > 1 and place == 0 else 1
            widened = place == 0 and (stage > 1 or wide > 1)
            # a stage is called as torchvision calls it: its last sum is its output
            own = f"layer{stage}" if place == count - 1 else f"layer{stage}.{place}"
            inner = f"layer{stage}.{place}"
            before = net.last
            if wide == 1:
                net.conv(f"{inner}.conv1", channels, 3, stride, 1)
                branch = net.conv(f"{inner}.conv2", channels, 3, 1, 1, activation=False)
            else:
                net.conv(f"{inner}.conv1", channels, 1)
                net.conv(f"{inner}.conv2", channels, 3, stride, 1)
                branch = net.conv(f"{inner}.conv3", wide * channels, 1, activation=False)
            short = before
            if widened:
                short = net.conv(
                    f"{inner}.downsample", wide * channels, 1, stride, after=before,
                    activation=False,
                )  # fmt: skip
            net.add(f"{own}.add", Add(), branch, short)
            net.add(own, Activation("relu"))
    return _with_head(net)


def _with_head(net: Sketch) -> Network:
    net.add("avgpool", GlobalPool())
    net.add("flatten", Flatten())
    net.add("fc", Dense(1000))
    return net.network()


def _bottlenecks_of_keras(name: str, blocks: tuple[int, ...]) -> Network:
    """Draw Keras' form, whose convolutions have biases beside the normalisation."""
    net = Sketch(name, (3, 224, 224), norm=Normalisation(eps=1.001e-5), bias=True)
    net.conv("conv1", 64, 7, 2, 3)
    net.add("pool1", MaxPool2d(3, 2, 1))
    for stage, (count, channels) in enumerate(zip(blocks, CHANNELS, strict=True), start=2):
        for place in range(1, count + 1):
            stride = 2 if stage > 2 and place == 1 else 1
            inner = f"conv{stage}_block{place}"
            before = short = net.last
            if place == 1:
                short = net.conv(f"{inner}_0", 4 * channels, 1, stride, activation=False)
            net.conv(f"{inner}_1", channels, 1, stride, after=before)
            net.conv(f"{inner}_2", channels, 3, 1, 1)
            branch = net.conv(f"{inner}_3", 4 * channels, 1, activation=False)
            net.add(f"{inner}_add", Add(), short, branch)
            net.add(f"{inner}_out", Activation("relu"))
    return _with_head(net)


def _slim(name: str, blocks: tuple[int, ...]) -> Network:
    """Draw TF-slim's form: the last block of a stage steps, its shortcut by a pooling of one cell.

    Where a convolution steps, slim pads by numbers, so that the size does not matter.
    """
    net = Sketch(name, (3, 224, 224), norm=Normalisation(), padding="same")
    net.conv("conv1", 64, 7, 2, 3)
    net.add("pool1", MaxPool2d(3, 2, "same"))
    for stage, (count, channels) in enumerate(zip(blocks, CHANNELS, strict=True), start=1):
        for place in range(1, count + 1):
            stride = 2 if stage < len(blocks) and place == count else 1
            own = f"block{stage}" if place == count else f"block{stage}/unit_{place}"
            inner = f"block{stage}/unit_{place}"
            before = net.last
            net.conv(f"{inner}/conv1", channels, 1)
            net.conv(f"{inner}/conv2", channels, 3, stride, 1)
            branch = net.conv(f"{inner}/conv3", 4 * channels, 1, activation=False)
            short = before
            if place == 1:
                short = net.conv(
                    f"{inner}/shortcut", 4 * channels, 1, stride, after=before, activation=False
                )
            elif stride > 1:
                short = net.add(f"{inner}/shortcut", MaxPool2d(1, stride, "same"), before)
            net.add(f"{own}/add", Add(), branch, short)
            net.add(own, Activation("relu"))
    return _with_head(net)
