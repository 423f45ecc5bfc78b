#!/usr/bin/env python3
"""Kills the server by SIGKILL in the middle of 500 concurrent saves, again and again: every save that was
answered is there, the database passes every check, and a backup taken under load restores.

    survive.py GRADNIK [rounds] [--postgres TOOLS/POSTGRES] [--connections 500]

Half of the saves come from forms, half over the API. On PostgreSQL the postmaster is killed too, with
commits that wait for the log as an installation has them.
"""
import asyncio
import json
import os
import pathlib
import random
import re
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

    def crash(self):
        """Nothing but our own process can be killed."""

    def elsewhere(self, number):
        return ["--data", str(self.folder.parent / f"restored-{number}")]


class Cluster:
    """The database on a throwaway server."""
    name = "PostgreSQL"

    def __init__(self, program, folder, tool):
        self.program, self.tool, self.place = program, tool, folder / "cluster"
        folder.chmod(0o711)
        self.base = must(tool, "start", self.place).strip()
        self.query("ALTER SYSTEM SET synchronous_commit = on", self.base.replace("/?", "/postgres?"))
        self.query("SELECT pg_reload_conf()", self.base.replace("/?", "/postgres?"))
        self.address = must(tool, "database", self.place, "survive").strip()
        self.words = ["--data", str(folder / "data"), "--database", self.address]

    def query(self, text, address=None):
        programs = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/psql"))
        psql = programs[-1] if programs else "psql"
        return must(psql, "-At", "-c", text, address or self.address).splitlines()

    def titles(self, words=None):
        return titles_in(self.query("SELECT title FROM risk", words[-1] if words else None))

    def crash(self):
        """The postmaster goes without a word; what it leaves behind goes with it."""
        pid = int((self.place / "data" / "postmaster.pid").read_text().splitlines()[0])
        os.kill(pid, signal.SIGKILL)
        time.sleep(1)
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
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.site.port)
            while not self.ends:
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
                else:
                    self.refused[status] = self.refused.get(status, 0) + 1
            writer.close()
        except (OSError, asyncio.IncompleteReadError):
            pass

    async def run(self, meanwhile):
        tasks = [asyncio.create_task(self.one(number)) for number in range(CONNECTIONS)]
        await meanwhile(self)
        self.ends = True
        await asyncio.wait(tasks, timeout=120)


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
    answered = 0
    for number in range(many):
        site = Site(database, folder)
        saves = Saves(site, known, f"Round {number}")
        wanted = random.randint(20, 400)

        async def until_killed(saves):
            end = time.monotonic() + 40
            while len(saves.kept) < wanted and time.monotonic() < end:
                await asyncio.sleep(0.005)
            if database.name == "PostgreSQL" and number % 2:
                await asyncio.to_thread(database.crash)
            site.kill()
        await saves.run(until_killed)
        if not saves.kept:
            raise SystemExit(f"round {number}: nothing was saved, but refused {saves.refused}")
        must(database.program, "check", *database.words)
        missing = set(saves.kept) - database.titles()
        if missing:
            raise SystemExit(f"round {number}: {len(missing)} of {len(saves.kept)} answered saves are lost: {sorted(missing)[:5]}")
        answered += len(saves.kept)
        print(f"  round {number}: killed after {len(saves.kept)} answered saves, {saves.sent - len(saves.kept)} not answered; "
              f"refused {saves.refused}", flush=True)
    told.append(f"{many} kills, {answered} answered saves, none lost")
    return known


async def backup(database, folder, known, told):
    """What was answered before the backup began is in it; it passes every check."""
    for number in range(3):
        site = Site(database, folder)
        saves, before, copy = Saves(site, known, f"Backup {number}"), [], folder / f"copy-{number}"

        async def copying(saves):
            end = time.monotonic() + 60
            while len(saves.kept) < 100 and time.monotonic() < end:
                await asyncio.sleep(0.01)
            before.extend(saves.kept)
            await asyncio.to_thread(must, database.program, "backup", *database.words, str(copy))
        await saves.run(copying)
        site.stop()
        target = database.elsewhere(number)
        must(database.program, "restore", *target, copy)
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
