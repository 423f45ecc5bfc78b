import Civic
import Foundation

@testable import Pages

/// The project's own files, as the tests of the texts read them.
enum TextSources {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let folder = root.appending(path: "Sources/Pages/Texts")

  static func files() throws -> [Language: TextFile] {
    let urls = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    let files = try urls.filter { $0.pathExtension == "json" }.map(TextFile.init(contentsOf:))
    return Dictionary(uniqueKeysWithValues: files.map { ($0.language, $0) })
  }

  static func catalogue() throws -> TextCatalogue { try TextCatalogue(directory: folder) }

  /// Every Swift file under `Sources/`, or under a folder of it, by its path from there.
  static func swift(under folder: String = "Sources") throws -> [(path: String, text: String)] {
    let base = root.appending(path: folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: base.path)
    return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      (path, try String(contentsOf: base.appending(path: path), encoding: .utf8))
    }
  }
}
