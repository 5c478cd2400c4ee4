"""Asks peers for the segments that are like a query: rapidfuzz, which looks at every one, and SQLite's FTS5
with trigrams and PostgreSQL's pg_trgm, whose best hundred are scored again.

    memory-lookups 1000000 200 segments.txt && ./with-postgresql.sh python3 peers.py segments.txt

Without the address of a database, which with-postgresql.sh gives, pg_trgm is left out. Times are those of the
processor here, and of the clock for PostgreSQL, which works elsewhere.
"""

import sqlite3
import subprocess
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

most = 20

times, best = [], []
for query in queries[:50]:
    start = time.process_time()
    match = process.extractOne(
        words(query), lists, scorer=Levenshtein.normalized_similarity, processor=None, score_cutoff=0.7
    )
    times.append(time.process_time() - start)
    best.append(match[1] if match else 0)
shown(f"rapidfuzz, {len(segments)} segments", times, sum(score > 0 for score in best), len(best))
expected = sum(score > 0 for score in best[:most])


def rescored(name, ask, clock):
    """The share of best matches that are among those that a peer finds."""
    times, found = [], 0
    for query, score in zip(queries[:most], best):
        start = clock()
        likeness = [Levenshtein.normalized_similarity(words(query), words(text)) for text in ask(query)]
        times.append(clock() - start)
        found += score > 0 and max(likeness, default=0) >= score - 1e-9
    shown(f"{name}, {len(segments)} segments", times, found, expected)


database = sqlite3.connect(":memory:")
database.execute("CREATE VIRTUAL TABLE memory USING fts5(text, tokenize = 'trigram')")
database.executemany("INSERT INTO memory VALUES(?)", ((text,) for text in segments))


def fts5(query):
    grams = {query[i : i + 3] for i in range(len(query) - 2)}
    match = " OR ".join('"' + gram + '"' for gram in grams)
    rows = database.execute("SELECT text FROM memory WHERE memory MATCH ? ORDER BY rank LIMIT 100", (match,))
    return [text for (text,) in rows]


rescored("FTS5 trigrams", fts5, time.process_time)

if len(sys.argv) > 2:
    psql = subprocess.Popen(
        ["psql", "-qAt", sys.argv[2]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def tell(statements):
        """What a statement gives, line by line."""
        psql.stdin.write(statements + "\n\\echo end of answer\n")
        psql.stdin.flush()
        return list(iter(lambda: psql.stdout.readline().rstrip("\n"), "end of answer"))

    tell("CREATE EXTENSION pg_trgm; CREATE TABLE peer (text text);")
    tell("COPY peer FROM STDIN;\n" + "\n".join(segments) + "\n\\.")
    tell("CREATE INDEX ON peer USING gin (text gin_trgm_ops); ANALYZE peer;")

    def pg_trgm(query):
        text = query.replace("'", "''")
        return tell(
            f"SELECT text FROM peer WHERE text % '{text}' ORDER BY similarity(text, '{text}') DESC LIMIT 100;"
        )

    rescored("pg_trgm", pg_trgm, time.perf_counter)
