#!/usr/bin/env python3
"""The main job in a real browser: from an empty installation to a plan that residents read.

    main_job.py GRADNIK [SCREENSHOTS]

Starts GRADNIK with an empty database, makes the administrator and a city, starts a plan, writes
challenge, objectives, actions, costs and funds, meets an edit conflict, reviews, approves and
publishes, reads the plan signed out in Macedonian without JavaScript, and checks pages with axe.
"""
import contextlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright

from chain import measure
from front_chain import front

LANGUAGES = ["en", "fr", "mk", "sq", "cnr", "bg", "ro", "sl"]
AXE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
PASSWORD = "lantern-orbit-maple-7Qz"


class Site:
    """A served installation with an empty database."""

    def __init__(self, program):
        self.folder = tempfile.TemporaryDirectory()
        self.log = pathlib.Path(self.folder.name, "log")
        environment = {"PATH": os.environ["PATH"], "HOME": self.folder.name}
        # An empty database on a server, in place of the file.
        if database := os.environ.get("GRADNIK_DATABASE"):
            environment["GRADNIK_DATABASE"] = database
        self.process = subprocess.Popen(
            [program, "serve", "--data", f"{self.folder.name}/data", "--port", "0",
             "--request-limit", "0"],
            stderr=self.log.open("w"), env=environment)
        self.address = self.logged(r"address=(http://\S+)")
        self.code = self.logged(r"code=([a-z0-9-]+)")

    def logged(self, pattern):
        for _ in range(200):
            match = re.search(pattern, self.log.read_text())
            if match:
                return match.group(1)
            time.sleep(0.1)
        raise SystemExit(f"the server did not log {pattern}:\n{self.log.read_text()}")

    def stop(self):
        self.process.terminate()
        status = self.process.wait(20)
        assert status == 0, f"the server stopped with {status}"
        self.folder.cleanup()


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, browser, site, shots, name, **options):
        self.site, self.shots, self.name = site, shots, name
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.errors = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda line: line.type == "error"
                     and "status of 4" not in line.text and self.errors.append(line.text))

    def guest(self, **options):
        """Somebody else, without an account."""
        return Person(self.context.browser, self.site, self.shots, "guest", **options)

    def go(self, path):
        self.page.goto(self.site.address + path)
        return self

    def fill(self, **fields):
        for name, value in fields.items():
            target = self.page.locator(f'main [name="{name}"]')
            kind = target.first.evaluate("e => e.tagName + ':' + e.type")
            if kind.startswith("SELECT"):
                target.first.select_option(value)
            elif kind.endswith(("radio", "checkbox")):
                self.page.locator(f'main [name="{name}"][value="{value}"]').check()
            else:
                target.first.fill(value)
        return self

    def choose(self, name, label):
        """Chooses by its words, whether the field is a list or a row of buttons."""
        target = self.page.locator(f'main [name="{name}"]')
        if target.first.evaluate("e => e.tagName") == "SELECT":
            target.select_option(label=label)
        else:
            self.page.locator(f'main fieldset#{name}').get_by_label(label, exact=False).check()
        return self

    def send(self, refused=False):
        """Sends the page's form; it must be accepted, unless a refusal is what is tried."""
        self.press("main form button[type=submit].primary, main form button.danger")
        told = self.page.locator(".error-summary")
        if not refused and told.count():
            raise AssertionError(f"{self.page.url} was refused: {told.inner_text()}")
        return self

    def press(self, selector):
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def says(self, words):
        text = self.page.inner_text("main")
        assert words in text, f"{self.page.url} does not say {words!r}:\n{text[:1500]}"
        return self

    def shoot(self, name):
        if self.shots:
            self.page.screenshot(path=f"{self.shots}/{self.name}-{name}.png", full_page=True)
        return self


def axe(person, faults):
    results = Axe().run(person.page, options=AXE).response
    for violation in results["violations"]:
        targets = [node["target"][0] for node in violation["nodes"]][:3]
        faults.append(f"{person.page.url}: {violation['id']} at {targets}")


def told(faults):
    """Prints the faults; the exit status."""
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


def write_plan(writer):
    """From nothing to a plan with a challenge, two objectives and three actions."""
    writer.go("/en/facts/city/new").fill(name="Sampleton", country="MK", regionCategory="lessDeveloped")
    writer.send().says("Sampleton")
    writer.city = writer.page.url.replace(writer.site.address, "").split("?")[0]
    writer.go("/en/plans/new").fill(title="Digital plan of Sampleton", firstYear="2026", lastYear="2031")
    writer.send().says("Digital plan of Sampleton")
    work = writer.page.url.replace(writer.site.address, "").split("?")[0]
    records = f"{work}/records"
    writer.go(f"{work}/settings").fill(vision="Every service from home.").send()
    writer.go(f"{records}/challenge/new").fill(
        title="Residents queue for every paper", causes="No online forms\nRegisters on paper",
        effects="Lost working hours\nDistrust").send()
    writer.go(f"{records}/objective/new").fill(code="1", title="Services come to residents").send()
    writer.go(f"{records}/organisation").fill(name="IT department").send().says("IT department")
    for number, title in enumerate(["Service portal", "Open data", "Digital counter"], 1):
        writer.go(f"{records}/action/new").fill(code=f"A{number}", title=title)
        writer.fill(start="2027-01-01", end=f"20{27 + number}-12-31")
        writer.page.locator('main [name="objectives"]').first.check()
        writer.choose("owner", "IT department")
        writer.send()
    writer.go(f"{records}/funding_call/new").fill(name="Cross-border call", version="2026")
    writer.page.locator('main [name^="ceilings"][name$="lessDeveloped"]').fill("80")
    writer.send()
    for name, kind in [("City budget", "ownBudget"), ("ERDF", "erdf")]:
        writer.go(f"{records}/funding_source/new").fill(name=name, kind=kind)
        if kind == "erdf":
            writer.choose("call", "Cross-border call")
        writer.send()
    return work


def join_network(writer, work):
    """A network with a source, the city's membership and two sources that disagree; the plan joins it.

    Returns the pages with forms that were used.
    """
    for title in ["Call of 2026", "Annual report"]:
        writer.go("/en/facts/fact_source/new").fill(title=title, publisher="Secretariat").send()
    writer.go("/en/facts/network/new").fill(name="Sample network").send().says("Sample network")
    network = writer.page.url.replace(writer.site.address, "").split("?")[0]
    writer.press('main a[href*="/facts/membership/new"]')
    writer.fill(role="lead", status="confirmed", **{"from": "2026-01-01"})
    writer.choose("city", "Sampleton")
    writer.choose("source", "Call of 2026")
    writer.send().says("Confirmed")
    membership = writer.page.locator('main table a[href*="/facts/membership/"]').get_attribute("href")
    for value, source in [("four", "Call of 2026"), ("five", "Annual report")]:
        writer.go(f"{network}/claims").fill(statement="Number of capitals", value=value)
        writer.choose("source", source)
        writer.send()
    writer.go(network).says("Sources disagree").shoot("network")
    writer.go(f"{work}/settings")
    writer.choose("network", "Sample network")
    writer.send()
    writer.go(f"{work}/records/organisation")
    organisation = writer.page.locator("main table a", has_text="IT department").get_attribute("href")
    writer.go(organisation).fill(name="IT and data department").send().says("IT and data department")
    return [network, f"{network}/claims", membership, organisation, "/en/facts/network/new",
            "/en/sources"]


def register(writer, work):
    """What the city has today: a contract that ends too early is carried to a challenge of the plan,
    a service is found by residents, and three datasets come in from a table with one wrong cell.

    Returns the pages that were used.
    """
    writer.go(writer.city)
    today = writer.page.locator('main a[href$="/register"]').get_attribute("href")
    writer.go(f"{today}/contracts")
    writer.press('main a[href*="/facts/service_contract/new"]')
    writer.fill(name="Maintenance of the portal", end="2028-06-30", amount="12,000.00", isPublic="yes")
    writer.send().says("Maintenance of the portal")
    writer.go(today).says("1 contract ends before the plan does").shoot("register")
    writer.press('main a[href*="/challenge/new"]')
    assert "1 contract" in writer.page.locator('main [name="title"]').input_value()
    writer.send().says("1 contract ends before the plan does")
    writer.go(f"{today}/services")
    writer.press('main a[href*="/facts/public_service/new"]')
    form = writer.page.url.replace(writer.site.address, "")
    writer.fill(name="Building permit", channels="online", theme="building", digitalLevel="download",
                processingDays="30", isPublic="yes").send()
    catalogue = today.replace("/register", "/services")
    writer.go(f"{catalogue}?q=PERMIT").says("Building permit").shoot("services")
    writer.press("main .card a")
    writer.says("30 days")
    service = writer.page.url.replace(writer.site.address, "")
    with tempfile.TemporaryDirectory() as folder:
        table = pathlib.Path(folder, "data.csv")
        table.write_text("Име;Кој може да го користи;Забелешка\nВоздух;Секој: отворени податоци;a\n"
                         .replace("Име", "Назив") + "Буџет;Никој друг;b\nДрвја;некој;c\n", "utf-8")
        writer.go(f"{today}/datasets/import")
        writer.page.set_input_files("main input[type=file]", str(table))
        writer.send(refused=True).shoot("register-import")
    writer.page.locator('main [name="cell-2-1"]').select_option(label="Other public bodies")
    writer.press("main form button[type=submit].primary")
    return [today, f"{today}/services", f"{today}/datasets", f"{today}/datasets/import", catalogue,
            service, form]


def fund(writer, work):
    """72,075 euros with 80 % from the ERDF, and the rest from the city."""
    records = f"{work}/records"
    writer.go(f"{records}/action")
    action = writer.page.locator("table a", has_text="Service portal").first.get_attribute("href")
    key = action.rsplit("/", 1)[1]
    writer.go(f"{records}/cost_line/new?parent={key}").fill(planned="a lot").send(refused=True)
    assert writer.page.locator(".error-summary").count() == 1, "a wrong amount is told"
    assert writer.page.locator('main [name="planned"]').input_value() == "a lot", "what was typed stays"
    writer.fill(planned="72,075.00").send()
    for source, share in [("ERDF", "rate"), ("City budget", "rest")]:
        writer.go(f"{records}/funding_line/new?parent={key}").fill(share=share, status="secured")
        writer.choose("source", source)
        if share == "rate":
            writer.fill(percent="80")
        writer.send()
    writer.go(f"{work}/funding").says("€57,660.00").says("€14,415.00").says("€72,075.00")
    return action


def import_table(writer, work):
    """A messy workbook of 45 actions: two cells are mended, everything comes in at once."""
    tool = pathlib.Path(__file__).resolve().parent.parent.parent / "Tools/messy_actions.py"
    with tempfile.TemporaryDirectory() as folder:
        workbook = f"{folder}/actions.xlsx"
        subprocess.run([sys.executable, tool, workbook], check=True)
        writer.go(f"{work}/import")
        writer.page.set_input_files("main input[type=file]", workbook)
        writer.send().shoot("import-columns")
    writer.page.locator('main [name="objective"]').select_option(index=1)
    writer.send(refused=True).says("H16").says("F36").shoot("import-mend")
    writer.fill(**{"cell-H16": "20000", "cell-F36": "30.06.2027"})
    writer.send().says("45").shoot("import-preview").send().shoot("import-done")
    writer.go(f"{work}/records/action")
    count = writer.page.locator("main table tbody tr").count()
    assert count == 48, f"3 actions and 45 of the table are {count}"
    writer.go(f"{work}/check")
    assert not writer.page.locator("main .status.bad").count(), "the table brings no error"


def conflict(first, second, action):
    """Two people edit the same action: the second sees both versions and loses nothing."""
    first.go(action)
    second.go(action)
    first.fill(district="Centre").send()
    second.fill(district="North").send()
    assert second.page.locator(".conflict").count() >= 1, "the second is shown what the first saved"
    second.says("Centre")
    assert second.page.locator('main [name="district"]').input_value() == "North"
    second.shoot("conflict").send()
    first.go(action)
    assert first.page.locator('main [name="district"]').input_value() == "North"


def publish(writer, work):
    writer.go(work).shoot("work")
    writer.press("main form button.primary")
    writer.go(f"{work}/review").fill(body="Please say who pays after 2031.")
    writer.send().says("Please say who pays after 2031.").shoot("review")
    writer.go(f"{work}/approval").fill(body="City council", day="2026-11-20", reference="12/2026")
    writer.send()
    writer.go(f"{work}/publication").shoot("publication").send()
    return work.rsplit("/work", 1)[0]


def main(program, shots):
    site = Site(program)
    faults = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
                args=["--no-sandbox"])
            writer = Person(browser, site, shots, "writer", viewport={"width": 1440, "height": 900})
            writer.go("/").fill(code=site.code, name="Ana Admin", email="ana@example.org",
                                password=PASSWORD).send().says("Ana Admin")
            work = write_plan(writer)
            joined = join_network(writer, work) + register(writer, work)
            action = fund(writer, work)
            import_table(writer, work)
            joined += measure(writer, work)
            joined += front(writer)
            second = Person(browser, site, shots, "second", java_script_enabled=False)
            second.go("/en/sign-in").fill(email="ana@example.org", password=PASSWORD).send()
            conflict(writer, second, action)
            plan = publish(writer, work)

            resident = Person(browser, site, shots, "resident", java_script_enabled=False,
                              viewport={"width": 360, "height": 740})
            resident.go(plan.replace("/en/", "/mk/", 1)).says("Digital plan of Sampleton").shoot("mk")
            reader = Person(browser, site, shots, "reader", viewport={"width": 360, "height": 740})
            keyboard(reader, plan)
            joined += exports(resident, reader, writer, plan, work, faults)
            # The next version is begun, so that pages for editing open too.
            writer.go(work).press('main form[action$="/revision"] button')
            visit(browser, site, shots, writer, plan, work, [action, *joined], faults)
            bundle(site, program, plan, reader)
            for person in [writer, reader]:
                faults += person.errors
            browser.close()
    finally:
        site.stop()
    return told(faults)


def keyboard(reader, plan):
    """The first stop of the keyboard leads to the content."""
    reader.go(plan)
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("document.activeElement.className") == "skip"
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.id") == "main"


def exports(resident, reader, writer, plan, work, faults):
    """Files made in the background: one without scripts, one with them, one that is ended.

    Returns the pages of what was made.
    """
    pages = []
    for person, path, file in [(resident, f"{plan}/export", "csv"), (reader, f"{plan}/export", "xlsx"),
                               (writer, f"{work}/export", "xlsx")]:
        person.go(path)
        person.page.locator(f'#order [name="file"][value="{file}"]').check()
        person.press("#order form button")
        assert "/exports/" in person.page.url, person.page.url
        # The page loads itself anew, with scripts and without.
        person.page.wait_for_selector('main a[href$="/file"]', timeout=60_000)
        person.says("sha256:").shoot("export")
        if person is not resident:
            axe(person, faults)
        with person.page.expect_download() as download:
            person.page.locator('main a[href$="/file"]').click()
        with zipfile.ZipFile(download.value.path()) as archive:
            assert archive.testzip() is None and len(archive.namelist()) > 20
        pages.append(person.page.url.replace(person.site.address, "").split("?")[0])
    pages.append(ended(writer, work))
    return pages


def ended(writer, work):
    """An export that takes long is ended in the very moment in which its page renews itself.

    What the page asked for arrives while the press of "End" is under way, and says that all is over:
    the page must not be loaded anew then, for that would take back the press. Returns the page.
    """
    # The second waits until the first is made.
    for words in ["mk", "en"]:
        writer.go(f"{work}/export").fill(words=words)
        writer.page.locator('#order [name="file"][value="pdf"]').check()
        writer.press("#order form button")
    place = writer.page.url.split("?")[0]
    asked, pressed = [], []
    writer.page.route("**/exports/*?live=1", lambda route: asked.append(route))

    def press(route):
        pressed.append(route)
        while asked:
            asked.pop().fulfill(status=200, content_type="text/html", body="<main>It is over</main>")

    writer.page.route("**/cancellation", press)
    for _ in range(100):
        if asked:
            break
        writer.page.wait_for_timeout(50)
    assert asked, "the page did not ask how far it is"
    # No navigation is waited for: whether one comes of the press is what is tried.
    writer.page.locator('main form[action$="/cancellation"] button').click(no_wait_after=True)
    for _ in range(100):
        if pressed:
            break
        writer.page.wait_for_timeout(50)
    writer.page.wait_for_timeout(500)
    with contextlib.suppress(Error):
        pressed[0].continue_()
    writer.page.wait_for_timeout(500)
    writer.page.unroute("**/exports/*?live=1")
    writer.page.unroute("**/cancellation")
    writer.page.goto(place)
    writer.page.wait_for_selector('main .notice.warning, main a[href$="/file"]', timeout=60_000)
    assert not writer.page.locator('main a[href$="/file"]').count(), "the press of End was lost"
    return writer.page.url.replace(writer.site.address, "").split("?")[0]


def visit(browser, site, shots, writer, plan, work, others, faults):
    """Every page in every language at three widths, in light and dark: axe, and no sideways scroll.

    English and Macedonian in full; of each of the other languages every sixth page goes through axe,
    each another sixth. On PostgreSQL, where pages are drawn by the same code, each page is opened once.
    """
    rounds = [(360, "light", ["en", "mk"]), (768, "dark", ["en", "mk"]), (1440, "light", LANGUAGES)]
    if os.environ.get("GRADNIK_DATABASE"):
        rounds = [(1440, "light", ["en"])]
    views = ["", "/objectives", "/actions", "/causes", "/schedule", "/funding", "/risks", "/stakeholders",
             "/integration"]
    public = ["/en", "/en/cities", "/en/networks", "/en/plans", "/en/languages", "/en/about",
              "/en/accessibility", "/en/sign-in", "/en/practices", "/en/decisions", "/en/calls",
              "/en/profiles", "/en/consultations", "/en/search?q=portal", "/en/api",
              decision(writer)] + [plan + view for view in views]
    internal = [work, f"{work}/check", f"{work}/history", f"{work}/settings", f"{work}/review",
                f"{work}/import", f"{work}/export", f"{work}/tables", f"{work}/embedding", f"{work}/records/action", f"{others[0]}/costs", f"{work}/records/risk/new", "/en/work", "/en/account",
                "/en/accounts", "/en/accounts/invitations", "/en/accounts/events",
                "/en/account/second-factor", "/en/account/tokens", "/en/search?q=portal&in=working"] + others
    state = writer.context.storage_state()
    for width, scheme, languages in rounds:
        person = Person(browser, site, shots, f"{width}-{scheme}", storage_state=state,
                        viewport={"width": width, "height": 900}, color_scheme=scheme)
        for turn, language in enumerate(languages):
            for number, path in enumerate(public + internal):
                answer = person.page.goto(site.address + path.replace("/en", f"/{language}", 1))
                # A page that says what to mend (422) is a page as any other.
                if answer.status >= 400 and answer.status != 422:
                    faults.append(f"{person.page.url}: answered {answer.status}")
                if language in ("en", "mk") or number % 6 == turn % 6:
                    axe(person, faults)
                if person.page.evaluate(
                        "document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                    faults.append(f"{person.page.url}: scrolls sideways at {width} px")
                if shots and language in ("en", "mk"):
                    name = re.sub(r"\W+", "-", path.replace(plan, "plan").replace(work, "work"))
                    person.shoot(f"{language}{name[:60]}")
        person.context.close()


def decision(person):
    """The page of the newest decision."""
    person.go("/en/decisions").says("sha256:")
    return person.page.locator("main table a").first.get_attribute("href")


def bundle(site, program, plan, reader):
    """The published decision can be recomputed away from the server, and tampering shows."""
    reader.go(plan)
    head = reader.page.inner_text(".log-head code")
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "decision.zip")
        with urllib.request.urlopen(f"{site.address}{plan}/versions/1/decision.zip") as answer:
            path.write_bytes(answer.read())
        run = lambda *more: subprocess.run([program, "verify", path, *more], capture_output=True)
        assert run("--head", head).returncode == 0, run("--head", head).stderr
        assert run("--head", "sha256:" + "1" * 64).returncode == 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
