"""One picture of a video: the last frame of each beat, with its caption."""

from functools import partial

from scenes.commands.options import BEATS, OUTPUT, theme_option
from scenes.commands.running import run
from scenes.commands.topics import TopicGroup

OPTIONS = (theme_option("dark"), *BEATS, *OUTPUT)

command = TopicGroup("sheet", partial(run, "sheet"), OPTIONS, __doc__ or "")
