import Civic
import Testing

/// Headers of an action table as a city of each language writes them, in one order of fields.
private let headers: [String: [String]] = [
  "en": [
    "No.", "Action title", "Short description", "Strategic objective", "Responsible department",
    "Partners", "Start date", "Deadline", "Status", "District", "Total cost (EUR)", "Planned 2027",
    "Actual 2027", "Capital/operating", "Cost category", "Funding source", "Grant amount",
    "Co-financing rate", "Funding status", "Indicator", "Baseline", "Target", "Risks", "Notes",
  ],
  "fr": [
    "N°", "Intitulé de l’action", "Descriptif", "Objectif stratégique", "Service responsable",
    "Partenaires", "Date de début", "Échéance", "Statut", "Quartier", "Coût total (€)",
    "Prévu 2027",
    "Réalisé 2027", "Type de dépense", "Poste budgétaire", "Source de financement", "Subvention",
    "Taux de cofinancement", "Statut du financement", "Indicateur", "Valeur initiale",
    "Valeur cible", "Risques", "Remarques",
  ],
  "mk": [
    "Р.бр.", "Назив на активноста", "Краток опис", "Стратешка цел", "Одговорна институција",
    "Партнери", "Почеток", "Рок", "Статус", "Локација", "Вкупен буџет (ден.)", "Планирано 2027",
    "Реализирано 2027", "Вид на трошок", "Категорија", "Извор на финансирање", "Грант",
    "Стапка на кофинансирање", "Статус на финансирање", "Индикатор", "Почетна вредност",
    "Целна вредност", "Ризици", "Забелешка",
  ],
  "sq": [
    "Nr.", "Emri i projektit", "Përshkrimi", "Objektivi strategjik", "Institucioni përgjegjës",
    "Partnerët", "Data e fillimit", "Afati", "Statusi", "Vendndodhja", "Kosto totale (lekë)",
    "Planifikuar 2027", "Realizuar 2027", "Lloji i kostos", "Kategoria", "Burimi i financimit",
    "Granti", "Norma e bashkëfinancimit", "Statusi i financimit", "Treguesi", "Vlera bazë",
    "Vlera e synuar", "Rreziqet", "Shënime",
  ],
  "cnr": [
    "R. br.", "Naziv aktivnosti", "Kratak opis", "Strateški cilj", "Nosilac aktivnosti",
    "Partneri", "Početak", "Rok za realizaciju", "Status", "Lokacija", "Ukupni troškovi (€)",
    "Planirano 2027.", "Realizovano 2027.", "Vrsta troška", "Kategorija troškova",
    "Izvor finansiranja", "Iznos finansiranja", "Stopa sufinansiranja", "Status finansiranja",
    "Indikator", "Polazna vrijednost", "Ciljna vrijednost", "Rizici", "Napomena",
  ],
  "bg": [
    "№", "Наименование на мярката", "Описание", "Стратегическа цел", "Отговорна институция",
    "Партньори", "Начална дата", "Краен срок", "Статус", "Район", "Обща стойност (лв.)",
    "Планирано 2027 г.", "Изпълнено 2027 г.", "Вид разход", "Категория разход",
    "Източник на финансиране", "Безвъзмездна помощ", "Процент на съфинансиране",
    "Статус на финансирането", "Индикатор", "Базова стойност", "Целева стойност", "Рискове",
    "Забележка",
  ],
  "ro": [
    "Nr. crt.", "Denumirea acțiunii", "Descriere", "Obiectiv strategic", "Instituția responsabilă",
    "Parteneri", "Data începerii", "Termen limită", "Stadiu", "Cartier", "Valoare totală (lei)",
    "Planificat 2027", "Realizat 2027", "Tipul cheltuielii", "Categorie de cheltuieli",
    "Sursa de finanțare", "Suma finanțată", "Rata de cofinanțare", "Stadiul finanțării",
    "Indicator", "Valoare de bază", "Țintă", "Riscuri", "Observații",
  ],
  "sl": [
    "Zap. št.", "Naziv ukrepa", "Kratek opis", "Strateški cilj", "Nosilec ukrepa", "Partnerji",
    "Začetek", "Rok izvedbe", "Status", "Četrtna skupnost", "Skupna vrednost (EUR)",
    "Načrtovano 2027", "Realizirano 2027", "Vrsta stroška", "Kategorija stroškov",
    "Vir financiranja", "Nepovratna sredstva", "Stopnja sofinanciranja", "Status financiranja",
    "Kazalnik", "Izhodiščna vrednost", "Ciljna vrednost", "Tveganja", "Opombe",
  ],
]

private let expected: [ActionField] = [
  .code, .title, .description, .objective, .owner, .partners, .start, .end, .status, .district,
  .costTotal, .plannedCost(year: 2027), .actualCost(year: 2027), .costKind, .category,
  .fundingSource, .fundingAmount, .cofinancingRate, .fundingStatus, .indicator, .baseline, .target,
  .risk, .notes,
]

@Suite struct `Guessing columns` {
  private func table(_ rows: [[String]]) -> Table {
    Table(name: "T", rows: rows.map { $0.map { .text($0) } })
  }

  private func guess(_ rows: [[String]]) throws -> ColumnGuess {
    try #require(ColumnGuess(table(rows)))
  }

  @Test(arguments: headers.keys.sorted())
  func `knows every field`(language: String) throws {
    let row = try #require(headers[language])
    let guess = try guess([row])
    for (column, field) in expected.enumerated() {
      #expect(guess.fields[column] == field, "\(row[column])")
    }
  }

  @Test(arguments: headers.keys.sorted())
  func `does not depend on the order, on capitals or on accents`(language: String) throws {
    let row = try #require(headers[language])
    let guess = try guess([row.reversed().map { $0.uppercased() }])
    for (column, field) in expected.reversed().enumerated() {
      #expect(guess.fields[column] == field, "\(row.reversed()[column])")
    }
  }

  @Test(arguments: headers.keys.sorted())
  func `finds the header below titles and above data`(language: String) throws {
    let row = try #require(headers[language])
    let rows = [
      ["Plan 2027–2031: project of the city"], [], ["", "Version 3, 12.5.2026"], row,
      ["A1", "Title of the first project", "A description of the action", "Objective 1"],
      ["A2", "Description of the start", "", "Goal"],
    ]
    let guess = try guess(rows)
    #expect(guess.headerRows == 3..<4)
    #expect(guess.firstDataRow == 4)
    #expect(guess.fields.count == expected.count)
  }

  @Test func `reads headers of two rows`() throws {
    let rows = [
      ["Шифра", "Назив", "Планирано", "", "Реализирано", ""],
      ["", "", "2027", "2028", "2027", "2028"],
      ["А1", "Шалтер", "100", "200", "90", ""],
    ]
    let guess = try guess(rows)
    #expect(guess.headerRows == 0..<2)
    #expect(
      guess.fields == [
        0: .code, 1: .title, 2: .plannedCost(year: 2027), 3: .plannedCost(year: 2028),
        4: .actualCost(year: 2027), 5: .actualCost(year: 2028),
      ])
  }

  @Test func `takes years typed as numbers`() throws {
    let row: [Cell] = [.text("Code"), .text("Title"), Cell(.number("2027")), Cell(.number("2028"))]
    let guess = try #require(ColumnGuess(Table(name: "T", rows: [row])))
    #expect(guess.fields[3] == .plannedCost(year: 2028))
  }

  @Test(arguments: [
    ("2027", ActionField.plannedCost(year: 2027)), ("Cost 2027 (EUR)", .plannedCost(year: 2027)),
    ("Buget 2027, lei", .plannedCost(year: 2027)), ("Spent in 2027", .actualCost(year: 2027)),
    ("Трошоци во 2027 г.", .plannedCost(year: 2027)), ("Отчет 2027", .actualCost(year: 2027)),
    ("Target 2027", .target), ("Статус 2027", .status),
  ])
  func `tells what a year in a header means`(header: String, field: ActionField) throws {
    #expect(try guess([["Code", "Title", header]]).fields[2] == field)
  }

  @Test func `gives no field to two columns`() throws {
    let guess = try guess([["Title", "Name", "Project", "Code", "ID"]])
    #expect(guess.fields == [0: .title, 3: .code])
  }

  @Test func `prefers the header that says more exactly what it is`() throws {
    let guess = try guess([["Status of the funding", "Status", "Title of action", "Total", "Cost"]])
    #expect(guess.fields[0] == .fundingStatus)
    #expect(guess.fields[1] == .status)
    #expect((guess.scores[1] ?? 0) >= (guess.scores[2] ?? 0))
  }

  @Test func `gives nothing for tables without a header`() {
    #expect(ColumnGuess(table([])) == nil)
    #expect(ColumnGuess(table([["1", "2"], ["3", "4"]])) == nil)
    #expect(ColumnGuess(table([["Title", "Lorem"], ["x", "y"]])) == nil)
  }
}
