"""The keys under which a name is looked up: what its spellings share, whatever their script, order and accents.

In: a name as printed. Out: a few short texts; two names that share one are worth holding against each other. The
words of a key are those of `text.names`, each as it sounds, in alphabetical order. A script that sets no spaces
between words gives a key of the whole name as well, by which "习近平" meets a name of two words.
"""

from __future__ import annotations

import re
from hashlib import sha256

from crosswire.text.names import ascii_fold, name_words, sound

# Scripts that set no spaces between the words of a name: Thai to Khmer, Kana, Han, Hangul.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# Characters of the longest name that is looked up: the official name of a body in full has fewer.
LONGEST = 300
# Names by whose keys a set knows whether it was made by a program that keys alike.
_PROBES = (
    "Jorun Maltesk",
    "MALTESK, Yorun",
    "Đorđe Ålund",
    "Касым Дорель",
    "习近平",
    "Union of Free Ports",
    "al-Hallin, Faruq bin Gharb",
    "Tsukhov Iosif 2nd",
)


def key(name: str) -> str:
    """The words of a name as they sound, in order of the alphabet; empty where it has none.

    >>> key("MALTESK, Yorun") == key("Jorun Maltesk")
    True
    """
    return " ".join(sorted(_sound(word) for word in name_words(name)))


def keys(name: str) -> tuple[str, ...]:
    """The keys under which a name is kept."""
    if len(name) > LONGEST:
        return ()
    first = key(name)
    if _UNSPACED.search(name):
        return tuple(k for k in (first, _whole(name)) if k)
    return (first,) if first else ()


def keys_to_ask(name: str) -> tuple[str, ...]:
    """The keys under which a printed name may be found."""
    if len(name) > LONGEST:
        return ()
    return tuple(dict.fromkeys(k for k in (key(name), _whole(name)) if k))


def fingerprint() -> str:
    """What stands for the way of keying; another one makes kept keys useless."""
    return sha256("\x1f".join("\x1e".join(keys(name)) for name in _PROBES).encode()).hexdigest()[:16]


def _sound(word: str) -> str:
    """A word as it sounds; one with a digit as it is: brigades of two numbers are two."""
    return sound(word) or word if word.isalpha() else word


def _whole(name: str) -> str:
    letters = re.sub(r"[^a-z0-9]", "", ascii_fold(name))
    return f"={_sound(letters)}" if letters else ""
