"""Forms sent by others: without our proof, with an old one, for what is not theirs, out of date."""
import urllib.parse

from city import Person, calmly, each
from malformed import fault_of

# What anybody who is signed in may do, and so is no fault when a stranger to the city does it.
OPEN = ("/en/account", "/en/sign-in", "/en/recovery", "/en/set-up", "/en/sign-out", "/languages", "/en/invitations",
        # Residents take part without an account, and everybody may order the file of a published plan.
        "/en/cities/{city}/surveys/{survey}/participation", "/en/cities/{city}/conversations/{conversation}/",
        "/en/cities/{city}/proposals/{proposal}/support", "/en/plans/{plan}/exports")


def writing(server, places, count):
    """The routes that take posts: what a post from another site is refused by name, not by method.

    Every one of them must refuse it."""
    stranger, found = Person(server), []

    def attempt(route):
        path = places.of(route)
        answer = stranger.send("POST", path, b"", {
            "Sec-Fetch-Site": "cross-site", "Content-Type": "application/x-www-form-urlencoded"})
        if answer.status == 405:
            return
        found.append(route)
        count.case("from another site", route, None if answer.status == 403 else f"status {answer.status}")
    each(attempt, [r for r in server.routes.patterns if r.startswith("/en")])
    return sorted(found)


def proofs(server, routes, places, forms, count, whole):
    """Nobody's form is taken without the proof of their own session."""
    person = Person(server, "cityCoordinator")
    other = Person(server, "cityViewer")
    old = Person(server, "cityContributor")
    old_proof, old_cookie = old.csrf, old.cookie
    old.post("/en/sign-out", {})
    by_route = {key[0]: form[0] for key, form in forms.items()}

    def attempt(job):
        route, name = job
        form = by_route.get(route)
        path, pairs = (form.action, form.values()) if form else (places.of(route), [("a", "b")])
        pairs = [(n, v) for n, v in pairs if n != "csrf"]
        given = {"none": None, "empty": "", "foreign": other.csrf, "of an ended session": old_proof,
                 "cut": person.csrf[:-1], "long": person.csrf + "0"}[name]
        sent = pairs + ([("csrf", given)] if given is not None else [])
        answer = person.send("POST", path, urllib.parse.urlencode(sent).encode(), {
            "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"})
        count.case("proof", f"{route} {name}", fault_of(answer) or (
            None if answer.status in (403, 404, 415, 429) else f"status {answer.status}"))
    names = ["none", "foreign", "of an ended session"]
    each(attempt, [(route, name) for index, route in enumerate(routes)
                   for name in (names if whole else [names[index % 3]])]
         + [(route, name) for route in routes[::(7 if whole else 40)] for name in ("empty", "cut", "long")])

    def ended(route):
        answer = person.send("POST", places.of(route), b"csrf=" + old_proof.encode(), {
            "Sec-Fetch-Site": "same-origin", "Cookie": old_cookie,
            "Content-Type": "application/x-www-form-urlencoded"})
        fault = fault_of(answer)
        if not fault and not (400 <= answer.status < 500) and not (
                answer.status == 303 and "/sign-in" in answer.place):
            fault = f"status {answer.status} to {answer.place}"
        count.case("ended session", route, fault)
    each(ended, [r for r in routes if not r.startswith(OPEN)][::(1 if whole else 4)])


def stale(server, person, forms, count):
    """Every form that was opened before somebody else saved is refused, and says so."""
    for (route, names), known in forms.items():
        form = known[0]
        # What is new has no version yet: whatever stands there says nothing.
        if "revision" not in names or form.page.split("?")[0].endswith("/new"):
            continue
        pairs = dict(form.values())
        if pairs["revision"] in ("", "0"):
            continue
        for name, revision in {"before": str(int(pairs["revision"]) - 1), "ahead": str(int(pairs["revision"]) + 7),
                               "of words": "x", "of 20 digits": "9" * 20}.items():
            sent = [(n, revision if n == "revision" else v) for n, v in form.values()]
            answer = person.post(form.action, sent)
            fault = fault_of(answer) or (
                None if answer.status in (400, 404, 409, 422) else f"status {answer.status}")
            count.case("stale version", f"{route} {name}", fault)


def others(server, places, routes, forms, count, persons, whole):
    """Others ask for, and send, everything with the city's own identifiers."""
    by_route = {key[0]: form[0] for key, form in forms.items()}
    step = 1 if whole else len(persons)
    reads = [r for r in server.routes.patterns if r.startswith(("/en", "/embed", "/api"))]
    for number, (role, person) in enumerate(persons.items()):
        def read(route):
            path = places.of(route)
            if "sign-out" in path:
                return
            answer = person.get_calmly(path)
            count.case(f"read by {role}", route, fault_of(answer))

        def write(route):
            if route.startswith(OPEN):
                return
            form = by_route.get(route)
            path, pairs = (form.action, form.values()) if form else (places.of(route), [])
            answer = calmly(lambda: person.post(path, pairs))
            fault = fault_of(answer)
            if not fault and not 400 <= answer.status < 500 and not (
                    answer.status == 303 and "/sign-in" in answer.place):
                fault = f"status {answer.status} to {answer.place}"
            count.case(f"sent by {role}", route, fault)
        each(read, reads[number % step::step])
        each(write, routes[number % step::step])
