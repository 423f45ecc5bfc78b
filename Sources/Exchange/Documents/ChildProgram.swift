import Foundation
import Synchronization

/// A program that is run beside ours, within limits, in a folder of its own.
///
/// It gets no input, no network address and no environment but what it needs; what it writes goes to
/// files of the folder, so that no pipe can fill up.
struct ChildProgram: Sendable {
  struct Limits: Sendable {
    var seconds: Int
    /// Of address space, in bytes.
    var memory: Int
  }

  let executable: URL
  let arguments: [String]
  let folder: URL
  let limits: Limits

  /// What it wrote to its standard error, in a file of the folder.
  static let complaints = "complaints.txt"

  /// Waits for the end on a thread of its own, and looks in now and then.
  ///
  /// - Parameters:
  ///   - lookIn: Called a few times a second.
  ///   - shouldStop: Ends the program; so does cancelling the task.
  /// - Returns: The program's exit status; what a signal ended counts as 128 and the signal.
  func run(
    lookIn: @escaping @Sendable () -> Void = {}, shouldStop: @escaping @Sendable () -> Bool
  ) async throws(DocumentError) -> Int {
    let isCancelled = Mutex(false)
    let result: Result<Int, DocumentError> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        Thread.detachNewThread {
          let outcome = self.outcome(lookIn: lookIn) {
            shouldStop() || isCancelled.withLock { $0 }
          }
          continuation.resume(returning: outcome)
        }
      }
    } onCancel: {
      isCancelled.withLock { $0 = true }
    }
    return try result.get()
  }

  private func outcome(
    lookIn: () -> Void, shouldStop: () -> Bool
  ) -> Result<Int, DocumentError> {
    guard !shouldStop() else { return .failure(.stopped) }
    let process = Process()
    // The shell only sets the limits and becomes the program.
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments =
      [
        "-c", "ulimit -v \(limits.memory / 1024) && ulimit -t \(limits.seconds) && exec \"$@\"",
        "sh", executable.path(percentEncoded: false),
      ] + arguments
    process.currentDirectoryURL = folder
    process.environment = environment
    let complaints = folder.appending(path: Self.complaints)
    guard
      FileManager.default.createFile(atPath: complaints.path(percentEncoded: false), contents: nil),
      let output = try? FileHandle(forWritingTo: complaints)
    else { return .failure(.noRoom) }
    defer { try? output.close() }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = output
    do {
      try process.run()
    } catch {
      return .failure(
        .notPrinted(program: executable.lastPathComponent, reason: String(describing: error)))
    }
    return wait(for: process, lookIn: lookIn, shouldStop: shouldStop)
  }

  private func wait(
    for process: Process, lookIn: () -> Void, shouldStop: () -> Bool
  ) -> Result<Int, DocumentError> {
    let began = ProcessInfo.processInfo.systemUptime
    var reason: DocumentError?
    while process.isRunning {
      Thread.sleep(forTimeInterval: 0.02)
      lookIn()
      if shouldStop() {
        reason = .stopped
      } else if ProcessInfo.processInfo.systemUptime - began > Double(limits.seconds) {
        reason = .tookTooLong(seconds: limits.seconds)
      }
      if reason != nil {
        kill(process.processIdentifier, SIGKILL)
        break
      }
    }
    process.waitUntilExit()
    if let reason { return .failure(reason) }
    let status = Int(process.terminationStatus)
    let isSignal = process.terminationReason == .uncaughtSignal
    // The limit of the processor's time ends it with a signal of its own.
    if isSignal && status == Int(SIGXCPU) {
      return .failure(.tookTooLong(seconds: limits.seconds))
    }
    return .success(isSignal ? 128 + status : status)
  }

  /// Nothing of ours but where programs lie; caches of fonts stay where the user has them.
  private var environment: [String: String] {
    let own = ProcessInfo.processInfo.environment
    var given = ["LC_ALL": "C.UTF-8", "TMPDIR": folder.path(percentEncoded: false)]
    for name in ["PATH", "HOME", "XDG_CACHE_HOME"] { given[name] = own[name] }
    return given
  }

  /// The program of that name among the folders of `PATH`.
  static func named(_ name: String, in path: String? = nil) -> URL? {
    let path = path ?? ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return path.split(separator: ":").map { URL(filePath: String($0)).appending(path: name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path(percentEncoded: false)) }
  }
}

/// A folder that only we can read, gone when its use is over.
struct PrivateFolder: Sendable {
  let url: URL

  init() throws(DocumentError) {
    url = FileManager.default.temporaryDirectory
      .appending(path: "gradnik-document-\(UUID().uuidString)", directoryHint: .isDirectory)
    do {
      try FileManager.default.createDirectory(
        at: url, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .noRoom
    }
  }

  func write(_ bytes: [UInt8], to name: String) throws(DocumentError) {
    do {
      try Data(bytes).write(to: url.appending(path: name))
    } catch {
      throw .noRoom
    }
  }

  func read(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: url.appending(path: name).path(percentEncoded: false))
      .map(Array.init)
  }

  func remove() { try? FileManager.default.removeItem(at: url) }
}
