import Civic
import Dispatch
import Exact
import Exchange
import Pages

/// Makes files of one or a few formats, from what was read before, away from the threads of the site.
protocol ExportMaker: Sendable {
  var formats: [ExportFormat] { get }

  /// - Throws: ``ExportError``; the whole file or none.
  func make(_ source: ExportSource, watch: ExportWatch) async throws -> MadeFile
}

extension ExportMaker {
  /// Runs a long computation on a thread of its own, so that the site goes on answering.
  func onThread<Made: Sendable>(
    _ body: @escaping @Sendable () throws(ExportError) -> Made
  ) async throws(ExportError) -> Made {
    let result: Result<Made, ExportError> = await withCheckedContinuation { continuation in
      DispatchQueue(label: "export", qos: .utility).async {
        do throws(ExportError) {
          continuation.resume(returning: .success(try body()))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try result.get()
  }
}

/// All that a file is made from, read before.
struct ExportSource: Sendable {
  let order: ExportOrder
  let document: PlanDocument
  /// None for the working plan.
  let version: PlanVersion?
  /// The public decisions that the plan rests on, for documents.
  let decisions: [Decision]
  let texts: Texts
  /// Where the site is reached, where it is known.
  let base: String?
  let installation: String
  let sheets: PlanSheets
  let digest: Digest
  /// When it was read, which is what the file says of itself.
  let at: Instant
}

struct MadeFile: Sendable {
  let bytes: [UInt8]
  let contents: ExportContents
}

/// Makes workbooks and archives of text tables.
struct TableMaker: ExportMaker {
  let formats = [ExportFormat.xlsx, .csv]

  func make(_ source: ExportSource, watch: ExportWatch) async throws -> MadeFile {
    try await onThread { () throws(ExportError) in try file(source, watch) }
  }

  private func file(
    _ source: ExportSource, _ watch: ExportWatch
  ) throws(ExportError) -> MadeFile {
    let order = source.order
    let pack = try source.sheets.pack(version: order.version, made: source.at, watch: watch)
    let bytes =
      order.format == .csv
      ? try TableArchive(hasByteOrderMark: order.hasMark).bytes(pack, watch: watch)
      : try XLSXWriter().bytes(pack, watch: watch)
    return MadeFile(
      bytes: bytes,
      contents: ExportContents(
        parts: pack.tables.map { .init(title: $0.title, count: $0.rows.count) },
        omissions: source.sheets.omissions))
  }
}
