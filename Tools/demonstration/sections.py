"""The title, the vision and the chapters of the plan."""

TITLE = (
    "Local Digital Action Plan of Vodengrad 2026–2030",
    "Локален дигитален акциски план на Воденград 2026–2030",
    "Lokalni digitalni akcijski načrt Vodengrada 2026–2030",
)
VISION = (
    "In 2030 nobody in Vodengrad has to take half a day off for a certificate. The city knows how much water, light and heat it uses and loses, and says so. Its decisions are prepared in the open, with data that everyone can check, and whoever does not use a computer is served just as well.",
    "Во 2030 година никој во Воденград не мора да зема половина слободен ден за да извади потврда. Градот знае колку вода, светлина и топлина троши и губи, и тоа отворено го кажува. Одлуките се подготвуваат јавно, со податоци што секој може да ги провери, а кој не користи компјутер, е подеднакво добро услужен.",
    "Leta 2030 v Vodengradu nikomur ni treba vzeti pol dneva dopusta za potrdilo. Mesto ve, koliko vode, svetlobe in toplote porabi in izgubi, ter to tudi pove. Odločitve nastajajo javno, s podatki, ki jih lahko preveri vsak, in kdor ne uporablja računalnika, je postrežen enako dobro.",
)

SECTIONS = [
    dict(key="context", kind="context", body=(
        """Vodengrad has 92,140 residents in five districts: Centar, Srebrena, Gorna Lipa, Fabrika and Livadi. Like everything in this plan, the city is invented to show how the platform works.

The city budget for 2026 is EUR 41.3 million, of which EUR 9.7 million is for investment. The administration has 640 employees; four municipal companies employ a further 910.

The starting point was measured in 2025:
- 19 of 214 services can be finished online.
- 47.6 % of the drinking water is not billed.
- 64 public buildings use 168 kWh of energy per square metre and year.
- 34 % of residents over 65 have never used the internet.
- 7 data sets are open.

The plan continues the development strategy until 2031 and takes over the measures of the energy programme and the water master plan. It was prepared in eleven months in a network of five cities.""",
        """Воденград има 92.140 жители во пет урбани заедници: Центар, Сребрена, Горна Липа, Фабрика и Ливади. Како и сè во овој план, градот е измислен за да покаже како работи платформата.

Буџетот на градот за 2026 година изнесува 41,3 милиони евра, од кои 9,7 милиони евра се за инвестиции. Во градската управа работат 640 вработени, а во четирите јавни претпријатија уште 910.

Почетната состојба е измерена во 2025 година:
- 19 од 214 услуги може да се завршат онлајн.
- 47,6 % од водата за пиење не се фактурира.
- 64 јавни згради трошат 168 kWh енергија по квадратен метар годишно.
- 34 % од лицата над 65 години никогаш не користеле интернет.
- 7 збирки податоци се отворени.

Планот се надоврзува на стратегијата за развој до 2031 година и ги презема мерките од енергетската програма и од генералниот план за водоснабдување. Изготвен е за единаесет месеци, во мрежа од пет града.""",
        """Vodengrad ima 92.140 prebivalcev v petih četrtih: Centar, Srebrena, Gorna Lipa, Fabrika in Livadi. Kot vse v tem načrtu je mesto izmišljeno, da pokaže, kako deluje platforma.

Mestni proračun za leto 2026 znaša 41,3 milijona evrov, od tega je 9,7 milijona evrov za naložbe. V upravi je 640 zaposlenih, v štirih javnih podjetjih še 910.

Izhodišče je bilo izmerjeno leta 2025:
- 19 od 214 storitev je mogoče v celoti opraviti na spletu.
- 47,6 % pitne vode ni zaračunane.
- 64 javnih stavb porabi 168 kWh energije na kvadratni meter in leto.
- 34 % starejših od 65 let še ni uporabilo spleta.
- 7 zbirk podatkov je odprtih.

Načrt nadaljuje razvojno strategijo do leta 2031 ter prevzema ukrepe energetskega programa in vodnega načrta. Nastajal je enajst mesecev v mreži petih mest.""")),
    dict(key="vision", kind="vision", body=(
        """The vision was written at three evenings with 140 residents. They were asked for the headline of the local paper on a day in 2030; the one chosen was “The counter is empty, and nobody misses it”.

Three principles hold for every action:
- Once only: what the city or the state knows is not asked again.
- Open by default: data, code and contracts are public unless the law says otherwise.
- No one left at the door: every digital service has a way without a device.""",
        """Визијата е напишана на три вечерни средби со 140 граѓани. Беа замолени да смислат наслов на локалниот весник за еден ден во 2030 година; избран е насловот „Шалтерот е празен и никому не му недостига“.

За секоја активност важат три начела:
- Само еднаш: она што градот или државата го знае, не се бара повторно.
- Отвореност како правило: податоците, кодот и договорите се јавни, освен кога законот вели поинаку.
- Никој пред врата: секоја дигитална услуга може да се добие и без уред.""",
        """Vizija je nastala na treh večernih srečanjih s 140 občani. Zapisali so naslov v lokalnem časopisu na dan v letu 2030; izbran je bil »Okence je prazno in nihče ga ne pogreša«.

Za vsak ukrep veljajo tri načela:
- Samo enkrat: česar mesto ali država že ve, se ne sprašuje znova.
- Odprtost kot pravilo: podatki, koda in pogodbe so javni, razen če zakon določa drugače.
- Nihče pred vrati: vsaka digitalna storitev je dostopna tudi brez naprave.""")),
    dict(key="challenges", kind="challenges", body=(
        """Eight problems were chosen from 31 named in interviews, the household survey and the audit. Each was taken apart into causes and effects with those who live with it; what the city cannot influence was left out.""",
        """Од 31 проблем споменат во разговорите, анкетата меѓу домаќинствата и ревизијата се избрани осум. Секој е расчленет на причини и последици заедно со луѓето што ги чувствуваат; она на што градот не може да влијае е изоставено.""",
        """Od 31 težav iz pogovorov, ankete med gospodinjstvi in revizije jih je bilo izbranih osem. Vsako smo skupaj s prizadetimi razčlenili na vzroke in posledice; tisto, na kar mesto ne more vplivati, je izpuščeno.""")),
    dict(key="objectives", kind="objectives", body=(
        """Five strategic objectives answer the eight challenges; fourteen specific ones say what will have changed by 2030. Where one objective helps another, the order of the actions follows it: data are put in order before a platform is bought.""",
        """Пет стратешки цели одговараат на осумте предизвици, а четиринаесет специфични кажуваат што ќе се промени до 2030 година. Кога една цел ѝ помага на друга, редоследот на активностите го следи тоа: податоците се средуваат пред да се набави платформа.""",
        """Pet strateških ciljev odgovarja na osem izzivov, štirinajst posebnih pa pove, kaj se bo do leta 2030 spremenilo. Kjer en cilj pomaga drugemu, mu sledi vrstni red ukrepov: najprej se uredijo podatki, šele nato se kupi platforma.""")),
    dict(key="actions", kind="actions", body=(
        """There are 49 actions. Each has one owner who answers for it, dates, costs by year and at least one measure. Four were tested in small before they entered the plan: problem reports in two districts, a radio network with 80 sensors, a scan of one street, and live times on three bus lines.

An action that is paused, blocked or replaced stays in the plan with the reason.""",
        """Активностите се 49. Секоја има еден носител што одговара за неа, датуми, трошоци по години и барем еден показател. Четири беа испробани во мал обем пред да влезат во планот: пријави на проблеми во две населби, радиомрежа со 80 сензори, скенирање на една улица и возен ред во реално време на три линии.

Активност што е паузирана, блокирана или заменета останува во планот, со наведена причина.""",
        """Ukrepov je 49. Vsak ima enega nosilca, ki zanj odgovarja, datume, stroške po letih in vsaj en kazalnik. Štirje so bili pred uvrstitvijo v načrt preizkušeni v malem: prijave težav v dveh četrtih, radijsko omrežje z 80 tipali, zajem ene ulice in časi v živo na treh avtobusnih linijah.

Ukrep, ki miruje, je blokiran ali nadomeščen, ostane v načrtu z navedbo razloga.""")),
    dict(key="schedule", kind="schedule", body=(
        """The first year builds what others need: the Digital Office, redesigned services, the GIS and the radio network. Large investments in water and lighting follow from 2027, once permits and finance stand. No more than five purchases run at the same time, because the procurement unit has three people.""",
        """Првата година го гради она што им треба на другите: Канцеларијата за дигитализација, преуредените услуги, ГИС-от и радиомрежата. Големите инвестиции во водата и осветлувањето следуваат од 2027 година, кога ќе има дозволи и финансии. Истовремено течат најмногу пет набавки, бидејќи одделението за набавки има тројца вработени.""",
        """Prvo leto gradi to, kar potrebujejo drugi: Urad za digitalizacijo, prenovljene storitve, GIS in radijsko omrežje. Velike naložbe v vodo in razsvetljavo sledijo od leta 2027, ko so dovoljenja in denar. Hkrati teče največ pet naročil, ker ima služba za naročila tri ljudi.""")),
    dict(key="funding", kind="funding", body=(
        """Costs are those of 2026 without inflation. The city pays what it can plan for itself; grants are entered only with the call they come from and the share it allows. Where money is only identified, the plan says so and shows the gap.

Operating costs after 2030 are estimated at EUR 640,000 a year; savings of water and energy alone are expected to exceed them.""",
        """Трошоците се по цени од 2026 година, без инфлација. Градот го плаќа она што може самиот да го планира; грантовите се внесуваат само со повикот од кој доаѓаат и учеството што тој го дозволува. Каде што парите се само идентификувани, планот го кажува тоа и го покажува јазот.

Оперативните трошоци по 2030 година се проценуваат на 640.000 евра годишно; се очекува дека само заштедите на вода и енергија ќе ги надминат.""",
        """Stroški so po cenah iz leta 2026 brez inflacije. Mesto plača, kar lahko samo načrtuje; nepovratna sredstva so vpisana le z razpisom, iz katerega prihajajo, in z deležem, ki ga dopušča. Kjer je denar le prepoznan, načrt to pove in pokaže vrzel.

Obratovalni stroški po letu 2030 so ocenjeni na 640.000 evrov na leto; pričakujemo, da jih bodo presegli že prihranki vode in energije.""")),
    dict(key="risks", kind="risks", body=(
        """The steering group goes through the risks every three months. A risk with high likelihood and high impact has a measure that is already under way; for the others the owner watches the sign that was agreed.""",
        """Управувачката група ги разгледува ризиците на секои три месеци. Ризик со голема веројатност и големо влијание има мерка што веќе се спроведува; кај другите носителот го следи договорениот знак.""",
        """Usmerjevalna skupina tveganja pregleda vsake tri mesece. Tveganje z veliko verjetnostjo in velikim vplivom ima ukrep, ki že teče; pri drugih nosilec spremlja dogovorjeni znak.""")),
    dict(key="stakeholders", kind="stakeholders", body=(
        """A local group of 27 people from the administration, companies, schools and associations meets every six weeks. It does not end with the network: its rules name a secretary and a small yearly budget until 2030.""",
        """Локалната група од 27 лица од управата, фирмите, училиштата и здруженијата се состанува на секои шест недели. Таа не завршува со мрежата: правилата ѝ предвидуваат секретар и мал годишен буџет до 2030 година.""",
        """Lokalna skupina 27 ljudi iz uprave, podjetij, šol in društev se sestane vsakih šest tednov. Ne konča se z mrežo: njena pravila določajo tajnika in majhen letni proračun do leta 2030.""")),
    dict(key="integration", kind="integration", body=(
        """The group judged the plan by twelve aspects, first at the start and again after the first year. What counts is not the score but the sentence beside it. The third round is held in 2028.""",
        """Групата го оцени планот според дванаесет аспекти, најпрво на почетокот, а потоа по првата година. Не е важна оценката, туку реченицата до неа. Третиот круг ќе се одржи во 2028 година.""",
        """Skupina je načrt ocenila po dvanajstih vidikih, prvič na začetku in znova po prvem letu. Ne šteje ocena, temveč stavek ob njej. Tretji krog bo leta 2028.""")),
    dict(key="governance", kind="governance", body=(
        """The mayor is responsible for the plan and the Digital Office leads it.

- The steering group (mayor, chief digital officer, finance, the four companies, two council members) decides on changes within the plan and meets every month.
- The city council adopts every new version and receives a report in March and September.
- The local group comments before each decision; the comments and the answers are published.
- Purchases over EUR 50,000 need an opinion of the Digital Office on data, security and accessibility.""",
        """За планот одговара градоначалникот, а го води Канцеларијата за дигитализација.

- Управувачката група (градоначалникот, главниот директор за дигитализација, финансии, четирите претпријатија, двајца советници) одлучува за измени во рамките на планот и се состанува секој месец.
- Градскиот совет ја усвојува секоја нова верзија и добива извештај во март и септември.
- Локалната група дава мислење пред секоја одлука; забелешките и одговорите се објавуваат.
- За набавки над 50.000 евра е потребно мислење од Канцеларијата за дигитализација за податоците, безбедноста и пристапноста.""",
        """Za načrt odgovarja župan, vodi ga Urad za digitalizacijo.

- Usmerjevalna skupina (župan, vodja digitalizacije, finance, štiri podjetja, dva svetnika) odloča o spremembah v okviru načrta in se sestane vsak mesec.
- Mestni svet sprejme vsako novo različico ter marca in septembra prejme poročilo.
- Lokalna skupina da pripombe pred vsako odločitvijo; pripombe in odgovori so objavljeni.
- Za nakupe nad 50.000 evrov je potrebno mnenje Urada za digitalizacijo o podatkih, varnosti in dostopnosti.""")),
    dict(key="monitoring", kind="monitoring", body=(
        """Every action has an output measure or a result measure with a baseline, a target and a source. Owners enter dates and spending by the tenth of the month; what is late is shown as late without anyone having to say so.

An independent evaluation is planned for 2028 and 2030, with the household survey repeated by the city university.""",
        """Секоја активност има показател за излезен резултат или за ефект, со почетна вредност, цел и извор. Носителите ги внесуваат датумите и трошоците до десетти во месецот; она што доцни се гледа дека доцни, без некој да мора да го каже тоа.

За 2028 и 2030 година е предвидена независна оценка, со повторена анкета на градскиот универзитет меѓу домаќинствата.""",
        """Vsak ukrep ima kazalnik učinka ali rezultata z izhodiščem, ciljem in virom. Nosilci do desetega v mesecu vpišejo datume in porabo; kar zamuja, je vidno kot zamuda, ne da bi moral kdo to povedati.

Neodvisno vrednotenje je predvideno v letih 2028 in 2030, s ponovljeno anketo mestne univerze med gospodinjstvi.""")),
    dict(key="network", kind="text", title=("What we learned from the partner cities", "Што научивме од градовите партнери", "Kaj smo se naučili od partnerskih mest"), body=(
        """From Javorna Loka: publish the rules of participatory budgeting before the money, and report every project until it stands.

From Teișoara: ordinary trackers are enough for live timetables; what costs time is the list of stops.

From Kršograd: measure the night flow first. Half of their savings came before a single pipe was replaced.

What we gave in return: the pattern for describing services, and our mistakes with the first tender.""",
        """Од Јаворна Лока: правилата за партиципативниот буџет се објавуваат пред парите, а за секој проект се известува додека не биде готов.

Од Тејшоара: за возен ред во реално време доволни се обични уреди; времето го одзема списокот на постојки.

Од Кршоград: прво измерете го ноќниот проток. Половина од нивните заштеди дојдоа пред да се замени и една цевка.

Што дадовме ние: образецот за опис на услугите и нашите грешки со првиот тендер.""",
        """Iz Javorne Loke: pravila participativnega proračuna objavi pred denarjem in o vsakem projektu poročaj, dokler ne stoji.

Iz Teișoare: za vozni red v živo zadoščajo običajni sledilniki; čas vzame seznam postaj.

Iz Kršograda: najprej izmeri nočni pretok. Polovica njihovih prihrankov je prišla, preden so zamenjali eno samo cev.

Kaj smo dali mi: vzorec za opis storitev in svoje napake pri prvem razpisu.""")),
    dict(key="method", kind="text", hidden=True, title=("How costs were estimated", "Како се проценети трошоците", "Kako so bili ocenjeni stroški"), body=(
        """Estimates rest on offers (A), on prices of the partner cities (B) or on experts (C). Lines of class C carry a reserve of 15 %. The table of classes is kept by the Department of Finance and is not part of the published plan.""",
        """Проценките се засноваат на понуди (А), на цени од градовите партнери (Б) или на експерти (В). Ставките од класа В содржат резерва од 15 %. Табелата на класи ја води Секторот за финансиски прашања и не е дел од објавениот план.""",
        """Ocene temeljijo na ponudbah (A), cenah partnerskih mest (B) ali strokovnjakih (C). Postavke razreda C vsebujejo 15-odstotno rezervo. Preglednico razredov vodi Oddelek za finance in ni del objavljenega načrta.""")),
]
