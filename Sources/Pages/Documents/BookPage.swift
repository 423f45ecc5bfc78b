public import Exchange
import Foundation

/// A book as one HTML document that holds everything it shows, for a program that prints it.
///
/// Nothing in it is fetched: the style is in it, drawings are `data:` addresses.
public struct BookPage: Sendable {
  let book: Book

  public init(book: Book) { self.book = book }

  public var html: String {
    var body = BookBody(book: book)
    let content = body.content
    let page: HTML = """
      <!DOCTYPE html><html lang="\(book.language.tag)"><head><meta charset="utf-8">\
      <title>\(book.title)</title><meta name="author" content="\(book.author)">\
      <meta name="description" content="\(book.subject)">\
      <meta name="dcterms.created" content="\("\(book.made)")">\
      <style>\(Self.style)</style></head><body>\(content)</body></html>
      """
    return page.rendered
  }

  /// The print style; it is our own, and holds nothing that HTML would escape.
  private static let style: HTML = {
    let file = Bundle.module.bundleURL.appending(path: "Assets/book.css")
    return HTML(styling: (try? String(contentsOf: file, encoding: .utf8)) ?? "")
  }()
}

/// The text of a book as HTML, tables and pictures numbered as they come.
struct BookBody {
  let book: Book
  private var tables = 0
  private var pictures = 0

  init(book: Book) { self.book = book }

  var content: HTML {
    mutating get { "\(cover)\(contents)<main>\(blocks(book.blocks))</main>" }
  }

  private var cover: HTML {
    let notices = book.cover.notices.map { "<p class=\"notice\">\($0)</p>" as HTML }
    return """
      <section class="cover" data-running="\(book.words.running)" \
      data-draft="\(book.words.draft ?? "")"><p class="kicker">\(book.cover.kicker)</p>\
      <p class="title">\(words(book.cover.title))</p>\
      <p class="subtitle">\(words(book.cover.subtitle))</p>\(notices)\
      \(facts(book.cover.facts))</section>
      """
  }

  private var contents: HTML {
    let items = book.headings.filter { $0.isListed && $0.level <= 2 }.map { heading -> HTML in
      let number = heading.number.map { "<span class=\"chapter-number\">\($0)</span> " as HTML }
      return """
        <li class="level-\(heading.level)"><a href="#\(heading.id)">\(number)\
        \(words(heading.text))</a></li>
        """
    }
    return """
      <nav class="contents"><h1 id="contents">\(book.words.contents)</h1><ul>\(items)</ul></nav>
      """
  }

  private mutating func blocks(_ blocks: [BookBlock]) -> HTML {
    var all: [HTML] = []
    for block in blocks { all.append(html(of: block)) }
    return HTML.joined(all)
  }

  private mutating func html(of block: BookBlock) -> HTML {
    switch block {
    case .heading(let heading): html(of: heading)
    case .paragraph(let text, let style):
      text.isEmpty ? .empty : "<p class=\"\(style.rawValue)\">\(words(text))</p>"
    case .list(let items): "<ul>\(items.map { "<li>\(words($0))</li>" as HTML })</ul>"
    case .facts(let facts): self.facts(facts)
    case .figures(let figures): html(of: figures)
    case .table(let table): html(of: table)
    case .picture(let picture): html(of: picture)
    case .note(let title, let texts, let tone):
      """
      <div class="note \(tone.rawValue)">\
      \(title.map { "<p class=\"note-title\">\($0)</p>" as HTML })\
      \(texts.map { "<p>\(words($0))</p>" as HTML })</div>
      """
    case .wide(let inner): "<section class=\"wide\">\(self.blocks(inner))</section>"
    }
  }

  private func html(of heading: BookHeading) -> HTML {
    let number = heading.number.map { "<span class=\"chapter-number\">\($0)</span> " as HTML }
    let style = heading.startsPage ? "apart" : nil
    let inside: HTML = """
       id="\(heading.id)"\(attribute: "class", style)>\(number)\(words(heading.text))
      """
    switch heading.level {
    case 1: return "<h1\(inside)</h1>"
    case 2: return "<h2\(inside)</h2>"
    case 3: return "<h3\(inside)</h3>"
    default: return "<h4\(inside)</h4>"
    }
  }

  private func html(of figures: [BookFact]) -> HTML {
    let items = figures.map { figure -> HTML in
      let note = figure.values.dropFirst().map { "<small>\(words($0))</small>" as HTML }
      return """
        <li><span class="name">\(figure.name)</span> \
        <span class="value">\(figure.values.first.map(words))</span>\(Array(note))</li>
        """
    }
    return "<ul class=\"figures count-\(figures.count)\">\(items)</ul>"
  }

  private func facts(_ facts: [BookFact]) -> HTML {
    guard !facts.isEmpty else { return .empty }
    let rows = facts.map { fact -> HTML in
      let lines = fact.values.map { "<p>\(words($0))</p>" as HTML }
      return "<tr><th scope=\"row\">\(fact.name)</th><td>\(lines)</td></tr>"
    }
    return """
      <table class="facts"><colgroup><col style="width:28%"><col style="width:72%"></colgroup>\
      <tbody>\(rows)</tbody></table>
      """
  }

  // MARK: Tables and pictures

  private mutating func html(of table: BookTable) -> HTML {
    tables += 1
    let all = max(1, table.columns.map(\.share).reduce(0, +))
    let widths = table.columns.map { column -> HTML in
      "<col style=\"width:\(Double(column.share) / Double(all) * 100)%\">"
    }
    let heads = table.columns.map { column -> HTML in
      """
      <th scope="col"\(attribute: "class", column.isNumeric ? "number" : nil)>\(column.title)</th>
      """
    }
    return """
      <table class="ruled\(table.rows.count < 9 ? " short" : "")"><caption><span class="label">\(book.words.table) \(tables).</span> \
      \(table.caption)\(table.note.map { "<span class=\"table-note\"> \($0)</span>" as HTML })\
      </caption><colgroup>\(widths)</colgroup><thead><tr>\(heads)</tr></thead>\
      <tbody>\(table.rows.map { row($0, of: table) })</tbody></table>
      """
  }

  private func row(_ row: BookTable.Row, of table: BookTable) -> HTML {
    let cells = table.columns.indices.map { index -> HTML in
      let cell = row.cells.indices.contains(index) ? row.cells[index] : BookTable.Cell([])
      let shade = cell.shade.map { "r\(min(max($0, 0), 3))" }
      let styles = [table.columns[index].isNumeric ? "number" : nil, shade].compactMap(\.self)
      let style = styles.isEmpty ? nil : styles.joined(separator: " ")
      let content: HTML =
        cell.lines.count > 1
        ? HTML.joined(cell.lines.map { "<p>\(words($0))</p>" }) : "\(cell.lines.first.map(words))"
      return index == 0
        ? "<th scope=\"row\"\(attribute: "class", style)>\(content)</th>"
        : "<td\(attribute: "class", style)>\(content)</td>"
    }
    return "<tr\(attribute: "class", row.isStrong ? "sum" : nil)>\(cells)</tr>"
  }

  private mutating func html(of picture: BookPicture) -> HTML {
    pictures += 1
    let bytes = Data(picture.svg.utf8).base64EncodedString()
    // One size of letters in all drawings: 0.236 mm a unit, or what the page has room for.
    return """
      <figure><img alt="\(picture.alternative)" style="width:\(picture.width * 0.236)mm" \
      src="data:image/svg+xml;base64,\(bytes)"><figcaption>\
      <span class="label">\(book.words.figure) \(pictures).</span> \(picture.caption)</figcaption>\
      </figure>
      """
  }

  // MARK: Words

  /// What leads to the same place is one link.
  private func words(_ text: BookText) -> HTML {
    var pieces: [(target: BookRun.Target?, words: HTML)] = []
    for run in text.runs {
      if let last = pieces.last, last.target == run.target {
        pieces[pieces.count - 1].words = last.words + plain(run)
      } else {
        pieces.append((run.target, plain(run)))
      }
    }
    return HTML.joined(pieces.map { linked($0.words, to: $0.target) })
  }

  private func plain(_ run: BookRun) -> HTML {
    let style: String? =
      switch run.look {
      case .plain: nil
      case .strong: "strong"
      case .code: "code"
      case .state(let tone): "state \(tone.rawValue)"
      }
    let language = run.language?.tag
    return style == nil && language == nil
      ? "\(run.text)"
      : "<span\(attribute: "class", style)\(attribute: "lang", language)>\(run.text)</span>"
  }

  private func linked(_ words: HTML, to target: BookRun.Target?) -> HTML {
    switch target {
    case .place(let id): return "<a href=\"#\(id)\">\(words)</a>"
    case .web:
      guard let address = BookRun("", target: target).address else { return words }
      return "<a class=\"external\" href=\"\(address)\">\(words)</a>"
    case nil: return words
    }
  }
}
