"""The clinician's music: what is known of each file, its loudness, the arcs, the sound settings.

It joins the vault's shelf, where all of this is kept, with the worker that measures files; nothing
here is clinical, and nothing here plays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from kap_companion.beside import Priority
from kap_companion.music.arc import Arc, from_form, to_form
from kap_companion.music.heard import Heard
from kap_companion.music.library import (
    Facts,
    Kept,
    Library,
    facts,
    row_from_form,
    row_to_form,
    stamp_of,
)
from kap_companion.music.loudness import album_loudness, in_album
from kap_companion.music.measurement import Measurement
from kap_companion.music.measuring import Measured, Measurer, NewMeasurer, NotMeasured, Probed
from kap_companion.music.settings import SoundSettings, settings_form, settings_from
from kap_companion.music.track import Loudness, Track, track_key
from kap_companion.vault.shelf import Shelf

_SOUND, _MEASURED, _LIBRARY, _ARCS = "sound", "measured", "library", "arcs"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file cannot be played, or not to its end: `stops_at_s` is how far it goes."""

    track: Track
    sentence: str
    stops_at_s: float | None = None


class Collection:
    """What the vault's shelf knows of the clinician's music; for one thread, `pump` it."""

    def __init__(self, shelf: Shelf, new_measurer: NewMeasurer | None = None) -> None:
        """Read `shelf`; without `new_measurer` nothing is measured, and what is known is used."""
        self._shelf = shelf
        self._new_measurer = new_measurer
        self._measurer: Measurer | None = None
        # The check before a session is waited for: it has a process of its own, and not the last.
        self._checker: Measurer | None = None
        self._sound = settings_from(shelf.get(_SOUND, _SOUND) or {})
        self._known: Library | None = None
        self._measured: dict[str, Measurement | None] = {}
        self._asked: dict[Path, Track] = {}
        self._problems: dict[str, Problem] = {}
        self._fine: set[str] = set()
        self._checking: set[str] = set()

    # --- the sound ------------------------------------------------------------------------------

    @property
    def sound(self) -> SoundSettings:
        """Return what the clinician chose for the sound."""
        return self._sound

    def choose_sound(self, sound: SoundSettings) -> None:
        """Keep other settings for the sound. Raises VaultNotWritable."""
        self._shelf.put(_SOUND, _SOUND, settings_form(sound))
        self._sound = sound

    # --- what is known of a track ---------------------------------------------------------------

    @property
    def library(self) -> Library:
        """Return all tracks that are kept, read from the shelf when first asked for."""
        if self._known is None:
            rows = []
            for form in self._shelf.all(_LIBRARY).values():
                with suppress(ValueError):  # a row that another version kept otherwise
                    rows.append(row_from_form(form))
            self._known = Library(rows)
        return self._known

    def add(self, tracks: Iterable[Track], at: datetime | None = None) -> None:
        """Keep tracks in the library; what is known of them stays. Raises VaultNotWritable."""
        rows = []
        for track in {track.path: track for track in tracks}.values():
            before = self.library.get(track_key(track.path))
            if before is None:
                rows.append(Kept(track, added_at=at))
            elif before.track != track:
                rows.append(replace(before, track=track))
        self._put(rows)

    def forget(self, keys: Iterable[str]) -> None:
        """Take tracks out of the library; their files stay. Raises VaultNotWritable."""
        gone = tuple(keys)
        self._shelf.remove(_LIBRARY, *gone)
        self.library.remove(gone)

    def set_favourite(self, key: str, favourite: bool) -> None:
        """Say whether a track is a favourite. Raises VaultNotWritable."""
        kept = self.library.get(key)
        if kept is not None:
            self._put([replace(kept, favourite=favourite)])

    def loudness(self, track: Track) -> Loudness | None:
        """Return how loud a track is: as measured, else as its tags say, else None."""
        measured = self.measurement(track)
        return measured.loudness if measured and measured.loudness else track.tagged

    def loudness_in_album(self, track: Track, others: Iterable[Track]) -> Loudness | None:
        """Return how loud a track is, with the loudness of its album among `others`.

        Where not all of the album was measured, what the tags say of it counts.
        """
        own = self.loudness(track)
        if own is None or track.album is None:
            return own
        album = [one for one in others if (one.album, one.artist) == (track.album, track.artist)]
        parts = [self.measurement(one) for one in album]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return own
        whole = album_loudness(known)
        return own if whole is None else in_album(own, whole)

    def measurement(self, track: Track) -> Measurement | None:
        """Return what was measured of a track, None where it was not."""
        kept = self.library.get(track_key(track.path))
        if kept is None or kept.content_hash is None:
            return None
        content_hash = kept.content_hash
        if content_hash not in self._measured:
            form = self._shelf.get(_MEASURED, content_hash)
            self._measured[content_hash] = _measurement_from(form) if form else None
        return self._measured[content_hash]

    def intensity(self, track: Track) -> float | None:
        """Return how intense a track is, 0 to 1: as corrected by hand, else as measured."""
        kept = self.library.get(track_key(track.path))
        if kept is not None and kept.intensity is not None:
            return kept.intensity
        measured = self.measurement(track)
        return measured.intensity if measured is not None else None

    def correct(self, track: Track, intensity: float) -> None:
        """Keep the clinician's own intensity, 0 to 1, in place of the measured one."""
        kept = self.library.get(track_key(track.path)) or Kept(track)
        self._put([replace(kept, intensity=intensity)])

    def facts(self, key: str, heard: Heard | None = None) -> Facts | None:
        """Return all that is shown of a kept track; `heard` is what this client heard before."""
        kept = self.library.get(key)
        return None if kept is None else facts(kept, self.measurement(kept.track), heard)

    # --- measuring and checking -----------------------------------------------------------------

    def measure(self, tracks: Iterable[Track], urgent: bool = False) -> None:
        """Have those measured in the background of which nothing is known yet."""
        for track in tracks:
            if self._is_known(track) or (track.path in self._asked and not urgent):
                continue
            measurer = self._worker()
            if measurer is None:
                return
            self._asked[track.path] = track
            measurer.measure(track.path, urgent=urgent)

    def check(self, tracks: Iterable[Track]) -> None:
        """Have each file opened and its first and last seconds decoded, again."""
        if self._new_measurer is None:
            return
        checker = self._checker = self._checker or self._new_measurer(Priority.BELOW)
        for track in tracks:
            key = track_key(track.path)
            self._checking.add(key)
            self._fine.discard(key)
            self._asked.setdefault(track.path, track)
            checker.probe(track.path)

    @property
    def problems(self) -> Mapping[str, Problem]:
        """Return what is wrong with files that were checked, by the track's key."""
        return self._problems

    @property
    def unplayable(self) -> frozenset[str]:
        """Return the keys of tracks that were found damaged or missing."""
        return frozenset(self._problems)

    def checked(self, tracks: Iterable[Track]) -> tuple[int, int]:
        """Return how many of `tracks` were checked and can be played, and how many wait."""
        keys = [track_key(track.path) for track in tracks]
        return sum(key in self._fine for key in keys), sum(key in self._checking for key in keys)

    @property
    def is_measuring(self) -> bool:
        """Whether files are still to be measured or checked."""
        return any(worker.pending > 0 for worker in self._workers())

    @property
    def to_measure(self) -> int:
        """Return how many files are still to be measured."""
        return self._measurer.pending if self._measurer is not None else 0

    def stop_measuring(self) -> None:
        """Measure no further but the file in hand; what is known stays, and may be asked again."""
        if self._measurer is not None:
            for path in self._measurer.drop():
                self._asked.pop(path, None)

    def pump(self) -> bool:
        """Take in what was found meanwhile; whether there was anything. Raises VaultNotWritable."""
        found = [one for worker in self._workers() for one in worker.pump()]
        for one in found:
            match one:
                case Measured(path=path, measurement=measurement):
                    self._keep(path, measurement)
                case Probed(path=path, problem=problem, stops_at_s=stops_at_s):
                    self._note_probed(path, problem, stops_at_s)
                case NotMeasured():
                    pass  # it plays at the careful level; whether it plays the check tells
        return bool(found)

    # --- arcs -----------------------------------------------------------------------------------

    def arcs(self) -> tuple[str, ...]:
        """Return the names of the arcs that were kept, in order."""
        return tuple(sorted(self._shelf.all(_ARCS), key=str.casefold))

    def arc(self, name: str) -> Arc | None:
        """Return a kept arc."""
        form = self._shelf.get(_ARCS, name)
        return from_form(form) if form is not None else None

    def keep_arc(self, arc: Arc) -> None:
        """Keep an arc under its name, in place of the one that had it."""
        self._shelf.put(_ARCS, arc.name, to_form(arc))

    def forget_arc(self, name: str) -> None:
        """Take a kept arc away; its files stay."""
        self._shelf.remove(_ARCS, name)

    def close(self) -> None:
        """Let the workers go."""
        for worker in self._workers():
            worker.close()
        self._measurer = self._checker = None

    # --- how it is done -------------------------------------------------------------------------

    def _workers(self) -> tuple[Measurer, ...]:
        return tuple(one for one in (self._measurer, self._checker) if one is not None)

    def _worker(self) -> Measurer | None:
        if self._measurer is None and self._new_measurer is not None:
            self._measurer = self._new_measurer(Priority.IDLE)
        return self._measurer

    def _put(self, rows: Sequence[Kept]) -> None:
        self._shelf.put_all(_LIBRARY, {row.key: row_to_form(row) for row in rows})
        self.library.put(rows)

    def _is_known(self, track: Track) -> bool:
        kept = self.library.get(track_key(track.path))
        if kept is None or self.measurement(track) is None:
            return False
        return kept.stamp is not None and kept.stamp == stamp_of(track.path)

    def _keep(self, path: Path, measurement: Measurement) -> None:
        content_hash = measurement.content_hash
        track = self._asked.get(path) or Track(path, path.stem)
        kept = self.library.get(track_key(path)) or Kept(track)
        self._shelf.put(_MEASURED, content_hash, asdict(measurement))
        self._measured[content_hash] = measurement
        self._put([replace(kept, content_hash=content_hash, stamp=stamp_of(path))])

    def _note_probed(self, path: Path, problem: str | None, stops_at_s: float | None) -> None:
        key = track_key(path)
        self._checking.discard(key)
        if problem is None:
            self._fine.add(key)
            self._problems.pop(key, None)
        else:
            track = self._asked.get(path) or Track(path, path.stem)
            self._problems[key] = Problem(track, problem, stops_at_s)


def _measurement_from(form: Mapping[str, Any]) -> Measurement | None:
    """Return a kept measurement; one that another version kept otherwise is made anew."""
    try:
        loudness = form["loudness"]
        return replace(
            Measurement(**form),
            loudness=Loudness(**loudness) if loudness else None,
            curve=tuple(form["curve"]),
        )
    except (TypeError, KeyError):
        return None
