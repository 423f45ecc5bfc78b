import Civic
import Exchange
import Foundation
import Ranking

/// One table read and ranked.
struct RankWork {
  let report: RankingReport
  let input: Digest

  /// - Throws: ``CommandFailure`` with what is wrong, and where.
  init(file: String, request: RankingRequest, repeats: Int) async throws {
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
    do throws(RankingError) {
      var run = try RankingRun(table, request)
      try await run.run()
      report = RankingReport(run)
      if repeats > 0 { try await Self.time(RankingComputation(table, request), repeats) }
    } catch {
      let status = RankSentences.status(error)
      throw CommandFailure(status, "\(file): \(RankSentences.sentence(error))")
    }
  }

  /// Says the shortest of several runs.
  private static func time(
    _ computation: RankingComputation, _ repeats: Int
  ) async throws(RankingError) {
    var (shortest, processor) = (Double.infinity, Double.infinity)
    for _ in 0..<repeats {
      let (start, used) = (now(CLOCK_MONOTONIC), now(CLOCK_PROCESS_CPUTIME_ID))
      _ = try await computation()
      shortest = min(shortest, now(CLOCK_MONOTONIC) - start)
      processor = min(processor, now(CLOCK_PROCESS_CPUTIME_ID) - used)
    }
    Console.say("computed in \(shortest) s, processor \(processor) s, best of \(repeats)")
  }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func isJSON(_ bytes: [UInt8], _ name: String) -> Bool {
    if name.lowercased().hasSuffix(".json") { return true }
    if name.lowercased().hasSuffix(".csv") { return false }
    return bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
  }
}
