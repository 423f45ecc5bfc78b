import Civic
import Exact
import Exchange
import Pages
import Store

/// Makes documents to read and to go on writing in: a plan as a book, or one action of it.
struct DocumentMaker: ExportMaker {
  let printer: DocumentPrinter

  init(printer: DocumentPrinter = DocumentPrinter(limits: .init(seconds: 600))) {
    self.printer = printer
  }

  /// Those whose programs are installed.
  var formats: [ExportFormat] {
    let missing = printer.missingPackages
    return [(ExportFormat.pdf, "weasyprint"), (.docx, "librsvg2-bin")]
      .filter { !missing.contains($0.1) }.map(\.0)
  }

  func make(_ source: ExportSource, watch: ExportWatch) async throws -> MadeFile {
    let book = try await onThread { () throws(ExportError) in
      try watch.reach(.reading, done: 1, of: 1)
      return source.book
    }
    guard let book else { throw StoreError.notFound }
    try watch.reach(.setting, done: 0, of: 1)
    let bytes: [UInt8]
    if source.order.format == .pdf {
      let html = try await onThread { () throws(ExportError) in BookPage(book: book).html }
      bytes = try await printer.pdf(
        html, progress: { watch.report(.setting, done: $0, of: $0 + 1) },
        shouldStop: { watch.isStopped })
    } else {
      bytes = try await printer.word(book, shouldStop: { watch.isStopped })
    }
    return MadeFile(
      bytes: bytes,
      contents: ExportContents(parts: book.parts, omissions: source.omissionsOfBook))
  }
}

extension ExportSource {
  fileprivate var book: Book? {
    PlanBook(
      document: document, version: version, decisions: decisions, texts: texts, made: at,
      base: base, installation: installation
    ).book(order.action.map { .action($0.id) } ?? .plan)
  }

  fileprivate var omissionsOfBook: [ExportContents.Omission] {
    let files = document.attachments.count
    return (order.action == nil ? [] : [.init(.rest)]) + [.init(.inside), .init(.register)]
      + (files == 0 ? [] : [.init(.attachments, count: files)]) + [.init(.traces)]
  }
}

extension Book {
  /// Each chapter with the rows of its tables.
  fileprivate var parts: [ExportContents.Part] {
    var parts: [(title: String, count: Int)] = []
    func add(_ blocks: [BookBlock]) {
      for block in blocks {
        switch block {
        case .heading(let heading) where heading.level == 1:
          parts.append((heading.text.plain, 0))
        case .table(let table) where !parts.isEmpty:
          parts[parts.count - 1].count += table.rows.count
        case .wide(let blocks): add(blocks)
        default: break
        }
      }
    }
    add(blocks)
    return parts.map { ExportContents.Part(title: $0.title, count: $0.count) }
  }
}
