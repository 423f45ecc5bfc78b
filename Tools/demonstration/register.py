"""What the invented city has today: services, systems, data, contracts, staff, budget."""

from .build import cities, organisations
from .records import Keys, minor, record, text

# key, owner, name, supplier, start, end, amount
CONTRACTS = [
    ("portal", "digital", ("Hosting of the city portal", "Хостинг на градскиот портал", "Gostovanje mestnega portala"),
     "Srebrena Hosting", "2024-01-01", "2027-12-31", 48_000),
    ("registry", "it", ("Maintenance of the document system", "Одржување на системот за документи", "Vzdrževanje dokumentnega sistema"),
     "Arhiva Soft", "2022-07-01", "2026-06-30", 90_000),
    ("meters", "water", ("Remote water meters, first district", "Далечински водомери, прва населба", "Daljinski vodomeri, prva četrt"),
     "Vodomer", "2025-03-01", "2031-02-28", 310_000),
]

# key, owner, name, purpose, since, state, personal data, interface, contract
SYSTEMS = [
    ("portal", "digital", ("City portal", "Градски портал", "Mestni portal"),
     ("Information and forms for residents", "Информации и обрасци за жителите", "Informacije in obrazci za prebivalce"),
     2018, "running", False, True, "portal"),
    ("registry", "it", ("Document management system", "Систем за управување со документи", "Dokumentni sistem"),
     ("Receives, routes and archives every request", "Прима, насочува и архивира секое барање", "Sprejema, usmerja in hrani vse vloge"),
     2009, "outdated", True, False, "registry"),
    ("taxes", "finance", ("Register of taxpayers", "Регистар на даночни обврзници", "Register zavezancev"),
     ("Property tax and communal fees", "Данок на имот и комунални такси", "Davek na nepremičnine in komunalne takse"),
     2014, "running", True, False, None),
    ("parking", None, ("Parking payments", "Плаќање паркинг", "Plačilo parkiranja"),
     ("Payment by phone and at machines", "Плаќање со телефон и на автомати", "Plačilo s telefonom in na avtomatih"),
     2021, "running", True, True, None),
]

# key, owner, theme, level, channels, days, fee, legal basis, users, system, name, summary
SERVICES = [
    ("permit", "urban", "building", "download", ["counter", "post"], 45,
     ("From 60 €, by floor area", "Од 60 €, според површината", "Od 60 €, po površini"),
     ("Construction act, invented", "Закон за градење, измислен", "Gradbeni zakon, izmišljen"), 640, "registry",
     ("Building permit", "Одобрение за градење", "Gradbeno dovoljenje"),
     ("Permission to build, extend or tear down a house.", "Одобрение за градење, доградба или рушење куќа.", "Dovoljenje za gradnjo, prizidek ali odstranitev hiše.")),
    ("problem", "communal", "environment", "transaction", ["online", "phone", "app"], 5, None, None, 8_300, "portal",
     ("Report a problem", "Пријави проблем", "Prijava težave"),
     ("A broken lamp, a hole in the road, rubbish: one place for all.", "Скршена светилка, дупка на пат, отпад: едно место за сè.", "Pokvarjena svetilka, luknja v cesti, smeti: eno mesto za vse.")),
    ("kindergarten", "education", "education", "information", ["counter"], 20, None,
     ("Childcare ordinance, invented", "Одлука за згрижување деца, измислена", "Odlok o varstvu otrok, izmišljen"), 1_150, None,
     ("Place in a kindergarten", "Место во градинка", "Mesto v vrtcu"),
     ("Enrolment of children from one to six years.", "Запишување деца од една до шест години.", "Vpis otrok od enega do šestih let.")),
    ("tax", "finance", "taxes", "transaction", ["online", "counter", "post"], 15, None,
     ("Property tax act, invented", "Закон за данок на имот, измислен", "Zakon o davku na nepremičnine, izmišljen"), 31_000, "taxes",
     ("Property tax", "Данок на имот", "Davek na nepremičnine"),
     ("See what you owe, pay it, and object to it.", "Видете колку должите, платете и поднесете приговор.", "Poglejte, koliko dolgujete, plačajte ali ugovarjajte.")),
    ("parking", "parking", "transport", "integrated", ["app", "online"], 1,
     ("24 € a year for residents", "24 € годишно за жителите", "24 € na leto za prebivalce"), None, 5_200, "parking",
     ("Parking permit for residents", "Паркинг-дозвола за жители", "Dovolilnica za stanovalce"),
     ("A permit for your own zone; the register of residents is asked for you.", "Дозвола за вашата зона; податоците се земаат од регистарот на жители.", "Dovolilnica za vašo cono; podatke vzamemo iz registra prebivalcev.")),
    ("grant", "social", "socialCare", "proactive", ["post"], 10, None,
     ("Decision of the council, invented", "Одлука на советот, измислена", "Sklep sveta, izmišljen"), 720, None,
     ("Grant for a newborn child", "Помош за новороденче", "Pomoč ob rojstvu otroka"),
     ("The city sends the grant when the birth is registered; nobody has to ask.", "Градот ја испраќа помошта кога ќе се запише раѓањето; не треба да се бара.", "Mesto pomoč pošlje, ko je rojstvo vpisano; prositi ni treba.")),
    ("events", None, "culture", "information", ["counter", "email"], None, None, None, None, None,
     ("Use of a public square", "Користење на јавен плоштад", "Uporaba javnega trga"),
     ("For markets, concerts and gatherings.", "За пазари, концерти и собири.", "Za tržnice, koncerte in shode.")),
]

# key, owner, name, openness, licence, updates
DATASETS = [
    ("air", "environment", ("Air quality, hourly", "Квалитет на воздухот, по часови", "Kakovost zraka, po urah"), "open", "CC BY 4.0", "live"),
    ("budget", "finance", ("Budget by item", "Буџет по ставки", "Proračun po postavkah"), "open", "CC BY 4.0", "yearly"),
    ("addresses", "urban", ("Register of addresses", "Регистар на адреси", "Register naslovov"), "shared", None, "weekly"),
    ("trees", None, ("Street trees, count of 2019", "Улични дрвја, попис од 2019", "Ulična drevesa, popis 2019"), "open", "CC BY 4.0", "never"),
]

# key, kind, name, commitments, adopted, until
STRATEGIES = [
    ("development", "strategy", ("Development strategy 2021–2027", "Стратегија за развој 2021–2027", "Razvojna strategija 2021–2027"),
     ("Half of all services online by 2027", "Половина од услугите онлајн до 2027", "Polovica storitev na spletu do 2027"),
     "2021-04-20", "2027-12-31"),
    ("climate", "plan", ("Energy and climate plan to 2030", "План за енергија и клима до 2030", "Energetski in podnebni načrt do 2030"),
     ("40 % less emissions than in 2010", "40 % помалку емисии од 2010", "40 % manj izpustov kot leta 2010"),
     "2022-11-15", "2030-12-31"),
    ("mobility", "plan", ("Mobility plan 2016–2025", "План за мобилност 2016–2025", "Prometni načrt 2016–2025"), None,
     "2016-09-01", "2025-12-31"),
]

# key, owner, name, people, needed
SKILLS = [
    ("data", "it", ("Data analysis", "Анализа на податоци", "Analiza podatkov"), "0.5", "2"),
    ("procurement", "finance", ("Procurement of digital services", "Набавка на дигитални услуги", "Naročanje digitalnih storitev"), "1", "2"),
    ("networks", "it", ("Networks and servers", "Мрежи и сервери", "Omrežja in strežniki"), "3", "3"),
]

# year, kind, name, planned, actual
BUDGET = [
    (2025, "capital", ("Equipment and software", "Опрема и софтвер", "Oprema in programje"), 240_000, 198_400),
    (2025, "operating", ("Licences and maintenance", "Лиценци и одржување", "Licence in vzdrževanje"), 175_000, 181_250),
    (2026, "capital", ("Equipment and software", "Опрема и софтвер", "Oprema in programje"), 410_000, None),
    (2026, "operating", ("Licences and maintenance", "Лиценци и одржување", "Licence in vzdrževanje"), 190_000, None),
]

# key, kind, owner, name, quantity, unit, condition, built
INFRASTRUCTURE = [
    ("fibre", "network", "it", ("Municipal optical fibre", "Општинско оптичко влакно", "Mestno optično omrežje"), "38.5", "km", 4, 2016),
    ("lamps", "lighting", "communal", ("Street lamps", "Улични светилки", "Ulične svetilke"), "9420", None, 2, 1994),
    ("mains", "water", "water", ("Water mains", "Главни водоводи", "Vodovodni vodi"), "412", "km", 2, 1976),
]

contracts = Keys("service_contract", [key for key, *_ in CONTRACTS])
systems = Keys("information_system", [key for key, *_ in SYSTEMS])
services = Keys("public_service", [key for key, *_ in SERVICES])
datasets = Keys("dataset", [key for key, *_ in DATASETS])
strategies = Keys("strategy", [key for key, *_ in STRATEGIES])
skills = Keys("staff_skill", [key for key, *_ in SKILLS])
lines = Keys("budget_line", [f"{year}-{kind}" for year, kind, *_ in BUDGET])
built = Keys("infrastructure", [key for key, *_ in INFRASTRUCTURE])


def entry(key, owner, name, **fields):
    return record(
        id=key, city=cities["vodengrad"], owner=owner and organisations[owner], name=text(name),
        isPublic=fields.pop("isPublic", True), **fields)


def register():
    return {
        "contracts": [
            entry(contracts[key], owner, name, supplier=supplier, start=start, end=end,
                  amount=minor(amount), currency="EUR", isPublic=False)
            for key, owner, name, supplier, start, end, amount in CONTRACTS],
        "systems": [
            entry(systems[key], owner, name, purpose=text(purpose), sinceYear=since, state=state,
                  hasPersonalData=personal, hasInterface=interface,
                  contract=contract and contracts[contract])
            for key, owner, name, purpose, since, state, personal, interface, contract in SYSTEMS],
        "services": [
            entry(services[key], owner, name, theme=theme, digitalLevel=level, channels=channels,
                  processingDays=days, fee=text(fee), legalBasis=text(basis), usersPerYear=users,
                  usersYear=users and 2025, system=system and systems[system],
                  summary=text(summary))
            for key, owner, theme, level, channels, days, fee, basis, users, system, name, summary
            in SERVICES],
        "datasets": [
            entry(datasets[key], owner, name, openness=openness, licence=licence, updates=updates)
            for key, owner, name, openness, licence, updates in DATASETS],
        "strategies": [
            entry(strategies[key], None, name, kind=kind, commitments=text(commitments),
                  adoptedOn=adopted, validUntil=until)
            for key, kind, name, commitments, adopted, until in STRATEGIES],
        "skills": [
            entry(skills[key], owner, name, people=people, needed=needed, isPublic=False)
            for key, owner, name, people, needed in SKILLS],
        "budget": [
            entry(lines[f"{year}-{kind}"], "finance", name, year=year, kind=kind,
                  planned=minor(planned), actual=actual and minor(actual), currency="EUR")
            for year, kind, name, planned, actual in BUDGET],
        "infrastructure": [
            entry(built[key], owner, name, kind=kind, quantity=quantity,
                  unit=unit or "pcs", condition=condition, builtYear=year)
            for key, kind, owner, name, quantity, unit, condition, year in INFRASTRUCTURE],
    }
