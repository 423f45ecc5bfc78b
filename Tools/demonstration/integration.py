"""Two rounds of the integration self-assessment: (aspect, now, ambition, reason)."""

ROUNDS = [
    ("2025-09-18", ("Baseline", "Почетна состојба", "Izhodišče"), [
        ("stakeholdersInPlanning", 2, 4, ("The group exists, but companies and young people are missing.", "Групата постои, но недостасуваат фирмите и младите.", "Skupina obstaja, manjkajo pa podjetja in mladi.")),
        ("coherence", 3, 5, ("The strategy until 2031 is taken over; the budget has other headings.", "Стратегијата до 2031 година е преземена; буџетот има други ставки.", "Strategija do leta 2031 je prevzeta; proračun ima drugačne postavke.")),
        ("sustainableDevelopment", 2, 4, ("Economy and services dominate, the environment is a chapter of its own.", "Преовладуваат економијата и услугите, животната средина е посебно поглавје.", "Prevladujejo gospodarstvo in storitve, okolje je ločeno poglavje.")),
        ("integrationOverTime", 1, 4, ("No order of actions yet.", "Сѐ уште нема редослед на активностите.", "Vrstnega reda ukrepov še ni.")),
        ("crossCutting", 2, 4, ("Accessibility is considered, procurement and gender are not.", "Пристапноста е земена предвид, набавките и родовата еднаквост не се.", "Dostopnost je upoštevana, naročila in enakost spolov še ne.")),
        ("sectoral", 2, 4, ("Departments proposed actions apart from each other.", "Секторите предлагаа активности одделно едни од други.", "Oddelki so ukrepe predlagali vsak zase.")),
        ("spatial", 2, 3, ("Most proposals lie in the centre.", "Повеќето предлози се во центарот.", "Večina predlogov je v središču.")),
        ("territorial", 1, 3, ("Villages around the city are not asked.", "Селата околу градот не се прашани.", "Vasi okoli mesta niso bile vprašane.")),
        ("multilevelGovernance", 2, 4, ("Contacts with ministries depend on persons.", "Контактите со министерствата зависат од поединци.", "Stiki z ministrstvi so odvisni od posameznikov.")),
        ("investmentTypes", 3, 4, ("Training stands beside equipment in most ideas.", "Кај повеќето идеи покрај опремата има и обуки.", "Pri večini zamisli je ob opremi tudi usposabljanje.")),
        ("mobilisingFunding", 1, 4, ("Only the city budget and one donor are known.", "Познати се само буџетот на градот и еден донатор.", "Znana sta le mestni proračun in en donator.")),
        ("stakeholdersInImplementation", 1, 4, ("Nobody outside the administration owns an action.", "Никој надвор од управата не е носител на активност.", "Nihče zunaj uprave ni nosilec ukrepa.")),
    ]),
    ("2026-10-08", ("Mid-term, after the first year", "Среднорочно, по првата година", "Vmesno, po prvem letu"), [
        ("stakeholdersInPlanning", 4, 5, ("Companies, pensioners and two school classes took part in refining the actions.", "Во доработката на активностите учествуваа фирми, пензионери и две училишни паралелки.", "Pri izpopolnjevanju ukrepov so sodelovali podjetja, upokojenci in dva razreda.")),
        ("coherence", 4, 5, ("Each action carries its budget heading; the water master plan is taken over.", "Секоја активност има своја буџетска ставка; генералниот план за вода е преземен.", "Vsak ukrep ima proračunsko postavko; vodni načrt je prevzet.")),
        ("sustainableDevelopment", 3, 4, ("Effects are judged for every action with a reason; three actions were changed because of it.", "Ефектите се оценети за секоја активност, со образложение; поради тоа три активности се изменети.", "Učinki so ocenjeni in utemeljeni pri vsakem ukrepu; trije so se zato spremenili.")),
        ("integrationOverTime", 4, 5, ("27 dependencies are set; data and networks come before what needs them.", "Утврдени се 27 зависности; податоците и мрежите доаѓаат пред она на што му требаат.", "Določenih je 27 odvisnosti; podatki in omrežja so pred tem, kar jih potrebuje.")),
        ("crossCutting", 3, 4, ("Green and social criteria enter procurement; gender is measured in two actions.", "Зелените и социјалните критериуми влегуваат во набавките; родовиот аспект се мери во две активности.", "Zelena in socialna merila vstopajo v naročila; spol se meri pri dveh ukrepih.")),
        ("sectoral", 4, 4, ("Most actions have partners from other departments.", "Повеќето активности имаат партнери од други сектори.", "Večina ukrepov ima partnerje iz drugih oddelkov.")),
        ("spatial", 3, 4, ("Livadi and Gorna Lipa get ducts, stations and desks first.", "Ливади и Горна Липа први добиваат цевки, станици и шалтери.", "Livadi in Gorna Lipa prvi dobita cevi, postaje in točke pomoči.")),
        ("territorial", 2, 3, ("The flood warning covers the whole valley; other services end at the boundary.", "Предупредувањето за поплави ја опфаќа целата долина; другите услуги завршуваат на границата на градот.", "Opozarjanje na poplave zajema vso dolino; druge storitve se končajo na meji mesta.")),
        ("multilevelGovernance", 3, 4, ("Agreements on identity and registers are signed or under way; the by-law on antennas is missing.", "Договорите за идентитет и регистри се потпишани или во тек; недостига правилникот за антени.", "Dogovori o identiteti in registrih so podpisani ali v teku; manjka pravilnik o antenah.")),
        ("investmentTypes", 4, 4, ("Almost every large purchase has a line for training or information.", "Речиси секоја голема набавка има ставка за обука или информирање.", "Skoraj vsak večji nakup ima postavko za usposabljanje ali obveščanje.")),
        ("mobilisingFunding", 3, 5, ("Fourteen sources are named; part of the money is secured.", "Наведени се четиринаесет извори; дел од средствата се обезбедени.", "Navedenih je štirinajst virov; del denarja je zagotovljen.")),
        ("stakeholdersInImplementation", 3, 4, ("The pensioners and a citizens' association own actions and answer for them.", "Пензионерите и здружение на граѓани се носители на активности и одговараат за нив.", "Upokojenci in združenje občanov so nosilci ukrepov in zanje odgovarjajo.")),
    ]),
]
