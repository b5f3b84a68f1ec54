"""What kind of word a word in capitals is: a word of the language, a name, an abbreviation.

In: a word in small letters and the parser's list of lemmas. Out: sets and tests. The general vocabulary is
WordNet's list of lemmas as the model packs it (WordNet licence), with the endings of `capitals.toml`; names
are those of the tables and of the gazetteer (GeoNames, CC BY 4.0). Decides nothing about context.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from crosswire.annotate.names_lexicon import folded, lexicon
from crosswire.gazetteer import large_cities
from crosswire.lang import table

if TYPE_CHECKING:
    from spacy.vocab import Vocab

# A city that shares its name with a noun is taken for the city from this many inhabitants on; of two or
# more words, from the second number on: smaller ones are mostly called after things.
_CITY = 300_000
_CITY_OF_WORDS = 100_000
_VOWEL = frozenset("aeiouy")
# The tables of lemmas that `parse.load` takes from the pipeline's lemmatizer to its vocabulary.
LEMMAS = ("lemma_index", "lemma_exc")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The lemmas of the language: all, and the nouns that are nothing else."""

    lemmas: frozenset[str]
    nouns: frozenset[str]

    def holds(self, word: str) -> bool:
        """Whether a word in small letters is a word of the language in any of its forms."""
        return word in self.lemmas or _formed(word, self.lemmas) or _composed(word, self.lemmas)


@lru_cache(maxsize=4)
def vocabulary_of(vocab: Vocab) -> Vocabulary:
    """The vocabulary of a pipeline that `parse.load` gave; empty where it has no list of lemmas."""
    index, irregular = (vocab.lookups.get_table(name, {}) for name in LEMMAS)
    if not index:
        return Vocabulary(frozenset(), frozenset())
    kinds = {kind: frozenset(index.get(kind, ())) for kind in ("noun", "verb", "adj", "adv")}
    forms = {form for kind in kinds for form in irregular.get(kind, {})}
    closed = frozenset(table("en", "stopwords")["words"]) | lexicon().openers | listed("closed")
    others = kinds["verb"] | kinds["adj"] | kinds["adv"] | closed
    # What cannot be spoken as a word is an abbreviation, though the list has it.
    lemmas = {w for w in forms.union(*kinds.values()) if is_speakable(w)} | closed
    return Vocabulary(frozenset(lemmas), kinds["noun"] - others)


def is_speakable(word: str) -> bool:
    """Whether a word has a vowel and begins as words begin."""
    if _VOWEL.isdisjoint(word):
        return False
    return not (_VOWEL.isdisjoint(word[:2]) and word[:2].isalpha() and word[:2] not in listed("onsets"))


def _formed(word: str, lemmas: frozenset[str]) -> bool:
    """Whether the word is a lemma with an ending ("dynamited", "bigger")."""
    for ending, stems in _suffixes():
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word[: -len(ending)]
            if any(stem + rest in lemmas for rest in stems):
                return True
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in lemmas and ending[0] in "aei":
                return True
    return False


def _composed(word: str, lemmas: frozenset[str]) -> bool:
    if len(word) > 7 and word.endswith(tuple(_list("endings"))):
        return True
    for prefix in _list("prefixes"):
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= 4 and (rest in lemmas or _formed(rest, lemmas)):
            return True
    # "checkpoint", "roadblock": two words of the language, each of four letters or more.
    cuts = range(4, len(word) - 3)
    return any(word[:i] in lemmas and word[i:].removesuffix("s") in lemmas for i in cuts)


@cache
def _suffixes() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((e, tuple(stems)) for e, stems in table("en", "capitals")["suffixes"].items())


@cache
def _list(key: str) -> tuple[str, ...]:
    return tuple(table("en", "capitals")[key])


@cache
def listed(key: str) -> frozenset[str]:
    """A list of `capitals.toml` as a set."""
    return frozenset(_list(key))


@cache
def sure_names() -> frozenset[str]:
    """Words that are names whatever stands beside them: countries, nationalities, weekdays, months."""
    lex = lexicon()
    single = {w for w in lex.countries | lex.regions | lex.adjectives if " " not in w}
    taken = single | set(_calendar()) | listed("names")
    return frozenset(taken) - listed("small_adjectives") - lex.compass - listed("calendar_words")


@cache
def _calendar() -> frozenset[str]:
    times = table("en", "times")
    return frozenset([*times["months"], *times["weekdays"]])


@cache
def given_names() -> frozenset[str]:
    """The given names of the tables, those that are common words among them."""
    names = table("en", "given_names")
    return frozenset([*names["male"], *names["female"]])


@lru_cache(maxsize=4)
def own_names(vocabulary: Vocabulary) -> frozenset[str]:
    """Given names and cities that are no word of the language, or a noun that means just them."""
    cities = {
        name
        for name, population in large_cities()
        if " " not in name
        and (name not in vocabulary.lemmas or (name in vocabulary.nouns and population >= _CITY))
    }
    given = {n for n in given_names() if n not in vocabulary.lemmas or n in vocabulary.nouns}
    return frozenset((cities - listed("common_cities")) | (given - listed("common_given_names")))


@cache
def phrases() -> frozenset[tuple[str, ...]]:
    """Names of countries, regions and larger cities of two to four words."""
    lex = lexicon()
    named = [*lex.countries, *lex.regions]
    named += [name for name, population in large_cities() if " " in name and population >= _CITY_OF_WORDS]
    split = (tuple(folded(n).split()) for n in named)
    return frozenset(words for words in split if 2 <= len(words) <= 4)


@cache
def phrase_starts() -> frozenset[str]:
    """The first words of `phrases`."""
    return frozenset(words[0] for words in phrases())
