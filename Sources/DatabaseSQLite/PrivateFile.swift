internal import Database
internal import Foundation

/// Files that only their owner may read, and that are on disk before they count.
enum PrivateFile {
  /// Makes an empty file that only its owner may read.
  ///
  /// - Parameter ifMissing: Leaves a file that is there as it is, instead of throwing `fileExists`.
  static func create(_ path: String, ifMissing: Bool = false) throws {
    let file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    if file >= 0 {
      Foundation.close(file)
    } else if errno != EEXIST {
      throw failure("cannot make", path)
    } else if !ifMissing {
      throw StoreError.fileExists(path)
    }
  }

  /// Waits until the disk has the content of a file or the entries of a folder.
  static func synchronise(_ path: String) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    if file < 0 { throw failure("cannot open", path) }
    defer { Foundation.close(file) }
    if fsync(file) != 0 { throw failure("cannot flush", path) }
  }

  /// Gives a finished file its name, at once and lastingly.
  static func publish(_ finished: String, as path: String, overwriting: Bool) throws {
    try synchronise(finished)
    if overwriting {
      if rename(finished, path) != 0 { throw failure("cannot rename", finished) }
    } else {
      // Unlike a renaming, a link never takes the place of another file.
      if link(finished, path) != 0 {
        if errno == EEXIST { throw StoreError.fileExists(path) }
        throw failure("cannot name", path)
      }
      if unlink(finished) != 0 { throw failure("cannot remove", finished) }
    }
    try synchronise(URL(fileURLWithPath: path).deletingLastPathComponent().path)
  }

  /// Removes a database file and what SQLite keeps beside it.
  static func remove(_ path: String) {
    // What is not there need not be removed, and a leftover does no harm.
    for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
  }

  private static func failure(_ deed: String, _ path: String) -> StoreError {
    let reason = String(cString: strerror(errno))
    return .other("\(deed) \(path): \(reason)")
  }
}
