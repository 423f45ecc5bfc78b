#!/usr/bin/env python3
"""Times the command and the server: bench.py GRADNIK

Each result is checked before it is timed; the median of several runs is printed, with the fastest and
the slowest. Figures of the server are of one connection at a time on loopback.
"""
import concurrent.futures
import contextlib
import http.client
import json
import pathlib
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
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


def dashboard(program, folder):
    """200 indicators with ten years each, asked by 16 clients at a time."""
    data = f"{folder}/measures"
    server, address = served(program, data)
    stop(server)
    with contextlib.closing(sqlite3.connect(f"{data}/gradnik.db")) as database:
        row = database.execute("SELECT * FROM city_indicator LIMIT 1")
        names = [column[0] for column in row.description]
        sample = dict(zip(names, row.fetchone()))
        city = sample["city"]
        database.execute("DELETE FROM corrective_action")
        database.execute("UPDATE pilot SET indicator = NULL")
        database.execute("UPDATE policy SET indicator = NULL")
        database.execute("DELETE FROM city_indicator")
        for number in range(200):
            values = sample | {
                "id": f"{number:020d}", "code": f"i{number}", "formula": None, "frequency": "year",
                "enterprise": None, "contract": None, "baseline_year": 2014, "baseline": "10",
                "targets": '[{"value":"30","year":2030}]', "normaliser": None, "feed": None}
            database.execute(
                f"INSERT INTO city_indicator ({', '.join(names)}) "
                f"VALUES ({', '.join('?' for _ in names)})", [values[name] for name in names])
            for year in range(2016, 2026):
                database.execute(
                    "INSERT INTO observation VALUES (?, '', '', ?, '', ?, 1, 'A', NULL, 1, 0, NULL)",
                    [values["id"], str(year), 100 + number + year % 7])
        database.commit()
    server, address = served(program, data)
    try:
        path = f"/en/cities/{city}/indicators"

        def ask(count, fresh=False):
            connection = http.client.HTTPConnection(address.removeprefix("http://"))
            times = []
            for number in range(count):
                # An address nobody asked for before is made anew.
                unknown = f"?{threading.get_ident()}-{number}" if fresh else ""
                start = time.perf_counter()
                connection.request("GET", path + unknown)
                body = connection.getresponse().read()
                times.append((time.perf_counter() - start) * 1000)
                assert body.count(b"/indicators/000000") == 200, "all indicators are shown"
            return times

        ask(5)
        for name, fresh in [("as visitors ask", False), ("each made anew", True)]:
            with concurrent.futures.ThreadPoolExecutor(16) as pool:
                times = sorted(sum(pool.map(ask, [40] * 16, [fresh] * 16), []))
            print(f"{'dashboard 200 x 10, ' + name:36}{statistics.median(times):9.1f} ms"
                  f"  p99 {times[int(len(times) * .99)]:.1f} ms ({len(times)} requests, 16 clients)")
    finally:
        stop(server)


def served(program, data):
    server = subprocess.Popen(
        [program, "demo", "--data", data, "--port", "0", "--json"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return server, json.loads(server.stdout.readline())["address"]


def stop(server):
    server.terminate()
    server.wait(20)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        commands(sys.argv[1], folder)
        pages(sys.argv[1], folder)
        dashboard(sys.argv[1], folder)
