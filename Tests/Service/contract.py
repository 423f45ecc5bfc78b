#!/usr/bin/env python3
"""Holds the API of the demonstration against its own description.

    contract.py GRADNIK [whole]

The description is checked as OpenAPI 3.1; then Schemathesis, with every check on and a fixed order,
asks every operation with what the description allows and with what it does not, with a token that
may write. With "whole" every boundary of every field is tried too, which takes many minutes.
"""
import http.cookiejar
import json
import pathlib
import re
import subprocess
import sys
import tempfile
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
        "name": "contract", "access": "write", "place": "", "days": "7"})
    return re.search(r'<code id="token">([^<]+)</code>', page).group(1)


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
            print(f"OpenAPI {description['openapi']}: {count} operations, valid", flush=True)
            outcome = subprocess.run([
                TOOL, "--config-file", str(HERE / "schemathesis.toml"), "run",
                site + "/openapi.json", "--checks", "all", "--phases", phases,
                "--max-examples", "2", "--workers", "2", "--generation-deterministic",
                "--suppress-health-check", "all",
                "--warnings", "off", "--no-color",
                "-H", "Authorization: Bearer " + token(site, accounts["cityCoordinator"]),
            ], check=False).returncode
            return outcome
        finally:
            server.terminate()
            server.wait(timeout=60)


if __name__ == "__main__":
    whole = sys.argv[2:] == ["whole"]
    sys.exit(main(sys.argv[1], "coverage,fuzzing" if whole else "fuzzing"))
