"""From a figure that turns red to what came of it, and the way back."""
import re

YEARS = [(2014, "33"), (2015, "33.4"), (2016, "34.1"), (2017, "34.0"), (2018, "35.2"),
         (2019, "36"), (2020, "36.1"), (2021, "37.5"), (2022, "38"), (2023, "39.2"), (2024, "41"),
         (2025, "42.5")]


def measure(writer, work):
    """Losses of water turn red and become a challenge; somebody without an account reports by a link;
    the policy is computed; everybody reads what came of it and finds the way back.

    Returns the pages that were used.
    """
    city = writer.city
    board = f"{city}/indicators"
    writer.go(board).press('main a[href*="/facts/city_indicator/new"]')
    form = path(writer)
    writer.fill(name="Water lost on the way", code="water loss", unit="%", direction="decrease",
                frequency="year", baseline="33", baselineYear="2014", targets="2030; 20")
    writer.send(refused=True).says("A code begins with a letter")
    writer.fill(code="water_loss", isPublic="yes").send().says("Water lost on the way")
    indicator = path(writer)
    for year, value in YEARS:
        writer.fill(period=str(year), value=value).send()
    writer.says("Worse than at the start").says("If it goes on as it did").shoot("indicator")
    writer.press('main a[href*="/challenge/new"]')
    writer.says("Raised by").send().says("Water lost on the way")
    writer.go(f"{work}/records/objective")
    writer.page.locator("main table a").first.click()
    writer.page.get_by_label("Water lost on the way").check()
    writer.send()
    writer.go(indicator).press('main a[href*="/corrective_action/new"]')
    writer.fill(name="Search for leaks", person="Vesna", due="2027-03-31", isPublic="yes").send()
    writer.says("Search for leaks")
    action = report(writer, work)
    policy, run = decide(writer, city)
    outcomes = work.replace("/work", "/outcomes")
    writer.go(outcomes).says("Water lost on the way").shoot("outcomes")
    writer.page.locator("main .from a").first.click()
    assert path(writer) == indicator, "the way back leads to the indicator"
    delivery = work.replace("/work", "/delivery")
    return [board, indicator, form, delivery, action, policy, run, outcomes,
            work.replace("/work", "/reports"), "/en/work/week", f"{city}/enterprises",
            f"{city}/register/pilots", f"{city}/feeds"]


def report(writer, work):
    """A link that is opened changes nothing; its button does. No account, no script."""
    writer.go(work.replace("/work", "/delivery"))
    writer.page.locator('main a[href*="/delivery/actions/"]').first.click()
    action = path(writer)
    writer.fill(name="Vesna", email="vesna@example.org", due="2027-01-15")
    writer.press('main form[action$="/requests"] button[type=submit]')
    link = re.search(r"(/en/updates/\S{43})", writer.page.inner_text("main"))[1]
    guest = writer.guest(java_script_enabled=False, viewport={"width": 360, "height": 740})
    guest.go(link).go(link).says("How is")
    writer.go(work.replace("/work", "/delivery")).says("Not answered yet")
    guest.go(link).fill(status="blocked").send(refused=True).says("Say why")
    guest.fill(note="The permit is missing.").send().says("Thank you").shoot("update")
    writer.go(work.replace("/work", "/delivery")).says("The permit is missing.").shoot("delivery")
    writer.go(action).fill(amount="1,250.00").press(
        'main form[action$="/expenditures"] button[type=submit]')
    writer.says("€1,250.00")
    guest.context.close()
    return action


def decide(writer, city):
    """A policy with two ways to act, computed with ranges and held against the figures."""
    writer.go(f"{city}/register/policies").press('main a[href*="/facts/policy/new"]')
    writer.fill(name="Fewer losses", inForceFrom="2021", horizon="5",
                alternatives="Replace the mains; 2027; 3; -8; -5; -2\nSearch leaks; 2026; 1; -3; -2; -1",
                assumptions="Staff; 0.8; 1; 1.1", isPublic="yes")
    writer.choose("indicator", "Water lost on the way")
    writer.send().says("Fewer losses")
    policy = path(writer)
    writer.press('main form[action$="/runs"] button[type=submit]')
    writer.says("Replace the mains").says("What the figures say so far").shoot("policy")
    return policy, path(writer)


def path(person):
    return person.page.url.replace(person.site.address, "")
