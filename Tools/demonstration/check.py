"""What must be true of the demonstration before it is written."""

from fractions import Fraction

from .records import ALPHABET, LANGUAGES, ContentError

OWN = {"ownBudget", "municipalEnterprise", "loan"}


def expect(is_met, message):
    if not is_met:
        raise ContentError(message)


def texts(value, path):
    """Every text is there in every language, with as many paragraphs and lines in each."""
    if isinstance(value, dict):
        if set(value) == {"original", "texts"}:
            expect(set(value["texts"]) == set(LANGUAGES), f"{path}: a language is missing")
            lines = {len(part.split("\n")) for part in value["texts"].values()}
            expect(len(lines) == 1, f"{path}: {lines} lines: {value['texts']['en'][:40]}")
            expect(
                any("\u0400" <= letter <= "\u04ff" for letter in value["texts"]["mk"])
                or not any(letter.isalpha() for letter in value["texts"]["mk"]),
                f"{path}: not Macedonian: {value['texts']['mk']}")
            for language in ("en", "sl"):
                expect(
                    not any("\u0400" <= letter <= "\u04ff" for letter in value["texts"][language]),
                    f"{path}: Cyrillic in {language}: {value['texts'][language]}")
        for name, each in value.items():
            texts(each, f"{path}.{name}")
    elif isinstance(value, list):
        for index, each in enumerate(value):
            texts(each, f"{path}[{index}]")


def identifiers(lists):
    seen = set()
    for each in lists:
        expect(
            len(each["id"]) == 20 and set(each["id"]) <= set(ALPHABET),
            f"not an identifier: {each['id']}")
        expect(each["id"] not in seen, f"{each['id']} is used twice")
        seen.add(each["id"])


def atlas(content):
    identifiers([each for list_ in content.values() for each in list_])


def plan(document, today):
    """`today` is the day as of which the plan tells what is done."""
    identifiers([
        each for list_ in document.values() if isinstance(list_, list) for each in list_])
    codes = [action["code"] for action in document["actions"]]
    expect(len(codes) >= 45 and len(set(codes)) == len(codes), "fewer than 45 codes of their own")
    by_id = {action["id"]: action for action in document["actions"]}
    for action in document["actions"]:
        dates(action, [t for t in document["tasks"] if t["action"] == action["id"]], today)
        dependencies(action, by_id)
        expect(
            any(each.get("action") == action["id"] for each in document["indicators"]),
            f"{action['code']} has no indicator")
        funding(action, document)
    served = {objective for action in document["actions"] for objective in action["objectives"]}
    for objective in document["objectives"]:
        if "parent" in objective:
            expect(objective["id"] in served, f"no action serves {objective['code']}")


def dates(action, tasks, today):
    code = action["code"]
    expect("2026-01-01" <= action["start"] < action["end"] <= "2030-12-31", f"dates of {code}")
    expect(2 <= len(tasks) <= 5, f"{code} has {len(tasks)} tasks")
    for task in tasks:
        expect(
            action["start"] <= task["start"] <= task["end"] <= action["end"],
            f"dates of a task of {code}: {task['title']['texts']['en']}")
        expect(task.get("doneOn", today) <= today, f"{code} is done in the future")
    for load in action["staffLoad"]:
        expect(action["start"][:4] <= str(load["year"]) <= action["end"][:4], f"staff of {code}")


def dependencies(action, by_id, path=()):
    expect(action["id"] not in path, f"a cycle through {action['code']}")
    for other in action["dependencies"]:
        before = by_id[other]
        expect(
            before["end"] < action["start"], f"{action['code']} starts before {before['code']} ends")
        expect(
            other not in action["exclusions"] and action["id"] not in before["exclusions"],
            f"{action['code']} excludes what it needs")
        dependencies(before, by_id, path + (action["id"],))


def shares(amount, weights):
    """Parts in proportion, cents left over to the largest remainders."""
    total = sum(weights.values())
    parts = {year: amount * weight // total for year, weight in weights.items()}
    left = amount - sum(parts.values())
    for year in sorted(weights, key=lambda y: (-(amount * weights[y] % total), y))[:left]:
        parts[year] += 1
    return parts


def given(lines, costs):
    """What each line gives in each year, by the platform's rules; lines with `rest` last."""
    left = dict(costs)
    result = []
    for line in sorted(lines, key=lambda line: line["share"] == "rest"):
        years = [line["year"]] if "year" in line else sorted(costs)
        if line["share"] == "rest":
            amounts = {year: max(0, left[year]) for year in years}
        else:
            basis = sum(costs[year] for year in years)
            amount = line.get("amount")
            if amount is None:
                amount = int(basis * Fraction(line["percent"]) / 100)
            amounts = shares(amount, {year: costs[year] for year in years})
        for year, amount in amounts.items():
            left[year] -= amount
        result.append((line, amounts))
    return result, left


def costs_of(action, document):
    costs = {}
    for line in document["costLines"]:
        if line["action"] == action["id"]:
            year = str(line["year"])
            expect(action["start"][:4] <= year <= action["end"][:4], f"costs of {action['code']}")
            costs[line["year"]] = costs.get(line["year"], 0) + line["planned"]
    return costs


def funding(action, document):
    code = action["code"]
    costs = costs_of(action, document)
    lines = [line for line in document["fundingLines"] if line["action"] == action["id"]]
    expect(costs and lines, f"{code} has no costs or no funds")
    expect(sum(line["share"] == "rest" for line in lines) <= 1, f"{code} has two rests")
    amounts, left = given(lines, costs)
    expect(all(amount >= 0 for amount in left.values()), f"{code} is funded twice: {left}")
    sources = {source["id"]: source for source in document["fundingSources"]}
    calls = {call["id"]: call for call in document["fundingCalls"]}
    category = document["city"]["regionCategory"]
    for source in {line["source"] for line in lines}:
        call = calls.get(sources[source].get("call"))
        ceilings = {c["category"]: Fraction(c["percent"]) for c in (call or {}).get("ceilings", [])}
        total = sum(sum(part.values()) for line, part in amounts if line["source"] == source)
        expect(
            category not in ceilings or total * 100 <= ceilings[category] * sum(costs.values()),
            f"{code} passes the ceiling of {sources[source]['name']['texts']['en']}")


def summary(document):
    """One line for each total, in euros."""
    sources = {source["id"]: source for source in document["fundingSources"]}
    by_source, by_status, by_year, cost = {}, {}, {}, 0
    for action in document["actions"]:
        costs = costs_of(action, document)
        cost += sum(costs.values())
        for year, amount in costs.items():
            by_year[year] = by_year.get(year, 0) + amount
        lines = [line for line in document["fundingLines"] if line["action"] == action["id"]]
        for line, parts in given(lines, costs)[0]:
            amount = sum(parts.values())
            name = sources[line["source"]]["name"]["texts"]["en"]
            by_source[name] = by_source.get(name, 0) + amount
            by_status[line["status"]] = by_status.get(line["status"], 0) + amount
    for source in sources.values():
        amount = by_source.get(source["name"]["texts"]["en"], 0)
        expect(amount > 0, f"unused source {source['name']['texts']['en']}")
        expect(
            amount <= source.get("available", amount),
            f"{source['name']['texts']['en']} cannot give {amount}")
    lists = [f"{name}: {len(l)}" for name, l in document.items() if isinstance(l, list)]
    needed = sum(len(action["dependencies"]) for action in document["actions"])
    return "\n".join(
        lists + [f"dependencies: {needed}"] + euros({"cost": cost})
        + euros(dict(sorted(by_year.items()))) + euros(by_status) + euros(by_source))


def euros(amounts):
    return [f"{name}: {amount / 100:,.2f}" for name, amount in amounts.items()]
