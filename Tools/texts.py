#!/usr/bin/env python3
"""Keeps Sources/Pages/Texts/<lang>.json and the Swift enum TextKey in order.

    texts.py                    sort every file, write TextKey.swift, report what differs from English
    texts.py --check            the same, but change nothing and fail when something would change
                                or is wrong, or a language lacks a text
    texts.py --merge DIR        first add the fragments DIR/*.json (flat objects) to en.json
    texts.py --missing LANG     print the keys LANG lacks, with their English, as JSON
    texts.py --add LANG FILE    add the translations of FILE (a flat object) to LANG.json
    texts.py --plurals LANG     print the plural categories LANG must have

Keys with an underscore name the cases of a type (actionStatus_late) and are no part of the enum.
"""
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
TEXTS = ROOT / "Sources/Pages/Texts"
ENUM = ROOT / "Sources/Pages/Languages/TextKey.swift"
CATEGORIES = ["zero", "one", "two", "few", "many", "other"]
KEY = re.compile(r"[a-z][A-Za-z0-9]*(_[A-Za-z0-9._-]+)?")
SLOT = re.compile(r"\{([A-Za-z0-9]+)\}")
MARKUP = re.compile(r"<[A-Za-z/!]|&[a-z]+;|&#")
KEYWORDS = set(
    "as associatedtype break case catch class continue default defer deinit do else enum extension "
    "fallthrough false fileprivate for func guard if import in init inout internal is let nil "
    "operator precedencegroup private protocol public repeat rethrows return self static struct "
    "subscript super switch throw throws true try typealias var where while".split())


def unique(pairs):
    result = {}
    for key, value in pairs:
        if key in result:
            raise SystemExit(f"key written twice: {key}")
        result[key] = value
    return result


def read(path):
    return json.loads(pathlib.Path(path).read_text("utf-8"), object_pairs_hook=unique)


def categories(file):
    return [name for name in CATEGORIES if name in file["plurals"] or name == "other"]


def forms(text):
    return [text] if isinstance(text, str) else list(text.values())


def slots(text):
    return {slot for form in forms(text) for slot in SLOT.findall(form)}


def edge(text):
    """The white space a text begins and ends with."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()):]


def faults(key, text, file):
    """What is wrong with one text whatever its English is."""
    if not KEY.fullmatch(key):
        yield "key is not camel case"
    if isinstance(text, dict) and sorted(text) != sorted(categories(file)):
        yield f"plural forms are {sorted(text)}, not {sorted(categories(file))}"
    for form in forms(text):
        if not isinstance(form, str) or not form.strip():
            yield "empty text"
        elif MARKUP.search(form):
            yield f"markup in {form!r}"
        elif re.search(r"[{}]", SLOT.sub("", form)):
            yield f"stray brace in {form!r}"


def differences(text, english):
    """What differs between a translation and its English."""
    if isinstance(text, dict) != isinstance(english, dict):
        return ["plural where English has none, or the other way round"]
    found = []
    if slots(text) != slots(english):
        found.append(f"placeholders {sorted(slots(text))}, in English {sorted(slots(english))}")
    if isinstance(text, str) and edge(text) != edge(english):
        found.append("white space at an end differs")
    if isinstance(text, dict):
        for name in text:
            lost = slots(english) - set(SLOT.findall(text[name])) - {"count"}
            if lost:
                found.append(f"form {name} lacks {sorted(lost)}")
    return found


def report(files):
    """Every fault of every file, as lines."""
    english = files["en"]["texts"]
    for code, file in files.items():
        texts = file["texts"]
        for key, text in texts.items():
            for fault in faults(key, text, file):
                yield f"{code}: {key}: {fault}"
        missing = [key for key in english if key not in texts]
        extra = [key for key in texts if key not in english]
        if missing:
            yield f"{code}: {len(missing)} missing, such as {', '.join(missing[:5])}"
        for key in extra:
            yield f"{code}: {key}: not in English"
        for key in texts:
            for difference in differences(texts[key], english[key]) if key in english else []:
                yield f"{code}: {key}: {difference}"


def written(file):
    """A file as text: texts sorted, forms in CLDR's order."""
    texts = {}
    for key in sorted(file["texts"]):
        text = file["texts"][key]
        if isinstance(text, dict):
            text = {name: text[name] for name in sorted(text, key=CATEGORIES.index)}
        texts[key] = text
    ordered = {name: file[name] for name in ("code", "name", "locale", "plurals")}
    ordered["reviewed"] = dict(sorted(file["reviewed"].items()))
    ordered["texts"] = texts
    return json.dumps(ordered, ensure_ascii=False, indent=2) + "\n"


def enum(english):
    lines = [
        "// Generated by Tools/texts.py from Texts/en.json; do not edit.",
        "",
        "/// The key of a text of `Texts/<lang>.json`.",
        "///",
        "/// Keys with an underscore name the cases of a type and are found through `Named`.",
        "public enum TextKey: String, CaseIterable, Sendable {",
    ]
    for key in sorted(key for key in english if "_" not in key):
        lines.append(f"  case {f'`{key}`' if key in KEYWORDS else key}")
    return "\n".join(lines + ["}", ""])


def merge(english, folder):
    """Adds the fragments of a folder to the English texts; a key that changes is told."""
    origin = {}
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        for key, text in read(path).items():
            if key in origin and origin[key][1] != text:
                print(f"{path.name}: {key} differs from {origin[key][0]}, which is kept")
                continue
            origin.setdefault(key, (path.name, text))
            if english["texts"].get(key, text) != text:
                print(f"{path.name}: {key} replaces {english['texts'][key]!r}")
            english["texts"][key] = origin[key][1]


def add(files, code, path):
    """Adds translations that pass every check; the others are told and left out."""
    file, english, refused = files[code], files["en"]["texts"], 0
    for key, text in read(path).items():
        found = list(faults(key, text, file))
        if key in english:
            found += differences(text, english[key])
        elif code != "en":
            found.append("not in English")
        for fault in found:
            print(f"{code}: {key}: {fault}", file=sys.stderr)
        if found:
            refused += 1
            continue
        if file["texts"].get(key, text) != text:
            file["reviewed"].pop(key, None)
        file["texts"][key] = text
    return refused


def main(arguments):
    files = {path.stem: read(path) for path in sorted(TEXTS.glob("*.json"))}
    refused = 0
    match arguments:
        case [] | ["--check"]:
            pass
        case ["--merge", folder]:
            merge(files["en"], folder)
        case ["--missing", code]:
            texts = files[code]["texts"]
            missing = {k: v for k, v in files["en"]["texts"].items() if k not in texts}
            print(json.dumps(missing, ensure_ascii=False, indent=2, sort_keys=True))
            return 0
        case ["--plurals", code]:
            print(" ".join(categories(files[code])))
            return 0
        case ["--add", code, path]:
            refused = add(files, code, path)
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    found = list(report(files))
    print("\n".join(found) if found else f"{len(files)} languages, all complete")
    outputs = {TEXTS / f"{code}.json": written(file) for code, file in files.items()}
    outputs[ENUM] = enum(files["en"]["texts"])
    stale = [path for path, text in outputs.items()
             if not path.exists() or path.read_text("utf-8") != text]
    if arguments == ["--check"]:
        for path in stale:
            print(f"{path.relative_to(ROOT)}: not up to date, run Tools/texts.py")
        return 1 if stale or found else 0
    for path in stale:
        path.write_text(outputs[path], "utf-8")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
