import numpy as np

from pooling import edge_response, luminance, max_unpool2d, shift2d, unchanged


def test_luminance_weights_green_most() -> None:
    rgb = np.array([[[1, 0, 0], [0, 1, 0]], [[0, 0, 1], [1, 1, 1]]], np.float32)
    out = luminance(rgb)
    assert out.dtype == np.float32
    np.testing.assert_allclose(out, [[0.2126, 0.7152], [0.0722, 1]], rtol=1e-6)


def test_a_step_is_an_edge_and_the_frame_is_none() -> None:
    step = np.zeros((4, 6), np.float32)
    step[:, 3:] = 1
    line = [0, 0, 1, 1, 0, 0]
    assert edge_response(step, "vertical").tolist() == [line] * 4
    assert edge_response(step, "vertical").dtype == np.float32
    assert not edge_response(step, "horizontal").any()
    assert not edge_response(1 - step, "vertical").any(), "bright to dark is rectified away"
    assert edge_response(1 - step, "magnitude").tolist() == [line] * 4
    np.testing.assert_array_equal(edge_response(step.T, "horizontal"), np.transpose([line] * 4))
    assert not edge_response(np.ones((3, 3))).any()


def test_edges_keep_the_size_and_are_never_negative() -> None:
    noise = np.random.default_rng(0).random((5, 9))
    for direction in ("vertical", "horizontal", "magnitude"):
        out = edge_response(noise, direction)
        assert out.shape == noise.shape
        assert out.min() >= 0


def test_shift() -> None:
    x = np.arange(1, 7).reshape(2, 3)
    assert shift2d(x, 0, 0).tolist() == x.tolist()
    assert shift2d(x, 1, 0).tolist() == [[0, 0, 0], [1, 2, 3]]
    assert shift2d(x, -1, 2).tolist() == [[0, 0, 4], [0, 0, 0]]
    assert not shift2d(x, 2, 0).any()
    assert not shift2d(x, 0, -9).any()
    assert shift2d(np.stack([x, x]), 0, -1)[1].tolist() == [[2, 3, 0], [5, 6, 0]]


def test_unchanged_counts_cells_and_nan() -> None:
    assert unchanged([1.0, np.nan, 3.0], [1.0, np.nan, 4.0]) == 2


def test_unpooling_into_the_size_that_was_pooled() -> None:
    out = max_unpool2d([[7]], [[4]], 2, output_size=(3, 3))
    assert out.tolist() == [[0, 0, 0], [0, 7, 0], [0, 0, 0]]
