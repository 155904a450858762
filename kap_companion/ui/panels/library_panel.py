"""The library beside the arc: search as you type, what is known of each track, add it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import overload

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kap_companion.music.heard import Heard, heard_of
from kap_companion.music.library import Facts, Kept
from kap_companion.music.playlist import Playlist
from kap_companion.ui.art import Art
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.files import choose_folder
from kap_companion.ui.panels.arc_hand import ArcHand
from kap_companion.ui.panels.client_heard import ClientHeard
from kap_companion.ui.panels.music_reading import MusicReading
from kap_companion.ui.panels.music_words import progress_words, source_name
from kap_companion.ui.panels.prepare_words import length_words
from kap_companion.ui.panels.progress_line import ProgressLine
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.esc_box import EscBox
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.library_list import LibraryList, LibraryRow
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, trn

_MINUS = "\u2212"


class LibraryPanel(EscBox):
    """Enter adds to the phase of the track that is selected in the arc; `added` says how many.

    What this client heard before is folded a session at a time, once the panel is open.
    """

    added = Signal(list)

    def __init__(
        self, conductor: Conductor, hand: ArcHand, reading: MusicReading, heard: ClientHeard
    ) -> None:
        super().__init__()
        self._conductor = conductor
        self._hand = hand
        self._reading = reading
        self._heard = heard
        self._art = Art(self)
        self._is_mine = False
        self._searched = ""
        self._heading = SectionLabel(tr("Library"))
        self.list = LibraryList()
        self._said = Label("", Words.LABEL, Tone.SECOND)
        self._add = KeyButton(tr("Add a folder"), tone=ButtonTone.LINK)
        self._add.setAccessibleName(tr("Add a folder of music to the library"))
        self.progress = ProgressLine(tr("Library"))
        self._most = 0
        close = KeyButton(tr("Close"), tr("Esc"), ButtonTone.LINK)
        close.setAccessibleName(tr("Close the library"))
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self._add)
        foot.addWidget(self._said, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self.list, 1)
        column.addWidget(self.progress)
        column.addLayout(foot)
        self.setFocusProxy(self.list)
        self.list.searched.connect(self._search)
        self.list.added.connect(self.added)
        self.list.favourite_toggled.connect(self._toggle_favourite)
        self.list.intensity_corrected.connect(self._correct)
        self.list.dropped.connect(lambda paths: self._read([Path(path) for path in paths]))
        self._art.arrived.connect(self.list.view.viewport().update)
        self._add.clicked.connect(self._choose_folder)
        self.progress.cancelled.connect(self._cancel)
        close.clicked.connect(self.left)
        reading.counted.connect(self._count)
        reading.ended.connect(self._end)
        heard.told.connect(self._show_again)

    def begin(self) -> None:
        """Show the library as it is now, all of it."""
        self.list.search.clear()
        self._searched = ""
        self._heard.gather()
        self._show()

    def refresh(self) -> None:
        """Show what is measured meanwhile: rows in view are made anew as they are painted."""
        if self._conductor.collection.is_measuring:
            self.list.view.viewport().update()
        if not self._is_mine:
            self._show_measuring()

    def say(self, words: str) -> None:
        """Say what became of an act, at the foot."""
        self._said.setText(words)

    def _search(self, text: str) -> None:
        self._searched = text
        self._show()

    def _show(self) -> None:
        library = self._conductor.collection.library
        found = library.search(self._searched, favourites_first=True)
        if not len(library):
            none = tr(
                "No music yet. Add a folder, or drop one here; what is chosen comes here too."
            )
        else:
            none = tr("Nothing in {count} tracks holds these words.", count=len(library))
        self.list.set_rows(
            _Rows(self._conductor, found, self._heard.before, self._art),
            none,
            [kept.key for kept in found],
        )
        every = len(library)
        self._heading.set_aside(
            trn("{found} of {n} track", "{found} of {n} tracks", every, found=len(found))
            if self._searched.strip()
            else trn("{n} track", "{n} tracks", every)
        )

    def _show_again(self) -> None:
        if self.isVisible():
            self._show()

    def _toggle_favourite(self, key: str) -> None:
        collection = self._conductor.collection
        kept = collection.library.get(key)
        if kept is not None:
            favourite = not kept.favourite
            self._conductor.attempt(lambda: collection.set_favourite(key, favourite))
            self._replace(key)

    def _correct(self, key: str, step: int) -> None:
        self._hand.correct(key, step)
        self._replace(key)

    def _replace(self, key: str) -> None:
        kept = self._conductor.collection.library.get(key)
        if kept is not None:
            self.list.replace(_row(self._conductor, kept, self._heard.before, self._art))

    def _choose_folder(self) -> None:
        folder = choose_folder(self, tr("Folder to add to the library"))
        if folder is not None:
            self._read([folder])

    def _read(self, paths: list[Path]) -> None:
        def take(playlist: Playlist) -> None:
            conductor, tracks = self._conductor, playlist.tracks
            if not conductor.has_session:
                return
            at = conductor.companion.now()
            before = len(conductor.collection.library)
            conductor.attempt(lambda: conductor.collection.add(tracks, at))
            conductor.collection.measure(tracks)
            new = len(conductor.collection.library) - before
            lost = len(playlist.lost)
            self.say(
                tr("{new} new, {lost} not read.", new=new, lost=lost)
                if lost
                else tr("{new} new.", new=new)
            )
            self._show()

        self._reading.read(paths, source_name(paths), take)
        self._is_mine = True
        self._add.hide()
        self.say("")
        self._count(0, source_name(paths))

    def _count(self, tracks: int, source: str) -> None:
        if self._is_mine:
            self.progress.show_progress(progress_words(tracks, source))

    def _show_measuring(self) -> None:
        left = self._conductor.collection.to_measure
        self._most = max(self._most, left) if left else 0
        if left:
            done = self._most - left
            words = tr(
                "Measuring {tracks}. {done} measured.", tracks=tracks_words(self._most), done=done
            )
            self.progress.show_progress(words, done / self._most)
        else:
            self.progress.rest(self.list.search)

    def _cancel(self) -> None:
        if self._is_mine:
            self._reading.stop()
            return
        self._conductor.collection.stop_measuring()
        self._most = 0
        self.progress.rest(self.list.search)
        self.say(tr("Cancelled. What is known stays; the rest is measured when it is chosen."))

    def _end(self) -> None:
        if not self._is_mine:
            return
        self._is_mine = False
        self.progress.rest(self.list.search)
        self._add.show()
        self.say("")


def tracks_words(count: int) -> str:
    """Return how many tracks: 'one track', '12 tracks'."""
    return trn("one track", "{n} tracks", count)


class _Rows(Sequence[LibraryRow]):
    """Makes a row when it is asked for: of thousands only those in view are."""

    def __init__(
        self,
        conductor: Conductor,
        found: Sequence[Kept],
        before: Mapping[str, Heard],
        art: Art,
    ) -> None:
        self._conductor = conductor
        self._found = found
        self._before = before
        self._art = art

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> LibraryRow: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[LibraryRow]: ...
    def __getitem__(self, at: int | slice) -> LibraryRow | Sequence[LibraryRow]:
        if isinstance(at, slice):
            return _Rows(self._conductor, self._found[at], self._before, self._art)
        return _row(self._conductor, self._found[at], self._before, self._art)


def _row(conductor: Conductor, kept: Kept, before: Mapping[str, Heard], art: Art) -> LibraryRow:
    collection = conductor.collection
    facts = collection.facts(kept.key, heard_of(kept.track, before))
    if facts is None:
        return LibraryRow("", "")
    problem = collection.problems.get(kept.key)
    row = library_row(facts, problem.sentence if problem else "")
    return replace(row, art=art.of(kept.track.path))


def library_row(facts: Facts, problem: str = "") -> LibraryRow:
    """Return what is known of a track as a row in words."""
    loud = ""
    if facts.loudness is not None:
        lufs = round(facts.loudness.integrated_lufs)
        loud = f"{_MINUS if lufs < 0 else ''}{abs(lufs)} LUFS"
    return LibraryRow(
        facts.key,
        facts.title,
        facts.artist or "",
        facts.album or "",
        length_words(facts.length_s),
        loud,
        facts.curve,
        facts.step,
        facts.is_corrected,
        facts.favourite,
        facts.played_before,
        problem,
    )
