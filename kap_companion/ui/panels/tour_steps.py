"""The five steps of the tour, in words, and where each is to be found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kap_companion.ui.words import tr_later


class TourPlace(StrEnum):
    """A place of the app that a step tells of."""

    VAULT = "vault"
    CLIENT = "client"
    KEYS = "keys"
    MUSIC = "music"
    TO_SIGN = "to_sign"


@dataclass(frozen=True, slots=True)
class TourStep:
    """What a step tells; `where` says in words what its sketch shows."""

    place: TourPlace
    title: str
    words: str
    where: str
    show: str


STEPS = (
    TourStep(
        TourPlace.VAULT,
        tr_later("The vault and its recovery code"),
        tr_later(
            "All you keep lies in one encrypted vault on this laptop. Your passphrase opens it. "
            "So does the recovery code that was shown once: keep it on paper, away from the "
            "laptop. Without either of them nobody can open the vault."
        ),
        tr_later("The passphrase, at the gate."),
        tr_later("Show the vault in Settings"),
    ),
    TourStep(
        TourPlace.CLIENT,
        tr_later("A client, and what comes before the dose"),
        tr_later(
            "Ctrl+N begins a client: initials or a code are enough. Then the first letter, Enter, "
            "Enter opens a session. Prepare has the consent, the checklist, the vitals and "
            "the plan, and says what is still open."
        ),
        tr_later("The checklist, at the left of Prepare."),
        tr_later("Begin a client"),
    ),
    TourStep(
        TourPlace.KEYS,
        tr_later("The note box, marks and keys"),
        tr_later(
            "In the session the note box has the keyboard. Enter keeps a note, Ctrl+1 and on are "
            "marks, F5 is the dose, F2 the vitals. Ctrl+Shift+P makes the note private. F1 "
            "shows all keys, anywhere."
        ),
        tr_later("Marks and note box, at the foot of the session."),
        tr_later("Show the keys of this screen"),
    ),
    TourStep(
        TourPlace.MUSIC,
        tr_later("Music, and fade to silence"),
        tr_later(
            "Choose music in Prepare: files of your own, or the app’s ambient music. In the "
            "session Esc Esc fades it to silence, and once more brings it back. F9 lowers it "
            "while you talk."
        ),
        tr_later("The music, at the right of the session."),
        tr_later("Show the sound in Settings"),
    ),
    TourStep(
        TourPlace.TO_SIGN,
        tr_later("The draft, and signing"),
        tr_later(
            "After the end the draft is written from what you noted. Change what you like, fill in "
            "what is blank, export it, and sign with Ctrl+Shift+S. From then on only addenda are "
            "added. What waits to be signed stands on Home."
        ),
        tr_later("The page and its signature, in Draft."),
        tr_later("Show what waits on Home"),
    ),
)
