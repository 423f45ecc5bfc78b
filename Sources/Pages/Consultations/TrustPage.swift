public import Civic
import Exact

/// What protects a vote and what does not, in plain words; what is kept about people, why and until
/// when; every change of the register.
public struct TrustPage: Sendable {
  let voting: VotingFrame
  let changes: [JSONValue]
  let signals: [(hour: String, signal: VoteSignal, count: Int)]

  public init(
    _ voting: VotingFrame, changes: [JSONValue],
    signals: [(hour: String, signal: VoteSignal, count: Int)]
  ) {
    self.voting = voting
    self.changes = changes
    self.signals = signals
  }

  private var texts: Texts { voting.texts }

  /// How far a threat is dealt with.
  private enum Standing {
    case prevented, visible, outOfScope
  }

  private static let threats: [(TextKey, TextKey, Standing)] = [
    (.threatDouble, .threatDoubleText, .prevented),
    (.threatChange, .threatChangeText, .prevented),
    (.threatEarly, .threatEarlyText, .prevented),
    (.threatLink, .threatLinkText, .prevented),
    (.threatRules, .threatRulesText, .visible),
    (.threatCount, .threatCountText, .visible),
    (.threatLost, .threatLostText, .visible),
    (.threatStuffing, .threatStuffingText, .visible),
    (.threatRegister, .threatRegisterText, .visible),
    (.threatPaper, .threatPaperText, .visible),
    (.threatBackup, .threatBackupText, .outOfScope),
    (.threatSold, .threatSoldText, .outOfScope),
    (.threatDevice, .threatDeviceText, .outOfScope),
  ]

  /// Where nothing says who may vote, several addresses are several votes.
  private var threats: [(TextKey, TextKey, Standing)] {
    let hasRegister = changes.contains { $0["reason"]?.string != "close" }
    let isOpenToAll = voting.rules.entry == .email && !hasRegister
    return Self.threats
      + (isOpenToAll ? [(.threatAddress, .threatAddressText, .outOfScope)] : [])
  }

  public var html: HTML {
    let rules = voting.rules
    return voting.page(
      texts(.trustTitle),
      """
      <p class="lead">\(texts(.trustLead))</p>\
      <h2>\(texts(.trustHow))</h2>\
      <ol>\([TextKey.trustStepRules, .trustStepBallot, .trustStepSealed, .trustStepClose, .trustStepCheck].map { "<li>\(texts($0))</li>" as HTML })</ol>\
      <p><code>\(voting.consultation.rulesDigest?.rawValue ?? "")</code></p>\
      \(group(.trustPrevented, .prevented, .good))\(group(.trustVisible, .visible, .warning))\
      \(group(.trustOutOfScope, .outOfScope, .neutral))\
      <h2>\(texts(.trustDataTitle))</h2>\(data)\
      <h2>\(texts(.voteRegisterChanges))</h2>\
      \(RegisterChanges(frame: voting.frame, changes: changes))\(signalTable)\
      <h2>\(texts(.trustKeyTitle))</h2><p>\(texts(.trustKeyText))</p>\
      <p><code>\(rules.receiptKey)</code></p>
      """)
  }

  private func group(_ title: TextKey, _ standing: Standing, _ tone: Tone) -> HTML {
    let items = threats.filter { $0.2 == standing }.map { threat -> HTML in
      let more: HTML? =
        threat.0 == .threatPaper && voting.rules.hasPaper
        ? " \(texts(.trustPaperReceipt))" : nil
      return "<li><strong>\(texts(threat.0))</strong> \(texts(threat.1))\(more)</li>"
    }
    return """
      <h2>\(StatusTag(text: texts(title), tone: tone))</h2><ul>\(items)</ul>
      """
  }

  private var data: HTML {
    let until = texts.formats.day(voting.rules.votingUntil)
    let rows: [(TextKey, TextKey, TextKey)] = [
      (.trustDataEmail, .trustDataEmailWhy, .trustDataEmailUntil),
      (.trustDataTag, .trustDataTagWhy, .trustDataTagUntil),
      (.trustDataBallot, .trustDataBallotWhy, .trustDataBallotUntil),
      (.trustDataAddress, .trustDataAddressWhy, .trustDataAddressUntil),
    ]
    return Table(
      id: "personal-data", caption: texts(.trustDataCaption),
      columns: [
        Table.Column(title: texts(.trustDataWhat)), Table.Column(title: texts(.trustDataWhy)),
        Table.Column(title: texts(.trustDataUntil)),
      ],
      rows: rows.map { what, why, end in
        Table.Row(cells: [
          "\(texts(what))", "\(texts(why))", "\(texts(end, ["until": .text(until)]))",
        ])
      }
    ).html + "<p>\(texts(.trustDataRights))</p>"
  }

  /// For the people of the city: what may point at abuse, about nobody.
  private var signalTable: HTML? {
    guard !signals.isEmpty else { return nil }
    return Table(
      id: "signals", caption: texts(.voteSignalsTitle),
      columns: [
        Table.Column(title: texts(.decisionTime)), Table.Column(title: texts(.voteSignal)),
        Table.Column(title: texts(.voteSignalCount), isNumeric: true),
      ],
      rows: signals.map { row in
        Table.Row(cells: [
          "\(row.hour):00 UTC", "\(texts.name(of: row.signal))",
          "\(texts.formats.number(row.count))",
        ])
      }
    ).html
  }
}
