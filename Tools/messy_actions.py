#!/usr/bin/env python3
"""Writes a workbook of 45 actions as a city keeps it, for the test of the upload.

Usage: Tools/messy_actions.py FILE.xlsx

Titles stand above the heading, some cells are merged, totals are formulas with their last values,
some dates and amounts are texts, one row is empty and the last one is a total. Exactly two cells
cannot be understood: BAD_AMOUNT, which is meant to be 20000, and BAD_END, meant to be 30.06.2027.
Every file made is the same to the byte.
"""

import datetime
import sys
import zipfile
from xml.sax.saxutils import escape

HEADERS = [
    "Р. бр.", "Активност", "Опис", "Носител", "Почеток", "Крај", "Буџет 2026 (€)",
    "Буџет 2027 (€)", "Буџет 2028 (€)", "Вкупно (€)", "Извор на финансирање", "Забелешка",
]
FIRST_ROW = 5
# After which action the empty row comes, and which cells are wrong, by the number of the action.
EMPTY_AFTER = 23
BAD_AMOUNT = (12, "околу 20 илјади")
BAD_END = (31, "крај на јуни")

DIGITAL, IT, FINANCE = "Канцеларија за дигитализација", "Сектор за ИТ", "Сектор за финансии"
URBAN, COMMUNAL = "Сектор за урбанизам", "Сектор за комунални работи"
SOCIAL, EDUCATION = "Сектор за социјална заштита", "Сектор за образование"
ENVIRONMENT, ECONOMY = "Сектор за животна средина", "Сектор за ЛЕР"
WATER, WASTE, TRANSPORT = "ЈП за водовод", "ЈП за комунална хигиена", "ЈП за јавен превоз"
BUDGET, STATE, DONOR = "Буџет на градот", "Државен буџет", "Донатор"
IPA, INTERREG = "ИПА 75 %; Буџет на градот", "Интеррег 85 %; Буџет на градот"

# Title, description, owner, start, end, thousands of euros in three years, source.
ACTIONS = [
    ("Попис на сите услуги на градот", "Еден образец за сите услуги", DIGITAL, "2026-02-01", "2026-09-30", (18, 0, 0), BUDGET),
    ("Портал за е-услуги", "Поднесување барања и следење на статусот", IT, "2026-10-01", "2028-06-30", (24, 210, 96), IPA),
    ("Најава со е-идентитет", "", IT, "2026-05-01", "2027-06-30", (40, 52, 0), STATE),
    ("Електронско плаќање на даноци и такси", "", FINANCE, "2027-03-01", "2028-04-30", (0, 88, 34), BUDGET),
    ("Онлајн градежни дозволи", "Еден предмет за сите институции", URBAN, "2027-01-15", "2028-12-15", (0, 130, 140), IPA),
    ("Пријави проблем – апликација", "", COMMUNAL, "2026-04-01", "2027-03-31", (55, 20, 0), INTERREG),
    ("Дигитални шалтери во месните заедници", "Помош за граѓани без компјутер", DIGITAL, "2027-01-01", "2028-12-31", (0, 74, 68), DONOR),
    ("Пристапна веб-страница", "", IT, "2026-06-01", "2027-12-31", (12.5, 22, 0), BUDGET),
    ("Е-упис во градинки", "", EDUCATION, "2027-02-01", "2027-09-01", (0, 46.4, 0), STATE),
    ("Систем за управување со документи", "Прием, архива, рокови", IT, "2026-03-01", "2027-10-31", (180, 145, 0), IPA),
    ("Дигитализација на архивата", "2,1 милиони страници", FINANCE, "2027-05-01", "2028-12-31", (0, 60, 60), BUDGET),
    ("Поврзување со државните регистри", "", IT, "2027-01-01", "2028-06-30", (0, 20, 45), STATE),
    ("Регистар на податоци", "", DIGITAL, "2026-09-01", "2027-06-30", (14, 18, 0), DONOR),
    ("Портал за отворени податоци", "Првите 40 збирки", DIGITAL, "2027-03-01", "2028-03-31", (0, 38, 16), DONOR),
    ("Контролна табла за јавните претпријатија", "", FINANCE, "2027-06-01", "2028-12-31", (0, 64, 82), BUDGET),
    ("Сајбер-безбедност – прва фаза", "Повеќефакторска најава, резервни копии", IT, "2026-02-01", "2026-12-31", (96, 0, 0), STATE),
    ("Сајбер-безбедност – втора фаза", "", IT, "2027-01-01", "2028-12-31", (0, 110, 90), STATE),
    ("Регистар на договори и јавни набавки", "", FINANCE, "2027-01-01", "2027-12-31", (0, 48, 0), BUDGET),
    ("Правила за вештачка интелигенција", "", DIGITAL, "2027-04-01", "2027-10-31", (0, 12, 0), BUDGET),
    ("Мерни зони во водоводната мрежа", "23 зони со мерачи на проток и притисок", WATER, "2026-03-01", "2028-12-31", (220, 480, 460), IPA),
    ("Паметни водомери – пробна зона", "500 водомери", WATER, "2027-09-01", "2028-08-31", (0, 42, 58), WATER),
    ("Рано предупредување за поплави", "", ENVIRONMENT, "2027-04-01", "2028-10-31", (0, 120, 140), INTERREG),
    ("Енергетски менаџмент на 40 згради", "", ENVIRONMENT, "2026-05-01", "2027-12-31", (110, 150, 0), DONOR),
    ("ЛЕД осветлување на главните улици", "3.200 светилки", COMMUNAL, "2027-02-01", "2028-11-30", (0, 420, 510), IPA),
    ("Сончеви панели на училишта", "", EDUCATION, "2027-05-01", "2028-09-30", (0, 160, 160), DONOR),
    ("Мрежа за квалитет на воздухот", "20 станици", ENVIRONMENT, "2026-09-01", "2027-10-31", (48, 62, 0), INTERREG),
    ("Сензори за полни контејнери", "", WASTE, "2027-04-01", "2028-06-30", (0, 88, 74), INTERREG),
    ("ГПС на возилата за отпад", "", WASTE, "2026-06-01", "2026-12-31", (26, 0, 0), BUDGET),
    ("Информации за автобусите во реално време", "", TRANSPORT, "2026-06-01", "2027-12-31", (120, 210, 0), INTERREG),
    ("Електронски билет", "", TRANSPORT, "2027-10-01", "2028-12-31", (0, 70, 190), BUDGET),
    ("Паркинг-сензори во центарот", "600 места", COMMUNAL, "2026-11-01", "2027-06-30", (30, 96, 0), BUDGET),
    ("Адаптивни семафори", "Десет раскрсници", COMMUNAL, "2027-09-01", "2028-12-31", (0, 130, 240), IPA),
    ("Градски ГИС", "", URBAN, "2026-02-01", "2027-08-31", (140, 120, 0), STATE),
    ("Урбанистички планови на интернет", "", URBAN, "2027-09-01", "2028-12-31", (0, 36, 48), BUDGET),
    ("Празни цевки за оптика при секој ископ", "", COMMUNAL, "2027-03-01", "2028-12-31", (0, 90, 110), BUDGET),
    ("Радиомрежа за сензори", "Дванаесет станици", IT, "2026-04-01", "2027-03-31", (84, 40, 0), INTERREG),
    ("Бесплатен интернет на плоштадите", "", IT, "2027-05-01", "2027-11-30", (0, 28.75, 0), BUDGET),
    ("Обука на вработените", "640 вработени", DIGITAL, "2026-03-01", "2028-12-31", (45, 70, 70), DONOR),
    ("Дигитални вештини за пензионери", "", SOCIAL, "2027-02-01", "2028-12-31", (0, 32, 32), DONOR),
    ("Младинска лабораторија", "", EDUCATION, "2026-09-01", "2028-08-31", (36, 40, 24), DONOR),
    ("Платформа за учество на граѓаните", "", DIGITAL, "2026-05-01", "2027-02-28", (40, 18, 0), DONOR),
    ("Партиципативен буџет", "100.000 евра годишно", FINANCE, "2027-03-01", "2028-12-31", (0, 100, 100), BUDGET),
    ("Итни известувања до граѓаните", "", SOCIAL, "2027-09-01", "2028-09-30", (0, 24, 52), STATE),
    ("Туристички водич", "Пет јазици", ECONOMY, "2028-01-01", "2028-12-31", (0, 0, 66), INTERREG),
    ("Дигитални ваучери за мали фирми", "", ECONOMY, "2027-06-01", "2028-12-31", (0, 80, 120), IPA),
]
# Cells typed as text: which action, which column.
TEXT_AMOUNTS = {(8, 6), (9, 7), (14, 7), (21, 8), (26, 6), (28, 6), (37, 7), (38, 6)}
TEXT_DATES = {(7, 5), (11, 5), (18, 5), (19, 4), (30, 5), (35, 5), (42, 5)}
NOTES = {1: "усвоено на совет", 6: "проба во две населби", 16: "итно!!", 20: "апликацијата е поднесена", 31: "да се провери рокот", 44: "зависи од порталот"}
PADDED = {3, 12, 29}


def letters(column):
    return chr(ord("A") + column)


def serial(day):
    return (datetime.date.fromisoformat(day) - datetime.date(1899, 12, 30)).days


def typed_day(day):
    year, month, date = day.split("-")
    return f"{date}.{month}.{year}"


def typed_amount(amount):
    return f"{amount:,.2f} €".translate(str.maketrans(",.", ".,"))


class Sheet:
    """The rows of the sheet as XML, with the texts kept aside as workbooks do."""

    def __init__(self):
        self.texts, self.rows, self.merged = [], [], []

    def text(self, row, column, value, style=0):
        if value not in self.texts:
            self.texts.append(value)
        index = self.texts.index(value)
        return f'<c r="{letters(column)}{row}" s="{style}" t="s"><v>{index}</v></c>'

    def number(self, row, column, value, style=0):
        return f'<c r="{letters(column)}{row}" s="{style}"><v>{value:.10g}</v></c>'

    def formula(self, row, column, formula, value, style=0):
        return (
            f'<c r="{letters(column)}{row}" s="{style}"><f>{formula}</f><v>{value:.10g}</v></c>')

    def add(self, row, cells):
        self.rows.append(f'<row r="{row}">{"".join(cells)}</row>')

    def xml(self):
        merged = "".join(f'<mergeCell ref="{each}"/>' for each in self.merged)
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f'<sheetData>{"".join(self.rows)}</sheetData>'
            f'<mergeCells count="{len(self.merged)}">{merged}</mergeCells></worksheet>')

    def texts_xml(self):
        items = "".join(
            f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self.texts)
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            f' count="{len(self.texts)}" uniqueCount="{len(self.texts)}">{items}</sst>')


DATE, MONEY, BOLD = 1, 2, 3


def date_cell(sheet, row, number, column, day):
    if (number, column) == (BAD_END[0], 5):
        return sheet.text(row, column, BAD_END[1])
    if (number, column) in TEXT_DATES:
        return sheet.text(row, column, typed_day(day))
    return sheet.number(row, column, serial(day), DATE)


def action_row(sheet, row, number, action):
    """One action; gives the amounts that a spreadsheet would add up: numbers, not texts."""
    title, description, owner, start, end, thousands, source = action
    cells = [sheet.number(row, 0, number)]
    cells.append(sheet.text(row, 1, f" {title} " if number in PADDED else title))
    if description:
        cells.append(sheet.text(row, 2, description))
    cells.append(sheet.text(row, 3, owner + ("\u00a0" if number in PADDED else "")))
    cells.append(date_cell(sheet, row, number, 4, start))
    cells.append(date_cell(sheet, row, number, 5, end))
    added, is_typed = [0, 0, 0], False
    for year, amount in enumerate(each * 1000 for each in thousands):
        column = 6 + year
        if number == BAD_AMOUNT[0] and year == 1:
            cells.append(sheet.text(row, column, BAD_AMOUNT[1]))
            is_typed = True
        elif (number, column) in TEXT_AMOUNTS:
            cells.append(sheet.text(row, column, typed_amount(amount)))
            is_typed = True
        elif amount:
            cells.append(sheet.number(row, column, amount, MONEY))
            added[year] = amount
    total = sum(thousands) * 1000
    if is_typed:
        cells.append(sheet.number(row, 9, total, MONEY))
    else:
        cells.append(sheet.formula(row, 9, f"SUM(G{row}:I{row})", total, MONEY))
    cells.append(sheet.text(row, 10, source))
    if number in NOTES:
        cells.append(sheet.text(row, 11, NOTES[number]))
    sheet.add(row, cells)
    return added + [total]


def sheet_of_actions():
    sheet = Sheet()
    sheet.add(1, [sheet.text(1, 0, "АКЦИСКИ ПЛАН ЗА ДИГИТАЛЕН ГРАД 2026–2028", BOLD)])
    sheet.add(2, [sheet.text(2, 0, "работна верзија, не е усвоена", BOLD)])
    sheet.merged += ["A1:L1", "A2:L2"]
    sheet.add(4, [sheet.text(4, column, name, BOLD) for column, name in enumerate(HEADERS)])
    row, sums = FIRST_ROW, [0, 0, 0, 0]
    for number, action in enumerate(ACTIONS, 1):
        sums = [a + b for a, b in zip(sums, action_row(sheet, row, number, action))]
        if number == 6:
            sheet.merged.append(f"L{row}:L{row + 1}")
        row += 2 if number == EMPTY_AFTER else 1
    cells = [sheet.text(row, 0, "ВКУПНО", BOLD)]
    for index, total in enumerate(sums):
        column = letters(6 + index)
        cells.append(sheet.formula(
            row, 6 + index, f"SUM({column}{FIRST_ROW}:{column}{row - 1})", total, MONEY))
    sheet.add(row, cells)
    sheet.merged.append(f"A{row}:F{row}")
    return sheet


STYLES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/>'
    '<numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;€&quot;"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0"/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="0"/>'
    '<xf numFmtId="165" fontId="0"/><xf numFmtId="0" fontId="1"/></cellXfs></styleSheet>')

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def parts():
    sheet = sheet_of_actions()
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return {
        "[Content_Types].xml": declaration + (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels"'
            ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{MAIN}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{MAIN}.worksheet+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{MAIN}.styles+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{MAIN}.sharedStrings+xml"/>'
            '</Types>'),
        "_rels/.rels": declaration + (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1"'
            f' Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
        "xl/workbook.xml": declaration + (
            '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
            f' xmlns:r="{RELATIONS}"><sheets><sheet name="Активности" sheetId="1" r:id="rId1"/>'
            '</sheets></workbook>'),
        "xl/_rels/workbook.xml.rels": declaration + (
            f'<Relationships xmlns="{PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet"'
            ' Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{RELATIONS}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId3" Type="{RELATIONS}/sharedStrings"'
            ' Target="sharedStrings.xml"/></Relationships>'),
        "xl/styles.xml": STYLES,
        "xl/worksheets/sheet1.xml": sheet.xml(),
        "xl/sharedStrings.xml": sheet.texts_xml(),
    }


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    with zipfile.ZipFile(arguments[0], "w", zipfile.ZIP_DEFLATED) as workbook:
        for name, content in parts().items():
            entry = zipfile.ZipInfo(name, date_time=(2026, 11, 2, 8, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            workbook.writestr(entry, content.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
