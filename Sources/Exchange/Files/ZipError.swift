/// Why an archive could not be read or written.
public enum ZipError: Error, Hashable, Sendable {
  case notAnArchive
  case encrypted(entry: String)
  case unsupportedCompression(entry: String)
  case damaged(entry: String)
  case missing(entry: String)
  /// A name that leads out of the archive (`..`), or holds control characters or nothing.
  case unsafeName(String)
  case duplicateName(String)
  case tooManyEntries(limit: Int)
  /// The contents are larger than allowed; sizes in bytes.
  case tooLarge(limit: Int)
  /// The contents are so much larger than the file that it must be meant to exhaust memory.
  case suspiciousRatio(entry: String)
  /// The system refused; `code` is libzip's.
  case cannotWrite(code: Int)
}
