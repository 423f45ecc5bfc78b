#!/usr/bin/env python3
"""The demonstration's plan is scored by three people, ranked, accepted, published and verified.

    decide.py GRADNIK [SCREENSHOTS]

Nobody needs a script; the elected member uses a phone.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.request

from playwright.sync_api import sync_playwright

from main_job import Person, axe, told

CRITERIA = ["impact", "urgency", "cost", "climate"]
LEVELS = ["5", "4", "3", "2", "1", "3-4"]
MEMBERS = ["cityCoordinator", "cityContributor", "electedMember"]


class Demonstration:
    """The demonstration, with its accounts."""

    def __init__(self, program):
        self.folder = tempfile.TemporaryDirectory()
        port = os.environ.get("GRADNIK_TEST_PORT", "8790")
        self.process = subprocess.Popen(
            [program, "demo", "--port", port, "--data", self.folder.name, "--fresh", "--json"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        answer = json.loads(self.process.stdout.readline())
        self.address = answer["address"]
        self.accounts = {account["role"]: account for account in answer["accounts"]}

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        self.folder.cleanup()


def sign_in(browser, site, shots, role, width):
    person = Person(browser, site, shots, role, java_script_enabled=False,
                    viewport={"width": width, "height": 800})
    account = site.accounts[role]
    person.go("/en/sign-in").fill(email=account["email"], password=account["password"])
    return person.send()


def path(person):
    return person.page.url.replace(person.site.address, "").split("?")[0].split("#")[0]


def set_up(chair):
    """Six actions, four criteria, three members; what is missing is said beside its field."""
    chair.go("/en/work")
    chair.page.locator('main a[href$="/work"][href*="/plans/"]').first.click()
    chair.page.locator('main a[href$="/decide"]').first.click()
    chair.press('main a[href$="/decide/new"]')
    boxes = chair.page.locator('main input[name^="action-"]')
    for index in range(6, boxes.count()):
        boxes.nth(index).uncheck()
    chair.fill(name="Priorities", question="What comes first?")
    chair.send(refused=True).says("Choose at least one criterion")
    for criterion in CRITERIA:
        chair.page.check(f'main [name="template-{criterion}"]')
    for box in chair.page.locator('main input[name^="member-"]').all():
        box.check()
    chair.send()
    round_ = path(chair)
    chair.press('main form[action$="/opening"] button')
    return round_


def score(person, round_, shift, kind, weights):
    for criterion in ["impact", "urgency", "climate"]:
        person.go(f"{round_}/scores/{criterion}")
        fields = person.page.locator('main select[name^="score-"]').all()
        for index, field in enumerate(fields):
            unknown = criterion == "urgency" and index == 5
            field.select_option("" if unknown else LEVELS[(index + shift) % 6])
        person.send()
    person.go(f"{round_}/weights?kind={kind}").fill(**weights).send()
    person.go(round_).press('main form[action$="/submission"] button')
    person.says("You handed in on")


def verify(program, site, decision):
    """The bundle comes out the same away from the server."""
    with tempfile.TemporaryDirectory() as folder:
        bundle = pathlib.Path(folder, "decision.zip")
        with urllib.request.urlopen(f"{site.address}{decision}/bundle.zip") as answer:
            bundle.write_bytes(answer.read())
        done = subprocess.run([program, "verify", bundle], capture_output=True)
        assert done.returncode == 0, done.stdout + done.stderr


def main(program, shots):
    site = Demonstration(program)
    faults = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
                args=["--no-sandbox"])
            chair, contributor, elected = [
                sign_in(browser, site, shots, role, width)
                for role, width in zip(MEMBERS, [1280, 1280, 360])]
            round_ = set_up(chair)
            score(chair, round_, 0, "swing", {f"w-{c}": str(100 - 20 * i) for i, c in enumerate(CRITERIA)})
            # What the chair said is nothing to the others yet.
            contributor.go(f"{round_}/spread")
            assert "cannot be done now" in contributor.page.inner_text("main")
            score(contributor, round_, 1, "order", {f"w-{c}": str(i + 1) for i, c in enumerate(CRITERIA)})
            score(elected, round_, 0, "intervals",
                  {**{f"w-{c}": "10" for c in CRITERIA}, **{f"h-{c}": "50" for c in CRITERIA}})
            chair.go(round_).press('main form[action$="/closing"] button')
            chair.go(f"{round_}/spread").says("Talk about these first").shoot("spread")
            chair.go(f"{round_}/result").says("Find this out next").says("nobody knows")
            chair.shoot("result")
            elected.go(f"{round_}/council").says("A draft for those who prepare").shoot("council")
            chair.go(f"{round_}/acceptance").fill(body="Steering group", reference="1/2027").send()
            public = path(chair)
            guest = chair.guest(viewport={"width": 360, "height": 740})
            for language in ["en", "fr", "mk", "sq", "cnr", "bg", "ro", "sl"]:
                guest.go(public.replace("/en/", f"/{language}/", 1)).says("Steering group")
                axe(guest, faults)
            guest.go(public).says("comes first in").shoot("public")
            guest.page.locator('main a[href*="/decisions/"]').last.click()
            verify(program, site, path(guest))
            faults += guest.errors
            browser.close()
    finally:
        site.stop()
    return told(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
