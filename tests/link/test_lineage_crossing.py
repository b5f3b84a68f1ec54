from __future__ import annotations

from crosswire.link.lineage import find_lineage
from crosswire.link.lineage_marks import anchor_codes, consonants, marks, number_key
from tests.link.made_reports import FLOOD, made, unzipped

SPANISH = """La presa de Hallin se rompió en la madrugada del domingo e inundó la parte baja de la ciudad de Corvo. \
Al menos 14 personas murieron, anunció el Ministerio de Aguas de Kestria. Otras 37 fueron llevadas al hospital de \
Merrow. Equipos de rescate de tres distritos registraron con botes las calles inundadas hasta la noche. La presa fue \
construida en 1962 y había sido inspeccionada por última vez en marzo. Los ingenieros habían advertido dos veces al \
consejo de grietas en el muro norte. La alcaldesa Ilva Torrent declaró el estado de emergencia en todo el valle de \
Aldermark. El ferrocarril entre Corvo y Merrow permanece cerrado hasta el jueves. Unos 2.300 vecinos pasaron la noche \
en escuelas y polideportivos. El gobierno de Kestria prometió a cada familia 500 coronas de ayuda. El primer ministro \
Jorun Maltesk interrumpió una visita a Osterby y regresó a la capital."""

# Of the same event, with its names and numbers, by somebody who was there.
SPANISH_OTHER = """En Osterby, adonde había ido para inaugurar un puente, Jorun Maltesk se enteró por teléfono. «Vuelvo \
ahora mismo», dijo el primer ministro, y pidió un helicóptero. En Corvo, mientras tanto, 14 familias lloraban a los \
suyos. Los 37 heridos llenan dos plantas del hospital de Merrow, donde faltan camas, sangre y médicos. Nadie explica \
por qué no sonaron las sirenas. La alcaldesa, Ilva Torrent, no quiso hablar con la prensa. El muro se vino abajo en \
pocos minutos y el agua arrasó con todo lo que encontró entre la presa de Hallin y la plaza del mercado. Unos 2.300 \
vecinos duermen fuera de casa. El ministerio promete una investigación, pero en el valle de Aldermark recuerdan que \
en 1962 también prometieron que el muro duraría un siglo. Las 500 coronas del gobierno no alcanzan, dicen, ni para \
limpiar el barro."""


def test_a_translation_is_linked_and_its_sentences_stand_against_each_other_in_order() -> None:
    pairs = made("a", FLOOD, language="en"), made("b", SPANISH, language="es")
    (record,), (family,) = find_lineage(*unzipped(*pairs))
    assert (record.relation, record.manner) == ("same-original", "translated")
    assert family.reports == ("a", "b")
    assert len(record.evidence) >= 7
    assert [p.left.start for p in record.evidence] == sorted(p.left.start for p in record.evidence)
    (ferry,) = [p for p in record.evidence if "1962" in p.left.text]
    assert ferry.right.text.startswith("La presa fue construida en 1962")


def test_an_independent_report_in_another_language_is_not_linked() -> None:
    other = made("b", SPANISH_OTHER, language="es")
    assert find_lineage(*unzipped(made("a", FLOOD, language="en"), other))[0] == ()


def test_a_report_in_a_third_language_changes_nothing_between_two_others() -> None:
    pairs = [made("a", FLOOD, language="en"), made("b", SPANISH, language="es")]
    (alone,), _ = find_lineage(*unzipped(*pairs))
    assert alone in find_lineage(*unzipped(*pairs, made("c", SPANISH_OTHER, language="pt")))[0]


def test_a_number_is_its_significant_digits() -> None:
    assert number_key("2,300") == number_key("2.300") == number_key("2 300") == "2300"
    assert number_key("40.000") == number_key("40")
    assert number_key("7.5") != number_key("75")


def test_a_word_is_its_consonants_in_any_script() -> None:
    assert consonants("Washington") == consonants("Вашингтон")
    assert consonants("Philippe") == consonants("Filipe")
    assert consonants("Corvo") != consonants("Merrow")


def test_anchor_codes_are_few_distinct_and_sorted() -> None:
    report, _ = made("a", FLOOD)
    codes = anchor_codes(report)
    assert list(codes) == sorted(set(codes))
    assert 10 < len(codes) < len(marks(report).words)
