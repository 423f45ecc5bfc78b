import Civic
import Testing

/// Values as tables of each language have them, read through a table with one column of them.
@Suite struct `Words of imported tables` {
  private func action(_ heading: String, _ text: String) -> ImportOutcome {
    ImportSample.outcome(
      ImportSample.table([
        ["Title", "Total cost", "Funding source", heading], ["One", "1", "Own budget", text],
      ]))
  }

  @Test(arguments: [
    ("Done", ActionStatus.done), ("Terminé", .done), ("Завршено", .done), ("Përfunduar", .done),
    ("Završeno", .done), ("Изпълнено", .done), ("Finalizat", .done), ("Zaključeno", .done),
    ("In progress", .ongoing), ("En cours", .ongoing), ("Во тек", .ongoing),
    ("Në vazhdim", .ongoing),
    ("U toku", .ongoing), ("В процес на изпълнение", .ongoing), ("În curs de execuție", .ongoing),
    ("V teku", .ongoing), ("Suspendu", .paused), ("Паузирано", .paused), ("Pezulluar", .paused),
    ("Blokirano", .blocked), ("Otkazano", .abandoned), ("Отказано", .abandoned),
    ("Annulé", .abandoned), ("Anulat", .abandoned), ("Opuščeno", .abandoned),
  ])
  func `tell the status`(text: String, status: ActionStatus) {
    let outcome = action("Status", text)
    #expect(outcome.problems.isEmpty)
    #expect(outcome.additions.actions.first?.manualStatus == status)
  }

  @Test(arguments: [
    "Planned", "Prévu", "Планирано", "Planifikuar", "Planirano", "Планирано", "Planificat",
    "Načrtovano", "Not started", "Незапочнато", "Delayed", "Kasni", "Zamuja",
  ])
  func `leave to the dates what dates tell, and keep the words`(text: String) {
    let outcome = action("Status", text)
    #expect(outcome.problems.isEmpty)
    #expect(outcome.additions.actions.first?.manualStatus == nil)
    #expect(outcome.additions.actions.first?.internalNote == "Status: \(text)")
  }

  @Test(arguments: [
    ("Capital", CostKind.capital), ("Investissement", .capital), ("Капитални", .capital),
    ("Kapitale", .capital), ("Investicije", .capital), ("Opex", .operating),
    ("Fonctionnement", .operating), ("Оперативни", .operating), ("Текущи", .operating),
    ("Tekoči", .operating), ("Operaționale", .operating), ("Rrjedhëse", .operating),
  ])
  func `tell capital from operating`(text: String, kind: CostKind) {
    #expect(action("Cost type", text).additions.costLines.first?.kind == kind)
  }

  @Test(arguments: [
    ("Infrastructure", CostCategory.infrastructure), ("Опрема", .equipment),
    ("Pajisje", .equipment),
    ("Osoblje", .staff), ("Персонал", .staff), ("Servicii", .external),
    ("Zunanje storitve", .external),
    ("Voyages", .travel), ("Administration", .office),
  ])
  func `tell the category`(text: String, category: CostCategory) {
    let line = action("Cost category", text).additions.costLines.first
    #expect(line?.category == category && line?.title == nil)
  }

  @Test func `name the line when the category is none of ours`() {
    let line = action("Cost category", "Festival").additions.costLines.first
    #expect(line?.category == .external && line?.title?.text(for: .english).text == "Festival")
  }

  @Test(arguments: [
    ("Буџет на општината", FundingKind.ownBudget), ("Občinski proračun", .ownBudget),
    ("Bashkia", .ownBudget), ("Buget local", .ownBudget), ("Собствени средства", .ownBudget),
    ("Budget municipal", .ownBudget), ("Општински буџет", .ownBudget), ("ЕФРР", .erdf),
    ("FEDER", .erdf), ("ESRR", .erdf), ("IPA III", .preAccession), ("ИПА", .preAccession),
    ("Државен буџет", .national), ("Ministrstvo za javno upravo", .national),
    ("Guvernul României", .national), ("Кредит", .loan), ("Posojilo", .loan), ("Kredi", .loan),
    ("UNDP", .donor), ("Interreg IPA CBC", .interreg), ("PNRR", .recovery),
    ("Приватен инвеститор", .privateInvestor), ("ЈП Водовод", .municipalEnterprise),
    ("Kohezijski sklad", .cohesionFund), ("Somebody", .other),
  ])
  func `tell what kind of money a source is`(text: String, kind: FundingKind) {
    let table = ImportSample.table([["Title", "Funding source", "Owner"], ["One", text, "x"]])
    #expect(ImportSample.outcome(table).additions.fundingSources.first?.kind == kind)
  }

  @Test(arguments: [
    ("Secured", FundingStatus.secured), ("Обезбедено", .secured), ("Acquis", .secured),
    ("Zagotovljeno", .secured), ("I siguruar", .secured), ("Aplicirano", .applied),
    ("Поднесено", .applied), ("Depus", .applied), ("Possible", .identified),
    ("Очекувано", .identified), ("Načrtovano", .identified),
  ])
  func `tell how sure the money is`(text: String, status: FundingStatus) {
    #expect(action("Funding status", text).additions.fundingLines.first?.status == status)
  }
}
