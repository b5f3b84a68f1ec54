"""Blind pages of other content systems: Drupal, Joomla, a site builder, AMP, a campus paper, a table layout.

In: nothing. Out: `Page` values. Every outlet, place, person and event is invented.
"""

from __future__ import annotations

from collections.abc import Iterator

from evals.pages.blind_parts import made
from evals.pages.modern import Page

DRUPAL = """<!DOCTYPE html><html lang="en" dir="ltr" prefix="content: http://purl.org/rss/1.0/modules/content/ dc: http://purl.org/dc/terms/"><head><meta charset="utf-8" /><meta name="Generator" content="Drupal 7 (http://drupal.org)" /><link rel="canonical" href="http://www.uplandherald.example/content/dam-board-delays-vote-spillway" /><link rel="shortlink" href="http://www.uplandherald.example/node/20931" /><title>Dam board delays vote on spillway | Upland Herald</title></head>
<body class="html not-front not-logged-in one-sidebar sidebar-second page-node page-node-20931 node-type-story"><div id="skip-link"><a href="#main-content" class="element-invisible element-focusable">Skip to main content</a></div><div id="page-wrapper"><div id="header"><a href="/" title="Home" id="logo"><img src="/logo.png" alt="Home" /></a><div id="name-and-slogan"><div id="site-name"><strong><a href="/" rel="home"><span>Upland Herald</span></a></strong></div></div></div>
<div id="main-menu" class="navigation"><h2 class="element-invisible">Main menu</h2><ul class="links inline clearfix"><li class="menu-218 first"><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/farm">Farm</a></li><li class="last"><a href="/classifieds">Classifieds</a></li></ul></div>
<div id="breadcrumb"><h2 class="element-invisible">You are here</h2><div class="breadcrumb"><a href="/">Home</a> » <a href="/news">News</a></div></div>
<div id="content" class="column"><div class="section"><h1 class="title" id="page-title">Dam board delays vote on spillway</h1><div class="tabs"></div>
<div class="region region-content"><div id="block-system-main" class="block block-system"><div class="content"><div id="node-20931" class="node node-story node-promoted node-full clearfix"><div class="meta submitted">Submitted by Lyle Trask on Thu, 03/20/2014 - 14:05</div>
<div class="content clearfix"><div class="field field-name-field-image field-type-image field-label-hidden"><div class="field-items"><div class="field-item even"><img src="/sites/default/files/dam.jpg" title="Water spills over Cold Fork Dam on March 12. Herald photo" /><blockquote class="image-field-caption"><p>Water spills over Cold Fork Dam on March 12. Herald photo</p></blockquote></div></div></div>
<div class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-items"><div class="field-item even" property="content:encoded"><p>⟦COLD FORK — The board that runs Cold Fork Dam put off a vote on a new spillway on Wednesday, after a consultant admitted that he had mixed up feet and meters in his report.⟧</p>
<p>⟦The slip made the flood that the spillway must carry look about three times as large as it is, engineer Bryce Tolliver told a crowd of 140 at the Grange hall.⟧</p>
<p>&nbsp;</p>
<p>⟦“I could crawl under this table,” he said. “I checked every sum except the first one.”⟧</p>
<p>⟦Ranchers who pay for the dam by the acre had been told to expect a levy of $31. The board now thinks that $12 will do, secretary Nan Oakes said.⟧</p>
<p>⟦Not everybody was amused. “We sold 60 cows on the strength of that number,” said Vern Stuckey of Dry Gulch.⟧</p>
<p>⟦The board meets again on April 16 at 7 p.m.⟧</p></div></div></div>
<div class="field field-name-field-tags field-type-taxonomy-term-reference field-label-above clearfix"><h3 class="field-label">Tags: </h3><ul class="links inline"><li class="taxonomy-term-reference-0"><a href="/tags/dam">dam</a></li><li><a href="/tags/ranching">ranching</a></li></ul></div></div><div class="link-wrapper"><ul class="links inline"><li class="comment_forbidden first last"><span><a href="/user/login">Log in</a> or <a href="/user/register">register</a> to post comments</span></li><li class="statistics_counter"><span>1187 reads</span></li></ul></div></div></div></div></div></div></div>
<div id="sidebar-second" class="column sidebar"><div class="block block-views"><h2>Popular content</h2><ul><li><a href="/n1">4-H results from Sunday</a></li><li><a href="/n2">Sheriff's blotter, March 10-16</a></li><li><a href="/n3">Obituary: Hazel Wynn Pruitt</a></li></ul></div><div class="block block-poll"><h2>Poll</h2><p>Should the county pave Route 6?</p><label>Yes</label><label>No</label><label>Pave it, but leave the potholes</label></div></div>
<div id="footer"><p>Copyright © 2014 Upland Herald, PO Box 9, Cold Fork. Powered by <a href="http://drupal.org">Drupal</a></p></div></div></body></html>"""

JOOMLA = """<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en-gb" lang="en-gb" dir="ltr"><head><base href="http://www.sorreltimes.example/" /><meta http-equiv="content-type" content="text/html; charset=utf-8" /><meta name="author" content="Desmond Achebe-Lowe" /><meta name="generator" content="Joomla! - Open Source Content Management" /><title>Sorrel offline for 31 hours after anchor cuts cable - The Sorrel Times</title><link href="/templates/protostar/favicon.ico" rel="shortcut icon" /></head>
<body class="site com_content view-article no-layout no-task itemid-118"><div class="body"><div class="container"><header class="header"><a class="brand pull-left" href="/"><span class="site-title" title="The Sorrel Times">The Sorrel Times</span></a></header><nav class="navigation"><ul class="nav menu nav-pills"><li class="item-101"><a href="/">Home</a></li><li class="item-118 current active"><a href="/island-news">Island News</a></li><li><a href="/shipping">Shipping</a></li><li><a href="/letters">Letters</a></li></ul></nav>
<div class="row-fluid"><main id="content" class="span9"><div class="item-page" itemscope itemtype="https://schema.org/Article"><meta itemprop="inLanguage" content="en-GB" /><div class="page-header"><h2 itemprop="headline">Sorrel offline for 31 hours after anchor cuts cable</h2></div>
<div class="icons"><div class="btn-group pull-right"><ul class="dropdown-menu"><li class="print-icon"><a href="#">Print</a></li><li class="email-icon"><a href="#">Email</a></li></ul></div></div>
<dl class="article-info muted"><dt class="article-info-term">Details</dt><dd class="createdby" itemprop="author" itemscope itemtype="https://schema.org/Person">Written by <span itemprop="name">Desmond Achebe-Lowe</span></dd><dd class="category-name">Category: <a href="/island-news" itemprop="genre">Island News</a></dd><dd class="published"><time datetime="2018-06-14T19:22:41+01:00" itemprop="datePublished">Published: 14 June 2018</time></dd><dd class="modified"><time datetime="2018-06-15T08:10:09+01:00" itemprop="dateModified">Last Updated: 15 June 2018</time></dd><dd class="hits"><meta itemprop="interactionCount" content="UserPageVisits:2088" />Hits: 2088</dd></dl>
<div itemprop="articleBody"><p>⟦For thirty-one hours this week nobody on Sorrel could send a message, pay with a card or, as one visitor put it, "find out what I think about anything".⟧</p><p>⟦The undersea cable to Port Selwyn was cut at 4.12 on Tuesday afternoon, Sorrel Telecom said, by the anchor of the bulk carrier <em>Halcyon Dune</em>, which was waiting out a squall in a zone where anchoring is forbidden.⟧</p><p><img src="/images/cable.jpg" alt="cable" class="caption" title="The severed end of the cable. Photo: Sorrel Telecom" /></p><p>⟦Shops went back to notebooks. At Harbour Hardware Mrs. Joy Prentice wrote out 212 bills by hand. "The young ones did not know which way up to hold the carbon paper," she said.⟧</p>
<h4>⟦Hospital used ship's radio⟧</h4><p>⟦The cottage hospital kept in touch with the mainland through the radio of the pilot boat. One patient with chest pains was flown out at dawn on Wednesday and is doing well.⟧</p><p>⟦A repair ship joined the ends at 11.20 pm on Wednesday. The ministry of works has asked for $1.9 million from the carrier's owners, who have not replied. Their e-mail, said the minister, Mr. Cato Brand, "appears to be working".⟧</p></div>
<ul class="pager pagenav"><li class="previous"><a href="/1139" rel="prev"><span class="icon-chevron-left"></span> Prev</a></li><li class="next"><a href="/1141" rel="next">Next</a></li></ul></div></main>
<div id="aside" class="span3"><div class="well"><h3 class="page-header">Latest Articles</h3><ul class="latestnews"><li><a href="/1141"><span>Breadfruit festival moves to the 30th</span></a></li><li><a href="/1138"><span>Ferry fares frozen till Christmas</span></a></li></ul></div><div class="well"><h3>Login Form</h3><form><label>User Name</label><label>Password</label><label>Remember Me</label></form></div><div class="well"><h3>Who's Online</h3><p>We have 14 guests and no members online</p></div></div></div></div></div><footer><p>&copy; 2018 The Sorrel Times</p><p><a href="#top">Back to Top</a></p></footer></body></html>"""

BUILDER = """<!DOCTYPE html><html lang="en"><head><meta charset='utf-8'><title>Mothers of Cabra end sit-in after missing-persons office reopens | Cabra Voice</title><meta property="og:title" content="Mothers of Cabra end sit-in after missing-persons office reopens"><meta property="og:site_name" content="Cabra Voice"><meta property="article:published_time" content="2024-02-06T15:30:12.804Z"><meta property="article:modified_time" content="2024-02-08T09:01:55.120Z"><link rel="canonical" href="https://www.cabravoice.example/post/mothers-end-sit-in"></head>
<body><div id="SITE_CONTAINER"><div id="main_MF"><div id="SCROLL_TO_TOP"></div><div id="SITE_ROOT"><div id="masterPage" class="mesh-layout"><header id="SITE_HEADER"><div id="comp-k1x" class="KcpHeO tz5f0K comp-k1x"><h1 class="font_0 wixui-rich-text__text"><span>CABRA VOICE</span></h1></div><nav id="comp-k1y"><ul><li><a>Home</a></li><li><a>Who we are</a></li><li><a>Stories</a></li><li><a>Contact</a></li></ul></nav></header>
<div id="PAGES_CONTAINER"><div id="comp-l9f3" class="comp-l9f3"><div id="TPAMultiSection_l9"><div class="Zc7IjY"><div data-hook="post-page"><div data-hook="post"><div class="XIfTI"><div class="RqbVv"><ul class="cPD9T"><li><span title="Cabra Voice team" data-hook="user-name">Nilda Arrospide</span></li><li><span data-hook="time-ago" class="post-metadata__date">Feb 6, 2024</span></li><li><span data-hook="time-to-read">2 min read</span></li></ul></div>
<div class="p7XSL" data-hook="last-updated">Updated: Feb 8, 2024</div><h1 class="bgl6ND" data-hook="post-title"><span class="post-title__text">Mothers of Cabra end sit-in after missing-persons office reopens</span></h1></div>
<div class="uhQ7j" data-hook="post-description"><div class="hIKHl"><div class="DMt4s"><div class="B5jPg"><div dir="auto" id="viewer-foo" class="-XEIj"><span class="IdnFG"><span>⟦The women who had slept for 83 nights on the steps of Cabra town hall rolled up their blankets on Tuesday morning. At nine the door behind them had opened.⟧</span></span></div><div class="zb2Hl" id="viewer-1"><div class="empty"><br></div></div><div dir="auto" id="viewer-2" class="-XEIj"><span class="IdnFG"><span>⟦The Office for the Search for Missing Persons was closed without notice last November. It reopens with four staff, down from eleven, and with its 2,306 files, which the mothers had feared were lost.⟧</span></span></div>
<div id="viewer-3"><div data-hook="figure-IMAGE" class="_3m"><wow-image><img alt="" src="https://static.cabravoice.example/a.jpg"></wow-image><div class="T9o"><span data-hook="imageViewer-caption">Blankets on the steps, Tuesday. Photo by Cabra Voice</span></div></div></div>
<div dir="auto" class="-XEIj"><span class="IdnFG"><span>⟦"They gave us back a door," said Amparo Lizarralde, 67, whose son Unai has been missing since 2009. "Now we shall see what is behind it."⟧</span></span></div><div dir="auto" class="-XEIj"><span class="IdnFG"><span>⟦Mayor Teo Garmendia said the closing had been "an administrative matter". In a letter of 2 November, which this site has seen, he called the office "a museum that does not charge".⟧</span></span></div><div class="-XEIj"><h2 class="IdnFG"><span>⟦What the mothers asked for⟧</span></h2></div><ol class="n33"><li><p><span>⟦The files, complete and numbered⟧</span></p></li><li><p><span>⟦A budget line of their own⟧</span></p></li><li><p><span>⟦DNA tests for 140 families⟧</span></p></li></ol><div dir="auto" class="-XEIj"><span class="IdnFG"><span>⟦They got the first. On the second, the council votes on the 20th. On the third there is, so far, only the word "soon".⟧</span></span></div></div></div></div></div>
<div data-hook="post-main-actions__root"><div><button aria-label="Share via Facebook"></button><button aria-label="Share via link"></button></div><div><span>1,204 views</span><span>0 comments</span><button>Like</button></div></div></div></div>
<div data-hook="recent-posts"><div class="TrU"><span>Recent Posts</span><a>See All</a></div><div class="Kx"><h2>The river has a lawyer now</h2><p>A judge in Cabra has given the Ossa a guardian, as one would for a child. We went to ask her what her client wants, and how she knows.</p></div><div class="Kx"><h2>No bread on Mondays</h2><p>Two of our three bakeries have shut. The last baker is 74.</p></div></div></div></div></div></div></div>
<footer id="SITE_FOOTER"><div class="comp-f1"><p class="font_8"><span>Subscribe to our newsletter • Don't miss out!</span></p><p class="font_8"><span>©2024 by Cabra Voice. Proudly created with a site builder.</span></p></div></footer></div></div></div></div></body></html>"""

AMP = """<!doctype html><html amp lang="en"><head><meta charset="utf-8"><title>Court says snow is not litter - The Tolva Standard</title><link rel="canonical" href="https://www.tolvastandard.example/2020/01/17/court-says-snow-is-not-litter"><meta name="viewport" content="width=device-width"><script async src="https://cdn.ampproject.org/v0.js"></script>
<script type="application/ld+json">{"@context":"http://schema.org","@type":"NewsArticle","mainEntityOfPage":"https://www.tolvastandard.example/2020/01/17/court-says-snow-is-not-litter","headline":"Court says snow is not litter","datePublished":"2020-01-17T18:44:00+02:00","dateModified":"2020-01-18T07:30:00+02:00","author":{"@type":"Person","name":"Pia Rautala"},"publisher":{"@type":"Organization","name":"The Tolva Standard","logo":{"@type":"ImageObject","url":"https://www.tolvastandard.example/amp.png","width":600,"height":60}}}</script>
<style amp-boilerplate>body{-webkit-animation:-amp-start 8s steps(1,end) 0s 1 normal both}</style><noscript><style amp-boilerplate>body{animation:none}</style></noscript></head><body><amp-analytics type="gtag"></amp-analytics><amp-consent id="consent" layout="nodisplay"><div id="consent-ui"><p>The Standard and its partners use technologies to store information on your device. Do you accept?</p><button on="tap:consent.accept">I accept</button><button on="tap:consent.reject">I reject</button></div></amp-consent>
<header class="amp-h"><button on="tap:sb.toggle">☰</button><a href="/">The Tolva Standard</a></header><amp-sidebar id="sb" layout="nodisplay" side="left"><ul><li><a href="/">Front page</a></li><li><a href="/city">City</a></li><li><a href="/courts">Courts</a></li><li><a href="/sport">Sport</a></li></ul></amp-sidebar>
<main><article class="amp-a"><a class="amp-cat" href="/courts">Courts</a><h1 class="amp-t">Court says snow is not litter</h1><p class="amp-std">⟦A man who was fined for leaving a snowman in a car park has had his 40 crowns returned.⟧</p><div class="amp-m"><span>Pia Rautala</span><time datetime="2020-01-17T18:44:00+02:00">17 January 2020, 6:44 pm</time></div><amp-social-share type="twitter"></amp-social-share><amp-social-share type="whatsapp"></amp-social-share><amp-img src="/snow.jpg" width="800" height="450" layout="responsive"></amp-img><p class="amp-cap">The snowman in question, before it melted. Picture: Tolva Police</p>
<p>⟦Aarne Toivo, a joiner of 58, built the figure on the top deck of the Ruhlgate car park in March last year. He gave it a hard hat and a parking ticket.⟧</p><amp-ad width="300" height="250" type="doubleclick"><div placeholder>Advertisement</div></amp-ad><p>⟦A warden saw it, and wrote out a second ticket, under the by-law on litter, for "abandoning material".⟧</p><p>⟦On Friday the Tolva Court of Appeal found that snow "arrives without the help of man and departs without it". To shape it, wrote Judge Elke Sand, "is not to make it rubbish, whatever one thinks of the shape".⟧</p><amp-accordion><section><h4>Read more</h4><p><a href="/2019/wardens">City wardens wrote 90,000 tickets last year</a></p></section></amp-accordion><p>⟦The city must also pay costs of 6,100 crowns. It will not appeal.⟧</p><p>⟦Mr. Toivo said that he had spent the money already, "on carrots".⟧</p></article><amp-list width="auto" height="400" src="/more.json"><div placeholder>More stories are loading</div></amp-list><section class="amp-more"><h3>You might also like</h3><ul><li><a href="/a">The last ice cutter of Lake Ruhl</a></li><li><a href="/b">Tram 9 to run until two at weekends</a></li></ul></section></main><footer>© Tolva Standard Oy</footer></body></html>"""

CAMPUS = """<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>Library to lock its doors at midnight after break-ins &#8211; The Lenz Lantern</title><meta property="og:site_name" content="The Lenz Lantern"><meta property="og:title" content="Library to lock its doors at midnight after break-ins"><link rel="canonical" href="https://lenzlantern.example/31877/news/library-to-lock-its-doors-at-midnight/"><meta property="article:published_time" content="2019-10-24T14:02:31+00:00"></head>
<body class="post-template-default single"><div id="wrap"><div id="upperheader"><p>The Student News Site of Lenz College</p><h1><a href="/" class="sno-site-title">The Lenz Lantern</a></h1></div><ul id="menu-main" class="sf-menu"><li><a href="/category/news">News</a></li><li><a href="/category/arts">Arts</a></li><li><a href="/category/sports">Sports</a></li><li><a href="/staff">Staff</a></li></ul>
<div id="contentleft"><div class="postarea"><div class="storycat"><a href="/category/news">News</a></div><h1 class="sno-story-headline">Library to lock its doors at midnight after break-ins</h1><div class="sno-story-byline"><a href="/staff_name/juno">Juno Park</a>, <span class="jobtitle">News Editor</span></div><div class="sno-story-date-area">October 24, 2019</div><div class="photowrap"><img src="/lib.jpg" alt=""><div class="captionboxmit"><p class="photocredit">Eli Brandt</p><p class="photocaption">Students study in Hale Library on Monday night.</p></div></div>
<div class="sno-story-body-content"><p>⟦Hale Library, which has not locked its doors since 1994, will close from midnight to 7 a.m. beginning Monday, Dean of Students Corazon Yu wrote in an email on Wednesday.⟧</p><p>⟦Campus police have taken nine reports of stolen laptops and one of a stolen sandwich since the term began. In three cases, people who are not students were seen in the stacks between 2 and 4 a.m.⟧</p><div class="pullquotesidebar"><p class="largequote">It is the only warm place on campus that does not sell anything.</p><p class="quotespeaker">Tamsin Obi, junior</p></div><p>⟦“I get it, but I hate it,” said Tamsin Obi, a junior who works at a bakery until 11. “It is the only warm place on campus that does not sell anything.”⟧</p><p>⟦A petition to keep the ground floor open with a guard had 1,310 signatures by Thursday noon. That is more than voted in the last student government election.⟧</p><p>⟦A guard would cost $38,000 a year, Yu said. She noted that the college spent $41,000 on the new sign.⟧</p></div>
<div id="donatebox"><div class="thermometer"><p>$840</p><p>$2000</p><p>Contributed</p><p>Our Goal</p></div><p>Your donation will support the student journalists of Lenz College. Your contribution will allow us to purchase equipment and cover our annual website hosting costs.</p><a>Donate to The Lenz Lantern</a></div><div class="staffprofile"><p class="profilename">Juno Park, News Editor</p><p>Juno is a sophomore who likes maps and dislikes mornings.</p></div><div id="commentswrap"><h3>Leave a Comment</h3><p>The Lantern reserves the right to remove comments that are off topic.</p></div></div></div><div id="sidebar"><h3>Sports Scores</h3><table><tr><td>Oct 22</td><td>Lenz 2</td><td>Marle 1</td></tr><tr><td>Oct 19</td><td>Lenz 0</td><td>Exley 4</td></tr></table></div><div class="footerbar">The Lenz Lantern • © 2019 • FLEX WordPress Theme • Log in</div></div></body></html>"""

NESTED = """<HTML><HEAD><TITLE>THE VALLEY MIRROR - Archive - Cannery to close</TITLE><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=iso-8859-1"></HEAD><BODY BGCOLOR="#FFFFFF" TEXT="#000000" LINK="#003399"><TABLE WIDTH=760 BORDER=0 CELLPADDING=0 CELLSPACING=0><TR><TD COLSPAN=3><IMG SRC="/gfx/mirror.gif" ALT="The Valley Mirror"></TD></TR>
<TR><TD WIDTH=120 VALIGN=TOP BGCOLOR="#DDDDCC"><FONT FACE="Arial" SIZE=1><A HREF="/">Front Page</A><BR><A HREF="/news">Local News</A><BR><A HREF="/sports">Sports</A><BR><A HREF="/obits">Obituaries</A><BR><A HREF="/class">Classifieds</A><BR><A HREF="/adrates">Ad Rates</A></FONT></TD>
<TD WIDTH=480 VALIGN=TOP><TABLE WIDTH="100%" CELLPADDING=6><TR><TD><FONT FACE="Times New Roman" SIZE=5><B>Cannery to close after 88 seasons</B></FONT><BR><FONT SIZE=2><I>By Roberta Finch<BR>Mirror Staff Writer</I></FONT><BR><FONT SIZE=1>August 23, 2003</FONT>
<P><FONT SIZE=3>⟦PALMER FORD - The Ruby Orchard cannery will put up its last peaches on Sept. 12 and close for good, costing the valley 160 full-time jobs and about 700 for the season.⟧</FONT>
<P><FONT SIZE=3>⟦Workers were told at the end of the day shift Thursday. "They gave us each a case of pears," said Connie Duarte, a sorter for 27 years. "Light syrup."⟧</FONT>
<TABLE ALIGN=RIGHT WIDTH=160 BORDER=1><TR><TD><FONT SIZE=1><IMG SRC="/gfx/cannery.jpg"><BR>Mirror photo by Dell Haas<BR>Peaches on the line at Ruby Orchard in 1998.</FONT></TD></TR></TABLE>
<P><FONT SIZE=3>⟦Owner Consolidated Grove Brands of Marle said that canned fruit had lost a third of its buyers in ten years and that the Palmer Ford plant would need $14 million in new boilers.⟧</FONT>
<P><FONT SIZE=3>⟦Grower Hank Ota, who has 200 acres of cling peaches, said he would pull half his trees this winter. "You can't eat that many," he said.⟧</FONT>
<P><FONT SIZE=3>⟦The county will hold a job fair at the fairgrounds on Sept. 20.⟧</FONT><HR><FONT SIZE=2><A HREF="mailto:editor@valleymirror.example">Send a letter to the editor</A> | <A HREF="print.cgi?id=4471">Printer-friendly version</A></FONT></TD></TR></TABLE></TD>
<TD WIDTH=160 VALIGN=TOP BGCOLOR="#EEEEEE"><FONT SIZE=1><B>ALSO TODAY</B><BR><A HREF="1.html">School board picks a chief</A><BR><A HREF="2.html">Bear visits car wash</A><BR><A HREF="3.html">Fire line holds at Pine Saddle</A><P><B>SPONSOR</B><BR>Lou's Tire Barn - four for three</FONT></TD></TR>
<TR><TD COLSPAN=3 ALIGN=CENTER><FONT SIZE=1>Copyright &copy; 2003 The Valley Mirror. All rights reserved.</FONT></TD></TR></TABLE></BODY></HTML>"""


def pages() -> Iterator[Page]:
    """The pages of this module."""
    yield made(
        "drupal-seven",
        DRUPAL,
        "Dam board delays vote on spillway",
        byline="Lyle Trask",
        publisher="Upland Herald",
        published="2014-03-20T14:05",
        language="en",
        section="News",
        address="http://www.uplandherald.example/content/dam-board-delays-vote-spillway",
    )
    yield made(
        "joomla",
        JOOMLA,
        "Sorrel offline for 31 hours after anchor cuts cable",
        byline="Desmond Achebe-Lowe",
        publisher="The Sorrel Times",
        published="2018-06-14T19:22:41+01:00",
        updated="2018-06-15T08:10:09+01:00",
        language="en",
        section="Island News",
    )
    yield made(
        "builder",
        BUILDER,
        "Mothers of Cabra end sit-in after missing-persons office reopens",
        byline="Nilda Arrospide",
        publisher="Cabra Voice",
        published="2024-02-06T15:30:12.804Z",
        updated="2024-02-08T09:01:55.120Z",
        language="en",
        address="https://www.cabravoice.example/post/mothers-end-sit-in",
    )
    yield made(
        "amp",
        AMP,
        "Court says snow is not litter",
        byline="Pia Rautala",
        publisher="The Tolva Standard",
        published="2020-01-17T18:44:00+02:00",
        updated="2020-01-18T07:30:00+02:00",
        language="en",
        section="Courts",
        address="https://www.tolvastandard.example/2020/01/17/court-says-snow-is-not-litter",
    )
    yield made(
        "campus",
        CAMPUS,
        "Library to lock its doors at midnight after break-ins",
        byline="Juno Park",
        publisher="The Lenz Lantern",
        published="2019-10-24T14:02:31+00:00",
        language="en",
        section="News",
        address="https://lenzlantern.example/31877/news/library-to-lock-its-doors-at-midnight/",
    )
    yield made(
        "nested-tables",
        NESTED,
        "Cannery to close after 88 seasons",
        byline="Roberta Finch",
        publisher="The Valley Mirror",
        published="2003-08-23",
    )
