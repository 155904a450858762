"""Which files may be opened as music, and from where."""

from __future__ import annotations

# Only real music containers, only files of this machine: without this a text file named
# .mp3 could be taken for a streaming playlist, and a program would go and fetch it.
CONTAINERS = (
    "aac,ac3,aiff,ape,asf,au,caf,eac3,flac,matroska,webm,mov,mp4,m4a,3gp,3g2,mj2,mp3,mpc,mpc8,"
    "ogg,tta,w64,wav,wv"
)
OPEN_OPTIONS = {"format_whitelist": CONTAINERS, "protocol_whitelist": "file"}
