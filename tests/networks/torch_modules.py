"""Small PyTorch modules in the ways people write them."""

from importlib import import_module
from typing import Any

torch: Any = import_module("torch")
torch.set_num_threads(1)  # tiny arrays: threads would only wait for each other
nn: Any = torch.nn
F: Any = nn.functional


class Residual(nn.Module):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 8, 3, 2, 1, bias=False), nn.BatchNorm2d(8), nn.ReLU()
        )
        self.conv1 = nn.Conv2d(8, 8, 3, 2, 1)
        self.conv2 = nn.Conv2d(8, 8, 3, padding="same", dilation=2)
        self.short = nn.Conv2d(8, 8, 1, 2)
        self.fc = nn.Linear(8, 5)

    def forward(self, x: Any) -> Any:
        x = F.max_pool2d(self.stem(x), 3, 2, 1)
        y = self.conv2(F.relu(self.conv1(x)))
        x = torch.relu(y + self.short(x))
        x = x.mean([2, 3])
        return self.fc(F.dropout(x, 0.5, self.training))


class Branches(nn.Module):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.a = nn.Conv2d(3, 4, (1, 5), padding=(0, 2))
        self.b = nn.Conv2d(3, 4, (5, 1), padding=(2, 0))
        self.pool = nn.AvgPool2d(3, 2, 1, ceil_mode=True)
        self.down = nn.Conv2d(8, 8, 3, 2, groups=4)
        self.up = nn.ConvTranspose2d(8, 4, 4, 2, 1)
        self.fc = nn.Linear(4 * 4 * 6, 3)

    def forward(self, x: Any) -> Any:
        x = torch.cat([self.a(x), F.leaky_relu(self.b(x), 0.2)], 1)
        x = torch.tanh(self.up(F.silu(self.down(self.pool(x)))))
        x = F.adaptive_avg_pool2d(x, (4, 6))
        return self.fc(x.view(x.size(0), -1))


class Gated(nn.Module):  # type: ignore[misc]
    """A depthwise block with a gate, a scaled sum and enlargement."""

    def __init__(self) -> None:
        super().__init__()
        self.expand = nn.Conv2d(3, 6, 1)
        self.depthwise = nn.Conv2d(6, 6, 5, 2, 2, groups=6)
        self.squeeze = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Conv2d(6, 6, 1)
        self.scale = nn.Parameter(torch.linspace(0.5, 1.5, 6).reshape(6, 1, 1))
        self.act = nn.Hardswish()

    def forward(self, x: Any) -> Any:
        x = self.depthwise(self.act(self.expand(x)))
        x = torch.sigmoid(self.fc(self.squeeze(x))) * x
        y = F.interpolate(F.max_pool2d(x, 2), scale_factor=2, mode="nearest")
        return 0.5 * (x * self.scale) + y


class Shuffled(nn.Module):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__()
        self.first = nn.Conv2d(3, 6, 3, groups=3)
        self.second = nn.Conv2d(6, 6, 3, padding=1, groups=2)

    def forward(self, x: Any) -> Any:
        x = self.first(x)
        n, c, h, w = x.shape
        x = x.view(n, 3, c // 3, h, w).transpose(1, 2).contiguous().view(n, c, h, w)
        return F.relu6(self.second(x))


MODULES: dict[str, Any] = {
    "residual": Residual,
    "branches": Branches,
    "gated": Gated,
    "shuffled": Shuffled,
}


def made(name: str) -> Any:
    """Return one of them in evaluation, with running statistics as if it had been trained."""
    torch.manual_seed(0)
    module = MODULES[name]().eval()
    for part in module.modules():
        if isinstance(part, nn.BatchNorm2d):
            part.running_mean.uniform_(-1, 1)
            part.running_var.uniform_(0.5, 2)
    return module
