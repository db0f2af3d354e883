"""The atlas of preferred pictures: what is drawn, and the folder it lies in."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from rich.progress import Progress

from pooling.forward import forward
from pooling.hierarchy import depths, guess
from pooling.planes import Array
from pooling.trained import Trained
from pooling.training.chosen import RULE, distinct_units, largest_answers
from pooling.training.curated import Curated
from pooling.training.module import Learner, taught
from pooling.training.pictures import Pictures
from pooling.training.preferred import Answer, Making, classes, colours_of, preferred, units

AT_ONCE = 8
"""Pictures that are made together."""
QUALITY = 85
"""Of the pictures' files."""
CLASS_SLOPE = 1.6
"""Of the spectrum of classes' pictures: seen at half their size, their finest grain is nobody's."""
INDEX = "atlas.json"
"""The file that tells what the pictures are and how they were made."""


@dataclass(frozen=True)
class Subject:
    """Whose preferred picture is drawn: a unit's or, where `layer` is the last, a class's.

    Attributes:
        layer: its name.
        place: the unit or class.
        file: the picture's name.
        strong: what it answers where it is strong on photos.
    """

    layer: str
    place: int
    file: str
    strong: float


@dataclass(frozen=True)
class Plan:
    """What is drawn and how.

    Attributes:
        subjects: in order.
        words: what a person has read: for each layer by unit, for the last one by class; units of
            the first layer, whose kernels are shown instead, among them.
        making: how.
        colours: (3, 3), how colours go together in photos.
    """

    subjects: tuple[Subject, ...]
    words: Mapping[str, Mapping[int, str]]
    making: Making
    colours: Array = field(compare=False)


def planned(
    trained: Trained, pictures: Pictures, curated: Curated, count: int, making: Making
) -> Plan:
    """Return what is to be drawn: units by rule and by a person's list, and all classes.

    Args:
        trained: the network.
        pictures: that tell which units are alike, and how colours go together.
        curated: a person's list.
        count: units chosen of each layer.
        making: how pictures are made.
    """
    layers = tuple(depth.layer for depth in depths(trained.network)[1:])
    output = trained.network.output
    answers = largest_answers(trained, pictures, (*layers, output))
    subjects = []
    for layer in layers:
        quantiles = trained.quantiles[layer]
        asked = curated.words.get(layer, {})
        without = {*asked, *curated.without.get(layer, ())}
        chosen = distinct_units(quantiles, answers[layer], count)
        for unit in [*asked, *(unit for unit in chosen if unit not in without)]:
            file, strong = f"{layer}-{unit}.webp", float(quantiles[unit, -1])
            subjects.append(Subject(layer, unit, file, strong))
    for place, name in enumerate(trained.classes):
        strong = float(np.quantile(answers[output][:, place], 0.99))
        subjects.append(Subject(output, place, f"class-{name}.webp", max(strong, 1.0)))
    readable = {trained.classes.index(name): name.replace("_", " ") for name in curated.classes}
    words = {**curated.words, output: readable}
    colours = colours_of(pictures.images / np.float32(255))
    return Plan(tuple(subjects), words, making, colours)


def draw_atlas(trained: Trained, plan: Plan, folder: Path, about: Mapping[str, Any]) -> int:
    """Draw what is missing in a folder; return how many pictures that were.

    Args:
        trained: the network.
        plan: what is wanted in the end.
        folder: with atlas.json; pictures that are not wanted any more are removed.
        about: what the pictures depend on beside the plan; where the folder's differs, all of them
            are drawn anew.

    Raises:
        OSError: a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    about = {"rule": RULE, "making": asdict(plan.making), "class slope": CLASS_SLOPE, **about}
    about = json.loads(json.dumps(about))  # as it will be read again
    known = _known(folder, about)
    missing = [subject for subject in plan.subjects if subject.file not in known]
    learner = taught(trained)
    with Progress(transient=True) as progress:
        task = progress.add_task("preferred pictures", total=len(missing) * plan.making.steps)
        for batch in _batches(missing):
            told = partial(progress.advance, task, len(batch))
            of_classes = batch[0].layer == trained.network.output
            making = replace(plan.making, slope=CLASS_SLOPE) if of_classes else plan.making
            answer = _answer(trained, learner, batch)
            images = preferred(answer, len(batch), plan.colours, making, told)
            for subject, image in zip(batch, images, strict=True):
                known[subject.file] = _written(trained, subject, image, folder / subject.file)
            _write_index(folder, plan, about, known)
    _write_index(folder, plan, about, known)
    for path in set(folder.glob("*.webp")) - {folder / subject.file for subject in plan.subjects}:
        path.unlink()
    return len(missing)


def _known(folder: Path, about: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what a folder tells of its pictures, by file, if they were made alike."""
    try:
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        if any(index[name] != value for name, value in about.items()):
            return {}
        return {entry["file"]: entry for entry in index["pictures"] if _is_whole(folder, entry)}
    except (OSError, ValueError, KeyError, TypeError):  # no index, or a damaged one
        return {}


def _is_whole(folder: Path, entry: Mapping[str, Any]) -> bool:
    return (folder / entry["file"]).is_file()


def _batches(subjects: list[Subject]) -> Iterator[list[Subject]]:
    """Yield a few subjects of one layer at a time."""
    for _, group in groupby(subjects, lambda subject: subject.layer):
        while batch := list(islice(group, AT_ONCE)):
            yield batch


def _answer(trained: Trained, learner: Learner, batch: list[Subject]) -> Answer:
    places = [subject.place for subject in batch]
    strong = np.array([subject.strong for subject in batch])
    if batch[0].layer == trained.network.output:
        return classes(learner, places, strong)
    (convolution,) = trained.network[batch[0].layer].inputs
    return units(learner, convolution, places, strong)


def _written(trained: Trained, subject: Subject, image: Array, path: Path) -> dict[str, Any]:
    """Write a picture; return what is known of it: how its subject answers to what was written."""
    buffer = io.BytesIO()
    pixels = (image.transpose(1, 2, 0) * 255).round().astype(np.uint8)
    Image.fromarray(pixels).save(buffer, "WEBP", quality=QUALITY, method=6)
    part = path.with_name(f".part-{path.name}")
    part.write_bytes(buffer.getvalue())
    part.replace(path)
    with Image.open(buffer) as shown:
        photo = np.asarray(shown.convert("RGB"), np.float32) / 255
    entry: dict[str, Any] = {"layer": subject.layer, "unit": subject.place, "file": subject.file}
    if subject.layer == trained.network.output:
        (best,) = guess(trained, photo, 1)
        return entry | {
            "class": trained.classes[subject.place],
            "guess": best.name,
            "confidence": round(best.confidence, 4),
        }
    outputs = forward(trained.network, trained.weights, trained.prepared(photo), [subject.layer])
    largest = float(outputs[subject.layer][0, subject.place].max())
    return entry | {"answer": round(largest, 3), "strong on photos": round(subject.strong, 3)}


def _write_index(
    folder: Path, plan: Plan, about: Mapping[str, Any], known: Mapping[str, dict[str, Any]]
) -> None:
    pictures = [known[subject.file] for subject in plan.subjects if subject.file in known]
    part = folder / f".part-{INDEX}"
    part.write_text(
        json.dumps(
            {**about, "words": plan.words, "pictures": pictures}, indent=1, ensure_ascii=False
        )
        + "\n",
        encoding="utf-8",
    )
    part.replace(folder / INDEX)
