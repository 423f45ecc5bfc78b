#!/usr/bin/env python3
"""Holds the API of the demonstration against its own description.

    contract.py GRADNIK [whole]

The description is checked as OpenAPI 3.1; then Schemathesis, with every check on and a fixed order,
asks every operation with what the description allows and with what it does not, with a token that
may do everything a program can, about the things that the demonstration holds. With "whole" every
boundary of every field is tried too, which takes many minutes.
"""
import http.cookiejar
import itertools
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request

from openapi_spec_validator import validate

HERE = pathlib.Path(__file__).resolve().parent
TOOL = pathlib.Path(sys.executable).with_name("st")


class Browser:
    """Keeps cookies and sends the proof of the last page along."""

    def __init__(self, site):
        self.site = site
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        self.proof = ""

    def ask(self, path, values=None):
        data = None
        if values is not None:
            data = urllib.parse.urlencode(dict(values, csrf=self.proof)).encode()
        request = urllib.request.Request(
            self.site + path, data, headers={"Sec-Fetch-Site": "same-origin"})
        with self.opener.open(request, timeout=60) as answer:
            text = answer.read().decode()
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', text)
        self.proof = found.group(1) if found else self.proof
        return text


def token(site, account):
    browser = Browser(site)
    browser.ask("/en/sign-in")
    browser.ask("/en/sign-in", {"email": account["email"], "password": account["password"]})
    browser.ask("/en/account/tokens")
    page = browser.ask("/en/account/tokens", {
        "name": "contract", "access": "administer", "place": "", "days": "7"})
    return re.search(r'<code id="token">([^<]+)</code>', page).group(1)


def ask(site, path, secret):
    """What an operation answers; none where it refuses."""
    request = urllib.request.Request(site + path, headers={"Authorization": "Bearer " + secret})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)
    except (urllib.error.HTTPError, json.JSONDecodeError):
        return None


def known_values(site, description, secret):
    """What stands in the addresses of the demonstration: the identifiers that its lists tell.

    A list at /plans tells the values of {plan} in /plans/{plan}, and so on downwards.
    """
    paths = description["paths"]
    known = {}
    for _ in range(3):
        for path, item in paths.items():
            names = {other[len(path) + 2:].split("}")[0] for other in paths
                     if other.startswith(path + "/{")}
            wanted = re.findall(r"{(\w+)}", path)
            if "get" not in item or not names or any(name not in known for name in wanted):
                continue
            for values in itertools.islice(
                    itertools.product(*(sorted(known[name])[:3] for name in wanted)), 9):
                address = path
                for name, value in zip(wanted, values):
                    address = address.replace("{%s}" % name, value)
                answer = ask(site, address + "?limit=5", secret) or {}
                found = {str(entry["id"]) for entry in answer.get("items", [])
                         if isinstance(entry, dict) and "id" in entry}
                for name in names:
                    known.setdefault(name, set()).update(found)
    return {name: sorted(values)[:60] for name, values in known.items() if values}


def configuration(folder, known):
    """The settings of Schemathesis with the values for the parts of addresses."""
    lines = [(HERE / "schemathesis.toml").read_text(encoding="utf-8")]
    for name, values in known.items():
        lines.append(f"[dictionaries.{name}]\nvalues = {json.dumps(values)}")
    lines.append("[parameters]")
    lines += [f'"path.{name}" = {{ dictionary = "{name}", probability = 0.8 }}' for name in known]
    file = pathlib.Path(folder) / "schemathesis.toml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def main(program, phases):
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [program, "demo", "--port", "0", "--data", folder, "--json", "--fresh"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        try:
            answer = json.loads(server.stdout.readline())
            site = answer["address"]
            accounts = {account["role"]: account for account in answer["accounts"]}
            with urllib.request.urlopen(site + "/openapi.json") as page:
                description = json.load(page)
            validate(description)
            count = sum(len(item) for item in description["paths"].values())
            secret = token(site, accounts["administrator"])
            known = known_values(site, description, secret)
            print(
                f"OpenAPI {description['openapi']}: {count} operations, valid;",
                f"{sum(map(len, known.values()))} values of {len(known)} parts of addresses",
                flush=True)
            outcome = subprocess.run([
                TOOL, "--config-file", str(configuration(folder, known)), "run",
                site + "/openapi.json", "--checks", "all", "--phases", phases,
                "--max-examples", "2", "--workers", "2", "--generation-deterministic",
                "--suppress-health-check", "all",
                "--warnings", "off", "--no-color",
                "-H", "Authorization: Bearer " + secret,
            ], check=False).returncode
            return outcome
        finally:
            server.terminate()
            server.wait(timeout=60)


if __name__ == "__main__":
    whole = sys.argv[2:] == ["whole"]
    sys.exit(main(sys.argv[1], "coverage,fuzzing" if whole else "fuzzing"))
