import Civic
import Foundation
import Logging

/// Writes each line of the log as one JSON object to standard error.
struct JSONLogHandler: LogHandler {
  var logLevel: Logger.Level
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?
  private let label: String
  private let write: @Sendable (String) -> Void

  init(
    label: String, level: Logger.Level,
    write: @escaping @Sendable (String) -> Void = { FileHandle.standardError.write(Data($0.utf8)) }
  ) {
    self.label = label
    self.write = write
    logLevel = level
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: Logging.LogEvent) {
    var line = JSONObject()
    let provided = metadataProvider?.get() ?? [:]
    for (key, value) in metadata.merging(provided, uniquingKeysWith: { $1 })
      .merging(event.metadata ?? [:], uniquingKeysWith: { $1 })
    {
      line[key] = Self.json(value)
    }
    if let error = event.error { line["error"] = .string("\(error)") }
    line["at"] = .string(Self.now().description)
    line["level"] = .string(event.level.rawValue)
    line["label"] = .string(label)
    line["message"] = .string(event.message.description)
    write(CanonicalJSON.text(of: .object(line)) + "\n")
  }

  private static func now() -> Instant {
    Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
  }

  private static func json(_ value: Logger.MetadataValue) -> JSONValue {
    switch value {
    case .string(let text): return .string(text)
    case .stringConvertible(let value): return .string(value.description)
    case .array(let values): return .array(values.map(json))
    case .dictionary(let values):
      var object = JSONObject()
      for (key, value) in values { object[key] = json(value) }
      return .object(object)
    }
  }
}
