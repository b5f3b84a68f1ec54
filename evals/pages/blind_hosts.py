"""Blind pages that carry others' text or hide their own: agency copy, a republished story, a paywall, comments.

In: nothing. Out: `Page` values. Every outlet, place, person and event is invented, save the agencies credited.
"""

from __future__ import annotations

from collections.abc import Iterator

from evals.pages.blind_parts import each, ld, made
from evals.pages.modern import Page

STATION = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Rail workers in Maravia call off strike hours before deadline</title><link rel="canonical" href="https://www.kqvr9.example/2023/11/04/maravia-rail-strike-called-off/">
<meta property="og:site_name" content="https://www.kqvr9.example"><meta name="application-name" content="KQVR 9"><meta property="og:title" content="Rail workers in Maravia call off strike hours before deadline"><meta property="article:published_time" content="2023-11-04T05:18:00Z"><meta name="description" content="A deal on rosters was reached early Saturday.">
<script type="application/ld+json">{"@context":"http://schema.org","@type":"NewsArticle","headline":"Rail workers in Maravia call off strike hours before deadline","datePublished":"2023-11-04T05:18:00Z","author":[{"@type":"Person","name":"Lena Marrow"}],"publisher":{"@type":"NewsMediaOrganization","name":"KQVR 9","logo":{"@type":"ImageObject","url":"https://www.kqvr9.example/l.png"}}}</script></head>
<body><div id="fusion-app" class="layout-section"><div class="weather-bar"><p>First Alert Weather Day: wind chill to fall to -9 tonight</p></div><header class="page-header"><nav><a href="/news">News</a><a href="/weather">Weather</a><a href="/sports">Sports</a><a href="/community">Good Morning Selwyn</a><a href="/contests">Contests</a><a href="/livestream">Watch Now</a></nav></header>
<div class="stack-article"><h1 class="headline"><span>Rail workers in Maravia call off strike hours before deadline</span></h1>
<div class="author-block"><div class="byline"><span class="authors"><strong>By</strong> <a href="/authors/lena-marrow">Lena Marrow</a></span></div><div class="affiliation">Associated Press</div><div class="pub-date">Published: Nov. 3, 2023 at 11:18 PM MDT</div></div>
<div class="social-share"><span>Email this link</span><span>Share on Facebook</span><span>Share on Pinterest</span></div>
<figure class="lead-art"><img src="/resizer/a.jpg" alt=""><figcaption>Commuters wait at Port Else Central, Nov. 2, 2023. (AP Photo/Theo Banerji, File)<span>(AP)</span></figcaption></figure>
<div class="article-body"><p class="text | article-text">⟦PORT ELSE, Maravia (AP) &mdash; Train drivers and signal staff in Maravia called off a nationwide strike early Saturday, four hours before it was to begin, after the state railway agreed to give them every second weekend off.⟧</p>
<div class="gray-arc-ad"><div class="arcad-feature"></div></div><p class="text | article-text">⟦The two-week walkout would have stopped some 4,100 trains a day in a country where one commuter in three goes by rail.⟧</p>
<p class="text | article-text">⟦&ldquo;Tonight our members will sleep, and tomorrow they will drive,&rdquo; said Petra Holub, who heads the Federation of Rail Workers, as she left the talks at 2 a.m.⟧</p>
<div class="interstitial-link"><a href="/2023/11/02/flight/"><b>READ MORE:</b> Unruly passenger forces flight to land in Selwyn</a></div>
<p class="text | article-text">⟦Under the deal, shifts may not exceed 10 hours, and rosters must be posted 21 days ahead instead of five. Pay, which rose 7% in June, was not at issue.⟧</p>
<p class="text | article-text">⟦Maravian Railways said it would need to hire 900 drivers and could cut some night services until it has them. &ldquo;There is no factory for train drivers,&rdquo; chief executive Orrin Vance told reporters.⟧</p>
<p class="text | article-text">⟦Members will vote on the agreement by Nov. 20.⟧</p>
<p class="text | article-text"><i>Copyright 2023 The Associated Press. All rights reserved.</i></p></div>
<div class="most-read-list"><h4>Most Read</h4><ul><li><a href="/1">Selwyn man arrested after 40 catalytic converters found in barn</a></li><li><a href="/2">Snow totals: who got what</a></li><li><a href="/3">Beloved diner to close after 61 years</a></li></ul></div><div class="taboola"><span>You May Like</span></div></div>
<footer><a href="/eeo">EEO Report</a><a href="/fcc">FCC Applications</a><p>publicfile@kqvr9.example - (208) 555-0139</p><p>At KQVR 9, our journalists report, write, edit and produce the news content that informs the communities we serve.</p></footer></div></body></html>"""

_MARLOWE = each(
    '<li class="mr__it"><span class="mr__no">#</span><div><a href="/x">',
    (
        "Regulator opens inquiry into Calder Bank's sale of inflation bonds to pensioners</a><p>Savers say they were told that their money could not shrink. It could, and in 2022 it did, by as much as 18 percent.</p>",
        "Why the world's largest maker of cardboard thinks that a recession has already begun</a><p>Box orders fall about two quarters before anything else does, and the boxes are telling a story.</p>",
        "Opinion: a wealth tax that works, from a country nobody looks at</a><p>The island of Sorrel has taxed fortunes since 1911. It has more millionaires per head than its neighbours, not fewer.</p>",
        "Copper at a nine-year high as smelter in Tolva stays shut</a><p>Traders had counted on a restart in January. Engineers now speak of June at the earliest, and some of autumn.</p>",
        "The quiet man who owns a third of Port Selwyn's harbour</a><p>He has given no interview since 1998. His neighbours know him as the one who sweeps the pavement himself.</p>",
        "Airline Skybridge to bring back the meal, at 14 crowns</a><p>Passengers asked for it. Whether they will pay for it is another question, analysts say.</p>",
    ),
    "</div></li>",
)
SHORT = (
    """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Tolva Metals cuts output forecast after smelter fire - Marlowe Business Day</title><meta property="og:site_name" content="Marlowe Business Day"><link rel="canonical" href="https://www.marlowebd.example/companies/mining/2022-02-11-tolva-metals-cuts-output-forecast/">
<meta property="article:published_time" content="2022-02-11T09:52:00+02:00"><meta property="article:section" content="Mining"></head><body class="t-companies">
<div class="cmp" role="dialog"><p>We and our 812 partners store and/or access information on a device. Click below to consent or make granular choices.</p><button>ACCEPT ALL</button><button>MORE OPTIONS</button></div>
<nav class="crumbs" aria-label="breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/companies/">Companies</a></li><li><a href="/companies/mining/">Mining</a></li></ol></nav>
<div class="row"><div class="col-8"><div class="article-title"><h1>Tolva Metals cuts output forecast after smelter fire</h1><h3 class="article-intro">⟦Shares fall to their lowest since 2020 as restart is put off to June⟧</h3></div>
<div class="article-pub-date">11 February 2022 - 09:52 <span class="agency">Reuters</span></div>
<div class="article-widgets"><div class="article-widget article-widget-text"><p>⟦Port Selwyn &mdash; Tolva Metals cut its forecast of this year's copper output by a fifth on Friday after a fire put its largest smelter out of action, sending its shares down 11% in early trade.⟧</p><p>⟦The company now expects 248,000 tonnes, against 310,000 before. The furnace at Ruhl will not be relit before June, it said.⟧</p><p>⟦Nobody was hurt in the fire on 29 January. Insurance will cover "most but not all" of the loss, finance chief Adela Munk told analysts.⟧</p></div>
<div class="article-widget article-widget-related"><h6>RELATED:</h6><p><a href="/r1">Copper at a nine-year high as smelter in Tolva stays shut</a></p></div>
<div class="article-widget article-widget-text"><p>⟦At 0910 GMT the shares stood at 41.20 crowns.⟧</p><p><em>Reuters</em></p></div></div>
<div class="corr"><b>Correction: February 11 2022</b><p>An earlier version of this article gave the old forecast as 301,000 tonnes.</p></div>
<p class="article-subs">Would you like to comment on this article? <a href="/signup">Sign up</a> (it's quick and free) or sign in now.</p></div>
<aside class="col-4"><h2>Most read</h2><ol class="mr">"""
    + _MARLOWE
    + """</ol><div class="nl"><h3>The Morning Ledger</h3><p>All that moved overnight, in your inbox at 6am.</p><input placeholder="Your email"><button>Sign up</button></div></aside></div>
<footer><p>&copy; 2022 Marlowe Media Group. Use of this website signifies agreement with the terms and conditions.</p></footer></body></html>"""
)

PAYWALL = (
    """<!doctype html><html lang="en-US"><head><meta charset="utf-8"><title>The Village That Sold Its Silence - The Halden Review</title><link href="https://www.haldenreview.example/magazine/2023/06/village-wind-farm-silence/674102/" rel="canonical">
"""
    + ld(
        **{"@type": "Article"},
        headline="The Village That Sold Its Silence",
        isAccessibleForFree=False,
        hasPart={"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".pw-rest"},
        datePublished="2023-06-05T10:00:00Z",
        articleSection="Ideas",
        author={"@type": "Person", "name": "Osric Vane"},
        publisher={"@type": "Organization", "name": "The Halden Review"},
    )
    + """</head><body><div class="Masthead__wrap-2Kd"><a href="/">The Halden Review</a><a href="/subscribe">Subscribe</a><a href="/login">Sign In</a></div>
<article class="Art__root-9vS"><header><div class="Rubric-1t">Ideas</div><h1 class="Hed-3f">The Village That Sold Its Silence</h1><p class="Dek-77">⟦For twenty years Ombley was offered nothing for its wind. Then a man came with a chequebook and one condition.⟧</p><div class="By-0a">By <a href="/author/osric-vane/">Osric Vane</a></div><time datetime="2023-06-05T10:00:00Z">June 5, 2023</time></header>
<div class="Listen-44"><button>Listen</button><span>1.0x</span><span>0:00</span><span>31:12</span><p>Listen to more stories on the Earful app.</p></div>
<section class="Body-5c"><p class="drop">⟦<span class="dc">T</span>he first thing that you notice in Ombley is that nobody will tell you anything, and that they are all so very pleasant about it.⟧</p><p>⟦I asked the vicar about the turbines and she talked about bells. I asked the publican, and he drew me a pint that I had not ordered and went to see to the dray. On the green a boy of perhaps nine looked up from his bicycle chain and said, &ldquo;We&rsquo;re not allowed,&rdquo; and then, because he had been well brought up, &ldquo;sorry.&rdquo;⟧</p><p class="fade">⟦It took me four months to see the paper that 211 of the 214 adults of the parish had signed, and when I did, it was&hellip;⟧</p></section>
<div class="Gate-8x" role="region" aria-label="subscribe"><h2>To read the rest, become a subscriber</h2><p>Get unlimited access to independent, ambitious writing, from the magazine that has asked awkward questions since 1871.</p><ul><li>Digital: $79.99 a year. Full access on every device, plus our daily puzzle.</li><li>Print and digital: $89.99 a year. Ten issues delivered to your door.</li></ul><button>Start free trial</button><p>Already have an account? Sign in</p></div></article>
<div class="Recirc-2"><h3>Popular Essays</h3><p><a href="/1">What Bees Owe Us</a></p><p><a href="/2">The Last Honest Auctioneer</a></p></div><footer><p>TheHaldenReview.example &copy; 2023 Halden Monthly Group. All Rights Reserved.</p></footer></body></html>"""
)

_COMMENTS = each(
    '<li class="cmt depth-1"><div class="cmt-author vcard"><cite class="fn">',
    (
        'Old Harry</cite> <span class="says">says:</span></div><div class="cmt-meta">3 May 2016 at 8:14 am</div><p>I have swum off that beach since 1951 and there was always a bit of weed. Nobody shut anything. You rinsed your trunks and had a bag of chips and that was that. The trouble with this council is that it employs people to find things out.</p>',
        'Margot D.</cite> <span class="says">says:</span></div><div class="cmt-meta">3 May 2016 at 8:40 am</div><p>@Old Harry it is not weed, it is algae, and it can kill a dog in an hour. My sister lost her spaniel at Tern Lake in 2013. The vet said there was nothing to be done. Please do not tell people that it is fine.</p>',
        'seadog77</cite> <span class="says">says:</span></div><div class="cmt-meta">3 May 2016 at 9:02 am</div><p>Follow the money. Who owns the farms up the valley? Who sits on the planning committee? I am only asking. The report that was promised in January has still not been published and I doubt that it ever will be.</p>',
        'Councillor Ann Petrie</cite> <span class="says">says:</span></div><div class="cmt-meta">3 May 2016 at 12:31 pm</div><p>To put the record straight: the report is on the council\'s website, page 14 of the environment committee\'s papers for 11 April. The farms named there have been written to. I am always glad to answer questions at my surgery on Saturdays, in the library, from ten.</p>',
        'Priya</cite> <span class="says">says:</span></div><div class="cmt-meta">4 May 2016 at 7:55 am</div><p>Thank you, councillor. Could the signs be put up in a size that can be read without going down onto the sand, though? We only saw it when the children were already in.</p>',
    ),
    '<a rel="nofollow" class="reply" href="#respond">Reply</a></li>',
)
COMMENTED = (
    """<!DOCTYPE html><html lang="en-GB"><head><meta charset="UTF-8"><title>North Sands closed to bathers as toxic algae spread | Westmere Post</title><link rel="canonical" href="https://www.westmerepost.example/2016/05/02/north-sands-closed/"><meta property="og:site_name" content="Westmere Post"><meta property="article:published_time" content="2016-05-02T17:20:00+01:00"><meta property="article:section" content="News"></head>
<body class="single postid-8841"><div id="hdr"><a href="/">Westmere Post</a><ul id="nav"><li><a href="/news">News</a></li><li><a href="/whatson">What's on</a></li><li><a href="/jobs">Jobs</a></li></ul></div>
<div id="main"><div class="hentry post"><h2 class="posttitle">North Sands closed to bathers as toxic algae spread</h2><p class="postmeta">By <span class="author">Tom Ferriby</span> on May 2, 2016 5:20 pm | <a href="#comments">5 Comments</a></p>
<div class="entry"><p>⟦North Sands was closed to bathers and dogs on Bank Holiday Monday after blue-green algae were found along 800 metres of shore.⟧</p><p>⟦Lifeguards raised red flags at 11.15am and asked about 400 people to leave the water. Two children were taken to Westmere General with rashes and later sent home.⟧</p><p>⟦"We would rather spoil one afternoon than fill a ward," said Gareth Lunn, who runs the beach for the town council. Samples have gone to a laboratory in Exley, and results are due on Thursday.⟧</p><p>⟦South Sands and the lido stay open.⟧</p></div>
<div class="sharedaddy"><h3>Share this:</h3><ul><li>Twitter</li><li>Facebook 44</li><li>Print</li></ul></div><div class="posttags">Tagged: <a rel="tag" href="/t/1">algae</a>, <a rel="tag" href="/t/2">North Sands</a>, <a rel="tag" href="/t/3">town council</a></div></div>
<h3 id="comments">5 Responses to &#8220;North Sands closed to bathers as toxic algae spread&#8221;</h3><ol class="commentlist">"""
    + _COMMENTS
    + """</ol><div id="respond"><h3>Leave a Reply</h3><p>Your email address will not be published. Required fields are marked *</p><form><textarea></textarea><input type="submit" value="Post Comment"></form></div></div></body></html>"""
)

REPUBLISHED = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Who turned off the wells? - Inland Current</title><meta property="og:title" content="Who turned off the wells?"><meta property="og:site_name" content="Inland Current"><meta property="article:published_time" content="2021-10-08T12:00:00-06:00"><link rel="canonical" href="https://harrowledger.example/2021/10/who-turned-off-the-wells/"><meta property="article:section" content="Water"></head>
<body><header class="ic-top"><a class="ic-logo" href="/">Inland Current</a><p class="ic-tag">Nonprofit news for the dry counties</p><a href="/give">Donate</a></header><main class="ic-main"><div class="ic-kicker"><a href="/water">Water</a></div><h1 class="entry-title">Who turned off the wells?</h1><p class="subtitle">⟦In Sagamore County, 38 families lost their water in one week. The pumps next door never stopped.⟧</p>
<div class="entry-meta"><span class="by">by</span> <a class="url" href="#">Inez Calloway</a>, The Harrow Ledger <span class="posted-on"><time datetime="2021-10-08T12:00:00-06:00">October 8, 2021</time></span></div>
<div class="repub-top"><p>This story was originally published by <a href="https://harrowledger.example/2021/10/who-turned-off-the-wells/">The Harrow Ledger</a> and is republished here with permission.</p></div>
<div class="entry-content"><p class="has-drop-cap">⟦When the kitchen tap at the Dunphy place coughed and went dry on a Tuesday in August, Earl Dunphy did what his father would have done. He went out to look at the neighbor's corn.⟧</p><p>⟦It was green. It stood nine feet tall on both sides of the road, as far as the grain elevator at Tully, and over it turned 26 center pivots, throwing water into a 103-degree wind.⟧</p>
<figure class="wp-block-image"><img src="/p.jpg" alt=""><figcaption>A center pivot near Tully in August. Credit: Ansel Roark/The Harrow Ledger</figcaption></figure>
<p>⟦Records that the Ledger obtained show that all but two of the pumps that feed them were drilled after the state closed the basin to new wells in 2014. The permits were issued as "replacements" for wells that, on paper, had gone dry.⟧</p><blockquote class="wp-block-quote"><p>⟦"You can replace a well the way you can replace a hat," said Lorna Quist, who was the district's hydrologist until 2018. "It doesn't have to be on the same head."⟧</p></blockquote>
<p>⟦The district's manager, Dale Purvis, said every permit was lawful. He would not say who asked for them.⟧</p><p>⟦Of the 38 families, 31 have since drilled deeper, at about $40,000 each. Four have left. Three, the Dunphys among them, buy water from a man with a tank truck, who fills it, as it happens, from one of the replacement wells.⟧</p></div>
<div class="newspack-popup"><h4>Get the week's water news</h4><p>Sign up for Tailwater, our free Thursday letter.</p></div><div class="author-bio"><h2>Inez Calloway</h2><p>Inez Calloway is an investigative reporter at The Harrow Ledger, where she has covered land and water since 2012.</p></div></main><footer><p>© 2021 Inland Current. Proudly powered by Newsmill.</p></footer></body></html>"""


def pages() -> Iterator[Page]:
    """The pages of this module."""
    yield made(
        "station-agency",
        STATION,
        "Rail workers in Maravia call off strike hours before deadline",
        byline="Lena Marrow",
        publisher="KQVR 9",
        published="2023-11-04T05:18:00Z",
        language="en",
        address="https://www.kqvr9.example/2023/11/04/maravia-rail-strike-called-off/",
        credits=["AP"],
    )
    yield made(
        "short-agency",
        SHORT,
        "Tolva Metals cuts output forecast after smelter fire",
        publisher="Marlowe Business Day",
        published="2022-02-11T09:52:00+02:00",
        language="en",
        section="Mining",
        address="https://www.marlowebd.example/companies/mining/2022-02-11-tolva-metals-cuts-output-forecast/",
        credits=["Reuters"],
    )
    yield made(
        "paywall-stub",
        PAYWALL,
        "The Village That Sold Its Silence",
        byline="Osric Vane",
        publisher="The Halden Review",
        published="2023-06-05T10:00:00Z",
        language="en",
        section="Ideas",
        address="https://www.haldenreview.example/magazine/2023/06/village-wind-farm-silence/674102/",
    )
    yield made(
        "commented",
        COMMENTED,
        "North Sands closed to bathers as toxic algae spread",
        byline="Tom Ferriby",
        publisher="Westmere Post",
        published="2016-05-02T17:20:00+01:00",
        language="en",
        section="News",
        address="https://www.westmerepost.example/2016/05/02/north-sands-closed/",
    )
    yield made(
        "republished",
        REPUBLISHED,
        "Who turned off the wells?",
        byline="Inez Calloway",
        publisher="The Harrow Ledger",
        carrier="Inland Current",
        published="2021-10-08T12:00:00-06:00",
        language="en",
        section="Water",
        address="https://harrowledger.example/2021/10/who-turned-off-the-wells/",
    )
