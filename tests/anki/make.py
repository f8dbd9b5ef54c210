"""Makes packages as other people's tools make them: one by genanki, two by Anki's own library."""
import os
import sys

import genanki
from anki.collection import Collection, DeckIdLimit, ExportAnkiPackageOptions


def by_genanki(path: str) -> None:
    picture = os.path.join(os.path.dirname(path), "flag.png")
    with open(picture, "wb") as file:
        file.write(b"\x89PNG\r\n\x1a\n")
    deck = genanki.Deck(2059400110, "Geography::Capitals")
    basic, reverse, typed, cloze = (
        genanki.BASIC_MODEL,
        genanki.BASIC_AND_REVERSED_CARD_MODEL,
        genanki.BASIC_TYPE_IN_THE_ANSWER_MODEL,
        genanki.CLOZE_MODEL,
    )
    country = genanki.Model(
        1607392319,
        "Country",
        fields=[{"name": "Country"}, {"name": "Capital"}, {"name": "Flag"}],
        templates=[
            {
                "name": "Capital",
                "qfmt": "What is the capital of <b>{{Country}}</b>?",
                "afmt": "{{FrontSide}}<hr id=answer>{{Capital}}{{#Flag}}<br>{{Flag}}{{/Flag}}",
            }
        ],
    )
    for model, fields, tags in [
        (basic, ["Longest river?", "the Nile, or the Amazon"], ["rivers", "africa"]),
        (reverse, ["bonjour", "hello"], []),
        (typed, ["Capital of Mongolia?", "Ulaanbaatar"], ["asia"]),
        (cloze, ["{{c1::Canberra::city}} was founded in {{c2::1913}}.", "It lies inland."], []),
        (country, ["Peru", "Lima", '<img src="flag.png">'], []),
        (basic, ['<img src="flag.png">', "a flag"], []),
    ]:
        deck.add_note(genanki.Note(model=model, fields=fields, tags=tags))
    package = genanki.Package(deck)
    package.media_files = [picture]
    package.write_to_file(path)


def by_anki(folder: str) -> None:
    col = Collection(os.path.join(folder, "collection.anki2"))
    col.set_config("fsrs", True)
    deck = col.decks.id("Planets")
    for name, fields in [
        ("Basic", ["Largest planet?", "Jupiter &amp; nobody else"]),
        ("Basic (and reversed card)", ["perihelion", "nearest to the sun"]),
        ("Basic (type in the answer)", ["Red planet?", "Mars"]),
        ("Cloze", ["{{c1::Venus}} is the hottest.", ""]),
    ]:
        note = col.new_note(col.models.by_name(name))
        for at, field in enumerate(fields):
            note.fields[at] = field
        note.tags = ["space"]
        col.add_note(note, deck)
    col.decks.set_current(deck)
    for ease in [3, 4, 1]:
        card = col.sched.getCard()
        col.sched.answerCard(card, ease)
    for legacy in [False, True]:
        options = ExportAnkiPackageOptions(
            with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
        )
        name = "legacy.apkg" if legacy else "current.apkg"
        col.export_anki_package(
            out_path=os.path.join(folder, name), options=options, limit=DeckIdLimit(deck)
        )
    col.close()


by_genanki(os.path.join(sys.argv[1], "theirs.apkg"))
by_anki(sys.argv[1])
