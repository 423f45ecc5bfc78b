import Foundation
import Investment

/// Where the library of HiGHS may be.
enum SolverLibrary {
  /// Opens it and returns its version.
  static func open(_ path: String?) throws -> String {
    let named = path ?? ProcessInfo.processInfo.environment["GRADNIK_HIGHS"]
    if let version = HiGHS.open(at: named.map { [$0] } ?? usual) { return version }
    if let named {
      throw CommandFailure(.badInput, "\(named) is not the library of HiGHS (libhighs).")
    }
    throw CommandFailure(
      .badInput,
      "The solver HiGHS is not installed: run Tools/solver in Gradnik's folder, or install HiGHS "
        + "on the system, or name its library with --solver or GRADNIK_HIGHS.")
  }

  /// Beside the program, in the project it was built in, then where the system looks.
  private static var usual: [String] {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    let start = Bundle.main.executableURL?.resolvingSymlinksInPath() ?? program
    var folder = start.deletingLastPathComponent()
    var paths = ["libhighs.so", "../lib/libhighs.so", "libhighs.dylib", "../lib/libhighs.dylib"]
      .map { folder.appending(path: $0).path }
    for _ in 0..<6 {
      for name in ["libhighs.so", "libhighs.dylib"] {
        paths.append(folder.appending(path: ".highs/lib/\(name)").path)
      }
      folder.deleteLastPathComponent()
    }
    return paths.filter { FileManager.default.fileExists(atPath: $0) } + [
      "libhighs.so.1", "libhighs.so", "libhighs.dylib", "/opt/homebrew/lib/libhighs.dylib",
    ]
  }
}
