"""The beat of the field: after a pooling each step counts more pixels."""

from typing import Any

from pooling.layers import Conv2d, Layer, MaxPool2d
from pooling.network import Network
from pooling.receptive_field import receptive_field
from scenes.beats import Beat

CONVOLUTIONS = 3


def field(kernel_size: int) -> Beat:
    """Beat field: how far convolutions see, with a pooling among them and without."""
    size = 64  # any: the account does not depend on it
    ladders: dict[str, Any] = {}
    for key in ("with", "without"):
        layers: list[tuple[str, Layer]] = []
        for k in range(1, CONVOLUTIONS + 1):
            layers.append((f"conv{k}", Conv2d(1, 3, padding=1)))
            if k == 1 and key == "with":
                layers.append(("pool", MaxPool2d(kernel_size)))
        account = receptive_field(Network.chain(key, (1, size, size), layers))
        lines = list(account.values())
        ladders[key] = tuple(
            {
                "name": line.name,
                "size": line.size[1],
                "jump": int(line.jump[1]),
                "step": line.size[1] - (before.size[1] if before else 1),
            }
            for before, line in zip([None, *lines], lines, strict=False)
        )
    steps = {key: rows[-1]["step"] for key, rows in ladders.items()}
    return Beat(
        "field",
        ladders,
        {
            "slow": steps["without"],
            "fast": steps["with"],
            "jump": ladders["with"][-1]["jump"],
            "reach_with": ladders["with"][-1]["size"],
            "reach_without": ladders["without"][-1]["size"],
            "account_with": _account(ladders["with"]),
            "account_without": _account(ladders["without"]),
        },
    )


def _account(rows: tuple[dict[str, Any], ...]) -> str:
    return ", ".join(f"{row['name']} {row['size']}" for row in rows)
