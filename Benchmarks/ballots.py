#!/usr/bin/env python3
"""Casts ballots over 64 connections: ballots.py GRADNIK [VOTERS] [--kill] [--json]

Prepares a vote of 40 projects with codes in a fresh demonstration, lets every voter cast a ballot and
a tenth of them change it, and prints accepted ballots a second with the times of answers. Then the
vote is closed and counted: the latest receipt of every voter must be among the published ballots, the
replaced ones must be listed, and `gradnik verify` must find the published bundle equal.

With --kill the server is ended by SIGKILL four times under load and started again. Every answered
receipt must have survived; only of the ballots under way at that moment the client cannot know. Their
voters come back and vote again, so that in the end the check is the same.
"""
import csv
import hashlib
import http.client
import io
import json
import os
import pathlib
import random
import re
import select
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
CONNECTIONS = 64
PROJECTS = 40
TARGET_RATE, TARGET_P99 = 3000, 0.100


class Browser:
    """A signed-in coordinator."""

    def __init__(self, address, account):
        self.connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=600)
        self.cookie, self.csrf = "", ""
        self.get("/sign-in")
        status, _, _ = self.post("/sign-in", email=account["email"], password=account["password"])
        assert status == 303, status

    def send(self, method, path, body=None):
        status, headers, content = self.fetch(method, "/en" + path, body)
        text = content.decode()
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', text)
        if found:
            self.csrf = found.group(1)
        return status, dict(headers).get("Location") or "", text

    def fetch(self, method, path, body=None):
        headers = dict(HEADERS) | ({"Cookie": self.cookie} if self.cookie else {})
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and value.startswith("gradnik_session="):
                self.cookie = value.split(";")[0]
        return answer.status, answer.getheaders(), content

    def get(self, path):
        return self.send("GET", path)

    def post(self, path, **values):
        return self.send("POST", path, urllib.parse.urlencode(values | {"csrf": self.csrf}))


class Server:
    """The demonstration in a folder of its own."""

    def __init__(self, program, folder, fresh):
        self.process = subprocess.Popen(
            [program, "demo", "--data", f"{folder}/data", "--port", "0", "--json"]
            + (["--fresh"] if fresh else []), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        said = json.loads(self.process.stdout.readline())
        self.address = said["address"]
        self.accounts = {account["role"]: account for account in said["accounts"]}

    def coordinator(self):
        return Browser(self.address, self.accounts["cityCoordinator"])

    def processor_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


def prepare(browser, voters):
    today = time.strftime("%Y-%m-%d", time.gmtime())
    city = re.search(
        r'href="/en/cities/([a-z0-9]+)"', browser.get("/work")[2] + browser.get("/account")[2])
    if city:
        city = city.group(1)
    else:
        city = next(
            name for name in re.findall(r'href="/en/cities/([a-z0-9]+)"', browser.get("/cities")[2])
            if "facts/consultation/new" in browser.get(f"/cities/{name}/consultations")[2])
    browser.get(f"/facts/consultation/new?parent={city}")
    status, location, text = browser.post(
        "/facts/consultation/new", parent=city, content="en", name="Load", currency="EUR", votingFrom=today,
        votingUntil=today, budget="100000", ballot="approval", rule="equalshares",
        completion="add1u", ties="lot", entry="code", perAddress="")
    assert status == 303, text
    vote = location.rsplit("/", 1)[1]
    for number in range(PROJECTS):
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


class Answer:
    """What came back for one request, and how long it took from sending to the last byte."""
    __slots__ = ("status", "body", "seconds")

    def __init__(self, raw, head, seconds):
        self.status, self.body, self.seconds = int(raw[9:12]), raw[head:], seconds


def request(address, path, values):
    body = urllib.parse.urlencode(values).encode()
    return (f"POST /en{path} HTTP/1.1\r\nHost: {address.removeprefix('http://')}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\nSec-Fetch-Site: same-origin\r\n"
            f"Content-Length: {len(body)}\r\n\r\n").encode() + body


def drive(address, requests, kill_after=None, kill=None):
    """Sends the requests over the connections, each the next as soon as its last is answered.

    Returns the answers by number and the numbers of requests that were under way when the server went
    away. Answers are only read and timed here; what they say is looked at afterwards.
    """
    host, port = address.removeprefix("http://").split(":")
    poll, clock = select.epoll(), time.perf_counter
    answers, lost, after = {}, [], 0
    open_ones = {}

    def send(state):
        nonlocal after
        if after >= len(requests):
            return False
        state[1:] = [after, [], 0, clock(), None]
        after += 1
        try:
            state[0].sendall(requests[state[1]])
        except OSError:
            pass  # The reading end will say so.
        return True

    for _ in range(min(CONNECTIONS, len(requests))):
        connection = socket.create_connection((host, int(port)))
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        open_ones[connection.fileno()] = state = [connection, 0, [], 0, 0.0, None]
        poll.register(connection.fileno(), select.EPOLLIN)
        send(state)
    while open_ones:
        for descriptor, _ in poll.poll():
            state = open_ones[descriptor]
            try:
                data = state[0].recv(1 << 16)
            except OSError:
                data = b""
            if data:
                whole = received(state, data)
                if whole is None:
                    continue
                raw, head = whole
                answers[state[1]] = Answer(raw, head, clock() - state[4])
                if kill and len(answers) == kill_after:
                    kill()
                if send(state):
                    continue
            else:
                lost.append(state[1])
            poll.unregister(descriptor)
            state[0].close()
            del open_ones[descriptor]
    poll.close()
    return answers, lost


def received(state, data):
    """The whole answer and where its body begins, once it is there."""
    state[2].append(data)
    state[3] += len(data)
    if state[5] is None:
        first = b"".join(state[2])
        head = first.find(b"\r\n\r\n")
        if head < 0:
            return None
        fields = first[:head].lower() + b"\r\n"
        start = fields.find(b"\r\ncontent-length:")
        assert start >= 0, fields
        length = int(fields[start + 17:fields.index(b"\r\n", start + 2)])
        state[5] = (head + 4, head + 4 + length)
    head, end = state[5]
    return (b"".join(state[2]), head) if state[3] >= end else None


class Election:
    """The voters, what each holds in hand, and what is known to have been cast."""

    def __init__(self, server, voters):
        self.server, self.voters = server, voters
        self.vote, self.codes = prepare(server.coordinator(), voters)
        self.passes, self.bases, self.receipts, self.earlier = {}, {}, {}, set()
        self.times, self.casting, self.processor = [], 0.0, 0.0
        self.chance = random.Random(7)

    def enter(self, who):
        """Each voter shows the code and is given the ballot form."""
        begin = time.perf_counter()
        answers, lost = drive(self.server.address, [
            request(self.server.address, f"/consultations/{self.vote}/entry",
                    {"code": self.codes[voter]}) for voter in who])
        assert not lost
        for number, answer in answers.items():
            assert answer.status == 200, answer.body[-600:]
            found = re.search(rb'name="pass" value="([0-9a-f]+)"', answer.body)
            base = re.search(rb'name="base" value="([0-9a-f]*)"', answer.body)
            self.passes[who[number]] = found.group(1).decode()
            self.bases[who[number]] = base.group(1).decode()
        return time.perf_counter() - begin

    def cast(self, who, kill_after=None):
        """Each voter casts a ballot of six projects; returns the voters whose answer was lost, and
        those who did not come to it."""
        address = self.server.address
        requests = [request(address, f"/consultations/{self.vote}/ballot", {
            "pass": self.passes[voter], "step": "cast", "base": self.bases[voter],
            "marks": ",".join(map(str, sorted(self.chance.sample(range(1, PROJECTS + 1), 6))))})
            for voter in who]
        begin, used = time.perf_counter(), self.server.processor_seconds()
        answers, lost = drive(
            address, requests, kill_after, self.server.kill if kill_after else None)
        self.casting += time.perf_counter() - begin
        if not kill_after:
            self.processor += self.server.processor_seconds() - used
        for number, answer in answers.items():
            assert answer.status == 200, (answer.status, answer.body[-600:])
            found = re.search(rb'class="receipt"><strong>([0-9A-Z-]{19})<', answer.body)
            whole = re.search(rb"([0-9A-Z-]{19})\.[0-9a-f]{128}", answer.body)
            assert found and whole and found.group(1) == whole.group(1), answer.body
            voter, code = who[number], plain(found.group(1).decode())
            if voter in self.receipts:
                self.earlier.add(self.receipts[voter])
            self.receipts[voter] = code
            self.bases[voter] = hashlib.sha256(code.encode()).hexdigest()[:16]
            self.times.append(answer.seconds)
        assert len(set(self.receipts.values())) == len(self.receipts)
        return [who[n] for n in lost], [who[n] for n in range(len(who))
                                        if n not in answers and n not in set(lost)]


def plain(code):
    return code.replace("-", "").lower()


def close(program, election, folder):
    """Closes and counts, and compares what is published with what voters hold."""
    election.server.stop()
    # The vote's last day cannot be waited for: it is moved, in the database of the benchmark.
    database = sqlite3.connect(f"{folder}/data/gradnik.db")
    yesterday = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 86400))
    database.execute(
        "UPDATE consultation SET voting_from = ?, voting_until = ?, voting_starts = NULL, "
        "voting_ends = NULL WHERE id = ?",
                     (yesterday, yesterday, election.vote))
    database.commit()
    database.close()
    election.server = Server(program, folder, False)
    browser, vote = election.server.coordinator(), election.vote
    browser.get(f"/consultations/{vote}")
    begin = time.perf_counter()
    status, _, text = browser.post(f"/consultations/{vote}/closure")
    assert status == 303, text
    took = time.perf_counter() - begin
    file = browser.get(f"/consultations/{vote}/election.pb")[2]
    published = re.findall(r"(?m)^([0-9a-z]{16});", file)
    assert len(published) == len(set(published)) == len(election.receipts), len(published)
    assert f"num_votes;{len(election.receipts)}" in file
    lost = set(election.receipts.values()) - set(published)
    assert not lost, f"{len(lost)} ballots lost, such as {sorted(lost)[0]}"
    assert not election.earlier & set(published), "a replaced ballot was counted"
    page = browser.get(f"/consultations/{vote}/result")[2]
    status, _, bundle = browser.fetch(
        "GET", re.search(r'"(/en/decisions/[a-z0-9]+/bundle\.zip)"', page).group(1))
    assert status == 200
    path = pathlib.Path(folder) / "bundle.zip"
    path.write_bytes(bundle)
    verified = subprocess.run([program, "verify", path], capture_output=True, text=True)
    assert verified.returncode == 0, verified.stdout + verified.stderr
    return took


def load(program, folder, voters, election):
    """Casts without accidents, and says how fast it was."""
    everybody = list(range(voters))
    assert election.cast(everybody) == ([], [])
    assert election.cast(election.chance.sample(everybody, voters // 10)) == ([], [])
    times = sorted(election.times)
    return {
        "ballots": len(times), "seconds": election.casting, "rate": len(times) / election.casting,
        "median": times[len(times) // 2], "p99": times[int(len(times) * .99)], "most": times[-1],
        "processor": election.processor / len(times)}


def load_with_kills(program, folder, voters, election):
    """Kills the server in first ballots and in changes; everybody gets to vote in the end."""
    under_way = 0
    for share in (1, 1, 2, 2):
        # A quarter of the voters at a time; in the later rounds most have a ballot already.
        who = election.chance.sample(range(voters), voters // 2 * share // 2)
        before = dict(election.receipts)
        lost, _ = election.cast(who, kill_after=len(who) // 2)
        assert len(election.receipts) > len(before) or share == 2
        under_way += len(lost)
        election.server = Server(program, folder, False)
        doubtful = set(lost)
        # Whether a lost answer's ballot is in the box the form tells; all others must be as answered.
        present = dict(election.bases)
        election.enter(list(range(voters)))
        for voter, receipt in election.receipts.items():
            if voter not in doubtful:
                assert election.bases[voter] == present[voter], f"{receipt} lost by the kill"
        for voter in doubtful & set(election.receipts):
            if election.bases[voter] != present[voter]:
                election.earlier.add(election.receipts.pop(voter))
    rest = [v for v in range(voters) if v not in election.receipts or v in doubtful]
    assert election.cast(rest) == ([], [])
    return {"kills": 4, "answered": len(election.times), "underWay": under_way}


def main(program, voters, with_kills, as_json):
    folder = tempfile.mkdtemp(prefix="gradnik-ballots-")
    election = None
    server = Server(program, folder, True)
    try:
        election = Election(server, voters)
        entry = election.enter(list(range(voters)))
        work = load_with_kills if with_kills else load
        figures = work(program, folder, voters, election) | {"entries": voters / entry}
        figures["closing"] = close(program, election, folder)
        figures["load"] = os.getloadavg()[0]
        say(figures, election, as_json)
    finally:
        (election.server if election else server).process.kill()
        shutil.rmtree(folder, ignore_errors=True)


def say(figures, election, as_json):
    if as_json:
        print(json.dumps(figures))
        return
    if "rate" in figures:
        held = figures["rate"] >= TARGET_RATE and figures["p99"] < TARGET_P99
        print(f"{figures['ballots']} ballots over {CONNECTIONS} connections in "
              f"{figures['seconds']:.1f} s: {figures['rate']:.0f} a second "
              f"(target {TARGET_RATE}), median {figures['median'] * 1000:.1f} ms, "
              f"p99 {figures['p99'] * 1000:.1f} ms (target under {TARGET_P99 * 1000:.0f}), "
              f"longest {figures['most'] * 1000:.0f} ms, "
              f"{figures['processor'] * 1e6:.0f} µs of the server's processor a ballot: "
              f"target {'reached' if held else 'missed'}")
    else:
        print(f"{figures['kills']} kills under load, {figures['underWay']} answers lost with them, "
              f"{figures['answered']} receipts answered: none lost")
    print(f"codes shown: {figures['entries']:.0f} a second; closed, counted and published in "
          f"{figures['closing']:.1f} s; {len(election.receipts)} latest receipts all published, "
          f"{len(election.earlier)} earlier ones not; bundle verified; "
          f"load of the machine {figures['load']:.1f}")


if __name__ == "__main__":
    numbers = [int(a) for a in sys.argv[2:] if a.isdigit()]
    main(sys.argv[1], numbers[0] if numbers else 50_000, "--kill" in sys.argv,
         "--json" in sys.argv)
