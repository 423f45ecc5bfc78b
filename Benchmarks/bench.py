#!/usr/bin/env python3
"""Times the command and the server: bench.py GRADNIK

Each result is checked before it is timed; the median of several runs is printed, with the fastest and
the slowest. Figures of the server are of one connection at a time on loopback.
"""
import http.client
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PLAN = ROOT / "Sources/gradnik/Demonstration/plan.json"


def timed(name, runs, work):
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    print(f"{name:32}{statistics.median(times):9.1f} ms"
          f"  ({min(times):.1f} to {max(times):.1f}, {runs} runs)")


def commands(program, folder):
    checked = subprocess.run(
        [program, "plan", "check", PLAN, "--format", "json"], capture_output=True)
    errors = [f for f in json.loads(checked.stdout)["findings"] if f["severity"] == "error"]
    assert checked.returncode == 0 and not errors
    timed("plan check, 49 actions", 9, lambda: subprocess.run(
        [program, "plan", "check", PLAN], capture_output=True, check=True))
    data = f"{folder}/data"
    subprocess.run([program, "plan", "import", PLAN, "--data", data], capture_output=True, check=True)
    plan = json.loads(PLAN.read_text())["document"]["plan"]["id"]
    export = [program, "plan", "export", plan, "--data", data]
    first = subprocess.run(export, capture_output=True, check=True)
    assert json.loads(first.stdout)["document"]["plan"]["id"] == plan
    timed("plan export from SQLite", 9, lambda: subprocess.run(
        export, capture_output=True, check=True))


def pages(program, folder):
    server = subprocess.Popen(
        [program, "demo", "--data", f"{folder}/demo", "--port", "0", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        address = json.loads(server.stdout.readline())["address"]
        connection = http.client.HTTPConnection(address.removeprefix("http://"))

        def get(path):
            connection.request("GET", path)
            body = connection.getresponse().read().decode()
            assert "</html>" in body, path
            return body

        link = re.search(r'href="(/en/plans/[a-z0-9]{20})"', get("/en/plans")).group(1)
        for path in ["/en", link, f"{link}/actions", f"{link}/schedule", f"{link}/funding"]:
            timed(f"GET {path.replace(link, 'plan')}", 15, lambda: get(path))
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        commands(sys.argv[1], folder)
        pages(sys.argv[1], folder)
