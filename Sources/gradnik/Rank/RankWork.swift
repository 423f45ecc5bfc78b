import Civic
import Exchange
import Foundation
import Ranking

/// One table read and ranked.
struct RankWork {
  let report: RankingReport
  let input: Digest

  /// - Throws: ``CommandFailure`` with what is wrong, and where.
  init(file: String, request: RankingRequest, timing: Bool) async throws {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw CommandFailure(.badInput, "\(file) cannot be read.")
    }
    let bytes = [UInt8](data)
    input = Digest(of: bytes)
    let table: RankingFile
    do throws(RankingFileError) {
      table =
        try Self.isJSON(bytes, file)
        ? RankingJSONReader().read(bytes) : RankingCSVReader().read(bytes)
    } catch {
      let place = error.place.isEmpty ? "" : error.place + ": "
      throw CommandFailure(.badInput, "\(file): \(place)\(RankSentences.sentence(error.problem))")
    }
    for name in request.compared + (request.explained.map { [$0] } ?? [])
    where !table.table.alternatives.contains(where: { $0.id == name }) {
      throw CommandFailure(.wrongUse, "There is no alternative \(name).")
    }
    let start = ContinuousClock.now
    do throws(RankingError) {
      var run = try RankingRun(table, request)
      try await run.run()
      report = RankingReport(run)
    } catch {
      let status = RankSentences.status(error)
      throw CommandFailure(status, "\(file): \(RankSentences.sentence(error))")
    }
    if timing { Console.say("ranked in \(ContinuousClock.now - start)") }
  }

  private static func isJSON(_ bytes: [UInt8], _ name: String) -> Bool {
    if name.lowercased().hasSuffix(".json") { return true }
    if name.lowercased().hasSuffix(".csv") { return false }
    return bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
  }
}
