"""Files made to break who reads them: archives, workbooks, tables, and inputs of the commands."""
import gzip
import io
import pathlib
import re
import struct
import subprocess
import tempfile
import zipfile

from city import Person, each
from malformed import JSON_BODIES, fault_of

PROGRAM = None
BASE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Title</t></is></c></row></sheetData></worksheet>'


def book(extra=(), **parts):
    """The smallest workbook, with parts replaced by name."""
    content = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{BASE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{BASE}"><sheets><sheet name="Actions" sheetId="1" r:id="s"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="s" Type="{BASE}/worksheet" Target="sheet.xml"/>'
        f'<Relationship Id="t" Type="{BASE}/sharedStrings" Target="texts.xml"/>'
        f'<Relationship Id="u" Type="{BASE}/styles" Target="styles.xml"/></Relationships>',
        "xl/sheet.xml": SHEET, "xl/texts.xml": f'<sst xmlns="{MAIN}"/>', "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"/>',
    }
    content.update({{"sheet": "xl/sheet.xml", "texts": "xl/texts.xml", "styles": "xl/styles.xml", "workbook": "xl/workbook.xml",
                     "rels": "_rels/.rels", "links": "xl/_rels/workbook.xml.rels"}[name]: text for name, text in parts.items()})
    return archive(list(content.items()) + list(extra))


def archive(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in entries:
            if text is not None:
                target.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def bomb(part, megabytes, filling):
    """A workbook of which one part unpacks to very much."""
    head, tail = SHEET.split("Title")
    out = io.BytesIO(book(**{part: None}))
    name = {"sheet": "xl/sheet.xml", "texts": "xl/texts.xml"}[part]
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as target:
        with target.open(name, "w", force_zip64=True) as entry:
            entry.write(head.encode())
            piece = filling * ((1 << 20) // len(filling))
            for _ in range(megabytes):
                entry.write(piece)
            entry.write(tail.encode())
    return out.getvalue()


def patched(data, signature, offset, value):
    """Every header of a kind with a field overwritten."""
    data, place = bytearray(data), 0
    while (place := data.find(signature, place)) >= 0:
        data[place + offset:place + offset + len(value)] = value
        place += 4
    return bytes(data)


def doctype(body, reference):
    return f'<?xml version="1.0"?><!DOCTYPE a [{body}]><worksheet xmlns="{MAIN}"><sheetData><row><c t="inlineStr"><is><t>{reference}</t></is></c></row></sheetData></worksheet>'


LAUGHS = '<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12))


def workbooks():
    """Workbooks and archives that no import may take."""
    good = book()
    central, local = b"PK\x01\x02", b"PK\x03\x04"
    cells = lambda inner: f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{inner}</row></sheetData></worksheet>'
    yield "empty.xlsx", b""
    yield "half.xlsx", good[:len(good) // 2]
    yield "a quarter.xlsx", good[:len(good) // 4]
    yield "without its end.xlsx", good[:-12]
    yield "without its beginning.xlsx", good[40:]
    yield "only an end.xlsx", b"PK\x05\x06" + b"\0" * 18
    yield "an end of many.xlsx", b"PK\x05\x06" + b"\xff" * 18
    yield "encrypted.xlsx", patched(patched(good, central, 8, b"\x01\0"), local, 6, b"\x01\0")
    yield "a password.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000
    yield "an unknown method.xlsx", patched(patched(good, central, 10, b"\x63\0"), local, 8, b"\x63\0")
    yield "wrong sums.xlsx", patched(patched(good, central, 16, b"\1\2\3\4"), local, 14, b"\1\2\3\4")
    yield "200 MB declared.xlsx", patched(good, central, 24, struct.pack("<I", 200 << 20))
    yield "4 GB declared.xlsx", patched(good, central, 24, b"\xff\xff\xff\xff")
    yield "packed beyond its end.xlsx", patched(good, central, 20, b"\xff\xff\xff\x7f")
    yield "begins beyond its end.xlsx", patched(good, central, 42, b"\xff\xff\xff\x7f")
    yield "bomb of zeros.xlsx", bomb("sheet", 300, b"0")
    yield "bomb of cells.xlsx", bomb("sheet", 300, b"<c/>")
    yield "bomb of texts.xlsx", bomb("texts", 300, b"<si/>")
    yield "climbs.xlsx", archive([("../../../../tmp/evil", "x"), ("xl/workbook.xml", "x")])
    yield "from the root.xlsx", archive([("/etc/passwd", "x")])
    yield "backwards.xlsx", archive([("..\\..\\evil", "x")])
    yield "a drive.xlsx", archive([("C:\\evil", "x")])
    yield "nul in a name.xlsx", good.replace(b"xl/sheet.xml", b"xl/sh\0et.xml")
    yield "bytes in a name.xlsx", good.replace(b"xl/sheet.xml", b"xl/sh\xff\xfet.xml"[:12])
    yield "3,000 entries.xlsx", archive([(f"a{i}", "") for i in range(3_000)])
    yield "another zip.xlsx", archive([("a.txt", "a")])
    yield "laughs in the sheet.xlsx", book(sheet=doctype(LAUGHS, "&m;"))
    yield "laughs in the texts.xlsx", book(texts=doctype(LAUGHS, "&m;"))
    yield "laughs in the links.xlsx", book(rels=doctype(LAUGHS, "&m;"))
    yield "a file from outside.xlsx", book(sheet=doctype('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;"))
    yield "an address from outside.xlsx", book(sheet=doctype('<!ENTITY a SYSTEM "http://127.0.0.1:9/">', "&a;"))
    yield "a parameter.xlsx", book(sheet=doctype('<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;', ""))
    yield "a type in UTF-16.xlsx", book(sheet=doctype('<!ENTITY a SYSTEM "file:///etc/passwd">', "&a;")
                                        .replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16"))
    yield "a type from outside.xlsx", book(sheet='<!DOCTYPE a SYSTEM "file:///etc/passwd"><worksheet/>')
    yield "not closed.xlsx", book(sheet="<worksheet><sheetData><row>")
    yield "closed wrongly.xlsx", book(sheet="<worksheet></row></worksheet>")
    yield "no XML.xlsx", book(sheet="hello")
    yield "empty sheet.xlsx", book(sheet="")
    yield "bytes for XML.xlsx", book(sheet=b"\xff\xfe\x00\x01")
    yield "broken UTF-8.xlsx", book(sheet=b"<worksheet><sheetData><row><c t='inlineStr'><is><t>\xff\xfe</t></is></c></row></sheetData></worksheet>")
    yield "control characters.xlsx", book(sheet=cells('<c t="inlineStr"><is><t>&#0;&#1;</t></is></c>'))
    yield "100,000 deep.xlsx", book(sheet="<a>" * 100_000 + "</a>" * 100_000)
    yield "no sheet.xlsx", book(sheet=None)
    yield "no workbook.xlsx", book(workbook=None)
    yield "no links.xlsx", book(links=None)
    yield "links that climb.xlsx", book(rels=f'<Relationships><Relationship Id="a" Type="{BASE}/officeDocument" Target="../../../../etc/passwd"/></Relationships>')
    yield "links to itself.xlsx", book(links=f'<Relationships><Relationship Id="s" Type="{BASE}/worksheet" Target="workbook.xml"/></Relationships>')
    yield "links to the web.xlsx", book(links=f'<Relationships><Relationship Id="s" Type="{BASE}/worksheet" Target="http://127.0.0.1:9/a" TargetMode="External"/></Relationships>')
    yield "a place of 20 digits.xlsx", book(sheet=cells('<c r="A99999999999999999999"><v>1</v></c>'))
    yield "a column of 20 letters.xlsx", book(sheet=cells(f'<c r="{"Z" * 20}1"><v>1</v></c>'))
    yield "the last place.xlsx", book(sheet=f'<worksheet xmlns="{MAIN}"><sheetData><row r="1048577"><c r="XFE1048577"><v>1</v></c></row></sheetData></worksheet>')
    yield "text 99.xlsx", book(sheet=cells('<c r="A1" t="s"><v>99</v></c>'))
    yield "text -1.xlsx", book(sheet=cells('<c r="A1" t="s"><v>-1</v></c>'))
    yield "text 2^64.xlsx", book(sheet=cells('<c r="A1" t="s"><v>18446744073709551616</v></c>'))
    yield "an old workbook.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x09\x08\x10\0" * 500
    yield "a picture.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 500
    yield "a program.xlsx", b"\x7fELF\x02\x01\x01" + b"\0" * 500
    yield "a script.xlsx", b"#!/bin/sh\nrm -rf /\n\0"
    yield "nul.csv", b"Title,Start\nA\0B,2026\n"
    yield "bytes.csv", bytes(range(256)) * 20
    yield "an open quote.csv", b'Title,Start\n"A,2026\n' + b"x\n" * 2_000
    yield "text after a quote.csv", b'Title,Start\n"A"B,2026\n'
    yield "a cell of 2 MB.csv", b"Title\n" + b"a" * (2 << 20) + b"\n"
    yield "200,000 columns.csv", b"a," * 200_000 + b"\n"
    yield "only a mark.csv", b"\xef\xbb\xbf"
    yield "only lines.csv", b"\n" * 100_000
    yield "UTF-32.csv", "Title\nA\n".encode("utf-32")
    yield "gzip of zeros.csv", gzip.compress(b"\0" * (50 << 20))


def uploads(server, forms, count, people):
    """Every file goes to the import of tables; the others take turns with the rest of the forms.

    - people: enough that nobody sends more files than one may"""
    places = {key[0]: known[0] for key, known in forms.items() if known[0].has_files}
    usual = [form for route, form in places.items() if route.endswith("/work/import")]
    rest = [form for route, form in places.items() if not route.endswith("/work/import")]
    allowed = (400, 403, 404, 409, 413, 415, 422, 429)
    for index, (name, data) in enumerate(workbooks()):
        for form in usual + ([rest[index % len(rest)]] if rest and index % 3 == 0 else []):
            person = people[index % len(people)]
            pairs = [(n, v) for n, v in form.values()]
            answer = person.post(form.action, pairs, files=[("file", name, data)])
            fault = fault_of(answer)
            if not fault and answer.status not in allowed:
                fault = f"status {answer.status} to {answer.place}"
            elif answer.status == 429:
                fault = "was not read: too many files"
            elif answer.status == 422 and "error-summary" not in answer.text:
                fault = "refused without a sentence"
            count.case("file", f"{name} to {server.routes.of(form.action)}", fault)


def commands(server, count):
    """The commands that read files of others: bad input is status 3, a difference 1."""
    small = {n: d for n, d in workbooks() if n in {
        "empty.xlsx", "half.xlsx", "encrypted.xlsx", "bomb of zeros.xlsx", "climbs.xlsx", "bytes.csv", "nul.csv",
        "200 MB declared.xlsx", "bytes in a name.xlsx"}}
    texts = {n: JSON_BODIES[n] for n in ("100,000 lists", "100,000 objects", "twice", "NaN", "1e999", "nul", "bytes", "BOM",
                                         "40 digits", "half a surrogate", "null", "two values")}
    words = {
        "verify": ["verify"], "tally": ["tally"], "opinions": ["opinions"], "rank": ["rank"], "invest": ["invest", "--time", "5"],
        "match": ["match", "--mode", "pairs"], "assess": ["assess", "digital-maturity"],
    }
    with tempfile.TemporaryDirectory() as folder:
        jobs = []
        for index, (name, data) in enumerate({**small, **texts}.items()):
            file = pathlib.Path(folder, f"{index}.{'json' if name in texts else name.rsplit('.', 1)[1]}")
            file.write_bytes(data)
            jobs += [(verb, name, file) for verb in words]

        def attempt(job):
            verb, name, file = job
            try:
                answer = subprocess.run([PROGRAM, *words[verb], str(file)], capture_output=True, timeout=60)
            except subprocess.TimeoutExpired:
                count.case("command", f"{verb} {name}", "did not end")
                return
            said = (answer.stdout + answer.stderr).decode(errors="replace")
            fault = None if answer.returncode in (1, 2, 3) else f"ended with {answer.returncode}"
            if re.search(r"Fatal error|Crash|SIG[A-Z]+", said):
                fault = f"crashed: {said[-200:]}"
            count.case("command", f"{verb} {name}", fault)
        each(attempt, jobs, workers=2)
