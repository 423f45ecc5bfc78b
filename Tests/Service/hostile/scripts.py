"""Scripts, formulae and odd letters in every text of every form: kept as they are, shown harmlessly."""
import csv
import io
import json
import re
import sqlite3
import urllib.parse
import xml.etree.ElementTree as tree
import zipfile

from city import Crawl, Page
from malformed import fault_of

# What every text is made to hold; a number tells one field from the other.
MARK = "zqx"
LONG = ('=1+1|{mark}"\'><script>alert("{mark}")</script><img src=x onerror=alert("{mark}")>'
        "<svg/onload=alert(1)>javascript:alert(1) ]]> --> {{{{7*7}}}} \u202e\u200b\u0416 %0d%0a &lt;b&gt; END:VEVENT")
MIDDLE = '=@{mark}"><script>alert(1)</script><b onclick=alert(1)>'
SHORT = '={mark}"><b>'
LINK = "javascript:alert('{mark}')"


def own_places(person):
    """The pages of the demonstration's own city and plan, before those of others."""
    path = person.server.folder / "data" / "gradnik.db"
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)
    plan, city = database.execute("SELECT id, city FROM plan LIMIT 1").fetchone()
    network = database.execute("SELECT network FROM membership WHERE city = ?", (city,)).fetchone()
    database.close()
    places = [f"/en/cities/{city}", f"/en/plans/{plan}", f"/en/plans/{plan}/work", f"/en/cities/{city}/register",
              f"/en/plans/{plan}/work/import", f"/en/plans/{plan}/work/tables", f"/en/plans/{plan}/work/embedding"]
    places += [f"/en/networks/{network[0]}"] if network else []
    routes = [r for r in person.server.routes.patterns if "{" in r and r.startswith("/en/")]
    places += [r.replace("{plan}", plan).replace("{city}", city) for r in routes
               if set(re.findall(r"\{(\w+)\}", r)) <= {"plan", "city"} and "new" not in r]
    return places


class Writer:
    """Fills forms with what is hostile but legal; remembers what was taken."""

    def __init__(self, person, count):
        self.person, self.count, self.number = person, count, 0
        self.taken = {}

    def fill(self, form, route, without=()):
        """The form's values with every text replaced, but for fields that refuse it."""
        marks, pairs = {}, []
        kinds = {field.name: field for field in form.fields}
        for name, value in form.values():
            field = kinds.get(name)
            if field is None or not field.is_text or name in without:
                pairs.append((name, value))
                continue
            self.number += 1
            mark = f"{MARK}{self.number:04d}"
            text = (LINK if field.kind == "url" else LONG).format(mark=mark)
            if name in self.shorter:
                text = (MIDDLE if self.shorter[name] == 1 else SHORT).format(mark=mark)
            marks[name] = (mark, text)
            pairs.append((name, text))
        return marks, pairs

    def send(self, form, route):
        """Sends until what is left to refuse is nothing, or what is not a text."""
        self.shorter, without = {}, set()
        for attempt in range(5):
            marks, pairs = self.fill(form, route, without)
            answer = self.person.post(form.action, pairs)
            fault = fault_of(answer)
            names = ",".join(sorted(marks))
            if fault:
                self.count.case("text", f"{route} {names} {attempt}", fault)
                return
            dangers = Page(answer.text, form.action).dangers if answer.kind == "text/html" else []
            self.count.case("text", f"{route} {names} {attempt}", "; ".join(dangers[:3]) or None)
            if answer.status in (200, 201, 303):
                for name, (mark, text) in marks.items():
                    self.taken[mark] = (route, name, text)
                    self.count.case("text kept", f"{route} {name}")
                return
            if answer.status != 422:
                return
            refused = {e.split("-")[0] if e not in marks else e for e in Page(answer.text, form.action).errors}
            refused &= marks.keys()
            if not refused:
                return
            for name in refused:
                self.shorter[name] = self.shorter.get(name, 0) + 1
                if self.shorter[name] > 2 or any(f.name == name and f.kind in ("url", "email") for f in form.fields):
                    without.add(name)


def stored(server, taken):
    """Which marks stand in the database as they were sent."""
    path = server.folder / "data" / "gradnik.db"
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)
    found = set()
    for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_%'").fetchall():
        for row in database.execute(f'SELECT * FROM "{name}"'):
            for value in row:
                if not isinstance(value, str) or MARK not in value:
                    continue
                for mark in re.findall(MARK + r"\d{4}", value):
                    text = taken.get(mark, ("", "", None))[2]
                    if text is not None and (text in value or json.dumps(text, ensure_ascii=False)[1:-1].replace("/", "\\/") in value
                                             or json.dumps(text, ensure_ascii=False)[1:-1] in value):
                        found.add(mark)
    database.close()
    return found


def harmless(path, answer):
    """What is wrong with an answer that may hold marks, by its kind."""
    if answer.headers.get("x-content-type-options") != "nosniff" and answer.status == 200:
        return f"{path}: may be sniffed"
    kind, text = answer.kind, answer.text
    try:
        if kind in ("application/json", "application/problem+json", "application/schema+json"):
            json.loads(text)
        elif kind == "text/csv":
            return cells(path, text)
        elif kind in ("application/atom+xml", "application/xml", "image/svg+xml"):
            root = tree.fromstring(answer.body)
            if any(node.tag.endswith("}script") for node in root.iter()):
                return f"{path}: a script in XML"
        elif kind == "text/calendar":
            lines = re.sub(r"\r\n[ \t]", "", text).split("\r\n")
            if any("\n" in line for line in lines) or any(
                    line.startswith(("BEGIN:", "END:")) and line.split(":")[1] not in ("VCALENDAR", "VEVENT") for line in lines):
                return f"{path}: lines were put into the calendar"
            if sum(line == "BEGIN:VEVENT" for line in lines) != sum(line == "END:VEVENT" for line in lines):
                return f"{path}: an event was ended by its text"
        elif kind.startswith("application/vnd.openxmlformats") or kind == "application/zip":
            return package(path, answer.body)
        elif kind == "application/pdf" and re.search(rb"/JavaScript|/JS\b|/Launch", answer.body):
            return f"{path}: a script in PDF"
    except (ValueError, tree.ParseError, csv.Error, zipfile.BadZipFile) as error:
        return f"{path}: {kind} is not well formed: {error}"
    return None


def cells(path, text):
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))):
        for cell in row:
            if re.match(r"[=+\-@\t\r]", cell) and not re.fullmatch(r"[+-]?[\d.,\s%\u00a0\u202f]+", cell):
                return f"{path}: a spreadsheet would run {cell[:40]!r}"
    return None


def package(path, body):
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith((".xml", ".rels")):
                root = tree.fromstring(data)
                for node in root.iter():
                    if node.tag.endswith("}f") or node.tag.endswith("}altChunk"):
                        return f"{path}: {name} holds a formula"
                    if node.get("TargetMode") == "External" and not re.match(r"(https?|mailto):", node.get("Target", "")):
                        return f"{path}: {name} leads to {node.get('Target')}"
            elif name.endswith(".csv"):
                fault = cells(f"{path}!{name}", data.decode())
                if fault:
                    return fault
    return None


def form_of(person, page, route):
    """The form as the page shows it now, with its version."""
    for form in Page(person.get(page).text, page).forms:
        form.action = urllib.parse.urljoin(page, form.action)
        if person.server.routes.of(form.action) == route:
            return form
    return None


# What would end the run, or what no text of is shown.
SPARED = ("removal", "sign-out", "erasure", "password", "second-factor", "/account/details", "withdrawal", "deactivation",
          "restoration", "/roles")


def all_texts(run, server, count, coordinator, persons, places, crawl, whole):
    """Writes, then reads everything that anybody may read."""
    writer = Writer(coordinator, count)
    done = 0
    for (route, names), known in sorted(crawl.forms.items(), key=lambda item: str(item[0])):
        if route is None or route.endswith(SPARED) or known[0].has_files:
            continue
        fresh = form_of(coordinator, known[0].page, route)
        if fresh and any(field.is_text for field in fresh.fields):
            writer.send(fresh, route)
            done += 1
    kept = stored(server, writer.taken)
    lost = sorted({f"{route} {name}" for mark, (route, name, text) in writer.taken.items() if mark not in kept})
    run.say(f"{done} forms, {len(writer.taken)} texts taken, {len(kept)} of them stored letter by letter")
    for place in lost:
        run.say(f"  not found as sent: {place}")
    shown, leaks = {}, []
    # A city's organisations are public, wherever they are written.
    working = {mark for mark, (route, _, _) in writer.taken.items()
               if "/work/" in route and "/records/organisation" not in route}

    def look(role):
        def also(path, answer):
            marks = set(re.findall(MARK + r"\d{4}", answer.text))
            for mark in marks:
                shown.setdefault(mark, path)
            if role != "cityCoordinator" and marks & working:
                leaks.append(f"{role} reads {path}: {sorted(marks & working)[:3]}")
            return harmless(path, answer)
        return also
    for person in [coordinator, *list(persons.values())[:2 if not whole else None]]:
        start = [p for p in places.by_route.values() if p.startswith("/en")] if person is coordinator else own_places(coordinator)
        read = Crawl(person, start=start, each=4 if whole else 2, most=4000 if whole else 700 if person is coordinator else 250,
                     also=look(person.role))
        count.faults += read.faults
        for path in read.pages:
            count.case(f"page read by {person.role}", path)
    count.faults += leaks[:20]
    unseen = [m for m in kept if m not in shown]
    run.say(f"{len(shown)} of them seen on pages and in files, {len(unseen)} nowhere")
    browse(run, server, count, coordinator, sorted(set(shown.values())), whole)


def browse(run, server, count, person, paths, whole):
    """In a real browser: no dialog opens, nothing is refused by the policy, no error is thrown."""
    from playwright.sync_api import sync_playwright
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context = browser.new_context(base_url=server.address)
        name, value = person.cookie.split("=", 1)
        context.add_cookies([{"name": name, "value": value, "url": server.address}])
        page = context.new_page()
        told = []
        page.on("dialog", lambda dialog: (told.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: told.append(f"error {error}"))
        page.on("console", lambda line: line.type == "error" and "status of 4" not in line.text and told.append(line.text))
        for path in [p for p in paths if "." not in p.split("?")[0]][:400 if whole else 40]:
            told.clear()
            page.goto(path, wait_until="load")
            count.case("browser", path, "; ".join(told[:3]) or None)
        browser.close()
