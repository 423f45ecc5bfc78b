public import Civic
public import Exact
import Foundation

/// The folder in which the secret keys of open votes lie, one file each; beside the database's
/// folder, so that no backup of that one holds them.
public actor VoteKeyFolder {
  public enum Failure: Error, Equatable, Sendable {
    case unwritable(String)
  }

  private let path: String?
  private var keys: [Exact.ID<Consultation>: VoteKey] = [:]

  /// - Parameter path: Made when it is needed; nil keeps keys in memory alone, for tests.
  public init(path: String?) {
    self.path = path
  }

  /// The key of a vote; nil when it was destroyed or never made.
  public func key(of consultation: Exact.ID<Consultation>) -> VoteKey? {
    if let key = keys[consultation] { return key }
    guard let file = file(of: consultation), let data = FileManager.default.contents(atPath: file),
      let key = VoteKey([UInt8](data), of: consultation)
    else { return nil }
    keys[consultation] = key
    return key
  }

  /// The key of a vote, new where there is none; on disk before it is answered.
  public func keyOrNew(of consultation: Exact.ID<Consultation>) throws -> VoteKey {
    if let key = key(of: consultation) { return key }
    let bytes = VoteKey.newBytes()
    if let file = file(of: consultation), let path {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Self.write(bytes, to: file)
      try Self.synchronise(path)
    }
    guard let key = VoteKey(bytes, of: consultation) else { throw Failure.unwritable("key") }
    keys[consultation] = key
    return key
  }

  /// Destroys a key: overwritten, removed, forgotten. A second time does nothing.
  public func destroy(_ consultation: Exact.ID<Consultation>) throws {
    keys[consultation] = nil
    guard let file = file(of: consultation), FileManager.default.fileExists(atPath: file) else {
      return
    }
    let descriptor = open(file, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure.unwritable(file) }
    let zeros = [UInt8](repeating: 0, count: 32)
    let written = Foundation.write(descriptor, zeros, zeros.count)
    let isFlushed = fsync(descriptor) == 0
    close(descriptor)
    guard written == zeros.count, isFlushed, unlink(file) == 0 else {
      throw Failure.unwritable(file)
    }
    if let path { try Self.synchronise(path) }
  }

  /// Identifiers hold letters and digits alone; anything else has no file.
  private func file(of consultation: Exact.ID<Consultation>) -> String? {
    let name = consultation.rawValue
    guard let path, !name.isEmpty, name.utf8.count <= 64,
      name.utf8.allSatisfy({ (48...57).contains($0) || (97...122).contains($0) })
    else { return nil }
    return "\(path)/\(name).key"
  }

  private static func write(_ bytes: [UInt8], to file: String) throws {
    let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure.unwritable(file) }
    defer { close(descriptor) }
    guard Foundation.write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0
    else { throw Failure.unwritable(file) }
  }

  private static func synchronise(_ folder: String) throws {
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure.unwritable(folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw Failure.unwritable(folder) }
  }
}
