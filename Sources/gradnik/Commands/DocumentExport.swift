import Civic
import Exact
import Exchange
import Pages

/// A plan or one action of it as a book, from the command line.
struct DocumentExport {
  let format: PlanFormat
  /// The code of the action; the whole plan without it.
  let action: String?
  let address: String?

  func bytes(
    _ document: PlanDocument, _ version: PlanVersion?, _ decisions: [Decision], _ texts: Texts,
    made: Instant
  ) async throws -> [UInt8] {
    let plan = PlanBook(
      document: document, version: version, decisions: decisions, texts: texts, made: made,
      base: address)
    guard let book = plan.book(try scope(in: document)) else { return [] }
    let printer = DocumentPrinter()
    do throws(DocumentError) {
      return format == .pdf
        ? try await printer.pdf(BookPage(book: book).html) : try await printer.word(book)
    } catch {
      throw CommandFailure(.badInput, try sentence(error))
    }
  }

  private func scope(in document: PlanDocument) throws -> PlanBook.Scope {
    guard let action else { return .plan }
    guard let found = document.actions.first(where: { $0.code == action }) else {
      throw CommandFailure(.badInput, "The plan has no action \(action).")
    }
    return .action(found.id)
  }

  /// What a person can do about it, and what the program complained of.
  private func sentence(_ error: DocumentError) throws -> String {
    let words = try TextCatalogue.bundled().texts(for: .english).sentence(error.message)
    guard case .notPrinted(let program, let reason) = error else { return words }
    return "\(words) \(program): \(reason)"
  }
}
