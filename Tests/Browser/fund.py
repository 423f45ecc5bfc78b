#!/usr/bin/env python3
"""From a closed vote to a funded plan: ranked by four people, funded with the winners of the vote as
floor, changed by a what-if, accepted, published, verified.

    fund.py GRADNIK [SCREENSHOTS]

Nobody needs a script; one looks on with scripts, and one uses the keys alone.
"""
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

from playwright.sync_api import Error, sync_playwright

from decide import CRITERIA, path, score, sign_in, verify
from main_job import PASSWORD, Person, publish, told
from vote import Demonstration, Voter, city_of, day, look, look_at, lookers

PROJECTS = {"Trees in Mill Street": 42_000, "Benches at the river": 9_500, "Drinking fountain": 18_000}
BUDGET = 60_000
BALLOTS = [[1, 2], [1, 2], [1, 2], [1], [2, 3], [2]]
WINNERS = 2
ROLES = ["cityCoordinator", "cityContributor", "electedMember"]


def fourth(program, site, city):
    """One more contributor of the city."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(PASSWORD + "\n")
        file.flush()
        subprocess.run(
            [program, "account", "create", "--data", site.folder.name, "--name", "Vesna Fourth",
             "--email", "vesna@example.org", "--role", "cityContributor", "--city", city,
             "--password-file", file.name], check=True, capture_output=True,
            env={"PATH": os.environ["PATH"], "HOME": site.folder.name})
    site.extra = {"email": "vesna@example.org", "password": PASSWORD}


def vote(chair, site, city):
    """Six residents vote on three projects; two are funded. Answers the vote's address."""
    chair.go(f"/en/facts/consultation/new?parent={city}").fill(name="Green streets", entry="code").send()
    place = path(chair)
    chair.go(place).press('main a[href*="/facts/consultation/"]')
    chair.fill(votingFrom=day(-1), votingUntil=day(1), budget=str(BUDGET), ballot="approval", most="3",
               rule="equalshares", completion="add1u", ties="lot", entry="code", perAddress="").send()
    name = place.rsplit("/", 1)[1]
    for title, cost in PROJECTS.items():
        chair.go(f"/en/facts/vote_project/new?parent={city}~{name}").fill(name=title, cost=str(cost)).send()
    chair.go(f"{place}/register").fill(count=str(len(BALLOTS)))
    with chair.page.expect_download() as download:
        chair.page.locator('main form[action$="/codes"] button').click()
    codes = pathlib.Path(download.value.path()).read_text().split()[1:]
    chair.go(place).press('main form[action$="/opening"] button')
    voter = Voter(site.address, name)
    for code, marks in zip(codes, BALLOTS):
        voter.cast(voter.enter(code), marks)
    return place


def adopt(chair, place, plan, name):
    """A funded project becomes an action of the plan, with objective and cost. Answers the action."""
    chair.go(f"{place}/result")
    card = chair.page.locator("main [id^=project-]", has_text=name).last
    card.locator("select").select_option(value=plan.split("/")[3])
    with chair.page.expect_navigation():
        card.locator("form button").click()
    action = path(chair).rsplit("/", 1)[1]
    chair.go(f"{plan}/records/action/{action}")
    chair.page.locator('main [name="objectives"]').first.check()
    chair.send().go(f"{plan}/records/cost_line/new?parent={action}")
    chair.fill(year="2028", planned=str(PROJECTS[name])).send()
    return action


def rank(people, plan):
    """Four score four actions of the plan and the two that residents chose; the chair accepts."""
    chair = people[0]
    chair.go(f"{plan.removesuffix('/work')}/decide/new")
    boxes = chair.page.locator('main input[name^="action-"]')
    for index in range(4, boxes.count() - WINNERS):
        boxes.nth(index).uncheck()
    chair.fill(name="Priorities", question="What comes first?")
    for criterion in CRITERIA:
        chair.page.check(f'main [name="template-{criterion}"]')
    for box in chair.page.locator('main input[name^="member-"]').all():
        box.check()
    assert chair.page.locator('main input[name^="member-"]').count() >= 4, "four can score"
    chair.send()
    round_ = path(chair)
    chair.press('main form[action$="/opening"] button')
    weights = [
        ("swing", {f"w-{c}": str(100 - 20 * i) for i, c in enumerate(CRITERIA)}),
        ("order", {f"w-{c}": str(i + 1) for i, c in enumerate(CRITERIA)}),
        ("intervals", {**{f"w-{c}": "10" for c in CRITERIA}, **{f"h-{c}": "50" for c in CRITERIA}}),
        ("swing", {f"w-{c}": "50" for c in CRITERIA}),
    ]
    for number, (person, (kind, given)) in enumerate(zip(people, weights)):
        score(person, round_, number % 2, kind, given)
    chair.go(round_).press('main form[action$="/closing"] button')
    chair.go(f"{round_}/acceptance").fill(body="Steering group", reference="1/2027").send()
    public = path(chair)
    chair.page.locator('main a[href*="/decisions/"]').last.click()
    return public, path(chair)


def prepare(chair, keys, plan, actions, faults):
    """Money, values of the ranking by keyboard, the vote as floor: each at one press."""
    chair.go(f"{plan}/fund").press('main form[action$="/fund"] button')
    base = path(chair).removesuffix("/money")
    chair.fill(seconds="5", samples="3", **{"side-seconds": "3"})
    chair.fill(megabytes="1").send(refused=True)
    assert chair.page.locator("#megabytes-error").count(), "a limit of 1 MB was taken"
    chair.fill(megabytes="1024").send().says("Take the values from the ranking")
    keys.go(f"{base}/values")
    keys.page.locator('main [name="how"]').first.focus()
    while keys.page.evaluate("document.activeElement.value") != "rankingWeights":
        keys.page.keyboard.press("ArrowDown")
    while keys.page.evaluate("document.activeElement.tagName") != "BUTTON":
        keys.page.keyboard.press("Tab")
    with keys.page.expect_navigation():
        keys.page.keyboard.press("Enter")
    keys.says("The values are taken from the ranking").says("Criteria of the ranking")
    chair.go(f"{base}/values")
    chair.page.check('main [name="role-0"][value="floor"]')
    chair.fill(**{"floor-0": "100"})
    chair.press('main form[action$="/vote"] button')
    chair.says("The votes and winners are taken over").says("Green streets").shoot("values")
    chair.go(f"{base}/actions")
    for action in actions:
        assert chair.page.locator(f'main [name="winners"][value="{action}"]').is_checked()
    chair.send()
    return base


def until(page, words):
    """Waits for what a script tells; the page's policy lets no text be run again and again."""
    for _ in range(600):
        try:
            if page.evaluate(f"Boolean({words})"):
                return
        except Error:
            pass  # The page is just being loaded anew.
        page.wait_for_timeout(100)
    raise AssertionError(f"never came true: {words}")


def run(chair, watcher, plan, base, faults):
    """Starts a search; it is seen to go on with scripts and without."""
    chair.go(f"{plan}/fund").press(f'main form[action$="{base.rsplit("/", 1)[1]}/runs"] button')
    place = path(chair)
    loads = []
    watcher.page.on("framenavigated", lambda frame: loads.append(frame.url))
    watcher.go(place)
    # A quick search may be over before the page asks for parts.
    until(watcher.page, "location.search.includes('live=1') || document.querySelector('#portfolio')")
    if not watcher.page.locator("#portfolio").count():
        look(watcher, faults)
    watcher.page.wait_for_selector("#portfolio", timeout=180_000)
    # Loaded, told to ask for parts, over: nothing in between.
    if len(loads) > 3:
        faults.append(f"{place}: was loaded {len(loads)} times with scripts: {loads}")
    # Without scripts the page is loaded anew by itself.
    chair.page.wait_for_selector("#portfolio", timeout=180_000)
    return place


def cancel(chair, plan, base):
    """A search that is stopped once it has a plan keeps it."""
    chair.go(f"{plan}/fund").press(f'main form[action$="{base.rsplit("/", 1)[1]}/runs"] button')
    place = path(chair)
    until(chair.page, "document.querySelector('#portfolio') || "
        "!['–', undefined].includes(document.querySelector('#live dd')?.textContent)")
    stop = chair.page.locator('main form[action$="/cancellation"] button')
    assert stop.count(), "the search was over before it could be stopped"
    stop.click()
    chair.page.wait_for_selector("#portfolio", timeout=180_000)
    chair.go(f"{plan}/fund").says("Stopped by a person")
    return place


def what_if(chair, place):
    """Cost weighs more: the answer stands beside the one before."""
    chair.go(place).fill(**{"weight-cost": "101"}).press('main form[action$="/what-if"] button')
    assert chair.page.locator("#weight-cost-error").count(), "101 % was taken"
    chair.fill(**{"weight-cost": "60"}).press('main form[action$="/what-if"] button')
    chair.page.wait_for_selector("#comparison", timeout=180_000)
    chair.says("Cost weighs 60%").says("Before and after").shoot("what-if")
    return path(chair)


def accept(chair, place, plan, actions):
    """The chosen actions have their years and funding lines, the winners of the vote among them."""
    chair.go(f"{place}/acceptance").shoot("acceptance")
    chair.fill(by="City council").send()
    chair.page.locator('main a[href*="/decisions/"]').first.click()
    decision = path(chair)
    chair.says("Actions that are done").says("As a floor")
    for action in actions:
        chair.go(f"{plan}/actions/{action}")
        text = chair.page.inner_text("main")
        assert "2028" in text or "2029" in text or "2027" in text, text[:800]
    return decision


def funded(site, actions):
    """How many funding lines the actions have in the database of this test."""
    with sqlite3.connect(f"file:{site.folder.name}/gradnik.db?mode=ro", uri=True) as database:
        marks = ",".join("?" * len(actions))
        rows = database.execute(
            f"SELECT action, SUM(amount) FROM funding_line WHERE action IN ({marks}) GROUP BY action",
            actions).fetchall()
        return dict(rows)


def main(program, shots):
    site = Demonstration(program)
    faults = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox"])
            chair = sign_in(browser, site, shots, "cityCoordinator", 1280)
            chair.go("/en/work")
            plan = chair.page.locator('main a[href$="/work"][href*="/plans/"]').first.get_attribute("href")
            city = city_of(chair)
            fourth(program, site, city)
            place = vote(chair, site, city)
            site.end_voting(place.rsplit("/", 1)[1])
            site.accounts["fourth"] = site.extra
            people = [sign_in(browser, site, shots, role, 1280 if role != "electedMember" else 360)
                      for role in [*ROLES, "fourth"]]
            chair = people[0]
            chair.go(place).press('main form[action$="/closure"] button')
            chair.go(plan).press('main form[action$="/revision"] button')
            winners = list(PROJECTS)[:WINNERS]
            actions = [adopt(chair, place, plan, name) for name in winners]
            ranking, ranked = rank(people, plan)
            state = chair.context.storage_state()
            keys, watcher = [Person(browser, site, shots, name, storage_state=state,
                                    viewport={"width": 1280, "height": 800}) for name in ["keys", "watcher"]]
            base = prepare(chair, keys, plan, actions, faults)
            first = run(chair, watcher, plan, base, faults)
            chair.go(first).says("enters as a floor: the plan holds at least 100% of all votes").shoot("result")
            for name in winners:
                chair.says(name)
            cancel(chair, plan, base)
            changed = what_if(chair, first)
            look_at(lookers(browser, site, shots, state),
                    [f"{plan}/fund", f"{base}/money", f"{base}/values", f"{base}/actions", first, changed,
                     f"{changed}/acceptance"], faults)
            decision = accept(chair, changed, plan, actions)
            lines = funded(site, actions)
            assert lines == {action: 100 * PROJECTS[name] for action, name in zip(actions, winners)}, lines
            published = publish(chair, plan)
            reader = chair.guest(viewport={"width": 360, "height": 740}, java_script_enabled=False)
            reader.go(f"{published}/actions").says(winners[0])
            look_at(lookers(browser, site, shots), [decision, ranked, ranking], faults)
            for taken in [ranked, decision]:
                verify(program, site, taken)
            for person in [*people, keys, watcher, reader]:
                faults += person.errors
            browser.close()
    finally:
        site.stop()
    return told(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
