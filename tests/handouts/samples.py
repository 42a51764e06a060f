# ruff: noqa: E501 - the sample texts are whole paragraphs
"""Items with every kind of block, in both languages: what the handout tests print."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from functools import cache

from PIL import Image as Picture

from valita_desktop.content.handout import School
from valita_desktop.content.model import (
    Attachment,
    Format,
    Group,
    Item,
    Kind,
    Lang,
    Record,
    Role,
    Text,
    Theme,
    Topic,
)
from valita_desktop.settings import Contact

DAY = dt.date(2026, 11, 24)


def item(  # noqa: PLR0913 - each is a field that some test needs
    item_id: str,
    words: dict[Lang, tuple[str, str]],
    *,
    kind: Kind = Kind.MATERIAL,
    topic: Topic | None = Topic.MONEY,
    easy: dict[Lang, str] | None = None,
    url: str = "",
    attachments: tuple[Attachment, ...] = (),
) -> Item:
    """An item whose title and text are given by language."""
    summaries = {
        "fi": "Opiskelija pysähtyy oman arkensa äärelle ja valitsee yhden asian, jota kokeilee.",
        "sv": "Den studerande stannar upp vid sin vardag och väljer en sak att pröva.",
    }
    needs = {"fi": ("kynä", "laskin"), "sv": ("penna", "räknare")}
    return Item(
        record=Record(
            id=item_id,
            kind=kind,
            themes=(Theme.EVERYDAY,),
            format=Format.WORKSHEET if kind is Kind.MATERIAL else None,
            topic=topic,
            minutes=45,
            group=Group(min=1, max=24),
            lead=(Role.TEACHER,),
            audience=(Role.STUDENT,),
            created=DAY,
            url=url,
        ),
        texts={
            lang: Text(
                title=title,
                summary=summaries[lang],
                needs=needs[lang],
                markdown=markdown,
                easy_markdown=(easy or {}).get(lang, ""),
            )
            for lang, (title, markdown) in words.items()
        },
        attachments=attachments,
    )


def fact(fact_id: str, fi: tuple[str, str], sv: tuple[str, str]) -> Item:
    """A dated fact."""
    return Item(
        record=Record(id=fact_id, kind=Kind.FACT, created=DAY, checked=DAY),
        texts={
            "fi": Text(title=fi[0], summary=fi[1]),
            "sv": Text(title=sv[0], summary=sv[1]),
        },
    )


FACTS = {
    each.id: each
    for each in (
        fact("f-112", ("Hätänumero", "112"), ("Nödnumret", "112")),
        fact(
            "f-mieli",
            ("MIELI ry:n kriisipuhelin", "09 2525 0111"),
            ("MIELI rf:s kristelefon", "09 2525 0112"),
        ),
    )
}

SCHOOL = School(
    name="Esimerkin ammattiopisto",
    contacts={
        "social-worker": Contact("Aino Esimerkki", "040 000 0000", "A-talo, huone 12"),
        "nurse": Contact("Björn Exempel", "050 000 0000", "ti–to 9–14"),
    },
)


@cache
def picture(width: int = 900, height: int = 500) -> bytes:
    """A PNG with a grey wedge."""
    image = Picture.linear_gradient("L").resize((width, height))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


IMAGES = {hashlib.sha256(picture()).hexdigest(): picture()}
ATTACHMENT = Attachment(
    name="kuva.png", mime_type="image/png", size=len(picture()),
    sha256=hashlib.sha256(picture()).hexdigest(),
)  # fmt: skip


def _parts(facilitator: str, sheet: str) -> str:
    return f":::: facilitator\n{facilitator.strip()}\n::::\n\n:::: sheet\n{sheet.strip()}\n::::\n"


BUDGET_FI = _parts(
    """
Raha-asioista on helpompi puhua, kun luvut ovat keksityn opiskelijan. Aloittakaa yhdessä esimerkistä. Omat luvut jokainen laskee itselleen, eikä niitä näytetä muille.

## Tavoite

Opiskelija osaa erottaa pakolliset ja joustavat menot ja tietää, jääkö kuussa rahaa yli vai puuttuuko sitä.

## Näin etenette

1. **Herätys** (5 min). Kysy ryhmältä: mihin raha katoaa huomaamatta? Kirjatkaa taululle viisi asiaa.
2. **Esimerkki** (10 min). Täyttäkää yhdessä keksityn opiskelijan taulukko. Mikä menoista on pakollinen? Mistä voi joustaa?
3. **Oma budjetti** (20 min). Jokainen täyttää oman monisteensa. Arvio riittää, jos tarkkaa lukua ei ole.
4. **Yksi muutos** (5 min). Jokainen valitsee yhden muutoksen seuraavalle kuulle ja kirjoittaa sen monisteeseen.
5. **Lopetus** (5 min). Kierros: mikä yllätti? Oman vastauksen saa ohittaa.

## Ota huomioon

::: warning
Jollakin ryhmässä voi olla velkaa tai rahahuolia. Älä kysy omia lukuja ääneen. Kerro lopuksi, kenen luo voi tulla kahden kesken.
:::

- Yhden opiskelijan kanssa: siirry suoraan vaiheeseen 3 ja laskekaa yhdessä.
- Jos aika on lyhyt: jätä esimerkki pois ja tee vaiheet 3 ja 4.

## Lopuksi kysyttäväksi

- Mikä meno oli suurempi kuin luulit?
- Mitä tekisit, jos kuussa jäisi 20 euroa yli?
""",
    """
# Minun kuukauteni

Kuukausi: ____________

::: fill-table rows=4 total="Tulot yhteensä"
| Rahaa tulee | €/kk |
|---|---|
| Opintoraha | |
| Palkka | |
| Tuki asumiseen | |
:::

::: fill-table rows=6 total="Pakolliset yhteensä"
| Pakolliset menot | €/kk |
|---|---|
| Vuokra, vesi ja sähkö | |
| Ruoka | |
| Puhelin ja netti | |
| Matkat | |
:::

::: fill-table rows=5 total="Joustavat yhteensä"
| Joustavat menot | €/kk |
|---|---|
| Harrastukset ja vapaa-aika | |
| Vaatteet | |
| Herkut ja kahvilat | |
:::

::: result
Tulot − pakolliset − joustavat = ________ €
:::

- [ ] Rahaa jää yli. Laitan säästöön ______ €.
- [ ] Luvut menevät tasan.
- [ ] Rahaa puuttuu. Puhun asiasta: ____________________

**Yksi asia, jonka muutan ensi kuussa**

::: lines 2
:::
""",
)

BUDGET_SV = _parts(
    """
Det är lättare att tala om pengar när siffrorna hör till någon annan. Börja tillsammans med ett påhittat exempel. De egna siffrorna räknar var och en ut för sig själv, och ingen behöver visa dem.

## Mål

Den studerande kan skilja på nödvändiga utgifter och sådana som går att påverka och vet om pengarna räcker månaden ut.

## Gör så här

1. **Väck tanken** (5 min). Fråga gruppen: vart försvinner pengarna utan att man märker det? Skriv upp fem saker på tavlan.
2. **Exemplet** (10 min). Fyll tillsammans i tabellen för en påhittad studerande. Vilka utgifter går inte att välja bort? Var finns det spelrum?
3. **Egen budget** (20 min). Alla fyller i sitt eget arbetsblad. En uppskattning duger om den exakta summan saknas.
4. **En ändring** (5 min). Var och en väljer en sak att ändra nästa månad och skriver den på arbetsbladet.
5. **Avslutning** (5 min). Gå laget runt: vad överraskade? Det är okej att stå över.

## Att tänka på

::: warning
Någon i gruppen kan ha skulder eller oro för pengar. Fråga inte efter egna siffror högt. Berätta till slut vem man kan komma till på tu man hand.
:::

- Med en enda studerande: gå direkt till punkt 3 och räkna tillsammans.
- Om tiden är knapp: hoppa över exemplet och gör punkterna 3 och 4.

## Frågor till slut

- Vilken utgift var större än du trodde?
- Vad skulle du göra om det blev 20 euro över?
""",
    """
# Min månad

Månad: ____________

::: fill-table rows=4 total="Inkomster sammanlagt"
| Pengar in | €/mån |
|---|---|
| Studiepenning | |
| Lön | |
| Stöd för boendet | |
:::

::: fill-table rows=6 total="Nödvändiga utgifter sammanlagt"
| Nödvändiga utgifter | €/mån |
|---|---|
| Hyra, vatten och el | |
| Mat | |
| Telefon och internet | |
| Resor | |
:::

::: fill-table rows=5 total="Övriga utgifter sammanlagt"
| Utgifter som går att påverka | €/mån |
|---|---|
| Hobbyer och fritid | |
| Kläder | |
| Godsaker och kafé | |
:::

::: result
Inkomster − nödvändiga − övriga = ________ €
:::

- [ ] Det blir pengar över. Jag sparar ______ €.
- [ ] Det går jämnt ut.
- [ ] Pengarna räcker inte. Jag talar med: ____________________

**En sak som jag ändrar nästa månad**

::: lines 2
:::
""",
)

SHORT_FACILITATOR = {
    "fi": """
## Näin etenette

1. **Alku** (10 min). Kerro, miksi teette tämän.
2. **Oma työ** (25 min). Jokainen täyttää oman monisteensa.
3. **Loppu** (10 min). Kierros, oman vuoron saa ohittaa.

::: tip Näin helpotat alkua
Täytä oma malli valmiiksi ja näytä sitä. Lue lisää [Kelan sivuilta](https://www.kela.fi) tai aineistosta [budjetti](item:m09).
:::

| Tilanne | Mitä teet |
|---|---|
| Ryhmä on hiljainen | Aloita pareittain ja anna aikaa miettiä. |
| Aika loppuu | Jätä viimeinen vaihe kotiin. |
""",
    "sv": """
## Gör så här

1. **Början** (10 min). Berätta varför ni gör det här.
2. **Eget arbete** (25 min). Alla fyller i sitt eget arbetsblad.
3. **Slut** (10 min). Gå laget runt, det går bra att stå över.

::: tip Så kommer ni lätt i gång
Fyll i ett eget exempel på förhand och visa det. Läs mer på [FPA:s sidor](https://www.kela.fi) eller i materialet [budget](item:m09).
:::

| Situation | Så gör du |
|---|---|
| Gruppen är tyst | Börja i par och ge tid att tänka. |
| Tiden tar slut | Ge det sista steget som hemuppgift. |
""",
}

SHEETS: dict[str, dict[Lang, tuple[str, str]]] = {
    "week": {
        "fi": (
            "Unipäiväkirja",
            """
# Viikon unet

Täytä joka aamu. Muutama sana tai luku riittää.

::: week-grid days=7
- Nukkumaan klo
- Ylös klo
- Heräsin yöllä
- Ruutu pois klo
- Kahvi tai energiajuoma
- Olo aamulla 1–5
:::

**Mitä huomasin**

::: lines 3
:::
""",
        ),
        "sv": (
            "Sömndagbok",
            """
# Veckans sömn

Fyll i varje morgon. Några ord eller en siffra räcker.

::: week-grid days=7
- I säng kl.
- Upp kl.
- Vaknade på natten
- Skärmen av kl.
- Kaffe eller energidryck
- Känslan på morgonen 1–5
:::

**Vad jag lade märke till**

::: lines 3
:::
""",
        ),
    },
    "wheel": {
        "fi": (
            "Arjen ympyrä",
            """
# Arjen ympyrä

Väritä jokainen lohko keskeltä ulospäin: 1 = paljon parannettavaa, 5 = hyvin juuri nyt.

::: wheel scale=5
- Uni
- Arkirytmi
- Raha
- Asuminen
- Ruoka ja koti
- Terveys ja työkyky
- Ihmissuhteet
- Opinnot
:::

**Seuraava pieni askel, jonka otan**

::: lines 2
:::
""",
        ),
        "sv": (
            "Vardagscirkeln",
            """
# Vardagscirkeln

Färglägg varje sektor från mitten utåt: 1 = mycket att förbättra, 5 = bra just nu.

::: wheel scale=5
- Sömn
- Dygnsrytm
- Pengar
- Boende
- Mat och hem
- Hälsa och arbetsförmåga
- Relationer
- Studier
:::

**Nästa lilla steg som jag tar**

::: lines 2
:::
""",
        ),
    },
    "year": {
        "fi": (
            "Opiskelijakunnan vuosikello",
            """
# Vuosikello

::: year-grid start=8
- Mitä teemme
- Kuka vastaa
- Valmis
:::
""",
        ),
        "sv": (
            "Studerandekårens årsklocka",
            """
# Årsklockan

::: year-grid start=8
- Vad vi gör
- Vem ansvarar
- Klart
:::
""",
        ),
    },
    "scale": {
        "fi": (
            "Oma työkykyni",
            """
# Oma työkykyni

Ympyröi luku, joka sopii sinuun nyt.

::: scale low="ei pidä paikkaansa" high="pitää hyvin" steps=5
- Jaksan työpäivän loppuun asti.
- Nukun niin, että herään virkeänä.
- Pidän taukoja ennen kuin väsyn.
- Tiedän, keneltä kysyn apua työpaikalla.
- Työasentoni on hyvä.
- Osaan sanoa, jos jokin ei onnistu.
:::

::: answer 4
Mitkä kaksi asiaa auttavat sinua eniten jaksamaan?
:::
""",
        ),
        "sv": (
            "Min arbetsförmåga",
            """
# Min arbetsförmåga

Ringa in den siffra som passar dig nu.

::: scale low="stämmer inte" high="stämmer bra" steps=5
- Jag orkar hela arbetsdagen.
- Jag sover så att jag vaknar pigg.
- Jag tar pauser innan jag blir trött.
- Jag vet vem jag ber om hjälp på arbetsplatsen.
- Min arbetsställning är bra.
- Jag kan säga till om något inte går.
:::

::: answer 4
Vilka två saker hjälper dig mest att orka?
:::
""",
        ),
    },
    "cards": {
        "fi": (
            "Tunnekortit",
            """
# Tunnekortit

::: cards
- **Ilo.** Milloin viimeksi nauroit niin, että vatsaan sattui? || Iloa voi jakaa.
- **Suru.** Mikä lohduttaa sinua?
- **Viha.** Mistä kehossasi huomaat, että suutut? || Viha kertoo rajasta.
- **Pelko.** Milloin olet ollut rohkea, vaikka pelotti?
- **Häpeä.** Mitä sanoisit ystävälle, joka häpeää?
- **Rauha.** Missä paikassa sinun on hyvä olla?
- **Kateus.** Mitä kateus kertoo siitä, mitä haluat?
- **Ylpeys.** Mistä olet ylpeä tällä viikolla?
- Kenen seurassa on helppo olla?
- Mikä auttaa sinua rauhoittumaan?
- Miltä tuntuu, kun joku kuuntelee?
- Mitä toivot huomiselta?
:::

::: help Jos kortti osui kipeään kohtaan
Puhu aikuiselle, johon luotat. Tukea saa myös numeroista:
:::

::: facts f-112 f-mieli
:::
""",
        ),
        "sv": (
            "Känslokort",
            """
# Känslokort

::: cards
- **Glädje.** När skrattade du senast så att magen värkte? || Glädje kan delas.
- **Sorg.** Vad tröstar dig?
- **Ilska.** Var i kroppen märker du att du blir arg? || Ilskan visar en gräns.
- **Rädsla.** När har du varit modig fast du var rädd?
- **Skam.** Vad skulle du säga till en vän som skäms?
- **Lugn.** På vilken plats mår du bra?
- **Avund.** Vad berättar avunden om vad du vill ha?
- **Stolthet.** Vad är du stolt över den här veckan?
- Med vem är det lätt att vara?
- Vad hjälper dig att lugna ner dig?
- Hur känns det när någon lyssnar?
- Vad hoppas du på av morgondagen?
:::

::: help Om ett kort träffade en öm punkt
Tala med en vuxen som du litar på. Du får också stöd på de här numren:
:::

::: facts f-112 f-mieli
:::
""",
        ),
    },
    "circles": {
        "fi": (
            "Turvaverkkoni",
            """
# Turvaverkkoni

Kirjoita ympyröihin ihmisiä, paikkoja ja palveluja. Lähimmät keskelle.

::: circles
- Minä
- Läheiset
- Koulu ja palvelut
:::

::: contacts social-worker psychologist nurse other
:::

::: help
Soita, jos et jaksa odottaa.
:::

::: facts f-112 f-mieli
:::
""",
        ),
        "sv": (
            "Mitt skyddsnät",
            """
# Mitt skyddsnät

Skriv människor, platser och tjänster i cirklarna. De närmaste i mitten.

::: circles
- Jag
- Nära och kära
- Skolan och tjänster
:::

::: contacts social-worker psychologist nurse other
:::

::: help
Ring om du inte orkar vänta.
:::

::: facts f-112 f-mieli
:::
""",
        ),
    },
    "hand": {
        "fi": (
            "Hyvän olon käsi",
            """
# Hyvän olon käsi

Kirjoita jokaiseen sormeen, mikä tekee sinulle hyvää.

::: hand
- Uni ja lepo
- Ruoka
- Ihmiset
- Liike
- Luovuus
:::

**Tänään vahvistan tätä sormea**

::: lines 1
:::
""",
        ),
        "sv": (
            "Min välmåendehand",
            """
# Min välmåendehand

Skriv i varje finger vad som får dig att må bra.

::: hand
- Sömn och vila
- Mat
- Människor
- Rörelse
- Skapande
:::

**I dag stärker jag det här fingret**

::: lines 1
:::
""",
        ),
    },
    "timeline": {
        "fi": (
            "Iltarutiinin rakentaja",
            """
# Minun iltani

Kirjoita, mitä teet mihinkin aikaan. Jätä viimeinen tunti rauhalliseksi.

::: timeline
- klo 19
- klo 20
- klo 21
- klo 21.30
- klo 22
- klo 23
:::

1. Valitse yksi asia, jonka teet joka ilta.
2. Kokeile sitä viikko.
3. Kerro ryhmälle, miten kävi.
""",
        ),
        "sv": (
            "Bygg din kvällsrutin",
            """
# Min kväll

Skriv vad du gör vid vilken tid. Lämna den sista timmen lugn.

::: timeline
- kl. 19
- kl. 20
- kl. 21
- kl. 21.30
- kl. 22
- kl. 23
:::

1. Välj en sak som du gör varje kväll.
2. Pröva den i en vecka.
3. Berätta för gruppen hur det gick.
""",
        ),
    },
    "flow": {
        "fi": (
            "Häirintään puututaan",
            """
# Toimintapolku

::: flow
- Näet tai koet häirintää
- Kerro heti jollekulle: ____________
- Kirjaa ylös, mitä tapahtui
- Sovitaan, mitä tehdään
- Katsotaan kahden viikon päästä, miten menee
:::

![Kaksi ihmistä puhuu pöydän ääressä.](kuva.png "Puhuminen kannattaa aina.")
""",
        ),
        "sv": (
            "Så ingriper vi mot trakasserier",
            """
# Så går vi till väga

::: flow
- Du ser eller upplever trakasserier
- Berätta genast för någon: ____________
- Skriv ner vad som hände
- Ni kommer överens om vad som görs
- Efter två veckor ser ni hur det går
:::

![Två människor talar vid ett bord.](kuva.png "Det lönar sig alltid att tala.")
""",
        ),
    },
    "checklist": {
        "fi": (
            "Muutan omaan kotiin",
            """
# Muutan omaan kotiin

## Ennen muuttoa

- [ ] Luin vuokrasopimuksen kokonaan.
- [ ] Maksoin vuokravakuuden. Päivä: ____________
- [ ] Tein sähkösopimuksen.
- [ ] Otin kotivakuutuksen.
- [ ] Tein muuttoilmoituksen.

## Muuttopäivänä

- [ ] Kuvasin asunnon ja kirjasin viat ylös.
- [ ] Sain avaimet: ______ kappaletta.
- [ ] Laitoin nimen oveen ja postilaatikkoon.

## Ensimmäisellä viikolla

- [ ] Selvitin pyykkivuorot ja jätepisteen.
- [ ] Tiedän, kenelle soitan, jos jokin hajoaa: ____________________
""",
        ),
        "sv": (
            "Jag flyttar hemifrån",
            """
# Jag flyttar hemifrån

## Före flytten

- [ ] Jag läste hela hyresavtalet.
- [ ] Jag betalade hyresgarantin. Datum: ____________
- [ ] Jag gjorde ett elavtal.
- [ ] Jag tog en hemförsäkring.
- [ ] Jag gjorde en flyttanmälan.

## På flyttdagen

- [ ] Jag fotograferade bostaden och skrev upp felen.
- [ ] Jag fick nycklarna: ______ stycken.
- [ ] Jag satte namnet på dörren och postlådan.

## Under den första veckan

- [ ] Jag tog reda på tvättturerna och sopstationen.
- [ ] Jag vet vem jag ringer om något går sönder: ____________________
""",
        ),
    },
    "signs": {
        "fi": (
            "Merkkejä ↓ ★ 😀",
            """
# Merkkejä ↓ ★ 😀

Valitse ↓ kirjoita → palauta **★ ☑ ☐ ✓ ✔ ✗ Ŋŋ Привет** *αβγ ♥ ☎ 🙂* ½ ⅓ m² 10⁴ ≤ ≥ √ ∞ €.

| Merkki ↓ | Selitys ★ |
|---|---|
| ☐ 😀 | 0100 ⅓ |

- [ ] Tehtävä ☑ 0800
- [ ] Помощь

::: wheel scale=5
- Uni 😴
- Раньше ★
- Ŋuorra ☀
- Raha €
:::
""",
        ),
        "sv": (
            "Tecken ↓ ★ 😀",
            """
# Tecken ↓ ★ 😀

Välj ↓ skriv → lämna in **★ ☑ ☐ ✓ ✔ ✗ Ŋŋ Привет** *αβγ ♥ ☎ 🙂* ½ ⅓ m² 10⁴ ≤ ≥ √ ∞ €.

| Tecken ↓ | Förklaring ★ |
|---|---|
| ☐ 😀 | 0100 ⅓ |

- [ ] Uppgift ☑ 0800
- [ ] Помощь

::: wheel scale=5
- Sömn 😴
- Раньше ★
- Ŋuorra ☀
- Pengar €
:::
""",
        ),
    },
}

EASY: dict[Lang, str] = {
    "fi": _parts(
        "Lue moniste yhdessä ryhmän kanssa.",
        "# Rahat riittävät\n\nLaske, paljonko rahaa tulee.\n\nLaske, paljonko rahaa menee.\n\n"
        "Vuokra on maksu kodista. Maksat vuokran joka kuukausi.\n\n::: lines 3\n:::\n",
    ),
    "sv": _parts(
        "Läs bladet tillsammans med gruppen.",
        "# Pengarna räcker\n\nRäkna hur mycket pengar du får.\n\nRäkna hur mycket pengar som går åt."
        "\n\nHyra är vad du betalar för ditt hem. Du betalar hyran varje månad.\n\n"
        "::: lines 3\n:::\n",
    ),
}

BUDGET = item(
    "m09",
    {"fi": ("Kuukausibudjetti", BUDGET_FI), "sv": ("Månadsbudget", BUDGET_SV)},
    easy=EASY,
)


@cache
def items() -> tuple[Item, ...]:
    """An item for each group of blocks, the budget first."""
    made = [BUDGET]
    for name, words in SHEETS.items():
        texts: dict[Lang, tuple[str, str]] = {
            lang: (title, _parts(SHORT_FACILITATOR[lang], sheet))
            for lang, (title, sheet) in words.items()
        }
        topic = {"cards": Topic.MIND, "hand": Topic.MIND, "circles": Topic.MIND}.get(
            name, Topic.RHYTHM
        )
        attached = (ATTACHMENT,) if name == "flow" else ()
        url = "https://www.winnova.fi/valita/esimerkki" if name == "flow" else ""
        made.append(item(f"x-{name}", texts, topic=topic, attachments=attached, url=url))
    return tuple(made)


PROJECT = item(
    "p-esimerkki",
    {
        "fi": (
            "Esimerkkihanke",
            "Hanke kokoaa oppilaitokset yhteen.\n\n## Tavoite\n\n- Yhteinen ääni\n- Yhteinen päivä\n",
        ),
        "sv": (
            "Exempelprojektet",
            "Projektet för läroanstalterna samman.\n\n## Mål\n\n- En gemensam röst\n- En gemensam dag\n",
        ),
    },
    kind=Kind.PROJECT,
    topic=None,
)
