"""Damage of a text's characters: told, offered mended, never altered unasked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.read import read_bytes
from crosswire.read.describe.damage import find_damage, mend, mend_document
from crosswire.read.document import Document, Metadata
from crosswire.types import Excluded

SOUND = (
    "L’été dernier, à Zürich, l’évêque « désolé » a reçu 30 000 € ; où étaient-ils ? — À l’hôtel.",
    "Hôm qua, tại Đà Nẵng, mực nước hồ chứa đã dâng lên cao hơn mức cho phép tám mươi xăng-ti-mét, theo bộ trưởng.",
    "Wczoraj wieczorem zażądano, żeby łódź została wyciągnięta na brzeg; „spóźniliście się” — powiedziała nauczycielka.",
    "Dün akşam Işıl Öztürk, “çok geç uyarıldık” dedi; şehrin aşağı kısmı üç gün boyunca sular altındaydı.",
    "«Нас предупредили слишком поздно», — сказала учительница… Объём воды вырос на 80 сантиметров.",
    "Вода піднялася вище за дозволений рівень, сказав міністр; їжі й ґанку вже не було видно, є лише дах.",
    "وقالت الوزارة إن «26 شخصا» ما زالوا في عداد المفقودين\u200f، وأعلنت الحداد ثلاثة أيام.",
    "השר אמר כי המים עלו ב\u200e80 ס״מ, והתושבים פונו.",
    "او گفت که می‌خواهند خانه‌ها را بازسازی کنند.",
    "हम सब को बहुत देर से चेतावनी दी गई, उन्होंने कहा।",
    "Í gær fór ég út í óveðrið; það var ömurlegt, sagði Þórður, en áin óx ekki.",
    "Příliš žluťoučký kůň úpěl ďábelské ódy; škody přesáhly 3 miliony korun.",
    "Tegnap este az árvíztűrő tükörfúrógép sem segített, mondta a polgármester.",
    "Ήταν πολύ αργά, είπε η δασκάλα, και το νερό έφτασε στον πρώτο όροφο.",
    "São Tomé não é só isto: “à noite”, disse o avô, “há maçãs”. Preço: 5 €.",
    "Señor Núñez: ¿qué pasó mañana? ¡Ay!, 3ª planta, 5º piso.",
    "水库水位自星期三以来一直高出警戒线八十厘米，部长说。",
    "ダムは金曜日の夜明け前に決壊し、少なくとも二十六人が行方不明です。",
    "Kaip sakė mokytoja, įspėjimas atėjo per vėlai; žmonės ėjo į kalną – visi.",
    "Temperature rose by 3°C ± 0.5 (§ 12, © 2031 Courier™), he said: “I‘m fine”…",
    "Flag of Torvane: \U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f and a family \U0001f468\u200d\U0001f469\u200d\U0001f467.",
    "ÉTATS GÉNÉRAUX : LES ÉLUS À L’ÉCOLE, OÙ ÇA ? ÂGÉ, ÎLE, ŒUVRE.",
)
BROKEN = (
    ("The town’s dam — “gone at dawn.", "utf-8", "cp1252"),
    ("El señor caminó por la ciudad mañana.", "utf-8", "latin-1"),
    ("Плотина прорвалась в пятницу.", "utf-8", "cp1251"),
    ("Плотина прорвалась в пятницу.", "cp1251", "latin-1"),
    ("Плотина прорвалась в пятницу.", "koi8-r", "latin-1"),
    ("Zażądano wyciągnięcia łodzi.", "utf-8", "cp1252"),
    ("Nach dem Bruch müssen Häuser geräumt werden, größer als je.", "utf-8", "cp1252"),
)


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_of_any_language_is_not_flagged_nor_changed(text: str) -> None:
    assert find_damage(text, "utf-8") == ()
    assert mend(text) == text


@pytest.mark.parametrize(("text", "written", "read"), BROKEN)
def test_text_decoded_in_the_wrong_page_is_flagged_and_offered_mended(
    text: str, written: str, read: str
) -> None:
    broken = text.encode(written).decode(read, "ignore")
    (notice,) = [n for n in find_damage(broken, "utf-8") if "seems to be" in n]
    assert "--mend" in notice
    assert mend(broken) == text


def test_text_decoded_wrongly_twice_is_mended() -> None:
    broken = "The town’s dam".encode().decode("cp1252").encode().decode("cp1252")
    assert mend(broken) == "The town’s dam"


def test_a_notice_says_what_and_where() -> None:
    (notice,) = find_damage("It broke.\nThe townâ€™s dam", "utf-8")
    assert notice == "“townâ€™s” at character 14 seems to be “town’s”; --mend reads the text mended."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\x00b\x00", "2 NUL characters stand in the text, the first at character 1;"),
        ("a\x1b[0m\x85", "2 control characters"),
        ("a\ufffdb", "1 unreadable character (U+FFFD) stands in the text, at character 1;"),
        ("if \u202eadmin\u202c then", "2 bidirectional controls"),
        ("if \u2066admin then", "1 bidirectional control stands"),
        ("وقالت \u202eالوزارة\u202c إن", "1 bidirectional control stands"),
        ("mini\u200bster", "1 zero-width character inside a word"),
        ("dam\U000e0041\U000e0042", "2 tag characters"),
    ],
)
def test_hidden_characters_are_counted_and_placed(text: str, told: str) -> None:
    (notice,) = find_damage(text, "utf-8")
    assert notice.startswith(told)


@pytest.mark.parametrize(
    "text", ["قال \u2067الوزير\u2069 إن", "\ufeffThe dam broke.", "The dam\u200b broke.", "a\tb\r\nc\x0c"]
)
def test_marks_that_belong_where_they_stand_are_not_flagged(text: str) -> None:
    assert find_damage(text, "utf-8") == ()


def test_a_mended_document_keeps_its_passages() -> None:
    text = "Câ€™est\nPhotoâ€™s\nend"
    document = Document(
        text=text, metadata=Metadata(title="Câ€™est"), excluded=(Excluded(start=8, end=17, kind="caption"),)
    )
    mended = mend_document(document)
    (passage,) = mended.excluded
    assert (mended.text[passage.start : passage.end], mended.metadata.title) == ("Photo’s", "C’est")
    assert mended.encoding == "utf-8, mended"


def test_mending_is_asked_for_and_said() -> None:
    data = "The townâ€™s dam broke before dawn on Friday.".encode()
    assert "â€™" in read_bytes(data, source="a.txt", id="r1").text
    report = read_bytes(data, source="a.txt", id="r1", mend=True)
    assert (report.text, report.encoding) == ("The town’s dam broke before dawn on Friday.", "utf-8, mended")


@given(st.text(max_size=60))
def test_any_text_is_judged_without_error(text: str) -> None:
    find_damage(text, "utf-8")
    mend(text)
