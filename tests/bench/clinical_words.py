"""Sentences such as a clinician types during a session, put together at random; all synthetic."""

from __future__ import annotations

from random import Random

CHECKED = (
    "Medicines unchanged",
    "Last meal and water asked",
    "Ride home arranged",
    "Emergency contact confirmed",
    "Phones silent, door sign out",
    "Eye mask, headphones, blanket",
)

_WHO = ("client", "she", "he", "they", "the client")
_HOW = (
    *("slowly", "quietly", "with closed eyes", "for a long while", "again", "more deeply"),
    *("without words", "under the blanket", "with a long breath", "and then rests", "and smiles"),
)
_DOES = (
    *("breathes", "weeps", "laughs", "sighs", "reaches for the hand", "turns to the wall"),
    *("speaks of the father", "speaks of the sea", "asks for water", "hums", "lies still"),
    *("describes a staircase", "sees blue light", "says it is safe here", "feels the grief move"),
    *("remembers the kitchen at home", "trembles in the legs", "opens the eyes", "asks the time"),
)
_SEEN = (
    *("hands warm", "jaw soft", "shoulders loose", "feet cold", "colour good", "tearful", "calm"),
    *("restless", "nausea passes", "slight dizziness", "blanket given", "mask adjusted"),
    *("music lowered", "hand held as agreed", "water taken", "no distress", "pulse steady"),
)
_SAID = (
    *("it is all one room", "I can put it down now", "the door was never locked", "I miss her"),
    *("there is so much space", "I was only a child", "it is heavy and it is warm", "thank you"),
    *("I hear the rain inside", "nobody is angry with me here", "the house is empty and kind"),
)
_THEMES = (
    *("grief", "the locked room", "anger", "the brother", "rest", "the open door", "shame"),
    *("work", "the sea", "trust", "boundaries", "the body", "loneliness", "forgiveness"),
)
_MARKS = ("tears", "laughter", "movement", "stillness", "speech", "sigh", "touch", "deep breath")
_RARE = (
    *("kestrel", "lighthouse", "orchard", "accordion", "cathedral", "hawthorn", "estuary"),
    *("marigold", "quarry", "telegram", "velvet", "walnut", "xylophone", "zither", "thimble"),
)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What initials are made of."""
_SYLLABLES = ("ba", "lo", "ri", "ne", "sto", "ma", "ke", "vin", "dal", "fer", "gol", "hu", "pel")


def note(chance: Random) -> str:
    """Return a note of one to three short sentences, as they are typed while looking away."""
    told = [f"{chance.choice(_WHO)} {chance.choice(_DOES)} {chance.choice(_HOW)}"]
    if chance.random() < 0.6:
        told.append(f"{chance.choice(_SEEN)}, {chance.choice(_SEEN)}")
    if chance.random() < 0.3:
        told.append(f"“{chance.choice(_SAID)}”")
    if chance.random() < 0.25:
        told.append(f"something about {_name(chance)}")
    if chance.random() < 0.01:
        told.append(f"an image of a {chance.choice(_RARE)}")
    return ". ".join(told) + "."


def private_note(chance: Random) -> str:
    """Return a psychotherapy note: the clinician's own thoughts."""
    return f"My sense: {chance.choice(_THEMES)} behind {chance.choice(_THEMES)}. {note(chance)}"


def meeting_note(chance: Random) -> str:
    """Return the note of an integration meeting."""
    return " ".join(note(chance) for _ in range(4))


def draft(chance: Random) -> str:
    """Return the text of a note of a whole session, about 3,000 characters."""
    return "\n\n".join(" ".join(note(chance) for _ in range(6)) for _ in range(6))


def intention(chance: Random) -> str:
    """Return an intention in a client's words."""
    return f"To meet {chance.choice(_THEMES)} and let {chance.choice(_THEMES)} be."


def theme(chance: Random) -> str:
    """Return a theme of a course."""
    return chance.choice(_THEMES)


def mark(chance: Random) -> str:
    """Return what a one-key observation says."""
    return chance.choice(_MARKS)


def _name(chance: Random) -> str:
    """Return a made-up name; there are some thousands, as names and places are in a life."""
    return "".join(chance.choice(_SYLLABLES) for _ in range(3)).capitalize()
