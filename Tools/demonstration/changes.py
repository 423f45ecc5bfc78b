"""What the next version of the plan changes: (kind, key, properties) and what it adds."""

EDITS = [
    ("action", "S02", {"publicNote": (
        "The consultation with the market brought 14 answers; the terms were simplified.",
        "Консултациите со пазарот донесоа 14 одговори; условите се поедноставени.",
        "Posvet s trgom je prinesel 14 odgovorov; pogoji so poenostavljeni.")}),
    ("action", "M08", {"manualStatus": None, "statusReason": None, "unblockingCondition": None, "publicNote": (
        "The by-law was adopted; work goes on as planned.",
        "Правилникот е донесен; работата продолжува според планот.",
        "Pravilnik je sprejet; delo teče po načrtu.")}),
    ("action", "G08", {"end": "2029-06-29", "publicNote": (
        "The end was moved by three months: separate collection starts after the holidays.",
        "Крајот е поместен за три месеци: одделното собирање почнува по празниците.",
        "Konec je premaknjen za tri mesece: ločeno zbiranje se začne po praznikih.")}),
    ("action", "P03", {"description": (
        "A workshop in the former weaving mill, open six afternoons a week: programming, sensors, 3D printing, video and repair. Half of the places are kept for girls; projects use the city's open data.",
        "Работилница во некогашната ткајачница, отворена шест попладниња неделно: програмирање, сензори, 3Д-печатење, видео и поправки. Половина од местата се за девојчиња; проектите ги користат градските отворени податоци.",
        "Delavnica v nekdanji tkalnici, odprta šest popoldnevov na teden: programiranje, tipala, 3D-tisk, video in popravila. Polovica mest je namenjena dekletom; projekti uporabljajo odprte podatke mesta.")}),
    ("action_task", "S03/1", {"doneOn": "2026-11-27"}),
    ("action_task", "D02/1", {"doneOn": "2026-12-04"}),
    ("cost_line", "G03/0", {"planned": 15_640_000}),
    ("funding_line", "P07/0", {"status": "applied"}),
    ("indicator", "G01/0", {"target": "33"}),
    ("risk", "9", {"likelihood": "medium"}),
    ("plan_section", "actions", {"body": (
        """There are 50 actions. Each has one owner who answers for it, dates, costs by year and at least one measure. Four were tested in small before they entered the plan: problem reports in two districts, a radio network with 80 sensors, a scan of one street, and live times on three bus lines.

An action that is paused, blocked or replaced stays in the plan with the reason.""",
        """Активностите се 50. Секоја има еден носител што одговара за неа, датуми, трошоци по години и барем еден показател. Четири беа испробани во мал обем пред да влезат во планот: пријави на проблеми во две населби, радиомрежа со 80 сензори, скенирање на една улица и возен ред во реално време на три линии.

Активност што е паузирана, блокирана или заменета останува во планот, со наведена причина.""",
        """Ukrepov je 50. Vsak ima enega nosilca, ki zanj odgovarja, datume, stroške po letih in vsaj en kazalnik. Štirje so bili pred uvrstitvijo v načrt preizkušeni v malem: prijave težav v dveh četrtih, radijsko omrežje z 80 tipali, zajem ene ulice in časi v živo na treh avtobusnih linijah.

Ukrep, ki miruje, je blokiran ali nadomeščen, ostane v načrtu z navedbo razloga.""")}),
]

NEW_ACTION = dict(
    code="G10", title=("Register of trees, updated by residents", "Катастар на дрва што го дополнуваат граѓаните", "Kataster dreves, ki ga dopolnjujejo občani"),
    text=("21,000 street and park trees are entered with species, size and health. Residents adopt a tree, report dry ones and see where the next are planted.",
        "21.000 дрва покрај улиците и во парковите се внесуваат со вид, големина и здравствена состојба. Граѓаните посвојуваат дрво, пријавуваат исушени и гледаат каде ќе се садат следните.",
        "21.000 uličnih in parkovnih dreves je vpisanih z vrsto, velikostjo in zdravjem. Občani posvojijo drevo, prijavijo suha in vidijo, kje bodo posajena naslednja."),
    owner="environment", partners=["university", "openCity", "education"], serves=["3.3", "4.2"], ready="outlined", span=("2027-09-06", "2029-05-31"), after=["M04"], district="Srebrena", at=("41.5478", "21.6360"),
    staff={2027: "1", 2028: "4", 2029: "2"}, themes=["GIS", "open data"], sdg=[11, 13, 15], codes=["RSO2.7"],
    eco=(0, ("Fewer claims for damage by falling branches.", "Помалку барања за штета од паднати гранки.", "Manj odškodnin zaradi padlih vej.")),
    soc=(1, ("Schools and neighbours care for their street.", "Училиштата и соседите се грижат за својата улица.", "Šole in sosedje skrbijo za svojo ulico.")),
    env=(2, ("Trees are planted where shade is missing most.", "Се сади таму каде што сенка најмногу недостига.", "Sadi se tam, kjer sence najbolj manjka.")),
    tasks=[(("Survey with students", "Снимање со студенти", "Popis s študenti"), "2027-09-06", "2028-10-31", None, "university"),
        (("Public map and adoption of trees", "Јавна карта и посвојување дрва", "Javni zemljevid in posvojitev dreves"), "2028-11-01", "2029-05-31", None, "openCity")],
    costs=[(2027, "o", "external", "survey", 14_000, None), (2028, "o", "external", "survey", 38_000, None), (2029, "c", "external", "software", 21_000, None)],
    funds=[("crowd", "identified", "amount", 5_000, 2028), ("interreg", "identified", "rate", "66.67")],
    measures=[(("Trees in the register", "Дрва во катастарот", "Drevesa v katastru"), "output", "№", "increase", ("0", 2026), ("21000", 2029), None, "department"),
        (("Area of green infrastructure looked after", "Површина на одржувана зелена инфраструктура", "Površina vzdrževane zelene infrastrukture"), "output", "ha", "increase", ("0", 2026), ("64", 2029), "RCO26", "department")])

NEW_RISK = ("G10", ("Volunteers lose interest after the first season", "Волонтерите губат интерес по првата сезона", "Prostovoljci po prvi sezoni izgubijo zanimanje"), "behavioural", "medium", "low", ("Schools adopt streets by class; a small prize each spring.", "Училиштата посвојуваат улици по паралелки; мала награда секоја пролет.", "Šole posvojijo ulice po razredih; majhna nagrada vsako pomlad."), "environment")
