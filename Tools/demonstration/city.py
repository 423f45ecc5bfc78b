"""The invented city, its organisations, and the invented network it works in."""

SOURCE_TITLE = "Invented for this demonstration"
SOURCE_PUBLISHER = "Gradnik"

CITIES = [
    dict(
        key="vodengrad", name=("Vodengrad", "Воденград", "Vodengrad"), country="MK",
        population=92_140, at=("41.5530", "21.6470"), languages=["mk"], region="preAccession",
        about=(
            "Vodengrad is an invented city, made up to show how the platform works. It lies on both banks of the Srebrena, a river as invented as the city. Five districts, 92,140 residents, a textile industry that is giving way to logistics and food processing, a university of 6,200 students, and a water network laid for the most part before 1980.",
            "Воденград е измислен град, создаден за да покаже како работи платформата. Се простира на двата брега на Сребрена, река измислена исто како и градот. Пет урбани заедници, 92.140 жители, текстилна индустрија која им отстапува место на логистиката и преработката на храна, универзитет со 6.200 студенти и водоводна мрежа градена главно пред 1980 година.",
            "Vodengrad je izmišljeno mesto, ki kaže, kako deluje platforma. Leži na obeh bregovih Srebrene, reke, ki je prav tako izmišljena. Pet četrti, 92.140 prebivalcev, tekstilna industrija, ki se umika logistiki in živilstvu, univerza s 6.200 študenti in vodovodno omrežje, ki je bilo večinoma zgrajeno pred letom 1980.",
        ),
    ),
    dict(
        key="javorna", name=("Javorna Loka", "Јаворна Лока", "Javorna Loka"), country="SI",
        population=41_300, at=("45.9120", "14.9350"), languages=["sl"], region="lessDeveloped",
        about=(
            "An invented city of old crafts and new workshops. Its citizens have settled a tenth of the investment budget themselves for eight years.",
            "Измислен град на стари занаети и нови работилници. Осум години граѓаните самите одлучуваат за една десетина од инвестицискиот буџет.",
            "Izmišljeno mesto starih obrti in novih delavnic. Občani že osem let sami odločajo o desetini naložbenega proračuna.",
        ),
    ),
    dict(
        key="teisoara", name=("Teișoara", "Тејшоара", "Teișoara"), country="RO",
        population=104_700, at=("45.4380", "25.1260"), languages=["ro"], region="lessDeveloped",
        about=(
            "An invented university city that runs its trams, parking and tickets on one system and publishes the timetable as open data.",
            "Измислен универзитетски град кој трамваите, паркирањето и билетите ги води во еден систем, а возниот ред го објавува како отворени податоци.",
            "Izmišljeno univerzitetno mesto, ki tramvaje, parkiranje in vozovnice vodi v enem sistemu, vozni red pa objavlja kot odprte podatke.",
        ),
    ),
    dict(
        key="krsograd", name=("Kršograd", "Кршоград", "Kršograd"), country="ME",
        population=57_900, at=("42.7410", "19.1180"), languages=["cnr"], region="preAccession",
        about=(
            "An invented city at the foot of bare mountains. After two dry summers it cut the losses of its water network by a third.",
            "Измислен град во подножјето на голи планини. По две сушни лета ги намали загубите во водоводната мрежа за една третина.",
            "Izmišljeno mesto ob vznožju golih gora. Po dveh sušnih poletjih je izgube v vodovodnem omrežju zmanjšalo za tretjino.",
        ),
    ),
    dict(
        key="ujebardhe", name=("Ujëbardhë", "Ујебардха", "Ujëbardhë"), country="AL",
        population=76_200, at=("40.6210", "20.3340"), languages=["sq"], region="preAccession",
        about=(
            "An invented city of springs and gardens. It left the network after the first year, when a new administration set other priorities.",
            "Измислен град на извори и градини. Ја напушти мрежата по првата година, кога новата администрација постави други приоритети.",
            "Izmišljeno mesto izvirov in vrtov. Mrežo je zapustilo po prvem letu, ko je nova uprava postavila drugačne prednostne naloge.",
        ),
    ),
]

PROGRAMME_NAME = "Towns Learning Together (demonstration)"
PROGRAMME_ABOUT = (
    "An invented programme for exchange between medium-sized cities. No such programme exists; it stands here for those that do.",
    "Измислена програма за размена меѓу градови со средна големина. Таква програма не постои; тука ги претставува вистинските.",
    "Izmišljen program za izmenjavo med srednje velikimi mesti. Takega programa ni; tu zastopa prave.",
)
NETWORK_NAME = "Five Cities Go Digital (demonstration)"
NETWORK_THEME = (
    "Digital services and measured data for medium-sized cities: what to do first, what it costs and how to keep it running.",
    "Дигитални услуги и измерени податоци за градови со средна големина: што да се направи прво, колку чини и како да се одржи.",
    "Digitalne storitve in izmerjeni podatki za srednje velika mesta: kaj narediti najprej, koliko stane in kako to ohraniti pri življenju.",
)
NETWORK_SPAN = ("2025-02-01", "2027-07-31")
PHASES = [
    (("Activation and baseline study", "Активирање и почетна студија", "Zagon in izhodiščna študija"), "2025-02-01", "2025-09-30"),
    (("Planning of actions and small tests", "Планирање на активностите и мали проби", "Načrtovanje ukrepov in majhni preizkusi"), "2025-10-01", "2026-09-30"),
    (("Preparing for delivery", "Подготовка за спроведување", "Priprava na izvedbo"), "2026-10-01", "2027-05-31"),
    (("Closing and handing on", "Завршување и пренесување на искуствата", "Zaključek in prenos izkušenj"), "2027-06-01", "2027-07-31"),
]

MEMBERSHIPS = [
    ("vodengrad", "lead", "confirmed", "2025-02-01", None, None),
    ("javorna", "partner", "confirmed", "2025-02-01", None, (
        "Shares its rules for participatory budgeting.",
        "Ги споделува своите правила за партиципативно буџетирање.",
        "Deli svoja pravila za participativni proračun.")),
    ("teisoara", "partner", "confirmed", "2025-02-01", None, (
        "Hosts the working group on mobility data.",
        "Домаќин на работната група за податоци за мобилноста.",
        "Gosti delovno skupino za podatke o mobilnosti.")),
    ("krsograd", "partner", "confirmed", "2025-04-15", None, (
        "Joined when the partnership was completed, two months after the start.",
        "Се приклучи при дополнувањето на партнерството, два месеца по почетокот.",
        "Pridružilo se je ob dopolnitvi partnerstva, dva meseca po začetku.")),
    ("ujebardhe", "partner", "withdrawn", "2025-02-01", "2026-01-31", (
        "Withdrew after the change of its administration; its place stays empty.",
        "Се повлече по промената на градската управа; нејзиното место остана празно.",
        "Izstopilo po menjavi mestne uprave; njegovo mesto ostaja prazno.")),
]
PAIRINGS = [
    ("vodengrad", "krsograd", "confirmed", "2025-10-01", None, (
        "Water losses: measuring zones and night flow.",
        "Загуби на вода: мерни зони и ноќен проток.",
        "Vodne izgube: merilna območja in nočni pretok.")),
    ("vodengrad", "teisoara", "confirmed", "2025-10-01", None, (
        "Live timetables from ordinary bus trackers.",
        "Возен ред во реално време со обични уреди за следење на автобусите.",
        "Vozni red v živo z običajnimi sledilniki na avtobusih.")),
    ("javorna", "ujebardhe", "withdrawn", "2025-10-01", "2026-01-31", (
        "Ended when one of the two left the network.",
        "Заврши кога едниот од двата града ја напушти мрежата.",
        "Končano, ko je eno od mest zapustilo mrežo.")),
]

ORGANISATIONS = [
    ("digital", "publicSector", ("Office of the Mayor – Digital Office", "Кабинет на градоначалникот – Канцеларија за дигитализација", "Kabinet župana – Urad za digitalizacijo")),
    ("it", "publicSector", ("Department of Information Technology", "Сектор за информатичка технологија", "Oddelek za informatiko")),
    ("finance", "publicSector", ("Department of Finance", "Сектор за финансиски прашања", "Oddelek za finance")),
    ("urban", "publicSector", ("Department of Urban Planning and Construction", "Сектор за урбанизам и градба", "Oddelek za urejanje prostora in gradnjo")),
    ("communal", "publicSector", ("Department of Communal Affairs and Roads", "Сектор за комунални работи и патишта", "Oddelek za komunalo in ceste")),
    ("social", "publicSector", ("Department of Social Protection and Health", "Сектор за социјална и здравствена заштита", "Oddelek za socialno varstvo in zdravje")),
    ("education", "publicSector", ("Department of Education, Culture and Sport", "Сектор за образование, култура и спорт", "Oddelek za izobraževanje, kulturo in šport")),
    ("environment", "publicSector", ("Department of Environment and Energy", "Сектор за животна средина и енергетика", "Oddelek za okolje in energijo")),
    ("economy", "publicSector", ("Department of Local Economic Development", "Сектор за локален економски развој", "Oddelek za lokalni gospodarski razvoj")),
    ("water", "publicSector", ("Municipal water company", "Јавно претпријатие за водовод и канализација", "Javno podjetje za vodovod in kanalizacijo")),
    ("waste", "publicSector", ("Municipal waste company", "Јавно претпријатие за комунална хигиена", "Javno podjetje za ravnanje z odpadki")),
    ("transport", "publicSector", ("Municipal transport company", "Јавно сообраќајно претпријатие", "Javno prevozno podjetje")),
    ("parking", "publicSector", ("Municipal parking company", "Јавно претпријатие за паркиралишта", "Javno podjetje za parkirišča")),
    ("rescue", "publicSector", ("City fire and rescue service", "Градска противпожарна и спасителна служба", "Mestna gasilska in reševalna služba")),
    ("university", "knowledge", ("City university – Faculty of Engineering", "Градски универзитет – Технички факултет", "Mestna univerza – Tehniška fakulteta")),
    ("chamber", "privateSector", ("Regional chamber of commerce", "Регионална стопанска комора", "Območna gospodarska zbornica")),
    ("ict", "privateSector", ("Group of local ICT companies", "Здружение на локални ИТ-компании", "Združenje lokalnih podjetij IKT")),
    ("openCity", "civilSociety", ("Citizens' association for an open city", "Здружение на граѓани за отворен град", "Združenje občanov za odprto mesto")),
    ("pensioners", "civilSociety", ("Association of pensioners", "Здружение на пензионери", "Društvo upokojencev")),
    ("disability", "civilSociety", ("Association of persons with disabilities", "Здружение на лица со попреченост", "Društvo invalidov")),
]
