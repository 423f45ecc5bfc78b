"""Where money comes from, by which rules, and the words for cost lines and data sources."""

CALLS = [
    dict(key="ipa", version="2026, first call",
        name=("IPA III: call for digital and green municipalities (demonstration)", "ИПА III: повик за дигитални и зелени општини (демонстрација)", "IPA III: razpis za digitalne in zelene občine (prikaz)"),
        ceilings={"preAccession": "85"}),
    dict(key="interreg2024", version="2024",
        name=("Interreg IPA: call for cross-border cooperation (demonstration)", "Интеррег ИПА: повик за прекугранична соработка (демонстрација)", "Interreg IPA: razpis za čezmejno sodelovanje (prikaz)"),
        ceilings={"preAccession": "85", "lessDeveloped": "80", "transition": "80", "moreDeveloped": "80"}),
    dict(key="interreg", version="2026, second amendment",
        name=("Interreg IPA: call for cross-border cooperation (demonstration)", "Интеррег ИПА: повик за прекугранична соработка (демонстрација)", "Interreg IPA: razpis za čezmejno sodelovanje (prikaz)"),
        ceilings={"preAccession": "85", "lessDeveloped": "85", "transition": "82.5", "moreDeveloped": "80"}),
    dict(key="digitalEurope", version="2027",
        name=("Digital Europe Programme: call for secure public administrations (demonstration)", "Програма „Дигитална Европа“: повик за безбедна јавна администрација (демонстрација)", "Program Digitalna Evropa: razpis za varno javno upravo (prikaz)"),
        ceilings={"preAccession": "50", "lessDeveloped": "50", "transition": "50", "moreDeveloped": "50", "outermost": "50"}),
]

SOURCES = [
    dict(key="own", kind="ownBudget", available=7_200_000, name=("City budget", "Буџет на градот", "Mestni proračun")),
    dict(key="waterCo", kind="municipalEnterprise", available=1_450_000, name=("Own funds of the municipal water company", "Сопствени средства на водоводното претпријатие", "Lastna sredstva vodovodnega podjetja")),
    dict(key="wasteCo", kind="municipalEnterprise", available=260_000, name=("Own funds of the municipal waste company", "Сопствени средства на претпријатието за комунална хигиена", "Lastna sredstva podjetja za odpadke")),
    dict(key="transportCo", kind="municipalEnterprise", available=240_000, name=("Own funds of the municipal transport company", "Сопствени средства на сообраќајното претпријатие", "Lastna sredstva prevoznega podjetja")),
    dict(key="parkingCo", kind="municipalEnterprise", available=300_000, name=("Own funds of the municipal parking company", "Сопствени средства на претпријатието за паркиралишта", "Lastna sredstva podjetja za parkirišča")),
    dict(key="state", kind="national", available=2_000_000, name=("State budget: capital grants to municipalities", "Државен буџет: капитални дотации за општините", "Državni proračun: investicijske dotacije občinam")),
    dict(key="ipa", kind="preAccession", call="ipa", name=("IPA III", "ИПА III", "IPA III")),
    dict(key="interreg", kind="interreg", call="interreg", name=("Interreg IPA cross-border programme", "Прекугранична програма Интеррег ИПА", "Čezmejni program Interreg IPA")),
    dict(key="wbif", kind="donor", name=("WBIF grant", "Грант од WBIF (Инвестициска рамка за Западен Балкан)", "Nepovratna sredstva WBIF")),
    dict(key="donor", kind="donor", name=("Bilateral development aid", "Билатерална развојна помош", "Dvostranska razvojna pomoč")),
    dict(key="digitalEurope", kind="other", call="digitalEurope", name=("Digital Europe Programme", "Програма „Дигитална Европа“", "Program Digitalna Evropa")),
    dict(key="loan", kind="loan", available=2_400_000, name=("Long-term loan of a development bank", "Долгорочен кредит од развојна банка", "Dolgoročno posojilo razvojne banke")),
    dict(key="private", kind="privateInvestor", name=("Private operators and companies", "Приватни оператори и компании", "Zasebni operaterji in podjetja")),
    dict(key="crowd", kind="crowdfunding", name=("Donations of residents", "Донации од граѓани", "Prispevki občanov")),
]

COST_TITLES = {
    "analysis": ("Analysis and design", "Анализа и проектирање", "Analiza in zasnova"),
    "software": ("Software and its adaptation", "Софтвер и негово прилагодување", "Programska oprema in prilagoditve"),
    "licences": ("Licences and hosting", "Лиценци и хостирање", "Licence in gostovanje"),
    "equipment": ("Equipment", "Опрема", "Oprema"),
    "sensors": ("Sensors and their mounting", "Сензори и нивна монтажа", "Tipala in namestitev"),
    "works": ("Construction works", "Градежни работи", "Gradbena dela"),
    "training": ("Training", "Обуки", "Usposabljanje"),
    "people": ("Staff of the city", "Вработени во градот", "Mestni uslužbenci"),
    "maintenance": ("Maintenance and support", "Одржување и поддршка", "Vzdrževanje in podpora"),
    "advice": ("External expertise", "Надворешна експертиза", "Zunanji strokovnjaki"),
    "information": ("Information for residents", "Информирање на граѓаните", "Obveščanje občanov"),
    "grants": ("Grants and awards", "Грантови и награди", "Spodbude in nagrade"),
    "survey": ("Field survey", "Теренско снимање", "Terenski zajem"),
    "rooms": ("Furnishing of rooms", "Уредување простории", "Ureditev prostorov"),
    "visits": ("Study visits in the network", "Студиски посети во мрежата", "Študijski obiski v mreži"),
}

DATA_SOURCES = {
    "portal": ("Statistics of the portal, monthly", "Статистика на порталот, месечно", "Statistika portala, mesečno"),
    "documents": ("Document system, quarterly", "Систем за документи, тримесечно", "Dokumentni sistem, četrtletno"),
    "survey": ("Household survey of the city university, every two years", "Анкета на градскиот универзитет меѓу домаќинствата, на две години", "Anketa mestne univerze med gospodinjstvi, vsaki dve leti"),
    "department": ("Report of the department, twice a year", "Извештај на секторот, двапати годишно", "Poročilo oddelka, dvakrat letno"),
    "company": ("Report of the municipal company, quarterly", "Извештај на јавното претпријатие, тримесечно", "Poročilo javnega podjetja, četrtletno"),
    "sensors": ("Sensor network, daily", "Сензорска мрежа, дневно", "Mreža tipal, dnevno"),
    "audit": ("Independent audit, yearly", "Независна ревизија, годишно", "Neodvisna presoja, letno"),
    "accounts": ("Closing accounts of the budget, yearly", "Завршна сметка на буџетот, годишно", "Zaključni račun proračuna, letno"),
    "energy": ("Energy management system, monthly", "Систем за управување со енергија, месечно", "Sistem upravljanja z energijo, mesečno"),
    "count": ("Counts on the spot, twice a year", "Броење на терен, двапати годишно", "Štetje na terenu, dvakrat letno"),
    "courses": ("Register of courses, after each course", "Евиденција на обуки, по секоја обука", "Evidenca tečajev, po vsakem tečaju"),
}

FUNDING_NOTES = {
    ("G05", "loan"): ("Repaid over twelve years from the saved electricity.", "Се отплаќа во дванаесет години од заштедената струја.", "Vračilo v dvanajstih letih iz prihranjene elektrike."),
    ("G01", "ipa"): ("Application sent in June 2026; the decision is expected in spring 2027.", "Апликацијата е поднесена во јуни 2026 година; одлука се очекува напролет 2027 година.", "Vloga oddana junija 2026; odločitev se pričakuje spomladi 2027."),
    ("M02", "parkingCo"): ("From the parking fees of 2027 and 2028.", "Од приходите од паркирање во 2027 и 2028 година.", "Iz parkirnin v letih 2027 in 2028."),
    ("P03", "crowd"): ("Collected at the city festival in May 2026.", "Собрани на градскиот празник во мај 2026 година.", "Zbrano na mestnem prazniku maja 2026."),
    ("G03", "interreg"): ("Joint application with a city on the other side of the border.", "Заедничка апликација со град од другата страна на границата.", "Skupna vloga z mestom na drugi strani meje."),
    ("M07", "private"): ("Operators pay for the ducts they rent, in advance.", "Операторите однапред ја плаќаат закупнината за цевките.", "Operaterji najem cevi plačajo vnaprej."),
    ("D08", "digitalEurope"): ("Half of the costs of the second stage.", "Половина од трошоците на втората етапа.", "Polovica stroškov druge stopnje."),
}
