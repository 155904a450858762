"""What an act of the clinician's asks of the player."""

from __future__ import annotations

from kap_companion.music.player import Player
from kap_companion.session.entries import MusicAct


def move(player: Player, act: MusicAct, to: float | None, fade_s: float) -> None:
    """Do `act` to `player`; `to` is where, seconds for a seek and 0-1 for the volume.

    What asks for other music than comes by itself is not done here: which, the arc decides.
    """
    match act:
        case MusicAct.PLAY:
            player.play()
        case MusicAct.PAUSE:
            player.pause()
        case MusicAct.RESUME:
            player.resume()
        case MusicAct.PREVIOUS:
            player.previous()
        case MusicAct.LOWER:
            player.lower()
        case MusicAct.RAISE:
            player.raise_()
        case MusicAct.FADE:
            player.fade_to_silence(fade_s)
        case MusicAct.FADE_BACK:
            player.fade_back(fade_s)
        case MusicAct.SEEK if to is not None:
            player.seek(to)
        case MusicAct.VOLUME if to is not None:
            player.set_volume(to)
        case _:
            pass
