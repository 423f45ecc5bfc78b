extension HeaderSynonyms {
  static let money: [(field: ActionField, text: String)] = [
    (
      .costTotal,
      """
      cost, total cost, budget, total budget, amount, total, estimated cost, value, price
      coût, coût total, budget, montant, montant total, total, coût estimé
      вкупно, вкупен трошок, буџет, вкупен буџет, трошок, износ, вредност, проценет трошок, чинење
      kostoja, kosto, kosto totale, buxheti, shuma, vlera, totali, gjithsej, kostoja e vlerësuar
      ukupno, ukupan trošak, ukupni troškovi, budžet, trošak, iznos, vrijednost, procijenjeni trošak
      общо, обща стойност, бюджет, разход, стойност, сума, обща сума, прогнозна стойност
      cost, cost total, buget, valoare, valoare totală, suma, total, buget total, cost estimat
      strošek, skupaj, skupni strošek, vrednost, proračun, znesek, skupna vrednost, ocena stroškov
      """
    ),
    (
      .costKind,
      """
      capital operating, capex opex, cost type, type of cost, cost kind, expenditure type
      type de dépense, nature de la dépense, investissement fonctionnement, type de coût
      вид на трошок, тип на трошок, капитални оперативни, капитално оперативно
      lloji i kostos, lloji i shpenzimit, kapitale operative
      vrsta troška, tip troška, kapitalni operativni
      вид разход, тип разход, вид на разхода, капиталови текущи
      tip cheltuială, tipul cheltuielii, natura cheltuielii, capital funcționare
      vrsta stroška, vrsta odhodka, investicijski tekoči
      """
    ),
    (
      .category,
      """
      category, cost category, budget line, budget category
      catégorie, catégorie de dépense, poste budgétaire, ligne budgétaire
      категорија, категорија на трошок, буџетска ставка, буџетска линија
      kategoria, kategoria e kostos, zëri buxhetor
      kategorija, kategorija troškova, budžetska stavka
      категория, категория разход, бюджетен ред, бюджетно перо
      categorie, categoria, linie bugetară, categorie de cheltuieli
      kategorija, kategorija stroškov, proračunska postavka
      """
    ),
    (
      .fundingSource,
      """
      funding source, source of funding, source, funding, financing, funder, donor, fund
      source de financement, sources de financement, financement, financeur
      извор на финансирање, извори на финансирање, извор, финансирање, донатор
      burimi i financimit, burimet e financimit, burimi, financimi
      izvor finansiranja, izvori finansiranja, izvor, finansiranje
      източник на финансиране, източници на финансиране, източник, финансиране
      sursa de finanțare, surse de finanțare, sursa, finanțare
      vir financiranja, viri financiranja, vir, financiranje
      """
    ),
    (
      .fundingAmount,
      """
      funding amount, amount of funding, grant, grant amount, contribution, amount funded
      montant du financement, subvention, montant financé, contribution
      износ на финансирање, грант, финансиран износ, износ на грант
      shuma e financimit, granti, kontributi
      iznos finansiranja, grant, iznos sredstava, finansirani iznos
      размер на финансирането, грант, финансирана сума, безвъзмездна помощ
      suma finanțată, valoarea finanțării, grant, contribuție
      znesek financiranja, znesek sofinanciranja, nepovratna sredstva
      """
    ),
    (
      .cofinancingRate,
      """
      co-financing rate, cofinancing rate, co-financing, cofinancing, funding rate, rate
      taux de cofinancement, cofinancement, taux
      стапка на кофинансирање, кофинансирање, процент на кофинансирање, стапка
      norma e bashkëfinancimit, bashkëfinancimi, përqindja e bashkëfinancimit
      stopa sufinansiranja, sufinansiranje, stopa kofinansiranja, procenat sufinansiranja
      процент на съфинансиране, съфинансиране, ставка на съфинансиране
      rata de cofinanțare, cofinanțare, rata
      stopnja sofinanciranja, sofinanciranje, delež sofinanciranja
      """
    ),
    (
      .fundingStatus,
      """
      funding status, status of funding, financing status
      statut du financement, état du financement
      статус на финансирање, статус на финансирањето, состојба на финансирањето
      statusi i financimit, gjendja e financimit
      status finansiranja, stanje finansiranja
      статус на финансирането, състояние на финансирането
      stadiul finanțării, status finanțare, starea finanțării
      status financiranja, stanje financiranja
      """
    ),
  ]

  static let results: [(field: ActionField, text: String)] = [
    (
      .indicator,
      """
      indicator, indicators, kpi
      indicateur, indicateurs
      индикатор, показател, индикатори, показатели
      treguesi, tregues, treguesit, indikatori
      indikator, pokazatelj, indikatori
      индикатор, показател, индикатори, показатели
      indicator, indicatori, indicatorul
      kazalnik, kazalec, kazalniki, indikator
      """
    ),
    (
      .baseline,
      """
      baseline, baseline value, starting value, base value
      valeur de référence, valeur initiale, situation de départ
      почетна вредност, основна вредност, базна вредност
      vlera bazë, vlera fillestare
      polazna vrijednost, početna vrijednost, bazna vrijednost
      базова стойност, изходна стойност, начална стойност
      valoare de bază, valoare de referință, valoarea inițială
      izhodiščna vrednost, začetna vrednost
      """
    ),
    (
      .target,
      """
      target, target value
      cible, valeur cible
      целна вредност, цел на индикаторот, таргет
      vlera e synuar, targeti, vlera e targetuar
      ciljna vrijednost, ciljana vrijednost
      целева стойност, целева стойност на индикатора
      țintă, ținta, valoare țintă
      ciljna vrednost
      """
    ),
    (
      .risk,
      """
      risk, risks, main risk, main risks
      risque, risques
      ризик, ризици
      rreziku, rreziqet, risku
      rizik, rizici
      риск, рискове
      risc, riscuri, riscul
      tveganje, tveganja
      """
    ),
    (
      .notes,
      """
      notes, note, comment, comments, remarks
      notes, commentaire, commentaires, remarques, observations
      забелешка, забелешки, коментар, напомена
      shënime, komente, vërejtje
      napomena, napomene, komentar, komentari
      бележка, бележки, забележка, коментар
      observații, note, comentarii, mențiuni
      opombe, opomba, komentar, pripombe
      """
    ),
  ]
}
