"""The command that the manifest tells is the one that makes the file again."""

import shlex
from pathlib import Path
from typing import Any

import click
import pytest

from scenes.commands import Commands
from scenes.studio.again import command_of
from scenes.studio.prepare import figure_orders, sheet_orders, video_orders

COMMANDS = [
    "render.py video max_pooling",
    "render.py video max_pooling -q l",
    "render.py video max_pooling -q h --fps 30",
    "render.py video max_pooling --fps 60 --theme light",
    "render.py video max_pooling --format gif",
    "render.py video max_pooling --format gif -q l",
    "render.py video max_pooling --format gif -q m --fps 10",
    "render.py video max_pooling --format webm --transparent --beats window,step",
    "render.py video max_pooling --format png",
    "render.py video zoom_out --language de",
    "render.py video max_pooling --input chelsea --kernel-size 2,3 --stride 1 --ceil-mode",
    "render.py sheet max_pooling --input chelsea --beats window --theme light",
    "render.py figure max_pooling",
    "render.py figure max_pooling walk --format svg --width 4.5in --svg-text --theme dark",
    "render.py figure receptive_field growth --network alexnet --network vgg16 --dpi 150",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_told_as_it_was_given(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def run(kind: str, topics: Any, asked: Any, given: Any) -> None:
        orders = {"video": video_orders, "figure": figure_orders, "sheet": sheet_orders}[kind]
        told.extend(shlex.join(command_of(order.job)) for order in orders(topics[0], asked, given))

    group = Commands("render.py")
    for kind in ("video", "figure", "sheet"):
        found = group.get_command(click.Context(group), kind)
        monkeypatch.setattr(found, "_run", lambda *given, kind=kind: run(kind, *given))
    group.main(shlex.split(command)[1:], standalone_mode=False)
    assert told == [command]


def test_a_folder_or_file_of_ones_own_is_told(tmp_path: Path) -> None:
    from scenes.studio.publish import Destination, _place_options

    assert _place_options(Destination()) == []
    assert _place_options(Destination(Path("my media"), folder=Path("to"))) == [
        "--media_dir",
        "my media",
        "-o",
        "to/",
    ]
    assert _place_options(Destination(file=Path("a.png"))) == ["-o", "a.png"]
