"""Asks peers for the segments that are like a query: rapidfuzz, which looks at every one, and SQLite's FTS5
with trigrams, whose best hundred are scored again.

    memory-lookups 100000 200 segments.txt && python3 peers.py segments.txt
"""

import sqlite3
import sys
import time

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein


def words(text):
    return text.lower().replace(".", " .").split()


def shown(name, times, found, count):
    times.sort()
    p50, p99 = times[len(times) // 2] * 1e3, times[len(times) * 99 // 100] * 1e3
    print(f"{name}: p50 {p50:.3f} ms, p99 {p99:.3f} ms, {found} of {count} found")


lines = open(sys.argv[1], encoding="utf-8").read().split("\n")
end = lines.index("")
segments, queries = lines[:end], [line for line in lines[end + 1 :] if line]
lists = [words(text) for text in segments]

times, best = [], []
for query in queries:
    start = time.process_time()
    match = process.extractOne(
        words(query), lists, scorer=Levenshtein.normalized_similarity, processor=None, score_cutoff=0.7
    )
    times.append(time.process_time() - start)
    best.append(match)
shown(f"rapidfuzz, {len(segments)} segments", times, sum(m is not None for m in best), len(queries))

database = sqlite3.connect(":memory:")
database.execute("CREATE VIRTUAL TABLE memory USING fts5(text, tokenize = 'trigram')")
database.executemany("INSERT INTO memory VALUES(?)", ((text,) for text in segments))
times, found = [], 0
for query, expected in zip(queries[:50], best):
    start = time.process_time()
    grams = {query[i : i + 3] for i in range(len(query) - 2)}
    match = " OR ".join('"' + gram + '"' for gram in grams)
    rows = database.execute(
        "SELECT text FROM memory WHERE memory MATCH ? ORDER BY rank LIMIT 100", (match,)
    ).fetchall()
    scores = [Levenshtein.normalized_similarity(words(query), words(text)) for (text,) in rows]
    times.append(time.process_time() - start)
    found += expected is not None and max(scores, default=0) >= expected[1] - 1e-9
expected = sum(match is not None for match in best[:50])
shown(f"FTS5 trigrams, {len(segments)} segments", times, found, expected)
