"""Blind pages of unusual form: a live blog, a gallery, a video, an interview, a saved page, a print version.

In: nothing. Out: `Page` values. Every outlet, place, person and event is invented.
"""

from __future__ import annotations

from collections.abc import Iterator

from evals.pages.blind_parts import ld, made
from evals.pages.modern import Page

LIVE = (
    """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Maravia election live: Holub concedes as count passes 90% | Elections | The Lanyard</title><link rel="canonical" href="https://www.thelanyard.example/world/live/2023/oct/15/maravia-election-live"><meta property="og:site_name" content="The Lanyard"><meta property="og:title" content="Maravia election live: Holub concedes as count passes 90%"><meta property="article:section" content="World news"><meta property="article:published_time" content="2023-10-15T17:58:04.000Z"><meta property="article:modified_time" content="2023-10-15T22:31:40.000Z">"""
    + ld(
        **{"@type": "LiveBlogPosting"},
        headline="Maravia election live: Holub concedes as count passes 90%",
        coverageStartTime="2023-10-15T17:58:04.000Z",
        datePublished="2023-10-15T17:58:04.000Z",
        dateModified="2023-10-15T22:31:40.000Z",
        author=[{"@type": "Person", "name": "Idris Vale"}],
        publisher={"@type": "Organization", "name": "The Lanyard"},
        liveBlogUpdate=[
            {
                "@type": "BlogPosting",
                "headline": "Holub concedes",
                "datePublished": "2023-10-15T22:12:00.000Z",
                "articleBody": "Viktor Holub has conceded.",
            }
        ],
    )
    + """</head><body><div class="dcr-1nupfq9"><a href="#maincontent">Skip to main content</a><a href="#kf">Skip to key events</a><header class="dcr-hh"><nav><ul><li>News</li><li>Opinion</li><li>Sport</li><li>Culture</li><li>Lifestyle</li></ul><a href="/support">Support us</a></nav></header>
<main id="maincontent" data-layout="LiveLayout"><article><aside class="dcr-lab"><a href="/world/elections">Elections</a><span>Live</span></aside><h1 class="dcr-hl">Maravia election live: Holub concedes as count passes 90%</h1><div class="dcr-sf"><p>⟦President rings challenger at 11pm local time as Civic Union’s Danica Reth leads by six points; turnout highest since 1991⟧</p><ul><li><a href="/2023/oct/14/guide">Maravia votes: all you need to know</a></li></ul></div>
<div class="dcr-meta"><address><a rel="author" href="/profile/idris-vale">Idris Vale</a></address><details><summary><span>Sun 15 Oct 2023 23.31 BST</span></summary>First published on Sun 15 Oct 2023 18.58 BST</details></div><label>Auto update on</label>
<section id="kf" class="dcr-ke"><h2>Key events</h2><ul><li><time>23.12</time><a href="#p3">Holub concedes</a></li><li><time>21.40</time><a href="#p2">Reth takes Port Else</a></li><li><time>19.00</time><a href="#p1">Polls close</a></li></ul></section><div class="dcr-fl"><button>Show key events only</button></div>
<div class="liveblog-body" data-testid="body"><article id="p3" class="dcr-blk"><header><a href="#p3"><time datetime="2023-10-15T22:12:00.000Z">23.12 <span>BST</span></time></a><h2>⟦Holub concedes⟧</h2></header><p>⟦Viktor Holub, who has led Maravia for 14 years, has conceded. He appeared alone, without the flag that has stood behind him at every address, and spoke for under a minute.⟧</p><blockquote class="quoted"><p>⟦I have telephoned Mrs Reth. I told her that the heating in the palace is very poor. I wish her luck with that, and with all the rest.⟧</p></blockquote><p>⟦There are cheers in Foundry Square, where about 40,000 people have been waiting in the rain.⟧</p><footer><button>Share</button><time>Updated at 23.31 BST</time></footer></article>
<article id="p25" class="dcr-blk"><header><a><time datetime="2023-10-15T21:20:00.000Z">22.20 <span>BST</span></time></a></header><figure class="dcr-av"><img alt="Joel Tamm"><span>Joel Tamm</span></figure><p>⟦At Civic Union’s party in an old tram depot they have stopped pretending to watch the screens. Somebody has found an accordion.⟧</p></article><div class="ad-slot" data-label="Advertisement"></div>
<article id="p2" class="dcr-blk"><header><a><time datetime="2023-10-15T20:40:00.000Z">21.40 <span>BST</span></time></a><h2>⟦Reth takes Port Else⟧</h2></header><p>⟦The capital is declared: Reth 58.1%, Holub 33.7%. Four years ago the president won here by a nose.⟧</p><p>⟦With 71% of the count in, this is how the country stands:⟧</p><ul><li>⟦<strong>Danica Reth</strong> (Civic Union) 49.8%⟧</li><li>⟦<strong>Viktor Holub</strong> (Order and Work) 43.6%⟧</li><li>⟦<strong>Others</strong> 6.6%⟧</li></ul></article>
<article id="p1" class="dcr-blk"><header><a><time datetime="2023-10-15T18:00:00.000Z">19.00 <span>BST</span></time></a><h2>⟦Polls close⟧</h2></header><p>⟦Voting has ended at all but nine of the 6,204 polling stations. In Tully the stove caught fire and voters were moved to the church; they have until 10pm.⟧</p><p>⟦Turnout stood at 74.9% at 6pm, the commission says.⟧</p></article></div><div class="dcr-pg"><button>Newest</button><span>1 of 3</span><button>Oldest</button></div></article>
<section class="dcr-mv"><h2>Most viewed</h2><ol><li><a>Storm Iggy: amber warning for the west coast</a></li><li><a>The man who taught the world to whistle</a></li></ol></section></main><footer><p>© 2023 Lanyard News &amp; Media Limited or its affiliated companies. All rights reserved.</p></footer></div></body></html>"""
)

GALLERY = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>In pictures: the last tram of Ruhlgate | Tolva Evening Call</title><meta property="og:site_name" content="Tolva Evening Call"><meta property="og:title" content="In pictures: the last tram of Ruhlgate"><link rel="canonical" href="https://www.eveningcall.example/pictures/last-tram-ruhlgate-1.2208114"><meta name="date" content="2017-09-30"><meta name="section" content="Pictures"></head><body class="gallery-page"><nav class="top"><a href="/">Evening Call</a><a href="/news">News</a><a href="/pictures">Pictures</a></nav>
<div class="gal" data-count="5"><h1>In pictures: the last tram of Ruhlgate</h1><div class="gal-intro"><p>⟦Thousands of people lined the Ruhlgate hill on Saturday night to wave to tram 14 on its final climb, 109 years and two days after the first.⟧</p><p>⟦Driver Olli Sarn, 64, stopped at every stop, whether or not somebody wanted to get off. The ride of 22 minutes took two hours and ten.⟧</p><p>⟦From Monday a bus will run in its place.⟧</p></div>
<div class="gal-credit">Pictures: Hanne Brekk</div><ul class="gal-slides"><li class="sl"><img src="/1.jpg"><div class="cap"><span>1 / 5</span> Flags hang from the depot in Ruhlgate before the last departure on Saturday.</div></li><li class="sl"><div class="mpu">Advertisement - scroll to continue</div></li><li class="sl"><img src="/2.jpg"><div class="cap"><span>2 / 5</span> Olli Sarn polishes the brass handle that he has held for 38 years.</div></li><li class="sl"><img src="/3.jpg"><div class="cap"><span>3 / 5</span> A brass band of tramway pensioners plays on the rear platform.</div></li><li class="sl"><img src="/4.jpg"><div class="cap"><span>4 / 5</span> Girls from Hill School throw paper tickets from a window.</div></li><li class="sl"><img src="/5.jpg"><div class="cap"><span>5 / 5</span> The lights of number 14 go out at 0.41 a.m.</div></li></ul><div class="gal-end"><h4>More galleries</h4><a href="/g1">The great snow of 2011</a><a href="/g2">Swimmers of the winter sea</a><button>Replay</button><button>Buy this photo</button></div></div><footer>Evening Call Ltd 2017</footer></body></html>"""

VIDEO = """<!DOCTYPE html><html lang="en-AU"><head><meta charset="utf-8"><title>Penguins stop traffic at Cape Ferrier | Video | SNTV</title><link rel="canonical" href="https://www.sntv.example/video/penguins-stop-traffic/vi-88213"><meta property="og:type" content="video.other"><meta property="og:site_name" content="SNTV"><meta property="og:title" content="Penguins stop traffic at Cape Ferrier">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"VideoObject","name":"Penguins stop traffic at Cape Ferrier","description":"Some 300 little penguins brought the coast road to a halt.","uploadDate":"2024-11-12T08:05:00+11:00","duration":"PT1M12S","publisher":{"@type":"Organization","name":"SNTV"}}</script></head><body><div class="player-shell"><div class="player"><button>Play Video</button><div class="err">This video is not available in your region. To watch, turn off your ad blocker and try again.</div><div class="ctl">0:00 / 1:12</div></div><div class="upnext"><h3>Up Next</h3><ul><li>1:40 Surfer tells of hour with curious orca</li><li>0:58 Treasurer drops the budget, literally</li><li>2:11 Storm chasers film twin waterspouts</li></ul></div></div>
<div class="vid-info"><h1>Penguins stop traffic at Cape Ferrier</h1><div class="vid-meta">12 Nov 2024 · <span>41K views</span></div><div class="vid-desc"><p>⟦Some 300 little penguins brought the coast road at Cape Ferrier to a halt at dusk on Monday when they took a new way home from the sea.⟧</p><p>⟦Ranger Lucy Tran said that a rockfall had blocked their usual path. She and six drivers held up beach towels to make a lane for the birds, which needed 48 minutes to cross.⟧</p><p>⟦None was hurt. The road will be shut from 7pm to 9pm until the path has been cleared.⟧</p></div><div class="vid-share">Share <a>Facebook</a> <a>Copy link</a></div></div><div class="rail"><h2>Trending videos</h2><div class="crd">Cat returns after nine years, asks for dinner</div><div class="crd">Minister answers a question</div><div class="crd">See the moment a bridge is slid into place</div></div><footer>SNTV acknowledges the First Peoples of the country on which we work. © Southern Network Television</footer></body></html>"""

INTERVIEW = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>“A map is an argument” – an interview with Ilke Soran | Meridian Quarterly</title><meta property="og:title" content="“A map is an argument”"><meta property="og:site_name" content="Meridian Quarterly"><meta property="article:section" content="Conversations"><meta name="dc.date" content="2020-12-03"><link rel="canonical" href="https://meridianquarterly.example/conversations/ilke-soran"></head><body><header><a href="/">Meridian</a> <a href="/issues">Issues</a> <a href="/conversations">Conversations</a> <a href="/shop">Shop</a></header>
<section class="feature"><div class="feature__head"><h1>“A map is an argument”</h1><p class="feature__lede">⟦Ilke Soran has spent 30 years drawing borders that nobody agrees on. She tells us why she uses a pencil.⟧</p><p class="feature__cred">Interview by Magnus Fell<br>3 December 2020</p></div>
<div class="feature__txt"><p class="intro">⟦The drawing office of the Boundary Commission is on the top floor of a former hat factory in Linnmouth. Soran, 57, has been its chief cartographer since 2004.⟧</p>
<p class="q"><b>⟦You trained as a painter. How does one get from there to here?⟧</b></p><p class="a">⟦By being poor. In 1990 the Commission paid by the sheet. A line of one centimetre paid for lunch. I drew some very long rivers.⟧</p><p class="q"><b>⟦When is a border finished?⟧</b></p><p class="a">⟦When both sides are unhappy with it to the same degree. I am serious. If one of them thanks me I go back and look for my mistake.⟧</p><p class="a">⟦The one between Maravia and Kestria took eleven years. There is a barn. The line goes through the barn. I have met the cow.⟧</p>
<figure class="feature__fig"><img src="/soran.jpg"><figcaption>Soran at her table in Linnmouth. Photograph: Wen Adeyemi</figcaption></figure><div class="feature__shop"><p>Enjoying this piece? Issue 41 is out now in print.</p><a>Buy the issue – £12</a></div>
<p class="q"><b>⟦Satellites now measure to the millimetre. What is left for you?⟧</b></p><p class="a">⟦The satellite tells you where the stone is. It does not tell you whether the stone was moved in 1922 by somebody’s uncle. For that you need a kitchen, and coffee, and two uncles.⟧</p><p class="q"><b>⟦Why the pencil?⟧</b></p><p class="a">⟦Because ink is a decision. [<i>Laughs.</i>] And because in 30 years they have never asked me to make a line darker. Only to move it.⟧</p><p class="note">This interview has been edited and condensed.</p></div>
<div class="feature__bio"><p><b>Magnus Fell</b> is a contributing editor of <i>Meridian</i>. His book on lighthouses is published by Tarn &amp; Daughter.</p></div></section><div class="next"><h5>Read next</h5><a href="/c/bells">The bell founder’s silence</a></div><footer>ISSN 0000-0000. Meridian Quarterly is a registered charity. Site by Oddly.</footer></body></html>"""

SAVED = """<!DOCTYPE html>
<!-- saved from url=(0074)http://www.ferriergazette.example/local/2009/07/school-roof-collapses.html -->
<html lang="en"><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<title>School roof collapses hours after last lesson - Ferrier Gazette</title><link rel="stylesheet" type="text/css" href="./School roof collapses_files/main.css"><script type="text/javascript" async="" src="./School roof collapses_files/ga.js"></script><script src="./School roof collapses_files/s_code.js"></script><style type="text/css">.fb_hidden{position:absolute;top:-10000px}</style></head><body id="local" style="zoom: 1;"><div id="fb-root" class=" fb_reset"><div style="position: absolute; top: -10000px;"></div></div><div id="gpt-top"><iframe src="./School roof collapses_files/ad.html"></iframe></div><div id="masthead"><a href="http://www.ferriergazette.example/"><img src="./School roof collapses_files/logo.gif" alt="Ferrier Gazette"></a><form>Search <input name="q"></form></div><div id="tabs"><a href="http://www.ferriergazette.example/local/">Local</a> <a href="http://www.ferriergazette.example/nation/">Nation</a> <a href="http://www.ferriergazette.example/sport/">Sport</a></div>
<div id="story"><div class="tools"><a href="javascript:void(0)">Text size: A</a> <a>A</a> <a>Print</a> <a>Email a friend</a></div><h1>School roof collapses hours after last lesson</h1><div class="by">BY <span class="name">Noel Baptiste</span> <span class="d">Friday, July 3, 2009</span></div><div class="pic"><img src="./School roof collapses_files/roof.jpg"><p>The hall of Cape Road Primary yesterday morning.</p></div>
<div id="storytext"><p>⟦The roof of a primary school hall fell in on Thursday evening, six hours after 240 children had sung in it on the last day of term.⟧</p><p>⟦Caretaker Winston Hay, who had just locked the doors, said it came down “with a sigh, like a big dog lying down”. He was not hurt.⟧</p><div class="inlinead" id="ad300"><span style="font-size:9px">advertisement</span><img src="./School roof collapses_files/300x250.gif"></div><p>⟦Engineers found that two of the nine trusses, put up in 1962, had been eaten through by termites. The hall was last inspected in 1998 – from the ground.⟧</p><p>⟦Education officer Marva Lyle ordered the halls of 17 schools of the same type to be closed until they have been looked at. “And this time,” she said, “with a ladder.”⟧</p></div><div id="dd"><h4>Comments on this story (2)</h4><p><b>ferriermum</b>: My boy was in the front row. I have not slept.</p><p><b>D. Croft</b>: We wrote to the board about the ants in 2006.</p></div></div><div id="right"><h3>Most e-mailed</h3><ol><li><a href="http://www.ferriergazette.example/1">Goat elected mayor of Little Bay</a></li><li><a href="http://www.ferriergazette.example/2">Rum prices to rise</a></li></ol></div><div id="foot">Copyright 2009 Ferrier Gazette Co. Ltd. <a>Terms</a></div></body></html>"""

PRINT = """<html><head><title>Print: Miners trapped at Gorna reached after 61 hours</title><meta name="robots" content="noindex"><link rel="canonical" href="http://www.skelbyobserver.example/news/miners-trapped-at-gorna-reached-2011-04-19"></head><body onload="window.print()"><div class="noprint"><a href="javascript:window.close()">Close window</a> | <a href="javascript:window.print()">Print this page</a></div><img src="/logo_bw.gif" alt="Skelby Observer"><hr><h2>Miners trapped at Gorna reached after 61 hours</h2><p class="info">By Ewan Tait<br>Published on Tuesday 19 April 2011 16:48</p>
<p>⟦Rescuers broke through to the nine miners who had been cut off in the Gorna pit since Sunday just before four this morning, and found them playing cards.⟧</p><p>⟦All nine walked to the cage. Two have been kept in hospital with broken ribs, and one, Pavel Crane, 24, with what doctors call exhaustion and his mates call losing.⟧</p><p>⟦A fall of about 400 tonnes blocked the lower road at three on Sunday afternoon. A pipe that was drilled in 1978 for a pump, and which no plan showed, gave the men air.⟧</p><p>⟦"I remembered that pipe because I cursed it every day for a year," said retired deputy Alf Hislop, 79, who drew the rescuers a map on the back of a bus timetable.⟧</p><p>⟦The pit, the last in the county, will stay shut for at least a month.⟧</p><hr><p class="src">Find this article at:<br>http://www.skelbyobserver.example/news/miners-trapped-at-gorna-reached-2011-04-19</p><p class="src">&copy; Skelby Observer 2011. All rights reserved.</p></body></html>"""


def pages() -> Iterator[Page]:
    """The pages of this module."""
    yield made(
        "live-election",
        LIVE,
        "Maravia election live: Holub concedes as count passes 90%",
        byline="Idris Vale",
        publisher="The Lanyard",
        published="2023-10-15T17:58:04.000Z",
        updated="2023-10-15T22:31:40.000Z",
        language="en",
        section="World news",
        address="https://www.thelanyard.example/world/live/2023/oct/15/maravia-election-live",
    )
    yield made(
        "gallery",
        GALLERY,
        "In pictures: the last tram of Ruhlgate",
        publisher="Tolva Evening Call",
        published="2017-09-30",
        language="en",
        section="Pictures",
        address="https://www.eveningcall.example/pictures/last-tram-ruhlgate-1.2208114",
    )
    yield made(
        "video",
        VIDEO,
        "Penguins stop traffic at Cape Ferrier",
        publisher="SNTV",
        published="2024-11-12T08:05:00+11:00",
        language="en",
        address="https://www.sntv.example/video/penguins-stop-traffic/vi-88213",
    )
    yield made(
        "interview",
        INTERVIEW,
        "“A map is an argument”",
        byline="Magnus Fell",
        publisher="Meridian Quarterly",
        published="2020-12-03",
        language="en",
        section="Conversations",
        address="https://meridianquarterly.example/conversations/ilke-soran",
    )
    yield made(
        "saved-page",
        SAVED,
        "School roof collapses hours after last lesson",
        encoding="windows-1252",
        byline="Noel Baptiste",
        publisher="Ferrier Gazette",
        published="2009-07-03",
        language="en",
        address="http://www.ferriergazette.example/local/2009/07/school-roof-collapses.html",
    )
    yield made(
        "print-version",
        PRINT,
        "Miners trapped at Gorna reached after 61 hours",
        byline="Ewan Tait",
        publisher="Skelby Observer",
        published="2011-04-19T16:48",
        address="http://www.skelbyobserver.example/news/miners-trapped-at-gorna-reached-2011-04-19",
    )
