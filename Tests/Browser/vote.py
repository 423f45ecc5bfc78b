#!/usr/bin/env python3
"""A whole budget vote: made, opened, cast by 300 voters, closed, counted, checked, put into a plan.

    vote.py GRADNIK [SCREENSHOTS]

The coordinator and two clerks use a browser, one voter a phone without JavaScript; the others cast
their ballots over connections of their own. The last day cannot be waited for: it is moved, in the
database of this test.
"""
import collections
import concurrent.futures
import datetime
import hashlib
import http.client
import json
import os
import pathlib
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import urllib.parse
import zipfile

from playwright.sync_api import sync_playwright

from decide import path, sign_in
from main_job import Person, axe, told

HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"}
BUDGET = 100_000
PROJECTS = {"Trees in Mill Street": 42_000, "Benches at the river": 9_500, "Drinking fountain": 18_000,
            "Safe way to school": 36_500, "Night bus": 61_000, "Library garden": 14_000,
            "Skate park": 55_000, "Repair shop": 7_000}
VOTERS = 300
CONNECTIONS = 16
# On paper: what each of two people reads on a ballot; the third is read differently.
PAPER = {1: ([1, 2], [1, 2]), 2: ([4], [4]), 3: ([3, 6], [3, 8]), 4: ([2, 4, 8], [2, 4, 8])}
DIFFERS = 3


class Demonstration:
    """The demonstration on a free port; it can be stopped and go on with the same database."""

    def __init__(self, program):
        self.program = program
        self.folder = tempfile.TemporaryDirectory()
        self.start("--fresh")

    def start(self, *more):
        port = os.environ.get("GRADNIK_VOTE_PORT", "0")
        self.process = subprocess.Popen(
            [self.program, "demo", "--port", port, "--data", self.folder.name, "--json", *more],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        answer = json.loads(self.process.stdout.readline())
        self.address = answer["address"]
        self.accounts = {account["role"]: account for account in answer["accounts"]}

    def halt(self):
        self.process.terminate()
        self.process.wait(20)

    def end_voting(self, vote):
        """Makes yesterday the last day of voting."""
        self.halt()
        database = sqlite3.connect(f"{self.folder.name}/gradnik.db")
        database.execute("UPDATE consultation SET voting_from = ?, voting_until = ?, voting_starts = NULL,"
                         " voting_ends = NULL WHERE id = ?",
                         (day(-2), day(-1), vote))
        database.commit()
        database.close()
        self.start()

    def stop(self):
        self.halt()
        self.folder.cleanup()


class Voter:
    """Somebody with a code and a connection, without a browser."""

    def __init__(self, address, vote):
        self.connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)
        self.base = f"/en/consultations/{vote}"

    def send(self, method, part, values=None):
        body = urllib.parse.urlencode(values, doseq=True) if values else None
        self.connection.request(method, f"{self.base}{part}", body, HEADERS)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def post(self, part, expected=200, **values):
        status, page = self.send("POST", part, values)
        assert status == expected, (part, status, page.decode()[-900:])
        return page.decode()

    def enter(self, code):
        """Shows the code; answers what the ballot's form carries along."""
        page = self.post("/entry", code=code)
        return {name: value(page, name) for name in ("pass", "base")}

    def cast(self, carried, marks):
        """Marks, looks once more, casts; answers the receipt."""
        review = self.post("/ballot", **carried, p=marks, step="review")
        page = self.post("/ballot", **carried, marks=value(review, "marks"), step="cast")
        return receipt(page)


def value(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page).group(1)


def receipt(page):
    """The code of a receipt, and the whole receipt."""
    return (re.search(r'class="receipt"><strong>([0-9A-Z-]{19})<', page).group(1),
            re.search(r"[0-9A-Z-]{19}\.[0-9a-f]{128}", page).group(0))


def day(shift):
    return (datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(shift)).isoformat()


def look(person, faults):
    """Axe, and whether the page scrolls sideways."""
    axe(person, faults)
    width = person.page.viewport_size["width"]
    if person.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        faults.append(f"{person.page.url}: scrolls sideways at {width} px")


def look_at(people, paths, faults):
    for person in people:
        for language in ["en", "mk"]:
            for place in paths:
                person.go(place.replace("/en", f"/{language}", 1))
                look(person, faults)


def lookers(browser, site, shots, state=None):
    return [Person(browser, site, shots, f"{width}-{'staff' if state else 'guest'}",
                   storage_state=state, viewport={"width": width, "height": 800})
            for width in (360, 1440)]


def prepare(chair):
    """A draft with its projects; what is missing is said before it can be opened."""
    chair.go("/en/work")
    plan = chair.page.locator('main a[href$="/work"][href*="/plans/"]').first.get_attribute("href")
    city = city_of(chair)
    new = f"/en/facts/consultation/new?parent={city}"
    chair.go(new).fill(name="Green streets", entry="code").send()
    vote = path(chair)
    chair.go(vote).press('main form[action$="/opening"] button')
    chair.says("Set the budget before opening").says("Add at least two projects")
    chair.press('main a[href*="/facts/consultation/"]')
    edit = path(chair)
    chair.fill(text="What comes first in our streets?", votingFrom=day(-1), votingUntil=day(1),
               currency="EUR", budget=str(BUDGET), ballot="approval", most="4", rule="equalshares",
               completion="add1u", ties="lot", entry="code", perAddress="", hasDesk="yes",
               hasPaper="yes", comparison="yes").send()
    project = f"/en/facts/vote_project/new?parent={city}~{vote.rsplit('/', 1)[1]}"
    chair.go(project).fill(name="No cost").send(refused=True)
    assert chair.page.locator(".error-summary").count(), "a project without a cost was taken"
    for name, cost in PROJECTS.items():
        chair.go(project).fill(name=name, cost=str(cost)).send()
    chair.go(vote).says("Repair shop")
    return plan, vote, [new, edit, project]


def city_of(chair):
    """The city whose votes the coordinator may make."""
    chair.go("/en/cities")
    anchors = chair.page.locator('main a[href^="/en/cities/"]').all()
    for link in sorted({anchor.get_attribute("href") for anchor in anchors}):
        if re.fullmatch(r"/en/cities/[a-z0-9]+", link):
            chair.go(f"{link}/consultations")
            if chair.page.locator('main a[href*="/facts/consultation/new"]').count():
                return link.rsplit("/", 1)[1]
    raise AssertionError("the coordinator may make a vote nowhere")


def make_codes(chair, vote):
    """Codes are handed over once, as a table; a list of them is nowhere on a page."""
    chair.go(f"{vote}/register").fill(count=str(VOTERS + 10))
    with chair.page.expect_download() as download:
        chair.page.locator('main form[action$="/codes"] button').click()
    codes = pathlib.Path(download.value.path()).read_text().split()[1:]
    assert len(set(codes)) == VOTERS + 10
    chair.go(f"{vote}/register")
    assert not [code for code in codes if code in chair.page.content()]
    return codes


def open_vote(chair, voter, vote, edits):
    """Opening fixes the rules and shows their digest; nothing can be edited afterwards."""
    chair.go(vote)
    removal = chair.page.locator('main form[action*="/vote-projects/"]').first.get_attribute("action")
    project = chair.page.locator('main a[href^="/en/facts/vote_project/"]').first.get_attribute("href")
    chair.press('main form[action$="/opening"] button')
    chair.says("Fixed on")
    _, rules = voter.send("GET", "/rules.json")
    chair.says("sha256:" + hashlib.sha256(rules).hexdigest())
    fixed = json.loads(rules)
    assert [int(project["cost"]) for project in fixed["projects"]] == [100 * c for c in PROJECTS.values()]
    for link in ['a[href*="/facts/consultation/"]', 'a[href*="/facts/vote_project/"]',
                 'form[action*="/vote-projects/"]', 'form[action$="/opening"]', 'form[action$="/closure"]']:
        assert not chair.page.locator(f"main {link}").count(), f"{link} is still offered"
    token = chair.page.locator('[name="csrf"]').first.get_attribute("value")
    for address, values in [(edits[1], {"budget": "1", "name": "Other", "content": "en", "revision": "2"}),
                            (project, {"name": "Other", "cost": "1", "content": "en", "revision": "1"}),
                            (removal, {}), (f"{vote}/opening", {}), (f"{vote}/closure", {})]:
        answer = chair.context.request.post(
            chair.site.address + address, form=values | {"csrf": token}, headers=HEADERS, max_redirects=0)
        assert answer.status in (403, 409, 422), f"{address} after the opening: {answer.status}"
    assert voter.send("GET", "/rules.json")[1] == rules, "the rules changed after the opening"
    return rules


def phone(browser, site, shots, vote, code, marks):
    """A voter on a phone, without JavaScript; answers the receipt."""
    voter = Person(browser, site, shots, "phone", java_script_enabled=False,
                   viewport={"width": 360, "height": 740})
    voter.go(vote).press('main a[href$="/vote"]')
    voter.fill(code="no-such-code").send(refused=True)
    assert voter.page.locator(".error-summary").count(), "a code that was not given out opens the ballot"
    voter.go(f"{vote}/vote").fill(code=code).send()
    voter.shoot("ballot").send(refused=True)
    voter.says("at least 1 project")
    mark(voter, marks)
    voter.send().shoot("review")
    voter.press('main button[value="edit"]')
    voter.send()
    voter.press('main button[value="cast"]')
    voter.says("Your ballot is in the box").shoot("receipt")
    return receipt(voter.page.content())


def mark(person, marks):
    for number in marks:
        person.page.check(f'main .ballot [name="p"][value="{number}"]')


def look_and_vote(person, language, vote, code, marks, faults):
    """Votes with axe on every page that a voter meets."""
    person.go(vote.replace("/en", f"/{language}", 1) + "/vote")
    look(person, faults)
    person.fill(code=code).send()
    look(person, faults)
    mark(person, marks)
    person.send()
    look(person, faults)
    person.press('main button[value="cast"]')
    look(person, faults)
    return receipt(person.page.content())


def all_pages(chair, voter, vote, city):
    """Every page that could tell how the vote stands, as everybody and as the coordinator sees it."""
    parts = ["", "/vote", "/receipts", "/trust", "/result", "/election.pb", "/rules.json", "/register",
             "/desk", "/paper"]
    others = ["/en", "/en/consultations", f"/en/cities/{city}", f"/en/cities/{city}/consultations",
              "/en/decisions", "/en/plans", f"/en/facts/consultation/{vote.rsplit('/', 1)[1]}/history"]
    seen = {}
    for place in [vote + part for part in parts] + others:
        voter.connection.request("GET", place)
        answer = voter.connection.getresponse()
        seen[place] = (answer.status, plain(answer.read().decode()))
        answer = chair.context.request.get(chair.site.address + place)
        seen[place, "staff"] = (answer.status, plain(answer.text()))
    return seen


def plain(page):
    """A page without what differs at every request."""
    return re.sub(r'request [a-z0-9]+|<code>[a-z0-9]{10,13}</code>|name="csrf" value="[0-9a-f]+"', "", page)


def cast_all(chair, address, vote, city, codes):
    """Everybody enters, then everybody casts; no page tells anything in between or afterwards."""
    name = vote.rsplit("/", 1)[1]
    chance = random.Random(11)
    # Some projects are liked more, so that there is something to win.
    likes = [9, 6, 7, 8, 5, 4, 2, 3]
    wanted = []
    for _ in codes:
        marks = set(chance.choices(range(1, len(PROJECTS) + 1), likes, k=chance.randint(1, 4)))
        wanted.append(sorted(marks))
    voters = [Voter(address, name) for _ in range(CONNECTIONS)]

    def each(work):
        lanes = [range(lane, len(codes), CONNECTIONS) for lane in range(CONNECTIONS)]
        with concurrent.futures.ThreadPoolExecutor(CONNECTIONS) as pool:
            done = pool.map(lambda lane: [(i, work(voters[lane], i)) for i in lanes[lane]],
                            range(CONNECTIONS))
            return {i: answer for lane in done for i, answer in lane}

    carried = each(lambda voter, i: voter.enter(codes[i]))
    before = all_pages(chair, voters[0], vote, city)
    assert before[f"{vote}/result"][0] == before[f"{vote}/election.pb"][0] == 404
    receipts = each(lambda voter, i: voter.cast(carried[i], wanted[i]))
    after = all_pages(chair, voters[0], vote, city)
    for place, page in before.items():
        assert after[place] == page, f"{place} changed with the ballots"
    return wanted, receipts, carried


def change_mind(voter, code, first, carried, marks):
    """The later ballot counts; a form that was opened before the earlier one is not taken."""
    late = voter.post("/ballot", 409, **carried, marks="1", step="cast")
    assert "class=\"receipt\"" not in late
    again = voter.enter(code)
    assert again["base"], "the ballot does not say that there is an earlier one"
    latest = voter.cast(again, marks)
    assert latest[0] != first[0]
    for typed, words in [(latest[1], "Whether its ballot counts can be seen when voting has ended"),
                         (latest[0], "Ballots are sealed until voting ends")]:
        status, page = voter.send("GET", f"/receipts?receipt={typed}")
        assert status == 200 and words in page.decode(), page.decode()[-900:]
    return latest


def desk(clerk, vote, code, marks):
    clerk.go(f"{vote}/desk").fill(code=code).send()
    mark(clerk, marks)
    clerk.send().press('main button[value="cast"]')
    return receipt(clerk.page.content())


def paper(clerks, voter, vote, code):
    """A ballot handed out on paper counts in place of one here; two people type each ballot."""
    first, _ = clerks
    carried = voter.enter(code)
    first.go(f"{vote}/paper")
    form = first.page.locator('main form[action$="/hand-out"]')
    form.locator('[name="code"]').fill(code)
    first.press('main form[action$="/hand-out"] button')
    first.says("Noted")
    page = voter.post("/ballot", 409, **carried, marks="1", step="cast")
    assert "You vote on paper" in page
    for place, clerk in enumerate(clerks):
        for serial, readings in PAPER.items():
            type_in(clerk, vote, serial, readings[place])
    type_in(first, vote, 1, [1])
    first.says("You have typed this ballot already")
    first.go(f"{vote}/paper").says("3 ballots on paper are done").says("Read differently")


def type_in(clerk, vote, serial, marks):
    clerk.go(f"{vote}/paper")
    form = clerk.page.locator('main form[action$="/paper"]')
    form.locator('[name="serial"]').fill(str(serial))
    for number in marks:
        form.locator(f'[name="p"][value="{number}"]').check()
    clerk.press('main form[action$="/paper"] button')


def close(chair, vote):
    """What is read differently is settled first; then the vote is closed and counted at once."""
    chair.go(vote).press('main form[action$="/closure"] button')
    chair.says("1 ballot on paper has not been typed alike")
    chair.go(f"{vote}/paper").shoot("paper")
    # The readings stand in no order of clerks: the one with the fountain and the garden is right.
    right = chair.page.locator('main form[action$="/settlement"]:has([name="p"][value="6"])')
    assert right.count() == 1 and right.locator('[name="serial"]').get_attribute("value") == str(DIFFERS)
    with chair.page.expect_navigation():
        right.locator("button").click()
    chair.says("4 ballots on paper are done")
    chair.go(vote).press('main form[action$="/closure"] button')
    assert path(chair) == f"{vote}/result", chair.page.url


def check_result(reader, voter, vote, cast):
    """Winners fit the budget, each project has its reason, and the published ballots are those cast."""
    reader.go(f"{vote}/result").says("Funded").says("Not funded").shoot("result")
    items = {int(item.get_attribute("id").removeprefix("project-")): item.inner_text()
             for item in reader.page.locator('main li[id^="project-"]').all()}
    assert sorted(items) == list(range(1, len(PROJECTS) + 1)), sorted(items)
    winners = [n for n, words in items.items() if "It was funded as number" in words]
    losers = [n for n, words in items.items() if "It was not funded" in words]
    assert winners and losers and len(winners) + len(losers) == len(PROJECTS), items
    costs = list(PROJECTS.values())
    spent = sum(costs[n - 1] for n in winners)
    assert spent <= BUDGET
    status, election = voter.send("GET", "/election.pb")
    assert status == 200
    rows = re.findall(r"(?m)^([0-9a-z]{16});([0-9,]*)\r?$", election.decode())
    counted = collections.Counter(marks for _, marks in rows)
    assert counted == cast, (counted - cast, cast - counted)
    reader.says(f"{spent:,}").says(f"{len(rows):,}")
    for number, words in items.items():
        votes = sum(times for marks, times in cast.items() if str(number) in marks.split(","))
        assert f"{votes} voters chose it" in words, words
    return winners, {code for code, _ in rows}


def check_receipts(reader, vote, first, latest, marks, names):
    for typed in latest:
        reader.go(f"{vote}/receipts").fill(receipt=typed).send().says("This ballot is in the count")
        for number in marks:
            reader.says(names[number - 1])
    reader.shoot("found")
    reader.go(f"{vote}/receipts?receipt={first[0]}").says("changed later")
    forged = latest[1][:-1] + ("0" if latest[1][-1] != "0" else "1")
    reader.go(f"{vote}/receipts?receipt={forged}").says("was not given out in this vote")


def check_bundle(program, site, reader, vote):
    """The bundle comes out the same away from the server; with one ballot altered it does not."""
    reader.go(f"{vote}/result")
    head = re.search(r"--head (sha256:[0-9a-f]{64})", reader.page.inner_text("main")).group(1)
    with tempfile.TemporaryDirectory() as folder:
        with reader.page.expect_download() as download:
            reader.page.locator('main a[href$="/bundle.zip"]').first.click()
        bundle = pathlib.Path(folder, "decision.zip")
        download.value.save_as(bundle)
        done = verify(program, bundle, "--head", head)
        assert done.returncode == 0 and "Equal" in done.stdout, done
        assert verify(program, bundle, "--head", "sha256:" + "1" * 64).returncode == 1
        with zipfile.ZipFile(bundle) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        old = files["inputs/election.pb"]
        new = re.sub(rb"(?m)^([0-9a-z]{16}); ?[0-9,]+$", rb"\1;5", old, count=1)
        assert new != old
        # Once plainly, once by somebody who also writes the new digest wherever the old one stands.
        digests = [hashlib.sha256(content).hexdigest().encode() for content in (old, new)]
        for hides in (False, True):
            altered = pathlib.Path(folder, f"altered-{hides}.zip")
            with zipfile.ZipFile(altered, "w") as archive:
                for name, content in files.items():
                    content = new if name == "inputs/election.pb" else content
                    archive.writestr(name, content.replace(*digests) if hides else content)
            done = verify(program, altered)
            assert done.returncode == 1, done
            assert "Differs" in done.stdout and (hides or "inputs/election.pb" in done.stdout), done


def verify(program, bundle, *more):
    return subprocess.run([program, "verify", bundle, *more], capture_output=True, text=True)


def make_action(chair, reader, vote, plan, winner, faults):
    """A funded project becomes an action with its cost, which says where it came from."""
    name = list(PROJECTS)[winner - 1]
    button = chair.page.locator(f"main #project-{winner} form button")
    chair.go(plan)
    assert chair.page.locator('main form[action$="/revision"]').count(), "the plan is not published"
    chair.go(f"{vote}/result")
    if button.count():
        faults.append(f"{chair.page.url}: offers a published plan, which takes no action")
    chair.go(plan).press('main form[action$="/revision"] button')
    chair.go(f"{vote}/result")
    select = chair.page.locator(f"main #project-{winner} select")
    objective = select.locator(f'option[value^="{plan.split("/")[3]}~"]').first
    served = objective.inner_text()
    select.select_option(value=objective.get_attribute("value"))
    with chair.page.expect_navigation():
        button.click()
    action = path(chair).rsplit("/", 1)[1]
    chair.go(f"{vote}/result").says("It became an action")
    chair.go(f"{plan}/actions/{action}").says("Residents chose this in a vote").says(name)
    chair.says(served).says(f"€{PROJECTS[name]:,}.00")
    chair.shoot("action").press(f'main a[href^="{vote}"]')
    # The action is in the next version only, which residents cannot read yet.
    for person in (reader, chair):
        person.go(f"{vote}/result")
        for link in person.page.locator(f"main #project-{winner} a").all():
            target = person.site.address + link.get_attribute("href")
            status = person.context.request.get(target).status
            if status != 200:
                faults.append(f"{person.page.url}: leads to {target}, which answers {status}")


def main(program, shots):
    site = Demonstration(program)
    faults = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
            chair = sign_in(browser, site, shots, "cityCoordinator", 1280)
            plan, vote, edits = prepare(chair)
            name, city = vote.rsplit("/", 1)[1], edits[0].rsplit("=", 1)[1]
            staff = lookers(browser, site, shots, chair.context.storage_state())
            look_at(staff, [vote, edits[0], edits[2]], faults)
            codes = make_codes(chair, vote)
            voter = Voter(site.address, name)
            rules = open_vote(chair, voter, vote, edits)
            wanted, receipts, carried = cast_all(chair, site.address, vote, city, codes[:VOTERS])
            first = receipts[0]
            wanted[0] = [2, 4]
            receipts[0] = change_mind(voter, codes[0], first, carried[0], wanted[0])
            rest = iter(codes[VOTERS:])
            wanted.append([1, 4])
            receipts[len(receipts)] = phone(browser, site, shots, vote, next(rest), [1, 4])
            guests = lookers(browser, site, shots)
            for guest in guests:
                for language in ["en", "mk"]:
                    wanted.append([2, 3])
                    receipts[len(receipts)] = look_and_vote(
                        guest, language, vote, next(rest), [2, 3], faults)
            clerk = sign_in(browser, site, shots, "cityContributor", 1280)
            wanted.append([7])
            receipts[len(receipts)] = desk(clerk, vote, next(rest), [7])
            paper([clerk, chair], voter, vote, next(rest))
            wanted += [readings[0] for readings in PAPER.values()]
            look_at(guests, [vote, f"{vote}/trust", f"{vote}/receipts", f"/en/cities/{city}/consultations"],
                    faults)
            look_at(staff, [f"{vote}/paper", f"{vote}/desk", f"{vote}/register"], faults)
            site.end_voting(name)
            voter = Voter(site.address, name)
            assert voter.send("GET", "/result")[0] == 404, "a result before the close"
            voter.post("/entry", 409, code=codes[0])
            chair = sign_in(browser, site, shots, "cityCoordinator", 1280)
            close(chair, vote)
            reader = chair.guest(viewport={"width": 1280, "height": 800})
            cast = collections.Counter(",".join(map(str, marks)) for marks in wanted)
            winners, published = check_result(reader, voter, vote, cast)
            lost = [code for code, _ in receipts.values() if code.replace("-", "").lower() not in published]
            assert not lost, f"{len(lost)} ballots lost"
            check_receipts(reader, vote, first, receipts[0], wanted[0], list(PROJECTS))
            check_bundle(program, site, reader, vote)
            assert voter.send("GET", "/rules.json")[1] == rules
            make_action(chair, reader, vote, plan, winners[0], faults)
            staff = lookers(browser, site, shots, chair.context.storage_state())
            look_at(guests, [f"{vote}/receipts?receipt={receipts[0][0]}"], faults)
            look_at(staff, [f"{vote}/result"], faults)
            for person in [chair, clerk, reader, *guests, *staff]:
                faults += person.errors
            browser.close()
    finally:
        site.stop()
    return told(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
