#!/usr/bin/env python3
"""Kills `gradnik plan import` at random moments: the plan is then there as a whole or not at all,
the database passes every check, and the next import works.

    crash.py GRADNIK [rounds]
"""
import json
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PLAN = ROOT / "Sources/gradnik/Demonstration/plan.json"


def run(gradnik, *words):
    return subprocess.run([gradnik, *words], capture_output=True, text=True, timeout=120)


def must(gradnik, *words):
    answer = run(gradnik, *words)
    if answer.returncode != 0:
        raise SystemExit(f"{' '.join(words)}: {answer.returncode}\n{answer.stdout}{answer.stderr}")
    return answer.stdout


def plans(gradnik, data):
    return json.loads(must(gradnik, "plan", "list", "--data", data, "--format", "json"))["plans"]


def importing(data):
    return ["plan", "import", str(PLAN), "--data", data]


def export(gradnik, data):
    return must(gradnik, "plan", "export", plans(gradnik, data)[0]["id"], "--data", data)


def empty(gradnik, data):
    """A database with one account and no plan."""
    password = pathlib.Path(data).parent / "password"
    password.write_text("walnut-copper-lantern-7\n")
    must(gradnik, "account", "create", "--data", data, "--role", "administrator",
         "--name", "Ana", "--email", "ana@example.org", "--password-file", str(password))


def main(gradnik, rounds):
    random.seed(7)
    whole = nothing = 0
    with tempfile.TemporaryDirectory() as top:
        base, usual = f"{top}/base", f"{top}/usual"
        empty(gradnik, base)
        shutil.copytree(base, usual)
        start = time.monotonic()
        must(gradnik, *importing(usual))
        took = time.monotonic() - start
        expected = export(gradnik, usual)
        for number in range(rounds):
            data = f"{top}/{number}"
            shutil.copytree(base, data)
            process = subprocess.Popen(
                [gradnik, *importing(data)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(random.uniform(took * 0.5, took * 1.4))
            process.send_signal(signal.SIGKILL)
            process.wait()
            must(gradnik, "check", "--data", data)
            if plans(gradnik, data):
                whole += 1
            else:
                nothing += 1
                must(gradnik, *importing(data))
            if export(gradnik, data) != expected:
                raise SystemExit(f"round {number}: the plan is not what was imported")
    print(f"{rounds} kills: {whole} plans whole, {nothing} not there at all, none half")
    if not nothing:
        raise SystemExit("every kill came too late to prove anything")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 12)
