#!/usr/bin/env python3
"""Lets two scanners of others loose on the demonstration, as a stranger and signed in; both must report
nothing. Time-bounded; needs wapiti (Debian) and sqlmap (in the environment that runs this).

    scan.py GRADNIK [MINUTES] [PORT]

What a scanner reports and is none is named in `EXPLAINED`, each with its reason. A scanner that got nowhere
(few pages, few requests, signed out) fails as one that found something.
"""
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "hostile"))
from city import Crawl, Person, Server  # noqa: E402
from scripts import own_places  # noqa: E402

# (category, pattern of the path, of the words): why it is none.
EXPLAINED = {
    ("HTTP Secure Headers", "^/en$", "^X-Frame-Options is not set$"):
        "frame-ancestors of the Content-Security-Policy says it, and browsers put that first",
    ("HTTP Secure Headers", "^/en$", "^X-XSS-Protection is not set$"):
        "no browser has that filter any more, and where there was one it could be turned against a page",
    ("HTTP Secure Headers", "^/en$", "^Strict-Transport-Security is not set$"):
        "must not be said without encryption (RFC 6797, section 7.2), and the demonstration has none",
    ("Cross Site Request Forgery",
     "^/en/(sign-in|cities/[^/]+/(proposal-rounds/[^/]+/proposals|proposals/[^/]+/support)|consultations/[^/]+/entry"
     "|plans/[^/]+/exports)$", "^Lack of anti CSRF token$"):
        "who is not signed in has no session that a token could prove; every form, these too, is taken only with the "
        "browser's own word that it comes from this site (OwnFormsTests; forgery.py, writing)",
    ("Cross Site Request Forgery", "^/en/plans/new$", "^CSRF token 'csrf' is not properly checked in backend$"):
        "wapiti compares the answers to a right and a wrong token, and gives the browser's word with neither: both are "
        "refused alike; with that word the wrong one is refused and the right one taken (forgery.py, proofs)",
}
# The same for what the server logs.
EXPLAINED_LOGS = {
    r"error=Swift.CancellationError\(\) ": "a request that a slow machine did not end in time, which is told so",
}
# Debian's wapiti 3.0.4 cannot leave out addresses (-x) with its own Python 3.11, which refuses flags at the
# end of an expression; the same expression without them.
WAPITI = """
import fnmatch, re, sys
from wapitiCore.main.wapiti import wapiti_main
from wapitiCore.net import crawler
crawler.wildcard_translate = lambda pattern: re.compile(fnmatch.translate(pattern))
sys.argv[0] = "wapiti"
wapiti_main()
"""
# What each scanner must have got to, or its silence says nothing.
FEWEST_PAGES, FEWEST_ATTACKS, FEWEST_REQUESTS = 20, 20, 500
# Not: those that ask a server of others whether they reached it (ssrf, xxe), and lists of files of other programs.
MODULES = "backup,blindsql,csp,crlf,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss"


def wapiti(server, person, minutes, folder):
    """What wapiti reports, as lines."""
    out, session = folder / f"{person.role}.json", folder / f"{person.role}-session"
    before = requests(person)
    words = ["/usr/bin/python3", "-c", WAPITI, "-u", f"{server.address}/en", "--scope", "domain", "-m", MODULES, "--flush-session", "--no-bugreport",
             "--store-session", str(session), "--store-config", str(folder / "config"), "-f", "json", "-o", str(out),
             "--max-scan-time", str(minutes * 15), "--max-attack-time", str(max(10, minutes * 45 // (MODULES.count(",") + 1))), "-S", "polite", "-t", "20",
             "--max-links-per-page", "60", "--max-files-per-dir", "25", "-d", "6", "-v", "0",
             "-x", f"{server.address}/en/sign-out", "-x", f"{server.address}/languages/*"]
    for language in ("fr", "mk", "sq", "cnr", "bg", "ro", "sl"):
        words += ["-x", f"{server.address}/{language}/*", "-x", f"{server.address}/{language}"]
    if person.cookie:
        cookies = folder / "cookies.json"
        name, value = person.cookie.split("=", 1)
        cookies.write_text(json.dumps({server.host: {"/": {name: {
            "version": 0, "expires": None, "secure": False, "value": value, "port": None}}}}))
        words += ["-c", str(cookies)]
    answer = subprocess.run(words, capture_output=True, text=True, timeout=minutes * 60 * 4)
    if not out.exists():
        raise SystemExit(f"wapiti wrote no report:\n{answer.stdout[-2000:]}{answer.stderr[-2000:]}")
    report = json.loads(out.read_text())
    pages, attacked, inside = crawled(session)
    sent = requests(person) - before
    print(f"  wapiti as {person.role}: {pages} pages and forms ({inside} for the signed in), {attacked} attacks on one by one module, {sent} requests", flush=True)
    found = []
    if pages < FEWEST_PAGES or attacked < FEWEST_ATTACKS or sent < FEWEST_REQUESTS or bool(inside) != bool(person.cookie and person.csrf):
        found.append(f"wapiti as {person.role} got nowhere:\n{answer.stdout[-2000:]}{answer.stderr[-2000:]}")
    for kind in ("vulnerabilities", "anomalies"):
        for category, items in report[kind].items():
            found += [f"wapiti as {person.role}: {category}: {i['method']} {i['path']} {i.get('parameter') or ''}: {i['info']}"
                      for i in items if not any(
                          category == name and re.search(path, i["path"]) and re.search(words, i["info"])
                          for name, path, words in EXPLAINED)]
    return found


def requests(person):
    """How many the server has answered so far, as it counts itself."""
    lines = Person(person.server).get("/metrics").text.splitlines()
    return sum(int(float(line.split()[-1])) for line in lines if line.startswith("gradnik_requests_total{"))


def crawled(session):
    """Pages and forms that wapiti found, how many of them its modules attacked, and how many are for the signed in."""
    sums = [0, 0, 0]
    for file in session.glob("*.db"):
        database = sqlite3.connect(file)
        for place, query in enumerate((
                "SELECT COUNT(*) FROM paths WHERE evil = 0", "SELECT COUNT(*) FROM attack_log",
                "SELECT COUNT(*) FROM paths WHERE evil = 0 AND http_status = 200 AND (path LIKE '%/account%' OR path LIKE '%/work%')")):
            sums[place] += database.execute(query).fetchone()[0]
        database.close()
    return sums


def sqlmap(server, person, targets, minutes, folder):
    """What sqlmap reports, as lines; each target is (path, body)."""
    program = pathlib.Path(sys.executable).with_name("sqlmap")
    found, asked, before = [], 0, requests(person)
    end = time.monotonic() + minutes * 60
    for number, (path, body) in enumerate(targets):
        left = end - time.monotonic()
        if left < 10:
            break
        out = folder / f"sqlmap-{person.role}-{number}"
        words = [str(program), "-u", server.address + path, "--batch", "--output-dir", str(out), "--level", "1", "--risk", "1",
                 "--threads", "2", "--disable-coloring", "--flush-session", "--timeout", "30", "--dbms", "sqlite", "--ignore-code", "*",
                 "--technique", "BEU", "--smart", "--headers", "Sec-Fetch-Site: same-origin"]
        if person.cookie:
            words += ["--cookie", person.cookie]
        if body:
            words += ["--data", body, "--skip", "csrf"]
        try:
            answer = subprocess.run(words, capture_output=True, text=True, timeout=min(left, 180))
        except subprocess.TimeoutExpired:
            print(f"  sqlmap was not done with {path} after {min(left, 180):.0f} s", flush=True)
            continue
        asked += 1
        if re.search(r"(?i)is vulnerable|appears to be .*injectable|identified the following injection", answer.stdout):
            found.append(f"sqlmap as {person.role}: {path} {body[:60]}: {answer.stdout[-800:]}")
        elif "critical" in answer.stdout.lower() and "all tested parameters" not in answer.stdout and (
                "no parameter" not in answer.stdout and "no usable" not in answer.stdout):
            found.append(f"sqlmap could not ask {path}: {answer.stdout[-400:]}")
    sent = requests(person) - before
    print(f"  sqlmap as {person.role}: {asked} of {len(targets)} addresses with parameters, {sent} requests", flush=True)
    if not targets or 2 * asked < len(targets) or sent < 10 * asked:
        found.append(f"sqlmap as {person.role} got nowhere")
    return found


def parameters(crawl, most):
    """One address for each route and set of parameters, and forms with their bodies."""
    targets, known = [], set()
    for path in sorted(crawl.pages):
        query = path.partition("?")[2]
        key = (crawl.person.server.routes.of(path), tuple(sorted(urllib.parse.parse_qs(query))))
        if query and key not in known:
            known.add(key)
            targets.append((path, ""))
    for (route, names), forms in sorted(crawl.forms.items(), key=lambda item: str(item[0])):
        if route and not forms[0].has_files and not re.search(r"sign-out|erasure|removal|password|deactivation|withdrawal", route):
            targets.append((forms[0].action, urllib.parse.urlencode(
                [(n, crawl.person.csrf if n == "csrf" else v or "1") for n, v in forms[0].values()])))
    return targets[:: max(1, len(targets) // most)][:most]


def main(program, minutes, port):
    if not shutil.which("wapiti"):
        raise SystemExit("wapiti is not installed: apt-get install wapiti")
    found = []
    with tempfile.TemporaryDirectory() as top:
        folder = pathlib.Path(top)
        server = Server(program, folder, port)
        try:
            stranger = Person(server)
            # Each in turn, for what they change matters to nobody after this.
            for person in (stranger, Person(server, "cityCoordinator")):
                known = own_places(person)
                crawl = Crawl(person, start=["/en", "/en/search?q=a", "/en/sign-in", *known], each=1, most=500)
                found += crawl.faults
                found += sqlmap(server, person, parameters(crawl, minutes), minutes, folder)
                found += wapiti(server, person, minutes, folder)
                if person.cookie and person.get("/en/account").status != 200:
                    found.append(f"{person.role} was signed out in the middle of it")
            if not server.is_alive:
                found.append("the server ended")
        finally:
            server.stop()
        log = (folder / "log").read_text(errors="replace")
        found += [f"logged: {line[:300]}" for line in log.splitlines() if re.search(r"request failed|Fatal error|crash", line)
                  and not any(re.search(pattern, line) for pattern in EXPLAINED_LOGS)]
    if found:
        print("\n".join(found[:100]))
        raise SystemExit(f"{len(found)} findings")
    print("wapiti and sqlmap report nothing, as a stranger and signed in")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20, int(sys.argv[3]) if len(sys.argv) > 3 else 0)
