"""Which files may be opened as music, and from where."""

from __future__ import annotations

# Only real music containers, only files of this machine: without this a text file named
# .mp3 could be taken for a streaming playlist, and a program would go and fetch it.
CONTAINERS = (
    "aac,ac3,aiff,ape,asf,au,caf,eac3,flac,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mp3,mpc,mpc8,"
    "ogg,tta,w64,wav,wv"
)
OPEN_OPTIONS = {"format_whitelist": CONTAINERS, "protocol_whitelist": "file"}

# Sound that a broken header puts at one sample a second would last for days.
_LOWEST_RATE, _HIGHEST_RATE, _MOST_CHANNELS = 2_000, 768_000, 64


def may_be_music(rate: int, channels: int) -> bool:
    """Whether there is music with so many samples a second and so many channels."""
    return _LOWEST_RATE <= rate <= _HIGHEST_RATE and 0 < channels <= _MOST_CHANNELS
