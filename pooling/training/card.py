"""The model card: what is known of a packed network, for people."""

from pathlib import Path
from string import Template

from pooling.trained import Trained

TEMPLATE = Path(__file__).with_name("card.txt")


def card_text(trained: Trained) -> str:
    """Return the model card of a packed network as Markdown.

    Args:
        trained: with the card that `pack_zoomnet` writes.
    """
    card = trained.card
    recipe, data, changes = card["recipe"], card["data"], card["augmentation"]
    by_class = sorted(card["accuracy of classes"].items(), key=lambda item: item[1])
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        accuracy=f"{100 * card['accuracy']:.1f}",
        four_digits=f"{card['accuracy']:.4f}",
        count=len(trained.classes),
        classes=", ".join(name.replace("_", " ") for name in trained.classes),
        parameters=f"{card['parameters']:,}",
        file=data["file"],
        source=data["source"],
        train=f"{data['train pictures']:,}",
        val=f"{data['val pictures']:,}",
        size=data["size"],
        epochs=recipe["epochs done"],
        planned=recipe["epochs"],
        batch=recipe["batch_size"],
        rate=recipe["rate"],
        momentum=recipe["momentum"],
        decay=recipe["decay"],
        smoothing=recipe["smoothing"],
        averaging=recipe["averaging"],
        seed=recipe["seed"],
        scales=" to ".join(f"{100 * scale:.0f} %" for scale in changes["scales"]),
        turn=f"{changes['turn']:g}",
        light=f"{100 * changes['light']:.0f}",
        minutes=f"{card['cpu seconds'] / 60:.0f}",
        versions=", ".join(f"{name} {number}" for name, number in card["versions"].items()),
        quantiles=card["quantiles"],
        worst=_listed(by_class[:6]),
        best=_listed(by_class[:-7:-1]),
        confused="; ".join(
            f"{true.replace('_', ' ')} taken for {guess.replace('_', ' ')} ({times})"
            for true, guess, times in card["taken for another"]
        ),
    )


def _listed(shares: list[tuple[str, float]]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {100 * share:.0f} %" for name, share in shares)
