#!/usr/bin/env python3
"""Everything hostile at the demonstration: at least 500 requests and files, each of which must end in a
clear refusal and change nothing – or, where it is only odd, be kept as it is and shown harmlessly.

    hostile.py GRADNIK [whole]

Between the groups every table is compared row by row, but for those in `NOT_CONTENT`. At the end the
server must be alive, within its memory, and without a word of a crash in its log. With "whole" more
pages of each route are read. The cases are in Tests/Service/hostile.
"""
import contextlib
import pathlib
import re
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "hostile"))

import files
import forgery
import malformed
import scripts
from city import Count, Crawl, Person, Places, Server, colleagues
from slow import Slow

LEAST = 500
# Debug builds take more than released ones; what grows with the attacks passes any bound.
MEMORY = 900


class Run:
    def __init__(self, server, count):
        self.server, self.count, self.start = server, count, time.monotonic()

    def say(self, words):
        print(f"{time.monotonic() - self.start:5.0f} s  {words}", flush=True)

    @contextlib.contextmanager
    def unchanged(self, name):
        """What is done within leaves every table as it is."""
        before, cases, known = self.server.digest(), self.count.total, len(self.count.faults)
        yield
        after = self.server.digest()
        changed = sorted(t for t in before.keys() | after.keys() if before.get(t) != after.get(t))
        if changed:
            self.count.faults.append(f"{name}: changed {', '.join(changed)}")
        self.say(f"{name}: {self.count.total - cases} cases, {self.server.memory():.0f} MB")
        for fault in self.count.faults[known:]:
            self.say(f"  {fault}")


def token(person):
    page = person.post("/en/account/tokens", {
        "name": "hostile", "access": "write", "place": "", "days": "7"})
    return re.search(r'<code id="token">([^<]+)</code>', page.text).group(1)


def refusals(run, server, count, whole):
    """All that is refused; gives back who did it and what was found."""
    coordinator = Person(server, "cityCoordinator")
    persons = {"a stranger": Person(server), "a resident": Person(server, "resident"),
               "a network lead": Person(server, "networkLead"), "an assessor": Person(server, "assessor")}
    bearer = token(coordinator)
    city = scripts.own_places(coordinator)[0].rsplit("/", 1)[1]
    senders = colleagues(server, city, 4)
    own = scripts.own_places(coordinator)
    # A published plan is worked on again, so that its forms can be sent.
    coordinator.post(own[1] + "/work/revision", {})
    crawl = Crawl(coordinator, start=own, each=6 if whole else 1, most=6000 if whole else 800)
    count.faults += crawl.faults
    places = Places(server, list(own) + list(crawl.pages))
    run.say(f"{len(crawl.pages)} pages, {len(crawl.forms)} forms found")
    slow = Slow(server, count)
    with run.unchanged("paths, headers and queries"):
        malformed.paths(server, Person(server), count)
        malformed.headers(server, count)
        malformed.queries(server, coordinator, places, count, 3 if whole else 1)
    with run.unchanged("bodies"):
        form = next(f[0] for key, f in crawl.forms.items() if key[0].endswith("/work/settings"))
        malformed.bodies(server, coordinator, form, count)
    with run.unchanged("the API"):
        malformed.api(server, bearer, places, count)
    routes = forgery.writing(server, places, count)
    run.say(f"{len(routes)} routes take posts")
    with run.unchanged("proofs of forms"):
        forgery.proofs(server, routes, places, crawl.forms, count, whole)
    with run.unchanged("versions out of date"):
        forgery.stale(server, coordinator, crawl.forms, count)
    with run.unchanged("what is not theirs"):
        forgery.others(server, places, routes, crawl.forms, count, persons, whole)
    with run.unchanged("files"):
        files.uploads(server, crawl.forms, count, senders)
        files.commands(server, count)
    slow.finish()
    return coordinator, persons, places, crawl


def main(program, whole):
    count = Count()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(program, folder)
        try:
            files.PROGRAM = program
            run = Run(server, count)
            found = refusals(run, server, count, whole)
            scripts.all_texts(run, server, count, *found, whole=whole)
            alive, memory = server.is_alive, server.memory("VmHWM")
        finally:
            status = server.stop()
        log = (pathlib.Path(folder) / "log").read_text(errors="replace")
    if not alive or status not in (0, -15):
        count.faults.append(f"the server ended with {status}")
    if memory > MEMORY:
        count.faults.append(f"the server took {memory:.0f} MB, over {MEMORY}")
    for line in log.splitlines():
        if re.search(r"crash|fatal|Fatal error|request failed|SIGSEGV|precondition", line):
            count.faults.append(f"logged: {line[:300]}")
    print("\n".join(f"{number:6d}  {kind}" for kind, number in sorted(count.kinds.items())))
    print(f"{count.total:6d}  in all; {memory:.0f} MB at most")
    if count.total < LEAST:
        count.faults.append(f"only {count.total} cases")
    if count.faults:
        print("\n".join(count.faults[:200]))
        raise SystemExit(f"{len(count.faults)} faults")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:] == ["whole"])
