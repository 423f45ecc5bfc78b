"""Puts the texts together into the records of the platform."""

from . import actions_data, actions_green, actions_mobility, actions_people, actions_services
from . import changes, city, integration, money, objectives, risks, sections, stakeholders
from .records import Keys, identifier, minor, record, text

ACTIONS = (
    actions_services.ACTIONS + actions_data.ACTIONS + actions_green.ACTIONS
    + actions_mobility.ACTIONS + actions_people.ACTIONS
)
NEW_ACTIONS = [changes.NEW_ACTION]

PLAN = identifier("plan", "plan")
SOURCE = identifier("fact_source", "invented")
cities = Keys("city", [each["key"] for each in city.CITIES])
organisations = Keys("organisation", [key for key, *_ in city.ORGANISATIONS])
challenges = Keys("challenge", [each["key"] for each in objectives.CHALLENGES])
goals = Keys("objective", [each["code"] for each in objectives.OBJECTIVES])
actions = Keys("action", [each["code"] for each in ACTIONS + NEW_ACTIONS])
calls = Keys("funding_call", [each["key"] for each in money.CALLS])
sources = Keys("funding_source", [each["key"] for each in money.SOURCES])


def city_record(each):
    return record(
        id=cities[each["key"]], name=text(each["name"]), country=each["country"],
        population=each["population"], populationYear=2025,
        latitude=each["at"][0], longitude=each["at"][1], languages=each["languages"],
        regionCategory=each["region"], about=text(each["about"]), source=SOURCE,
        isDemonstration=True)


def fact_source():
    return record(
        id=SOURCE, title=city.SOURCE_TITLE, publisher=city.SOURCE_PUBLISHER,
        dated="2026-01-12", language="en")


def programme():
    return record(
        id=identifier("programme", "programme"), name=city.PROGRAMME_NAME,
        about=text(city.PROGRAMME_ABOUT), source=SOURCE, isDemonstration=True)


def network():
    return record(
        id=identifier("network", "network"), programme=programme()["id"], name=city.NETWORK_NAME,
        theme=text(city.NETWORK_THEME), start=city.NETWORK_SPAN[0], end=city.NETWORK_SPAN[1],
        phases=[
            {"name": text(name), "start": start, "end": end, "source": SOURCE}
            for name, start, end in city.PHASES
        ],
        claims=[], source=SOURCE, isDemonstration=True)


def organisation_records():
    return [
        record(
            id=organisations[key], city=cities["vodengrad"], name=text(name), helix=helix,
            source=SOURCE)
        for key, helix, name in city.ORGANISATIONS
    ]


def atlas():
    return {
        "sources": [fact_source()],
        "cities": [city_record(each) for each in city.CITIES],
        "organisations": organisation_records(),
        "programmes": [programme()],
        "networks": [network()],
        "memberships": [
            record(
                id=identifier("membership", key, order), network=network()["id"],
                city=cities[key], role=role, status=status, until=until, note=text(note),
                source=SOURCE, **{"from": start})
            for order, (key, role, status, start, until, note) in enumerate(city.MEMBERSHIPS)
        ],
        "pairings": [
            record(
                id=identifier("pairing", f"{first}-{second}", order), programme=programme()["id"],
                first=cities[first], second=cities[second], status=status, until=until,
                note=text(note), source=SOURCE, **{"from": start})
            for order, (first, second, status, start, until, note) in enumerate(city.PAIRINGS)
        ],
    }


def plan_record():
    return record(
        id=PLAN, city=cities["vodengrad"], network=network()["id"], kind="localDigital",
        title=text(sections.TITLE), vision=text(sections.VISION), firstYear=2026, lastYear=2030,
        currency="EUR", language="en", phase="draft", isDemonstration=True)


def section_records():
    return [
        record(
            id=identifier("plan_section", each["key"], order), plan=PLAN, kind=each["kind"],
            title=text(each.get("title")), body=text(each["body"]), position=order + 1,
            isHidden=each.get("hidden", False))
        for order, each in enumerate(sections.SECTIONS)
    ]


def challenge_records():
    return [
        record(
            id=challenges[each["key"]], plan=PLAN, position=order + 1, title=text(each["title"]),
            description=text(each["text"]), causes=text(each["causes"]),
            effects=text(each["effects"]), evidence=text(each["evidence"]))
        for order, each in enumerate(objectives.CHALLENGES)
    ]


def objective_records():
    return [
        record(
            id=goals[each["code"]], plan=PLAN, position=order + 1, code=each["code"],
            title=text(each["title"]), description=text(each["text"]),
            parent=goals[each["code"][0]] if "." in each["code"] else None,
            challenges=challenges.all(each["answers"]))
        for order, each in enumerate(objectives.OBJECTIVES)
    ]


def effect(fields, name, judged):
    fields[f"{name}Effect"], fields[f"{name}Reason"] = judged[0], text(judged[1])


def action_record(each, position):
    effects = {}
    for name, key in [("economic", "eco"), ("social", "soc"), ("environmental", "env")]:
        effect(effects, name, each[key])
    status = each.get("status", {})
    place = each.get("at", (None, None))
    return record(
        id=actions[each["code"]], plan=PLAN, position=position, code=each["code"],
        title=text(each["title"]), description=text(each["text"]),
        owner=organisations[each["owner"]], partners=organisations.all(each["partners"]),
        objectives=goals.all(each["serves"]), readiness=each["ready"],
        start=each["span"][0], end=each["span"][1],
        dependencies=actions.all(each.get("after", [])),
        exclusions=actions.all(each.get("excludes", [])),
        district=each.get("district"), latitude=place[0], longitude=place[1],
        staffLoad=[
            {"year": year, "personMonths": load} for year, load in each["staff"].items()
        ],
        themes=each["themes"], goals=each["sdg"], policyCodes=each["codes"],
        manualStatus=status.get("is"), statusReason=text(status.get("reason")),
        unblockingCondition=text(status.get("until")),
        supersededBy=actions[status["by"]] if "by" in status else None,
        publicNote=text(each.get("note")), internalNote=each.get("internal"), **effects)


def task_records(each):
    return [
        record(
            id=identifier("action_task", f"{each['code']}/{order}", order), plan=PLAN,
            action=actions[each["code"]], position=order + 1, title=text(title), start=start,
            end=end, doneOn=done, responsible=organisations[who])
        for order, (title, start, end, done, who) in enumerate(each["tasks"])
    ]


def cost_records(each):
    lines = []
    for order, (year, kind, category, title, planned, actual) in enumerate(each["costs"]):
        lines.append(record(
            id=identifier("cost_line", f"{each['code']}/{order}", order), plan=PLAN,
            action=actions[each["code"]], year=year,
            kind={"c": "capital", "o": "operating"}[kind], category=category,
            title=text(money.COST_TITLES[title]), planned=minor(planned),
            actual=None if actual is None else minor(actual)))
    return lines


def funding_records(each):
    lines = []
    for order, (source, status, share, *value) in enumerate(each["funds"]):
        year = value[1] if len(value) > 1 else None
        note = money.FUNDING_NOTES.get((each["code"], source))
        lines.append(record(
            id=identifier("funding_line", f"{each['code']}/{order}", order), plan=PLAN,
            action=actions[each["code"]], source=sources[source], status=status, share=share,
            percent=value[0] if share == "rate" else None,
            amount=minor(value[0]) if share == "amount" else None, year=year, note=text(note)))
    return lines


def indicator_records(each):
    lines = []
    results = [order for order, measure in enumerate(each["measures"]) if measure[1] == "result"]
    for order, (name, kind, unit, aim, base, target, code, origin) in enumerate(each["measures"]):
        # What is put in place leads to a result; how sure that is stays open for the others.
        next_one = results[0] if kind == "output" and results else None
        lines.append(record(
            id=identifier("indicator", f"{each['code']}/{order}", order), plan=PLAN,
            action=actions[each["code"]], objective=goals[each["serves"][0]], name=text(name),
            kind=kind, unit=unit, direction=aim, baseline=base[0] if base else None,
            baselineYear=base[1] if base else None, target=target[0], targetYear=target[1],
            source=text(money.DATA_SOURCES[origin]), code=code,
            leadsTo=identifier("indicator", f"{each['code']}/{next_one}", next_one)
            if next_one is not None else None,
            confidence="supported" if kind == "output"
            else "plausible" if results[:1] == [order] and len(each["measures"]) > 1 else None))
    return lines


def risk_record(order, each):
    code, title, kind, likelihood, impact, mitigation, owner = each
    return record(
        id=identifier("risk", str(order), order), plan=PLAN,
        action=actions[code] if code else None, title=text(title), kind=kind,
        likelihood=likelihood, impact=impact, mitigation=text(mitigation),
        owner=organisations[owner])


def stakeholder_records():
    return [
        record(
            id=identifier("stakeholder", str(order), order), plan=PLAN, name=text(name),
            helix=helix, power=power, interest=interest, role=text(role), internalNote=internal)
        for order, (name, helix, power, interest, role, internal)
        in enumerate(stakeholders.STAKEHOLDERS)
    ]


def integration_records():
    return [
        record(
            id=identifier("integration_assessment", day, order), plan=PLAN, heldOn=day,
            title=text(title),
            scores=[
                {"aspect": aspect, "now": now, "ambition": ambition, "reason": text(reason)}
                for aspect, now, ambition, reason in scores
            ])
        for order, (day, title, scores) in enumerate(integration.ROUNDS)
    ]


def call_records():
    return [
        record(
            id=calls[each["key"]], plan=PLAN, name=text(each["name"]), version=each["version"],
            ceilings=[
                {"category": category, "percent": percent}
                for category, percent in each["ceilings"].items()
            ])
        for each in money.CALLS
    ]


def source_records():
    return [
        record(
            id=sources[each["key"]], plan=PLAN, name=text(each["name"]), kind=each["kind"],
            call=calls[each["call"]] if "call" in each else None,
            available=minor(each["available"]) if "available" in each else None)
        for each in money.SOURCES
    ]


def sorted_document(document):
    """The order in which the platform keeps each list."""
    weight = {"low": 1, "medium": 2, "high": 3}
    orders = {
        "costLines": lambda line: (line["year"], line["id"]),
        "fundingLines": lambda line: (line.get("year", 0), line["id"]),
        "risks": lambda risk: (-weight[risk["likelihood"]] * weight[risk["impact"]], risk["id"]),
        "integration": lambda round: (round["heldOn"], round["id"]),
    }
    for name in ["sections", "challenges", "objectives", "actions", "tasks"]:
        orders[name] = lambda each: (each["position"], each["id"])
    for name, list_ in document.items():
        if isinstance(list_, list):
            list_.sort(key=orders.get(name, lambda each: each["id"]))
    return document


def plan_export():
    document = {
        "plan": plan_record(), "city": city_record(city.CITIES[0]), "network": network(),
        "organisations": organisation_records(), "sections": section_records(),
        "challenges": challenge_records(), "objectives": objective_records(),
        "actions": [action_record(each, order + 1) for order, each in enumerate(ACTIONS)],
        "tasks": [task for each in ACTIONS for task in task_records(each)],
        "costLines": [line for each in ACTIONS for line in cost_records(each)],
        "fundingCalls": call_records(), "fundingSources": source_records(),
        "fundingLines": [line for each in ACTIONS for line in funding_records(each)],
        "risks": [risk_record(order, each) for order, each in enumerate(risks.RISKS)],
        "indicators": [line for each in ACTIONS for line in indicator_records(each)],
        "stakeholders": stakeholder_records(), "integration": integration_records(),
        "attachments": [],
    }
    return {
        "format": "gradnik-plan/1", "document": sorted_document(document),
        "programme": programme(), "factSources": [fact_source()], "versions": [],
        "decisions": [], "files": [],
    }
