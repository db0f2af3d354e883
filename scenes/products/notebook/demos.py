"""What the notebook computes before your eyes: the body of each function is a cell of its topic.

A function is named after its topic; what it is given are names that the notebook has, such as the
topic's story. Nothing here runs before the notebook does.
"""

from pathlib import Path

from scenes.beats import Story


def zoom_out(zoom_out_story: Story) -> None:
    """A photo, pooled again and again."""
    from pooling import avg_pool2d, luminance

    photo = luminance(zoom_out_story["hook"].data["photo"])
    window = zoom_out_story.parameters["kernel_size"]
    for step in range(zoom_out_story["again"].values["steps"] + 1):
        rows, columns = photo.shape
        print(f"pooled {step} times: {rows} x {columns} = {photo.size:,} numbers")
        photo = avg_pool2d(photo, window)


def why_pooling() -> None:
    """One feature, moved by one cell."""
    import numpy as np

    from pooling import max_pool2d, shift2d, unchanged

    feature = np.zeros((4, 4), dtype=int)
    feature[0, 0] = 1
    for step in (1, 2):
        moved = shift2d(feature, 0, step)
        same = unchanged(max_pool2d(feature, 2), max_pool2d(moved, 2))
        print(f"moved by {step}:\n{moved}\npooled:\n{max_pool2d(moved, 2)}")
        print(f"{same} of 4 outputs are as before")


def max_pooling() -> None:
    """The lecture's map, window by window."""
    import numpy as np

    from pooling import max_pool2d, max_pool2d_backward, trace_pool2d

    img = np.array([[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3], [2, 9, 4, 1]])
    first = trace_pool2d(img, 2).at(0, 0)
    print("First window:", first.values, "→", first.output, "from row, column", first.winner)
    print("MaxPool 2x2:\n", max_pool2d(img, 2))
    print("MaxPool 3x3, stride 1:\n", max_pool2d(img, 3, 1))
    print("Where a gradient of ones goes:\n", max_pool2d_backward(np.ones((2, 2)), img, 2))


def average_pooling() -> None:
    """The mean of each window, and of everything."""
    import numpy as np

    from pooling import avg_pool2d, global_avg_pool

    img = np.array([[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3], [2, 9, 4, 1]])
    print("AvgPool 2x2:\n", avg_pool2d(img, 2))
    print("Padded, zeros counted:\n", avg_pool2d(img, 2, padding=1))
    print("Padded, zeros left out:\n", avg_pool2d(img, 2, padding=1, count_include_pad=False))
    print("Global Avg Pool:", global_avg_pool(img))


def strided_convolution() -> None:
    """The lecture's demo, as it stands there."""
    import numpy as np

    from pooling import global_avg_pool, pool2d, strided_conv2d

    img = np.array([[1, 3, 2, 8], [4, 6, 5, 2], [7, 1, 0, 3], [2, 9, 4, 1]])
    filt = np.array([[1, -1], [-1, 1]])
    print("Original:\n", img)
    print("MaxPool 2x2:\n", pool2d(img, mode="max"))
    print("AvgPool 2x2:\n", pool2d(img, mode="avg"))
    print("Global Avg Pool:", global_avg_pool(img))
    print("Strided conv (stride=2):\n", strided_conv2d(img, filt, stride=2))


def receptive_field() -> None:
    """How far units of well-known networks see."""
    from pooling import zoo
    from pooling.receptive_field import receptive_field

    vgg = receptive_field(zoo.network("vgg16"), input_size=224)
    for layer in ("pool1", "pool2", "pool3", "pool4", "pool5"):
        print(f"vgg16 {layer}: sees {vgg[layer].size[0]} pixels, steps {vgg[layer].jump[0]}")
    last = receptive_field(zoo.network("resnet50"), input_size=224)["layer4"]
    print(f"resnet50 layer4: sees {last.size[0]} pixels of 224")


def hierarchy(hierarchy_story: Story) -> None:
    """What the trained network takes the photo for."""
    from pooling.hierarchy.guess import guess
    from pooling.trained import load_trained

    zoomnet = load_trained()
    print(f"{zoomnet.network.name} knows {len(zoomnet.classes)} classes and says:")
    for each in guess(zoomnet, hierarchy_story["hook"].data["photo"], count=3):
        print(f"{each.name}: {each.confidence:.1%}")


def pooling_vs_strided(pooling_vs_strided_story: Story) -> None:
    """A photo's edges, halved again and again, and moved by one pixel."""
    from pooling.halving import halving
    from pooling.invariance import shift_curve

    edges = pooling_vs_strided_story["invariance"].data["map"]
    depth = pooling_vs_strided_story["invariance"].values["depth"]
    for name in ("max_pooling", "average_pooling", "max_blur_pooling"):
        curve = shift_curve(edges[None], halving(name), depth, shifts=(0, 1))
        print(f"{name}: changes by {curve.change[1]:.2f} of its contrast")


def exercises() -> None:
    """The runs behind the answers."""
    from pooling.measured import load_exercises

    runs = load_exercises()
    print(runs.data, "- test accuracy, mean over", len(runs.seeds), "seeds, lowest to highest")
    for variant in runs.variants:
        right = runs.spread(variant.name, "test_accuracy")
        print(f"{variant.name}: {right.mean:.1%} ({right.low:.1%} to {right.high:.1%})")


def movement(RUN_ANIMATIONS: bool, MEDIA: Path) -> None:  # noqa: N803  as in the lecture
    """The lecture's own two functions, as it calls them."""
    from scenes import anim_sliding_maxpool, plot_pooling_example

    if RUN_ANIMATIONS:
        plot_path = plot_pooling_example(MEDIA / "figures" / "max_pooling_example.png")
        gif_path = anim_sliding_maxpool(MEDIA / "videos" / "max_pooling_window_step.gif")
        print("Saved assets →", plot_path, gif_path)
    else:
        print("Set RUN_ANIMATIONS = True to write the lecture's figure and its animation.")
