#!/usr/bin/env python3
"""Times rankings against other programs: ranking.py GRADNIK

Makes a throw-away environment with numpy and pymcdm, checks that results agree, then times the
computation alone on both sides, in processor seconds of one core, and prints ratios. Without pymcdm
(no network) only numpy's rows are printed, without numpy none.
"""
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
import venv

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")


def environment(folder):
    """A Python with the peers, or this one when they cannot be installed."""
    venv.create(folder, with_pip=True)
    python = f"{folder}/bin/python"
    for name in ["numpy", "pymcdm"]:
        subprocess.run([python, "-m", "pip", "install", "-q", name], check=False)
    return python


def table(path, count, criteria, weights, extra=None):
    chance = random.Random(1)
    rows = [[round(chance.random(), 6) for _ in range(criteria)] for _ in range(count)]
    value = {
        "criteria": [{"id": f"c{j}", "direction": "max", **(extra or {})} for j in range(criteria)],
        "alternatives": [{"id": f"a{i}", "scores": row} for i, row in enumerate(rows)],
    }
    if weights:
        value["weights"] = {"kind": "exact", "values": [chance.random() + 0.05 for _ in range(criteria)]}
    pathlib.Path(path).write_text(json.dumps(value))
    return rows, value.get("weights", {}).get("values")


def ours(program, path, repeat, *options):
    """The result, and the shortest wall and processor seconds of the computation alone."""
    run = subprocess.run(
        [program, "rank", path, "--format", "json", "--no-reversals", "--repeat", str(repeat), *options],
        capture_output=True, text=True, check=True)
    wall, cpu = re.search(r"computed in (\S+) s, processor (\S+) s", run.stderr).groups()
    return json.loads(run.stdout), float(wall), float(cpu)


def timed(work, repeat):
    best_wall = best_cpu = float("inf")
    for _ in range(repeat):
        wall, cpu = time.perf_counter(), time.process_time()
        result = work()
        best_wall = min(best_wall, time.perf_counter() - wall)
        best_cpu = min(best_cpu, time.process_time() - cpu)
    return result, best_wall, best_cpu


def row(name, peer, other, mine, unit="CPU"):
    print(f"{name:44} {peer:28} {other * 1e3:10.2f} ms {mine * 1e3:8.2f} ms {other / mine:8.1f} x {unit}",
          flush=True)


def sorted_flows(np, x, weights, q, p):
    """PROMETHEE II with the linear function from sorted columns, as fast as numpy does it."""
    count = len(x)
    net = np.zeros(count)
    for j, weight in enumerate(weights):
        order = np.argsort(x[:, j], kind="stable")
        s = x[order, j]
        sums = np.concatenate([[0], np.cumsum(s)])
        full = np.searchsorted(s, s - p, side="right")
        part = np.searchsorted(s, s - q, side="left")
        plus = full + ((part - full) * (s - q) - (sums[part] - sums[full])) / (p - q)
        first = np.searchsorted(s, s + q, side="right")
        last = np.searchsorted(s, s + p, side="left")
        minus = (count - last) + ((sums[last] - sums[first]) - (last - first) * (s + q)) / (p - q)
        net[order] += weight * (plus - minus) / (count - 1)
    return net


def acceptability(np, values, samples, chance):
    """Rank acceptability and central weights of SMAA-2, as fast as numpy does it."""
    count, criteria = values.shape
    weights = chance.exponential(size=(samples, criteria))
    weights /= weights.sum(1, keepdims=True)
    order = np.argsort(-(weights @ values.T), axis=1)
    shares = np.bincount((order + np.arange(count) * count).ravel(), minlength=count * count)
    first = order[:, 0]
    central = [np.bincount(first, weights=weights[:, j], minlength=count) for j in range(criteria)]
    return shares.reshape(count, count).T / samples, central


def scores(result, count):
    found = {entry["id"]: entry["score"] for entry in result["ranking"]}
    return [found[f"a{i}"] for i in range(count)]


def main(program, folder):
    import numpy as np

    large = f"{folder}/large.json"
    rows, weights = table(
        large, 10_000, 20, True, {"preference": {"function": "linear", "q": 0.1, "p": 0.3}})
    x = np.array(rows)
    w = np.array(weights) / sum(weights)

    mine, _, cpu = ours(program, large, 20, "--method", "promethee")
    net, _, other = timed(lambda: sorted_flows(np, x, w, 0.1, 0.3), 10)
    assert np.abs(net - scores(mine, 10_000)).max() < 1e-9
    row("PROMETHEE II 10,000 x 20, linear", "numpy, sorted", other, cpu)
    promethee = cpu

    topsis, _, topsis_cpu = ours(
        program, large, 20, "--method", "topsis", "--normalisation", "minmax")
    vikor, _, vikor_cpu = ours(program, large, 20, "--method", "vikor")
    peers(np, x, w, promethee, (topsis, topsis_cpu), (vikor, vikor_cpu))

    small = f"{folder}/small.json"
    rows, _ = table(small, 50, 8, False)
    values = np.array(rows)
    chance = np.random.default_rng(1)
    (shares, _), wall, other = timed(lambda: acceptability(np, values, 100_000, chance), 8)
    for threads, unit in [("1", "CPU"), ("2", "wall")]:
        mine, own_wall, cpu = ours(
            program, small, 30, "--method", "smaa", "--threads", threads)
        found = np.array([mine["acceptability"][f"a{i}"] for i in range(50)])
        assert np.abs(found - shares).max() < 0.01
        numbers = (other, cpu) if threads == "1" else (wall, own_wall)
        row(f"SMAA-2 100,000 x 50 x 8, {threads} thread(s)", "numpy, argsort, bincount", *numbers, unit)


def peers(np, x, w, promethee, topsis, vikor):
    try:
        from pymcdm import methods, normalizations
    except ImportError:
        print("pymcdm is not installed")
        return
    types = np.ones(len(w))
    method = methods.TOPSIS(normalizations.minmax_normalization)
    result, _, other = timed(lambda: method(x, w, types), 5)
    assert np.abs(result - scores(topsis[0], len(x))).max() < 1e-9
    row("TOPSIS 10,000 x 20", "pymcdm", other, topsis[1])
    method = methods.VIKOR()
    result, _, other = timed(lambda: method(x, w, types), 5)
    assert np.abs(result - scores(vikor[0], len(x))).max() < 1e-9
    row("VIKOR 10,000 x 20", "pymcdm", other, vikor[1])
    # All of 10,000 does not fit into memory; a tenth, whose pairs are a hundredth, does.
    part = x[:1000]

    def flows():
        return methods.PROMETHEE_II("vshape_2", p=np.full(len(w), 0.3), q=np.full(len(w), 0.1))(
            part, w, types)

    result, _, other = timed(flows, 3)
    assert np.abs(result - sorted_flows(np, part, w, 0.1, 0.3)).max() < 1e-9
    row("PROMETHEE II, theirs of 1,000 x 100", "pymcdm, extrapolated", other * 100, promethee)


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[2] == "--here":
        with tempfile.TemporaryDirectory() as folder:
            main(sys.argv[1], folder)
    else:
        with tempfile.TemporaryDirectory() as folder:
            python = environment(f"{folder}/venv")
            sys.exit(subprocess.run([python, __file__, os.path.abspath(sys.argv[1]), "--here"]).returncode)
