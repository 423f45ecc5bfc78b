import Civic

/// What programs can ask for, for the people who write them.
public struct APIPage: Sendable {
  /// One operation as a row.
  public struct Operation: Sendable {
    public let method: String
    public let path: String
    public let summary: String
    public let needsToken: Bool

    public init(method: String, path: String, summary: String, needsToken: Bool) {
      self.method = method
      self.path = path
      self.summary = summary
      self.needsToken = needsToken
    }
  }

  /// Operations that belong together.
  public struct Topic: Sendable {
    public let title: TextKey
    public let operations: [Operation]

    public init(title: TextKey, operations: [Operation]) {
      self.title = title
      self.operations = operations
    }
  }

  let frame: PageFrame
  /// The first part of every address.
  let root: String
  let perMinute: Int
  let topics: [Topic]

  public init(frame: PageFrame, root: String, perMinute: Int, topics: [Topic]) {
    self.frame = frame
    self.root = root
    self.perMinute = perMinute
    self.topics = topics
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: texts(.apiTitle))
    setting.isPrivate = false
    setting.isWide = true
    return frame.page(
      setting,
      """
      <h1>\(texts(.apiTitle))</h1><p class="lead">\(texts(.apiLead))</p>\
      <h2>\(texts(.apiAddress))</h2>\(frame.paragraph(.apiAddressText, ["address": .text(root)]))\
      <ul><li><a href="/openapi.json">\(texts(.apiDescription))</a></li>\
      <li><a href="\(frame.address(.tokens))">\(texts(.apiTokensLink))</a></li></ul>\
      <h2>\(texts(.apiRules))</h2>\(rules)\
      <h2>\(texts(.apiOperations))</h2>\(frame.paragraph(.apiOperationsLead))\
      \(topics.enumerated().map { table($0.element, number: $0.offset + 1) })
      """)
  }

  private var rules: HTML {
    var keys: [TextKey] = [
      .apiRuleRules, .apiRuleErrors, .apiRuleVersions, .apiRuleChanges, .apiRulePages,
    ]
    if perMinute > 0 { keys.append(.apiRuleLimits) }
    let items = keys.map { key -> HTML in
      "<li>\(texts(key, key == .apiRuleLimits ? ["count": .count(perMinute)] : [:]))</li>"
    }
    return "<ul>\(items)</ul>"
  }

  private func table(_ topic: Topic, number: Int) -> HTML {
    let title = texts(topic.title)
    let table = Table(
      id: "operations-\(number)", caption: title, hidesCaption: true,
      columns: [
        .init(title: texts(.apiPathColumn)), .init(title: texts(.apiMethodColumn)),
        .init(title: texts(.apiSummaryColumn)), .init(title: texts(.apiAccessColumn)),
      ],
      rows: topic.operations.map { operation in
        Table.Row(cells: [
          "<code>\(operation.path)</code>", "<code>\(operation.method)</code>",
          "<span lang=\"en\">\(operation.summary)</span>",
          "\(texts(operation.needsToken ? .apiAccessToken : .apiAccessOpen))",
        ])
      })
    return "<h3>\(title)</h3>\(table)"
  }
}
