"""Invented articles about events that never happened, the same in every file of the corpus.

In: nothing. Out: `Article`s, each with every statement that a format could make about it. The outlets,
places and people do not exist.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: its words, and what its publisher states about it (ISO 8601 times with a zone)."""

    key: str
    title: str
    paragraphs: tuple[str, ...]
    byline: str
    publisher: str
    published: str
    updated: str
    language: str
    section: str
    address: str

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of text that every format must give back."""
        return (self.title, *self.paragraphs)

    @property
    def body(self) -> str:
        """The paragraphs with an empty line between them."""
        return "\n\n".join(self.paragraphs)

    @property
    def text(self) -> str:
        """The title and the paragraphs with an empty line between them."""
        return f"{self.title}\n\n{self.body}"

    @property
    def uri(self) -> str:
        """A name of the article that holds over all its versions."""
        return f"tag:{self.address.split('/')[2]},2031:{self.key}"


DAM = Article(
    key="dam",
    title="Second breach at the Hallin dam empties three streets of Sarrow",
    paragraphs=(
        "SARROW, Kestria (Halcyon Wire) — A second breach opened in the Hallin dam on Sunday morning and "
        "sent water into three streets of Sarrow that had been dry for six days, the Ministry of Waters said.",
        "Nine people were hurt, two of them badly, and some 1,150 were taken to the riding school for the "
        "second time in a week. Nobody was reported missing by noon.",
        "“We had told them to stay away until the wall was measured,” said the mayor, Hanne Breck. “They "
        "went home because the ministry told them on Friday that the wall was sound.”",
        "The breach is 14 metres wide and lies 80 metres west of the first, according to Zdenka Hrušová, "
        "an engineer of the Union of Water Engineers who flew over it at 8.40.",
        "The ministry did not dispute her figures. A spokesman, Åke Søndergård, said that an inquiry into "
        "Friday’s notice had begun and that “two officials – not three – have been sent home”.",
        "The lake now stands 6.2 metres below the crest, the lowest level since the dam was finished. At "
        "that level the turbines cannot run; about 40% of the capital’s power comes from elsewhere.",
        "Rain is forecast from Tuesday. The army keeps 350 soldiers and twelve boats in the barracks at Kolm.",
        "The prefecture asked people not to drive to the valley to look at the water.",
    ),
    byline="Ilka Varn",
    publisher="The Torvane Courier",
    published="2031-05-04T11:05:00+01:00",
    updated="2031-05-04T13:40:00+01:00",
    language="en",
    section="Kestria",
    address="https://courier.example/kestria/second-breach-at-hallin",
)

PORT = Article(
    key="port",
    title="Crane drivers at Tamsel vote to strike, and the ferries stop first",
    paragraphs=(
        "The crane drivers of Tamsel port voted by 412 to 37 on Thursday night to stop work, and the ferries "
        "to Karsund were the first to feel it.",
        "The strike is to last 72 hours. It follows the death of a loader, Renzo Quill, 29, under a container "
        "that slipped from its spreader on 11 March.",
        "“He was the fourth in two years,” said Bettina Oyelaran-Marsh, who speaks for the drivers. “Each "
        "time they painted a new line on the quay. We do not want paint.”",
        "The port company, Tamsel Quays, said that it had spent 18.5 million crowns on safety since 2029 and "
        "that the strike would cost “four times as much – in one weekend”.",
        "From the harbour wall on Friday morning, 23 ships could be counted at anchor. The harbour master put "
        "the number at 26, three of which were waiting for the tide and not for the cranes.",
        "Ferries carry some 9,000 people a day between Tamsel and Karsund in March. All but the first "
        "sailing, at 5.15, were called off.",
        "A buyer at the fish hall, Iñaki Brennvåg, said that he would lose two lorries of cod by the evening. "
        "“I know Renzo’s mother,” he said. “I am not going to complain about cod.”",
        "The Labour Ministry has called both sides to a meeting on Saturday. Neither had said by Friday "
        "night whether it would come.",
        "The port inspectors’ report on the death of Mr Quill is expected in June. A draft, seen by the "
        "Herald, says that the lock of the spreader had been reported as worn on 2 and 9 March.",
        "Tamsel Quays said that it “does not comment on drafts”.",
        "The last strike at the port, in 2022, ended after eleven days with a rise of 4.5%.",
    ),
    byline="Tomas Weil and Dorthe Ek",
    publisher="The Quay Herald",
    published="2031-03-21T19:30:00+02:00",
    updated="2031-03-21T22:10:00+02:00",
    language="en",
    section="Business",
    address="https://quayherald.example/2031/03/21/tamsel-cranes?edition=night&page=1",
)

RAIL = Article(
    key="rail",
    title="Un tren de mercancías descarrila en Marenda y deja sin luz a 12.000 hogares",
    paragraphs=(
        "MARENDA — Un tren de mercancías descarriló en la madrugada del sábado a la entrada de Marenda y "
        "derribó una torre eléctrica, lo que dejó sin luz a unos 12.000 hogares, informó la compañía "
        "ferroviaria.",
        "El maquinista, de 47 años, resultó herido leve. “Frené en cuanto vi la señal, pero la vía ya no "
        "estaba”, dijo a este diario desde el hospital.",
        "Según la ingeniera jefe, Íñiga Peñalver, la lluvia arrastró unos 30 metros del terraplén. ¿Por qué "
        "nadie avisó? «Eso es lo que vamos a averiguar», respondió.",
        "De los 21 vagones, siete volcaron. Llevaban cereal; no hubo vertidos. La línea seguirá cerrada "
        "hasta el miércoles, por lo menos.",
        "La alcaldesa, María José Ibarrúa, pidió a los vecinos que no se acerquen a la vía. El "
        "ayuntamiento abrió dos escuelas para quienes necesiten calor y agua.",
    ),
    byline="Nuria Cañedo",
    publisher="La Voz de Marenda",
    published="2031-11-15T07:20:00-03:00",
    updated="2031-11-15T09:05:00-03:00",
    language="es",
    section="Sucesos",
    address="https://vozmarenda.example/sucesos/tren-descarrila",
)

MINE = Article(
    key="mine",
    title="В Карсунде остановлена шахта «Северная»: из-под земли вывели 86 человек",
    paragraphs=(
        "Шахта «Северная» в Карсунде остановлена в ночь на вторник после того, как датчики показали рост "
        "содержания метана. На поверхность вывели всех 86 горняков, сообщили в управлении надзора.",
        "Пострадавших нет. Три человека обратились к врачу с жалобами на головную боль, их отпустили домой.",
        "«Датчики сработали так, как должны были, – сказал начальник смены Ефим Ольховский. – Люди вышли "
        "за 38 минут».",
        "Профсоюз с этим не согласен. По его данным, первый сигнал прошёл ещё в 22:10, а приказ о выходе "
        "отдали только в 23:45.",
        "Шахта даёт около 40% угля, который сжигает городская электростанция. Запаса на складе хватит на "
        "девять дней, заявила мэр города Алёна Щукарёва.",
        "Проверка продлится до пятницы, её проведут инспекторы из столицы.",
    ),
    byline="Глеб Ярцев",
    publisher="Карсундский вестник",
    published="2031-02-11T06:45:00+03:00",
    updated="2031-02-11T10:15:00+03:00",
    language="ru",
    section="Общество",
    address="https://vestnik-karsund.example/news/severnaya",
)

BRIDGE = Article(
    key="bridge",
    title="洛川河大桥封闭检修，两万名居民改乘渡船",
    paragraphs=(
        "洛川市交通局星期三宣布，洛川河大桥即日起封闭检修，预计需要四个月。每天约有两万名居民经过这座桥上下班。",
        "检查人员上周在第三号桥墩发现一道长约两米的裂缝。交通局长白若溪说：“我们宁可让大家绕路，也不能冒险。”",
        "市政府准备了十二艘渡船，从早上五点开到晚上十一点，票价不变。",
        "居民郑海棠说，她上班要多花四十分钟，“不过总比桥塌了好”。",
    ),
    byline="陶一鸣",
    publisher="洛川晚报",
    published="2031-09-03T16:00:00+08:00",
    updated="2031-09-03T18:30:00+08:00",
    language="zh",
    section="本地",
    address="https://luochuan.example/bendi/daqiao",
)

BRIEF = Article(
    key="brief",
    title="Lysane tunnel reopens after 19 hours",
    paragraphs=(
        "The Lysane road tunnel reopened at 4.30 on Monday, 19 hours after a lorry with 18 tonnes of paint "
        "burned out in its northern tube, the motorway company said. Nobody was hurt.",
    ),
    byline="Pia Orsolo",
    publisher="Lysane Courier",
    published="2031-07-07T05:10:00+00:00",
    updated="2031-07-07T05:25:00+00:00",
    language="en",
    section="Roads",
    address="https://lysane.example/roads/tunnel-reopens",
)

ARTICLES = (DAM, PORT, RAIL, MINE, BRIDGE, BRIEF)
