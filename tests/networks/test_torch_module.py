"""PyTorch modules become networks that compute, and look at, the same."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pooling.backward import input_gradient
from pooling.forward import forward
from pooling.imports import Imported, read_module, read_onnx
from pooling.receptive_field import receptive_field
from pooling.weights import random_weights

modules = pytest.importorskip("tests.networks.torch_modules", exc_type=ImportError)
torch = modules.torch
nn = torch.nn
pytestmark = [
    pytest.mark.torch,
    # PyTorch's older exporter, the one that needs no further package, says that it is old
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
]

SHAPE = (3, 32, 24)


def as_network(module: Any, way: str, tmp_path: Any) -> Imported:
    if way == "module":
        return read_module(module, SHAPE)
    path = tmp_path / "model.onnx"
    image = torch.zeros((1, *SHAPE))
    torch.onnx.export(module, (image,), str(path), dynamo=False, do_constant_folding=way == "onnx")
    return read_onnx(path)


@pytest.mark.parametrize("way", ["module", "onnx", "onnx unfolded"])
@pytest.mark.parametrize("name", modules.MODULES)
def test_values_and_gradients(name: str, way: str, tmp_path: Any) -> None:
    module = modules.made(name)
    imported = as_network(module, way, tmp_path)
    network = imported.network
    image = np.random.default_rng(0).standard_normal((1, *SHAPE)).astype(np.float32)
    x = torch.from_numpy(image).requires_grad_()
    theirs = module(x)
    ours = forward(network, imported.weights, image)[network.output]
    expected = theirs.detach().numpy()
    np.testing.assert_allclose(ours.reshape(expected.shape), expected, rtol=1e-4, atol=1e-5)
    theirs.sum().backward()
    grad = input_gradient(network, imported.weights, image, network.output, 1)
    np.testing.assert_allclose(grad, x.grad.numpy(), rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("way", ["module", "onnx"])
@pytest.mark.parametrize("name", ["gated", "shuffled"])
def test_the_same_pixels_matter(name: str, way: str, tmp_path: Any) -> None:
    """PyTorch's own modules, made linear and positive: a gradient wherever a pixel counts."""
    module = modules.made(name)
    network = as_network(module, way, tmp_path).network
    account = receptive_field(network)
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.abs_().add_(0.1).mul_(0.1)  # below where relu6 is flat
    smooth = module.double()
    _, rows, cols = account[network.output].output
    for unit in ((0, 0), (rows // 2, cols // 2), (rows - 1, cols - 1)):
        found = np.zeros(SHAPE[1:], bool)
        for seed in range(12):  # a maximum looks at one pixel at a time: many images show all
            rng = np.random.default_rng(seed)
            x = torch.from_numpy(rng.random((1, *SHAPE))).requires_grad_()
            smooth(x)[0, :, unit[0], unit[1]].sum().backward()
            found |= (x.grad[0] != 0).any(0).numpy()
        assert np.array_equal(account.pixels(network.output, unit), found)


@pytest.mark.parametrize("name", ["squeezenet", "shufflenet", "resnet50", "inception_v1"])
def test_the_onnx_packages_models_look_at_the_pixels_autograd_names(name: str) -> None:
    onnx = pytest.importorskip("onnx", exc_type=ImportError)
    mirror = pytest.importorskip("tests.networks.torch_mirror", exc_type=ImportError)
    light = Path(onnx.__file__).parent / "backend" / "test" / "data" / "light"
    whole = read_onnx(light / f"light_{name}.onnx").network
    network = whole.upto(receptive_field(whole).last_plane)
    account = receptive_field(network)
    weights = random_weights(network, np.random.default_rng(0), positive=True, dtype=np.float64)
    for unit in ((0, 0), account.centre_unit(network.output)):
        found = mirror.reached(network, weights, unit)
        assert np.array_equal(account.pixels(network.output, unit), found)


def test_layers_keep_their_names() -> None:
    network = read_module(modules.made("residual"), SHAPE).network
    assert [node.name for node in network][:4] == ["stem.0", "stem.1", "stem.2", "max_pool2d"]
    assert receptive_field(network)["conv1"].size == (15, 15)


def test_parameters_are_counted_as_pytorch_counts_them() -> None:
    for name in modules.MODULES:
        module = modules.made(name)
        account = receptive_field(read_module(module, SHAPE).network)
        expected = sum(parameter.numel() for parameter in module.parameters())
        assert account.parameters == expected


class Unknown(nn.Module):  # type: ignore[misc,name-defined]
    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)
        self.odd = nn.PixelShuffle(2)

    def forward(self, x: Any) -> Any:
        return self.odd(self.conv(x))


class DataDependent(nn.Module):  # type: ignore[misc,name-defined]
    def forward(self, x: Any) -> Any:
        return x if x.sum() > 0 else -x


class Function(nn.Module):  # type: ignore[misc,name-defined]
    def forward(self, x: Any) -> Any:
        return torch.fft.fft2(x)


@pytest.mark.parametrize(
    ("module", "message"),
    [
        (Unknown(), r"step 'odd' \(PixelShuffle\) is not understood.*after layer 'conv'"),
        (DataDependent(), "DataDependent cannot be traced"),
        (Function(), r"\(fft_fft2\) is not understood.*after layer 'input'"),
        (nn.Sequential(nn.Conv2d(4, 4, 3)), r"layer '0' \(Conv2d\) needs 'weight' of shape"),
        (nn.Sequential(nn.Conv2d(3, 4, 3, padding_mode="reflect")), "padding mode 'reflect'"),
        (nn.Sequential(nn.Linear(24, 3)), "Dense"),
        (nn.Sequential(nn.InstanceNorm2d(3)), "InstanceNorm2d"),
    ],
)
def test_what_is_not_understood_is_named(module: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_module(module, SHAPE)


def test_a_path_is_no_module() -> None:
    with pytest.raises(TypeError, match=r"a torch.nn.Module is read, got str"):
        read_module("model.pt", SHAPE)
