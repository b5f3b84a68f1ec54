"""Blind pages of papers and broadcasters: a chain's local paper, a broadcaster, a wire's own site, a tabloid.

In: nothing. Out: `Page` values. Every outlet, place, person and event is invented.
"""

from __future__ import annotations

from collections.abc import Iterator

from evals.pages.blind_parts import each, ld, made
from evals.pages.modern import Page

CHAIN = (
    """<!DOCTYPE html><html lang="en" class="qz_h"><head><meta charset="utf-8">
<title>Harlan Creek bridge in Tarrow County to close nine weeks for repairs</title>
<link rel="canonical" href="https://www.tarrowcourier.example/story/news/local/2024/03/19/harlan-creek-bridge-closing/73021144007/">
<meta property="og:title" content="Harlan Creek bridge to close for nine weeks after cracks found in deck">
<meta property="og:site_name" content="Tarrow County Courier"><meta property="og:type" content="article">
<meta property="og:description" content="Drivers face a 14-mile detour from April 2 while crews replace steel under the 1958 span.">
"""
    + ld(
        **{"@type": "NewsArticle"},
        headline="Harlan Creek bridge to close for nine weeks after cracks found in deck",
        url="https://www.tarrowcourier.example/story/news/local/2024/03/19/harlan-creek-bridge-closing/73021144007/",
        datePublished="2024-03-19T16:12:44Z",
        dateModified="2024-03-20T01:05:10Z",
        articleSection="Local",
        author=[{"@type": "Person", "name": "Dana Whitlow"}],
        publisher={"@type": "Organization", "name": "Tarrow County Courier"},
    )
    + """
<script>window.qz_dl={"ssts":"news/local","pg":"story"};</script></head>
<body class="qz_b"><div class="qz_ad qz_ad__top" aria-hidden="true"></div>
<header class="qz_n"><a href="/" class="qz_n_lg">Tarrow County Courier</a><nav class="qz_n_mn"><a href="/news/">News</a><a href="/sports/">Sports</a><a href="/life/">Life</a><a href="/opinion/">Opinion</a><a href="/obituaries/">Obituaries</a><a href="/enewspaper/">eNewspaper</a><a href="/legals/">Legals</a></nav>
<div class="qz_n_wx">41&deg;F Tarrow</div><a class="qz_n_sub" href="/offer">Subscribe. $1 for 3 Months</a></header>
<main class="qz_cw"><article class="qz_ar"><a class="qz_ar_lb" href="/news/local/">LOCAL</a>
<h1 class="qz_ar_hl">Harlan Creek bridge to close for nine weeks after cracks found in deck</h1>
<div class="qz_ar_by"><a class="qz_ar_by_a" href="/staff/4471/dana-whitlow/">Dana Whitlow</a><div class="qz_ar_pb">Tarrow County Courier</div></div>
<div class="qz_ar_dt">Published 12:12 p.m. March 19, 2024 | Updated 9:05 p.m. March 19, 2024</div>
<button class="qz_share" data-c="fb">Facebook</button><button class="qz_share" data-c="em">Email</button>
<figure class="qz_em qz_em__i"><img src="/gcdn/bridge.jpg" alt="Cars cross the bridge"><div class="qz_em_ct"><p class="qz_em_ct_t">Cars cross the Harlan Creek bridge on Tuesday.</p><p>Rob Lindqvist / Tarrow County Courier</p></div></figure>
<div class="qz_ar_b">
<p class="qz_ar_b_p">⟦The bridge that carries County Road 9 over Harlan Creek will close to all traffic on April 2 and stay closed for about nine weeks, county engineers said Tuesday.⟧</p>
<p class="qz_ar_b_p">⟦Inspectors found cracks in 11 of the 64 steel stringers beneath the deck during a routine check on March 7, county engineer Phil Amstutz told commissioners at a work session.⟧</p>
<aside class="qz_ad qz_ad__in"><span>Advertisement</span></aside>
<p class="qz_ar_b_p">⟦&ldquo;Nobody is going to fall into the creek next week,&rdquo; Amstutz said. &ldquo;But these are the kind of cracks that do not get smaller.&rdquo;⟧</p>
<p class="qz_ar_b_p">⟦About 6,200 vehicles a day use the two-lane span, which was built in 1958 and last rehabilitated in 1991. A weight limit of 12 tons has been in force since 2019.⟧</p>
<p class="qz_ar_b_p"><strong>More:</strong> <a href="/story/news/2024/02/11/school-bus-routes/72/">Why Tarrow school buses are taking the long way round</a></p>
<h2 class="qz_ar_b_h2">⟦What will drivers have to do?⟧</h2>
<p class="qz_ar_b_p">⟦A signed detour of 14 miles will follow <a href="/topic/sr44">State Route 44</a> and Pell Road. Emergency vehicles from the Dunmore fire station will be based temporarily at the township garage on the north bank, Fire Chief Carla Benavides said.⟧</p>
<aside class="qz_vp"><div class="qz_vp_t">Watch: drone video of the valley in flood</div><div>1:02</div></aside>
<p class="qz_ar_b_p">⟦Farmers in the creek bottom said the closing would come at the worst time. &ldquo;I have corn ground on both sides,&rdquo; said Walt Hruska, who works 900 acres near the bridge. &ldquo;A planter does 15 miles an hour. Do the math.&rdquo;⟧</p>
<h2 class="qz_ar_b_h2">⟦Who is paying for it?⟧</h2>
<p class="qz_ar_b_p">⟦The work will cost $2.3 million. The state will pay 80% and the county the rest, out of a reserve that commissioners set up in 2021.⟧</p>
<p class="qz_ar_b_p">⟦Commissioners voted 3-0 to award the contract to Oberholt &amp; Sons of Lidgate. The company will lose $4,000 for each day that it runs past June 7.⟧</p>
<p class="qz_ar_b_p qz_ar_b_sig"><em>Dana Whitlow covers county government for the Courier. Reach her at dwhitlow@tarrowcourier.example or on X @danawhitlow. Support local journalism by subscribing.</em></p>
</div></article>
<aside class="qz_rl"><h3>More in Local</h3><a href="/1"><span>Lidgate library to open on Sundays again</span></a><a href="/2"><span>Two hurt when grain truck tips on Route 44</span></a><a href="/3"><span>Commissioner Yost will not seek a fourth term</span></a></aside>
<section class="qz_tb"><h3>Sponsored Stories by Boxola</h3><a href="#">Seniors in Tarrow are switching to this simple trick</a><a href="#">Dentists stunned by new brush</a></section></main>
<footer class="qz_ft"><a href="/about">About</a><a href="/newsroom">Newsroom Staff</a><a href="/ethics">Ethical Principles</a><a href="/corrections">Corrections</a><a href="/privacy">Do Not Sell My Info</a><p>&copy; Copyright Tarrow Media 2024</p></footer></body></html>"""
)

BROADCASTER = (
    """<!DOCTYPE html><html lang="en-GB"><head><meta charSet="utf-8"/><title>Ferry operator fined over lifeboat failures - NRB News</title>
<link rel="canonical" href="https://www.nrb.example/news/articles/c8x4kq0wdlyo"/><meta property="og:site_name" content="NRB News"/>
<meta property="og:title" content="Ferry operator fined over lifeboat failures"/><meta name="twitter:site" content="@NRBNews"/>"""
    + ld(
        **{"@type": "NewsArticle"},
        headline="Ferry operator fined over lifeboat failures",
        datePublished="2025-01-14T06:02:11.000Z",
        dateModified="2025-01-14T13:40:29.000Z",
        author=[{"@type": "Person", "name": "Mairi Kestrel"}],
        publisher={"@type": "NewsMediaOrganization", "name": "NRB News"},
    )
    + """<style>.sc-7d1a-0{max-width:36rem}</style></head><body><div id="__app"><div class="sc-4f02-1 hKdLx"><section data-testid="cookie-notice" class="sc-1c-0 fTgHb"><h2>Let us know you agree to cookies</h2><p>We use cookies to give you the best online experience. Please let us know if you agree to all of these cookies.</p><button>Yes, I agree</button><button>No, take me to settings</button></section>
<header><a href="#main-content">Skip to content</a><button>Watch Live</button><ul class="sc-df-2 kPqqA"><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li><li><a href="/business">Business</a></li><li><a href="/weather">Weather</a></li></ul></header>
<main id="main-content"><article class="sc-7d1a-0 jvbAvQ"><div data-component="headline-block" class="sc-18f-0 kQuKcm"><h1 class="sc-51-0 btNWPh">Ferry operator fined over lifeboat failures</h1></div>
<div data-component="byline-block" class="sc-801-0 hRzEmn"><div><time class="sc-801-2 IvNnh">14 January 2025</time></div><div data-testid="byline-new-contributors"><span class="sc-801-7 lasLGY">Mairi Kestrel</span><div class="sc-801-9 ceLIbg"><span>Transport correspondent</span></div></div></div>
<button aria-label="Share">Share</button><button>Save</button>
<figure><div data-component="image-block"><img src="https://ichef.nrb.example/480/a.webp" alt="A white ferry at a quay"/><span class="sc-a3-0 gdVxZ">Alder Line</span></div><figcaption class="sc-8a-0 qqFGh"><p>The Sula Princess carries up to 740 people between Osmay and the mainland</p></figcaption></figure>
<div data-component="text-block" class="sc-3b-0 dlWCEZ"><p class="sc-9a00-0 hxuGS"><b id="ferry" class="sc-d1-0">⟦Ferry company Alder Line has been fined £1.4m after two of the four lifeboats on one of its ships could not be lowered during an evacuation.⟧</b></p><p class="sc-9a00-0 hxuGS">⟦The Sula Princess lost power off Osmay in November 2023 with 512 passengers and 38 crew on board.⟧</p><p class="sc-9a00-0 hxuGS">⟦Nobody was seriously hurt, but some passengers spent six hours in the dark on an open deck.⟧</p></div>
<div data-component="links-block" class="sc-bf-0 gHTs"><ul><li><a href="/news/articles/c1">Island council &quot;losing faith&quot; in ferry service</a></li><li><a href="/news/articles/c2">Passengers tell of six hours in the dark</a></li></ul></div>
<div data-component="text-block"><p class="sc-9a00-0 hxuGS">⟦At Brannoch Sheriff Court, the company admitted three breaches of safety law.⟧</p><p class="sc-9a00-0 hxuGS">⟦Sheriff Anna Dowie said the failings were &quot;neither sudden nor hidden&quot; and had been recorded in the ship&#x27;s own log for 17 months.⟧</p></div>
<div data-component="subheadline-block"><h2 class="sc-51-1 eDbUoF">⟦&#x27;We could hear the winch slipping&#x27;⟧</h2></div>
<div data-component="text-block"><p class="sc-9a00-0 hxuGS">⟦Inspectors found:⟧</p></div>
<div data-component="unordered-list-block"><ul class="sc-1u-0"><li>⟦brake pads worn to the metal on one winch⟧</li><li>⟦a release hook painted shut on another⟧</li><li>⟦no record of a full drill with passengers since 2020⟧</li></ul></div>
<div data-component="text-block"><p class="sc-9a00-0 hxuGS">⟦Teacher Ruaridh Baine, who was travelling with 22 pupils, told the court: &quot;We could hear the winch slipping. The children were very calm. I was not.&quot;⟧</p><p class="sc-9a00-0 hxuGS">⟦Alder Line said it was &quot;deeply sorry&quot; and had since replaced the winches on all five of its ships at a cost of £3.2m.⟧</p></div>
<div data-component="ad-slot-block"><span>ADVERTISEMENT</span></div>
<div data-component="text-block"><p class="sc-9a00-0 hxuGS">⟦The Maritime and Islands Union called for the company&#x27;s licence, which runs until 2029, to be reviewed. The transport ministry said it would &quot;study the judgement&quot;.⟧</p></div>
<section data-component="uploader"><p>Do you have a story for us? Get in touch with our Osmay team.</p></section>
<div data-component="tags" class="sc-tg-0"><a href="/topics/t1">Osmay</a><a href="/topics/t2">Ferries</a><a href="/topics/t3">Brannoch</a></div></article>
<div data-testid="most-read"><h2>Most read</h2><ol><li><a href="/m1">Storm Iggy to bring 80mph gusts overnight</a></li><li><a href="/m2">Actor Len Forsyth dies aged 91</a></li><li><a href="/m3">Where have all the starlings gone?</a></li></ol></div></main>
<footer><ul><li>Terms of Use</li><li>About NRB</li><li>Accessibility Help</li></ul><p>Copyright © 2025 NRB. The NRB is not responsible for the content of external sites.</p></footer></div></div>
<script id="__APP_STATE__" type="application/json">{"props":{"page":{"title":"Ferry operator fined"}}}</script></body></html>"""
)

WIRE_SITE = """<!doctype html><html lang="en"><head><meta charset="UTF-8"><title>Kestria's upland glaciers lost a tenth of their ice in four years | Nordhav Wire</title>
<link rel="canonical" href="https://nordhavwire.example/article/kestria-glaciers-ice-loss-9b1f0c22"><meta property="og:site_name" content="Nordhav Wire">
<meta property="og:title" content="Kestria’s upland glaciers lost a tenth of their ice in four years"><meta property="og:locale" content="en_US">
<meta property="article:published_time" content="2023-09-28T08:00:03-04:00"><meta property="article:modified_time" content="2023-09-28T11:47:51-04:00"><meta property="article:section" content="Climate">
<meta name="author" content="Karin Ostby"></head><body class="Pg-bd"><nw-header class="Pg-hdr"><div class="Pg-hdr-tr"><a href="/hub/world">WORLD</a><a href="/hub/us">U.S.</a><a href="/hub/climate">CLIMATE</a><a href="/hub/sports">SPORTS</a><a href="/hub/oddities">ODDITIES</a><a href="/newsletters">NEWSLETTERS</a></div><a class="Pg-donate" href="/donate">DONATE</a></nw-header>
<main class="Pg-main"><nw-story class="St"><div class="St-top"><div class="St-brd"><a href="/hub/climate">CLIMATE</a></div><h1 class="St-hl">Kestria’s upland glaciers lost a tenth of their ice in four years</h1>
<div class="St-lead"><nw-carousel><figure><img src="https://dims.nordhavwire.example/1.jpg" alt=""><figcaption><p>A measuring stake stands on the bare Hvitnes glacier, Aug. 30, 2023. (Nordhav Wire Photo/Jonas Ek)</p></figcaption></figure><figure><img src="https://dims.nordhavwire.example/2.jpg" alt=""><figcaption><p>Researcher Tove Alm drills into the Hvitnes glacier, Aug. 30, 2023. (Nordhav Wire Photo/Jonas Ek)</p></figcaption></figure><div class="car-cnt">1 of 2</div></nw-carousel></div>
<div class="St-by">By&nbsp; <a class="Lnk" href="/author/karin-ostby">Karin Ostby</a></div><div class="St-date"><span data-date>Updated </span><nw-timestamp data-timestamp="1695916071000"><span>11:47 AM EDT, September 28, 2023</span></nw-timestamp></div>
<div class="St-actions"><button>Share</button><ul><li>Copy Link copied</li><li>Email</li><li>X</li><li>Flipboard</li></ul></div></div>
<div class="RT St-body"><p>⟦<span class="LEAD">HVITNES, Kestria (NW) &mdash; </span>Glaciers in the Kestrian uplands have lost a tenth of their remaining ice since 2019, a melt so fast that scientists say they have had to replace measuring stakes that used to last a decade every second summer.⟧</p>
<p>⟦The findings, published Thursday by the <a href="https://kgs.example">Kestrian Geodetic Survey</a>, rest on flights over 214 glaciers and on 61 stakes drilled into the ice.⟧</p>
<div class="Enh" data-align-right><div class="PagePromo"><div class="PagePromo-title"><a href="/article/snowpack">Record-low snowpack leaves reservoirs half empty</a></div></div></div>
<p>⟦&ldquo;We drill a hole of eight meters, put in the stake, and after two years it is lying on the surface,&rdquo; said Tove Alm, a glaciologist at the survey who has worked on Hvitnes since 1996. &ldquo;It is like watching an old friend shrink.&rdquo;⟧</p>
<p>⟦Two dry winters and the hottest August since measurements began in 1884 are to blame, the report says. Snow that reflects sunlight was gone by mid-May in both years, leaving dark ice exposed for four months.⟧</p>
<p>⟦The uplands&rsquo; meltwater feeds three rivers on which 2.6 million people and most of the country&rsquo;s hydropower depend.⟧</p>
<div class="Adv"><div class="Adv-label">ADVERTISEMENT</div><div id="gpt-3"></div></div>
<p>⟦Energy Minister Stellan Brodd said the government would speed up the building of two reservoirs in the Lower Torne valley, a project that villagers have fought for six years.⟧</p>
<p>⟦&ldquo;You do not save a glacier with a dam,&rdquo; said Maret Sunna, a reindeer herder whose winter grazing would be flooded. &ldquo;You only drown the place where its water went.&rdquo;⟧</p>
<p>⟦Independent researchers said the losses were in line with those measured elsewhere.⟧</p>
<p>⟦&ldquo;There is nothing unusual about Kestria, and that is the sad part,&rdquo; said Ulrich Pohl, an ice modeler at the University of Lenz who was not involved in the study.⟧</p>
<p>⟦At the present pace, 130 of the 214 glaciers will be gone by 2060, the survey said, and all but the highest nine by the end of the century even if emissions fall quickly.⟧</p>
<p>___</p><p>Nordhav Wire photographer Jonas Ek in Hvitnes contributed to this report.</p>
<p>___</p><p><em>Nordhav Wire&rsquo;s climate coverage receives support from private foundations. The agency is solely responsible for all content.</em></p></div>
<div class="St-auth"><div class="Author-card"><a href="/author/karin-ostby">KARIN OSTBY</a><p>Ostby covers climate and the far north. She is based in Storvik.</p></div></div></nw-story></main>
<nw-list class="ML"><h2>Most read</h2><ol><li>Strike shuts Storvik airport for second day</li><li>A moose walks into a bar, and stays</li><li>Court frees publisher after 19 months</li></ol></nw-list><footer class="Pg-ft"><p>Nordhav Wire is an independent global news organization.</p><p>Copyright 2023 Nordhav Wire. All Rights Reserved.</p></footer></body></html>"""

_TRUMP_SIDE = each(
    '<li><a href="/x"><span class="pufftext">',
    (
        "'I look better at 50 than I did at 25': soap star Kit Rowley on her dawn swims and why she will never touch bread again",
        "Pop star Jaxx steps out with mystery brunette in a very loud coat as fans ask: is it back on with Delphine?",
        "Weather girl Posy Adair shows off her tan on a break in the sun and tells trolls to mind their own business",
        "The six-year-old who can name every king, every prime minister and every motorway service station",
        "Duchess of Marle wows in recycled frock at garden party, but all eyes are on the little one",
        "Chef Monty Burke splits from wife of 11 years: 'We remain the very best of friends and share the dogs'",
    ),
    "</span></a></li>",
)
TABLOID = (
    """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd"><html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>Pensioner wins 12-year battle over neighbour's 40ft leylandii hedge | Trumpeter Online</title><link rel="canonical" href="http://www.dailytrumpeter.example/news/article-2699814/Pensioner-wins-battle-hedge.html" />
<meta property="og:site_name" content="Daily Trumpeter" /><meta property="og:title" content="Pensioner wins 12-year battle over neighbour's 40ft leylandii hedge" /><meta property="article:published_time" content="2014-07-22T16:41:07+0100" /><meta property="article:modified_time" content="2014-07-23T09:03:55+0100" /><meta property="article:section" content="News" /></head>
<body id="article"><div class="page-header"><div class="masthead"><a href="/">Trumpeter Online</a></div><ul class="nav-primary cleared"><li class="first"><a href="/home">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li><li><a href="/showbiz">TV&amp;Showbiz</a></li><li><a href="/money">Money</a></li><li><a href="/coffeebreak">Coffee Break</a></li></ul></div>
<div id="content" class="cleared"><div class="alpha"><div id="js-article-text" class="article wide cleared"><h1>Pensioner wins 12-year battle over neighbour's 40ft leylandii hedge</h1>
<ul class="article-summary"><li><font style="font-size: 1.2em;"><strong>⟦Ida Fretwell, 83, has lived in the shade of a 40ft hedge since 2002⟧</strong></font></li><li><font style="font-size: 1.2em;"><strong>⟦Judge ordered Clive Orpington to cut it to 6ft 6in within 28 days⟧</strong></font></li><li><font style="font-size: 1.2em;"><strong>⟦'I am going to grow tomatoes,' says widow after &pound;9,000 ruling⟧</strong></font></li></ul>
<p class="author-section byline-plain">By <a class="author" href="/home/search.html?authornamef=Gemma+Prout" rel="nofollow">Gemma Prout</a></p><p class="byline-section"><span class="article-timestamp article-timestamp-published"><span class="ts-lbl">Published:</span> 16:41, 22 July 2014</span> | <span class="article-timestamp article-timestamp-updated"><span class="ts-lbl">Updated:</span> 09:03, 23 July 2014</span></p>
<div id="shareLinks" class="cleared"><ul><li><a href="#">e-mail</a></li><li>1.2k <span>shares</span></li></ul><div><span class="readerCommentsCount">187</span> View comments</div></div>
<p><font style="font-size: 1.2em;">⟦A widow who had to switch her lights on at noon because of her neighbour's hedge has won a 12-year fight to have it cut down to size.⟧</font></p>
<p><font style="font-size: 1.2em;">⟦Ida Fretwell, 83, told a court that the 40ft leylandii beside her bungalow in Nether Cadby had killed her roses, rotted her shed and 'turned July into November'.⟧</font></p>
<div class="artSplitter"><div class="image-wrap"><img src="http://i.dailytrumpeter.example/1.jpg" alt="Green giant" /></div><p class="imageCaption">Green giant: The hedge towers over Mrs Fretwell's bungalow in Nether Cadby. She says that she has not seen the sun from her kitchen since the World Cup of 2002</p></div>
<p><font style="font-size: 1.2em;">⟦Yesterday a judge ordered Clive Orpington, 61, a retired driving examiner, to reduce it to 6ft 6in within 28 days and to pay &pound;9,000 in costs.⟧</font></p>
<div class="related-carousel with-fb-or-tw-or-plus news"><h4>RELATED ARTICLES</h4><ul><li><a href="/a1"><span>Council sends bill for a hedge that is not there</span></a></li><li><a href="/a2"><span>Couple told to paint their door back to brown</span></a></li></ul><div class="rotator-share"><h4>Share this article</h4><span>Share</span> <span>1.2k shares</span></div></div>
<p><font style="font-size: 1.2em;">⟦'I am going to grow tomatoes,' Mrs Fretwell said outside Cadby County Court. 'And I am going to sit in a deckchair and watch him clip.'⟧</font></p>
<p><font style="font-size: 1.2em;">⟦The court heard that relations broke down when Mrs Fretwell's late husband, Sid, asked for the trees to be trimmed and was told to 'buy a torch'.⟧</font></p>
<div class="artSplitter"><p class="imageCaption">Victory: Ida Fretwell, 83, with her solicitor outside court yesterday</p></div>
<p><font style="font-size: 1.2em;">⟦Mr Orpington had argued that the hedge was home to a family of goldcrests. An ecologist found one nest, which was empty and had been made by a pigeon.⟧</font></p>
<p><font style="font-size: 1.2em;">⟦He declined to comment last night. A sign on his gate read: 'No Hawkers, No Journalists.'⟧</font></p></div>
<div class="js-comments" id="reader-comments"><h3>Comments (187)</h3><p class="comment-body">Good for her. Someone should send her a bag of compost.</p><p class="user-info">Brenda, Skelby, 1 day ago</p><p class="comment-body">It is his land. Country has gone mad.</p><p class="user-info">Patriot1, Costa Alba, 1 day ago</p><p>The views expressed in the contents above are those of our users and do not necessarily reflect the views of Trumpeter Online.</p></div></div>
<div class="beta"><div class="puff"><h3>DON'T MISS</h3><ul>"""
    + _TRUMP_SIDE
    + """</ul></div></div></div><div class="page-footer"><p>Published by Trumpeter Newspapers Ltd</p><ul><li>Sitemap</li><li>RSS</li><li>Text-based site</li></ul></div></body></html>"""
)


def pages() -> Iterator[Page]:
    """The pages of this module."""
    yield made(
        "chain-local",
        CHAIN,
        "Harlan Creek bridge to close for nine weeks after cracks found in deck",
        byline="Dana Whitlow",
        publisher="Tarrow County Courier",
        published="2024-03-19T16:12:44Z",
        updated="2024-03-20T01:05:10Z",
        language="en",
        section="Local",
        address="https://www.tarrowcourier.example/story/news/local/2024/03/19/harlan-creek-bridge-closing/73021144007/",
    )
    yield made(
        "broadcaster",
        BROADCASTER,
        "Ferry operator fined over lifeboat failures",
        byline="Mairi Kestrel",
        publisher="NRB News",
        published="2025-01-14T06:02:11.000Z",
        updated="2025-01-14T13:40:29.000Z",
        language="en",
        address="https://www.nrb.example/news/articles/c8x4kq0wdlyo",
    )
    yield made(
        "wire-site",
        WIRE_SITE,
        "Kestria’s upland glaciers lost a tenth of their ice in four years",
        byline="Karin Ostby",
        publisher="Nordhav Wire",
        published="2023-09-28T08:00:03-04:00",
        updated="2023-09-28T11:47:51-04:00",
        language="en",
        section="Climate",
        address="https://nordhavwire.example/article/kestria-glaciers-ice-loss-9b1f0c22",
    )
    yield made(
        "tabloid",
        TABLOID,
        "Pensioner wins 12-year battle over neighbour's 40ft leylandii hedge",
        byline="Gemma Prout",
        publisher="Daily Trumpeter",
        published="2014-07-22T16:41:07+0100",
        updated="2014-07-23T09:03:55+0100",
        language="en",
        section="News",
        address="http://www.dailytrumpeter.example/news/article-2699814/Pensioner-wins-battle-hedge.html",
    )
