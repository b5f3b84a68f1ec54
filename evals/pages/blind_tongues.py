"""Blind pages in other languages and encodings: Arabic, Russian in windows-1251, Spanish, French, German, Turkish.

In: nothing. Out: `Page` values. Every outlet, place, person and event is invented, save the agencies credited.
"""

from __future__ import annotations

from collections.abc import Iterator

from evals.pages.blind_parts import ld, made
from evals.pages.modern import Page

ARABIC = (
    """<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="utf-8"><title>إعادة فتح ميناء دومرة بعد إغلاق دام شهرين | صدى الساحل</title><link rel="canonical" href="https://www.sadaalsahel.example/economy/2024/04/18/doumra-port-reopens"><meta property="og:site_name" content="صدى الساحل"><meta property="og:title" content="إعادة فتح ميناء دومرة بعد إغلاق دام شهرين"><meta property="og:locale" content="ar_AR">"""
    + ld(
        **{"@type": "NewsArticle"},
        headline="إعادة فتح ميناء دومرة بعد إغلاق دام شهرين",
        datePublished="2024-04-18T13:25:00+03:00",
        dateModified="2024-04-18T17:02:00+03:00",
        articleSection="اقتصاد",
        publisher={"@type": "Organization", "name": "صدى الساحل"},
    )
    + """</head><body class="rtl article-page"><div class="top-strip"><span>الخميس 18 نيسان 2024</span><a href="/live">البث المباشر</a></div><nav class="main-nav"><ul><li><a href="/">الرئيسية</a></li><li><a href="/politics">سياسة</a></li><li><a href="/economy">اقتصاد</a></li><li><a href="/culture">ثقافة</a></li><li><a href="/sport">رياضة</a></li></ul></nav>
<div class="breaking-bar"><b>عاجل</b><marquee>هزة أرضية خفيفة تضرب شمال البلاد دون وقوع أضرار</marquee></div><article class="art-container"><div class="art-cat">اقتصاد</div><h1 class="art-title">إعادة فتح ميناء دومرة بعد إغلاق دام شهرين</h1><div class="art-date">نشر في: 18 أبريل 2024، 13:25 | آخر تحديث: 18 أبريل 2024، 17:02</div><div class="font-size"><button>+ حجم الخط -</button></div><figure><img src="/port.jpg" alt=""><figcaption>رافعات في ميناء دومرة صباح الخميس (أ ف ب)</figcaption></figure>
<div class="art-body"><p>⟦دومرة (أ ف ب) - استأنف ميناء دومرة العمل الخميس بعد إغلاق دام شهرين بسبب الفيضانات التي غمرت أرصفته وأغرقت ثلاث سفن.⟧</p><p>⟦ورست أول سفينة عند الساعة السادسة صباحاً، وهي تحمل 12 ألف طن من القمح، حسب ما قال مدير الميناء سامر الدهان للصحافيين.⟧</p><div class="read-also"><h5>اقرأ أيضاً</h5><a href="/r1">أسعار الخبز تتضاعف في أسواق تامريت</a></div><p>⟦وأضاف الدهان أن "أربع رافعات من أصل تسع تعمل الآن، ونأمل أن يعمل الباقي قبل نهاية الصيف".⟧</p><p>⟦وبلغت كلفة الإصلاحات 18 مليون دولار، دفع نصفها صندوق الإغاثة الإقليمي.⟧</p><div class="ad-box">إعلان</div><p>⟦وكان نحو 3400 عامل قد توقفوا عن العمل منذ شباط/فبراير. وقالت نقابتهم إن أجور شهر آذار/مارس لم تدفع بعد.⟧</p><p>⟦ويمر عبر الميناء ثلثا واردات البلاد من الحبوب.⟧</p></div><div class="art-tags"><span>كلمات دالة:</span><a>دومرة</a><a>ميناء</a><a>قمح</a></div><div class="share">شارك عبر <a>فيسبوك</a> <a>واتساب</a></div></article>
<aside><h3>الأكثر قراءة</h3><ol><li>حفل غنائي يجمع عشرين ألفاً في ساحة القلعة</li><li>طفل ينقذ شقيقته من بئر</li><li>موعد صرف الرواتب لشهر نيسان</li></ol></aside><footer>جميع الحقوق محفوظة © صدى الساحل 2024</footer></body></html>"""
)

RUSSIAN = """<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN"><html lang="ru"><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><title>Ледокол «Верный» освободил пять судов у мыса Торн :: Новости Залива</title><link rel="canonical" href="http://zaliv-news.example/news/2010/12/14/vernyj.html"><meta name="description" content="Суда провели во льду девять суток"></head><body><table width="100%" class="layout"><tr><td colspan="3" class="top"><a href="/">Новости Залива</a> <a href="/news">Новости</a> | <a href="/port">Порт</a> | <a href="/sport">Спорт</a> | <a href="/forum">Форум</a></td></tr><tr><td width="20%" class="left"><b>Курсы валют</b><br>Доллар 30,74<br>Евро 41,09<br><b>Погода</b><br>-17, ветер северный</td>
<td class="center"><div class="path"><a href="/">Главная</a> / <a href="/news">Новости</a></div><h1>Ледокол «Верный» освободил пять судов у мыса Торн</h1><div class="date">14 декабря 2010, 18:32</div><div class="anons">⟦Суда с 94 моряками провели во льду девять суток. Никто не пострадал.⟧</div><div class="text"><p>⟦Ледокол «Верный» во вторник вывел на чистую воду пять судов, зажатых льдами у мыса Торн с 5 декабря, сообщил начальник порта Усть-Лада Григорий Ветлугин.⟧</p><p>⟦По его словам, толщина льда в заливе местами достигала двух метров, а на рыболовном траулере «Чайка» к концу недели осталось топлива на сутки.⟧</p><p>⟦«Мы сожгли в печке всю старую мебель и один новый шкаф», — рассказал по радио капитан траулера Семён Бурцев.⟧</p><p>⟦Продукты морякам дважды сбрасывали с вертолёта. Караван ожидают в порту утром в четверг.⟧</p></div><div class="author">Автор: Алла Рукавишникова</div><div class="soc">Поделиться: ВКонтакте Одноклассники Мой Мир</div><div class="comm"><h3>Комментарии</h3><p><b>boatswain</b>: Слава Богу, все живы!</p></div></td><td width="20%" class="right"><b>Самое читаемое</b><br><a href="/1">Мост через Ладу откроют весной</a><br><a href="/2">В школах отменены занятия</a><br><a href="/3">Кот-лоцман встретил сотый корабль</a></td></tr><tr><td colspan="3" class="bottom">© 2010 Новости Залива. При перепечатке ссылка обязательна.</td></tr></table></body></html>"""

WRONG = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><meta name="GENERATOR" content="Microsoft FrontPage 4.0"><meta http-equiv="Content-Language" content="ru"><title>Степной вестник - В Каменке достроили мост, который начали в 1974 году</title></head><body bgcolor="#FFFFE8"><p align="center"><img src="shapka.gif" alt="Степной вестник"></p><p align="center"><a href="index.htm">На главную</a> | <a href="arhiv.htm">Архив</a> | <a href="guest.htm">Гостевая книга</a></p><hr><h2 align="center">В Каменке достроили мост, который начали в 1974 году</h2><p align="right"><i>Раиса Колодяжная<br>21.06.2005</i></p>
<p align="justify">⟦В селе Каменка в понедельник открыли мост через реку Сухую. Первую сваю здесь забили в 1974 году, последнюю — в прошлую пятницу.⟧</p><p align="justify">⟦Всё это время жители трёх улиц ходили в магазин вброд, а весной — через соседний район, за 19 километров.⟧</p><p align="justify">⟦«Я обещала перейти по нему в белых туфлях, — говорит бывшая учительница Зоя Тимофеевна Ломака, 78 лет. — Туфли тридцать лет лежали в коробке».⟧</p><p align="justify">⟦Глава района Николай Осипенко сообщил, что мост обошёлся в 8 миллионов рублей. Куда делись деньги, выделенные в 1974, 1981 и 1989 годах, он не знает.⟧</p><p align="justify">⟦Туфли подошли.⟧</p><hr><p align="center"><font size="1">Степной вестник, 2005. E-mail: vestnik@step.example. Вы посетитель номер 004417</font></p></body></html>"""

SPANISH = """<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>Un incendio obliga a evacuar tres pueblos del valle del Ossa | La Voz de Cabra</title><link rel="canonical" href="https://www.lavozdecabra.example/sucesos/2022-07-19/incendio-valle-ossa_4471.html"><meta property="og:site_name" content="La Voz de Cabra"><meta property="og:title" content="Un incendio obliga a evacuar tres pueblos del valle del Ossa"><meta property="article:published_time" content="2022-07-19T08:14:00+02:00"><meta property="article:modified_time" content="2022-07-19T21:36:00+02:00"><meta property="article:section" content="Sucesos"></head>
<body class="noticia"><div id="didomi-notice"><p>Con tu acuerdo, nosotros y nuestros socios usamos cookies para almacenar y acceder a datos personales.</p><button>Aceptar y cerrar</button></div><header><a href="/">La Voz de Cabra</a><nav><a href="/cabra">Cabra</a><a href="/sucesos">Sucesos</a><a href="/deportes">Deportes</a><a href="/suscripcion">Suscríbete</a></nav></header><main><article class="ue-c-article"><p class="antetitulo">Emergencias</p><h1 class="titular">Un incendio obliga a evacuar tres pueblos del valle del Ossa</h1><h2 class="subtitulo">⟦El fuego, que avanza sin control desde la madrugada, ha quemado ya 2.700 hectáreas de pinar⟧</h2><ul class="firma"><li class="autor">Iratxe Olmedo / EFE</li><li class="data">Cabra</li><li><time datetime="2022-07-19T08:14:00+02:00">19/07/2022 08:14</time> <span>Actualizado: 19/07/2022 21:36</span></li></ul><figure><img src="/f.jpg"><figcaption><span>El humo cubre el valle, este martes. </span><span>EFE</span></figcaption></figure>
<div class="cuerpo"><p>⟦Unos 1.900 vecinos de Larrún, Peñalbilla y Ossa de Arriba pasan esta noche en el polideportivo de Cabra después de que un incendio forestal, declarado a las cuatro de la madrugada, se acercara a menos de 600 metros de las primeras casas.⟧</p><p>⟦Dos bomberos han sido atendidos por inhalación de humo. No hay que lamentar víctimas mortales, según ha informado la consejera de Interior, <strong>Begoña Urrutia</strong>.⟧</p><div class="despiece relacionadas"><p>Más información</p><ul><li><a href="/i1">Así se prepara una casa ante el fuego</a></li><li><a href="/i2">El valle pierde a sus guardas forestales</a></li></ul></div><p>⟦"El viento ha cambiado tres veces en una hora", ha explicado el jefe del operativo, Jon Arrieta. "Apagar, no apagamos nada. Elegimos qué se quema".⟧</p><h3>⟦Un rayo o una mano⟧</h3><p>⟦La Guardia Forestal investiga dos focos separados por un kilómetro. La víspera cayeron en la zona 38 rayos, pero ninguno, según el servicio meteorológico, en ese monte.⟧</p><div class="publi"><span>Publicidad</span></div><p>⟦La carretera A-41 sigue cortada entre los kilómetros 12 y 30. El tren circula con retrasos.⟧</p></div><div class="temas"><ul><li><a>Incendios forestales</a></li><li><a>Valle del Ossa</a></li></ul></div><section class="comentarios"><h4>Comentarios (12)</h4><p>Para comentar es necesario iniciar sesión.</p></section></article><aside><h4>Lo más leído</h4><ol><li>La panadera que venció al banco</li><li>Cierra el último cine de Cabra</li></ol></aside></main><footer>© La Voz de Cabra, S.L. Aviso legal. Política de privacidad</footer></body></html>"""

FRENCH = """<!DOCTYPE html><html lang="fr" class="no-js"><head><meta charset="utf-8"><title>Les ostréiculteurs de l’anse de Gwern obtiennent gain de cause</title><link rel="canonical" href="https://www.lecourrierdugwern.example/economie/article/2023/11/09/les-ostreiculteurs-obtiennent-gain-de-cause_6199.html"><meta property="og:site_name" content="Le Courrier du Gwern"><meta property="og:title" content="Les ostréiculteurs de l’anse de Gwern obtiennent gain de cause"><meta property="og:article:published_time" content="2023-11-09T17:45:10+00:00"><meta property="og:article:section" content="Économie"></head><body><div class="bandeau-gdpr"><p>Le Courrier et ses 54 partenaires utilisent des cookies. Vous pouvez accepter ou continuer sans accepter.</p></div><header id="Header"><a href="/">Le Courrier du Gwern</a><a href="/abo">S’abonner</a></header><nav class="fil"><a href="/">Accueil</a> › <a href="/economie">Économie</a></nav>
<main class="main--article"><section class="zone--article"><header class="article__header"><h1 class="article__title">Les ostréiculteurs de l’anse de Gwern obtiennent gain de cause</h1><p class="article__desc">⟦La cour administrative a ordonné jeudi à la ville de Ker-Anna de ne plus rejeter ses eaux de pluie au-dessus des parcs.⟧</p><section class="meta"><span class="meta__author">Le Courrier avec AFP</span><p class="meta__date">Publié le 09 novembre 2023 à 18h45, mis à jour le 10 novembre 2023 à 07h20</p><span class="meta__reading-time">Temps de lecture : 2 min.</span></section></header><section class="article__content"><p class="article__paragraph">⟦Neuf hivers de suite, la même odeur. Et neuf hivers de suite, l’interdiction de vendre, entre Noël et le jour de l’An, quand se fait la moitié du chiffre d’affaires.⟧</p><p class="article__paragraph">⟦Les 41 ostréiculteurs de l’anse avaient saisi la justice en 2019. La cour leur donne raison sur presque tout : la ville a trois ans pour construire un bassin, et devra verser 2,6 millions d’euros d’indemnités.⟧</p><section class="catcher catcher--lire"><span>Lire aussi :</span> <a href="/l1">A Ker-Anna, une station d’épuration bonne pour le musée</a></section><p class="article__paragraph">⟦« On ne nous rendra pas nos Noëls, a réagi Yann Le Floc’hic, qui préside leur syndicat. Mais on nous rend notre eau. »⟧</p><div class="dfp-slot">Publicité</div><h2 class="article__sub-title">⟦La ville renvoie à l’Etat⟧</h2><p class="article__paragraph">⟦La maire, Solène Kervadec, a indiqué qu’elle ne se pourvoirait pas en cassation. Elle demande à l’Etat de prendre en charge « au moins les deux tiers » du bassin, dont le coût est estimé à 11 millions d’euros.⟧</p><p class="article__paragraph">⟦La préfecture n’a pas souhaité faire de commentaire.⟧</p></section><section class="article__reactions"><p>Vous souhaitez contribuer ? Abonnez-vous</p></section></section><aside class="services"><p>L’espace des lecteurs des annonces</p><ul><li>Maison 5 pièces, Ker-Anna</li><li>Bateau, 7 mètres, à restaurer</li></ul></aside></main><footer>Mentions légales – Charte du groupe – CGV</footer></body></html>"""

GERMAN = (
    """<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Hochwasser: Lenzbrücke bleibt bis Herbst gesperrt | Lenztaler Bote</title><link rel="canonical" href="https://www.lenztalerbote.example/lokales/lenzbruecke-bleibt-gesperrt-id5512.html"><meta property="og:site_name" content="Lenztaler Bote">"""
    + ld(
        **{"@type": "NewsArticle"},
        headline="Lenzbrücke bleibt bis Herbst gesperrt",
        datePublished="2021-05-12T15:01:00+02:00",
        dateModified="2021-05-12T19:48:00+02:00",
        author=[{"@type": "Person", "name": "Gesine Pohl"}],
        articleSection="Lokales",
        publisher={"@type": "Organization", "name": "Lenztaler Bote"},
    )
    + """</head><body><div class="oil-layer"><p>Mit Werbung und Cookies weiterlesen oder werbefrei im PUR-Abo für 2,99 Euro im Monat.</p></div><div class="anzeige-oben">Anzeige</div><header><a>Lenztaler Bote</a><nav><a>Lokales</a><a>Sport</a><a>Trauer</a><a>E-Paper</a></nav></header><main><article><header class="a-hd"><h1><span class="a-hd__kicker">Hochwasser</span><span class="a-hd__sep">: </span><span class="a-hd__title">Lenzbrücke bleibt bis Herbst gesperrt</span></h1><div class="a-hd__meta">Von <a rel="author">Gesine Pohl</a> <time datetime="2021-05-12T19:48:00+02:00">Stand: 12.05.2021, 19:48 Uhr</time></div><button>Vorlesen</button><button>Merken</button></header><p class="a-teaser">⟦Ein treibender Baum hat den Mittelpfeiler beschädigt. Der Umweg über Marlach dauert 40 Minuten.⟧</p><figure><img><figcaption>Gesperrt: die Lenzbrücke am Mittwochmorgen. <small>Foto: Udo Reiß</small></figcaption></figure><p class="a-txt">⟦<b>Oberlenz.</b> Die Lenzbrücke bleibt voraussichtlich bis Ende Oktober für den gesamten Verkehr gesperrt. Das teilte das Straßenbauamt am Mittwoch mit.⟧</p><p class="a-txt">⟦Taucher hatten am Mittelpfeiler einen 70 Zentimeter tiefen Riss gefunden. Er rührt nach Angaben der Behörde von einer Fichte her, die das Hochwasser am 2. Mai mit sich führte.⟧</p><div class="ad-inline" aria-label="Anzeige">Anzeige</div><p class="a-txt">⟦„Die Fichte war stärker als die Statik“, sagte Amtsleiter Volker Süß. Rund 8400 Fahrzeuge fuhren bisher täglich über die Brücke.⟧</p><div class="teaser-inline"><span>Lesen Sie auch</span><a>Wie die Feuerwehr drei Kälber rettete</a></div><h2 class="a-zw">⟦Fähre soll ab Juni fahren⟧</h2><p class="a-txt">⟦Für Fußgänger und Radfahrer richtet die Gemeinde von Juni an eine Fähre ein. Sie ist kostenlos und nimmt 24 Personen mit.⟧</p><p class="a-txt">⟦Bäckermeister Alois Grün, dessen Laden am anderen Ufer liegt, bringt seine Brezen vorerst mit dem Kajak.⟧</p></article><section class="nl-box"><h3>Newsletter „Lenz am Morgen“</h3><p>Jeden Werktag um 6 Uhr das Wichtigste aus dem Tal. Ich bin damit einverstanden, dass mir per E-Mail Angebote zugesandt werden.</p></section></main><footer>Impressum | Datenschutz | Verträge hier kündigen</footer></body></html>"""
)

TURKISH = """<!DOCTYPE html><html lang="tr"><head><meta charset="utf-8"><title>Ilıca'da 1400 yıllık mozaik bulundu - Körfez Postası</title><link rel="canonical" href="https://www.korfezpostasi.example/kultur/ilicada-1400-yillik-mozaik-bulundu-118822"><meta property="og:site_name" content="Körfez Postası"><meta property="og:title" content="Ilıca'da 1400 yıllık mozaik bulundu"><meta name="datePublished" content="2023-08-16T10:20:00+03:00"><meta name="dateModified" content="2023-08-16T12:05:00+03:00"><meta name="articleSection" content="Kültür"><meta name="articleAuthor" content="Defne Sarıkaya"></head><body><ul class="ust-menu"><li>Son Dakika</li><li>Gündem</li><li>Ekonomi</li><li>Kültür</li><li>Resmi İlanlar</li></ul><div class="haber-sol"><ol class="yol"><li>Haberler</li><li>Kültür</li></ol><h1>Ilıca'da 1400 yıllık mozaik bulundu</h1><h2 class="spot">⟦Bir çiftçi, zeytin fidanı dikmek için çukur kazarken 60 metrekarelik taban mozaiğine rastladı.⟧</h2><div class="haber-bilgi"><span>Defne Sarıkaya</span><span>Giriş Tarihi: 16.08.2023 10:20</span><span>Güncelleme Tarihi: 16.08.2023 12:05</span></div><div class="paylas">Paylaş: Facebook X WhatsApp</div><img src="/m.jpg"><div class="haber-metni"><p>⟦Ilıca köyünde yaşayan Hasan Külcü (52), pazartesi sabahı zeytinliğinde çukur kazarken kazmasının sert bir zemine çarptığını söyledi.⟧</p><p>⟦Külcü, "Önce kaya sandım. Toprağı süpürünce bir balık bana baktı" dedi.⟧</p><p class="ilgili"><b>İLGİLİ HABER:</b> <a href="/i">Antik liman için kazı izni çıktı</a></p><p>⟦Bölgeye gelen arkeologlar, balık, asma ve tavus kuşu figürleri taşıyan mozaiğin altıncı yüzyılda yapılmış bir kiliseye ait olduğunu belirledi.⟧</p><div class="reklam">REKLAM</div><p>⟦Kazı başkanı Doç. Dr. Pelin Aksu, zeytinliğin kamulaştırılacağını, çiftçiye 2,4 milyon lira ödeneceğini bildirdi.⟧</p><p>⟦Külcü ise fidanlarını komşu tarlaya dikti: "Bu sefer sığ kazdım."⟧</p></div><div class="etiketler"><a>#Ilıca</a><a>#mozaik</a><a>#arkeoloji</a></div><div class="yorum"><h3>YORUMLAR (3)</h3><p>Ali: Helal olsun çiftçiye.</p></div></div><div class="haber-sag"><h3>ÇOK OKUNANLAR</h3><a>Altın fiyatları güne nasıl başladı?</a><a>Feribot seferlerine rüzgâr engeli</a></div><div class="alt">Körfez Postası Gazetecilik A.Ş. Tüm hakları saklıdır.</div></body></html>"""


def pages() -> Iterator[Page]:
    """The pages of this module."""
    yield made(
        "arabic",
        ARABIC,
        "إعادة فتح ميناء دومرة بعد إغلاق دام شهرين",
        publisher="صدى الساحل",
        published="2024-04-18T13:25:00+03:00",
        updated="2024-04-18T17:02:00+03:00",
        language="ar",
        section="اقتصاد",
        address="https://www.sadaalsahel.example/economy/2024/04/18/doumra-port-reopens",
        credits=["AFP"],
    )
    yield made(
        "russian-declared",
        RUSSIAN,
        "Ледокол «Верный» освободил пять судов у мыса Торн",
        encoding="windows-1251",
        byline="Алла Рукавишникова",
        publisher="Новости Залива",
        published="2010-12-14T18:32",
        language="ru",
        section="Новости",
        address="http://zaliv-news.example/news/2010/12/14/vernyj.html",
    )
    yield made(
        "russian-misdeclared",
        WRONG,
        "В Каменке достроили мост, который начали в 1974 году",
        encoding="windows-1251",
        byline="Раиса Колодяжная",
        publisher="Степной вестник",
        published="2005-06-21",
        language="ru",
    )
    yield made(
        "spanish",
        SPANISH,
        "Un incendio obliga a evacuar tres pueblos del valle del Ossa",
        byline="Iratxe Olmedo",
        publisher="La Voz de Cabra",
        published="2022-07-19T08:14:00+02:00",
        updated="2022-07-19T21:36:00+02:00",
        language="es",
        section="Sucesos",
        address="https://www.lavozdecabra.example/sucesos/2022-07-19/incendio-valle-ossa_4471.html",
        credits=["EFE"],
    )
    yield made(
        "french",
        FRENCH,
        "Les ostréiculteurs de l’anse de Gwern obtiennent gain de cause",
        publisher="Le Courrier du Gwern",
        published="2023-11-09T17:45:10+00:00",
        updated="2023-11-10T07:20",
        language="fr",
        section="Économie",
        address="https://www.lecourrierdugwern.example/economie/article/2023/11/09/les-ostreiculteurs-obtiennent-gain-de-cause_6199.html",
        credits=["AFP"],
    )
    yield made(
        "german",
        GERMAN,
        "Lenzbrücke bleibt bis Herbst gesperrt",
        byline="Gesine Pohl",
        publisher="Lenztaler Bote",
        published="2021-05-12T15:01:00+02:00",
        updated="2021-05-12T19:48:00+02:00",
        language="de",
        section="Lokales",
        address="https://www.lenztalerbote.example/lokales/lenzbruecke-bleibt-gesperrt-id5512.html",
    )
    yield made(
        "turkish",
        TURKISH,
        "Ilıca'da 1400 yıllık mozaik bulundu",
        byline="Defne Sarıkaya",
        publisher="Körfez Postası",
        published="2023-08-16T10:20:00+03:00",
        updated="2023-08-16T12:05:00+03:00",
        language="tr",
        section="Kültür",
        address="https://www.korfezpostasi.example/kultur/ilicada-1400-yillik-mozaik-bulundu-118822",
    )
