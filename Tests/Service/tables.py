#!/usr/bin/env python3
"""Takes the demonstration plan out as a workbook, edits it with another program (openpyxl), brings it
back in: only the edits differ. Then checks CSVW, iCalendar and Atom with validators of others.

    tables.py GRADNIK
"""
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import feedparser
import icalendar
import openpyxl
from csvw import CSVW

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PLAN = ROOT / "Sources/gradnik/Demonstration/plan.json"
NEW_TITLE = "A title from another program"


def run(gradnik, *words, status=0):
    answer = subprocess.run([gradnik, *words], capture_output=True, text=True, timeout=120)
    if answer.returncode != status:
        raise SystemExit(f"{' '.join(words)}: {answer.returncode}\n{answer.stdout}{answer.stderr}")
    return answer.stdout


def must(condition, words):
    if not condition:
        raise SystemExit(words)


def column(sheet, heading):
    for cell in sheet[1]:
        if cell.value == heading:
            return cell.column
    raise SystemExit(f"{sheet.title} has no column {heading}: {[c.value for c in sheet[1]]}")


def edit(source, target):
    """Five edits in three sheets, one of them a new row."""
    book = openpyxl.load_workbook(source)
    actions, costs, risks = book["Actions"], book["Costs"], book["Risks"]
    actions.cell(2, column(actions, "Title")).value = NEW_TITLE
    actions.cell(3, column(actions, "End")).value = datetime.date(2028, 2, 29)
    costs.cell(4, column(costs, "Planned")).value = 4321.5
    must("0.00" in costs.cell(4, column(costs, "Planned")).number_format, "amounts have no format")
    must(actions.freeze_panes == "A2", "the heading is not frozen")
    risks.cell(2, column(risks, "Likelihood")).value = "Ниско"
    row = risks.max_row + 1
    for heading, value in [("Risk", "A new risk"), ("Kind", "Financial"),
                           ("Likelihood", "High"), ("Impact", "Medium")]:
        risks.cell(row, column(risks, heading)).value = value
    book.save(target)


def cells(path):
    """Every cell but those that say when the export was made."""
    book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.row, cell.column): cell.value
        for sheet in book.worksheets[1:] for row in sheet.iter_rows() for cell in row
        if cell.value is not None
    }


def update(gradnik, data, plan, book, *words):
    return json.loads(
        run(gradnik, "plan", "update", plan, str(book), "--data", data, "--format", "json", *words))


def round_trip(gradnik, data, plan, folder):
    out, edited, again = (folder / f"{name}.xlsx" for name in ("out", "edited", "again"))
    run(gradnik, "plan", "export", plan, "--data", data, "--format", "xlsx", "--language", "en",
        "-o", str(out))
    must(not update(gradnik, data, plan, out)["differences"], "an unedited workbook differs")
    resaved = folder / "resaved.xlsx"
    openpyxl.load_workbook(out).save(resaved)
    must(not update(gradnik, data, plan, resaved)["differences"], "a resaved workbook differs")
    edit(out, edited)
    answer = update(gradnik, data, plan, edited)
    must(not answer["problems"], answer["problems"])
    kinds = sorted(entry["kind"] for entry in answer["differences"])
    must(kinds == ["added", "changed", "changed", "changed", "changed"], answer["differences"])
    fields = sum(len(entry["fields"]) for entry in answer["differences"] if entry["kind"] == "changed")
    must(fields == 4, answer["differences"])
    must(update(gradnik, data, plan, edited, "--run")["taken"], "was not taken over")
    run(gradnik, "plan", "export", plan, "--data", data, "--format", "xlsx", "--language", "en",
        "-o", str(again))
    before, after = cells(edited), cells(again)
    # Where others refer to the action whose title changed, they now say its new one.
    actions = openpyxl.load_workbook(out)["Actions"]
    old = actions.cell(2, column(actions, "Title")).value
    before = {key: value.replace(old, NEW_TITLE) if isinstance(value, str) else value
              for key, value in before.items()}
    lists = {"Actions", "Costs", "Tasks", "Funding", "Objectives", "Challenges", "Stakeholders"}
    differing = [key for key in before.keys() | after.keys()
                 if key[0] in lists and before.get(key) != after.get(key)]
    must(not differing, [(key, before.get(key), after.get(key)) for key in differing[:5]])
    return len(answer["differences"])


def validators(gradnik, data, plan, folder):
    archive = folder / "plan.zip"
    run(gradnik, "plan", "export", plan, "--data", data, "--format", "csv", "--language", "mk",
        "-o", str(archive))
    target = folder / "csv"
    zipfile.ZipFile(archive).extractall(target)
    tables = 0
    for metadata in sorted(target.glob("*.csv-metadata.json")):
        read = CSVW(str(metadata), validate=True)
        must(read.is_valid, f"{metadata.name} is not valid")
        rows = list(read.t.iterdicts(strict=True))
        wanted = int(json.loads(metadata.read_text())["dc:extent"])
        must(len(rows) == wanted, f"{metadata.name}: {len(rows)} rows, not {wanted}")
        tables += 1
    calendar = run(gradnik, "plan", "export", plan, "--data", data, "--format", "ics",
                   "--language", "mk")
    parsed = icalendar.Calendar.from_ical(calendar)
    events = [part for part in parsed.walk("VEVENT")]
    must(events and not parsed.errors and not any(event.errors for event in events), "calendar")
    must(len({event["UID"] for event in events}) == len(events), "an UID stands twice")
    feed = folder / "feed.atom"
    feed.write_text(run(gradnik, "plan", "export", plan, "--data", data, "--format", "atom"))
    news = feedparser.parse(feed.read_text())
    must(not news.bozo and news.version == "atom10", news)
    return tables, len(events)


def main(gradnik):
    with tempfile.TemporaryDirectory() as top:
        folder, data = pathlib.Path(top), f"{top}/data"
        password = folder / "password"
        password.write_text("walnut-copper-lantern-7\n")
        run(gradnik, "account", "create", "--data", data, "--role", "administrator",
            "--name", "Ana", "--email", "ana@example.org", "--password-file", str(password))
        run(gradnik, "plan", "import", str(PLAN), "--data", data)
        plans = json.loads(run(gradnik, "plan", "list", "--data", data, "--format", "json"))
        plan = plans["plans"][0]["id"]
        count = round_trip(gradnik, data, plan, folder)
        tables, events = validators(gradnik, data, plan, folder)
        print(f"{count} differences, all of them edits; {tables} tables valid as CSVW, "
              f"{events} events, the feed read by others")


if __name__ == "__main__":
    main(sys.argv[1])
