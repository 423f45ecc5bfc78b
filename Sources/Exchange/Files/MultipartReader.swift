import Foundation

/// Reads `multipart/form-data` (RFC 7578).
public struct MultipartReader: Sendable {
  let boundary: [UInt8]

  public struct Parts: Sendable {
    public var values: [(name: String, value: String)] = []
    public var files: [UploadedFile] = []
  }

  public init(boundary: String) {
    self.boundary = Array("--\(boundary)".utf8)
  }

  /// The boundary named in a content type; at most 70 characters (RFC 2046).
  public static func boundary(of contentType: String) -> String? {
    guard let start = contentType.range(of: "boundary=", options: .caseInsensitive) else {
      return nil
    }
    let rest = contentType[start.upperBound...].prefix { $0 != ";" }
    let name = rest.drop { $0 == "\"" }.prefix { $0 != "\"" }
    return (1...70).contains(name.count) ? String(name) : nil
  }

  /// - Returns: Nil for what is not well formed, and for more than 1,000 parts.
  public func read(_ body: [UInt8]) -> Parts? {
    var parts = Parts()
    guard var position = find(boundary, in: body, from: 0) else { return nil }
    for _ in 0..<1_000 {
      position += boundary.count
      if body[position...].starts(with: Array("--".utf8)) { return parts }
      guard body[position...].starts(with: Array("\r\n".utf8)),
        let head = find(Array("\r\n\r\n".utf8), in: body, from: position), head >= position + 2,
        let end = find(Array("\r\n".utf8) + boundary, in: body, from: head + 4)
      else { return nil }
      guard
        add(headers: body[(position + 2)..<head], content: body[(head + 4)..<end], to: &parts)
      else { return nil }
      position = end + 2
    }
    return nil
  }

  private func add(
    headers: ArraySlice<UInt8>, content: ArraySlice<UInt8>, to parts: inout Parts
  ) -> Bool {
    guard let text = String(validating: headers, as: UTF8.self),
      let line = text.split(separator: "\r\n").first(where: {
        $0.lowercased().hasPrefix("content-disposition:")
      }), let name = parameter("name", of: line)
    else { return false }
    if let file = parameter("filename", of: line) {
      if !(file.isEmpty && content.isEmpty) {
        parts.files.append(UploadedFile(field: name, name: file, bytes: Array(content)))
      }
      return true
    }
    guard let value = String(validating: content, as: UTF8.self) else { return false }
    parts.values.append((name, value))
    return true
  }

  /// A quoted parameter; browsers write `%22` for a quotation mark within it.
  private func parameter(_ name: String, of line: Substring) -> String? {
    guard let start = line.range(of: "; \(name)=\"") else { return nil }
    let value = line[start.upperBound...].prefix { $0 != "\"" }
    return String(value).replacing("%22", with: "\"")
  }

  private func find(_ pattern: [UInt8], in body: [UInt8], from start: Int) -> Int? {
    guard let first = pattern.first, body.count >= pattern.count else { return nil }
    var position = start
    while position <= body.count - pattern.count {
      guard let next = body[position...(body.count - pattern.count)].firstIndex(of: first) else {
        return nil
      }
      if body[next..<(next + pattern.count)].elementsEqual(pattern) { return next }
      position = next + 1
    }
    return nil
  }
}

/// A file as it was sent; nothing its sender says of it is believed.
public struct UploadedFile: Hashable, Sendable {
  public let field: String
  public let name: String
  public let bytes: [UInt8]

  public init(field: String, name: String, bytes: [UInt8]) {
    self.field = field
    self.name = name
    self.bytes = bytes
  }

  /// ``name`` without folders, at most 200 characters.
  public var ownName: String {
    String(name.split { $0 == "/" || $0 == "\\" }.last?.prefix(200) ?? "")
  }
}
