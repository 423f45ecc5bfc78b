#!/usr/bin/env python3
"""Times opinion groups: opinions.py GRADNIK [--data FOLDER] [--python PYTHON] [--large]

Each result is checked before it is timed. red-dwarf runs in the same run, from PyPI in a throw-away
environment unless --python names one that has it; both sides are CPU seconds, one thread, files read
before. --large makes a seeded conversation of 100,000 participants, 2,000 statements and 5,000,000
votes, and times the whole command on it.
"""
import argparse
import json
import os
import pathlib
import random
import re
import resource
import subprocess
import sys
import tempfile
import venv

ROOT = pathlib.Path(__file__).resolve().parent.parent
CONVERSATIONS = ["vtaiwan.uberx", "austria-climate.5twd2jsnkf.2022-08-08"]
RUNS = 5

PEER = """
import csv, json, sys, time
from reddwarf.implementations.base import run_pipeline
folder, runs = sys.argv[1], int(sys.argv[2])
latest = {}
for row in csv.DictReader(open(folder + "/votes.csv", encoding="utf-8")):
    key, time_ = (int(row["voter-id"]), int(row["comment-id"])), int(row["timestamp"])
    if key not in latest or latest[key][0] <= time_:
        latest[key] = (time_, int(row["vote"]))
votes = [{"participant_id": p, "statement_id": s, "vote": v, "modified": t}
         for (p, s), (t, v) in latest.items()]
out = [int(row["comment-id"]) for row in csv.DictReader(open(folder + "/comments.csv", encoding="utf-8"))
       if row["moderated"] == "-1"]
best = None
for _ in range(runs):
    start = time.process_time()
    result = run_pipeline(votes=votes, mod_out_statement_ids=out)
    spent = time.process_time() - start
    best = spent if best is None else min(best, spent)
labels = result.participants_df["cluster_id"].dropna()
print(json.dumps({"cpu": best, "sizes": sorted(int(n) for n in labels.value_counts())}))
"""


def peer_python(folder):
    """A Python that has red-dwarf, or None when it cannot be installed."""
    venv.create(f"{folder}/venv", with_pip=True)
    python = f"{folder}/venv/bin/python"
    done = subprocess.run([python, "-m", "pip", "install", "-q", "red-dwarf==0.4.0"])
    return python if done.returncode == 0 else None


def ours(program, folder, convention):
    best, result = None, None
    for _ in range(RUNS):
        done = subprocess.run(
            [program, "opinions", f"{folder}/votes.csv", "--statements", f"{folder}/comments.csv",
             "--convention", convention, "--format", "json", "--timing"],
            capture_output=True, text=True, check=True)
        spent = float(re.search(r"find ([0-9.]+) ms", done.stderr).group(1)) / 1000
        best = spent if best is None else min(best, spent)
        result = json.loads(done.stdout)
    return best, result


def conversations(program, data, python):
    environment = dict(os.environ, OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")
    for name in CONVERSATIONS:
        folder = f"{data}/{name}"
        if not pathlib.Path(folder).is_dir():
            print(f"{name}: not at hand")
            continue
        cpu, result = ours(program, folder, "red-dwarf")
        line = f"{name:40} red-dwarf convention {cpu * 1000:8.2f} ms"
        if python:
            done = subprocess.run([python, "-c", PEER, folder, str(RUNS)], capture_output=True,
                                  text=True, check=True, env=environment)
            peer = json.loads(done.stdout.splitlines()[-1])
            sizes = sorted(group["size"] for group in result["groups"])
            assert sizes == peer["sizes"], (name, sizes, peer["sizes"])
            line += f"  red-dwarf {peer['cpu'] * 1000:8.2f} ms  ratio {peer['cpu'] / cpu:6.1f}"
        print(line)
        cpu, _ = ours(program, folder, "polis")
        print(f"{name:40} polis convention     {cpu * 1000:8.2f} ms")


def generate(path, participants=100_000, statements=2_000, votes=5_000_000, seed=1):
    """Three camps; how many vote on a statement, and how much somebody votes, is uneven."""
    chance = random.Random(seed)
    leaning = [[chance.random() for _ in range(statements)] for _ in range(3)]
    passing = [0.1 + 0.2 * chance.random() for _ in range(statements)]
    shares = [min(chance.paretovariate(1.5), 60) for _ in range(participants)]
    scale = (votes - 7 * participants) / sum(shares)
    counts = [7 + int(share * scale) for share in shares]
    for index in range(votes - sum(counts)):
        counts[index] += 1
    written, time = 0, 1_600_000_000_000
    with open(path, "w") as file:
        file.write("timestamp,datetime,comment-id,voter-id,vote\n")
        for participant, count in enumerate(counts):
            camp = leaning[participant * 7919 % 3]
            # Powers of evenly spread numbers: early statements get more votes.
            chosen = {int(statements * chance.random() ** 1.2) for _ in range(count)}
            while len(chosen) < count:
                chosen.add(chance.randrange(statements))
            lines = []
            for statement in chosen:
                draw = chance.random()
                if draw < passing[statement]:
                    vote = 0
                else:
                    vote = 1 if chance.random() < camp[statement] else -1
                time += 1
                lines.append(f"{time},,{statement},{participant},{vote}\n")
            file.writelines(lines)
            written += count
    return written


def large(program, folder):
    path = f"{folder}/large.csv"
    written = generate(path)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(f"{folder}/large.json", "w") as output:
        done = subprocess.run([program, "opinions", path, "--format", "json", "--timing"],
                              stdout=output, stderr=subprocess.PIPE, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = json.load(open(f"{folder}/large.json"))
    assert result["votes"] == written and result["participants"] == 100_000, result["votes"]
    assert result["k"] == 3, result["k"]
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"large: {result['participants']} x {result['statements']}, {written} votes: "
          f"CPU {cpu:.1f} s in all, peak {after.ru_maxrss / 1024:.0f} MB; {done.stderr.strip()}")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("gradnik")
    arguments.add_argument("--data", default=str(ROOT / "../shared/data/polis"))
    arguments.add_argument("--python")
    arguments.add_argument("--large", action="store_true")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.large:
            large(options.gradnik, folder)
        conversations(options.gradnik, options.data, options.python or peer_python(folder))


if __name__ == "__main__":
    sys.exit(main())
