"""Anki's own library on a collection: fills it, and does one work with it, and says how long.

    in_anki.py make CARDS.jsonl COLLECTION     in_anki.py WORK COLLECTION [PACKAGE]
"""
import json
import os
import sys
import time

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.scheduler.v3 import CardAnswer

DAYS = 4000
"""How old the collection is, so that every review lies within it."""


def make(cards: str, path: str) -> None:
    col = Collection(path)
    col.db.execute("update col set crt = crt - ?", DAYS * 86400)
    col.close()
    col = Collection(path)
    col.set_config("fsrs", True)
    today, basic = col.sched.today, col.models.by_name("Basic")["id"]
    notes, rows, log, decks, last = [], [], [], {}, 0
    with open(cards) as lines:
        for number, line in enumerate(lines, 1):
            card = json.loads(line)
            deck = decks.get(card["deck"])
            if deck is None:
                deck = decks[card["deck"]] = col.decks.id(f"All::{card['deck']}")
            fields = card["question"] + "\x1f" + card["answer"]
            notes.append((number, f"n{number}", basic, 0, -1, f" {card['tag']} ", fields, card["question"], number, 0, ""))
            answers = card["answers"]
            if answers:
                state = (2, 2, today + card["due"], card["interval"], 2500, len(answers), 0)
                data = json.dumps({"s": card["stability"], "d": card["difficulty"], "dr": 0.9})
            else:
                state, data = (0, 0, number, 0, 0, 0, 0), ""
            rows.append((number, number, deck, 0, 0, -1, *state, 0, 0, 0, 0, data))
            for millis, ease, interval, before, kind in answers:
                log.append([millis, number, -1, ease, interval, before, 2500, 4000, kind])
    log.sort()
    for row in log:
        last = row[0] = max(row[0], last + 1)
    col.db.executemany("insert into notes values (?,?,?,?,?,?,?,?,?,?,?)", notes)
    col.db.executemany("insert into cards values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", rows)
    col.db.executemany("insert into revlog values (?,?,?,?,?,?,?,?,?)", log)
    col.decks.set_current(col.decks.id("All"))
    col.close()
    # What is written past the library is put in order by it.
    col = Collection(path)
    col.fix_integrity()
    col.close()


def first(col: Collection) -> str:
    queued = col.sched.get_queued_cards(fetch_limit=1)
    return col.get_card(queued.cards[0].card.id).question()


def answers(col: Collection) -> list[float]:
    times = []
    for _ in range(150):
        queued = col.sched.get_queued_cards(fetch_limit=1)
        if not queued.cards:
            break
        card = col.get_card(queued.cards[0].card.id)
        card.start_timer()
        start = time.perf_counter()
        answer = col.sched.build_answer(card=card, states=queued.cards[0].states, rating=CardAnswer.GOOD)
        col.sched.answer_card(answer)
        times.append(time.perf_counter() - start)
    return times


def stats(col: Collection) -> None:
    col._backend.graphs(search="", days=365)


def fit(col: Collection) -> None:
    col._backend.compute_fsrs_params(
        search="", ignore_revlogs_before_ms=0, current_params=[], num_of_relearning_steps=1, health_check=False
    )


def package_out(col: Collection, package: str) -> None:
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=False, legacy=False)
    col.export_anki_package(out_path=package, options=options, limit=None)


def package_in(col: Collection, package: str) -> None:
    options = ImportAnkiPackageOptions(merge_notetypes=True, with_scheduling=True)
    col.import_anki_package(ImportAnkiPackageRequest(package_path=package, options=options))


def main() -> None:
    if sys.argv[1] == "make":
        return make(*sys.argv[2:])
    work, path, *rest = sys.argv[1:]
    works = [first, answers, stats, fit, package_out, package_in]
    do = {each.__name__: each for each in works}.get(work) or (lambda col: col.fix_integrity())
    start = time.perf_counter()
    col = Collection(path)
    if work not in ("first", "package_in"):
        start = time.perf_counter()
    done = do(col, *rest)
    seconds = time.perf_counter() - start
    if work == "first":
        print(done, flush=True)
        print(f"seconds {seconds}", flush=True)
        sys.stdin.readline()
    else:
        print(json.dumps(done if work == "answers" else seconds))
    col.close()


main()
