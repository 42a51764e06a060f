"""What teachers, counsellors and students type finds the material they mean, in the shipped kit.

A row names one material; others may be as right. Where many are (raha, uni), it is the one that
a teacher would open first. What the kit has no word for is not in the tables: an editor adds the
word to the keywords or the synonyms, and a row here.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from valita_desktop.content.model import Kind
from valita_desktop.library.store import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from valita_desktop.content.model import Lang

FINNISH = """
query                                     item in kind
unipäiväkirja                             m01  1  title
Kuukausibudjetti                          m09  1  title
häirintään puututaan                      p2-4 1  title
tunnekortit                               m31  1  title
muutan omaan kotiin                       m13  1  title
hyvän olon käsi                           m29  1  title
kela-asiat                                m42  1  title
opiskelijapaneeli                         p1-3 1  title
yhteinen aamupala                         p3-2 1  title
kolme askelta                             m48  1  title
yhdenvertaisuuskävely                     p2-2 1  title
ketterä kaakko                            pr1  1  title
arjenhallinta                             t3   1  title
winnova                                   pr0  1  title
tarve vai halu                            m11  1  title
mikä unta häiritsee                       m03  1  title
iltarutiini                               m02  1  title
menopäiväkirja                            m10  1  title
aloitustunti                              p1-4 1  title
toimintapäivä                             p1-6 1  title
arjen aloitusjakso                        p3-1 1  title
opiskelijan äänellä                       pr3  1  title
budjettia                                 m09  3  inflected
stressistä                                m30  3  inflected
päihteistä                                m37  3  inflected
poissaoloja                               m45  3  inflected
riidan                                    m35  3  inflected
riitelee                                  m35  3  inflected
aloitteen                                 p1-2 3  inflected
nukkumisesta                              m01  3  inflected
huijattiin                                m22  3  inflected
tunteista                                 m31  3  inflected
pyykkiä                                   m19  3  inflected
nuuskaa                                   m38  3  inflected
säännöistä                                p2-1 3  inflected
vastapalautetta                           p4-2 3  inflected
selkokielellä                             p2-6 3  inflected
ennakkoluuloja                            p2-5 3  inflected
tutoreille                                p1-5 3  inflected
asuntolassa                               p3-6 3  inflected
rajoista                                  m36  3  inflected
velkaa                                    m12  3  inflected
syrjitään                                 m53  3  inflected
kiusataan                                 p2-4 3  inflected
kansanopistoissa                          pr2  3  inflected
osallistamisesta                          t1   3  inflected
nukkumisvaikeuksia                        m03  3  new compound
rahankäyttö                               m10  3  new compound
rahaongelmat                              m12  3  new compound
stressinhallinta                          m30  3  new compound
tunnetaidot                               m31  3  new compound
ihmissuhteet                              m35  3  new compound
työpaikkakiusaaminen                      m55  3  new compound
kotitalous                                m19  3  new compound
puhelinriippuvuus                         m21  3  new compound
päiväkirja                                m01  3  part
sopimus                                   m16  3  part
turva                                     m32  3  part
budjetti                                  m09  3  part
kello                                     p4-1 3  part
ruutu                                     m21  3  part
suunnistus                                p3-4 3  part
käytäntö                                  p4-6 3  part
vuokra                                    m15  3  part
jaksaminen                                p4-5 3  part
kuukausibudjeti                           m09  1  typo
budjeti                                   m09  3  typo
stresi                                    m30  3  typo
ergnomia                                  m28  3  typo
yksinäsyys                                m34  3  typo
vuokrasopimsu                             m14  1  typo
salasna                                   m23  3  typo
terveydenhoitja                           m27  3  typo
kiusamainen                               p2-4 3  typo
yhdenvertasuus                            t2   3  typo
opiskelijakutna                           p1-1 3  typo
hyvinvonti                                t4   3  typo
unipäiv                                   m01  1  half-typed
vuokrasop                                 m14  1  half-typed
ruutuai                                   m21  3  half-typed
pulssik                                   p4-2 1  half-typed
aloitte                                   p1-2 1  half-typed
kiusaamine                                m55  1  half-typed
yksinäi                                   m34  3  half-typed
poiss                                     m45  3  half-typed
hyvinvointij                              t4   1  half-typed
ammatinv                                  p2-5 3  half-typed
paivakirja                                m01  3  no dots
hairinta                                  p2-4 3  no dots
yksinaisyys                               m34  3  no dots
paihteet                                  m37  3  no dots
kamppa                                    m13  3  no dots
ruokahavikki                              m20  3  no dots
tyokyky                                   m25  3  no dots
hyvan olon kasi                           m29  1  no dots
vasymys                                   m01  3  no dots
en saa unta                               m03  3  words
rahat ei riitä                            m12  3  words
miten menee                               m06  3  words
laskut maksamatta                         m12  3  words
kaveri voi huonosti                       m40  3  words
mitä teen jos kaveri puhuu itsemurhasta   m40  3  words
eka päivä työpaikalla                     m46  3  words
opiskelijan tuet                          m42  3  words
soittaminen jännittää                     m43  3  words
riita kämppäkaverin kanssa                m35  3  words
ryhmän tutustuminen                       m33  3  words
pelaan liikaa                             m39  3  words
kenelle puhua                             m41  3  words
netti huijaus                             m22  3  words
opinto-ohjaajan keskustelu                p3-3 3  words
opettajien jaksaminen                     p4-5 3  words
ei kavereita                              m34  3  words
pää räjähtää                              m30  3  words
halpa ruoka                               m18  3  words
some riippuvuus                           m21  3  words
hyvän käytännön kuvaaminen                p4-6 3  words
asuntolan iltaohjelma                     p3-6 3  words
koulu ei kiinnosta                        m45  3  words
mistä apua                                m44  3  words
aika ei riitä                             m07  3  words
kahdella kielellä                         p2-6 3  words
tasa-arvosuunnitelma                      p2-3 3  words
ruokalista viikolle                       m17  3  words
opiskeluhuoltoryhmän kokous               p4-4 3  words
hakemuksen liitteet                       m42  3  words
keskustelukortteja unesta                 m04  3  words
pieni muutos arkeen                       p3-5 3  words
raha                                      m12  3  everyday
uni                                       m01  3  everyday
ruoka                                     m17  3  everyday
kiusaaminen                               p2-4 3  everyday
unettomuus                                m03  3  everyday
lintsaus                                  m45  3  everyday
väsymys                                   m01  3  everyday
rasismi                                   p2-4 3  everyday
kesätyö                                   m44  3  everyday
jumppa                                    m26  3  everyday
ajanhallinta                              m05  3  everyday
muutto                                    m13  3  everyday
masennus                                  m40  3  everyday
burnout                                   p4-5 3  everyday
työhaastattelu                            m47  3  everyday
luottotiedot                              m12  3  everyday
pyykinpesukone                            m19  3  everyday
some                                      m24  3  everyday
kuraattori                                m41  3  everyday
johtoryhmä                                p4-3 3  everyday
terkkari                                  m27  3  slang
ahistaa                                   m30  3  slang
kämppis                                   m16  3  slang
gamettaa                                  m39  3  slang
rööki                                     m38  3  slang
masis                                     m40  3  slang
fyrkka                                    m09  3  slang
opo                                       p3-3 3  slang
seukkaaminen                              m36  3  slang
darra                                     m37  3  slang
vetää lärvit                              m37  3  slang
vitutus                                   m31  3  slang
pommiin                                   m08  3  slang
bileet                                    m37  3  slang
sömn                                      m03  3  other language
mobbning                                  p2-4 3  other language
pengar                                    m09  3  other language
studerandekår                             p1-1 3  other language
frånvaro                                  m45  3  other language
seksuaalinen häirintä                     m49  1  title
härski vitsi                              m49  3  everyday
nudet                                     m50  3  slang
kiristetään kuvalla                       m50  1  title
kuulen rasismia                           m51  1  title
sateenkaari                               m52  3  everyday
muunsukupuolinen                          m52  3  everyday
yhdenvertaisuusvaltuutettu                m53  3  everyday
oppisopimus                               m54  3  everyday
harkka                                    m54  3  slang
savustaminen                              m55  3  everyday
palkkanauha                               m56  3  everyday
kesäduuni                                 m56  3  slang
verokortti                                m57  1  title
mätkyt                                    m57  3  slang
luottotiedot                              m58  3  everyday
ulosottoon                                m58  3  inflected
pikavippi                                 m59  3  everyday
osamaksulla                               m59  3  inflected
eroaminen                                 m60  3  everyday
oppivelvollisuus                          m60  3  everyday
lisäaikaa kokeeseen                       m61  3  everyday
kohtuulliset mukautukset                  m61  3  title
lukihäiriö                                m61  3  everyday
adhd                                      m62  3  title
keskittymisvaikeus                        m62  3  everyday
S2                                        m63  3  everyday
sanakortit                                m63  1  title
turvakoti                                 m64  3  everyday
pelkään kotona                            m64  3  words
viiltely                                  m65  3  title
paniikkikohtaus                           m65  3  everyday
hautajaiset                               m66  3  everyday
suru                                      m66  3  everyday
energiajuomat                             m67  1  title
nuuska                                    m67  3  everyday
loot box                                  m68  3  everyday
nettikasino                               m68  3  everyday
tekoäly                                   m69  1  title
deepfake                                  m69  3  slang
sivari                                    m70  1  slang
intti                                     m70  3  slang
yksinhuoltaja                             m71  3  everyday
raskaana                                  m71  3  inflected
kaamosmasennus                            m72  3  everyday
marraskuu väsyttää                        m72  3  words
budjetointi                               m09  3  derived
budjetoida                                m09  3  derived
budjetoiminen                             m09  3  derived
stressaaminen                             m30  3  derived
velkaantuminen                            m12  3  derived
kiusaaja                                  m55  3  derived
nukkuja                                   m01  3  derived
rasisti                                   m51  3  derived
riitely                                   m35  3  derived
huijari                                   m22  3  derived
säästäjä                                  m09  3  derived
vuokraaminen                              m15  3  derived
hlbtiq                                    m52  3  everyday
lgbt                                      m52  3  everyday
hbtq                                      m52  3  everyday
icebreaker                                m33  3  everyday
energizer                                 m33  3  everyday
lähestymiskielto                          m64  3  everyday
stalkkeri                                 m64  3  everyday
pakolainen                                m63  3  everyday
koulunkäynti                              m45  3  everyday
pinnaaminen                               m45  3  everyday
autismi                                   m62  3  everyday
dysleksia                                 m61  3  everyday
klarna                                    m59  3  everyday
palkkalappu                               m56  3  everyday
potkut                                    m56  3  everyday
verottaja                                 m57  3  everyday
dickpic                                   m50  3  everyday
kouriminen                                m49  3  everyday
trollaus                                  m24  3  everyday
bestis                                    m40  3  everyday
prokrastinaatio                           m62  3  everyday
mindfulness                               m30  3  everyday
nokoset                                   m04  3  everyday
saldo                                     m09  3  everyday
kommuuni                                  m16  3  everyday
ganja                                     m37  3  everyday
puffi                                     m38  3  everyday
fortnite                                  m39  3  everyday
gacha                                     m68  3  everyday
phishing                                  m22  3  everyday
fake news                                 m69  3  everyday
jämäruoka                                 m20  3  everyday
kuntosali                                 m26  3  everyday
kondomi                                   m27  3  everyday
äitiysloma                                m71  3  everyday
nuokku                                    m44  3  everyday
portfolio                                 m47  3  everyday
amk                                       m48  3  everyday
veso                                      p1-3 3  everyday
opku                                      p1-1 3  everyday
tappaa itsensä                            m65  3  everyday
kirkasvalolamppu                          m72  3  everyday
"""

SWEDISH = """
query                                     item in kind
Sömndagbok                                m01  1  title
månadsbudget                              m09  1  title
känslokort                                m31  1  title
jag flyttar hemifrån                      m13  1  title
min välmåendehand                         m29  1  title
FPA-ärenden                               m42  1  title
studerandepanel                           p1-3 1  title
gemensamt morgonmål                       p3-2 1  title
likabehandlingsrunda                      p2-2 1  title
hantera vardagen                          t3   1  title
ledning av välbefinnandet                 t4   1  title
pulsenkät                                 p4-2 1  title
visa omtanke                              pr0  1  title
kvällsrutin                               m02  1  title
utgiftsdagbok                             m10  1  title
vart går tiden                            m07  1  title
vardagskurs                               p3-1 1  title
veckans experiment                        p3-5 1  title
ketterä kaakko                            pr1  1  title
deltagande och påverkan                   t1   1  title
budgeten                                  m09  3  inflected
stressad                                  m30  3  inflected
pengarna                                  m12  3  inflected
grälade                                   m35  3  inflected
rusmedlen                                 m37  3  inflected
spelen                                    m39  3  inflected
bedragaren                                m22  3  inflected
känslorna                                 m31  3  inflected
städar                                    m19  3  inflected
röker                                     m38  3  inflected
reglerna                                  p2-1 3  inflected
tutorerna                                 p1-5 3  inflected
ångesten                                  m30  3  inflected
enkäten                                   p4-2 3  inflected
studerandekåren                           p1-1 3  inflected
sovit                                     m01  3  inflected
ringer                                    m43  3  inflected
flyttade                                  m13  3  inflected
mobbas                                    m55  3  inflected
vännerna                                  m34  3  inflected
arbetsförmågan                            m25  3  inflected
aktivitetsdagen                           p1-6 3  inflected
folkhögskolor                             pr2  3  inflected
sömnproblem                               m03  3  new compound
stresshantering                           m30  3  new compound
studiemotivation                          m45  3  new compound
vänskapsrelationer                        m34  3  new compound
mobbningsfall                             p2-4 3  new compound
tidshantering                             m07  3  new compound
dagbok                                    m01  3  part
kort                                      m31  3  part
gympa                                     m26  3  part
klocka                                    p4-1 3  part
hand                                      m29  3  part
avtal                                     m14  3  part
svinn                                     m20  3  part
tid                                       m07  3  part
skydd                                     m32  3  part
månadsbugdet                              m09  1  typo
sömdagbok                                 m01  1  typo
hyresavatl                                m14  1  typo
likabehanling                             t2   3  typo
ensamet                                   m34  3  typo
löseord                                   m23  3  typo
hälsovåradre                              m27  3  typo
studernadekår                             p1-1 3  typo
trakaserier                               p2-4 3  typo
välbefinande                              t4   3  typo
sömnd                                     m01  1  half-typed
månadsb                                   m09  1  half-typed
skärmt                                    m21  1  half-typed
pulse                                     p4-2 1  half-typed
orienter                                  p3-4 1  half-typed
ensamh                                    m34  3  half-typed
trakas                                    m49  1  half-typed
bud                                       m09  3  half-typed
somn                                      m03  3  no dots
franvaro                                  m45  3  no dots
kanslor                                   m31  3  no dots
halsovardare                              m27  3  no dots
gral                                      m35  3  no dots
arsklocka                                 p4-1 3  no dots
bedrageri                                 m22  3  no dots
jamstalldhet                              p2-3 3  no dots
kan inte sova                             m03  3  words
pengarna räcker inte                      m12  3  words
hur mår du                                m06  3  words
första dagen på jobbet                    m46  3  words
stöd för studier                          m42  3  words
bråk med rumskompis                       m35  3  words
lära känna gruppen                        m33  3  words
spelar för mycket                         m39  3  words
hyra och el                               m15  3  words
vem kan jag tala med                      m41  3  words
bli lurad på nätet                        m22  3  words
samtal med studiehandledare               p3-3 3  words
personalens ork                           p4-5 3  words
ont i ryggen                              m28  3  words
laga billig mat                           m18  3  words
kvinnoyrken och mansyrken                 p2-5 3  words
gå till kuratorn                          m41  3  words
komma för sent                            m08  3  words
bo i internat                             m16  3  words
dricka alkohol                            m37  3  words
planera veckan                            m05  3  words
vad vill jag i framtiden                  m48  3  words
vad är jag bra på                         m47  3  words
lätt svenska                              p2-6 3  words
påverka i skolan                          p1-4 3  words
måltider för en vecka                     m17  3  words
gruppens regler                           p2-1 3  words
sprida god praxis                         p4-6 3  words
med studerandes språk                     pr3  3  words
pengar                                    m09  3  everyday
sömn                                      m03  3  everyday
mobbning                                  p2-4 3  everyday
trött                                     m04  3  everyday
försova                                   m08  3  everyday
utbränd                                   p4-5 3  everyday
hälsosyster                               m27  3  everyday
praktik                                   m46  3  everyday
rasism                                    p2-4 3  everyday
ansökan                                   m42  3  everyday
elevråd                                   p1-1 3  everyday
klagomål                                  p1-2 3  everyday
elevvård                                  p4-4 3  everyday
deprimerad                                m40  3  everyday
cannabis                                  m37  3  everyday
sommarjobb                                m44  3  everyday
ledningsgrupp                             p4-3 3  everyday
kurator                                   m41  3  everyday
betalningsstörning                        m12  3  everyday
tvättmaskin                               m19  3  everyday
impulsköp                                 m11  3  everyday
stålar                                    m09  3  slang
lya                                       m13  3  slang
vejpa                                     m38  3  slang
gamea                                     m39  3  slang
käk                                       m17  3  slang
skolka                                    m45  3  slang
bakis                                     m37  3  slang
polare                                    m40  3  slang
insta                                     m24  3  slang
plugga                                    m07  3  slang
byka                                      m19  3  slang
råddigt                                   m19  3  slang
hångla                                    m36  3  slang
tjafs                                     m35  3  slang
söka jobb                                 m44  3  slang
dejta                                     m36  3  slang
unipäiväkirja                             m01  3  other language
kiusaaminen                               p2-4 3  other language
opintotuki                                m42  3  other language
asuntola                                  p3-6 3  other language
vuokrasopimus                             m14  3  other language
HOKS                                      p3-3 3  other language
riita                                     m35  3  other language
päihteet                                  m37  3  other language
sexuella trakasserier                     m49  3  title
ofredande                                 m49  3  everyday
nudes                                     m50  3  slang
utpressad                                 m50  3  title
hör rasism                                m51  1  title
hbtq                                      m52  1  everyday
pronomen                                  m52  1  title
diskrimineringsombudsmannen               m53  3  everyday
läroavtal                                 m54  3  everyday
praktik                                   m54  3  everyday
mobbad på arbetsplatsen                   m55  1  title
lönespecifikation                         m56  1  title
sommarjobbet                              m56  3  inflected
skattekortet                              m57  1  title
kvarskatt                                 m57  3  everyday
betalningsstörning                        m58  3  everyday
utsökningen                               m58  3  inflected
snabblån                                  m59  1  title
avbetalningar                             m59  3  inflected
hoppa av                                  m60  3  everyday
läroplikt                                 m60  3  everyday
rimliga anpassningar                      m61  3  title
dyslexi                                   m61  3  everyday
koncentrationssvårigheter                 m62  3  everyday
ordkort                                   m63  1  title
svenska som andraspråk                    m63  3  everyday
skyddshem                                 m64  3  everyday
rädd hemma                                m64  3  words
självmordstankar                          m65  3  everyday
panikattack                               m65  3  everyday
begravning                                m66  3  everyday
sorg                                      m66  3  everyday
energidrycker                             m67  1  title
vitt snus                                 m67  3  slang
nätkasino                                 m68  3  everyday
loot box                                  m68  3  everyday
fusk med AI                               m69  3  words
civiltjänst                               m70  1  title
lumpen                                    m70  3  slang
gravid                                    m71  3  everyday
föräldraledighet                          m71  3  everyday
höstdepression                            m72  3  everyday
mörker                                    m72  3  everyday
budgetering                               m09  3  derived
budgetera                                 m09  3  derived
rökning                                   m38  3  derived
flyttning                                 m13  3  derived
stressande                                m30  3  derived
mobbare                                   m55  3  derived
diskriminera                              m53  3  derived
bedra                                     m22  3  derived
spelare                                   m39  3  derived
städare                                   m19  3  derived
lgbt                                      m52  3  everyday
hbtqi                                     m52  3  everyday
queer                                     m52  3  everyday
icebreaker                                m33  3  everyday
teambuilding                              m33  3  everyday
besöksförbud                              m64  3  everyday
förföljelse                               m64  3  everyday
flykting                                  m63  3  everyday
skolgång                                  m45  3  everyday
hemmasittare                              m45  3  everyday
autism                                    m62  3  everyday
handikapp                                 m61  3  everyday
inkasso                                   m58  3  everyday
facket                                    m56  3  everyday
få sparken                                m56  3  everyday
skattemyndigheten                         m57  3  everyday
dickpic                                   m50  3  everyday
antasta                                   m49  3  everyday
skitsnack                                 m24  3  everyday
bästis                                    m34  3  everyday
prokrastinera                             m62  3  everyday
mindfulness                               m30  3  everyday
hasch                                     m37  3  everyday
elcigarett                                m38  3  everyday
fortnite                                  m39  3  everyday
gacha                                     m68  3  everyday
hackare                                   m23  3  everyday
desinformation                            m69  3  everyday
matrester                                 m20  3  everyday
gym                                       m26  3  everyday
kondom                                    m27  3  everyday
pappaledighet                             m71  3  everyday
ungdomsgård                               m44  3  everyday
meritförteckning                          m47  3  everyday
fortbildningsdag                          p1-3 3  everyday
mönstring                                 m70  3  everyday
ta livet av sig                           m65  3  everyday
dagsljuslampa                             m72  3  everyday
"""
"""A column a fact: what is typed; the item meant; among how many hits above the divider it must
be, 1 where the query is nearly its title; what makes the query hard."""

_ITEM, _KIND = 42, 50
"""Where the columns begin."""


def _cases(lang: Lang, table: str) -> Iterator[object]:
    for row in table.strip().splitlines()[1:]:
        query, kind = row[:_ITEM].rstrip(), row[_KIND:]
        item, among = row[_ITEM:_KIND].split()
        yield pytest.param(lang, query, item, int(among), id=f"{lang}-{kind}-{query}")


@pytest.fixture(scope="module")
def library(made_library: Path) -> Iterator[Library]:
    """The shipped kit, opened once for all rows."""
    with closing(Library(made_library)) as library:
        yield library


@pytest.mark.parametrize(
    ("lang", "query", "item", "among"), [*_cases("fi", FINNISH), *_cases("sv", SWEDISH)]
)
def test_query_finds_the_item_meant(
    library: Library, lang: Lang, query: str, item: str, among: int
) -> None:
    hits = library.search(query, lang).hits

    assert item in [hit.id for hit in hits if not hit.related][:among]


@pytest.mark.parametrize(("lang", "table"), [("fi", FINNISH), ("sv", SWEDISH)])
def test_table_asks_for_every_material_and_practice(
    library: Library, lang: Lang, table: str
) -> None:
    asked = {row[_ITEM:].split()[0] for row in table.strip().splitlines()[1:]}
    kinds = (Kind.MATERIAL, Kind.PRACTICE)

    assert {row.id for row in library.rows() if row.kind in kinds and lang in row.titles} <= asked
