import Foundation
import ServiceLifecycle

/// Keeps what the process holds of the machine's memory near what it needs: it may have to share a
/// small machine with much else.
///
/// The calls are the GNU C library's; where they are missing nothing is done.
struct Heap: Service {
  /// How often memory that is free again is given back.
  private static let pause = Duration.seconds(10)

  /// Parameters of `mallopt(3)`.
  private enum Option: Int32 {
    case trimThreshold = -1
    case mapThreshold = -3
    case arenas = -8
  }

  /// Before any thread is started.
  ///
  /// Each thread has by default a heap of its own, and large pieces – a page, a plan – are cut from
  /// it once such a piece was freed; both keep memory that nobody needs.
  static func settle() {
    typealias Set = @convention(c) (Int32, Int32) -> Int32
    guard let found = dlsym(nil, "mallopt") else { return }
    let set = unsafeBitCast(found, to: Set.self)
    for (option, value) in [
      (Option.arenas, 2), (.mapThreshold, 256 << 10), (.trimThreshold, 1 << 20),
    ] {
      _ = set(option.rawValue, Int32(value))
    }
  }

  /// Gives back what is free, until the process ends.
  func run() async throws {
    typealias Trim = @convention(c) (Int) -> Int32
    let trim = dlsym(nil, "malloc_trim").map { unsafeBitCast($0, to: Trim.self) }
    try? await cancelWhenGracefulShutdown {
      while true {
        try await Task.sleep(for: Self.pause)
        _ = trim?(0)
      }
    }
  }
}
