internal import Foundation

/// A folder that is there as long as this object.
final class TemporaryFolder: Sendable {
  // A class because the folder goes when the last user does.
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("gradnik-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    path = folder.path
  }

  deinit {
    // Nothing can be done about a temporary file that stays.
    try? FileManager.default.removeItem(atPath: path)
  }
}
