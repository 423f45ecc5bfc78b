"""The demonstration as a server of our own, people who use it, and what they find there."""
import hashlib
import http.client
import json
import os
import pathlib
import queue
import re
import sqlite3
import subprocess
import threading
import time
import urllib.parse
from html.parser import HTMLParser

# What may change without anybody having changed anything.
NOT_CONTENT = {
    "session",  # who is signed in
    "security_event",  # the log of signing in
    "sqlite_sequence",
    "mail", "recovery",  # letters that anybody may ask for to their own address
    "source_state", "source_reading",  # the worker that fetches figures
}
# The same for single columns of tables that are compared otherwise.
NOT_CONTENT_COLUMNS = {
    # By signing in; and a secret that is proposed by a page, of no effect until its person confirms it.
    "account": {"signed_in_at", "totp_pending"},
    "access_token": {"used_at"},  # by using it
}


class Answer:
    """What came back; status 0 is a connection that was closed without an answer."""

    def __init__(self, status, headers, body, seconds=0.0):
        self.status, self.headers, self.body, self.seconds = status, headers, body, seconds

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def kind(self):
        return self.headers.get("content-type", "").split(";")[0]

    @property
    def place(self):
        return self.headers.get("location", "")


class Server:
    """GRADNIK's demonstration in a folder of its own, with what it logs."""

    def __init__(self, program, folder, port=0):
        self.folder = pathlib.Path(folder)
        self.log = self.folder / "log"
        self.errors = self.log.open("wb")
        self.process = subprocess.Popen(
            [program, "demo", "--data", str(self.folder / "data"), "--port", str(port), "--json"],
            stdout=subprocess.PIPE, stderr=self.errors)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"the demonstration did not start:\n{self.log.read_text()}")
        said = json.loads(line)
        self.address = said["address"]
        self.host, port = self.address.removeprefix("http://").split(":")
        self.port = int(port)
        self.accounts = {}
        for account in said["accounts"]:
            self.accounts.setdefault(account["role"], account)
        listed = subprocess.run([program, "routes"], capture_output=True, text=True, check=True)
        self.routes = Routes(sorted({line.split(" ", 1)[1] for line in listed.stdout.splitlines()}))

    @property
    def is_alive(self):
        return self.process.poll() is None

    def memory(self, what="VmRSS"):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{what}:\s+(\d+) kB", text).group(1)) / 1024

    def digest(self):
        """One digest a table, over every column of every row."""
        path = self.folder / "data" / "gradnik.db"
        database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=30)
        try:
            database.execute("BEGIN")
            names = [row[0] for row in database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
            sums = {}
            for name in names:
                if name in NOT_CONTENT:
                    continue
                sums[name] = hashlib.sha256()
                left = NOT_CONTENT_COLUMNS.get(name, set())
                known = [column[1] for column in database.execute(f'PRAGMA table_xinfo("{name}")')]
                if left - set(known):
                    raise SystemExit(f"{name} has no {left - set(known)}")
                wanted = ", ".join(f'"{column}"' for column in known if column not in left) if left else "*"
                for row in database.execute(f'SELECT {wanted} FROM "{name}"'):
                    sums[name].update(repr(row).encode())
            return {name: value.hexdigest() for name, value in sums.items()}
        finally:
            database.close()

    def stop(self):
        if self.is_alive:
            self.process.terminate()
            self.process.wait(60)
        self.errors.close()
        return self.process.returncode


class Routes:
    """Which route a path belongs to, as the router would say."""

    def __init__(self, patterns):
        # What is written out goes before what is not, as in the router.
        self.patterns = sorted(patterns, key=lambda p: [part.startswith("{") for part in p.split("/")])
        self.matchers = [
            (p, re.compile("^" + re.sub(r"\\{[A-Za-z]+\\}", "[^/]+", re.escape(p)) + "/?$"))
            for p in self.patterns]
        self.known = {}

    def of(self, path):
        path = path.split("?")[0]
        if path not in self.known:
            self.known[path] = next((p for p, m in self.matchers if m.match(path)), None)
        return self.known[path]


class Person:
    """Keeps a connection for each thread, a session and its proof."""

    def __init__(self, server, role=None):
        self.server, self.role = server, role or "stranger"
        self.cookie = self.csrf = ""
        self.own = threading.local()
        if role:
            account = server.accounts[role]
            self.get("/en/sign-in")
            answer = self.post(
                "/en/sign-in", {"email": account["email"], "password": account["password"]})
            if answer.status != 303:
                raise SystemExit(f"{role} cannot sign in: {answer.status}")
            self.csrf = proof(self.get("/en/account").text)

    def send(self, method, path, body=None, headers=None, timeout=40):
        """A request as it stands; nothing is added but the session."""
        sent = dict(headers or {})
        if self.cookie and "Cookie" not in sent:
            sent["Cookie"] = self.cookie
        for attempt in (0, 1):
            connection = getattr(self.own, "connection", None)
            if connection is None:
                connection = self.own.connection = http.client.HTTPConnection(
                    self.server.host, self.server.port, timeout=timeout)
            start = time.monotonic()
            try:
                connection.request(method, path, body, sent)
                answer = connection.getresponse()
                content = answer.read()
                break
            except (http.client.HTTPException, OSError):
                connection.close()
                self.own.connection = None
                if attempt:
                    return Answer(0, {}, b"", time.monotonic() - start)
        found = {name.lower(): value for name, value in answer.getheaders()}
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and value.startswith("gradnik_session="):
                self.cookie = value.split(";")[0]
        return Answer(answer.status, found, content, time.monotonic() - start)

    def get_calmly(self, path):
        return calmly(lambda: self.get(path))

    def get(self, path, **headers):
        return self.send("GET", path, headers=headers)

    def post(self, path, values, csrf=None, files=None, **headers):
        """A form, as our own pages send it."""
        proof = self.csrf if csrf is None else csrf
        pairs = list(values.items() if isinstance(values, dict) else values)
        pairs = [(n, v) for n, v in pairs if n != "csrf"] + ([("csrf", proof)] if proof else [])
        sent = {"Sec-Fetch-Site": "same-origin"} | headers
        if files:
            kind, body = multipart(pairs, files)
            sent["Content-Type"] = kind
        else:
            body = urllib.parse.urlencode(pairs).encode()
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        return self.send("POST", path, body, sent)


def calmly(ask):
    """Who is told that the server is busy asks once more; then it must answer."""
    answer = ask()
    if answer.status in (0, 503):
        time.sleep(5)
        answer = ask()
    return answer


def colleagues(server, city, number):
    """New coordinators of a city, invited by hand."""
    administrator, found = Person(server, "administrator"), []
    for index in range(number):
        page = administrator.post("/en/accounts/invitations", {
            "email": f"colleague{index}@demo.invalid", "role": f"cityCoordinator city {city}", "language": "en"})
        path = re.search(r"/en/invitations/[\w-]+", page.text).group(0)
        person = Person(server)
        person.role = "cityCoordinator"
        answer = person.post(path, {"name": f"Colleague {index}", "password": "saffron-kite-engine-donkey-summer-65"})
        if answer.status != 303:
            raise SystemExit(f"an invitation ended in {answer.status}")
        person.csrf = proof(person.get("/en/account").text)
        found.append(person)
    return found


def proof(text):
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', text)
    return found.group(1) if found else ""


def multipart(pairs, files, boundary="hostile-7f3a"):
    """- files: (field, file name, bytes)"""
    parts = []
    for name, value in pairs:
        parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'
                     .encode() + str(value).encode() + b"\r\n")
    for field, name, content in files:
        name = name if isinstance(name, bytes) else name.encode()
        parts.append(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="'.encode()
            + name + b'"\r\nContent-Type: application/octet-stream\r\n\r\n' + content + b"\r\n")
    return (f"multipart/form-data; boundary={boundary}",
            b"".join(parts) + f"--{boundary}--\r\n".encode())


class Field:
    """One control of a form."""

    def __init__(self, kind, name, value):
        self.kind, self.name, self.value = kind, name, value
        self.options = []
        self.is_on = False

    @property
    def is_text(self):
        return self.kind in ("text", "textarea", "search", "url", "email", "tel")


class Form:
    """A form as a page shows it."""

    def __init__(self, method, action, kind, page):
        self.method, self.action, self.kind, self.page = method, action, kind, page
        self.fields, self.buttons = [], []

    @property
    def has_files(self):
        return any(field.kind == "file" for field in self.fields)

    def values(self):
        """What a browser would send, with the first choice where one is wanted."""
        pairs, radios = [], {}
        for field in self.fields:
            if field.kind == "radio":
                radios.setdefault(field.name, []).append(field)
            elif field.kind == "checkbox":
                if field.is_on:
                    pairs.append((field.name, field.value))
            elif field.kind == "select":
                chosen = [value for value, is_on in field.options if is_on]
                pairs.append((field.name, chosen[0] if chosen else (
                    field.options[0][0] if field.options else "")))
            elif field.kind != "file":
                pairs.append((field.name, field.value))
        for name, choices in radios.items():
            pairs.append((name, next((c.value for c in choices if c.is_on), choices[0].value)))
        return pairs + self.buttons[:1]


class Page(HTMLParser):
    """Links, forms, and every place where a script could hide."""

    def __init__(self, text, address):
        super().__init__(convert_charrefs=True)
        self.address, self.links, self.forms, self.dangers = address, [], [], []
        self.form = self.select = self.area = None
        self.words = []
        self.errors = []
        self.in_script = False
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, pairs):
        given = {name: value or "" for name, value in pairs}
        self.look(tag, given)
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
            if given["href"].startswith("#"):
                self.errors.append(given["href"][1:])
        if tag == "form":
            self.form = Form(given.get("method", "get").upper(),
                             given.get("action") or self.address, given.get("enctype", ""),
                             self.address)
            self.forms.append(self.form)
        elif self.form and tag in ("input", "textarea", "select") and given.get("name"):
            kind = given.get("type", "text") if tag == "input" else tag
            field = Field(kind, given["name"], given.get("value", "on" if kind in (
                "checkbox", "radio") else ""))
            field.is_on = "checked" in given
            if kind == "submit":
                self.form.buttons.append((field.name, field.value))
            else:
                self.form.fields.append(field)
            self.select = field if tag == "select" else None
            self.area = field if tag == "textarea" else None
        elif self.form and tag == "button" and given.get("name"):
            self.form.buttons.append((given["name"], given.get("value", "")))
        elif tag == "option" and self.select is not None:
            self.select.options.append((given.get("value", ""), "selected" in given))

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.area is not None:
            self.area.value = self.area.value.removeprefix("\n")
            self.area = None
        elif tag == "script":
            self.in_script = False

    def handle_data(self, data):
        if self.area is not None:
            self.area.value += data
        if self.in_script and data.strip():
            self.dangers.append(f"script within the page: {data[:80]!r}")
        self.words.append(data)

    def look(self, tag, given):
        if tag == "script":
            self.in_script = True
            if not given.get("src", "").startswith("/assets/"):
                self.dangers.append(f"<script> {given}")
        if tag in ("iframe", "object", "embed", "base", "applet", "marquee"):
            self.dangers.append(f"<{tag}> {given}")
        for name, value in given.items():
            plain = re.sub(r"[\x00-\x20]", "", value).lower()
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.dangers.append(f"<{tag} {name}={value[:80]!r}>")
            if name in ("href", "src", "action", "formaction", "xlink:href", "data", "content") and (
                    plain.startswith(("javascript:", "vbscript:", "data:text"))):
                self.dangers.append(f"<{tag} {name}={value[:80]!r}>")


class Crawl:
    """Follows links, a few of each route; keeps pages, forms and what looks dangerous."""

    def __init__(self, person, start=("/en",), each=2, most=1500, workers=3, also=lambda p, a: None):
        self.person, self.each, self.most, self.also = person, each, most, also
        self.counts, self.seen, self.pages, self.forms = {}, set(), {}, {}
        self.faults = []
        self.lock = threading.Lock()
        self.waiting = queue.Queue()
        for path in start:
            self.add(path, "/")
        threads = [threading.Thread(target=self.work, daemon=True) for _ in range(workers)]
        for thread in threads:
            thread.start()
        self.waiting.join()
        for _ in threads:
            self.waiting.put(None)

    def add(self, link, base):
        path = urllib.parse.urljoin(base, link)
        path = urllib.parse.urldefrag(path)[0]
        if not path.startswith("/") or path.startswith("//"):
            return
        route = self.person.server.routes.of(path)
        if route is None or "/sign-out" in path or route.startswith("/assets"):
            return
        if not (path.startswith("/en") or route.startswith(("/embed", "/api", "/health"))):
            return
        key = route + "?" + "&".join(sorted(urllib.parse.parse_qs(path.partition("?")[2])))
        with self.lock:
            if path in self.seen or self.counts.get(key, 0) >= self.each or len(self.seen) >= self.most:
                return
            self.counts[key] = self.counts.get(key, 0) + 1
            self.seen.add(path)
        self.waiting.put(path)

    def work(self):
        while (path := self.waiting.get()) is not None:
            try:
                self.visit(path)
            except Exception as error:  # noqa: BLE001 - told at the end
                self.faults.append(f"{path}: {error!r}")
            finally:
                self.waiting.task_done()

    def visit(self, path):
        answer = self.person.get(path)
        if answer.status >= 500 or answer.status == 0:
            self.faults.append(f"GET {path} as {self.person.role}: {answer.status}")
        if answer.place:
            self.add(answer.place, path)
        page = None
        if answer.kind == "text/html":
            page = Page(answer.text, path)
            self.faults += [f"{path} as {self.person.role}: {d}" for d in page.dangers]
            for link in page.links:
                self.add(link, path)
            for form in page.forms:
                form.action = urllib.parse.urljoin(path, form.action)
                if form.method == "GET":
                    continue
                key = (self.person.server.routes.of(form.action),
                       tuple(sorted({f.name for f in form.fields} | {b[0] for b in form.buttons})))
                with self.lock:
                    self.forms.setdefault(key, []).append(form)
        self.pages[path] = (answer.status, answer.kind)
        fault = self.also(path, answer)
        if fault:
            self.faults.append(fault)


class Places:
    """A path for every route, with identifiers from the demonstration."""

    def __init__(self, server, paths):
        self.server, self.by_route, self.by_prefix, self.by_name = server, {}, {}, {}
        for path in paths:
            path = path.split("?")[0]
            route = server.routes.of(path)
            if route is None:
                continue
            self.by_route.setdefault(route, path)
            parts, given = route.split("/"), path.split("/")
            for index, part in enumerate(parts):
                if part.startswith("{") and index < len(given):
                    self.by_prefix.setdefault("/".join(parts[:index + 1]), given[index])
                    self.by_name.setdefault(part, given[index])

    def of(self, route):
        """A concrete path; a stranger to the crawl gets identifiers from routes beside it."""
        if route in self.by_route:
            return self.by_route[route]
        parts = route.split("/")
        for index, part in enumerate(parts):
            if part.startswith("{"):
                prefix = "/".join(route.split("/")[:index + 1])
                parts[index] = self.by_prefix.get(prefix) or self.by_name.get(part, "63xxt5z8d14a4v5w1fdt")
        return "/".join(parts)


class Count:
    """What was tried, by kind, and what did not end as it must."""

    def __init__(self):
        self.kinds, self.seen, self.faults = {}, set(), []
        self.lock = threading.Lock()

    def case(self, kind, name, fault=None):
        with self.lock:
            if (kind, name) in self.seen:
                return
            self.seen.add((kind, name))
            self.kinds[kind] = self.kinds.get(kind, 0) + 1
            if fault:
                self.faults.append(f"{kind}: {name}: {fault}")

    @property
    def total(self):
        return sum(self.kinds.values())


def each(work, items, workers=3):
    """Runs work(item) in a few threads; what it raises is raised here."""
    items, faults, lock = iter(list(items)), [], threading.Lock()

    def run():
        while True:
            with lock:
                item = next(items, None)
            if item is None:
                return
            try:
                work(item)
            except Exception as error:  # noqa: BLE001
                faults.append(error)
                return

    threads = [threading.Thread(target=run) for _ in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
