public import Civic
import Exact

/// One decision: what was decided, how, from what, and how anyone can take it again.
public struct DecisionPage: Sendable {
  let frame: PageFrame
  let decision: Decision
  let place: DecisionPlace?
  let atlas: Atlas

  /// - Parameter atlas: The cities that a decision can name.
  public init(
    frame: PageFrame, decision: Decision, place: DecisionPlace? = nil, atlas: Atlas = Atlas()
  ) {
    self.atlas = atlas
    self.frame = frame
    self.decision = decision
    self.place = place
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: texts.name(of: decision.kind))
    setting.isPrivate = false
    setting.crumbs = [Anchor(text: texts(.decisionsTitle), href: frame.address(.decisions))]
    return frame.page(
      setting,
      """
      <h1>\(setting.title)</h1><section class="card"><h2>\(texts(.decisionInWords))</h2>\
      \(DecisionWords(frame: frame, decision: decision, place: place))\(pairs)</section>\
      \(summary)\(check)\
      <h2>\(texts(.decisionForPrograms))</h2>\
      \(folded(.decisionOutcome, decision.conclusion.outcome))\
      \(folded(.decisionExplanation, decision.conclusion.explanation))\
      \(folded(.decisionSettings, decision.settings))\
      <h2>\(texts(.decisionInputs))</h2>\(inputs)
      """)
  }

  /// Who was matched with whom, by name.
  private var pairs: HTML? {
    guard decision.kind == .matching else { return nil }
    return MatchOutcome(frame: frame, outcome: decision.conclusion.outcome, atlas: atlas).html
  }

  /// What programs read, as it stands in the bundle.
  private func folded(_ title: TextKey, _ value: JSONValue) -> HTML {
    Details(summary: texts(title), content: "<div translate=\"no\">\(JSONView(value))</div>").html
  }

  private var summary: HTML {
    var rows: [SummaryList.Row] = [
      .init(
        name: texts(.decisionTime), value: "\(texts.formats.instant(decision.decidedAt, .medium))"),
      .init(name: texts(.decisionBy), value: "\(decision.decidedBy.label)"),
      .init(
        name: texts(.decisionMethod),
        value: "<code>\(decision.method.name) \(decision.method.version)</code>"),
      .init(
        name: texts(.decisionDigest),
        value: "<code>\(decision.digest.rawValue)</code>"),
    ]
    if let rules = decision.rules {
      rows.append(
        .init(
          name: texts(.decisionRules),
          value: """
            <code>\(rules.digest.rawValue)</code> \
            (\(texts.formats.instant(rules.publishedAt, .medium)))
            """))
    }
    return SummaryList(rows: rows).html
  }

  private var check: HTML {
    """
    <h2>\(texts(.decisionCheck))</h2><p>\(texts(.decisionCheckText))</p>\
    <p><a class="button secondary" href="\(frame.address(.bundle(of: decision.id)))" download>\
    \(texts(.decisionBundle))</a></p>\
    <pre><code>\(command)</code></pre>
    """
  }

  /// What recomputes the decision on any machine.
  private var command: String {
    let head = frame.logHead.map { " --head \($0.rawValue)" }
    return "gradnik verify decision-\(decision.id.rawValue).zip" + (head ?? "")
  }

  private var inputs: HTML {
    let items = decision.inputs.map { input -> HTML in
      "<li><code>\(input.name)</code> <code>\(input.digest.rawValue)</code></li>"
    }
    return "<ul>\(items)</ul>"
  }
}

/// A JSON value as nested lists, cut where it is long; the whole is in the bundle.
struct JSONView: Component {
  static let longest = 200
  let value: JSONValue

  init(_ value: JSONValue) {
    self.value = value
  }

  var html: HTML { Self.part(value, depth: 0) }

  private static func part(_ value: JSONValue, depth: Int) -> HTML {
    switch value {
    case .null: "–"
    case .bool(let truth): "<code>\(truth ? "true" : "false")</code>"
    case .number, .string: "\(value.string ?? CanonicalJSON.text(of: value))"
    case .array(let values) where depth > 5: "<code>[\(String(values.count))]</code>"
    case .array(let values):
      """
      <ol class="json">\(values.prefix(longest).map {
        "<li>\(part($0, depth: depth + 1))</li>" as HTML
      })\(values.count > longest ? "<li>…</li>" : .empty)</ol>
      """
    case .object(let object) where depth > 5: "<code>{\(String(object.members.count))}</code>"
    case .object(let object):
      """
      <dl class="json">\(object.members.prefix(longest).map { member in
        "<div><dt>\(member.name)</dt><dd>\(part(member.value, depth: depth + 1))</dd></div>" as HTML
      })</dl>
      """
    }
  }
}

extension Texts {
  /// The name of a kind of decision; of one that this version does not know, its code.
  func name(of kind: DecisionKind) -> String {
    NamedDecisionKind(rawValue: kind.rawValue).map { name(of: $0) } ?? kind.rawValue
  }
}
