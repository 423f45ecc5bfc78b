"""What the invented city measures, mends, tries and decides by its figures."""

from .build import organisations as owners
from .records import Keys, minor, text
from .register import entry

# code, enterprise, owner, name, summary, unit, direction, frequency, formula, normaliser,
# baseline year, baseline, targets, goal
INDICATORS = [
    ("water_in", "water", "water",
     ("Water fed into the network", "Вода внесена во мрежата", "Voda, dovedena v omrežje"), None,
     "m³", "decrease", "quarter", None, None, None, None, [], None),
    ("water_billed", "water", "water",
     ("Water billed", "Фактурирана вода", "Zaračunana voda"), None,
     "m³", "increase", "quarter", None, None, None, None, [], None),
    ("water_loss", "water", "water",
     ("Water lost on the way", "Загуба на вода", "Izgube vode"),
     ("What is fed in and never billed: leaks, theft and wrong meters.",
      "Внесена вода што не е фактурирана: истекување, кражба и неточни водомери.",
      "Kar je dovedeno in ni zaračunano: puščanje, kraja in napačni vodomeri."),
     "%", "decrease", "quarter", "percent([water_in] - [water_billed], [water_in])", None,
     2023, "41.5", [(2026, "34"), (2028, "25")],
     ("Losses below 25 % by the end of 2028, as the founder asks.",
      "Загуби под 25 % до крајот на 2028, како што бара основачот.",
      "Izgube pod 25 % do konca 2028, kot zahteva ustanovitelj.")),
    ("water_repair", "water", "water",
     ("Hours from a reported leak to its repair", "Часови од пријавен дефект до поправка", "Ure od prijave puščanja do popravila"), None,
     "h", "decrease", "quarter", None, None, 2023, "31", [(2026, "20"), (2028, "12")], None),
    ("waste_sorted", "waste", "waste",
     ("Waste collected sorted", "Одвоено собран отпад", "Ločeno zbrani odpadki"), None,
     "%", "increase", "year", None, None, 2019, "11.2", [(2026, "26"), (2028, "35")],
     ("35 % sorted by 2028.", "35 % селектирано до 2028.", "35 % ločeno do 2028.")),
    ("waste_tonnes", "waste", "waste",
     ("Household waste", "Комунален отпад", "Gospodinjski odpadki"), None,
     "t", "decrease", "year", None, "perPerson", 2019, "31800", [(2028, "29000")], None),
    ("bus_riders", "transport", "transport",
     ("Journeys by city bus", "Патувања со градски автобус", "Vožnje z mestnim avtobusom"), None,
     "journeys", "increase", "year", None, "perPerson", 2019, "4100000", [(2026, "4500000"), (2028, "5000000")], None),
    ("bus_on_time", "transport", "transport",
     ("Buses on time", "Автобуси на време", "Točni avtobusi"), None,
     "%", "increase", "quarter", None, None, 2023, "71", [(2026, "80"), (2028, "88")], None),
    ("online_requests", None, "digital",
     ("Requests finished online", "Барања завршени онлајн", "Vloge, oddane in rešene na spletu"), None,
     "%", "increase", "year", None, None, 2019, "4", [(2026, "30"), (2028, "55")], None),
    ("answer_days", None, "communal",
     ("Days to answer a reported problem", "Денови до одговор на пријавен проблем", "Dnevi do odgovora na prijavo težave"), None,
     "days", "decrease", "quarter", None, None, 2023, "12", [(2026, "6"), (2028, "4")], None),
    ("population", None, "digital",
     ("Residents", "Жители", "Prebivalci"), None,
     "people", "maintain", "year", None, None, None, None, [], None),
    ("energy_buildings", None, "environment",
     ("Energy used in public buildings", "Потрошена енергија во јавните згради", "Poraba energije v javnih stavbah"), None,
     "MWh", "decrease", "year", None, None, 2019, "21400", [(2026, "17500"), (2028, "15500")], None),
]

# Values by code: the first period and one value a period.
QUARTERS = {
    "water_in": (2023, 1, [2610, 2700, 2860, 2640, 2600, 2690, 2880, 2650, 2590, 2660, 2850, 2610, 2570, 2650, 2890]),
    "water_billed": (2023, 1, [1540, 1580, 1650, 1550, 1560, 1610, 1690, 1585, 1600, 1640, 1720, 1600, 1555, 1590, 1640]),
    "water_repair": (2023, 1, [33, 30, 31, 30, 28, 27, 26, 25, 24, 24, 22, 21, 21, 20, 19]),
    "bus_on_time": (2023, 1, [70, 72, 71, 71, 73, 74, 72, 75, 76, 77, 76, 78, 78, 79, 80]),
    "answer_days": (2023, 1, [12.5, 12, 12.1, 11.4, 10.8, 10.9, 10, 9.6, 9.9, 9.2, 8.8, 8.1, 7.6, 7.2]),
}
YEARS = {
    "waste_sorted": (2012, [4.1, 4.8, 5.6, 6.3, 7.4, 8.6, 9.9, 11.2, 12.9, 14.1, 16.8, 19.2, 21.7, 23.6]),
    "waste_tonnes": (2012, [30100, 30400, 30900, 31200, 31400, 31600, 31700, 31800, 30900, 31300, 31100, 30800, 30600, 30300]),
    "bus_riders": (2012, [4620000, 4560000, 4490000, 4400000, 4330000, 4240000, 4170000, 4100000, 2260000, 2710000, 3350000, 3690000, 3880000, 4020000]),
    "online_requests": (2016, [0, 0.5, 2, 4, 7, 9, 12, 15, 19, 24]),
    "population": (2012, [72100, 71900, 71800, 71600, 71500, 71300, 71200, 71000, 70800, 70300, 70100, 69900, 69800, 69600]),
    "energy_buildings": (2014, [22600, 22400, 22100, 21900, 21600, 21400, 19800, 20600, 20400, 19700, 19100, 18400]),
}


indicators = Keys("city_indicator", [row[0] for row in INDICATORS])
corrections = Keys("corrective_action", ["leaks"])
pilots = Keys("pilot", ["meters"])
policies = Keys("policy", ["waste"])


def values():
    """By indicator: each period with its value."""
    found = {}
    for code, (year, quarter, numbers) in QUARTERS.items():
        thousand = 1000 if code in ("water_in", "water_billed") else 1
        found[indicators[code]] = [
            [f"{year + (quarter - 1 + place) // 4}-Q{(quarter - 1 + place) % 4 + 1}",
             str(number * thousand)] for place, number in enumerate(numbers)]
    for code, (year, numbers) in YEARS.items():
        found[indicators[code]] = [
            [str(year + place), str(number)] for place, number in enumerate(numbers)]
    return found


def measures():
    rows = [
        entry(indicators[code], owner, name, code=code, summary=text(summary), unit=unit,
              direction=direction, frequency=frequency, formula=formula, normaliser=normaliser,
              enterprise=enterprise and owners[enterprise], goal=text(goal),
              baselineYear=year, baseline=baseline,
              targets=[{"year": y, "value": v} for y, v in targets], interpolation="linear",
              breakdowns=[], isComparable=True)
        for code, enterprise, owner, name, summary, unit, direction, frequency, formula,
        normaliser, year, baseline, targets, goal in INDICATORS]
    mended = [
        entry(corrections["leaks"], "water",
              ("Search for leaks at night in the three oldest zones", "Ноќно барање дефекти во трите најстари зони", "Nočno iskanje puščanja v treh najstarejših conah"),
              indicator=indicators["water_loss"],
              cause=text(("Two mains from 1968 burst in spring; their zone has no meter of its own.",
                          "Два цевководи од 1968 пукнаа напролет; нивната зона нема сопствен мерач.",
                          "Spomladi sta počila cevovoda iz leta 1968; njuna cona nima svojega merilnika.")),
              person="V. Demo", start="2026-09-01", due="2027-03-31"),
    ]
    tried = [
        entry(pilots["meters"], "water",
              ("Remote meters in one district", "Далечински водомери во една населба", "Daljinski vodomeri v eni četrti"),
              hypothesis=text(("If 900 connections get remote meters, losses in the zone fall by a third, because leaks are seen within a day.",
                               "Ако 900 приклучоци добијат далечински водомери, загубите во зоната паѓаат за третина, бидејќи истекувањата се гледаат за еден ден.",
                               "Če 900 priključkov dobi daljinske vodomere, se izgube v coni zmanjšajo za tretjino, ker se puščanje opazi v enem dnevu.")),
              indicator=indicators["water_loss"], successValue="28",
              baseline=text(("41 % lost in the zone in 2024.", "41 % загуба во зоната во 2024.", "41 % izgub v coni leta 2024.")),
              comparator=text(("The neighbouring zone without meters.", "Соседната зона без водомери.", "Sosednja cona brez vodomerov.")),
              size=text(("900 of 9,000 connections, one year", "900 од 9.000 приклучоци, една година", "900 od 9.000 priključkov, eno leto")),
              cost=minor(310_000), currency="EUR", start="2026-12-01", end="2027-11-30",
              stopRule=text(("More than one meter in ten fails within three months.", "Повеќе од секој десетти водомер откажува за три месеци.", "V treh mesecih odpove več kot vsak deseti vodomer.")),
              scaleRule=text(("Losses in the zone at 28 % or less for two quarters.", "Загуби во зоната 28 % или помалку во два квартала.", "Izgube v coni 28 % ali manj v dveh četrtletjih.")),
              log=[]),
    ]
    decided = [
        entry(policies["waste"], "environment",
              ("Sorted waste at every door", "Селектиран отпад од секоја врата", "Ločeni odpadki pri vsakih vratih"),
              problem=text(("Three quarters of household waste end in the landfill.", "Три четвртини од отпадот завршува на депонија.", "Tri četrtine gospodinjskih odpadkov končajo na odlagališču.")),
              goal=text(("35 % collected sorted by 2028.", "35 % селектирано до 2028.", "35 % ločeno zbranih do 2028.")),
              indicator=indicators["waste_sorted"], inForceFrom=2022, horizon=5,
              assumptions=[{"name": "Participation", "low": "0.7", "likely": "1", "high": "1.15"}],
              alternatives=[
                  {"name": "Bins at every house", "start": 2027, "ramp": 2, "low": "2", "likely": "5", "high": "8"},
                  {"name": "Pay by weight", "start": 2028, "ramp": 1, "low": "3", "likely": "7", "high": "12"}],
              comparators=[]),
    ]
    return {"indicators": rows, "corrections": mended, "pilots": tried, "policies": decided,
            "values": values()}
