"""The front of the chain: two cities say where they stand, gaps become needs and challenges, their
network's matching pairs them with reasons, one tells what failed and was then mended, the other takes
it up and finds the way back from the action to the gap, and the network's page shows all of it.
"""
import re

PLACES = ["Northbridge", "Southmill"]


def front(writer):
    """Two new cities with a plan each; returns the pages that were used."""
    first, second = [place(writer, name) for name in PLACES]
    rounds = [assess(writer, city, levels) for city, levels in [(first, "14"), (second, "13")]]
    carry(writer, first, rounds[0])
    gap, objective = carry(writer, second, rounds[1])
    network = together(writer, [first, second])
    profiles = [profile(writer, city) for city in [first, second]]
    matched = match(writer, network)
    practice = tell(writer, first)
    action = adopt(writer, second, practice, objective)
    back(writer, action, gap)
    learning(writer, network)
    framework = write_framework(writer)
    return [*profiles, network, *matched, "/en/profiles", f"{network}/partnerships",
            rounds[1], f"{rounds[1]}/history", practice, action, gap, "/en/practices",
            similar(writer, gap), *compare(writer, second), "/en/frameworks", "/en/frameworks/new",
            *framework]


def path(person):
    return address(person).split("?")[0].split("#")[0]


def address(person):
    return person.page.url.replace(person.site.address, "")


def place(writer, name):
    """A city with a plan that has an objective."""
    writer.go("/en/facts/city/new").fill(name=name, country="MK").send().says(name)
    city = path(writer)
    writer.go("/en/plans/new").fill(title=f"Plan of {name}", firstYear="2026", lastYear="2030")
    writer.choose("city", name)
    writer.send().says(f"Plan of {name}")
    return {"name": name, "city": city, "work": path(writer)}


def assess(writer, city, levels):
    """Answers every question of two subjects; what is left open is no zero."""
    writer.go(f"{city['city']}/register/assessments")
    writer.press('main a[href*="/facts/self_assessment/new"]')
    writer.fill(name="Autumn 2026", wantedLevel="4").send()
    round_ = path(writer)
    writer.says("Nothing answered yet")
    writer.page.locator('main a[href*="/dimensions/"]').first.click()
    for level in levels:
        for group in writer.page.locator('main fieldset[id^="q-"]').all():
            group.locator(f'input[value="{level}"]').check()
        writer.send()
    writer.go(round_).says("Largest gaps").says("Target").shoot("assessment")
    writer.says("depending on what is open").says("once five other cities have agreed")
    return round_


def carry(writer, city, round_):
    """One press: the largest gap is a challenge; an objective answers it."""
    writer.go(round_)
    writer.press('main form[action*="/gaps/"] button')
    writer.says("The gap is a challenge of the plan now")
    challenge = path(writer)
    writer.page.locator('main a[href*="#gap-"]').first.click()
    assert path(writer) == round_, "the challenge leads back to its gap"
    writer.says("Challenge of the plan")
    writer.go(f"{city['work']}/records/objective/new").fill(code="1", title="Close the gap")
    writer.page.locator('main [name="challenges"]').first.check()
    writer.send()
    return challenge, "Close the gap"


def together(writer, cities):
    """A network with both cities as confirmed members."""
    writer.go("/en/facts/network/new").fill(name="Learning pair").send().says("Learning pair")
    network = path(writer)
    for role, city in zip(["lead", "partner"], cities):
        writer.go(network).press('main a[href*="/facts/membership/new"]')
        writer.fill(role=role, status="confirmed", **{"from": "2026-01-01"})
        writer.choose("city", city["name"])
        writer.send().says(city["name"])
    return network


def profile(writer, city):
    """What a city offers and seeks, found in its records: weak subjects are needs, strong ones are
    offers; what comes from records that are not public is switched on by hand."""
    writer.go(city["city"]).press('main a[href$="/profile"]')
    writer.press('main a[href*="/facts/partner_profile/new"]')
    for switch in writer.page.locator('main input[type=checkbox][name$="-on"]').all():
        switch.check()
    writer.fill(visibility="everybody", capacity="1")
    writer.page.locator('main [name="languages"][value="en"]').check()
    writer.send().says("What it wants to learn").says("Autumn 2026")
    return path(writer)


def match(writer, network):
    """One press pairs the cities with reasons; somebody confirms, and the outcome is published."""
    writer.go(network).press('main a[href$="/matching"]')
    writer.says("Northbridge").fill(mode="pairs").shoot("matching")
    writer.press("main form button.primary")
    writer.says("Northbridge").says("both face").says("Northbridge offers what Southmill wants to learn")
    run = path(writer)
    writer.shoot("match-run").press('main button[name="step"][value="confirm"]')
    writer.says("Confirmed")
    writer.page.locator("main .findings h3 a").first.click()
    writer.says("Why these cities").says("Autumn 2026").shoot("partnership")
    pair = path(writer)
    writer.go(run).press('main form[action$="/publication"] button')
    writer.says("sha256:")
    return [f"{network}/matching", run, pair]


def learning(writer, network):
    """The network's page shows who is paired and who took up what from whom, to everybody."""
    reader = writer.guest(java_script_enabled=False, viewport={"width": 360, "height": 740})
    reader.go(network)
    for words in [" – ".join(PLACES), "Taken up from each other", "A digital strategy in a drawer",
                  "With owners from the first day.", "Worked"]:
        reader.says(words)
    reader.shoot("network-learning").context.close()


def tell(writer, city):
    """A practice that failed and was then mended, reviewed twice."""
    writer.go(f"{city['city']}/register/practices").press('main a[href*="/facts/practice/new"]')
    writer.fill(name="A digital strategy in a drawer", outcome="mixed",
                problem="The digital strategy guided no decision.",
                done="First a strategy without a budget; then one with owners and a yearly review.",
                result="The first failed, the second is followed.",
                why="Nobody answered for the first one.", avoid="A strategy without owners.",
                visibility="everybody")
    writer.send()
    practice = path(writer)
    for step in ["Checked by the city", "Reviewed twice"]:
        writer.press('main form[action$="/review"] button')
        writer.says(step)
    return practice


def adopt(writer, city, practice, objective):
    """One press makes it an action of the other city's plan; an administrator belongs to no city, so
    somebody of that city does it."""
    person = member(writer, city)
    person.go(practice)
    plan = city["work"].split("/")[3]
    person.page.locator(f'main [name="changed-{plan}"]').fill("With owners from the first day.")
    person.page.locator(f'main [name="objective-{plan}"]').select_option(label=f"1 {objective}")
    person.press('main form[action$="/adoptions"] button')
    person.says("The practice is an action of the plan now").says("With owners from the first day.")
    action = path(person)
    person.shoot("adopted")
    person.page.locator('main a[href*="/facts/adoption/"]').first.click()
    person.fill(outcome="worked", result="The council follows it.").send()
    writer.go(practice).says("The council follows it.").says("1 worked")
    person.context.close()
    return action


def member(writer, city):
    """Somebody of a city, invited by the administrator: without script, on a phone."""
    writer.go("/en/accounts/invitations").fill(email="mira@example.org")
    role = writer.page.locator('main [name="role"] option', has_text=city["name"])
    value = role.filter(has_text="oordinator").first.get_attribute("value")
    writer.page.locator('main [name="role"]').select_option(value)
    writer.send()
    link = re.search(r"(/en/invitations/\S+)", writer.page.inner_text("main"))[1]
    person = writer.guest(java_script_enabled=False, viewport={"width": 360, "height": 740})
    person.go(link).fill(name="Mira")
    for field in person.page.locator("main input[type=password]").all():
        field.fill("harbour-violet-anvil-3Kd")
    person.send()
    return person


def back(writer, action, gap):
    """From the action to the challenge, to the gap."""
    writer.go(action).says("Taken from the practice").says("Gap")
    writer.page.locator('main a[href*="#gap-"]').first.click()
    writer.says("Largest gaps").says("A digital strategy in a drawer")


def similar(writer, challenge):
    """What others did about the challenge, with reasons."""
    writer.go(challenge)
    writer.page.locator('main a[href$="/practices"]').last.click()
    writer.says("Both speak of").shoot("similar")
    return path(writer)


def compare(writer, city):
    """One cannot be compared: the page says so and keeps what was chosen. Two stand side by side."""
    writer.go(f"{city['city']}/register/practices").press('main a[href*="/facts/practice/new"]')
    writer.fill(name="A strategy read once a year", outcome="worked", visibility="everybody",
                problem="Nobody knew what became of the strategy.").send()
    titles = ["A digital strategy in a drawer", "A strategy read once a year"]
    writer.go("/en/practices")
    first, other = [writer.page.get_by_label(f"Compare: {title}") for title in titles]
    send = 'main form[action$="/compared"] button'
    first.check()
    writer.press(send)
    writer.says("Choose two to four practices to compare.")
    assert first.is_checked() and not other.is_checked(), "what was chosen stays chosen"
    refused = address(writer)
    other.check()
    writer.press(send)
    writer.says("Practices side by side").shoot("compared")
    text = writer.page.inner_text("main table")
    for words in [*titles, *PLACES, "Mixed", "Worked", "Nobody answered for the first one."]:
        assert words in text, f"the comparison does not say {words!r}"
    return [refused, address(writer)]


def write_framework(writer):
    """A framework by forms: checked, published, exported."""
    writer.go("/en/frameworks/new").fill(name="Open city")
    writer.page.locator('main [name="owner"]').select_option(label=PLACES[0])
    writer.press('main form[action$="/frameworks/new"] button')
    writer.says("To be mended before it can be published")
    framework = path(writer)
    writer.press('main a[href$="/dimensions/new"]')
    subject = path(writer)
    writer.fill(name="Data").send()
    writer.press('main a[href*="/questions/new"]')
    question = path(writer)
    writer.fill(text="Are data open?").send(refused=True).says("at least two levels")
    writer.fill(**{"levels-0": "No", "levels-1": "Some", "levels-2": "All"}).send()
    writer.says("It can be published").shoot("framework")
    writer.press('main form[action$="/publication"] button')
    writer.says("Published")
    with writer.page.expect_download() as download:
        writer.page.locator('main a[href$="/framework.yaml"]').click()
    assert "Are data open?" in open(download.value.path(), encoding="utf-8").read()
    writer.press('main form[action$="/versions"] button')
    draft = path(writer)
    return [framework, draft, f"{draft}/settings", f"{draft}/dimensions/new",
            f"{draft}/questions/new", f"{draft}/questions/are-data-open"]
