"""Imports a package twice into a new collection with Anki's own library, and prints what is in it.

With a second path, exports the collection again to that path, with scheduling; with a third, the
second import is of that package.
"""
import json
import os
import sys
import tempfile

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)


def main(path: str, out: str | None = None, later: str | None = None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        col = Collection(os.path.join(folder, "collection.anki2"))
        options = ImportAnkiPackageOptions(
            merge_notetypes=True, with_scheduling=True, with_deck_configs=True
        )
        request = ImportAnkiPackageRequest(package_path=path, options=options)
        first = col.import_anki_package(request).log
        request.package_path = later or path
        second = col.import_anki_package(request).log
        fields = {}
        for nid in col.find_notes(""):
            note = col.get_note(nid)
            fields[note.guid] = {
                "type": note.note_type()["name"],
                "tags": note.tags,
                "fields": dict(note.items()),
                "front": note.cards()[0].question(),
                "cards": [
                    {
                        "ord": card.ord, "type": card.type, "queue": card.queue, "due": card.due,
                        "ivl": card.ivl, "reps": card.reps, "lapses": card.lapses,
                        "stability": card.memory_state and round(card.memory_state.stability, 3),
                        "difficulty": card.memory_state and round(card.memory_state.difficulty, 3),
                        "log": col.db.all("select ease, ivl, type from revlog where cid=? order by id", card.id),
                        "deck": col.decks.name(card.did),
                    }
                    for card in note.cards()
                ],
            }
        print(json.dumps({
            "new": len(first.new), "again_new": len(second.new), "again_updated": len(second.updated),
            "notes": col.note_count(), "cards": col.card_count(),
            "today": col.sched.today,
            "csum": col.db.scalar("select count() from notes where csum = 0"),
            "checked": col.fix_integrity()[0],
            "by_guid": fields,
        }))
        if out:
            options = ExportAnkiPackageOptions(with_scheduling=True)
            col.export_anki_package(out_path=out, options=options, limit=None)
        col.close()


main(*sys.argv[1:])
