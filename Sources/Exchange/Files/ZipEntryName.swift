/// Names of entries made safe to use as relative paths.
enum ZipEntryName {
  /// The name with `/` between its parts and no leading `/` or `./`.
  ///
  /// - Throws: ``ZipError/unsafeName(_:)`` when a part is `..`, a drive, or has control characters.
  static func sanitised(_ name: String) throws(ZipError) -> String {
    let unified = name.map { $0 == "\\" ? "/" : $0 }
    let isFolder = unified.last == "/"
    let parts = unified.split(separator: "/").filter { $0 != ["."] }
    let hasControls = name.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
    let leaves = parts.contains { $0 == [".", "."] } || (parts.first?.contains(":") ?? true)
    guard !hasControls, !leaves, name.utf8.count <= 1_024 else { throw .unsafeName(name) }
    return String(parts.joined(separator: ["/"])) + (isFolder ? "/" : "")
  }
}
