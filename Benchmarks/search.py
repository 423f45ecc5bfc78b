#!/usr/bin/env python3
"""Times searching among 100,000 published actions: search.py GRADNIK [ACTIONS]

Plans of 1,000 invented actions each are written beside the demonstration's, the index is made anew by
the server at its start, and one client and then 16 look for words that many, few and no actions hold.
What is found is compared with what was written before anything is timed. Twice: with 5,220 words of
which the n-th is n times as rare as the first, as in a language (Zipf), and, as the worst there can be,
with 36 words each of which more than half of all actions hold.
"""
import concurrent.futures
import contextlib
import copy
import http.client
import itertools
import json
import os
import random
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

WORDS = ("digital city service lighting water waste bus tram school clinic library market river "
         "bridge permit portal sensor meter data map street park heat pump roof solar bicycle lane "
         "bin register archive camera noise air flood forest").split()
SYLLABLES = "ka re mo ti lu sa ne vo di pa ro ze".split()
# Words no language has.
RARE = [a + b + c + d for a in SYLLABLES for b in SYLLABLES for c in SYLLABLES for d in "gkx"]
LANGUAGE = WORDS + RARE
WEIGHTS = list(itertools.accumulate(1 / (rank + 1) for rank in range(len(LANGUAGE))))
PLACES = ["Скопје", "Ljubljana", "Botoșani", "Podgorica", "Тетово", "Prishtinë", "София", "Celje"]


def fill(path, count, words_of):
    """Plans with actions; how many actions hold each of the words that are looked for."""
    draw = random.Random(7)
    expected = {"lighting": 0, "botosani sensor": 0, "\"water meter\"": 0}
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        plan = dict(database.execute(
            "SELECT plan.* FROM plan JOIN plan_version ON plan_version.plan = plan.id LIMIT 1"
        ).fetchone())
        version = dict(database.execute(
            "SELECT * FROM plan_version WHERE plan = ? ORDER BY number DESC LIMIT 1",
            [plan["id"]]).fetchone())
        document = json.loads(version["document"])
        sample = document["actions"][0]
        for name, value in document.items():
            if isinstance(value, list):
                document[name] = []
        for number in range(count // 1000):
            identifier = f"search{number:014d}"
            own = copy.deepcopy(document)
            own["plan"]["id"] = identifier
            for index in range(1000):
                words = words_of(draw, 30)
                place = draw.choice(PLACES)
                title = f"{words[0].title()} and {words[1]} in {place}"
                text = " ".join(words[2:])
                whole = f" {title.lower()}  {text} "
                expected["lighting"] += " lighting " in whole
                expected["botosani sensor"] += place == "Botoșani" and " sensor " in whole
                expected["\"water meter\""] += " water meter " in whole
                own["actions"].append(sample | {
                    "id": f"a{number:09d}{index:010d}", "plan": identifier, "position": index + 1,
                    "code": f"N{index}", "title": {"original": "en", "texts": {"en": title}},
                    "description": {"original": "en", "texts": {"en": text}}, "owner": None,
                    "partners": [], "objectives": [], "dependencies": [], "exclusions": [],
                    "themes": [], "publicNote": None, "supersededBy": None, "origin": None,
                    "district": None})
            database.execute(
                f"INSERT INTO plan ({', '.join(plan)}) VALUES ({', '.join('?' for _ in plan)})",
                list((plan | {"id": identifier}).values()))
            database.execute(
                f"INSERT INTO plan_version ({', '.join(version)}) "
                f"VALUES ({', '.join('?' for _ in version)})",
                list((version | {
                    "plan": identifier, "document": json.dumps(own, ensure_ascii=False)}).values()))
        database.execute("DELETE FROM search_state")
        database.commit()
    return expected


def serve(program, data):
    server = subprocess.Popen(
        [program, "demo", "--data", data, "--port", "0", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return server, json.loads(server.stdout.readline())["address"].removeprefix("http://")


def dense(draw, count):
    return draw.choices(WORDS, k=count)


def natural(draw, count):
    return draw.choices(LANGUAGE, cum_weights=WEIGHTS, k=count)


def main(program, count):
    measure(program, count, "words as in a language", natural, LANGUAGE)
    measure(program, count, "each word in half of all", dense, WORDS)


def measure(program, count, name, words_of, vocabulary):
    print(name)
    with tempfile.TemporaryDirectory() as data:
        server, _ = serve(program, data)
        server.terminate()
        server.wait(20)
        expected = fill(f"{data}/gradnik.db", count, words_of)
        start = time.perf_counter()
        server, address = serve(program, data)
        print(f"{'  index of ' + str(count) + ' actions made':40}{time.perf_counter() - start:9.1f} s")
        try:
            connection = http.client.HTTPConnection(address)
            for words, wanted in expected.items():
                page = ask(connection, words)
                said = int(re.search(r'role="status">([\d,]+)', page)[1].replace(",", ""))
                assert wanted <= said <= wanted + 60, (words, wanted, said)
            for clients in (1, 16):
                with concurrent.futures.ThreadPoolExecutor(clients) as pool:
                    times = sorted(sum(pool.map(
                        lambda seed: many(address, vocabulary, seed), range(max(clients, 4))), []))
                print(f"{'  search, ' + str(clients) + ' clients':40}"
                      f"{statistics.median(times):9.1f} ms  p99 {times[int(len(times) * .99)]:.1f} ms"
                      f"  ({len(times)} searches, load {os.getloadavg()[0]:.1f}; target p99 < 50 ms)")
        finally:
            server.terminate()
            server.wait(20)


def ask(connection, words):
    connection.request(
        "GET", "/en/search?" + urllib.parse.urlencode({"q": words, "kind": "action"}))
    return connection.getresponse().read().decode()


def many(address, vocabulary, seed):
    """The milliseconds of 100 searches one after the other."""
    draw = random.Random(seed)
    own = http.client.HTTPConnection(address)
    times = []
    for _ in range(100):
        words = draw.choice([
            draw.choice(vocabulary), f"{draw.choice(vocabulary)} {draw.choice(PLACES)}",
            draw.choice(vocabulary)[:3], f'"{draw.choice(vocabulary)} {draw.choice(vocabulary)}"',
            f'"{draw.choice(WORDS)} {draw.choice(WORDS)}"', f"nothing {seed}"])
        start = time.perf_counter()
        page = ask(own, words)
        times.append((time.perf_counter() - start) * 1000)
        assert "</html>" in page
    return times


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
