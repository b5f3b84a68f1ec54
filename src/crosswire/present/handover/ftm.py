"""FollowTheMoney: a dossier as a graph of entities that Aleph, OpenAleph and the tools around the model read.

In: a `Held`. Out: JSON Lines, an entity a line: the reports as Articles, those whom they name as Person, Organization,
PublicBody, LegalEntity or Address, each form of a name as a Mention; the story and what happened in it as Events; what
the dossier states (tallies, words, partings) as Notes; and links: who asserts a count, whose text a report carries,
which report a statement rests on. A Note on an Event is what reports say of it, with how many sources stand behind
it; the graph asserts nothing that the dossier does not.

Made after the model of FollowTheMoney 4.11 (https://followthemoney.tech, MIT).
"""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.present.handover.cover import Cover
from crosswire.present.handover.ftm_findings import happened, links, stated, stories
from crosswire.present.handover.ftm_things import Cast, articles, mentions, things
from crosswire.present.handover.ftm_values import FtmEntity
from crosswire.present.held import Held


def to_ftm(held: Held, cover: Cover, *, with_text: bool) -> bytes:
    """The dossier as FollowTheMoney entities; nothing of `cover` has a place in them."""
    text = "".join(entity.line() for entity in ftm_entities(held, with_text=with_text))
    return text.encode("utf-8", "replace")


def ftm_entities(held: Held, *, with_text: bool = False) -> Iterator[FtmEntity]:
    """The entities in the order: reports, whom they name, mentions, stories, events, statements, links; each once."""
    cast = Cast(held)
    seen: set[str] = set()
    for entities in (
        articles(cast, with_text=with_text),
        things(cast),
        mentions(cast),
        stories(cast),
        happened(cast),
        stated(cast),
        links(cast),
    ):
        for entity in entities:
            if entity.id not in seen:
                seen.add(entity.id)
                yield entity
