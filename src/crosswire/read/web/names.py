"""What the classes, ids and roles of a page's elements call them: furniture, a byline, a deck, a trail.

In: names such as "inline-promo_box", or an element. Out: what they say. The words are those that sites of many
languages use; a new one belongs here if it means one thing wherever it stands.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

# Characters of a class, id or style that are looked at.
NAMES = 500
# Elements that a class never makes furniture of: sites give them classes of the whole page.
WHOLE = frozenset(("html", "body", "main", "article"))
# What classes and ids call furniture, matched as whole words of names such as "inline-promo_box"; and, apart, the
# words that sites also use for pieces of an article, which count only where enough text is left without them.
_CERTAIN = (
    r"ads?|advert\w*|anzeige|werbung|reklam|publicite|publicidad|sponsor\w*|outbrain|taboola|share|sharing|sharedaddy|social\w*"
    r"|related\w*|relacionad\w*|mpu|jp-relatedposts|recirc\w*|recommend\w*|newsletters?|signup|sign-up|subscri\w+|subs|paywall-\w+|paygate|regwall"
    r"|cookie\w*|consent\w*|breadcrumbs?|sidebar\w*|most-?(?:read|popular|viewed)|trending|footer|nav|navigation|navbar|menu|bio"
    r"|contributors?|author-?(?:bio|box|card|info)|about-?author|tags?|tags-list|taglist|toolbar|banner|modal|popup|overlay|caption"
    r"|captiontext|captionbox\w*|photocaption|photo-?credit|cutline|(?<!drop.)cap|legende|bildunterschrift|pie-de-foto|copyright|comments?"
    r"|commentlist|comments-area|discussion|disqus\w*|reactions|replies|pullquote|pull-quote|largequote|quotespeaker|carousel|slideshow"
    r"|more-?(?:on|from|news|stories)|read-?(?:more|also|next)|see-?also|also-?read|lire-aussi|skip-?link|sr-only|visually-hidden"
    r"|screen-reader-text|post-footer|fine-?print|ad-label|corr|corrections?|donat\w+|cta|(?<!has.)toc|twitter-tweet|tweet|instagram-media"
    r"|feedback|encart\w*|reading-time|car-cnt|soundcloud"
)
_DOUBTFUL = r"gate|widgets?|teasers?|promo\w*|gallery|credits?|listen|audio(?:-\w+)?|shop|callout|offer"
_FURNITURE = re.compile(rf"(?:^|[\s_-])(?:{_CERTAIN}|{_DOUBTFUL})(?=$|[\s_-])", re.I)
_SURELY = re.compile(rf"(?:^|[\s_-])(?:{_CERTAIN})(?=$|[\s_-])", re.I)
# What they call a line about the article that stands above it.
_HEADED = re.compile(
    r"(?:^|[\s_-])(?:by|byline\w*|author\w*|autor\w*|firma|signature|meta|date\w*|datum|time\w*|timestamp|posted-on|entry-meta|kicker"
    r"|surtitre|source|section|rubric|category|eyebrow|info|publish\w*)(?=$|[\s_-])",
    re.I,
)
_DECK = re.compile(
    r"(?:^|[\s_-])(?:deck|dek|standfirst|stand|subtitle|subtitulo|subhead\w*|subheadline|sous-?titre|untertitel|lead|lede|intro|summary"
    r"|chapo|chapeau|entradilla|bajada|copete|sumario|sommaire|vorspann|anons|spot|ingress|manchet|sottotitolo|occhiello|excerpt|abstract"
    r"|key-?points?|highlights|takeaways|bullet-?points)(?=$|[\s_-])",
    re.I,
)
# What they call a deck above the text, and a pointer to another article elsewhere.
_TEASED = re.compile(r"(?:^|[\s_-])teaser(?=$|[\s_-])", re.I)
_AUTHOR = re.compile(
    r"uthor|yline|firma|signature|autor|(?:^|[\s_-])(?:agency|affiliation|auteur|yazar|автор|user-name|by)(?=$|[\s_-])"
)
TRAIL = re.compile(
    r"readcrumb|(?:^|[\s_-])(?:crumbs?|brotkrumen|migas|fil-ariane)(?=$|[\s_-])|(?<![^\s])(?:fil|path|yol)(?!\S)"
)
ROLES = frozenset(("navigation", "complementary", "dialog", "banner", "contentinfo", "search"))


@lru_cache(maxsize=4096)
def read_names(names: str) -> tuple[bool, bool, bool, bool, bool]:
    """What classes and an id say: furniture, above the text, deck, an author, a trail."""
    return (
        _FURNITURE.search(names) is not None,
        _HEADED.search(names) is not None,
        _DECK.search(names) is not None,
        _AUTHOR.search(names) is not None,
        TRAIL.search(names) is not None,
    )


def is_teased(element: Any) -> bool:
    """Whether an element's own class calls it a teaser and nothing around it is furniture."""
    if not _TEASED.search((element.get("class") or "")[:NAMES]):
        return False
    while (element := element.getparent()) is not None and element.tag not in WHOLE:
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag in ("aside", "footer", "li") or read_names(names[:NAMES])[0]:
            return False
    return True


def is_doubtful(element: Any, known: dict[Any, bool]) -> bool:
    """Whether only words that sites use for pieces of an article too make furniture of what stands in an element;
    `known` keeps what was found of elements before."""
    path, doubtful = [], True
    while element is not None and element.tag not in WHOLE:
        if element in known:
            doubtful = known[element]
            break
        path.append(element)
        element = element.getparent()
    for node in reversed(path):
        names = f"{node.get('class') or ''} {node.get('id') or ''}"
        apart = node.tag in ("aside", "footer", "figure") or node.get("role") in ROLES
        doubtful = known[node] = doubtful and not apart and _SURELY.search(names[:NAMES]) is None
    return doubtful
