import Exchange
import Foundation

/// The frameworks that come with Gradnik.
enum FrameworkFiles {
  static let names = ["digital-maturity", "integration-aspects"]

  /// Those that are answered by levels, ready for the web.
  static func shipped() throws -> [FrameworkFile] {
    try names.map { name in
      let url = Bundle.module.url(
        forResource: name, withExtension: "yaml", subdirectory: "Frameworks")
      guard let url, let data = FileManager.default.contents(atPath: url.path) else {
        throw CommandFailure(.badInput, "The framework \(name) is missing.")
      }
      return try FrameworkReader.read([UInt8](data))
    }
  }
}
