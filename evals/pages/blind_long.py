"""A blind page that is long: a magazine's long read with chapters and pull quotes.

In: nothing. Out: one `Page`. Every outlet, place, person and event is invented.
"""

from __future__ import annotations

from collections.abc import Iterator

from evals.pages.blind_parts import ld, made
from evals.pages.modern import Page

LONG_READ = (
    """<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>The lighthouse keepers’ strike that never ended | The Long View | Lenz Magazine</title><link rel="canonical" href="https://magazine.lenz.example/long-view/lighthouse-keepers-strike"><meta property="og:site_name" content="Lenz Magazine"><meta property="og:title" content="The lighthouse keepers’ strike that never ended"><meta name="author" content="Rosalind Quay">"""
    + ld(
        **{"@type": "Article"},
        headline="The lighthouse keepers’ strike that never ended",
        datePublished="2019-03-02T06:00:00+01:00",
        author={"@type": "Person", "name": "Rosalind Quay"},
        publisher={"@type": "Organization", "name": "Lenz Magazine"},
        articleSection="The Long View",
    )
    + """</head><body class="immersive"><progress value="0" max="100"></progress><div class="im-nav"><a href="/">Lenz Magazine</a><a href="/subscribe">Subscribe from £3 a month</a></div><section class="im-hero" style="background-image:url(/hero.jpg)"><div class="im-hero__in"><span class="im-series">The Long View</span><h1>The lighthouse keepers’ strike that never ended</h1><p class="im-stand">⟦In 1962 eleven men put out their lamps for a night. They are still, on paper, in dispute. Our writer went to meet the last three.⟧</p><p class="im-by">Words by Rosalind Quay. Photographs by Teo Brandt</p><p class="im-date">2 March 2019</p></div></section><div class="im-share"><a>Facebook</a><a>Pocket</a><span>Listen to this article, 14 min</span></div>
<div class="im-body"><p class="im-p im-p--first">⟦<span class="im-drop">O</span>n the wall of Ferris Toom’s kitchen hangs a letter, framed, from the Board of Lights. It is dated 9 October 1962 and it asks him, in a tone of some weariness, to return to work.⟧</p>
<p class="im-p">⟦He has not replied. “I mean to,” he says. He is 88. “There’s a point in the third paragraph that I want to get right.”⟧</p>
<p class="im-p">⟦Outside, the sea at Cape Gannet is doing what it did on the night that made him, for about a week, the most hated man on the coast: nothing much. It was that, as he sees it, which spoiled everything. If there had been a storm somebody would have given way. There was a moon like a plate, and not a breath of wind, and eleven lighthouses stood dark from Osmay to the Skail, and nobody ran into anything.⟧</p>
<h2 class="im-chap"><span>I</span>⟦The matter of the coal⟧</h2>
<p class="im-p">⟦It began with coal. A keeper’s contract, in the form in which the Board had used it since 1871, gave him a house, a uniform, two guineas a year for boots and “fuel sufficient”. In 1958 the lamps were changed to run on electricity, and a clerk in Linnmouth drew the conclusion that no more fuel was needed.⟧</p>
<p class="im-p">⟦The clerk had never been to Cape Gannet. He supposed, as he later told an inquiry, that the lamp and the house were in the same circuit. They were not. The houses had no circuit. For four winters the keepers and their families burned driftwood, and in the case of the Tooms, a piano.⟧</p>
<aside class="im-pull"><p>“He supposed that the lamp and the house were in the same circuit.”</p></aside>
<p class="im-p">⟦“It was a bad piano,” says Toom’s daughter, Ailsa, who was six. “But it was long. It did us from the January to the March.”⟧</p>
<p class="im-p">⟦The keepers wrote. The Board answered that it would consider the matter when it came up for consideration. They wrote again. In the archive at Linnmouth there are 61 letters in a box that is labelled, in pencil, “Coal (tiresome)”. On the last of them someone has added up, in the margin, what it would have cost to give way: £214 a year.⟧</p>
<figure class="im-fig im-fig--wide"><img src="/box.jpg" alt=""><figcaption>The box of letters in the archive of the Board of Lights, Linnmouth. Photograph: Teo Brandt/Lenz Magazine</figcaption></figure>
<h2 class="im-chap"><span>II</span>⟦One night in September⟧</h2>
<p class="im-p">⟦The man who thought of it was Gilbert Strand, of the Skail light, who had read a book on the dockers. He put it to the others by the only means that they had, which was the lamps themselves: after midnight, when no ship was near, he sent it in Morse to Osmay, who sent it on to Gannet, and so round the coast. It took three nights. The message survives in the log of a trawler whose mate could read it and thought that he was drunk.⟧</p>
<blockquote class="im-quote"><p>⟦All out Saturday at ten. One night only. Tell the pilots first. God forgive us and damn the Board.⟧</p></blockquote>
<p class="im-p">⟦They told the pilots. The pilots told the shipping companies, who kept 40 vessels in port. So the strike, which was called the most reckless act in the history of the coast, was also perhaps the most carefully announced. A ferry that did sail, the old Sula Queen, was met off each dark headland by a keeper in a rowing boat, with a storm lantern on a pole.⟧</p>
<p class="im-p">⟦None of this was in the newspapers. “The Night They Left Us to Drown” was one headline. Toom keeps that as well, but not in a frame.⟧</p>
<div class="im-promo"><h4>The Long View, by post</h4><p>Get our best long read every Saturday, with a cup of tea. Or without.</p><input type="email"><button>Sign me up</button></div>
<h2 class="im-chap"><span>III</span>⟦What is owed⟧</h2>
<p class="im-p">⟦On the Sunday the lamps were lit again. The Board dismissed nobody; it could not have found eleven others who would live there. It delivered coal, without a word, on the Tuesday. But it stopped one night’s wages, 11 shillings and fourpence a man, and on that point the keepers dug in.⟧</p>
<p class="im-p">⟦They held that they had kept watch, in boats, and were owed for it. The Board held that a keeper in a boat is not a keeper. Under the rules, a dispute that neither side withdraws goes to a tribunal. The tribunal was abolished in 1971, with a clause that cases then pending “shall continue to pend”.⟧</p>
<p class="im-p">⟦And so it pends. The lights have had no keepers since 1988. Eight of the eleven are dead. Every April the Board, which is now an agency with a logo, sends each of the others a form in which to state whether he wishes to go on with his claim, and every April three old men tick the same box.⟧</p>
<aside class="im-pull im-pull--left"><p>“A keeper in a boat is not a keeper.”</p></aside>
<p class="im-p">⟦I asked the agency what it would cost to settle. A spokeswoman rang me back the same afternoon. She had worked it out, she said, with interest, out of curiosity: £46.80 each. She was not allowed to offer it. She sounded as if she had thought of sending it out of her own purse.⟧</p>
<p class="im-p">⟦I told Toom the sum. He thought about it for so long that the kettle boiled and was taken off.⟧</p>
<p class="im-p">⟦“It isn’t the money,” he said at last. “I’d just like somebody to write down that I was there.”⟧</p>
<hr><p class="im-end"><em>Rosalind Quay’s book on the islands, “Small Lights”, is out in May. Follow the Long View on X at @lenzlong.</em></p></div><section class="im-more"><h3>More long reads</h3><div><a href="/1">The woman who counts the sea</a><p>Every wave since 1979.</p></div><div><a href="/2">How to steal a bell</a><p>It is harder than you think, and louder.</p></div></section><footer>Lenz Magazine is printed on paper from forests that we have been to see.</footer></body></html>"""
)


def pages() -> Iterator[Page]:
    """The page of this module."""
    yield made(
        "long-read",
        LONG_READ,
        "The lighthouse keepers’ strike that never ended",
        byline="Rosalind Quay",
        publisher="Lenz Magazine",
        published="2019-03-02T06:00:00+01:00",
        language="en",
        section="The Long View",
        address="https://magazine.lenz.example/long-view/lighthouse-keepers-strike",
    )
