#!/usr/bin/env python3
"""Makes PDF and Word files of the demonstration plan, and of one action, in several languages, and
reads them with programs of others: pdfua, pikepdf, pdfinfo, python-docx, LibreOffice where it is.

    documents.py GRADNIK [FOLDER]

Given a folder, the documents stay there to be looked at.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import docx
import pikepdf

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PLAN = ROOT / "Sources/gradnik/Demonstration/plan.json"
ACTIONS = 49


def run(*words, status=0):
    answer = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, timeout=900)
    if answer.returncode != status:
        raise SystemExit(f"{words}: {answer.returncode}\n{answer.stdout}{answer.stderr}")
    return answer.stdout


def must(condition, words):
    if not condition:
        raise SystemExit(words)


def prepared(gradnik, folder):
    """The demonstration with its published plan, and what of it is internal."""
    plan = json.loads(PLAN.read_text(encoding="utf-8"))["document"]
    secrets = [record["internalNote"] for kind in ("actions", "stakeholders")
               for record in plan[kind] if record.get("internalNote")]
    must(len(secrets) > 3, "the demonstration has no internal notes to look for")
    server = subprocess.Popen(
        [gradnik, "demo", "--port", "0", "--data", folder / "data", "--json", "--fresh"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        must(server.stdout.readline(), "the demonstration did not start")
    finally:
        server.terminate()
        server.wait(timeout=120)
    return folder / "data", plan, secrets


def must_not_tell(path, text, secrets):
    """Line breaks aside, no internal note is in the text."""
    words = " ".join(text.split())
    for secret in secrets:
        must(" ".join(secret.split()) not in words, f"{path.name} tells: {secret}")


def export(gradnik, data, plan, path, *words):
    began = time.monotonic()
    run(gradnik, "plan", "export", plan, "--data", data, "--format", path.suffix[1:], "-o", path,
        "--address", "https://plans.example.org", *words)
    seconds = time.monotonic() - began
    print(f"{path.name}: {path.stat().st_size >> 10} KiB in {seconds:.1f} s", flush=True)
    return path


def elements(node, above=()):
    """Every structure element with the names of those around it."""
    if not isinstance(node, pikepdf.Dictionary):
        return
    name = str(node.get("/S", ""))
    if name:
        yield node, above
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") not in ("/MCR", "/OBJR"):
            yield from elements(kid, (*above, name))


def check_tables(tables):
    """Every row of a table has as many cells, and every heading says what it heads."""
    for table in tables:
        widths = set()
        for part, _ in elements(table):
            if part.S == "/TR":
                widths.add(sum(int(cell.get("/A", {}).get("/ColSpan", 1)) for cell in part.K))
            if part.S == "/TH":
                must("/Scope" in part.get("/A", {}), "a heading of a table heads nothing")
        must(len(widths) == 1, f"a table has rows of {widths} cells")


def check_content(pdf):
    """All that is drawn is either in the structure or marked as decoration, nothing is both.

    Returns how many lines end within a word; each says so with a soft hyphen.
    """
    parted = 0
    for number, page in enumerate(pdf.pages, 1):
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BMC", "BDC"):
                must(depth == 0, f"page {number}: marks in marks")
                depth += 1
                if name == "BDC" and "/ActualText" in operands[1]:
                    words = str(operands[1].ActualText)
                    must(words.endswith("\u00ad") and len(words) > 3, f"page {number}: {words}")
                    parted += 1
            elif name == "EMC":
                depth -= 1
            elif name in ("Tj", "TJ", "f", "S", "B", "f*", "B*", "Do"):
                must(depth == 1, f"page {number}: {name} is neither content nor decoration")
        must(depth == 0, f"page {number}: marks stay open")
    return parted


def check_pdf(path, checker, language, title, least_pages, isWhole, otherLanguage, secrets):
    facts = run("pdfinfo", path)
    must("Tagged:          yes" in facts, f"{path.name} is not tagged")
    must(title in facts, f"{path.name} has another title:\n{facts}")
    report = run(checker, "check", path)
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        must("PASS" in report and "ERROR" not in report, report)
        must(str(root.Lang) == language, f"{path.name} is in {root.Lang}")
        pages = len(pdf.pages)
        must(pages >= least_pages, f"{path.name} has {pages} pages")
        found = list(elements(root.StructTreeRoot.K[0]))
        names = [str(node.S) for node, _ in found]
        for name in ("/H1", "/H2", "/Table", "/Caption", "/TH", "/TD", "/L", "/LBody", "/Link"):
            must(name in names or not isWhole, f"{path.name} has no {name}")
        figures = [node for node, _ in found if node.S == "/Figure"]
        must(all(str(node.Alt).strip() for node in figures), "a picture says nothing")
        must(len(figures) >= (8 if isWhole else 0), f"{path.name} has {len(figures)} pictures")
        check_tables([node for node, _ in found if node.S == "/Table"])
        parted = check_content(pdf)
        must(parted > 10 or not isWhole or language != "en", "no word is parted")
        languages = {str(node.Lang) for node, _ in found if "/Lang" in node}
        must(otherLanguage is None or otherLanguage in languages, f"{path.name}: {languages}")
        with pdf.open_outline() as outline:
            places = sum(1 + len(item.children) for item in outline.root)
        must(places >= (ACTIONS if isWhole else 1), f"{path.name} has {places} bookmarks")
    text = run("pdftotext", path, "-")
    must_not_tell(path, text, secrets)
    summary = [line.strip() for line in report.splitlines() if "result:" in line]
    print(f"  {pages} pages, {len(names)} elements, {len(figures)} pictures, "
          f"{places} bookmarks, {parted} parted words; pdfua {summary}", flush=True)
    return text


def check_word(path, language, isWhole, secrets):
    book = docx.Document(str(path))
    must_not_tell(path, "".join(part.text for part in book.element.iter() if part.text), secrets)
    styles = [paragraph.style.name for paragraph in book.paragraphs]
    headings = sum(name.startswith("Heading") for name in styles)
    must(headings >= (ACTIONS if isWhole else 1), f"{path.name} has {headings} headings")
    captions = sum(name == "Caption" for name in styles)
    pictures = len(book.inline_shapes)
    ruled = [table for table in book.tables if table._tbl.xpath(".//w:tblHeader")]
    must(captions == pictures + len(ruled), f"{path.name}: {captions} captions")
    for shape in book.inline_shapes:
        must(shape._inline.docPr.get("descr"), "a picture says nothing")
    must(book.core_properties.language == language, book.core_properties.language)
    must(book.core_properties.title, "no title")
    print(f"  {headings} headings, {len(book.tables)} tables, {pictures} pictures")
    if shutil.which("soffice"):
        run("soffice", "--headless", "--convert-to", "pdf", "--outdir", path.parent / "office", path)
        pages = run("pdfinfo", path.parent / "office" / f"{path.stem}.pdf")
        print("  LibreOffice:", [line for line in pages.splitlines() if "Pages" in line])


def main(gradnik, folder):
    checker = pathlib.Path(sys.executable).parent / "pdfua"
    data, plan, secrets = prepared(gradnik, folder)
    identifier, code = plan["plan"]["id"], plan["actions"][0]["code"]
    titles = plan["plan"]["title"]["texts"]
    for language, word in (("en", "en-GB"), ("mk", "mk-MK")):
        for kind, words in (("published", ["--published"]), ("draft", [])):
            if kind == "draft" and language != "en":
                continue
            words = [*words, "--language", language]
            pdf = export(gradnik, data, identifier, folder / f"{kind}-{language}.pdf", *words)
            text = check_pdf(
                pdf, checker, language, titles.get(language, ""), 30, True, None, secrets)
            must(code in text, "an action is missing")
        file = export(
            gradnik, data, identifier, folder / f"published-{language}.docx", "--published",
            "--language", language)
        check_word(file, word, True, secrets)
    words = ["--published", "--language", "sq", "--action", code]
    pdf = export(gradnik, data, identifier, folder / "action-sq.pdf", *words)
    check_pdf(pdf, checker, "sq", code, 2, False, plan["plan"]["language"], secrets)
    file = export(gradnik, data, identifier, folder / "action-sq.docx", *words)
    check_word(file, "sq-AL", False, secrets)
    run(gradnik, "plan", "export", identifier, "--data", data, "--format", "pdf", "--action", "none",
        "-o", folder / "none.pdf", status=3)
    must(not (folder / "none.pdf").exists(), "a document of nothing was made")
    print("documents: all well")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        pathlib.Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
        main(sys.argv[1], pathlib.Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as place:
            main(sys.argv[1], pathlib.Path(place))
