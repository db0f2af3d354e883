"""Forward pass, gradients and seen pixels beside a live PyTorch."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pooling import zoo
from pooling.backward import input_gradient
from pooling.effective_field import effective_field
from pooling.forward import forward
from pooling.layers import Activation, AvgPool2d, Layer, MaxPool2d
from pooling.network import Network
from pooling.receptive_field import receptive_field
from pooling.weights import random_weights
from tests.networks.samples import networks
from tests.networks.test_probe import some_units

torch_mirror = pytest.importorskip("tests.networks.torch_mirror", exc_type=ImportError)
torch = torch_mirror.torch
pytestmark = pytest.mark.torch


@settings(max_examples=1000)
@given(networks())
def test_autograd_names_the_same_pixels(network: Network) -> None:
    weights = random_weights(network, np.random.default_rng(0), positive=True, dtype=np.float64)
    account = receptive_field(network)
    _, rows, cols = account[network.output].output
    for unit in some_units(rows, cols):
        found = torch_mirror.reached(network, weights, unit)
        assert np.array_equal(account.pixels(network.output, unit), found)


def has_torch(layer: Layer) -> bool:
    """PyTorch has neither dilation nor uneven padding in its average pooling."""
    if isinstance(layer, MaxPool2d):
        return layer.padding != "same" and not layer.ceil_mode
    if not isinstance(layer, AvgPool2d):
        return True
    return (
        layer.dilation == (1, 1)
        and not isinstance(layer.padding, str)
        and all(before == after for before, after in layer.padding)  # type: ignore[misc,union-attr]
    )


@settings(max_examples=400)
@given(networks(), st.integers(0, 2**32))
def test_values_and_gradients(network: Network, seed: int) -> None:
    assume(all(has_torch(node.layer) for node in network))
    rng = np.random.default_rng(seed)
    weights = random_weights(network, rng, dtype=np.float64)
    image = rng.standard_normal((2, *network.input_shape))
    x = torch.from_numpy(image).requires_grad_()
    theirs = torch_mirror.run(network, weights, x)[network.output]
    ours = forward(network, weights, image)[network.output]
    assume(np.isfinite(ours).all())
    np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=1e-9, atol=1e-11)
    upstream = rng.standard_normal(ours.shape)
    theirs.backward(torch.from_numpy(upstream))
    grad = input_gradient(network, weights, image, network.output, upstream)
    np.testing.assert_allclose(grad, x.grad.numpy(), rtol=1e-8, atol=1e-10)


@pytest.mark.parametrize("function", torch_mirror.FUNCTIONS)
def test_activations(function: str) -> None:
    network = Network.chain("one", (4, 9, 9), [("f", Activation(function))])  # type: ignore[arg-type]
    image = np.random.default_rng(1).standard_normal((1, 4, 9, 9)) * 4
    x = torch.from_numpy(image).requires_grad_()
    theirs = torch_mirror.run(network, {}, x)["f"]
    np.testing.assert_allclose(
        forward(network, {}, image)["f"], theirs.detach().numpy(), rtol=1e-9, atol=1e-12
    )
    upstream = np.linspace(-1, 1, image.size).reshape(image.shape)
    theirs.backward(torch.from_numpy(upstream))
    grad = input_gradient(network, {}, image, "f", upstream)
    np.testing.assert_allclose(grad, x.grad.numpy(), rtol=1e-7, atol=1e-10)


@pytest.mark.parametrize(
    ("name", "size", "layer"),
    [
        ("lenet5", 32, "output"),
        ("alexnet", 95, "pool5"),
        ("squeezenet1_1", 64, "fire5"),
        ("resnet18", 64, "layer2"),
        ("inception_v1", 64, "Mixed_4b"),
        ("mobilenet_v2", 64, "features.6"),
        ("efficientnet_b0", 64, "block3.1"),
        ("convnext_tiny", 64, "stage1"),
        ("densenet121", 64, "denseblock1"),
    ],
)
def test_networks_of_the_zoo(name: str, size: int, layer: str) -> None:
    network = zoo.network(name).upto(layer)
    rng = np.random.default_rng(2)
    weights = random_weights(network, rng, size, dtype=np.float64)
    image = rng.standard_normal((network.input_shape[0], size, size))
    x = torch.from_numpy(image[None]).requires_grad_()
    theirs = torch_mirror.run(network, weights, x)[layer]
    ours = forward(network, weights, image)[layer]
    np.testing.assert_allclose(ours, theirs.detach().numpy(), rtol=1e-7, atol=1e-9)
    row, col = ours.shape[2] // 2, ours.shape[3] // 2
    theirs[0, :, row, col].sum().backward()
    field = effective_field(network, layer, weights=weights, image=image)
    expected = np.abs(x.grad.numpy()[0]).sum(axis=0)
    np.testing.assert_allclose(field.strength, expected, rtol=1e-6, atol=1e-9)
