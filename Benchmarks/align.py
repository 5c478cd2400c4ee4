"""How well a text and its translation are laid side by side, on documents made of the messages of the programs
on this machine, whose translations are known: 300 messages a document in random order, one in twenty left out of
each side, one in sixteen joined with the next one in each language, in paragraphs or in one piece.

    python3 align.py .build/release/l10n

“strict” asks for exactly the beads that were made; a sure one is right where it holds just sentences that
belong together.
"""

import gettext
import glob
import os
import random
import re
import subprocess
import sys
import tempfile


def messages(language):
    """Pairs of one sentence each, without placeholders and markup."""
    pairs = {}
    for path in sorted(glob.glob(f"/usr/share/locale/{language}/LC_MESSAGES/*.mo")):
        try:
            catalogue = gettext.GNUTranslations(open(path, "rb"))._catalog
        except (OSError, UnicodeDecodeError, ValueError):
            continue
        for source, target in catalogue.items():
            if not isinstance(source, str) or not target or not isinstance(target, str):
                continue
            source, target = source.strip(), target.strip()
            both = source + target
            if len(source.split()) < 5 or source == target or re.search(r"[\n%<_\x04\"*`#\[]", both):
                continue
            if not re.match(r"^[A-Z].*\.$", source) or not target.endswith("."):
                continue
            if not re.search(r"[.!?:] ", both):
                pairs.setdefault(source, target)
    return list(pairs.items())


def document(pairs, seed):
    """Sentences of both sides, and how many of each make a bead."""
    rnd = random.Random(seed)
    source, target, beads = [], [], []
    join = lambda a, b: f"{a[:-1]}; {b[0].lower()}{b[1:]}"
    rest = pairs[:]
    while rest:
        kind = rnd.random()
        a, b = rest.pop(0)
        if kind < 0.05:
            source.append(a), beads.append((1, 0))
        elif kind < 0.10:
            target.append(b), beads.append((0, 1))
        elif kind < 0.16 and rest:
            c, d = rest.pop(0)
            source.extend([a, c]), target.append(join(b, d)), beads.append((2, 1))
        elif kind < 0.22 and rest:
            c, d = rest.pop(0)
            source.append(join(a, c)), target.extend([b, d]), beads.append((1, 2))
        else:
            source.append(a), target.append(b), beads.append((1, 1))
    return source, target, beads


def text(sentences, beads, side, seed, flat):
    rnd = random.Random(seed)
    paragraphs, current, place, left = [], [], 0, rnd.randint(2, 6)
    for bead in beads:
        current += sentences[place : place + bead[side]]
        place += bead[side]
        left -= 1
        if left == 0:
            paragraphs.append(" ".join(current))
            current, left = [], rnd.randint(2, 6)
    paragraphs.append(" ".join(current))
    return (" " if flat else "\n\n").join(p for p in paragraphs if p) + "\n"


def run(program, folder, *arguments):
    return subprocess.run(
        [os.path.abspath(program), *arguments], cwd=folder, capture_output=True, text=True, check=True
    ).stdout


def score(program, language, flat, remembers):
    pairs = messages(language)
    right = found = wanted = sure = right_sure = 0
    for seed in range(1, 11):
        random.Random(seed).shuffle(pairs)
        source, target, beads = document(pairs[:300], seed)
        with tempfile.TemporaryDirectory() as folder:
            write = lambda name, content: open(os.path.join(folder, name), "w").write(content)
            write("l10n.yml", f"source: en\ntargets: [{language}]\n"
                  'documents: ["l/{locale}/{path}.md"]\nrecords: "x/{locale}/{path}.xlf"\n')
            write("a.md", text(source, beads, 0, seed, flat))
            write("b.md", text(target, beads, 1, seed, flat))
            if remembers:
                write("m.tsv", "".join(f"{a}\t{b}\n" for a, b in pairs[300:]))
                run(program, folder, "memory", "import", "m.tsv", "--from", "en", "--to", language)
            lines = run(program, folder, "memory", "import", "--align", "a.md", "b.md", "--from", "en",
                        "--to", language, "--beads", "--dry-run").splitlines()
        gold, s, t = [], 0, 0
        for n, m in beads:
            gold.append((" ".join(source[s : s + n]), " ".join(target[t : t + m])))
            s, t = s + n, t + m
        exact = {(a, b) for a, b in gold if a and b}
        runs = {
            (" ".join(a for a, _ in part), " ".join(b for _, b in part))
            for n in (1, 2, 3) for part in (gold[i : i + n] for i in range(len(gold) - n + 1))
            if all(a and b for a, b in part)
        }
        for line in lines:
            certainty, _, a, b = line.split("\t")
            if certainty == "alone":
                continue
            found += 1
            right += (a, b) in exact
            if certainty == "sure":
                sure += 1
                right_sure += (a, b) in runs
        wanted += len(exact)
    precision, recall = right / found, right / wanted
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{language}, {'in one piece' if flat else 'in paragraphs'}, "
          f"{'with' if remembers else 'without'} a memory: strict F1 {f1:.3f}; "
          f"{sure} of {found} sure, {right_sure / sure:.4f} of them right")


for remembers in (False, True):
    for language in ("es", "vi"):
        for flat in (False, True):
            score(sys.argv[1], language, flat, remembers)
