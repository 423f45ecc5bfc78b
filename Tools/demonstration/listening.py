"""What the invented city asks its residents: votes, conversations, proposals, a survey.

All of it is invented: projects, ballots, statements, names. Ballots and votes are drawn with a
fixed seed. Days count from the day on which the demonstration starts.
"""

import random

from .build import cities, plan_export
from .records import Keys, minor, record, text

# key, name, text, cost, category, district, place, proposer
PROJECTS = [
    ("shade", ("Shade for the market square", "Сенка за пазарниот плоштад", "Senca za tržnico"),
     ("Forty lime trees and six benches around the fountain.",
      "Четириесет липи и шест клупи околу фонтаната.",
      "Štirideset lip in šest klopi okoli vodnjaka."),
     62000, "Green", "Centar", ("41.5533", "21.6468"), "Neighbours of the market"),
    ("crossings", ("Safe crossings at three schools", "Безбедни премини кај три училишта",
                   "Varni prehodi pri treh šolah"),
     ("Raised crossings, lamps and narrower lanes.", "Издигнати премини, светилки и потесни ленти.",
      "Dvignjeni prehodi, svetilke in ožji pasovi."),
     48000, "Streets", "Gorna Lipa", ("41.5651", "21.6690"), "Parents’ council"),
    ("library", ("Library bus", "Библиотекарски автобус", "Knjižnični avtobus"),
     ("An electric bus with 2,000 books, two days a week in Livadi and Fabrika.",
      "Електричен автобус со 2.000 книги, два дена неделно во Ливади и Фабрика.",
      "Električni avtobus z 2000 knjigami, dva dni na teden v četrtih Livadi in Fabrika."),
     75000, "Culture", "Livadi", ("41.5707", "21.6240"), None),
    ("river", ("Steps down to the Srebrena", "Скали до Сребрена", "Stopnice do Srebrene"),
     ("Wide steps at the old mill, and a ramp beside them.",
      "Широки скали кај старата воденица и рампа покрај нив.",
      "Široke stopnice pri starem mlinu in klančina ob njih."),
     90000, "Green", "Srebrena", ("41.5466", "21.6552"), "Club of anglers"),
    ("workshop", ("Repair workshop for everybody", "Работилница за поправки за сите",
                  "Delavnica za popravila za vse"),
     ("Tools, a bench and a volunteer on three evenings.",
      "Алати, тезга и волонтер три вечери.", "Orodje, delovna miza in prostovoljec ob treh večerih."),
     35000, "Community", "Fabrika", ("41.5421", "21.6361"), "Vera K."),
    ("playground", ("Playground without steps", "Игралиште без скали", "Igrišče brez stopnic"),
     ("Swings and a carousel that can be reached with a wheelchair.",
      "Нишалки и вртелешка достапни со инвалидска количка.",
      "Gugalnice in vrtiljak, dostopni z vozičkom."),
     58000, "Community", "Livadi", ("41.5735", "21.6288"), None),
    ("cooling", ("Drinking fountains", "Чешми за пиење", "Pitniki"),
     ("Ten fountains along the walks of the city.", "Десет чешми покрај градските патеки.",
      "Deset pitnikov ob mestnih sprehajališčih."),
     21000, "Green", None, None, None),
    ("stage", ("Summer stage at the castle", "Летна сцена кај тврдината", "Poletni oder pri gradu"),
     ("A stage of wood for 300 people.", "Дрвена сцена за 300 луѓе.", "Lesen oder za 300 ljudi."),
     110000, "Culture", "Centar", ("41.5571", "21.6421"), "Theatre group Most"),
]
# Who wants what: share of the voters, then how likely each project is, in their order.
VOTERS = [
    (0.45, (0.7, 0.2, 0.3, 0.8, 0.2, 0.1, 0.4, 0.6)),
    (0.35, (0.2, 0.8, 0.6, 0.1, 0.3, 0.8, 0.5, 0.1)),
    (0.20, (0.1, 0.3, 0.4, 0.2, 0.9, 0.4, 0.3, 0.2)),
]

SECOND_PROJECTS = [
    ("yard", ("Open a school yard on weekends", "Отворен училишен двор за викенд",
              "Odprto šolsko dvorišče ob koncih tedna"),
     ("Nets, shade and a warden from May to October.",
      "Мрежи, сенка и чувар од мај до октомври.", "Mreže, senca in skrbnik od maja do oktobra."),
     18000, "Community", "Gorna Lipa", ("41.5627", "21.6644"), None),
    ("radio", ("Neighbourhood radio", "Соседско радио", "Sosedsko radio"),
     ("A studio that anybody can book.", "Студио што секој може да го резервира.",
      "Studio, ki ga lahko rezervira vsak."),
     26000, "Culture", "Fabrika", ("41.5432", "21.6340"), None),
    ("bikes", ("Stands for 200 bicycles", "Држачи за 200 велосипеди", "Stojala za 200 koles"),
     None, 30000, "Streets", "Centar", ("41.5546", "21.6490"), None),
    ("garden", ("Garden for the children’s clinic", "Градина за детската клиника",
                "Vrt za otroško kliniko"),
     None, 41000, "Green", "Srebrena", ("41.5481", "21.6583"), None),
]

# Statement, then how the two groups vote: the likelihood to agree, to disagree.
STATEMENTS = [
    ("Buses should have their own lane on Partizanska Street.", (0.85, 0.08), (0.15, 0.75)),
    ("Parking in the centre should stay free for residents.", (0.2, 0.7), (0.9, 0.05)),
    ("Children should be able to walk to school alone.", (0.9, 0.03), (0.85, 0.05)),
    ("Shops lose customers when cars are kept out.", (0.15, 0.7), (0.8, 0.1)),
    ("On Sundays the quay should be closed to cars.", (0.85, 0.1), (0.35, 0.5)),
    ("Pavements need repair before anything new is built.", (0.75, 0.1), (0.9, 0.04)),
    ("A bus that comes every ten minutes would make me leave the car at home.", (0.8, 0.1), (0.4, 0.4)),
    ("Deliveries should be finished by ten in the morning.", (0.7, 0.15), (0.45, 0.35)),
    ("Speed in the centre should be 30 km/h everywhere.", (0.85, 0.08), (0.25, 0.65)),
    ("More parking houses at the edge of the centre are needed.", (0.35, 0.4), (0.8, 0.1)),
    ("Older people need benches every 200 metres.", (0.8, 0.05), (0.75, 0.08)),
    ("The city should not decide about streets without asking the people who live in them.", (0.8, 0.05), (0.9, 0.03)),
]
GROUP_SIZES = (21, 17)

OPEN_STATEMENTS = [
    ("Children should be able to swim in the Srebrena again.", (0.9, 0.05), (0.7, 0.1)),
    ("Boats with engines do not belong on the river.", (0.8, 0.1), (0.2, 0.7)),
    ("The left bank should be kept for reeds and birds.", (0.85, 0.05), (0.4, 0.4)),
    ("A café at the old mill would bring life to the bank.", (0.4, 0.4), (0.9, 0.05)),
    ("Dogs should be allowed everywhere along the river.", (0.3, 0.6), (0.6, 0.3)),
    ("The path along the river needs light at night.", (0.5, 0.3), (0.8, 0.1)),
]

# key, title, text, district, place, cost, credit, supporters, merged into, answer
PROPOSALS = [
    ("lamp", "Light for the path to the station", "The path is dark from November on, and many take the car for that reason alone. Twelve lamps that switch on when somebody comes would be enough.",
     "Centar", ("41.5562", "21.6533"), 24000, "Jana", 23, None, None),
    ("lights", "Lamps on the way to the railway", "Please put lamps along the footpath to the railway station.",
     "Centar", ("41.5568", "21.6541"), None, "Boris and Lea", 9, "lamp", None),
    ("pool", "An indoor pool with eight lanes", "Our swimmers train in another city. A pool of our own would serve schools too.",
     "Livadi", ("41.5691", "21.6302"), 6500000, "Swimming club Bran", 41, None,
     (False, ("A pool of this size costs 6.5 million to build and 400,000 a year to run, four times what the city invests in sport. The city will talk with its neighbours about sharing one.",
              "Базен со оваа големина чини 6,5 милиони за градба и 400.000 годишно за работа, четирипати повеќе од тоа што градот го вложува во спорт. Градот ќе разговара со соседите за заеднички базен.",
              "Bazen te velikosti stane 6,5 milijona za gradnjo in 400.000 na leto za delovanje, štirikrat več, kot mesto vlaga v šport. Mesto se bo s sosedi pogovorilo o skupnem bazenu."))),
    ("compost", "Compost for every block of flats", "Two closed bins a block, emptied weekly, and compost for everybody in spring.",
     "Fabrika", ("41.5429", "21.6377"), 38000, None, 17, None,
     (True, ("A trial in six blocks begins in spring; the waste company pays for the bins.",
             "Проба во шест згради почнува напролет; садовите ги плаќа комуналното претпријатие.",
             "Spomladi se začne preizkus v šestih blokih; posode plača komunalno podjetje."))),
    ("signs", "Signs in Braille at bus stops", "Lines and times in Braille and large letters.",
     None, None, 9000, "Association of the blind", 12, None, None),
]

QUESTIONS = [
    ("one", ("How do you mostly get to work or school?", "Како најчесто одите на работа или на училиште?", "Kako največkrat pridete v službo ali šolo?"),
     [("On foot", "Пеш", "Peš"), ("By bicycle", "Со велосипед", "S kolesom"), ("By bus", "Со автобус", "Z avtobusom"), ("By car", "Со автомобил", "Z avtom")]),
    ("several", ("What keeps you from taking the bus?", "Што Ве спречува да одите со автобус?", "Kaj vas odvrača od avtobusa?"),
     [("It comes too seldom", "Доаѓа преретко", "Vozi preredko"), ("It is late", "Доцни", "Zamuja"), ("It is too expensive", "Прескап е", "Je predrag"), ("Nothing", "Ништо", "Nič")]),
    ("scale", ("How safe do you feel on foot after dark?", "Колку безбедно се чувствувате пеш по мрак?", "Kako varno se počutite peš po temi?"), []),
    ("words", ("What should change first?", "Што треба прво да се смени?", "Kaj naj se najprej spremeni?"), []),
]


def invented(words):
    """Says in every language that it is invented."""
    notes = ("Invented, to show how the platform works.", "Измислено, за да покаже како работи платформата.", "Izmišljeno, da pokaže, kako deluje platforma.")
    return text(tuple(f"{part} {note}" for part, note in zip(words, notes)))


def projects(vote, rows):
    keys = Keys("vote_project", (row[0] for row in rows))
    return [
        record(id=keys[key], city=cities["vodengrad"], consultation=vote, name=text(name),
               text=text(words), cost=minor(cost), category=category, district=district,
               latitude=at and at[0], longitude=at and at[1], proposer=proposer, isFixed=False)
        for key, name, words, cost, category, district, at, proposer in rows]


def ballots(chance, count):
    made = []
    while len(made) < count:
        _, likely = chance.choices(VOTERS, [share for share, _ in VOTERS])[0]
        marks = [str(number + 1) for number, p in enumerate(likely) if chance.random() < p]
        if marks:
            made.append(",".join(marks))
    return made


def voices(chance, statements, sizes, share):
    """A sign a statement: + agrees, - disagrees, 0 passes, a full stop has not voted."""
    made = []
    for group, size in enumerate(sizes):
        for _ in range(size):
            signs = ""
            for _, *groups in statements:
                agree, disagree = groups[group]
                drawn = chance.random()
                vote = "+" if drawn < agree else "-" if drawn < agree + disagree else "0"
                signs += vote if chance.random() < share else "."
            made.append(signs)
    chance.shuffle(made)
    return made


def vote(key, name, words, budget, **fields):
    return record(
        id=key, city=cities["vodengrad"], kind="budget_vote", phase="draft", name=text(name),
        text=invented(words), contact="Office for participation", currency="EUR",
        budget=minor(budget), entry="code", hasDesk=True, ballot="approval", ties="lot",
        comparison=False, perAddress=120, plan=plan_export()["document"]["plan"]["id"], **fields)


def conversation(key, name, words):
    return record(
        id=key, city=cities["vodengrad"], name=text(name), about=invented(words), entry="open",
        moderation="before", votesPerHour=300, statementsPerDay=5)


def listening():
    chance = random.Random(2026)
    votes = Keys("consultation", ["2026", "schools"])
    talks = Keys("conversation", ["streets", "river"])
    rounds = Keys("proposal_round", ["ideas"])
    proposed = Keys("proposal", (row[0] for row in PROPOSALS))
    surveys = Keys("survey", ["ways"])
    closed = vote(
        votes["2026"], ("Your city, your budget", "Твој град, твој буџет", "Tvoje mesto, tvoj proračun"),
        ("Residents settle what 240,000 of the city’s investments are spent on.",
         "Жителите одлучуваат за што се трошат 240.000 од инвестициите на градот.",
         "Prebivalci odločijo, za kaj gre 240.000 mestnih naložb."),
        240000, hasPaper=False, rule="equalshares", completion="add1u")
    running = vote(
        votes["schools"], ("Money for the neighbourhoods", "Пари за населбите", "Denar za soseske"),
        ("Each voter marks what should be paid from 60,000. To try it, vote with a code from DEMO-01 to DEMO-30.",
         "Секој гласач означува што да се плати од 60.000. За проба гласајте со код од DEMO-01 до DEMO-30.",
         "Vsak volivec označi, kaj naj se plača iz 60.000. Za poskus glasujte s kodo od DEMO-01 do DEMO-30."),
        60000, hasPaper=True, rule="equalshares", completion="add1u")
    return {
        "votes": [
            {"consultation": closed, "projects": projects(votes["2026"], PROJECTS),
             "from": -40, "until": -20, "register": 84, "ballots": ballots(chance, 60)},
            {"consultation": running, "projects": projects(votes["schools"], SECOND_PROJECTS),
             "from": -4, "until": 10, "register": 30, "ballots": []},
        ],
        "conversations": [
            {"conversation": conversation(
                talks["streets"], ("Whose street is it?", "Чија е улицата?", "Čigava je ulica?"),
                ("What should the streets of the centre be for?",
                 "За што треба да служат улиците во центарот?", "Čemu naj služijo ulice v središču?")),
             "from": -50, "until": -15,
             "statements": [row[0] for row in STATEMENTS],
             "voices": voices(chance, STATEMENTS, GROUP_SIZES, 0.9)},
            {"conversation": conversation(
                talks["river"], ("The river and us", "Реката и ние", "Reka in mi"),
                ("What should become of the banks of the Srebrena?",
                 "Што да биде со бреговите на Сребрена?", "Kaj naj bo z bregovi Srebrene?")),
             "from": -6, "until": 20,
             "statements": [row[0] for row in OPEN_STATEMENTS],
             "voices": voices(chance, OPEN_STATEMENTS, (18, 14), 0.8)},
        ],
        "surveys": [{
            "survey": record(
                id=surveys["ways"], city=cities["vodengrad"],
                name=text(("Ways through the city", "Патишта низ градот", "Poti skozi mesto")),
                about=invented(("Four questions, two minutes.", "Четири прашања, две минути.",
                                "Štiri vprašanja, dve minuti.")),
                questions=[
                    {"kind": kind, "text": text(words), "options": [text(option) for option in options]}
                    for kind, words, options in QUESTIONS], entry="open"),
            "from": -3, "until": 18,
        }],
        "proposals": [{
            "round": record(
                id=rounds["ideas"], city=cities["vodengrad"],
                name=text(("What should we do next?", "Што да направиме следно?", "Kaj naj naredimo zdaj?")),
                isPublic=True, answeredFrom=30,
                about=invented(("Propose what the city should do. Proposals with 30 supporters get an answer.",
                                "Предложете што да направи градот. На предлозите со 30 поддржувачи се одговара.",
                                "Predlagajte, kaj naj naredi mesto. Predlogi s 30 podporniki dobijo odgovor."))),
            "from": -20, "until": 25,
            "proposals": [
                {name: value for name, value in {
                    "id": proposed[key], "title": title, "text": words, "district": district,
                    "latitude": at and at[0], "longitude": at and at[1],
                    "cost": cost and minor(cost), "credit": credit, "supporters": supporters,
                    "mergedInto": into and proposed[into],
                    "isAccepted": answer and answer[0], "answer": answer and text(answer[1]),
                }.items() if value is not None}
                for key, title, words, district, at, cost, credit, supporters, into, answer in PROPOSALS],
        }],
    }
