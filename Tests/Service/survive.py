#!/usr/bin/env python3
"""Kills the server by SIGKILL in the middle of 500 concurrent saves, again and again: every save that was
answered is there, the database passes every check, and a backup taken under load restores.

    survive.py GRADNIK [rounds] [--postgres TOOLS/POSTGRES] [--connections 500]

Half of the saves come from forms, half over the API. Whoever is told to come again (503) does so after as
long as the answer says, and fewer send at once for a while. A kill comes when more than half of the
connections have had a save answered and all of them send at once; a round that does not get there fails.
Every second round goes on with what the one before it left. On PostgreSQL the postmaster is killed too,
every second time, with commits that wait for the log as an installation has them.
"""
import asyncio
import collections
import json
import os
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

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "hostile"))
from city import Person, Routes  # noqa: E402

CONNECTIONS = 500
# How long a round may take until enough was answered; a slow machine is no failure before that.
PATIENCE = 600
# What an answer of 503 asks for that names no time.
PAUSE = 2
# How many send at once in the beginning, and at least.
FEW = 16


def must(*words):
    answer = subprocess.run([str(w) for w in words], capture_output=True, text=True, timeout=600)
    if answer.returncode != 0:
        raise SystemExit(f"{words}: {answer.returncode}\n{answer.stdout}{answer.stderr}")
    return answer.stdout


def titles_in(rows):
    """A title is kept with its language."""
    return set(re.findall(r"\w+ \d+ save \d+", "\n".join(rows)))


class File:
    """The database as one file."""
    name = "SQLite"

    def __init__(self, program, folder):
        self.program, self.folder = program, folder / "data"
        self.words = ["--data", str(self.folder)]

    def titles(self, words=None):
        folder = pathlib.Path(words[1]) if words else self.folder
        database = sqlite3.connect(f"file:{folder}/gradnik.db?mode=ro", uri=True, timeout=60)
        try:
            return titles_in(row[0] for row in database.execute("SELECT title FROM risk"))
        finally:
            database.close()

    def keep(self):
        """What every pair of rounds begins with."""
        shutil.copytree(self.folder, self.folder.with_name("seed"))

    def begin(self, number):
        shutil.rmtree(self.folder)
        shutil.copytree(self.folder.with_name("seed"), self.folder)

    def backup(self, copy):
        must(self.program, "backup", *self.words, copy)

    def restore(self, target, copy):
        must(self.program, "restore", *target, copy)

    def crash(self):
        """Nothing but our own process can be killed."""

    def elsewhere(self, number):
        return ["--data", str(self.folder.parent / f"restored-{number}")]


class Cluster:
    """The database on a throwaway server."""
    name = "PostgreSQL"

    def __init__(self, program, folder, tool):
        self.program, self.tool, self.place = program, tool, folder / "cluster"
        installed = [*pathlib.Path("/usr/lib/postgresql").glob("*/bin"), pathlib.Path(shutil.which("pg_dump") or "").parent]
        self.programs = max(installed, key=lambda place: [int(n) for n in re.findall(r"\d+", str(place))])
        folder.chmod(0o711)
        self.base = must(tool, "start", self.place).strip()
        self.query("ALTER SYSTEM SET synchronous_commit = on", self.base.replace("/?", "/postgres?"))
        self.query("SELECT pg_reload_conf()", self.base.replace("/?", "/postgres?"))
        self.address = must(tool, "database", self.place, "survive").strip()
        self.words = ["--data", str(folder / "data"), "--database", self.address]

    def query(self, text, address=None):
        return must(self.programs / "psql", "-At", "-c", text, address or self.address).splitlines()

    def titles(self, words=None):
        return titles_in(self.query("SELECT title FROM risk", words[-1] if words else None))

    def keep(self):
        """What every pair of rounds begins with."""
        self.kept = self.address

    def begin(self, number):
        name = lambda address: address.rpartition("?")[0].rpartition("/")[2]  # noqa: E731
        self.address = self.base.replace("/?", f"/survive{number}?")
        self.words = [*self.words[:2], "--database", self.address]
        self.query(f"CREATE DATABASE {name(self.address)} TEMPLATE {name(self.kept)}", self.base.replace("/?", "/postgres?"))

    def backup(self, copy):
        """With the words that `gradnik backup` gives."""
        must(self.programs / "pg_dump", "--format=custom", f"--file={copy}", self.address)

    def restore(self, target, copy):
        must(self.programs / "pg_restore", "--clean", "--if-exists", "--single-transaction", f"--dbname={target[-1]}", copy)

    def crash(self):
        """The postmaster goes without a word; what it leaves behind goes with it."""
        pid = int((self.place / "data" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)
        # What it left behind holds its memory until it has noticed.
        for attempt in range(30):
            time.sleep(1)
            if subprocess.run([self.tool, "restart", self.place], capture_output=True).returncode == 0:
                return
        must(self.tool, "restart", self.place)

    def elsewhere(self, number):
        return [*self.words[:2], "--database", must(self.tool, "database", self.place, f"restored{number}").strip()]

    def stop(self):
        subprocess.run([self.tool, "stop", str(self.place)], check=False)


class Site:
    """`gradnik serve` on a database that is there."""

    def __init__(self, database, folder):
        self.log = (folder / "log").open("ab")
        self.process = subprocess.Popen(
            [database.program, "serve", *database.words, "--port", "0", "--request-limit", "0", "--api-limit", "0",
             "--log-level", "notice"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.port = 0
        while True:
            line = self.process.stderr.readline().decode()
            if not line:
                raise SystemExit("the server did not start again")
            found = re.search(r"address=http://127.0.0.1:(\d+)", line)
            if found:
                self.port = int(found.group(1))
                break
        self.drain = asyncio.get_event_loop().run_in_executor(None, self.process.stderr.read)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        self.process.wait(90)


class Saves:
    """Many who save one thing after the other, and remember what was answered."""

    def __init__(self, site, seed, label):
        self.site, self.seed, self.label = site, seed, label
        self.sent, self.kept, self.refused = 0, [], {}
        # Connections with an answered save, and those that wait for an answer now.
        self.served, self.waiting = set(), set()
        # How many may send at once; one more when so many were answered, half as many when told to come again.
        self.room, self.line = FEW, collections.deque()
        self.narrowed = 0.0
        # How often a connection was closed unanswered.
        self.broken = 0
        self.ends = False

    def request(self, title, by_form):
        plan, host = self.seed["plan"], f"127.0.0.1:{self.site.port}"
        if by_form:
            body = urllib.parse.urlencode({
                "csrf": self.seed["csrf"], "content": "en", "title": title, "kind": "technical", "likelihood": "low",
                "impact": "low"}).encode()
            head = (f"POST /en/plans/{plan}/work/records/risk HTTP/1.1\r\nHost: {host}\r\nCookie: {self.seed['cookie']}\r\n"
                    "Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n")
        else:
            body = json.dumps({
                "title": {"original": "en", "texts": {"en": title}}, "kind": "technical", "likelihood": "low",
                "impact": "low"}).encode()
            head = (f"POST /api/v1/plans/{plan}/records/risk HTTP/1.1\r\nHost: {host}\r\n"
                    f"Authorization: Bearer {self.seed['token']}\r\nContent-Type: application/json\r\n")
        return head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body

    async def one(self, number):
        """Saves until it ends; a connection the server has closed, idle for a minute, is opened anew."""
        while not self.ends:
            try:
                await self.on_connection(number)
            except (OSError, asyncio.IncompleteReadError):
                self.waiting.discard(number)
                self.broken += 1
                self.admit()
                await asyncio.sleep(0.1)

    async def on_connection(self, number):
        reader, writer = await asyncio.open_connection("127.0.0.1", self.site.port)
        while not self.ends:
            self.line.append((number, turn := asyncio.get_running_loop().create_future()))
            self.admit()
            await turn
            if self.ends:
                break
            self.sent += 1
            title = f"{self.label} save {self.sent}"
            writer.write(self.request(title, number % 2 == 0))
            head = await reader.readuntil(b"\r\n\r\n")
            status = int(head[9:12])
            length = re.search(rb"(?i)content-length: *(\d+)", head)
            if length:
                await reader.readexactly(int(length.group(1)))
            if status in (201, 303):
                self.kept.append(title)
                self.served.add(number)
            self.answered(number, status)
            if status == 503:
                again = re.search(rb"(?i)retry-after: *(\d+)", head)
                await asyncio.sleep(int(again.group(1)) if again else PAUSE)
        writer.close()

    def admit(self):
        """Lets those send who have waited longest, as many as there is room for."""
        while self.line and (len(self.waiting) < self.room or self.ends):
            number, turn = self.line.popleft()
            self.waiting.add(number)
            turn.set_result(None)

    def answered(self, number, status):
        """Makes room for the next."""
        self.waiting.discard(number)
        if status in (201, 303):
            self.room = min(CONNECTIONS, self.room + 1 / self.room)
        else:
            self.refused[status] = self.refused.get(status, 0) + 1
            if time.monotonic() - self.narrowed > 5:
                self.room, self.narrowed = max(FEW, self.room / 2), time.monotonic()
        self.admit()

    async def until(self, holds):
        """When that holds; fails when it takes too long."""
        end = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > end or set(self.refused) - {503} or self.broken > 2 * CONNECTIONS:
                raise SystemExit(
                    f"{self.label}: {len(self.kept)} saves answered to {len(self.served)} of {CONNECTIONS} connections "
                    f"in {PATIENCE} s, {len(self.waiting)} wait; refused {self.refused}, {self.broken} closed")
            await asyncio.sleep(0.005)

    async def crowd(self):
        """When most had a save answered, and then all send at once."""
        await self.until(lambda: 2 * len(self.served) > CONNECTIONS)
        self.room = CONNECTIONS
        self.admit()
        await self.until(lambda: 10 * len(self.waiting) > 9 * CONNECTIONS)

    async def run(self, meanwhile):
        tasks = [asyncio.create_task(self.one(number)) for number in range(CONNECTIONS)]
        await meanwhile(self)
        self.ends = True
        self.admit()
        done, _ = await asyncio.wait(tasks, timeout=120)
        for task in done:
            task.result()


def seed(program, database, folder):
    """The demonstration, with a coordinator's session and token."""
    server = subprocess.Popen([program, "demo", *database.words, "--port", "0", "--json"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    said = json.loads(server.stdout.readline())

    class Served:
        host, port = said["address"].removeprefix("http://").split(":")
        accounts = {account["role"]: account for account in said["accounts"]}
        routes = Routes([])
    Served.port = int(Served.port)
    person = Person(Served, "cityCoordinator")
    page = person.post("/en/account/tokens", {"name": "survive", "access": "write", "place": "", "days": "7"})
    plan = re.search(r'href="/en/plans/([a-z0-9]{15,})', person.get("/en/plans").text).group(1)
    if person.post(f"/en/plans/{plan}/work/revision", {}).status != 303:
        raise SystemExit("the plan cannot be worked on")
    server.terminate()
    server.wait(90)
    return {"plan": plan, "cookie": person.cookie, "csrf": person.csrf,
            "token": re.search(r'<code id="token">([^<]+)</code>', page.text).group(1)}


async def rounds(database, folder, many, told):
    known = seed(database.program, database, folder)
    database.keep()
    answered = under_way = 0
    for number in range(many):
        if number % 2 == 0:
            database.begin(number)
        site = Site(database, folder)
        saves = Saves(site, known, f"Round {number}")
        more, pause = random.randint(0, 60), random.random() * 3
        waiting = closed = 0

        async def until_killed(saves):
            nonlocal waiting, closed
            await saves.crowd()
            enough, end = len(saves.kept) + more, time.monotonic() + pause
            await saves.until(lambda: len(saves.kept) >= enough or time.monotonic() > end)
            waiting, closed = len(saves.waiting), saves.broken
            if database.name == "PostgreSQL" and number % 4 > 1:
                await asyncio.to_thread(database.crash)
            site.kill()
        try:
            await saves.run(until_killed)
        finally:
            site.kill()
        must(database.program, "check", *database.words)
        missing = set(saves.kept) - database.titles()
        if missing:
            raise SystemExit(f"round {number}: {len(missing)} of {len(saves.kept)} answered saves are lost: {sorted(missing)[:5]}")
        answered, under_way = answered + len(saves.kept), under_way + waiting
        print(f"  round {number}: killed after {len(saves.kept)} saves answered to {len(saves.served)} connections, with "
              f"{waiting} under way; refused {saves.refused}, {closed} closed before", flush=True)
    told.append(f"{many} kills with {under_way} saves under way; {answered} answered saves, none lost")
    return known


async def backup(database, folder, known, told):
    """What was answered before the backup began is in it; it passes every check."""
    for number in range(3):
        site = Site(database, folder)
        saves, before, copy = Saves(site, known, f"Backup {number}"), [], folder / f"copy-{number}"

        async def copying(saves):
            await saves.crowd()
            before.extend(saves.kept)
            await asyncio.to_thread(database.backup, copy)
        await saves.run(copying)
        site.stop()
        target = database.elsewhere(number)
        database.restore(target, copy)
        must(database.program, "check", *target)
        missing = set(before) - database.titles(target)
        if missing or not before:
            raise SystemExit(f"backup {number}: {len(missing)} of {len(before)} earlier saves are missing")
        told.append(f"backup under load restored with all {len(before)} earlier saves ({len(saves.kept)} in the end)")


def main(program, many, tool):
    random.seed(11)
    with tempfile.TemporaryDirectory() as top:
        folder = pathlib.Path(top)
        database = Cluster(program, folder, tool) if tool else File(program, folder)
        told = []
        try:
            known = asyncio.run(rounds(database, folder, many, told))
            asyncio.run(backup(database, folder, known, told))
        finally:
            if tool:
                database.stop()
        print("\n".join(f"{database.name}: {line}" for line in told))


if __name__ == "__main__":
    words = sys.argv[1:]
    tool = None
    if "--connections" in words:
        place = words.index("--connections")
        CONNECTIONS = int(words[place + 1])
        del words[place:place + 2]
    if "--postgres" in words:
        place = words.index("--postgres")
        tool = str(pathlib.Path(words[place + 1]).resolve())
        del words[place:place + 2]
    main(str(pathlib.Path(words[0]).resolve()), int(words[1]) if len(words) > 1 else 20, tool)
