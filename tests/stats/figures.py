"""The figures of `docent stats --json`, computed another way: by SQL over the journal, and by a plain
Python reading of FSRS-6 and of the decks. Knows nothing of docent's code.

    figures.py JOURNAL DECKS NOW [SINCE UNTIL]
"""
import collections
import datetime as dt
import json
import math
import pathlib
import sqlite3
import sys
import tomllib

JOURNAL, DECKS, NOW = sys.argv[1], pathlib.Path(sys.argv[2]), dt.datetime.fromisoformat(sys.argv[3])
SINCE, UNTIL = (sys.argv[4], sys.argv[5]) if len(sys.argv) > 5 else ("0000", "9999")
WEIGHTS = [
    0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835,
    0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
]
NUMBER = {"again": 1, "hard": 2, "good": 3, "easy": 4}


# --- the decks

cards, drafts = {}, set()
deck_of_tag = collections.defaultdict(set)
for path in sorted(DECKS.glob("*.toml")):
    deck = tomllib.loads(path.read_text())
    for card in deck["card"]:
        item = f"{deck['deck']['id']}/{card['id']}"
        cards[item] = card
        if card.get("status") == "draft":
            drafts.add(item)
        for tag in set(card.get("tags", [])) | set(deck["deck"].get("tags", [])):
            deck_of_tag[tag].add(item)


# --- the journal, by SQL: an event that was undone is none; the last overruling holds

db = sqlite3.connect(f"file:{JOURNAL}?mode=ro", uri=True)
STANDING = """
    WITH undone AS (SELECT json_extract(payload, '$.of') AS id FROM event WHERE kind = 'undone'),
    named AS (
        SELECT *, lower(substr(hex(id),1,8)||'-'||substr(hex(id),9,4)||'-'||substr(hex(id),13,4)||'-'||
                        substr(hex(id),17,4)||'-'||substr(hex(id),21)) AS name FROM event),
    standing AS (SELECT * FROM named WHERE name NOT IN (SELECT id FROM undone))
"""
SELECT_REVIEWS = STANDING + """
    SELECT r.item, r.at, r.zone,
           coalesce(json_extract(o.payload, '$.rating'), json_extract(r.payload, '$.rating')),
           coalesce(json_extract(o.payload, '$.next'), json_extract(r.payload, '$.next')),
           json_extract(r.payload, '$.millis'), json_extract(r.payload, '$.verdict'),
           json_extract(r.payload, '$.answer.text'), r.kind
    FROM standing r LEFT JOIN standing o
      ON o.kind = 'overruled' AND json_extract(o.payload, '$.of') = r.name
    WHERE r.kind IN ('reviewed', 'reset') ORDER BY r.at, r.id
"""
fits = db.execute(STANDING + "SELECT payload FROM standing WHERE kind = 'fitted' ORDER BY at").fetchall()
w = json.loads(fits[-1][0])["weights"] if fits else WEIGHTS


def day_of(at, zone):
    local = dt.datetime.fromtimestamp(at / 1000, dt.timezone.utc) + dt.timedelta(seconds=zone - 4 * 3600)
    return local.date()


def today_of(moment):
    return (moment - dt.timedelta(hours=4)).date()


# --- FSRS-6, from its published formulas

def recall(stability, days):
    factor = 0.9 ** (-1 / w[20]) - 1
    return (1 + factor * days / stability) ** -w[20]


def first_difficulty(g):
    return min(max(w[4] - math.exp(w[5] * (g - 1)) + 1, 1), 10)


def after(memory, days, g):
    if memory is None:
        return w[g - 1], first_difficulty(g)
    s, d = memory
    if days == 0:
        grown = math.exp(w[17] * (g - 3 + w[18])) * s ** -w[19]
        new = s * (max(grown, 1) if g >= 2 else grown)
    elif g == 1:
        lost = w[11] * d ** -w[12] * ((s + 1) ** w[13] - 1) * math.exp(w[14] * (1 - recall(s, days)))
        new = min(lost, s / math.exp(w[17] * w[18]))
    else:
        new = s * (math.exp(w[8]) * (11 - d) * s ** -w[9] * (math.exp(w[10] * (1 - recall(s, days))) - 1)
                   * (w[15] if g == 2 else 1) * (w[16] if g == 4 else 1) + 1)
    nearer = d + -w[6] * (g - 3) * (10 - d) / 9
    easiest = w[4] - math.exp(w[5] * 3) + 1
    return new, min(max(w[7] * easiest + (1 - w[7]) * nearer, 1), 10)


# --- one walk over the reviews

class Item:
    memory = last = interval = next = None
    lapses = 0


items = collections.defaultdict(Item)
days = collections.defaultdict(collections.Counter)
retention = collections.defaultdict(collections.Counter)
waits, predictions, hardest, given_for = [], [], collections.defaultdict(collections.Counter), collections.Counter()
history = collections.defaultdict(list)
for name, at, zone, rating, nxt, millis, verdict, text, kind in db.execute(SELECT_REVIEWS):
    item = items[name]
    if item.last:
        waits.append((item.last + dt.timedelta(item.interval or 1), day_of(at, zone)))
    if kind == "reset":
        items[name] = Item()
        history[name].append((day_of(at, zone), None, False))
        continue
    day, right, nxt = day_of(at, zone), rating != "again", json.loads(nxt)
    within = SINCE <= str(day) <= UNTIL
    tally = days[day]
    tally["reviews"] += 1
    tally["right"] += right
    tally["new"] += item.memory is None
    tally["timed"] += millis > 0
    tally["millis"] += min(millis, 60_000)
    elapsed = max((day - item.last).days, 0) if item.last else 0
    if within:
        hardest[name]["reviews"] += 1
        if item.interval is not None:
            age = "young" if item.interval < 21 else "mature"
            tags = [f"tag {tag}" for tag, of in deck_of_tag.items() if name in of]
            for group in ["all", age, "deck " + name.split("/")[0], *tags]:
                retention[group]["reviews"] += 1
                retention[group]["remembered"] += right
            hardest[name]["forgotten"] += not right
        if item.memory and elapsed > 0:
            predictions.append((recall(item.memory[0], elapsed), right))
        if verdict == "wrong" and not right and text and text.strip():
            given_for[(text.strip().lower(), str(cards[name]["answer"]).lower())] += 1
    item.lapses += item.interval is not None and not right
    item.memory = after(item.memory, elapsed, NUMBER[rating])
    item.last, item.next = day, nxt
    item.interval = nxt["review"]["days"] if "review" in nxt else None
    item.at = at
    history[name].append((day, item.memory, "review" in nxt))


# --- what it comes to

def wilson(x, n):
    """Both shares p at which the observed one is just significant: |x/n - p| = z sqrt(p(1-p)/n)."""
    z, share = 1.959963985, x / n

    def root(inside, outside):
        for _ in range(200):
            middle = (inside + outside) / 2
            far = abs(share - middle) > z * math.sqrt(middle * (1 - middle) / n)
            inside, outside = (inside, middle) if far else (middle, outside)
        return inside
    return root(share, 0.0), root(share, 1.0)


def told(of):
    n, x = of["reviews"], of["remembered"]
    low, high = wilson(x, n) if n else (None, None)
    return {"reviews": n, "remembered": x, "share": x / n if n else None, "low": low, "high": high}


def streak():
    """Days with an answer, back to the first day without one on which something waited."""
    day, run = today, 0
    while day >= min(days, default=today):
        run += day in days
        if day < today and day not in days and any(due <= day < done for due, done in waits):
            break
        day -= dt.timedelta(1)
    return run


def calibration():
    bins = collections.defaultdict(list)
    for chance, right in predictions:
        bins[min(int(chance * 20), 19)].append((chance, right))
    n = len(predictions)
    means = [(sum(c for c, _ in b) / len(b), sum(r for _, r in b) / len(b), len(b))
             for _, b in sorted(bins.items())]
    loss = -sum(math.log(c if r else 1 - c) for c, r in predictions)
    square = sum((p - s) ** 2 * k for p, s, k in means)
    return {"reviews": n, "log_loss": loss / n if n else None, "rmse": math.sqrt(square / n) if n else None,
            "bins": [{"predicted": p, "seen": s, "reviews": k} for p, s, k in means]}


def known_at(day):
    known = learnt = 0
    for name, steps in history.items():
        past = [step for step in steps if step[0] <= day]
        if past and past[-1][1] and name in cards:
            known += recall(past[-1][1][0], (day - past[-1][0]).days)
            learnt += past[-1][2]
    return known, learnt


today = today_of(NOW)
within = {day: tally for day, tally in days.items() if SINCE <= str(day) <= UNTIL}
seconds = lambda tally: (tally["millis"] + 500) // 1000
tally = lambda t: {"reviews": t["reviews"], "new": t["new"], "right": t["right"], "seconds": seconds(t)}
today_tally = days.get(today, collections.Counter())
total = sum(within.values(), collections.Counter())

suspended = {i for (i,) in db.execute(STANDING + "SELECT item FROM standing WHERE kind = 'suspended'")}
buried = dict(db.execute(STANDING + "SELECT item, json_extract(payload, '$.until') FROM standing WHERE kind = 'buried'"))
states, forecast = collections.Counter(), collections.Counter()
due_today = 0
for name in cards.keys() - drafts:
    item = items[name]
    if name in suspended:
        states["suspended"] += 1
        continue
    if item.memory is None:
        states["new"] += 1
        continue
    if item.interval is not None:
        states["review"] += 1
        due = item.last + dt.timedelta(item.interval)
    else:
        states["learning"] += 1
        due = item.last
    until = dt.date.fromisoformat(buried.get(name, "1970-01-01"))
    due_today += due <= today and until <= today
    forecast[max(due, today, until)] += 1
    if until <= today:
        waits.append((due, today))

confusions = []
for pair in {frozenset(key) for key in given_for}:
    a, b = sorted(pair)
    one, other = given_for[(a, b)], given_for[(b, a)]
    if one + other >= 2:
        confusions.append({"pair": [a, b], "times": max(one, other), "back": min(one, other)})
confusions.sort(key=lambda c: (-c["times"] - c["back"], c["pair"]))

worst = [{"item": name, "forgotten": c["forgotten"], "reviews": c["reviews"]}
         for name, c in hardest.items() if c["forgotten"]]
worst.sort(key=lambda h: (-h["forgotten"], h["reviews"], h["item"]))

ends = min(today, dt.date.fromisoformat(UNTIL) if UNTIL != "9999" else today)
points = [dt.date.fromisoformat(day) for day in sys.stdin.read().split()]
now_known = sum(recall(item.memory[0], (NOW.timestamp() - item.at / 1000) / 86400)
                for name, item in items.items() if item.memory and name in cards)

print(json.dumps({
    "cards": len(cards) - len(drafts), "items": len(cards) - len(drafts), "drafts": len(drafts),
    "new": states["new"], "learning": states["learning"], "review": states["review"],
    "suspended": states["suspended"], "due_today": due_today, "known": now_known,
    "reviews": total["reviews"], "reviews_today": today_tally["reviews"],
    "today": tally(today_tally), "true_retention": told(retention["all"])["share"],
    "streak_days": streak(),
    "forecast": [{"day": str(today + dt.timedelta(n)), "due": forecast[today + dt.timedelta(n)]} for n in range(15)],
    "retention": {key: told(retention[key]) for key in ["all", "young", "mature"]},
    "by_deck": {key[5:]: told(of) for key, of in retention.items() if key.startswith("deck ")},
    "by_tag": {key[4:]: told(of) for key, of in retention.items() if key.startswith("tag ")},
    "calibration": calibration(),
    "time": {"seconds": seconds(total), "timed_reviews": total["timed"], "days": len(within)},
    "days": [{"day": str(day), **tally(t)} for day, t in sorted(within.items())],
    "growth": [dict(zip(["day", "known", "learnt"], [str(day), *known_at(day)])) for day in points],
    "growth_ends": str(ends),
    "hardest": worst[:5],
    "confusions": confusions[:10],
    "leeches": sorted([{"item": name, "lapses": item.lapses} for name, item in items.items()
                       if item.lapses >= 8 and name in cards], key=lambda l: (-l["lapses"], l["item"])),
}))
