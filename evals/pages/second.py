"""Pages written before the reader was tuned on the errors of the blind ones: what that brings on other layouts.

In: nothing. Out: `Page` values, marked up as in `blind_parts`; gold was settled first and nothing is tuned on
them, but whoever wrote them did the tuning too and knew their class names: .941 in order before it. What counts as the article is as in `blind`. Every outlet, place, person and event is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from evals.pages.blind_parts import ld, made
from evals.pages.modern import Page

TABLOID = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Fähre rammt Anleger von Sorvik: drei Verletzte - Küstenblatt</title><link rel="canonical" href="https://www.kuestenblatt.example/panorama/faehre-sorvik-4471.html"></head><body><div id="wrap"><div class="hd"><a href="/" class="logo"><img src="/l.svg" alt="Küstenblatt"></a><ul class="mn"><li><a href="/politik">Politik</a></li><li><a href="/panorama">Panorama</a></li><li><a href="/sport">Sport</a></li></ul></div>
<div class="brotkrumen breadcrumb"><a href="/">Startseite</a> › <a href="/panorama">Panorama</a></div><div class="artikel"><div class="artikelkopf"><span class="dachzeile">Seeunfall</span><h1>Fähre rammt Anleger von Sorvik: drei Verletzte</h1><p class="vorspann">⟦Der Kapitän hatte noch gebremst, doch das Schiff fuhr mit halber Kraft in den Beton. Drei Menschen liegen im Krankenhaus.⟧</p><p class="autor">Von Hauke Brandis</p><time datetime="2019-03-08T07:12:00+01:00">8. März 2019, 7.12 Uhr</time></div>
<div class="bild"><img src="/f.jpg" alt=""><p class="bildunterschrift">Die „Nordlys“ am Morgen nach dem Unfall. Foto: Küstenblatt/Wiebke Thoms</p></div>
<div class="artikeltext"><p>⟦Die Autofähre „Nordlys“ ist am Donnerstagabend beim Anlegen in Sorvik gegen den Kai gefahren. An Bord waren 84 Fahrgäste und 31 Wagen.⟧</p><p>⟦Nach Angaben der Hafenpolizei fielen mehrere Menschen, die schon an der Rampe standen, übereinander. Eine Frau, 61, brach sich den Arm.⟧</p><h2>⟦Ruder reagierte nicht⟧</h2><p>⟦„Ich habe rückwärts gegeben, es kam nichts“, sagte Kapitän Arvid Lund der Polizei. Ein Gutachter soll nun die Hydraulik öffnen.⟧</p><p>⟦Die Linie ruht mindestens bis Sonntag. Pendler müssen über die Brücke bei Halden fahren, ein Umweg von 70 Kilometern.⟧</p></div><div class="mehr-zum-thema"><h3>Mehr zum Thema</h3><a href="/x">Was die Brücke kosten würde</a></div></div><div class="ft">© 2019 Küstenblatt · <a>Impressum</a> · <a>Datenschutz</a></div></div></body></html>"""

BUILDER = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Seed bank opens its vault after 40 years | Hollow Pine Review</title><meta property="og:title" content="Seed bank opens its vault after 40 years"></head><body class="site"><header class="site-head"><a class="site-title" href="/">Hollow Pine Review</a><nav><a href="/land">Land</a><a href="/people">People</a></nav></header>
<main><div class="section-hero"><h1>Seed bank opens its vault after 40 years</h1><h3 class="subtitle">⟦The first boxes to leave the mountain went to a valley that had lost its barley.⟧</h3><div class="byline-row"><span>By</span> <a href="/u/petra">Petra Oslan</a><span class="sep">·</span><span>14 April 2022</span></div></div>
<div class="row"><div class="cell"><div class="module module-text"><p>⟦The door of the Greyhorn seed bank was opened on Tuesday for the first time since 1982, and eleven boxes were carried out into the snow.⟧</p><p>⟦They hold 340 kinds of barley, most of which nobody alive has tasted.⟧</p></div></div></div>
<div class="row"><div class="cell"><div class="module module-image"><img src="/v.jpg" alt="vault"><div class="image-caption">Keeper Jon Haile at the inner door. Credit: Petra Oslan</div></div></div></div>
<div class="row"><div class="cell"><div class="module module-heading"><h2>⟦A lost harvest⟧</h2></div></div></div>
<div class="row"><div class="cell"><div class="module module-text"><p>⟦Farmers in the Ember valley asked for the seed after a rust took three harvests in a row. “We had planted what the catalogue sold,” said Ada Morrow, who grows on forty hectares.⟧</p><p>⟦Her grandfather sent a jar of his own barley up the mountain in 1979. It was jar 2,206, and it is among those that came down.⟧</p></div></div></div>
<div class="row"><div class="cell"><div class="module module-signup"><h4>Like what you read?</h4><p>Sign up for our weekly letter and get one story like this every Friday.</p></div></div></div>
<div class="row"><div class="cell"><div class="module module-quote"><blockquote class="pullquote"><p>We had planted what the catalogue sold</p><cite>Ada Morrow, farmer</cite></blockquote></div></div></div>
<div class="row"><div class="cell"><div class="module module-text"><p>⟦About one grain in three still sprouts, the keeper says. The rest will be ground, baked and eaten at the valley’s fair in September.⟧</p></div></div></div></main>
<footer>© 2022 Hollow Pine Review. Made in the hills.</footer></body></html>"""

FRENCH = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>À Valmorin, le dernier moulin s’est arrêté - L’Écho du Vallon</title><meta property="og:site_name" content="L’Écho du Vallon"><meta property="og:title" content="À Valmorin, le dernier moulin s’est arrêté"><link rel="canonical" href="https://www.echoduvallon.example/economie/dernier-moulin-889"></head><body><header role="banner"><a href="/">L’Écho du Vallon</a></header><ol class="breadcrumb"><li><a href="/">Accueil</a></li><li><a href="/economie">Économie</a></li></ol>
<article><header class="art-head"><h1>À Valmorin, le dernier moulin s’est arrêté</h1><p class="chapeau">⟦La roue tournait depuis 1741. Faute d’eau, la meunière a fermé la vanne vendredi, « pour de bon ».⟧</p><div class="signature">Par <b>Élodie Marchant</b></div><div class="dates"><span>Publié le 12 août 2022 à 06h30</span>, <span>mis à jour le 13 août 2022 à 09h15</span></div></header>
<div class="illus"><img src="m.jpg"><small class="legende">Le moulin de Valmorin, le 11 août. PHOTO ÉLODIE MARCHANT</small></div><div class="corps"><p>⟦Il n’y avait plus que onze centimètres d’eau dans le bief quand Jeanne Tissier a tourné la vanne, vendredi à midi.⟧</p><p>⟦« Je l’ai écouté s’arrêter, dit-elle. C’est long, une roue qui s’arrête. » Deux voisins avaient apporté des chaises.⟧</p><div class="encart-abo"><p>Il vous reste 60 % de cet article à lire. Abonnez-vous dès 1 € par mois.</p></div><h2>⟦Une rivière à sec⟧</h2><p>⟦La préfecture a classé le bassin en crise le 2 août. Les arrosages sont interdits et trois communes sont ravitaillées par camion.⟧</p><p>⟦La farine, désormais, viendra de la plaine, à 140 kilomètres.⟧</p></div><div class="a-lire"><p>À lire aussi : <a href="/p">Pénurie d’eau : les communes s’organisent</a></p></div></article><footer>Mentions légales</footer></body></html>"""

LIVE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>As it happened: snow closes Ambry airport</title><meta property="og:site_name" content="Ambry Now"><meta property="og:title" content="As it happened: snow closes Ambry airport"><meta property="article:published_time" content="2026-01-09T06:05:00Z"><meta property="article:section" content="Weather"><link rel="canonical" href="https://ambrynow.example/live/snow-ambry-airport"></head><body><header><a href="/">Ambry Now</a></header><main><h1>As it happened: snow closes Ambry airport</h1><p class="live-summary">⟦Both runways shut from 7 a.m. to 3 p.m.; 212 flights cancelled, trains to the coast running again.⟧</p><div class="live-meta">Reporting by <span class="author">Teo Lind</span></div>
<ol class="posts"><li class="post"><div class="post-time"><time datetime="2026-01-09T15:02:00Z">15:02</time></div><h3 class="post-title">⟦North runway open⟧</h3><div class="post-body"><p>⟦The first aircraft has landed, eight hours late, from Port Sella. Passengers clapped, the airport says.⟧</p></div><div class="post-share"><a>Copy link</a></div></li>
<li class="post"><div class="post-time"><time datetime="2026-01-09T12:40:00Z">12:40</time></div><h3 class="post-title">⟦Beds in terminal B⟧</h3><div class="post-body"><p>⟦About 900 people are stuck in the terminal. The Red Lantern Society has put up 300 camp beds between gates 4 and 11.⟧</p><blockquote class="tweet"><p>never seen so many socks in one place #ambrysnow</p>— Kit (@kitflies) <a href="#">January 9, 2026</a></blockquote></div><div class="post-share"><a>Copy link</a></div></li>
<li class="post"><div class="post-time"><time datetime="2026-01-09T07:00:00Z">07:00</time></div><h3 class="post-title">⟦Both runways closed⟧</h3><div class="post-body"><p>⟦Snow is falling faster than the ploughs can move it, says duty manager Ines Corr. No flight will leave before noon.⟧</p></div><div class="post-share"><a>Copy link</a></div></li></ol></main><aside><h2>Popular</h2><p><a>Why grit is pink</a></p></aside></body></html>"""

SPANISH = """<html lang="es"><head><meta charset="utf-8"><title>El volcán de Tamarra lanza ceniza sobre cuatro pueblos | Diario de la Sierra</title><meta name="description" content="El volcán de Tamarra lanza ceniza"><meta property="og:url" content="https://diariodelasierra.example/sucesos/2023/05/02/volcan-tamarra"></head><body><div class="cabecera"><img src="/logo.png" alt="Diario de la Sierra"><ul><li><a href="/sucesos">Sucesos</a></li><li><a href="/cultura">Cultura</a></li></ul></div><div class="migas breadcrumbs"><a href="/">Portada</a> &gt; <a href="/sucesos">Sucesos</a></div><div class="nota"><h1>El volcán de Tamarra lanza ceniza sobre cuatro pueblos</h1><h2 class="bajada">⟦Las autoridades reparten mascarillas y piden no conducir de noche⟧</h2><div class="datos"><span class="firma">Lucía Arrate / EFE</span> <span class="lugar">Tamarra</span> <span class="fecha">Publicado el 2 de mayo de 2023</span></div><div class="foto"><img src="/v.jpg"><p><em>Vecinos de San Brezo barren la ceniza, este martes. EFE/J. Roldán</em></p></div><div class="texto"><p>⟦El Tamarra entró en erupción a las 4.20 de la madrugada del martes y cubrió de ceniza cuatro pueblos de su ladera norte, sin causar heridos.⟧</p><p>⟦La columna alcanzó los seis kilómetros, según el servicio geológico, que mantiene la alerta naranja.⟧</p><p>⟦«Parecía que nevaba gris», contó Benita Olmos, panadera de San Brezo, que abrió a las seis «porque el pan no sabe de volcanes».⟧</p><p>⟦Las escuelas seguirán cerradas hasta el jueves.⟧</p></div><div class="etiquetas">Etiquetas: <a>volcanes</a>, <a>Tamarra</a></div></div><div class="pie">© 2023 Diario de la Sierra. Todos los derechos reservados.</div></body></html>"""

VIDEO = (
    """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Watch: Bridge lifted into place in Narrow Sound - Coastline TV</title><meta property="og:site_name" content="Coastline TV"><meta property="og:title" content="Bridge lifted into place in Narrow Sound"><link rel="canonical" href="https://coastline.example/watch/bridge-lifted">"""
    + ld(
        **{"@type": "VideoObject"},
        name="Bridge lifted into place in Narrow Sound",
        uploadDate="2025-06-03T11:20:00+02:00",
    )
    + """</head><body><header><a href="/">Coastline TV</a></header><main><div class="player-box"><div class="dur">02:14</div></div><h1>Bridge lifted into place in Narrow Sound</h1><p class="posted">Posted 3 June 2025</p><div class="description"><p>⟦A crane ship lifted the last span of the Narrow Sound bridge into place at high tide on Tuesday, after two attempts had failed in the wind.⟧</p><p>⟦The span weighs 1,900 tonnes. Cars will cross from October, the roads agency said.⟧</p></div><div class="transcript-note">Automatic captions may contain errors.</div></main><section class="more-videos"><h2>More videos</h2><p>Seal takes a nap on a harbour bench</p><p>Inside the tunnel that nobody ordered</p></section></body></html>"""
)

REPUBLISHED = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Why otters came back to the Lorn | Upland Digest</title><meta property="og:site_name" content="Upland Digest"><meta property="og:title" content="Why otters came back to the Lorn"><meta property="article:published_time" content="2024-02-20T08:00:00+00:00"><meta property="article:section" content="Nature"><link rel="canonical" href="https://uplanddigest.example/nature/otters-lorn"></head><body><header><a href="/">Upland Digest</a></header><article><h1>Why otters came back to the Lorn</h1><div class="dek">⟦The river was given up for dead in 1987. The story of its return is mostly one of doing nothing.⟧</div><p class="by-author">By <a rel="author" href="/a/selma-quist">Selma Quist</a>, ecology writer</p><p class="republish-note">Originally published by The Lorn Messenger</p><div class="article-listen"><p>Listen to this article</p><p>7 min</p></div><div class="entry"><p>⟦The otter that Ruben Tay saw on 4 January was eating a crab on the steps of the old tannery, and did not stop when he did.⟧</p><p>⟦It was the first in the Lorn for 37 years. Since then cameras have counted nine.⟧</p><ul><li>⟦In 1987 the river held no fish below the town.⟧</li><li>⟦In 2005 the tannery closed.⟧</li><li>⟦In 2019 the first trout were counted.⟧</li></ul><p>⟦No scheme was ever drawn up to bring the animals back, says the county’s ecologist, Moira Stead. “We stopped pouring things into it. That was the scheme.”⟧</p></div><div class="correction"><p><strong>Correction:</strong> An earlier version of this article gave the wrong year for the tannery’s closing.</p></div><div class="author-bio"><p>Selma Quist writes about rivers and keeps bees.</p></div></article></body></html>"""

SAVED = """<!DOCTYPE html>
<!-- saved from url=(0061)https://www.port-sella-post.example/city/2015/market-fire.htm -->
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>Fire guts Port Sella's covered market - Port Sella Post</title></head><body><table width="900"><tr><td colspan="2"><img src="files/pspost.gif" alt="Port Sella Post"></td></tr><tr><td width="160"><a href="/city">City</a><br><a href="/coast">Coast</a><br><a href="/sport">Sport</a></td><td><h1>Fire guts Port Sella's covered market</h1><p class="byline">By Amrit Dane, Staff Writer</p><p class="posted">Posted: Sunday, November 1, 2015 9:40 pm</p><div class="photo"><img src="files/fire.jpg"><br><span class="cutline">Smoke over the market on Sunday. (Post photo by Lena Ruiz)</span></div><div id="storybody"><p>⟦PORT SELLA - A fire that began in a fishmonger's freezer destroyed the covered market early Sunday, leaving 58 traders without a stall.⟧</p><p>⟦No one was hurt. Watchman Obed Farr smelled smoke at 3:15 a.m. and woke the four people who slept in the loft.⟧</p><p>⟦The iron hall, built in 1888, was to be listed as a monument next week.⟧</p><p>⟦"We'll sell in the street," said Mina Vost, who lost 200 kilos of squid. "The fish don't mind."⟧</p></div><p>1 of 4 photos</p></td></tr></table><p align="center">© 2015 Port Sella Post. All rights reserved.</p></body></html>"""

CARDS = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Council votes to keep the night buses – Tarrow Local</title><meta property="og:title" content="Council votes to keep the night buses"><meta name="author" content="Joss Kemble"><meta property="article:published_time" content="2030-09-17T21:10:00+01:00"></head><body><div id="app"><div class="topbar"><a href="/" aria-label="Tarrow Local home">Tarrow Local</a></div><div class="screen"><div class="stack"><div class="pane pane--title"><div class="t1"><h1>Council votes to keep the night buses</h1></div></div><div class="pane pane--standfirst"><div class="t2">⟦The N4 and N9 are safe until 2033, by a majority of one.⟧</div></div><div class="pane pane--author"><div class="t3">Joss Kemble</div></div>
<div class="pane pane--para"><div class="t4">⟦Tarrow’s two night buses will keep running after the council voted 18 to 17 on Tuesday to pay for them for three more years.⟧</div></div><div class="pane pane--para"><div class="t4">⟦The vote came after four hours in which 26 people spoke, among them a nurse, a baker and the man who drives the N9.⟧</div></div><div class="pane pane--ad"><div class="t0">Advertisement</div></div><div class="pane pane--crosshead"><h2 class="t5">⟦One vote⟧</h2></div><div class="pane pane--para"><div class="t4">⟦Councillor Edda Rowe changed her mind during the debate. “I heard the baker,” she said afterwards.⟧</div></div><div class="pane pane--para"><div class="t4">⟦The buses cost £310,000 a year and carry about 90 people a night.⟧</div></div><div class="pane pane--promo"><div class="t6">Enjoying Tarrow Local? Become a member from £3 a month.</div></div></div></div><div class="bottom">© 2030 Tarrow Local CIC</div></div></body></html>"""

ARABIC = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>عودة القطار إلى بلدة رأس الوادي بعد ثلاثين عاما | صحيفة المرفأ</title><meta property="og:site_name" content="صحيفة المرفأ"><meta property="og:title" content="عودة القطار إلى بلدة رأس الوادي بعد ثلاثين عاما"><meta property="article:published_time" content="2021-11-20T10:00:00+03:00"><meta property="article:section" content="محليات"><link rel="canonical" href="https://almarfa.example/local/train-return"></head><body><header><a href="/">صحيفة المرفأ</a></header><div class="story"><h1>عودة القطار إلى بلدة رأس الوادي بعد ثلاثين عاما</h1><div class="summary">⟦استقبل السكان القطار الأول بالزغاريد، ووزع أحد الخبازين الخبز على الركاب مجانا.⟧</div><div class="meta"><span class="source">رأس الوادي (أ ف ب)</span></div><div class="content"><p>⟦وصل القطار إلى محطة رأس الوادي صباح السبت للمرة الأولى منذ ثلاثين عاما، وعلى متنه مئتان وأربعون راكبا.⟧</p><p>⟦وقال رئيس المحطة سليم نعمان إن الرحلة ستتكرر مرتين في اليوم، في الصباح والمساء.⟧</p><p>⟦وكانت السيول قد جرفت جسر السكة عام 1991، ولم يبن من جديد إلا هذا العام.⟧</p></div><div class="tags">الوسوم: قطار، رأس الوادي</div></div></body></html>"""

GOVERNMENT = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Bathing ban lifted at three beaches - Kestrian Health Agency</title><meta name="dcterms.issued" content="2028-07-30"><link rel="canonical" href="https://www.kha.example/news/bathing-ban-lifted"></head><body><a href="#c">Skip to content</a><header><a href="/"><img src="/kha.svg" alt="Kestrian Health Agency"></a></header><nav aria-label="Breadcrumb" class="breadcrumb"><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav><main id="c"><h1>Bathing ban lifted at three beaches</h1><p class="lead-paragraph">⟦People may swim again at Long Strand, Cobble Bay and the Old Lido from today.⟧</p><dl class="doc-meta"><dt>Published</dt><dd>30 July 2028</dd><dt>Type</dt><dd>Announcement</dd></dl><h2>Contents</h2><ol class="toc"><li><a href="#a">What we found</a></li><li><a href="#b">What to do</a></li></ol><h2 id="a">⟦What we found⟧</h2><p>⟦Samples taken on 27 and 29 July held fewer than 100 bacteria per 100 millilitres at all three beaches. The limit is 500.⟧</p><table><tr><th>⟦Beach</th><th>Bacteria⟧</th></tr><tr><td>⟦Long Strand</td><td>40⟧</td></tr><tr><td>⟦Cobble Bay</td><td>85⟧</td></tr><tr><td>⟦Old Lido</td><td>12⟧</td></tr></table><h2 id="b">⟦What to do⟧</h2><p>⟦Shower after bathing, and do not swim for two days after heavy rain. If you feel ill, call your doctor and say where you swam.⟧</p><p class="feedback">Was this page useful? <a>Yes</a> <a>No</a></p></main><footer>© Kestrian Health Agency 2028</footer></body></html>"""


def pages() -> Iterator[Page]:
    """The pages of this module."""
    for page in _made():
        yield replace(page, name=page.name.replace("blind-", "second-"))


def _made() -> Iterator[Page]:
    yield made(
        "tabloid-ferry",
        TABLOID,
        "Fähre rammt Anleger von Sorvik: drei Verletzte",
        byline="Hauke Brandis",
        publisher="Küstenblatt",
        published="2019-03-08T07:12:00+01:00",
        language="de",
        section="Panorama",
        address="https://www.kuestenblatt.example/panorama/faehre-sorvik-4471.html",
    )
    yield made(
        "builder-seed",
        BUILDER,
        "Seed bank opens its vault after 40 years",
        byline="Petra Oslan",
        publisher="Hollow Pine Review",
        published="2022-04-14",
        language="en",
    )
    yield made(
        "french-mill",
        FRENCH,
        "À Valmorin, le dernier moulin s’est arrêté",
        byline="Élodie Marchant",
        publisher="L’Écho du Vallon",
        published="2022-08-12T06:30",
        updated="2022-08-13T09:15",
        language="fr",
        section="Économie",
        address="https://www.echoduvallon.example/economie/dernier-moulin-889",
    )
    yield made(
        "live-snow",
        LIVE,
        "As it happened: snow closes Ambry airport",
        byline="Teo Lind",
        publisher="Ambry Now",
        published="2026-01-09T06:05:00Z",
        language="en",
        section="Weather",
        address="https://ambrynow.example/live/snow-ambry-airport",
    )
    yield made(
        "spanish-volcano",
        SPANISH,
        "El volcán de Tamarra lanza ceniza sobre cuatro pueblos",
        byline="Lucía Arrate",
        publisher="Diario de la Sierra",
        published="2023-05-02",
        language="es",
        section="Sucesos",
        address="https://diariodelasierra.example/sucesos/2023/05/02/volcan-tamarra",
        credits=("EFE",),
    )
    yield made(
        "video-bridge",
        VIDEO,
        "Bridge lifted into place in Narrow Sound",
        publisher="Coastline TV",
        published="2025-06-03T11:20:00+02:00",
        language="en",
        address="https://coastline.example/watch/bridge-lifted",
    )
    yield made(
        "republished-otters",
        REPUBLISHED,
        "Why otters came back to the Lorn",
        byline="Selma Quist",
        publisher="The Lorn Messenger",
        carrier="Upland Digest",
        published="2024-02-20T08:00:00+00:00",
        language="en",
        section="Nature",
        address="https://uplanddigest.example/nature/otters-lorn",
    )
    yield made(
        "saved-market",
        SAVED,
        "Fire guts Port Sella's covered market",
        byline="Amrit Dane",
        publisher="Port Sella Post",
        published="2015-11-01T21:40",
        language="en",
        address="https://www.port-sella-post.example/city/2015/market-fire.htm",
    )
    yield made(
        "cards-buses",
        CARDS,
        "Council votes to keep the night buses",
        byline="Joss Kemble",
        publisher="Tarrow Local",
        published="2030-09-17T21:10:00+01:00",
        language="en",
    )
    yield made(
        "arabic-train",
        ARABIC,
        "عودة القطار إلى بلدة رأس الوادي بعد ثلاثين عاما",
        publisher="صحيفة المرفأ",
        published="2021-11-20T10:00:00+03:00",
        language="ar",
        section="محليات",
        address="https://almarfa.example/local/train-return",
        credits=("AFP",),
    )
    yield made(
        "official-bathing",
        GOVERNMENT,
        "Bathing ban lifted at three beaches",
        publisher="Kestrian Health Agency",
        published="2028-07-30",
        language="en",
        section="News",
        address="https://www.kha.example/news/bathing-ban-lifted",
    )
