/// How cities head the columns of their action tables, in the eight languages served.
///
/// Each line is one language, in the order English, French, Macedonian, Albanian, Montenegrin,
/// Bulgarian, Romanian, Slovene; phrases are divided by commas.
enum HeaderSynonyms {
  /// The folded words of every phrase, connecting words left out.
  static let phrases: [(field: ActionField, words: [String])] = (actions + money + results)
    .flatMap { entry in
      entry.text.split { $0 == "," || $0 == "\n" }.map { phrase in
        (entry.field, meaningful(FoldedText(String(phrase)).words))
      }
    }
    .filter { !$0.1.isEmpty }

  /// The words without those that connect or name a currency.
  static func meaningful(_ words: [String]) -> [String] {
    words.filter { !connecting.contains($0) }
  }

  private static let connecting = Set(
    """
    of the for by and or a an du des de la le les l d et ou na za vo od nga per i e te se dhe u
    iz v s ot pri al ale din pentru a si cu in in un eur euro evra evro eura mkd den denari denar
    lv lev leva bgn ron lei all lek leke rsd din
    """.split { $0 == " " || $0 == "\n" }.map(String.init))

  static let planned = folded(
    """
    planned plan budget budgeted cost costs amount estimate estimated year total forecast
    prévu prévisionnel coût budget montant année
    планирано планиран планирани буџет трошок трошоци износ година проценето
    planifikuar buxheti buxhet kostoja kosto shuma viti parashikuar
    planirano planiran budžet trošak troškovi iznos godina predviđeno
    планирани бюджет разход разходи сума стойност прогнозно предвидено
    planificat buget cost suma valoare an anul estimat prevăzut
    načrtovano načrtovani proračun strošek stroški znesek leto predvideno vrednost
    """)

  static let actual = folded(
    """
    actual actuals spent realised realized executed expenditure paid
    réalisé dépensé réel exécuté payé
    реализирано потрошено остварено извршено исплатено
    realizuar shpenzuar faktike faktik paguar
    realizovano utrošeno ostvareno potrošeno izvršeno plaćeno
    изпълнено изразходвано похарчено отчетено отчет реализирано платено
    realizat cheltuit executat plătit efectiv
    realizirano porabljeno dejansko izvedeno plačano
    """)

  private static func folded(_ text: String) -> Set<String> {
    Set(FoldedText(text).words)
  }
}
