import Foundation

/// Files of real sources beside the project; tests that read them are skipped where they are not.
enum SharedData {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "../shared/data").standardized

  static let isThere = FileManager.default.fileExists(atPath: root.path)

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }

  /// The paths of all files in a folder that end so, relative to the data.
  static func files(in folder: String, ending: String) -> [String] {
    guard isThere else { return [] }
    let base = root.appending(path: folder)
    let all = FileManager.default.enumerator(atPath: base.path)
    let names = (all?.allObjects ?? []).compactMap { $0 as? String }
    return names.filter { $0.hasSuffix(ending) }.sorted().map { "\(folder)/\($0)" }
  }
}
