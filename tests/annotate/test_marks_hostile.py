"""A corpus of hostile marks: every kind and language, nested, torn, doubled, left over from other formats."""

from __future__ import annotations

import pytest

from crosswire.annotate.marks import find_marked, find_nested

CASES = [
    pytest.param(
        '<post author="Torvane" time="1449"> “We stay here,” she said.', ["We stay here,"], id="markup"
    ),
    pytest.param("„Wir bleiben“, sagte Jorun Maltesk.", ["Wir bleiben"], id="german low-high"),
    pytest.param("„We stay,” she said.", ["We stay,"], id="german low with english close"),
    pytest.param("”We stay here,” she said. ”All of us.”", ["We stay here,", "All of us."], id="swedish"),
    pytest.param(
        "Maltesk said: ”The gate is gone.” Nobody answered.", ["The gate is gone."], id="swedish mid"
    ),
    pytest.param("«We stay», she said.", ["We stay"], id="guillemets"),
    pytest.param(
        "« We stay here », she said. « All of us. »", ["We stay here", "All of us."], id="french spaced"
    ),
    pytest.param("«\xa0We stay here\xa0», she said.", ["We stay here"], id="french nbsp"),
    pytest.param("«\u202fWe stay here\u202f», she said.", ["We stay here"], id="french thin nbsp"),
    pytest.param(
        "»We stay here«, she said. »All of us.«", ["We stay here", "All of us."], id="reversed guillemets"
    ),
    pytest.param("‹We stay here›, she said.", ["We stay here"], id="single guillemets"),
    pytest.param("›We stay here‹, she said.", ["We stay here"], id="single guillemets reversed"),
    pytest.param("「We stay here」, she said.", ["We stay here"], id="corner"),
    pytest.param("『We stay here』, she said.", ["We stay here"], id="double corner"),
    pytest.param("‚We stay here‘, she said.", ["We stay here"], id="low single german"),
    pytest.param(",,We stay here'', she said.", ["We stay here"], id="commas low"),
    pytest.param(',,We stay here", she said.', ["We stay here"], id="commas low straight"),
    pytest.param("``We stay here,'' she said.", ["We stay here,"], id="latex"),
    pytest.param("`We stay here,' she said.", ["We stay here,"], id="latex single"),
    pytest.param("&quot;We stay here,&quot; she said.", ["We stay here,"], id="entity left over"),
    pytest.param("&ldquo;We stay here,&rdquo; she said.", ["We stay here,"], id="entity curly"),
    pytest.param("&#8220;We stay here,&#8221; she said.", ["We stay here,"], id="entity number"),
    pytest.param("&#39;We stay here,&#39; she said.", ["We stay here,"], id="entity apos"),
    pytest.param("''We stay here,'' she said.", ["We stay here,"], id="double apostrophes"),
    pytest.param("<<We stay here>>, she said.", ["We stay here"], id="angle chevrons"),
    pytest.param("＂We stay here,＂ she said.", ["We stay here,"], id="fullwidth"),
    pytest.param("″We stay here,″ she said.", ["We stay here,"], id="prime marks"),
    pytest.param('\\"We stay here,\\" she said.', ["We stay here,"], id="backslashed"),
    pytest.param("\u202a”Sorry, we stay here,” she said.", ["Sorry, we stay here,"], id="bidi"),
    pytest.param("\u200b“We stay here,”\u200b she said.", ["We stay here,"], id="zero width"),
    pytest.param(
        '“We stay here," she said. "All of us.”', ["We stay here,", "All of us."], id="mixed curly straight"
    ),
    pytest.param("““We stay here,” she said.", ["We stay here,"], id="open twice"),
    pytest.param(
        "“We stay here,”” she said. “All of us.”", ["We stay here,", "All of us."], id="closed twice"
    ),
    pytest.param(
        "“We stay here,“ she said. “All of us.“", ["We stay here,", "All of us."], id="opening for closing"
    ),
    pytest.param(
        "”We stay here,” she said. ”All of us.”", ["We stay here,", "All of us."], id="closing for opening"
    ),
    pytest.param(
        'She pledged"cooperation with the port" and "a common plan" for all.',
        ["cooperation with the port", "a common plan"],
        id="plain glued before",
    ),
    pytest.param(
        '"We stay here,"she said. "All of us."', ["We stay here,", "All of us."], id="plain glued after"
    ),
    pytest.param(
        '" We stay here, " she said. " All of us. "', ["We stay here,", "All of us."], id="space inside"
    ),
    pytest.param('The 12" pipe burst, "and it flooded us," she said.', ["and it flooded us,"], id="inch"),
    pytest.param('At 6\'2" he said, "I saw it all." Others did not.', ["I saw it all."], id="feet"),
    pytest.param("The '90s were worse, she said: 'We had no boats.'", ["We had no boats."], id="nineties"),
    pytest.param("'Get 'em out,' she said.", ["Get 'em out,"], id="em"),
    pytest.param(
        "At six o'clock she said: 'We leave at seven o'clock.' It rained.",
        ["We leave at seven o'clock."],
        id="oclock",
    ),
    pytest.param(
        "'The wardens' boats are gone,' she said.", ["The wardens' boats are gone,"], id="plural possessive"
    ),
    pytest.param(
        "‘The wardens’ boats are gone,’ she said.",
        ["The wardens’ boats are gone,"],
        id="plural possessive curly",
    ),
    pytest.param("James' boat sank and the wardens' hut burned.", [], id="possessive s end"),
    pytest.param("Rock 'n' roll and fish 'n' chips were served.", [], id="rock n roll"),
    pytest.param("'Twas cold and 'tis colder now, they said.", [], id="twas"),
    pytest.param("‘Twas cold in ‘98, and ‘em boats froze.", [], id="curly elision wrong way"),
    pytest.param("O’Dell’s and D’Arcy’s boats were at the farmers’ market.", [], id="irish names"),
    pytest.param("The al-Ma’an and Qur'an schools of Sana'a stayed open.", [], id="transliteration"),
    pytest.param("ʻOhana Bay and Hawaiʻi were spared.", [], id="hawaiian okina"),
    pytest.param("“He told me, ‘Go home,’” she said.", ["He told me, ‘Go home,’"], id="nested single"),
    pytest.param("‘He told me, “Go home,”’ she said.", ["He told me, “Go home,”"], id="nested double"),
    pytest.param(
        "“He told me, “Go home,” and I went,” she said.",
        ["He told me, “Go home,” and I went,"],
        id="nested same kind",
    ),
    pytest.param("\"He told me, 'Go home,'\" she said.", ["He told me, 'Go home,'"], id="nested straight"),
    pytest.param(
        "« He told me, “Go home”, and I went », she said.",
        ["He told me, “Go home”, and I went"],
        id="nested guillemets",
    ),
    pytest.param("“‘Go home,’ he told me,” she said.", ["‘Go home,’ he told me,"], id="nested at start"),
    pytest.param("“He told me, ‘Go home,” she said.", ["He told me, ‘Go home,"], id="nested closed once"),
    pytest.param(
        "“We stay here.\n\n“All of us stay,” she said.",
        ["We stay here.", "All of us stay,"],
        id="reopened paragraphs",
    ),
    pytest.param(
        "She said: “We stay here.\n\n“We have no boats.\n\n“All of us stay.”\n\nIt rained.",
        ["We stay here.", "We have no boats.", "All of us stay."],
        id="three paragraphs",
    ),
    pytest.param(
        "“We stay here and\n\nPhoto: The gate at dawn.\n\nnobody will leave,” she said.",
        ["We stay here and", "nobody will leave,"],
        id="running over a caption",
    ),
    pytest.param(
        "‘We stay here.\n\n‘All of us stay,’ she said.",
        ["We stay here.", "All of us stay,"],
        id="single paragraphs",
    ),
    pytest.param(
        "She said: “We stay here. It rained.\n\n“All of us,” he said.",
        ["We stay here. It rained.", "All of us,"],
        id="unclosed at end",
    ),
    pytest.param(
        'She said: "We stay here. It rained.\n\n"All of us," he said. "Every one."',
        ["We stay here. It rained.", "All of us,", "Every one."],
        id="unclosed straight",
    ),
    pytest.param(
        "“We stay here, she said. Nobody spoke.\n\n“All of us,” he said.",
        ["We stay here,", "All of us,"],
        id="unclosed before cue",
    ),
    pytest.param("We stay here,” she said. “All of us.”", ["We stay here,", "All of us."], id="lone close"),
    pytest.param(
        'We stay here," she said. "All of us."', ["We stay here,", "All of us."], id="lone close straight"
    ),
    pytest.param(
        "“We stay… and wait,” she said. “… until dawn.”",
        ["We stay… and wait,", "… until dawn."],
        id="ellipsis",
    ),
    pytest.param(
        "“[The wardens] stay here,” she said. (“All of us.”)",
        ["[The wardens] stay here,", "All of us."],
        id="brackets",
    ),
    pytest.param("The order—“stay here”—came late.", ["stay here"], id="dash glued"),
    pytest.param("It was an “order”/“request”, he said.", ["order", "request"], id="slash glued"),
    pytest.param(
        "“Who stays?” asked Maltesk. ‘Nobody!’ they cried.", ["Who stays?", "Nobody!"], id="question"
    ),
    pytest.param(
        "The “experts” stayed away from the so-called “safe” gate.", ["experts", "safe"], id="scare"
    ),
    pytest.param("“WE STAY HERE,” SHE SAID.", ["WE STAY HERE,"], id="capitals"),
    pytest.param(
        "'We stay at the Maltesks',' she said.",
        ["We stay at the Maltesks',"],
        id="apostrophe at end inside single",
    ),
    pytest.param(
        "He called it 'a disgrace' for the wardens' families.", ["a disgrace"], id="single then possessive"
    ),
    pytest.param("In 2019 'no gate held', she said.", ["no gate held"], id="single after digit"),
    pytest.param('At 45°12\'30" the gate, "the last one," broke.', ["the last one,"], id="seconds of arc"),
    pytest.param('"" she said. “” It rained.', [], id="empty marks"),
    pytest.param("”", [], id="only mark"),
    pytest.param("“We stay here,”\n— Jorun Maltesk", ["We stay here,"], id="html block"),
    pytest.param('The warden \' s boat was gone. "We swim," she said.', ["We swim,"], id="spaced apostrophe"),
    pytest.param("Газета «Порт» писала: „Мы остаёмся“.", ["Порт", "Мы остаёмся"], id="cyrillic use"),
    pytest.param(
        "„Powiedział «idź» i poszedłem”, she said.", ["Powiedział «idź» i poszedłem"], id="polish nested"
    ),
    pytest.param(
        "„We stay here”, she said. „»Go home«, he said to me.”",
        ["We stay here", "»Go home«, he said to me."],
        id="hungarian",
    ),
    pytest.param("«We stay here», she said; «all of us».", ["We stay here", "all of us"], id="greek"),
    pytest.param(
        "`` We stay here , '' she said . `` All of us . ''",
        ["We stay here ,", "All of us ."],
        id="tokenised latex",
    ),
    pytest.param("'We didn't stay, ' she said. It rained.", ["We didn't stay,"], id="tokenised singles"),
    pytest.param(
        "She said, `` We stay here.\nWe don't leave.\nAll of us. ''\nIt rained.",
        ["We stay here.\nWe don't leave.\nAll of us."],
        id="tokenised latex lines",
    ),
    pytest.param(
        "She said: 'We stay here.\nWe don't leave.\nAll of us. '\nIt rained on the wardens' hut.",
        ["We stay here.\nWe don't leave.\nAll of us."],
        id="singles over lines",
    ),
    pytest.param("The wardens' hut burned.\nIt was 'gone', she said.", ["gone"], id="apostrophe line before"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_hostile_marks_are_read(text: str, expected: list[str]) -> None:
    assert [text[m.start : m.end] for m in find_marked(text)] == expected


@pytest.mark.parametrize(("text", "_expected"), CASES)
def test_stretches_stand_in_order_inside_the_text(text: str, _expected: list[str]) -> None:
    at = 0
    for m in find_marked(text):
        assert at <= m.outer_start <= m.start < m.end <= m.outer_end <= len(text)
        at = m.outer_end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“He told me, ‘Go home,’” she said.", ["Go home,"]),
        ("‘He told me, “Go home,” and “Stay there”,’ she said.", ["Go home,", "Stay there"]),
        ("\"He told me, 'Go home,'\" she said.", ["Go home,"]),
        ("« He told me, “Go home”, and I went », she said.", ["Go home"]),
        ("„Er sagte ‚geh heim‘ zu mir“, sagte sie.", ["geh heim"]),
        ("“The wardens’ boats don’t leave,” she said.", []),
    ],
)
def test_marks_inside_a_stretch_are_given_one_level_down(text: str, expected: list[str]) -> None:
    (outer,) = find_marked(text)
    assert [text[m.start : m.end] for m in find_nested(text, outer)] == expected
