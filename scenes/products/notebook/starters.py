"""Where each exercise of the lecture begins: the body of each function is a cell that runs.

Each works as it stands and says what to change.
"""


def by_hand() -> None:
    """Max pooling by hand."""
    import numpy as np

    from pooling import max_pool2d

    def my_max_pool(x: np.ndarray, size: int) -> np.ndarray:
        rows, columns = (n // size for n in x.shape)
        out = np.zeros((rows, columns), x.dtype)
        for i in range(rows):
            for j in range(columns):
                window = x[i * size : (i + 1) * size, j * size : (j + 1) * size]
                out[i, j] = window[0, 0]  # your turn: the strongest, not the first
        return out

    x = np.random.default_rng(0).normal(size=(64, 64))
    mine, known = my_max_pool(x, 2), max_pool2d(x, 2)
    print(f"{(mine == known).mean():.0%} of the outputs are right")
    try:
        import torch
    except ImportError:
        print("Install PyTorch to compare with torch.nn.MaxPool2d, too.")
    else:
        theirs = torch.nn.MaxPool2d(2)(torch.from_numpy(x)[None])[0].numpy()
        print(f"{(mine == theirs).mean():.0%} of torch.nn.MaxPool2d's")


def swap_average() -> None:
    """Average in place of max."""
    from pooling.measured import load_exercises

    runs = load_exercises()
    for name in ("max_pooling", "average_pooling"):  # your turn: guess first, then look
        right = runs.spread(name, "test_accuracy")
        print(f"{name}: {right.mean:.1%}, seeds from {right.low:.1%} to {right.high:.1%}")
    # Train them yourself, with the extra `train`: python -m pooling.training.run_exercises --help


def swap_stride() -> None:
    """A stride in place of pooling."""
    import numpy as np

    from pooling import max_pool2d, strided_conv2d

    x = np.random.default_rng(0).normal(size=(8, 8))
    kernel = np.ones((2, 2)) / 4  # your turn: which kernel is average pooling, which is none?
    print("Strided convolution:\n", strided_conv2d(x, kernel, stride=2).round(2))
    print("Max pooling:\n", max_pool2d(x, 2).round(2))


def feature_maps() -> None:
    """Maps inside a network."""
    from pooling.hierarchy import depths, see
    from pooling.trained import load_trained
    from scenes.inputs import read_input

    photo = read_input("coffee").array  # your turn: the path of your own photo
    zoomnet = load_trained()
    sight = see(zoomnet, photo)
    for depth in depths(zoomnet.network):
        maps = sight.maps[depth.layer]
        print(f"{depth.layer}: {maps.shape[0]} maps of {maps.shape[1]} x {maps.shape[2]}")


def head() -> None:
    """Global average pooling against a dense head."""
    from pooling.measured import load_exercises

    runs = load_exercises()
    for name in ("max_pooling", "dense_head"):  # the first ends in global average pooling
        run = runs.of(name)[0]
        gap = runs.spread(name, "gap")
        print(f"{name}: {run.parameters:,} parameters, train-test gap {gap.mean:.1%}")
    channels, rows, columns, classes = 512, 7, 7, 10  # your turn: your own network's last maps
    print("dense head:", channels * rows * columns * classes + classes)
    print("after global average pooling:", channels * classes + classes)
