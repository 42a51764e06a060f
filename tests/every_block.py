"""One text that has every block, in Finnish and in Swedish: for screen, paper and documents."""

from __future__ import annotations

import datetime as dt

from valita_desktop.content import blocks as b
from valita_desktop.content.model import Item, Kind, Lang, Record, Text
from valita_desktop.settings import Contact

FACT_ID = "f-crisis-line"
CONTACTS = {"nurse": Contact("Aino Salo", "040 123 4567", "A-talo, ma–pe")}


def line(*words: str | b.Span | b.Blank) -> b.Inline:
    return tuple(b.Span(word) if isinstance(word, str) else word for word in words)


def fact(*, valid_until: dt.date = dt.date(2027, 11, 24)) -> Item:
    return Item(
        record=Record(
            id=FACT_ID,
            kind=Kind.FACT,
            created=dt.date(2026, 11, 24),
            checked=dt.date(2026, 11, 24),
            valid_until=valid_until,
        ),
        texts={
            "fi": Text(title="MIELI kriisipuhelin", summary="09 2525 0111, joka päivä."),
            "sv": Text(title="MIELI kristelefon", summary="09 2525 0112, på svenska."),
        },
    )


def facilitator(lang: Lang) -> tuple[b.Block, ...]:
    fi = lang == "fi"
    return (
        b.Paragraph(
            line(
                "Raha-asioista on helpompi puhua, kun luvut ovat " if fi else "Det är lättare ",
                b.Span("keksityn" if fi else "att tala", strong=True),
                " opiskelijan. " if fi else " om pengar. ",
                b.Span("Lue lisää" if fi else "Läs mer", href="https://www.winnova.fi/valita"),
                " tai avaa " if fi else " eller öppna ",
                b.Span("toinen moniste" if fi else "ett annat blad", href="item:m10"),
                ".",
            )
        ),
        b.Callout(
            "tip",
            "Näin käytät tätä" if fi else "Så använder du det här",
            (b.Paragraph(line("Heijasta tai jaa moniste." if fi else "Visa eller dela ut.")),),
        ),
        b.Heading(2, line("Tavoite" if fi else "Mål")),
        b.BulletList(
            (
                line(
                    "Opiskelija tunnistaa menonsa." if fi else "Den studerande ser sina utgifter."
                ),
                line("Ryhmä kuuntelee." if fi else "Gruppen lyssnar."),
            )
        ),
        b.Heading(2, line("Näin etenette" if fi else "Gör så här")),
        b.Steps(
            (
                b.Step(
                    "Herätys" if fi else "Väck tanken",
                    5,
                    line("Kysy ryhmältä: mihin raha katoaa?" if fi else "Fråga gruppen."),
                ),
                b.Step(
                    "Oma budjetti" if fi else "Egen budget",
                    20,
                    line(
                        "Jokainen täyttää oman monisteensa. Arvio riittää, jos lukua ei ole."
                        if fi
                        else "Alla fyller i sitt eget arbetsblad. En uppskattning duger."
                    ),
                ),
                b.Step("Lopetus" if fi else "Avslutning", 0, line("Kierros." if fi else "Runda.")),
            )
        ),
        b.Callout(
            "warning", "", (b.Paragraph(line("Älä kysy ääneen." if fi else "Fråga inte högt.")),)
        ),
        b.Heading(3, line("Lopuksi" if fi else "Till slut")),
        b.NumberedList(tuple(line(f"Kysymys {n}" if fi else f"Fråga {n}") for n in range(1, 4))),
        b.Table(
            (line("Termi" if fi else "Term"), line("Selitys" if fi else "Förklaring")),
            (
                (
                    line("Vuokravakuus" if fi else "Hyresgaranti"),
                    line("Raha, jonka saa takaisin." if fi else "Pengar som man får tillbaka."),
                ),
            ),
        ),
        b.Facts((FACT_ID,)),
    )


def sheet(lang: Lang) -> tuple[b.Block, ...]:
    fi = lang == "fi"
    return (
        b.Heading(1, line("Minun kuukauteni" if fi else "Min månad")),
        b.Paragraph(line("Kuukausi: " if fi else "Månad: ", b.Blank(12))),
        b.FillTable(
            (line("Rahaa tulee" if fi else "Pengar in"), line("€/kk" if fi else "€/mån")),
            ((line("Opintoraha" if fi else "Studiepenning"), ()),),
            2,
            "Tulot yhteensä" if fi else "Inkomster sammanlagt",
        ),
        b.Result(line("Tulot − menot = " if fi else "Inkomster − utgifter = ", b.Blank(8), " €")),
        b.Checklist(
            (
                line("Rahaa jää yli." if fi else "Det blir över."),
                line("Puhun asiasta: " if fi else "Jag talar med: ", b.Blank(20)),
            )
        ),
        b.Lines(2),
        b.AnswerBox(3, line("Yksi muutos" if fi else "En ändring")),
        b.WeekGrid((line("Nukkumaan" if fi else "I säng"), line("Ylös" if fi else "Upp"))),
        b.YearGrid((line("Mitä" if fi else "Vad"), line("Kuka" if fi else "Vem"))),
        b.Wheel(
            ("Uni", "Raha", "Koti", "Ruoka", "Terveys", "Ystävät", "Opinnot", "Vapaa-aika")
            if fi
            else ("Sömn", "Pengar", "Hem", "Mat", "Hälsa", "Vänner", "Studier", "Fritid")
        ),
        b.Scale(
            (
                line("Nukun tarpeeksi." if fi else "Jag sover tillräckligt."),
                line("Syön säännöllisesti ja riittävästi." if fi else "Jag äter regelbundet."),
            ),
            "ei lainkaan" if fi else "inte alls",
            "täysin" if fi else "helt",
        ),
        b.PageBreak(),
        b.Cut(),
        b.Cards(
            (
                b.Card("Ilo" if fi else "Glädje", line("Milloin viimeksi?" if fi else "När sist?")),
                b.Card("", line("Suru" if fi else "Sorg"), line("Itku" if fi else "Gråt")),
                b.Card("Pelko" if fi else "Rädsla", ()),
            )
        ),
        b.Circles(("Läheiset", "Tutut", "Ammattilaiset") if fi else ("Nära", "Bekanta", "Proffs")),
        b.Hand(
            ("Uni", "Ravinto", "Liikunta", "Ihmiset", "Tekeminen")
            if fi
            else ("Sömn", "Mat", "Rörelse", "Människor", "Hobbyer")
        ),
        b.Timeline(("19.00", "20.00", "21.00")),
        b.Flow((line("Huomaan" if fi else "Jag märker"), line("Kerron" if fi else "Jag berättar"))),
        b.Contacts(("social-worker", "nurse")),
        b.Callout("help", "", (b.Facts((FACT_ID,)),)),
        b.Image(
            "kuva.png",
            "Kaksi ihmistä pöydän ääressä" if fi else "Två personer",
            line("Kuva" if fi else "Bild"),
        ),
    )


def every_block(lang: Lang) -> tuple[b.Block, ...]:
    return (*facilitator(lang), *sheet(lang))
