#!/usr/bin/env python3
"""Makes the files of the demonstration from the texts under Tools/demonstration.

Usage: Tools/demonstration.py [--check]

Writes plan.json, next-version.json, register.json, measures.json,
listening.json and demonstration-network.json into
Sources/gradnik/Demonstration. With --check nothing is written; the exit code is 1 when a file is
not what the texts make. Texts in three languages are tuples: English, Macedonian, Slovene.
"""

import json
import sys
from pathlib import Path

from demonstration import build, check, listening, measures, records, register, versions

TARGET = Path(__file__).resolve().parent.parent / "Sources/gradnik/Demonstration"


def files():
    export = build.plan_export()
    check.plan(export["document"], today="2026-11-15")
    edits = versions.next_version(export["document"])
    check.plan(versions.applied(export["document"], edits), today="2026-12-31")
    atlas = build.atlas()
    check.atlas(atlas)
    for name, content in [("plan", export), ("next-version", edits), ("network", atlas)]:
        check.texts(content, name)
    return {
        "plan.json": export,
        "next-version.json": edits,
        "demonstration-network.json": atlas,
        "register.json": register.register(),
        "measures.json": measures.measures(),
        "listening.json": listening.listening(),
    }


def main(arguments):
    only_check = arguments == ["--check"]
    if arguments and not only_check:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        made = files()
    except records.ContentError as error:
        print(f"demonstration: {error}", file=sys.stderr)
        return 1
    for name, content in made.items():
        text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        path = TARGET / name
        if only_check and (not path.exists() or path.read_text("utf-8") != text):
            print(f"demonstration: {name} is not what the texts make", file=sys.stderr)
            return 1
        if not only_check:
            path.write_text(text, "utf-8")
    print(check.summary(made["plan.json"]["document"]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
