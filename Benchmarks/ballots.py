#!/usr/bin/env python3
"""Casts ballots over 64 connections: ballots.py GRADNIK [VOTERS] [--kill]

Prepares a vote of 40 projects with codes in a fresh demonstration, lets every voter cast a ballot and
a tenth of them change it, and prints accepted ballots a second with the times of answers. Then the
vote is closed, and the latest receipt of every voter must be among the published ballots. With
--kill the server is ended by SIGKILL in the middle and started again: no answered ballot may be lost.
"""
import asyncio
import csv
import http.client
import io
import json
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
CONNECTIONS = 64


class Browser:
    """A signed-in coordinator."""

    def __init__(self, address, account):
        self.connection = http.client.HTTPConnection(address.removeprefix("http://"))
        self.cookie, self.csrf = "", ""
        self.get("/sign-in")
        status, _, _ = self.post("/sign-in", email=account["email"], password=account["password"])
        assert status == 303, status

    def send(self, method, path, body=None):
        headers = dict(HEADERS) | ({"Cookie": self.cookie} if self.cookie else {})
        self.connection.request(method, "/en" + path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and value.startswith("gradnik_session="):
                self.cookie = value.split(";")[0]
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', text)
        if found:
            self.csrf = found.group(1)
        return answer.status, answer.getheader("Location") or "", text

    def get(self, path):
        return self.send("GET", path)

    def post(self, path, **values):
        return self.send("POST", path, urllib.parse.urlencode(values | {"csrf": self.csrf}))


def start(program, folder, fresh):
    server = subprocess.Popen(
        [program, "demo", "--data", f"{folder}/data", "--port", "0", "--json"]
        + (["--fresh"] if fresh else []), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    said = json.loads(server.stdout.readline())
    return server, said["address"], {a["role"]: a for a in said["accounts"]}


def prepare(browser, voters):
    today = time.strftime("%Y-%m-%d", time.gmtime())
    city = re.search(
        r'href="/en/cities/([a-z0-9]+)"', browser.get("/work")[2] + browser.get("/account")[2])
    if not city:
        text = browser.get("/cities")[2]
        for name in re.findall(r'href="/en/cities/([a-z0-9]+)"', text):
            if "facts/consultation/new" in browser.get(f"/cities/{name}/consultations")[2]:
                city = name
                break
    city = city if isinstance(city, str) else city.group(1)
    browser.get(f"/facts/consultation/new?parent={city}")
    status, location, text = browser.post(
        "/facts/consultation/new", parent=city, content="en", name="Load", votingFrom=today,
        votingUntil=today, budget="100000", ballot="approval", rule="equalshares",
        completion="add1u", ties="lot", entry="code", perAddress="")
    assert status == 303, text
    vote = location.rsplit("/", 1)[1]
    for number in range(40):
        status, _, text = browser.post(
            "/facts/vote_project/new", parent=f"{city}~{vote}", content="en",
            name=f"Project {number + 1}", cost=str(5000 + 700 * (number % 17)))
        assert status == 303, text
        time.sleep(0.002)
    codes = browser.post(f"/consultations/{vote}/codes", count=str(voters))[2]
    codes = [row[0] for row in csv.reader(io.StringIO(codes))][1:]
    assert len(codes) == voters
    browser.get(f"/consultations/{vote}")
    status, _, text = browser.post(f"/consultations/{vote}/opening")
    assert status == 303, text
    return vote, codes


class Connection:
    def __init__(self, address):
        self.host, self.port = address.removeprefix("http://").split(":")

    async def open(self):
        self.reader, self.writer = await asyncio.open_connection(self.host, int(self.port))

    async def post(self, path, values):
        body = urllib.parse.urlencode(values).encode()
        head = (f"POST /en{path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n"
                f"Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n"
                f"Content-Length: {len(body)}\r\n\r\n")
        self.writer.write(head.encode() + body)
        await self.writer.drain()
        answer = await self.reader.readuntil(b"\r\n\r\n")
        status = int(answer[9:12])
        length = re.search(rb"content-length: (\d+)", answer, re.I)
        if length:
            return status, await self.reader.readexactly(int(length.group(1)))
        text = b""
        while True:
            size = int((await self.reader.readline()).strip() or b"0", 16)
            chunk = await self.reader.readexactly(size + 2)
            if size == 0:
                return status, text
            text += chunk[:-2]


async def shared(work, jobs, address):
    """Runs jobs over the connections; stops quietly where the server goes away."""
    queue = list(reversed(jobs))

    async def run():
        connection = Connection(address)
        try:
            await connection.open()
            while queue:
                await work(connection, queue.pop())
        except (ConnectionError, asyncio.IncompleteReadError, OSError):
            pass
    await asyncio.gather(*(run() for _ in range(CONNECTIONS)))


def mark(code):
    import hashlib
    plain = code.replace("-", "").lower()
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def main(program, voters, kill):
    folder = tempfile.mkdtemp(prefix="gradnik-ballots-")
    server, address, accounts = start(program, folder, True)
    try:
        vote, codes = prepare(Browser(address, accounts["cityCoordinator"]), voters)
        passes, receipts, times = {}, {}, []
        chance = random.Random(7)

        async def enter(connection, voter):
            status, text = await connection.post(
                f"/consultations/{vote}/entry", {"code": codes[voter]})
            assert status == 200, status
            passes[voter] = re.search(rb'name="pass" value="([0-9a-f]+)"', text).group(1).decode()

        async def cast(connection, voter):
            marks = sorted(chance.sample(range(1, 41), 6))
            values = {"pass": passes[voter], "step": "cast", "marks": ",".join(map(str, marks)),
                      "base": mark(receipts[voter]) if voter in receipts else ""}
            begin = time.perf_counter()
            status, text = await connection.post(f"/consultations/{vote}/ballot", values)
            took = time.perf_counter() - begin
            if status == 200:
                receipts[voter] = re.search(
                    rb'class="receipt"><strong>([0-9A-Z-]{19})<', text).group(1).decode()
                times.append(took)
            else:
                assert status == 409 and kill, (status, text[-600:])

        asyncio.run(shared(enter, list(range(voters)), address))
        # A ballot may be on disk though its answer was lost: killed, each voter casts one only.
        jobs = list(range(voters))
        if kill:
            async def both():
                work = asyncio.create_task(shared(cast, jobs, address))
                while len(receipts) < voters // 2 and not work.done():
                    await asyncio.sleep(0.01)
                server.send_signal(signal.SIGKILL)
                await work
            asyncio.run(both())
            server.wait()
            print(f"killed after {len(receipts)} answered ballots")
        else:
            begin = time.perf_counter()
            asyncio.run(shared(cast, jobs, address))
            asyncio.run(shared(cast, chance.sample(jobs, voters // 10), address))
            whole = time.perf_counter() - begin
            times.sort()
            print(f"{len(times)} ballots in {whole:.1f} s: {len(times) / whole:.0f} a second; "
                  f"median {times[len(times) // 2] * 1000:.1f} ms, "
                  f"p99 {times[int(len(times) * .99)] * 1000:.1f} ms")
            server.terminate()
            server.wait(30)
        # The vote's last day cannot be waited for: it is moved, in the database of the benchmark.
        database = sqlite3.connect(f"{folder}/data/gradnik.db")
        yesterday = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 86400))
        database.execute("UPDATE consultation SET voting_from = ?, voting_until = ?, voting_starts = NULL, voting_ends = NULL",
                         (yesterday, yesterday))
        database.commit()
        database.close()
        server, address, accounts = start(program, folder, False)
        browser = Browser(address, accounts["cityCoordinator"])
        browser.get(f"/consultations/{vote}")
        begin = time.perf_counter()
        status, _, text = browser.post(f"/consultations/{vote}/closure")
        assert status == 303, text
        print(f"closed and counted in {time.perf_counter() - begin:.1f} s")
        election = browser.get(f"/consultations/{vote}/election.pb")[2]
        published = set(re.findall(r"(?m)^([0-9a-z]{16});", election))
        lost = [v for v, code in receipts.items() if code.replace("-", "").lower() not in published]
        assert not lost, f"{len(lost)} ballots lost, such as {receipts[lost[0]]}"
        print(f"{len(receipts)} latest receipts, all among {len(published)} published ballots")
    finally:
        server.terminate()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    numbers = [int(a) for a in sys.argv[2:] if a.isdigit()]
    main(sys.argv[1], numbers[0] if numbers else 50_000, "--kill" in sys.argv)
