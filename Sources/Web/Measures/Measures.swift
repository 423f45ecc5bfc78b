import Foundation

/// What the process counts about itself, for those who watch over it.
public actor Measures {
  private struct Answer: Hashable {
    let method: String
    let route: String
    let status: Int

    var order: String { "\(route) \(method) \(status)" }
  }

  /// What a database is asked to do.
  enum Work: String, CaseIterable, Sendable { case read, write }

  private var answers: [Answer: Int] = [:]
  private var durations: [String: Histogram] = [:]
  private var database: [Work: Histogram] = [:]
  private var waiting: [Work: Int] = [:]
  private var failures: [Work: Int] = [:]

  private var exports: [String: (outcomes: [String: Int], durations: Histogram)] = [:]

  public init() {}

  /// A file was made beside the site, or was not.
  func exported(_ format: String, outcome: String, in time: Duration) {
    exports[format, default: ([:], Histogram())].outcomes[outcome, default: 0] += 1
    exports[format, default: ([:], Histogram())].durations.add(time.inSeconds)
  }

  /// - Parameter route: The template of the path, never the path: there are few of them.
  func answered(method: String, route: String, status: Int, in time: Duration) {
    answers[Answer(method: method, route: route, status: status), default: 0] += 1
    durations[route, default: Histogram()].add(time.inSeconds)
  }

  func began(_ work: Work) {
    waiting[work, default: 0] += 1
  }

  func ended(_ work: Work, in time: Duration, failed: Bool) {
    waiting[work, default: 0] -= 1
    if failed { failures[work, default: 0] += 1 }
    database[work, default: Histogram()].add(time.inSeconds)
  }

  /// Everything in the text format of Prometheus.
  ///
  /// Source: "Exposition formats". <https://prometheus.io/docs/instrumenting/exposition_formats/>
  public func text() -> String {
    var lines = ["# TYPE gradnik_requests_total counter"]
    for (answer, count) in answers.sorted(by: { $0.key.order < $1.key.order }) {
      let labels =
        "method=\"\(answer.method)\",route=\"\(answer.route)\",status=\"\(answer.status)\""
      lines.append("gradnik_requests_total{\(labels)} \(count)")
    }
    lines.append("# TYPE gradnik_request_seconds histogram")
    for (route, histogram) in durations.sorted(by: { $0.key < $1.key }) {
      lines += histogram.lines("gradnik_request_seconds", labels: "route=\"\(route)\"")
    }
    lines += databaseLines + exportLines
    if let bytes = Self.residentBytes() {
      lines.append("# TYPE process_resident_memory_bytes gauge")
      lines.append("process_resident_memory_bytes \(bytes)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var databaseLines: [String] {
    var lines = ["# TYPE gradnik_database_seconds histogram"]
    for work in Work.allCases {
      lines += database[work, default: Histogram()].lines(
        "gradnik_database_seconds", labels: "work=\"\(work.rawValue)\"")
    }
    lines.append("# TYPE gradnik_database_failures_total counter")
    lines += Self.lines("gradnik_database_failures_total", failures)
    lines.append("# TYPE gradnik_database_waiting gauge")
    return lines + Self.lines("gradnik_database_waiting", waiting)
  }

  private var exportLines: [String] {
    let all = exports.sorted { $0.key < $1.key }
    guard !all.isEmpty else { return [] }
    var lines = ["# TYPE gradnik_exports_total counter"]
    for (format, export) in all {
      for (outcome, count) in export.outcomes.sorted(by: { $0.key < $1.key }) {
        lines.append(
          "gradnik_exports_total{format=\"\(format)\",outcome=\"\(outcome)\"} \(count)")
      }
    }
    lines.append("# TYPE gradnik_export_seconds histogram")
    return lines
      + all.flatMap { format, export in
        export.durations.lines("gradnik_export_seconds", labels: "format=\"\(format)\"")
      }
  }

  private static func lines(_ name: String, _ counts: [Work: Int]) -> [String] {
    Work.allCases.map { "\(name){work=\"\($0.rawValue)\"} \(counts[$0] ?? 0)" }
  }

  /// What the kernel says of this process; nothing where it does not say it so.
  private static func residentBytes() -> Int? {
    let file = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
    let line = String(decoding: file, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("VmRSS:") }
    return line?.split(separator: " ").compactMap { Int($0) }.first.map { $0 * 1024 }
  }
}
