#!/usr/bin/env python3
"""Checks `gradnik match` against other solvers, then times it; learns from real networks.

    python3 -m venv v && v/bin/pip install networkx scipy highspy
    v/bin/python Benchmarks/matching.py GRADNIK DATA [--large 100000]

GRADNIK is the built command, DATA the folder with `cities` and `oracle`. Nothing is timed before
its result is checked. Peers run in the same process order and on the same machine.
"""

import argparse
import csv
import gzip
import json
import math
import pathlib
import random
import resource
import subprocess
import tempfile
import time

import networkx as nx
import numpy as np
from scipy.optimize import linear_sum_assignment

parser = argparse.ArgumentParser()
parser.add_argument("gradnik")
parser.add_argument("data", type=pathlib.Path)
parser.add_argument("--large", type=int, default=0)
parser.add_argument("--only", default="")
options = parser.parse_args()
scratch = pathlib.Path(tempfile.mkdtemp())


def gradnik(document, *arguments):
    """The result, seconds and memory in MB of one run of the command."""
    path = scratch / "input.json"
    if document is not None:
        path.write_text(json.dumps(document))
    timer = ["/usr/bin/time", "-f", "%e %U %M", "-o", str(scratch / "time")]
    run = subprocess.run(
        timer + [options.gradnik, "match", str(path), "--format", "json", *arguments],
        capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stderr
    wall, user, memory = (scratch / "time").read_text().split()[-3:]
    return json.loads(run.stdout), float(wall), float(user), int(memory) // 1024


def best_by_networkx(capacity, edges):
    """The highest total of a b-matching, by the reduction to a matching in networkx."""
    graph = nx.Graph()
    for number, (one, other, weight) in enumerate(edges):
        for end, city in ((0, one), (1, other)):
            for place in range(capacity[city]):
                graph.add_edge((city, place), ("edge", number, end), weight=weight)
        graph.add_edge(("edge", number, 0), ("edge", number, 1), weight=weight)
    matching = nx.max_weight_matching(graph)
    return sum(graph[a][b]["weight"] for a, b in matching) - sum(w for _, _, w in edges)


def check_totals():
    """200 random instances, half of them in one group, against networkx."""
    for seed in range(200):
        random.seed(seed)
        one_group = seed % 2 == 0
        count = random.randint(3, 26)
        largest = random.choice([2, 10, 1000, 10**6])
        names = [f"c{number}" for number in range(count)]
        half = count if one_group else count // 2
        pairs = [
            (one, other) for one in range(count) for other in range(one)
            if (one_group or (one >= half) != (other >= half)) and random.random() < 0.4]
        capacity = {name: random.randint(0, 4) for name in names}
        edges = []
        for one, other in pairs:
            if not one_group and one >= half:
                one, other = other, one
            edges.append([names[one], names[other], random.randint(1, largest)])
        document = {
            "format": "gradnik-scores/1", "left": names[:half], "capacity": capacity,
            "edges": edges}
        if not one_group:
            document["right"] = names[half:]
        found = gradnik(document)[0]
        expected = best_by_networkx(capacity, edges)
        assert int(found["total"]) == int(found["bound"]) == expected, (seed, found["total"], expected)
    print("200 random instances: totals equal to networkx'")


def check_oracles():
    folder = options.data / "oracle" / "decision"
    instance = json.load(gzip.open(folder / "bmatching_165.json.gz"))
    found, wall, user, memory = gradnik(instance)
    import highspy
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    left, right = len(instance["left"]), len(instance["right"])
    rows = [([], []) for _ in range(left + right)]
    start = time.perf_counter()
    for number, (one, other, weight) in enumerate(instance["edges"]):
        model.addVar(0, 1)
        model.changeColCost(number, -weight)
        rows[one][0].append(number)
        rows[left + other][0].append(number)
    for columns, _ in rows:
        model.addRow(-highspy.kHighsInf, instance["quota"], len(columns), np.array(columns), np.ones(len(columns)))
    model.run()
    seconds = time.perf_counter() - start
    value = -round(model.getInfo().objective_function_value)
    assert int(found["total"]) == value, (found["total"], value)
    print(f"165 cities x 3, {len(instance['edges'])} pairs: {value}; gradnik {wall:.3f} s with reading and writing, "
          f"{memory} MB; HiGHS {seconds:.3f} s, ratio {seconds / max(wall, 0.005):.1f}")


def signatories(count, features=64):
    """Profiles of signatories with generated features, in two regions."""
    generator = np.random.default_rng(1)
    with gzip.open(options.data / "cities" / "covenant-signatories.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))
    values = generator.integers(0, 10_001, (count, features))
    def longitude(row):
        try:
            return float(row["longitude"].replace(",", "."))
        except ValueError:
            return 0.0

    return [
        {"id": f"s{number}", "country": rows[number % len(rows)]["country"], "capacity": 3,
         "group": "east" if longitude(rows[number % len(rows)]) > 11.9 else "west",
         "challenges": {f"f{feature}": int(value) / 10_000
                        for feature, value in enumerate(values[number])}}
        for number in range(count)]


def unit_vectors(cities):
    values = np.array([[round(v * 10_000) for v in c["challenges"].values()] for c in cities], float)
    return values / np.linalg.norm(values, axis=1, keepdims=True)


def check_and_time(count):
    cities = signatories(count)
    vectors = unit_vectors(cities)
    found, wall, user, memory = gradnik({"cities": cities, "weights": {"challenges": 1}}, "--mode", "similar")
    start = time.perf_counter()
    worst = 0
    for first in range(0, min(count, 1000), 500):
        products = vectors[first:first + 500] @ vectors.T
        for row in range(len(products)):
            products[row, first + row] = -1
            best = np.sort(products[row])[-10:][::-1]
            ours = [float(entry["score"]) for entry in found["similar"][f"s{first + row}"]]
            worst = max(worst, abs(best - ours).max())
    assert worst < 2e-4, worst
    peer = (time.perf_counter() - start) * count / min(count, 1000)
    print(f"{count} x 10 most similar: gradnik {wall:.2f} s wall, {user:.2f} s CPU, {memory} MB; "
          f"numpy on {min(count, 1000)} rows, scaled: {peer:.2f} s, ratio {peer / wall:.1f}")
    found, wall, user, memory = gradnik({"cities": cities, "weights": {"challenges": 1}})
    assert found["total"] == found["bound"] and found["status"] == "optimal"
    print(f"{count} x 3 partners across two regions, all pairs: total = bound = {found['total']}; "
          f"gradnik {wall:.2f} s wall, {user:.2f} s CPU, {memory} MB")
    if count <= 3000:
        sides = [[n for n, c in enumerate(cities) if c["group"] == g] for g in ("east", "west")]
        scores = vectors[sides[0]] @ vectors[sides[1]].T
        start = time.perf_counter()
        linear_sum_assignment(scores, maximize=True)
        print(f"  scipy's assignment with one partner each: {time.perf_counter() - start:.2f} s")


def area_under_curve(scored):
    """The probability that a real partner ranks above one that was not; ties count half."""
    ranked = sorted(scored)
    ranks, place = 0.0, 0
    positives = sum(1 for _, real in ranked if real)
    negatives = len(ranked) - positives
    while place < len(ranked):
        end = place
        while end < len(ranked) and ranked[end][0] == ranked[place][0]:
            end += 1
        ranks += sum(1 for entry in ranked[place:end] if entry[1]) * (place + end + 1) / 2
        place = end
    return (ranks - positives * (positives + 1) / 2) / (positives * negatives)


def learn_from_networks():
    """Forward in time, one network left out at a time: do earlier themes find later partners?

    For every network the cities are described by the themes of networks that began earlier only.
    Each member ranks all known cities; real partners should come above the others. Baselines, from
    the same past alone: how many networks a city was in, and whether it is of the same country.
    """
    folder = options.data / "cities"
    networks = {row["network"]: row for row in csv.DictReader(open(folder / "urbact-networks.csv"))}
    members, country = {}, {}
    for row in csv.DictReader(open(folder / "urbact-memberships.csv")):
        city = row["geonames_id"] or row["city_ascii"]
        members.setdefault(row["network"], set()).add(city)
        country[city] = row["country"]
    start = {n: int(row["start"]) for n, row in networks.items() if row["start"].strip().isdigit()}
    themes = {n: {t.strip() for t in (networks[n]["themes"] or "").split("/") if t.strip()}
              | {"theme " + networks[n]["theme"].strip()} for n in start}
    scored = {"gradnik": [], "activity": [], "country": [], "met before": []}
    years, tested = sorted(set(start.values())), 0
    for year in years:
        past = [n for n in start if start[n] < year and n in members]
        now = [n for n in start if start[n] == year and n in members]
        profile, activity, met = {}, {}, {}
        for network in past:
            for city in members[network]:
                activity[city] = activity.get(city, 0) + 1
                met.setdefault(city, set()).update(members[network])
                for theme in themes[network]:
                    profile.setdefault(city, {}).setdefault(theme, 0)
                    profile[city][theme] += 1
        known = sorted(profile)
        if len(known) < 20 or not now:
            continue
        cities = [
            {"id": city, "country": country[city], "capacity": 1,
             "challenges": {t: min(1, k / max(profile[city].values())) for t, k in profile[city].items()}}
            for city in known]
        found = gradnik(
            {"cities": cities, "weights": {"challenges": 1}},
            "--mode", "similar", "--count", str(min(1000, len(known))))[0]["similar"]
        for network in now:
            inside = members[network] & set(known)
            for city in inside if len(inside) > 1 else ():
                tested += 1
                score = {entry["id"]: float(entry["score"]) for entry in found[city]}
                for other in known:
                    if other == city:
                        continue
                    real = other in inside
                    scored["gradnik"].append((score.get(other, 0.0), real))
                    scored["activity"].append((activity[other], real))
                    scored["country"].append((country[other] == country[city], real))
                    scored["met before"].append((other in met[city], real))
    total = len(scored["gradnik"])
    print(f"URBACT forward in time: {len(country)} cities, {tested} members of later networks, {total} pairs, "
          f"{sum(real for _, real in scored['gradnik'])} real")
    for name, list_ in scored.items():
        value = area_under_curve(list_)
        positives = sum(1 for _, real in list_ if real)
        error = math.sqrt(value * (1 - value) / positives)
        print(f"  AUC {name}: {value:.3f} (about +-{2 * error:.3f})")
    assert area_under_curve(scored["gradnik"]) > 0.5


steps = {
    "totals": check_totals, "oracles": check_oracles, "urbact": learn_from_networks,
    "signatories": lambda: check_and_time(11_973),
}
for name, step in steps.items():
    if options.only in ("", name):
        step()
if options.large:
    for count in (25_000, 50_000, options.large):
        check_and_time(count)
