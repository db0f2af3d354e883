"""Videos read back: size, colours, exact frames, and beats that are the same alone."""

from pathlib import Path

import av
import numpy as np
import pytest

from scenes.studio.encode import MP4, Segment, join
from scenes.studio.jobs import Quality
from scenes.studio.pixels import Frame
from scenes.studio.publish import Destination
from scenes.studio.videos import render_video
from tests.studio.tiny import SECONDS, decoded, job

BT709 = 1  # in the standard's numbering, of matrix, primaries and transfer alike
LIMITED = 1


def test_an_mp4_is_what_players_expect(tmp_path: Path) -> None:
    made = render_video(job(), Destination(tmp_path))
    assert made.path == tmp_path / "videos" / "tiny_72p30.mp4"
    with av.open(str(made.path)) as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        assert (context.name, context.pix_fmt) == ("h264", "yuv420p")
        assert (context.width, context.height) == (128, 72)
        assert (context.colorspace, context.color_primaries, context.color_trc) == (BT709,) * 3
        assert context.color_range == LIMITED
        assert not context.has_b_frames
        assert stream.average_rate == stream.base_rate == 30
        assert stream.frames == 78
        assert container.duration == 2_600_000  # microseconds
        times = [frame.time for frame in container.decode(video=0)]
    assert times == [number / 30 for number in range(78)]
    data = made.path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize("fps", [15, 30, 60])
def test_durations_are_exact(tmp_path: Path, fps: int) -> None:
    made = render_video(job(fps), Destination(tmp_path))
    assert [(beat.beat, beat.seconds) for beat in made.timeline] == list(SECONDS.items())
    assert [beat.start for beat in made.timeline] == pytest.approx([0, 0.8, 1.4])
    assert made.frames == round(2.6 * fps) == len(decoded(made.path))


def test_at_any_rate_the_timeline_counts_the_frames_there_are(tmp_path: Path) -> None:
    made = render_video(job(24), Destination(tmp_path))
    assert made.frames == len(decoded(made.path))
    assert made.timeline[1].start == made.timeline[0].frames / 24


@pytest.mark.parametrize("fps", [15, 30, 60])
@pytest.mark.parametrize("beat", SECONDS)
def test_a_beat_alone_has_the_frames_it_has_in_the_whole(
    tmp_path: Path, fps: int, beat: str
) -> None:
    whole = render_video(job(fps), Destination(tmp_path))
    alone = render_video(job(fps, beats=(beat,)), Destination(tmp_path))
    timing = next(timing for timing in whole.timeline if timing.beat == beat)
    start = timing.first_frame
    np.testing.assert_array_equal(
        decoded(alone.path), decoded(whole.path)[start : start + timing.frames]
    )


def test_the_same_job_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = (render_video(job(), Destination(tmp_path / n)).path for n in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_colours_survive(tmp_path: Path) -> None:
    red = np.zeros((72, 128, 4), np.uint8)
    red[...] = (220, 30, 60, 255)
    segment = Segment(tmp_path / "part.mp4", MP4, Quality(128, 72, 30))
    segment.write(Frame.whole(red), repeat=3)
    segment.close()
    join([segment.path] * 2, tmp_path / "whole.mp4", MP4, 30)
    with av.open(str(tmp_path / "whole.mp4")) as container:
        frames = [
            frame.reformat(format="rgb24", src_colorspace="ITU709").to_ndarray()
            for frame in container.decode(video=0)
        ]
    assert len(frames) == 6
    assert np.abs(frames[0][36, 64].astype(int) - (220, 30, 60)).max() <= 3


@pytest.mark.parametrize(("format", "codec"), [("webm", "vp9"), ("mov", "h264")])
def test_other_containers(tmp_path: Path, format: str, codec: str) -> None:
    made = render_video(job(15, format=format), Destination(tmp_path))
    with av.open(str(made.path)) as container:
        context = container.streams.video[0].codec_context
        assert (context.name, context.pix_fmt, context.colorspace) == (codec, "yuv420p", BT709)
        assert container.duration == pytest.approx(2.6e6, abs=1e3)
    assert len(decoded(made.path)) == 39


def test_webm_has_alpha(tmp_path: Path) -> None:
    made = render_video(job(15, format="webm", transparent=True), Destination(tmp_path))
    assert made.path.name == "tiny_72p15_transparent.webm"
    decoder = av.codec.CodecContext.create("libvpx-vp9", "r")  # the other one drops alpha
    with av.open(str(made.path)) as container:
        assert container.streams.video[0].metadata["ALPHA_MODE"] == "1"
        frames = [frame for packet in container.demux(video=0) for frame in decoder.decode(packet)]
    assert len(frames) == 39
    check_alpha(frames[-1])


def test_mov_has_alpha(tmp_path: Path) -> None:
    made = render_video(job(15, format="mov", transparent=True), Destination(tmp_path))
    with av.open(str(made.path)) as container:
        frames = list(container.decode(video=0))
        context = container.streams.video[0].codec_context
        assert (context.name, context.colorspace, context.color_trc) == ("prores", BT709, BT709)
    assert len(frames) == 39
    check_alpha(frames[-1])


def check_alpha(frame: av.VideoFrame) -> None:
    """Nothing in the corner; in the middle half a blue, at full strength."""
    assert frame.format.name.startswith("yuva")
    pixels = frame.to_ndarray(format="rgba").astype(int)
    assert pixels[2, 2, 3] <= 2
    middle = pixels[36, 64 + 18]
    assert middle[3] == pytest.approx(128, abs=6)
    assert middle[2] > 200  # not darkened by its transparency


@pytest.mark.parametrize("format", ["mp4", "gif"])
def test_transparency_needs_a_format_that_has_it(format: str) -> None:
    with pytest.raises(ValueError, match="has no transparency: choose --format webm or mov or png"):
        job(format=format, transparent=True)
