#!/usr/bin/env python3
"""Times the plan's pages and saves under load: pages.py GRADNIK [HELLO]

Every page and every save is checked before it is timed and after. HELLO is the program
`HelloBenchmark` (a bare Hummingbird server), whose requests a second are the measure for the public
plan page; without it the ratio is not printed. Needs `wrk`. All load comes from this machine.

- the public plan page of 45 actions and more, as visitors ask (kept, with ETag) and made anew
- the same of a plan of 1,000 actions, 16 clients
- 32 people saving actions of one plan at the same time
- 2,000 rows of costs taken over from CSV
- the first page after the start, and what stays in memory after all of it
"""
import bisect
import contextlib
import csv
import html.parser
import http.client
import json
import os
import pathlib
import re
import select
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.dont_write_bytecode = True
from ballots import Browser, Server, received  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
MISSED = []


def say(name, value, target=None, held=None):
    """One figure; a target that was missed is named at the end too."""
    verdict = "" if held is None else ("  reached" if held else "  MISSED")
    print(f"{name:58}{value:>16}{'  target ' + target if target else ''}{verdict}", flush=True)
    if held is False:
        MISSED.append(name)


def get(address, path, headers=()):
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
    connection.request("GET", path, headers=dict(headers))
    answer = connection.getresponse()
    return answer.status, dict(answer.getheaders()), answer.read()


SCRIPT = """
local number, mine = 0, 0
local threads = 0
function setup(thread) threads = threads + 1; thread:set("mine", threads) end
request = function()
  number = number + 1
  local path = os.getenv("FRESH") and wrk.path .. "?n=" .. mine .. "-" .. number or wrk.path
  return wrk.format("GET", path)
end
done = function(summary, latency)
  io.write(string.format("RESULT %d %d %f %f %d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99),
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status
    + summary.errors.timeout))
end
"""


def load(folder, address, path, clients, fresh=False, seconds=5, header=None):
    """Requests a second, median and 99th percentile in milliseconds; every answer must be good."""
    script = pathlib.Path(folder) / "load.lua"
    script.write_text(SCRIPT)
    environment = os.environ | ({"FRESH": "1"} if fresh else {})
    command = ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "-s", str(script)]
    for extra in [header] if header else []:
        command += ["-H", extra]
    said = subprocess.run(
        command + [address + path], env=environment, capture_output=True, text=True, check=True)
    count, lasted, median, p99, bad = map(float, said.stdout.split("RESULT ")[1].split())
    assert bad == 0, said.stdout
    return count / lasted * 1e6, median / 1000, p99 / 1000


def grown(path, count):
    """The published demonstration plan with as many actions as asked; returns its identifier."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        version = dict(database.execute(
            "SELECT * FROM plan_version ORDER BY plan, number DESC LIMIT 1").fetchone())
        plan = dict(database.execute(
            "SELECT * FROM plan WHERE id = ?", [version["plan"]]).fetchone())
        document = json.loads(version["document"])
        identifier = "thousand000000000000"
        whole = json.dumps(document, ensure_ascii=False).replace(plan["id"], identifier)
        document = json.loads(whole)
        samples = document["actions"]
        for number in range(len(samples), count):
            document["actions"].append(samples[number % len(samples)] | {
                "id": f"{number:020d}", "code": f"Z{number}", "position": number + 1,
                "dependencies": [], "exclusions": [], "supersededBy": None, "origin": None})
        document["actions"] = document["actions"][:count]
        insert(database, "plan", plan | {"id": identifier})
        insert(database, "plan_version", version | {
            "plan": identifier, "document": json.dumps(document, ensure_ascii=False)})
        database.commit()
    return identifier


def insert(database, table, row):
    database.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' for _ in row)})",
        list(row.values()))


def public_pages(folder, address, plan, hello):
    greetings = None
    if hello:
        with contextlib.closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        bare = subprocess.Popen([hello, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(100):
                with contextlib.suppress(OSError):
                    assert get(f"http://127.0.0.1:{port}", "/")[2] == b"Hello"
                    break
                time.sleep(0.05)
            greetings = load(folder, f"http://127.0.0.1:{port}", "/", 32)[0]
            say("bare Hummingbird, hello", f"{greetings:.0f}/s")
        finally:
            bare.terminate()
            bare.wait()
    for name, path in [("overview", f"/en/plans/{plan}"), ("actions", f"/en/plans/{plan}/actions")]:
        status, headers, body = get(address, path)
        assert status == 200 and b"</html>" in body
        if name == "actions":
            shown = len(set(re.findall(rb'/actions/([a-z0-9]{20})"', body)))
            assert shown >= 45, shown
        assert get(address, path, {"If-None-Match": headers["ETag"]})[0] == 304
        fresh = get(address, path + "?n=1-1")[2]
        assert len(fresh) > len(body) * .9 and b"</html>" in fresh
        kept, _, p99 = load(folder, address, path, 32)
        ratio = kept / greetings if greetings else None
        size = f"plan's {name}, {len(body) // 1024} KB"
        say(f"{size}, kept", f"{kept:.0f}/s", None if ratio is None else f"25 % of hello: {ratio:.0%}",
            None if ratio is None else ratio >= .25)
        kept, _, _ = load(folder, address, path, 32, header=f"If-None-Match: {headers['ETag']}")
        ratio = kept / greetings if greetings else None
        say(f"{size}, not modified", f"{kept:.0f}/s",
            None if ratio is None else f"25 % of hello: {ratio:.0%}",
            None if ratio is None else ratio >= .25)
        anew, _, p99 = load(folder, address, path, 32, fresh=True)
        say(f"{size}, made anew", f"{anew:.0f}/s", "1,500/s", anew >= 1500)


def thousand(folder, address, plan):
    for name, path in [("overview", f"/en/plans/{plan}"), ("actions", f"/en/plans/{plan}/actions"),
                       ("schedule", f"/en/plans/{plan}/schedule")]:
        status, _, body = get(address, path)
        assert status == 200 and b"</html>" in body
        if name == "actions":
            shown = len(set(re.findall(rb'/actions/([a-z0-9]{20})"', body)))
            assert shown == 1000 or b"Z999" in body or shown >= 50, shown
        for way, fresh in [("kept", False), ("made anew", True)]:
            rate, median, p99 = load(folder, address, path, 16, fresh=fresh)
            say(f"1,000 actions, {name}, {len(body) // 1024} KB, {way}, 16 clients",
                f"p99 {p99:.1f} ms", "100 ms", p99 < 100)


class Fields(html.parser.HTMLParser):
    """What a browser would send of the form that holds a revision."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.text, self.select = [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.forms.append((given.get("action") or "", []))
        elif not self.forms or "name" not in given and tag != "option":
            return
        elif tag == "input" and given.get("type") not in ("submit", "file"):
            if given.get("type") in ("checkbox", "radio") and "checked" not in given:
                return
            self.forms[-1][1].append((given["name"], given.get("value") or ""))
        elif tag == "textarea":
            self.text = given["name"]
            self.forms[-1][1].append((self.text, ""))
        elif tag == "select":
            self.select = given["name"]
        elif tag == "option" and self.select and "selected" in given:
            self.forms[-1][1].append((self.select, given.get("value") or ""))

    def handle_data(self, data):
        if self.text:
            name, value = self.forms[-1][1][-1]
            self.forms[-1][1][-1] = (name, value + data)

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.text = None
        elif tag == "select":
            self.select = None


def saves(server, browser, plan, clients=32, each=40):
    """Every client saves an action of its own again and again; all saves must be there at the end."""
    work = f"/plans/{plan}/work"
    browser.get(work)
    browser.post(f"{work}/revision")
    listing = browser.get(f"{work}/records/action")[2]
    found = list(dict.fromkeys(re.findall(rf'"/en({work}/records/action/[a-z0-9]{{20}})"', listing)))
    assert len(found) >= clients, (len(found), listing[:2000])
    lanes = []
    for path in found[:clients]:
        status, _, text = browser.get(path)
        assert status == 200, (path, status)
        action, fields = next(f for f in Fields(text).forms if any(n == "revision" for n, _ in f[1]))
        lanes.append((action, fields))
    cookie = browser.cookie
    queues = []
    for number, (action, fields) in enumerate(lanes):
        revision = int(dict(fields)["revision"])
        title = next(n for n, _ in fields if n.startswith("title"))
        queue = []
        for turn in range(each):
            values = [(n, str(revision + turn) if n == "revision"
                       else f"Saved {number} {turn}" if n == title
                       else browser.csrf if n == "csrf" else v) for n, v in fields]
            body = urllib.parse.urlencode(values).encode()
            queue.append((f"POST {action} HTTP/1.1\r\nHost: {server.address.removeprefix('http://')}\r\n"
                          f"Cookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n"
                          "Content-Type: application/x-www-form-urlencoded\r\n"
                          f"Content-Length: {len(body)}\r\n\r\n").encode() + body)
        queues.append(queue)
    # Half of the turns at the pace of quick people, the others as fast as they are answered.
    paced = each // 2
    timed(server, [queue[:paced] for queue in queues], "each once a second", pause=1)
    timed(server, [queue[paced:] for queue in queues], "each at once after the last")
    for number, path in enumerate(found[:clients]):
        assert f"Saved {number} {each - 1}" in browser.get(path)[2], "a save is missing"


def timed(server, queues, words, pause=0):
    used, began = server.processor_seconds(), time.perf_counter()
    times = drive_lanes(server.address, queues, pause)
    took, used = time.perf_counter() - began, server.processor_seconds() - used
    times.sort()
    p99 = times[int(len(times) * .99)] * 1000
    say(f"{len(times)} saves of actions, {len(queues)} clients, {words}",
        f"p99 {p99:.1f} ms", "50 ms", p99 < 50)
    print(f"{'':58}{len(times) / took:.0f} a second, median {times[len(times) // 2] * 1000:.1f} ms, "
          f"{used / len(times) * 1e3:.2f} ms of the server's processor a save")


class Lane:
    """One connection with what is sent on it, one request after the other."""

    def __init__(self, host, port, queue, due):
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.queue, self.due = iter(queue), due
        self.next = next(self.queue, None)

    def send(self):
        # What `received` keeps of an answer.
        self.state = [self.socket, 0, [], 0, self.due, None]
        self.socket.sendall(self.next)
        self.next = next(self.queue, None)


def drive_lanes(address, queues, pause=0):
    """One connection a queue, the next request when the last is answered, with a pause `pause` seconds
    after the last was due; the times of all, each from when it was due."""
    host, port = address.removeprefix("http://").split(":")
    poll, clock, times = select.epoll(), time.perf_counter, []
    begin = clock()
    lanes = [Lane(host, port, queue, begin + pause * number / len(queues))
             for number, queue in enumerate(queues)]
    waiting, open_ = sorted(lanes, key=lambda lane: -lane.due), {}
    for lane in lanes:
        poll.register(lane.socket.fileno(), select.EPOLLIN)
        open_[lane.socket.fileno()] = lane
    while open_:
        while waiting and waiting[-1].due <= clock():
            lane = waiting.pop()
            if not pause:
                lane.due = clock()
            lane.send()
        left = max(0, waiting[-1].due - clock()) if waiting else None
        for descriptor, _ in poll.poll(left):
            lane = open_[descriptor]
            data = lane.socket.recv(1 << 16)
            assert data, "the server closed the connection"
            whole = received(lane.state, data)
            if whole is None:
                continue
            assert whole[0].startswith(b"HTTP/1.1 303"), whole[0][:2000]
            times.append(clock() - lane.due)
            if lane.next is None:
                poll.unregister(descriptor)
                lane.socket.close()
                del open_[descriptor]
                continue
            lane.due = lane.due + pause if pause else clock()
            bisect.insort(waiting, lane, key=lambda lane: -lane.due)
    poll.close()
    return times


def rows(program, folder, count=2000):
    """Costs of a plan from a text with columns, by the command, into a database of its own."""
    data, table = f"{folder}/rows", f"{folder}/cost_line.csv"
    run = lambda *words: subprocess.run([program, "plan", *map(str, words), "--data", data],
                                        capture_output=True, text=True, check=True).stdout
    run("import", ROOT / "Sources/gradnik/Demonstration/plan.json")
    plan = json.loads(run("list", "--format", "json"))["plans"][0]["id"]
    actions = [a["code"] for a in json.loads(run("export", plan))["document"]["actions"]]
    with open(table, "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Action", "Year", "Investment or running cost", "Category", "What for", "Planned"])
        for number in range(count):
            writer.writerow([actions[number % len(actions)], 2026 + number % 5, "Investment", "Equipment",
                             f"Piece {number}", f"{1000 + number}.00"])
    before = len(json.loads(run("export", plan))["document"]["costLines"])
    begin = time.perf_counter()
    run("update", plan, table, "--run")
    took = time.perf_counter() - begin
    lines = json.loads(run("export", plan))["document"]["costLines"]
    assert len(lines) == before + count, (before, len(lines))
    planned = sorted(line["planned"] for line in lines)
    assert all((1000 + number) * 100 in planned for number in range(0, count, 97)), "an amount is missing"
    say(f"{count} rows of costs from CSV, by the command", f"{took:.2f} s", "5 s", took < 5)


def memory(server, kind="VmRSS"):
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(kind + r":\s+(\d+)", status)[1]) / 1024


class Service(Server):
    """`gradnik serve` on the data that a demonstration left, with its accounts."""

    def __init__(self, program, folder, accounts):
        with contextlib.closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.accounts, self.address = accounts, f"http://127.0.0.1:{port}"
        began = time.perf_counter()
        self.process = subprocess.Popen(
            [program, "serve", "--data", f"{folder}/data", "--port", str(port),
             "--request-limit", "0"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                assert b"</html>" in get(self.address, "/en")[2]
                break
            except OSError:
                assert self.process.poll() is None and time.perf_counter() - began < 60
                time.sleep(0.005)
        self.started = time.perf_counter() - began


def main(program, hello):
    folder = tempfile.mkdtemp(prefix="gradnik-pages-")
    server = Server(program, folder, True)
    try:
        plan = re.search(rb'href="/en/plans/([a-z0-9]{20})"', get(server.address, "/en/plans")[2])[1].decode()
        server.stop()
        large = grown(f"{folder}/data/gradnik.db", 1000)
        server = Service(program, folder, server.accounts)
        say("first page after the start", f"{server.started:.2f} s", "1 s", server.started < 1)
        print(f"{'':58}{memory(server):.0f} MB resident before the load, "
              f"{memory(server, 'RssAnon'):.0f} of it the process's own, the rest program and libraries")
        public_pages(folder, server.address, plan, hello)
        thousand(folder, server.address, large)
        saves(server, server.coordinator(), plan)
        # What is free again is given back every ten seconds.
        time.sleep(12)
        held = memory(server)
        say("resident after the load", f"{held:.0f} MB", "80 MB", held <= 80)
        print(f"{'':58}{memory(server, 'RssAnon'):.0f} MB of it the process's own, "
              "the rest program and libraries")
        rows(program, folder)
        print(f"load of the machine {os.getloadavg()[0]:.1f}; "
              + (f"missed: {', '.join(MISSED)}" if MISSED else "every target reached"))
    finally:
        server.process.kill()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
