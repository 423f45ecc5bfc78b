#!/usr/bin/env python3
"""Times `gradnik invest` beside HiGHS and CBC alone: investment.py GRADNIK PLAN.json... [--gap G] [--time S]

With --acceptability N, N draws to 1 % each beside HiGHS alone on the plan as it is, N times; with --why, the
intervals of all actions.

Every plan is checked here, in exact fractions, before its time is printed. HiGHS comes from PyPI into
a throw-away environment; CBC (Debian: coinor-cbc) is left out where it is not installed. One thread each.
"""
import argparse
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from fractions import Fraction


def cap(plan, action, source):
    if source["id"] == "own":
        return None
    share = Fraction(str(action["eligibleCostPercent"].get(source["id"], 100)))
    return Fraction(str(source["rateCapPercent"])) * share * sum(action["costPerYear"]) / 10000


def worth(plan, action, start):
    left = 1 - Fraction(str(plan["discountPercentPerYear"])) / 100
    value = sum(w * v for w, v in zip(plan["weights"], action["value"]))
    return round(10000 * left ** start) * value


def check(plan, result):
    """The rules of the format's `semantics`, from the plan and the result alone."""
    actions = {a["id"]: a for a in plan["actions"]}
    starts, years = result["starts"], range(plan["years"])
    assert sum(worth(plan, actions[i], t) for i, t in starts.items()) == int(result["value"])
    paid = {}
    for line in result["funding"]:
        key = (line["action"], line["source"], line["year"])
        assert key not in paid and line["source"] in actions[line["action"]]["eligibleSources"]
        paid[key] = Fraction(line["amount"])
        assert paid[key] > 0
    for name, start in starts.items():
        action = actions[name]
        assert action["earliestStart"] <= start
        assert start + action["duration"] - 1 <= action["latestFinish"]
        for year in years:
            inside = 0 <= year - start < action["duration"]
            spent = action["costPerYear"][year - start] if inside else 0
            assert sum(paid.get((name, s["id"], year), 0) for s in plan["sources"]) == spent
        for source in plan["sources"]:
            limit = cap(plan, action, source)
            total = sum(paid.get((name, source["id"], year), 0) for year in years)
            assert limit is None or total <= limit
    assert all(name in starts for name, _, _ in paid)
    for source, budgets in plan["budgetPerYear"].items():
        for year in years:
            assert sum(a for (_, s, y), a in paid.items() if (s, y) == (source, year)) <= budgets[year]
    for year in years:
        used = sum(actions[i]["staffPerYear"][year - t] for i, t in starts.items()
                   if 0 <= year - t < actions[i]["duration"])
        assert used <= plan["staffPerYear"][year]
    for first, second in plan["precedence"]:
        if second in starts:
            assert starts[first] + actions[first]["duration"] <= starts[second]
    for group in plan["exclusions"]:
        assert sum(i in starts for i in group) <= 1
    for objective, least in enumerate(plan["minActionsPerObjective"]):
        assert sum(actions[i]["objective"] == objective for i in starts) >= least


def lp(plan):
    """The plan as CPLEX LP text."""
    goal, rows, binaries = [], [], []

    def row(terms, sense, right):
        if terms:
            rows.append(" ".join(f"{float(c):+.12g} {v}" for c, v in terms) + f" {sense} {float(right):.12g}")

    starts, spends, uses = {}, {}, {}
    for a, action in enumerate(plan["actions"]):
        starts[a] = range(action["earliestStart"], action["latestFinish"] - action["duration"] + 2)
        for t in starts[a]:
            goal.append(f"+{worth(plan, action, t)} x{a}_{t}")
            binaries.append(f"x{a}_{t}")
            for k in range(action["duration"]):
                uses.setdefault(t + k, []).append((action["staffPerYear"][k], f"x{a}_{t}"))
        row([(1, f"x{a}_{t}") for t in starts[a]], "<=", 1)
        years = sorted({t + k for t in starts[a] for k in range(action["duration"])})
        for y in years:
            row([(1, f"f{a}_{s}_{y}") for s in action["eligibleSources"]]
                + [(-action["costPerYear"][y - t], f"x{a}_{t}") for t in starts[a]
                   if 0 <= y - t < action["duration"]], "=", 0)
            for s in action["eligibleSources"]:
                spends.setdefault((s, y), []).append((1, f"f{a}_{s}_{y}"))
        for source in plan["sources"]:
            if source["id"] in action["eligibleSources"] and source["id"] != "own":
                row([(1, f"f{a}_{source['id']}_{y}") for y in years]
                    + [(-cap(plan, action, source), f"x{a}_{t}") for t in starts[a]], "<=", 0)
    for (source, year), terms in spends.items():
        row(terms, "<=", plan["budgetPerYear"][source][year])
    for year, terms in uses.items():
        row(terms, "<=", plan["staffPerYear"][year])
    index = {a["id"]: n for n, a in enumerate(plan["actions"])}
    for first, second in plan["precedence"]:
        a, b = index[first], index[second]
        for t in starts[b]:
            row([(1, f"x{b}_{u}") for u in starts[b] if u <= t]
                + [(-1, f"x{a}_{u}") for u in starts[a] if u + plan["actions"][a]["duration"] <= t], "<=", 0)
    for group in plan["exclusions"]:
        row([(1, f"x{index[i]}_{t}") for i in group for t in starts[index[i]]], "<=", 1)
    for objective, least in enumerate(plan["minActionsPerObjective"]):
        row([(1, f"x{a}_{t}") for a, action in enumerate(plan["actions"])
             if action["objective"] == objective for t in starts[a]], ">=", least)
    return "\n".join(["Maximize", " goal: " + "\n ".join(goal), "Subject To",
                      *(f" r{n}: {text}" for n, text in enumerate(rows)), "Binaries",
                      *(f" {name}" for name in binaries), "End", ""])


def timed(command):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout, cpu, time.perf_counter() - start


PEER = """
import sys, highspy
solver = highspy.Highs()
solver.setOptionValue("output_flag", False)
solver.readModel(sys.argv[1])
solver.setOptionValue("mip_rel_gap", float(sys.argv[2]))
solver.setOptionValue("time_limit", float(sys.argv[3]))
solver.setOptionValue("threads", 1)
solver.run()
info = solver.getInfo()
print(info.objective_function_value, info.mip_dual_bound)
"""


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("gradnik")
    reader.add_argument("plans", nargs="+")
    reader.add_argument("--gap", type=float, default=0.01)
    reader.add_argument("--time", type=float, default=60)
    reader.add_argument("--acceptability", type=int)
    reader.add_argument("--why", action="store_true")
    options = reader.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        venv.create(f"{folder}/peer", with_pip=True)
        subprocess.run([f"{folder}/peer/bin/pip", "install", "-q", "highspy==1.15.1"], check=True)
        for name in options.plans:
            compare(options, name, folder)


def compare(options, name, folder):
    plan = json.loads(pathlib.Path(name).read_text())
    text, cpu, wall = timed([options.gradnik, "invest", name, "--gap", str(options.gap), "--time",
                             str(options.time), "--format", "json"])
    result = json.loads(text)
    print(f"{pathlib.Path(name).stem}, gap {options.gap}, at most {options.time:.0f} s")
    if result["status"] != "infeasible" and (options.acceptability or options.why):
        return beside(options, name, plan, folder)
    if result["status"] == "infeasible":
        print(f"  gradnik infeasible {cpu:7.2f} s CPU")
    else:
        check(plan, result)
        show("gradnik", cpu, wall, float(result["value"]), float(result["bound"]), cpu)
    model = f"{folder}/model.lp"
    pathlib.Path(model).write_text(lp(plan))
    text, peer, wall = timed([f"{folder}/peer/bin/python", "-c", PEER, model, str(options.gap),
                              str(options.time)])
    values = [float(v) for v in text.split()[-2:]]
    show("HiGHS", peer, wall, *values, cpu)
    if shutil.which("cbc"):
        text, peer, wall = timed(["cbc", model, "-ratio", str(options.gap), "-seconds",
                                  str(options.time), "-threads", "0", "-solve", "-quit"])
        found = re.search(r"Objective value:\s+(-?[\d.e+]+)", text)
        bound = re.search(r"(?:Upper|Lower) bound:\s+(-?[\d.e+]+)", text)
        value = abs(float(found.group(1))) if found else float("nan")
        show("CBC", peer, wall, value, abs(float(bound.group(1))) if bound else value, cpu)


def beside(options, name, plan, folder):
    """What is asked beside the plan, in processor seconds without those of the plan."""
    command = [options.gradnik, "invest", name, "--gap", str(max(options.gap, 0.01)), "--time",
               str(options.time), "--format", "json"]
    _, alone, _ = timed(command)
    if options.why:
        text, cpu, wall = timed([*command, "--explain", "all"])
        result = json.loads(text)
        check(plan, result)
        entries = result["why"]["actions"]
        assert {e["action"] for e in entries} == {a["id"] for a in plan["actions"]}
        for entry in entries:
            assert entry["chosen"] == (entry["action"] in result["starts"])
            most = entry["loss_at_most"]
            assert most is None or float(entry["loss_at_least"]) <= float(most)
        print(f"  why-not of {len(entries)} actions {cpu - alone:7.2f} s CPU")
    if options.acceptability:
        text, cpu, wall = timed([*command, "--acceptability", str(options.acceptability)])
        result = json.loads(text)
        check(plan, result)
        assert result["acceptability_samples"] == options.acceptability
        assert all(0 <= share <= 1 for share in result["acceptability"].values())
        print(f"  {options.acceptability} draws {cpu - alone:7.2f} s CPU {wall:7.2f} s, largest gap"
              f" {result['acceptability_largest_gap']:.3%}, mean {result['acceptability_mean_gap']:.3%}")
        model = f"{folder}/model.lp"
        pathlib.Path(model).write_text(lp(plan))
        _, peer, _ = timed([f"{folder}/peer/bin/python", "-c", PEER, model, "0.01", str(options.time)])
        times = options.acceptability * peer
        print(f"  HiGHS alone to 1 %, {peer:.2f} s CPU each: {times:.0f} s  {times / (cpu - alone):.1f}x")


def show(name, cpu, wall, value, bound, ours):
    gap = (bound - value) / value if value else float("nan")
    print(f"  {name:8}{cpu:8.2f} s CPU {wall:8.2f} s  value {value:.0f}  bound {bound:.0f}"
          f"  gap {gap:.3%}  {cpu / ours:.1f}x")


if __name__ == "__main__":
    main()
