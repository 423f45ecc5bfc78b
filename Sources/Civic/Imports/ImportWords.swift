/// Words by which values are recognised in the eight languages, as ``FoldedText`` writes them.
///
/// A word of up to three letters counts when it stands there, a longer one when a word begins so; a
/// phrase when its words follow one another.
struct ImportWords<Value: Sendable>: Sendable {
  private let phrases: [(value: Value, words: [String])]

  /// - Parameter table: In the order in which they are tried; phrases are divided by commas.
  init(_ table: [(value: Value, text: String)]) {
    phrases = table.flatMap { entry in
      entry.text.split { $0 == "," || $0 == "\n" }.map { phrase in
        (entry.value, phrase.split(separator: " ").map(String.init))
      }
    }
    .filter { !$0.words.isEmpty }
  }

  /// The value that the first phrase found in the text stands for.
  func value(in text: String) -> Value? {
    let words = FoldedText(text).words
    return phrases.first { Self.contains($0.words, words) }?.value
  }

  private static func contains(_ phrase: [String], _ words: [String]) -> Bool {
    guard words.count >= phrase.count else { return false }
    return (0...(words.count - phrase.count)).contains { start in
      zip(phrase, words[start...]).allSatisfy { wanted, word in
        wanted.count <= 3 ? word == wanted : word.hasPrefix(wanted)
      }
    }
  }
}

enum ImportVocabulary {
  /// What the status column says; the automatic ones are left to dates and tasks.
  static let status = ImportWords<ActionStatus>([
    (
      .upcoming,
      """
      not started, not begun, non commence, pas commence, ne zapocn, nezapocn, nije zapocet,
      nije poceto, nuk ka filluar, pa filluar, neincep, nu a incep, se ne zacet, ni zacet,
      ne e zapocn, nestart
      """
    ),
    (
      .paused,
      """
      pause, on hold, suspend, pauz, pezull, ustavlj, zaustav, privremeno, vremenno, zacasno,
      spran, sprjan, prekin, intrer, premor, miruj
      """
    ),
    (.blocked, "blocked, bloque, bloki, bllok, blocat"),
    (
      .abandoned,
      """
      abandon, cancel, annul, otkaz, anul, otpad, odust, opusc, preklic, braktis, hequr,
      renunt, napust, izostav, prekrat
      """
    ),
    (
      .late,
      """
      late, delay, overdue, retard, docn, zadocn, vones, kasni, zakasn, intarz, zamud, zamuj,
      zabav
      """
    ),
    (
      .ongoing,
      """
      ongoing, in progress, in implementation, under way, underway, started, en cours,
      vo tek, vo realizacija, se realizira, zapocnat, u toku, u realizacij, zapocet, ne vazhdim,
      ne proces, ne zbatim, filluar, v hod, v proces, v izpaln, tece, in curs, in derul, inceput,
      v teku, v izvaj, zacet, v izvedb, ne zhvillim, u sprovod, u provod, traje, poteka, tekust,
      in desfas, u realiz
      """
    ),
    (
      .done,
      """
      done, complet, finish, implemented, closed, termin, acheve, realis, zavrs, realizirano,
      realizovan, izvrs, sproved, perfund, realizuar, zbatuar, priklj, izpaln, finaliz, realizat,
      incheiat, zaklj, konca, zavars, kryer, oprav, svars, gotov, izvede, dokonc
      """
    ),
    (
      .upcoming,
      """
      planned, upcoming, future, scheduled, prevu, planif, a venir, planiran, planir, idni, idna,
      predvid, planuar, parashik, plani, predst, pretst, ardhsh, urmeaz, prihod, prihaj, ceka,
      planificat, viito, nacrt, predvid, se pride
      """
    ),
  ])

  static let costKind = ImportWords<CostKind>([
    (
      .capital,
      "capital, capex, invest, kapital, capit, naloz, ulag"
    ),
    (
      .operating,
      """
      operating, operational, opex, current, recurr, running, fonction, courant, exploit, operativ,
      tekovn, tekoven, tekust, tekoc, operacion, korent, rrjedh, tekuc, eksploat, functionar, curent, opera,
      rabotenj, funksion, eksplo, obratov, perhersh
      """
    ),
  ])

  static let category = ImportWords<CostCategory>([
    (
      .infrastructure,
      """
      infrastr, works, construct, travaux, rabot, gradezn, ndertim, puna, radov, gradjev, stroit,
      smr, lucrar, constr, grad
      """
    ),
    (
      .equipment,
      "equip, hardware, software, oprema, oprem, pajis, obor, oborud, echip, dotar, material"
    ),
    (
      .staff,
      """
      staff, personnel, salar, wages, plata, plati, personel, vrabot, rroga, pagat, stafi, osoblj,
      zarad, place, zaplat, person, kadr, osebj
      """
    ),
    (.travel, "travel, voyage, deplac, patuv, patni, udhet, putov, putni, komandir, deplas, potn"),
    (.office, "office, admin, overhead, bureau, kancel, zyra, zyre, pisarn, birou, rezijsk, ofis"),
    (
      .external,
      """
      external, service, consult, expert, prestat, uslug, nadvor, eksp, konsult, sherb, jasht,
      vanjsk, spoljn, vansn, externe, servic, storit, zunan
      """
    ),
  ])

  static let fundingStatus = ImportWords<FundingStatus>([
    (
      .secured,
      """
      secured, confirmed, approved, granted, contracted, acquis, confirme, accorde, obtenu, obezbed,
      odobren, potvrd, sigur, miratuar, konfirm, osigur, ugovor, osiguren, odobr, podpis, asigur,
      aprob, confirmat, contractat, zagotov, potrj, secur, garant, obezbij
      """
    ),
    (
      .applied,
      """
      applied, submitted, requested, pending, demand, depose, sollicit, aplicir, aplikir, podnes,
      pobar, aplik, dorez, kerkuar, prijav, kandid, zajav, aplicat, depus, solicit, oddan, vlozen,
      podnij, podad, zapros, trazen, kerkes
      """
    ),
    (
      .identified,
      """
      identified, planned, possible, potential, expected, tbd, identif, prevu, envis, potent,
      identifik, planir, mozn, ocekuv, mundsh, parashik, pritet, moguc, ocekiv, predvid, vazmozn,
      ocakv, posibil, planif, nacrt, mozen, pricakov, reper, prepozn, utvrd,
      nabelj, opredel, ugotov
      """
    ),
  ])

  static let total: Set<String> = Set(
    """
    total totals subtotal sum grand totaux vkupno se sevkupno suma gjithsej totali shuma
    ukupno sveukupno zbir svega obsto vsicko sbor skupaj vsota skupno generala totale totala
    """.split { $0 == " " || $0 == "\n" }.map(String.init)
  ).subtracting(["se", "grand"])
}
