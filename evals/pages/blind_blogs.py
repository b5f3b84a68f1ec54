"""Blind pages of blogs, newsletters and small sites: WordPress with plug-ins, Ghost, a newsletter, Blogger, a campus.

In: nothing. Out: `Page` values. Every outlet, place, person and event is invented.
"""

from __future__ import annotations

from collections.abc import Iterator

from evals.pages.blind_parts import each, ld, made
from evals.pages.modern import Page

WORDPRESS = (
    """<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><title>What the new parking zones mean for Eastquay - Eastquay Eye</title><meta name="description" content="Eight streets, two permits, one very cross bakery."><link rel="canonical" href="https://eastquayeye.example/what-the-new-parking-zones-mean/">
<meta property="og:locale" content="en_US"><meta property="og:site_name" content="Eastquay Eye"><meta property="article:published_time" content="2022-08-30T07:15:00+00:00"><meta property="article:modified_time" content="2022-09-02T10:41:36+00:00"><meta name="author" content="Beth Ramage"><meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Beth Ramage"><meta name="twitter:label2" content="Est. reading time"><meta name="twitter:data2" content="3 minutes">
"""
    + ld(
        **{
            "@graph": [
                {
                    "@type": "Article",
                    "@id": "https://eastquayeye.example/what-the-new-parking-zones-mean/#article",
                    "author": {
                        "name": "Beth Ramage",
                        "@id": "https://eastquayeye.example/#/schema/person/9f",
                    },
                    "headline": "What the new parking zones mean for Eastquay",
                    "datePublished": "2022-08-30T07:15:00+00:00",
                    "dateModified": "2022-09-02T10:41:36+00:00",
                    "publisher": {"@id": "https://eastquayeye.example/#organization"},
                    "articleSection": ["Town Hall"],
                    "inLanguage": "en-US",
                },
                {
                    "@type": "BreadcrumbList",
                    "itemListElement": [{"@type": "ListItem", "position": 1, "name": "Home"}],
                },
                {
                    "@type": "Organization",
                    "@id": "https://eastquayeye.example/#organization",
                    "name": "Eastquay Eye",
                },
            ]
        }
    )
    + """</head><body class="post-template-default single single-post wp-embed-responsive elementor-default">
<div id="cookie-law-info-bar" data-nosnippet="true"><span>This website uses cookies to improve your experience. We'll assume you're ok with this, but you can opt-out if you wish. <a id="cookie_action_close_header">Accept</a> <a href="#">Read More</a></span></div>
<a class="skip-link screen-reader-text" href="#content">Skip to content</a><header class="site-header"><p class="site-title"><a href="/">Eastquay Eye</a></p><nav><ul id="primary-menu"><li class="menu-item"><a href="/town-hall/">Town Hall</a></li><li class="menu-item"><a href="/food/">Food</a></li><li class="menu-item"><a href="/harbour/">Harbour</a></li></ul></nav></header>
<div id="content"><article id="post-5512" class="post-5512 post type-post status-publish has-post-thumbnail category-town-hall"><header class="entry-header"><h1 class="entry-title">What the new parking zones mean for Eastquay</h1><div class="entry-meta"><span class="byline">by <a class="url fn n" href="/author/beth/">Beth Ramage</a></span> <time class="entry-date published" datetime="2022-08-30T07:15:00+00:00">30 August 2022</time> <span class="cat-links">in <a href="/town-hall/">Town Hall</a></span> <span class="comments-link">2 Comments</span> <span class="rt-label">Reading Time: </span><span class="rt-time">3</span> minutes</div></header>
<div class="entry-content"><div class="addtoany_share_save_container"><a title="Facebook"></a><a title="Twitter"></a></div><p>⟦From 3 October, eight streets behind the harbour will need a permit. I have read all 61 pages of the council's order so that you do not have to.⟧</p>
<div id="toc_container" class="no_bullets"><p class="toc_title">Contents</p><ul class="toc_list"><li><a href="#w"><span class="toc_number">1</span> Who needs a permit</a></li><li><a href="#c"><span class="toc_number">2</span> What it costs</a></li><li><a href="#o"><span class="toc_number">3</span> Who is against it</a></li></ul></div>
<h2 id="w">⟦Who needs a permit⟧</h2><p>⟦If you live on one of these streets, you do, between 8 am and 6 pm, Mondays to Saturdays:⟧</p><ul class="wp-block-list"><li>⟦Cooper's Row and Tar Lane (zone E1)⟧</li><li>⟦Net Street, Upper Net Street and Capstan Hill (zone E2)⟧</li><li>⟦Chandler Street, Fish Street and the part of Quay Road north of the church (zone E3)⟧</li></ul>
<p>⟦Visitors may stay for two hours with a paper disc. <em>Nobody</em> may park on Capstan Hill on market days.⟧</p><div class="code-block code-block-2" style="margin:8px auto"><ins class="adsbygoogle"></ins><small>Advertisement</small></div>
<h2 id="c">⟦What it costs⟧</h2><figure class="wp-block-table is-style-stripes"><table><thead><tr>⟦<th>Permit</th><th>First car</th><th>Second car</th>⟧</tr></thead><tbody><tr>⟦<td>Resident</td><td>£62 a year</td><td>£148 a year</td>⟧</tr><tr>⟦<td>Trade</td><td>£210 a year</td><td>not offered</td>⟧</tr><tr>⟦<td>Carer</td><td>free</td><td>free</td>⟧</tr></tbody></table><figcaption>Source: Eastquay Borough Council, TRO 2022/14</figcaption></figure>
<h2 id="o">⟦Who is against it⟧</h2><p>⟦Most loudly, Dunn's bakery. "My bakers come at three in the morning and leave at eleven," Sheila Dunn told me over a very good bun. "Which zone is that?"⟧</p><p>⟦The council had 1,140 replies to its consultation, of which 702 were against. It says that most of those came from people who do not live in the zones. That is true. It is also what happens when you put a form on the internet.⟧</p>
<p>⟦You can object until 16 September, by letter only. Yes, really.⟧</p>
<div class="wp-block-group has-background newsletter"><h4>Like this? There's more.</h4><p>Join 3,400 neighbours who get the Eye every Friday.</p><form class="mc4wp-form"><input type="email" placeholder="Your email address"><input type="submit" value="Sign up"></form></div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3 class="jp-relatedposts-headline"><em>Related</em></h3><div class="jp-relatedposts-items"><div><h4><a href="/bus">The bus that never was</a></h4><p>In 2019 we were promised a bus every ten minutes. I waited.</p></div><div><h4><a href="/gulls">On gulls, and what to do about them</a></h4><p>Nothing, it turns out.</p></div></div></div></div>
<div class="saboxplugin-wrap"><div class="saboxplugin-authorname"><a href="/author/beth/">Beth Ramage</a></div><div class="saboxplugin-desc"><p>Beth has lived on Tar Lane for 20 years and owns a bicycle. She once stood for the council and lost by nine votes.</p></div></div>
<footer class="entry-footer"><span class="tags-links">Tagged <a href="/tag/parking/">parking</a>, <a href="/tag/permits/">permits</a></span></footer></article><nav class="post-navigation"><a rel="prev" href="/p">Previous Post: Regatta: the results</a> <a rel="next" href="/n">Next Post: Who ate my dinghy?</a></nav></div>
<aside id="secondary"><section class="widget widget_recent_entries"><h2 class="widget-title">Recent Posts</h2><ul><li><a href="/n">Who ate my dinghy?</a></li><li><a href="/m">Mooring fees, again</a></li></ul></section></aside><footer><p>Proudly powered by WordPress | Theme: Skerry by Nettlebed</p></footer></body></html>"""
)

GHOST = (
    """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The landfill that caught a cold</title><link rel="canonical" href="https://themidden.example/the-landfill-that-caught-a-cold/"><meta property="og:site_name" content="The Midden"><meta property="og:type" content="article"><meta property="article:published_time" content="2024-10-21T05:30:00.000Z"><meta property="article:modified_time" content="2024-10-22T18:04:12.000Z"><meta property="article:tag" content="Waste"><meta name="generator" content="Ghost 5.96">"""
    + ld(
        **{"@type": "Article"},
        publisher={"@type": "Organization", "name": "The Midden", "url": "https://themidden.example/"},
        author={"@type": "Person", "name": "Solveig Marr", "sameAs": []},
        headline="The landfill that caught a cold",
        datePublished="2024-10-21T05:30:00.000Z",
        dateModified="2024-10-22T18:04:12.000Z",
        keywords="Waste",
    )
    + """</head><body class="post-template tag-waste is-head-left-logo"><div class="gh-viewport"><header id="gh-head" class="gh-head outer"><a class="gh-head-logo" href="/">The Midden</a><nav><ul class="nav"><li><a href="/waste/">Waste</a></li><li><a href="/about/">About</a></li></ul></nav><a class="gh-head-button" data-portal="signup">Subscribe</a></header>
<main class="site-main"><article class="gh-article post tag-waste"><header class="gh-article-header gh-canvas"><a class="gh-article-tag" href="/tag/waste/">Waste</a><h1 class="gh-article-title">The landfill that caught a cold</h1><p class="gh-article-excerpt">⟦When a heat pump froze the ground under Quern Tip, the gas stopped. So did the lights in 900 homes.⟧</p><div class="gh-article-byline"><section class="gh-article-author-image"><img alt="Solveig Marr"></section><h4 class="gh-article-author-name"><a href="/author/solveig/">Solveig Marr</a></h4><div class="byline-meta-content"><time datetime="2024-10-21">21 Oct 2024</time><span class="byline-reading-time"><span class="bull">&bull;</span> 4 min read</span></div></div></header>
<section class="gh-content gh-canvas"><p>⟦Rubbish is warm. A mature tip sits at about 45 degrees all year, which is why foxes like it, and why somebody at Quern District thought that it would be clever to heat a swimming pool with it.⟧</p><div class="kg-card kg-callout-card kg-callout-card-blue"><div class="kg-callout-emoji">💡</div><div class="kg-callout-text">Members got this story two days early. <a href="#/portal/signup">Become one</a> for the price of a bin bag.</div></div>
<p>⟦The pumps went in last November. They did what pumps do. By February the pool was a pleasant 27, and the tip had dropped to 19.⟧</p><h3 id="what-lives">⟦What lives in a tip⟧</h3><p>⟦The creatures that turn potato peel into methane are fussy. Below about 25 degrees they slow down; below 20 most of them stop. The gas engine at Quern, which had run without a pause since 2003, coughed out on 9 March.⟧</p><figure class="kg-card kg-image-card kg-card-hascaption"><img src="/content/images/q.jpg" class="kg-image"><figcaption><span>The silent engine at Quern Tip. Photo: the author.</span></figcaption></figure>
<p>⟦"I rang and said, you have given my landfill a cold," recalls Benny Aske, who has looked after the engine for 14 years. "They asked whether I meant that I had one."⟧</p><figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="/how-a-tip-breathes/"><div class="kg-bookmark-content"><div class="kg-bookmark-title">How a tip breathes</div><div class="kg-bookmark-description">A short guide to the gas under your feet, with drawings.</div><div class="kg-bookmark-metadata"><span class="kg-bookmark-author">The Midden</span></div></div></a></figure>
<blockquote class="kg-blockquote-alt">⟦We had modelled the pool. We had not modelled the tip. — Quern District, reply to a question by a resident⟧</blockquote><p>⟦The council has now bought gas to run the engine, so as to make the power that the gas from the tip no longer makes. The pool is closed for want of money.⟧</p><p>⟦The ground, Aske says, is warming by about half a degree a month. He expects the first bubbles by Christmas 2025.⟧</p>
<div class="kg-card kg-cta-card"><div class="kg-cta-text"><p>Know of a tip that behaves oddly? Write to tips@themidden.example. (We know.)</p></div></div></section></article>
<section class="gh-subscribe"><h3 class="gh-subscribe-title">Sign up for more like this.</h3><div class="gh-subscribe-input">Enter your email</div><a>Subscribe</a></section><aside class="read-more-wrap outer"><div class="read-more inner"><article class="post-card"><h2 class="post-card-title">A brief history of the skip</h2><div class="post-card-excerpt">It began with a man, a horse and a very large bucket. The rest is a matter of scale, and of one patent that nobody bothered to defend.</div></article><article class="post-card"><h2 class="post-card-title">Who owns your yoghurt pot?</h2><div class="post-card-excerpt">You paid for it. You threw it away. In law, things get interesting somewhere between the two.</div></article></div></aside></main><footer class="site-footer outer"><section class="copyright">The Midden &copy; 2024</section><div class="gh-powered-by">Powered by Ghost</div></footer></div></body></html>"""
)

LETTER = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The harbour that moved - by Caius Ogden - Tidewrack</title><link rel="canonical" href="https://tidewrack.example/p/the-harbour-that-moved"><meta property="og:title" content="The harbour that moved"><meta property="og:site_name" content="Tidewrack"><meta property="og:description" content="A dredger, a map of 1782 and a very patient court"><meta name="author" content="Caius Ogden">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","url":"https://tidewrack.example/p/the-harbour-that-moved","headline":"The harbour that moved","datePublished":"2023-02-17T11:03:26+00:00","isAccessibleForFree":true,"author":[{"@type":"Person","name":"Caius Ogden"}],"publisher":{"@type":"Organization","name":"Tidewrack","description":"Letters from the wet edge of things"}}</script></head>
<body><div id="entry"><div id="main" class="main typography use-theme-bg"><div class="pc-display-flex pc-padding-16 topbar"><a class="pc-reset" href="/">Tidewrack</a><button class="pc-btn">Subscribe</button><button>Sign in</button></div>
<div class="single-post-container"><div class="container"><div class="single-post"><article class="typography newsletter-post post"><div role="region" class="post-header"><h1 dir="auto" class="post-title published title-X77">The harbour that moved</h1><h3 dir="auto" class="subtitle">⟦A dredger, a map of 1782 and a very patient court⟧</h3><div class="pc-display-flex byline-wrapper"><a class="profile-hover" href="#"><div class="meta-EgzBVA">Caius Ogden</div></a><div class="meta-EgzBVA">Feb 17, 2023</div></div><div class="post-ufi"><a><div class="label">212</div></a><a><div class="label">31</div></a><a><div class="label">19</div></a><a class="post-ufi-button">Share</a></div></div>
<div><div class="available-content"><div dir="auto" class="body markup"><p>⟦Last Thursday, after nine years, the Sea Court at Linnmouth ruled that the harbour of Skail is not where it is.⟧</p><p>⟦I have to explain this one slowly, and I make no apology, because everyone who explained it to me went too fast.⟧</p>
<div data-component-name="SubscribeWidget" class="subscribe-widget"><div class="preamble"><p class="cta-caption">Tidewrack is a reader-supported publication. To receive new posts and support my work, consider becoming a free or paid subscriber.</p></div><form><input type="email" placeholder="Type your email…"><button>Subscribe</button></form></div>
<p>⟦In 1782 the Crown gave the burgh of Skail "the haven, as drawn, in perpetuity". As drawn, the haven is a neat half-moon of blue ink under the church. In the great storm of 1839 the river broke through the spit, and the half-moon filled with sand. The fishermen did what anyone would do. They walked 600 yards east and tied up there.⟧</p><p>⟦Nobody minded for 175 years. Then, in 2014, a company that wished to dredge the new channel asked who owned it.⟧</p>
<div class="captioned-image-container"><figure><a class="image-link"><img src="https://cdn.tidewrack.example/map.png"></a><figcaption class="image-caption">The map of 1782. The blue has barely faded. (Skail Museum)</figcaption></figure></div>
<h3 class="header-anchor-post">⟦Three answers⟧</h3><ol><li><p>⟦<strong>The burgh</strong> said: we do. A haven is a thing you use, not a place on a map.⟧</p></li><li><p>⟦<strong>The Crown</strong> said: we do. What was given was the half-moon. Enjoy your sand.⟧</p></li><li><p>⟦<strong>The Earl of Fenn</strong>, to general surprise, said: actually, I do. The spit was his, and so is the hole in it.⟧</p></li></ol>
<p>⟦The court has now found for the burgh, by four to three, in a judgement that is 210 pages long and contains one joke.⟧</p><blockquote><p>⟦A harbour that stayed where it was put, while the sea went elsewhere, would be a poor sort of harbour.⟧</p></blockquote><p>⟦The Earl has 42 days to appeal. The dredger has gone to Tolva.⟧</p>
<p class="button-wrapper"><a class="button primary" href="#"><span>Share</span></a></p><p>Thanks for reading Tidewrack! This post is public, so feel free to share it.</p></div></div></div>
<div class="post-footer"><div class="label">212 Likes</div><div>19 Restacks</div><div><a>Previous</a><a>Next</a></div></div></article></div>
<div class="comments-section"><h4>Discussion about this post</h4><div>Comments</div><div>Restacks</div><div class="comment"><a>Una Strand</a> <a>Feb 17, 2023</a><div class="comment-body"><p>Four to three! My grandfather always said it would come down to the one who had been seasick.</p></div><div>Like (14)</div><div>Reply</div></div></div>
<div class="portable-archive"><div>Top</div><div>Latest</div><div><a>Seven ways to lose an anchor</a><div>And one to find it</div><div>Jan 20, 2023</div></div></div></div></div>
<div class="footer-wrap"><div class="footer-terms"><span>© 2023 Caius Ogden</span><a>Privacy</a> ∙ <a>Terms</a> ∙ <a>Collection notice</a></div><div>Start writing today. Get the app.</div></div></div></div></body></html>"""

BLOGGER = (
    """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html dir='ltr' xmlns='http://www.w3.org/1999/xhtml' xmlns:b='http://www.google.com/2005/gml/b'><head><meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/><meta content='blogger' name='generator'/><link href='http://lindowvalley.blog.example/2012/11/flood-on-mill-lane-what-i-saw.html' rel='canonical'/><title>Lindow Valley Notes: Flood on Mill Lane: what I saw</title></head>
<body class='loading variant-open'><div class='body-fauxcolumns'></div><div class='header section' id='header'><h1 class='title'><a href='/'>Lindow Valley Notes</a></h1><div class='descriptionwrapper'><p class='description'><span>News, weather and grumbling from a very small place</span></p></div></div>
<div class='column-center-outer'><div class='main section' id='main'><div class='blog-posts hfeed'><div class="date-outer"><h2 class='date-header'><span>Sunday, 25 November 2012</span></h2><div class="date-posts"><div class='post-outer'><div class='post hentry' itemprop='blogPost' itemscope='itemscope' itemtype='http://schema.org/BlogPosting'><a name='6021'></a><h3 class='post-title entry-title' itemprop='name'>Flood on Mill Lane: what I saw</h3><div class='post-header'></div>
<div class='post-body entry-content' itemprop='description articleBody'>⟦I was woken at ten to four by the sound of the Hendersons' wheelie bins knocking against our gate. They live eighty yards up the lane.⟧<br />
<br />
⟦By half past four the water was over the second step and Mill Lane was a river in every sense but the fish. I counted eleven cars with their lights on under water, which is a sight that I shall not forget.⟧<br /><br />
<div class="separator" style="clear: both; text-align: center;"><a href="http://2.bp.blog.example/lane.jpg" imageanchor="1"><img border="0" height="240" src="http://2.bp.blog.example/s320/lane.jpg" width="320" /></a></div><br />
⟦The fire brigade from Ashby got here at 5.20 with one boat. They took out Mrs. Pell (91), the Oyelaran family with the baby, and Geoff, who did not wish to leave his drums. <b>Nobody was hurt.</b>⟧<br /><br />⟦What the Environment people told us at the village hall this afternoon:⟧<br /><ul><li>⟦The gauge at the weir stood at 3.41 metres, the most since it was put in (1967)⟧</li><li>⟦The warning went out at 3.15 by text. About a third of us had signed up⟧</li><li>⟦19 houses had water in them, and the chapel⟧</li></ul>⟦There is soup at the chapel hall (the dry end) until eight tonight. Bring a bowl.⟧<div style='clear: both;'></div></div>
<div class='post-footer'><div class='post-footer-line post-footer-line-1'><span class='post-author vcard'>Posted by <span class='fn' itemprop='author'><span itemprop='name'>Maud Ellery</span></span></span> <span class='post-timestamp'>at <a class='timestamp-link' href='http://lindowvalley.blog.example/2012/11/flood-on-mill-lane-what-i-saw.html' rel='bookmark'><abbr class='published' itemprop='datePublished' title='2012-11-25T18:07:00Z'>18:07</abbr></a></span> <div class='post-share-buttons'><a><span class='share-button-link-text'>Email This</span></a><a><span class='share-button-link-text'>BlogThis!</span></a></div></div><div class='post-footer-line post-footer-line-2'><span class='post-labels'>Labels: <a href='/search/label/flood' rel='tag'>flood</a>, <a href='/search/label/Mill%20Lane' rel='tag'>Mill Lane</a></span></div></div></div>
<div class='comments' id='comments'><h4>2 comments:</h4><dl id='comments-block'><dt class='comment-author'>Geoff said...</dt><dd class='comment-body'><p>They are vintage. I would do it again.</p></dd><dd class='comment-footer'>25 November 2012 19:30</dd><dt class='comment-author'>Anonymous said...</dt><dd class='comment-body'><p>Does anybody have a spare dehumidifier?</p></dd></dl><p class='comment-footer'><a href='#'>Post a Comment</a></p></div></div></div></div></div><div class='blog-pager'><a>Newer Post</a><a>Older Post</a><a>Home</a></div><div class='post-feeds'>Subscribe to: <a>Post Comments (Atom)</a></div></div></div>
<div class='column-right-outer'><div class='widget BlogArchive'><h2>Blog Archive</h2><ul class='hierarchy'>"""
    + each(
        "<li class='archivedate collapsed'><a class='post-count-link' href='#'>",
        (
            "November 2012</a> <span class='post-count'>(4)</span>",
            "October 2012</a> <span class='post-count'>(7)</span>",
            "September 2012</a> <span class='post-count'>(2)</span>",
        ),
        "</li>",
    )
    + """</ul></div><div class='widget Profile'><h2>About Me</h2><dl><dt class='profile-data'>Maud Ellery</dt><dd class='profile-textblock'>Retired postmistress. Bees.</dd></dl></div></div><div class='footer-outer'>Simple theme. Powered by <a href='#'>Blogger</a>.</div></body></html>"""
)


def pages() -> Iterator[Page]:
    """The pages of this module."""
    yield made(
        "wordpress-plugins",
        WORDPRESS,
        "What the new parking zones mean for Eastquay",
        byline="Beth Ramage",
        publisher="Eastquay Eye",
        published="2022-08-30T07:15:00+00:00",
        updated="2022-09-02T10:41:36+00:00",
        language="en",
        section="Town Hall",
        address="https://eastquayeye.example/what-the-new-parking-zones-mean/",
    )
    yield made(
        "ghost",
        GHOST,
        "The landfill that caught a cold",
        byline="Solveig Marr",
        publisher="The Midden",
        published="2024-10-21T05:30:00.000Z",
        updated="2024-10-22T18:04:12.000Z",
        language="en",
        section="Waste",
        address="https://themidden.example/the-landfill-that-caught-a-cold/",
    )
    yield made(
        "newsletter",
        LETTER,
        "The harbour that moved",
        byline="Caius Ogden",
        publisher="Tidewrack",
        published="2023-02-17T11:03:26+00:00",
        language="en",
        address="https://tidewrack.example/p/the-harbour-that-moved",
    )
    yield made(
        "blogger",
        BLOGGER,
        "Flood on Mill Lane: what I saw",
        byline="Maud Ellery",
        publisher="Lindow Valley Notes",
        published="2012-11-25T18:07:00Z",
        address="http://lindowvalley.blog.example/2012/11/flood-on-mill-lane-what-i-saw.html",
    )
