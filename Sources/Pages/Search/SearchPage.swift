public import Civic
public import Exact

/// What was found by its words, with what it can be narrowed down to.
public struct SearchPage: Sendable {
  let frame: PageFrame
  let query: SearchQuery
  let scope: SearchScope
  let filter: SearchFilter
  let page: Int
  let result: SearchResult
  /// The names of the cities in the result.
  let cities: [ID<City>: Multilingual]

  public init(
    frame: PageFrame, query: SearchQuery, scope: SearchScope, filter: SearchFilter, page: Int,
    result: SearchResult, cities: [ID<City>: Multilingual]
  ) {
    self.frame = frame
    self.query = query
    self.scope = scope
    self.filter = filter
    self.page = page
    self.result = result
    self.cities = cities
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    let setting = PageSetting(title: texts(.searchTitle))
    return frame.page(
      setting,
      """
      <h1>\(texts(.searchTitle))</h1>\(scopes)\(form)\(list)
      """)
  }

  /// Published and working are never searched together.
  private var scopes: HTML {
    guard frame.viewer.account != nil else { return .empty }
    return Tabs(
      label: texts(.searchWhere),
      tabs: SearchScope.allCases.map {
        Tabs.Tab(
          text: texts.name(of: $0), href: frame.address(.search(query, in: $0)),
          isCurrent: $0 == scope)
      }
    ).html
  }

  private var form: HTML {
    let hidden: HTML =
      scope == .published ? .empty : HiddenField(name: "in", value: scope.rawValue).html
    return FilterBar(
      action: frame.address(.search), label: texts(.searchTitle),
      fields: [
        hidden,
        TextField(
          name: "q", label: texts(.searchWords), value: query.text,
          notes: FieldNotes(hint: texts(.searchHint)), kind: .search, width: .medium,
          maxLength: SearchQuery.longest
        ).html,
        Select(name: "kind", label: texts(.searchKindField), choices: kindChoices).html,
        Select(name: "city", label: texts(.searchCityField), choices: cityChoices).html,
      ], submit: texts(.searchSubmit),
      clear: filter == SearchFilter()
        ? nil
        : Anchor(text: texts(.searchClear), href: frame.address(.search(query, in: scope))),
      count: query.isEmpty ? nil : count
    ).html
  }

  private var count: String {
    result.isCut
      ? texts(
        .searchCut,
        [
          "count": .count(result.count),
          "ranked": .number(ExactDecimal(Int64(SearchResult.ranked))),
        ])
      : texts(.searchCount, ["count": .count(result.count)])
  }

  private var all: Choice {
    Choice(value: "", label: texts(.searchAll), isChosen: false)
  }

  private var kindChoices: [Choice] {
    [all]
      + SearchKind.allCases.filter { result.kinds[$0] != nil || filter.kind == $0 }.map {
        Choice(
          value: $0.rawValue, label: counted(texts.name(of: $0), result.kinds[$0]),
          isChosen: filter.kind == $0)
      }
  }

  private var cityChoices: [Choice] {
    let named = cities.map { (id: $0.key, name: frame.words($0.value)) }
    return [all]
      + texts.formats.sorted(named) { $0.name }.map {
        Choice(
          value: $0.id.rawValue, label: counted($0.name, result.cities[$0.id]),
          isChosen: filter.city == $0.id)
      }
  }

  private func counted(_ name: String, _ count: Int?) -> String {
    guard let count else { return name }
    return texts(
      .searchCounted, ["name": .text(name), "count": .number(ExactDecimal(Int64(count)))])
  }
}

extension SearchPage {
  private var list: HTML {
    if query.isEmpty { return .empty }
    guard !result.hits.isEmpty else {
      return EmptyState(title: texts(.searchNone), text: texts(.searchNoneText)).html
    }
    return "<ol class=\"results\">\(result.hits.map(item))</ol>\(pages)"
  }

  private func item(_ hit: SearchHit) -> HTML {
    let place = hit.city.flatMap { cities[$0] }.map(frame.words)
    let kicker = [texts.name(of: hit.kind), hit.kind == .city ? nil : place].compactMap(\.self)
    return """
      <li><p class="kicker">\(kicker.joined(separator: " · "))</p>\
      <h2><a href="\(frame.address(.found(hit, in: scope)))">\(marked(hit.title))</a></h2>\
      \(excerpt(hit))</li>
      """
  }

  /// The title, in the reader's language where it has that, what was looked for marked.
  private func marked(_ title: Multilingual) -> HTML {
    let (words, language) = title.text(for: frame.language)
    let html = MarkedWords(text: words, query: query).html
    return language == frame.language ? html : "<span lang=\"\(language.tag)\">\(html)</span>"
  }

  /// The part of the text around what was looked for, in the language where it stands.
  private func excerpt(_ hit: SearchHit) -> HTML? {
    guard let text = hit.text, !text.isEmpty else { return nil }
    let readers = text.text(for: frame.language).language
    let language =
      ([readers] + text.languages).first { query.firstMatch(in: text[$0] ?? "") != nil } ?? readers
    let words = MarkedWords(text: text[language] ?? "", query: query).excerpt
    return language == frame.language
      ? "<p>\(words)</p>" : "<p lang=\"\(language.tag)\">\(words)</p>"
  }

  private var pages: HTML? {
    guard result.pages > 1 else { return nil }
    let link = { (page: Int, key: TextKey) in
      Anchor(
        text: texts(key), href: frame.address(.search(query, in: scope, filter: filter, page: page))
      )
    }
    let steps = [1, page - 1, page, page + 1, result.pages].filter { (1...result.pages) ~= $0 }
    var shown: [Pagination.Step] = []
    var last = 0
    for number in Set(steps).sorted() {
      if number > last + 1 { shown.append(.gap) }
      let name = texts.formats.number(ExactDecimal(Int64(number)))
      shown.append(
        .page(
          number: name,
          href: frame.address(.search(query, in: scope, filter: filter, page: number)),
          spoken: texts(.searchPage, ["page": .text(name)]), isCurrent: number == page))
      last = number
    }
    return Pagination(
      label: texts(.searchPages), previous: page > 1 ? link(page - 1, .searchBack) : nil,
      next: page < result.pages ? link(page + 1, .searchOn) : nil, steps: shown
    ).html
  }
}

/// A text in which what was looked for is marked.
struct MarkedWords: Component {
  let text: String
  let query: SearchQuery

  var html: HTML { marked(text[...]) }

  /// The part around the first word that was looked for, cut between words.
  var excerpt: HTML {
    let length = 220
    guard text.count > length else { return html }
    let start =
      query.firstMatch(in: text).map {
        text.index($0.lowerBound, offsetBy: -60, limitedBy: text.startIndex) ?? text.startIndex
      } ?? text.startIndex
    let end = text.index(start, offsetBy: length, limitedBy: text.endIndex) ?? text.endIndex
    var part = text[start..<end]
    if start > text.startIndex { part = part.drop { !$0.isWhitespace }.drop(while: \.isWhitespace) }
    if end < text.endIndex, let space = part.lastIndex(where: \.isWhitespace) {
      part = part[..<space]
    }
    return
      "\(start > text.startIndex ? "… " : "")\(marked(part))\(end < text.endIndex ? " …" : "")"
  }

  private func marked(_ part: Substring) -> HTML {
    let part = String(part)
    var pieces: [HTML] = []
    var place = part.startIndex
    for range in query.matches(in: part) {
      pieces.append("\(String(part[place..<range.lowerBound]))<mark>\(String(part[range]))</mark>")
      place = range.upperBound
    }
    pieces.append("\(String(part[place...]))")
    return HTML.joined(pieces)
  }
}
