import FoundationEssentials
public import Hummingbird
public import Pages

/// The values of a form that was sent, and its files.
public struct FormBody: Sendable {
  public let input: FormInput
  public let files: [UploadedFile]

  /// The largest form without files.
  static let formLimit = 1 << 20
  /// The largest form with files.
  static let uploadLimit = 24 << 20

  /// Reads the body of a request.
  ///
  /// - Throws: `HTTPError` 413 for a body over the limit, 415 for another kind of body, 400 for one
  ///   that is not well formed.
  public init(_ request: Request) async throws {
    let kind = request.headers[.contentType] ?? ""
    if Self.hasFiles(request) {
      let body = try await request.body.collect(upTo: Self.uploadLimit)
      guard let boundary = MultipartReader.boundary(of: kind),
        let parts = MultipartReader(boundary: boundary).read(Array(body.readableBytesView))
      else { throw HTTPError(.badRequest) }
      input = FormInput(parts.values)
      files = parts.files
    } else if kind.isEmpty || kind.lowercased().hasPrefix("application/x-www-form-urlencoded") {
      let body = try await request.body.collect(upTo: Self.formLimit)
      guard let values = Self.values(of: body.readableBytesView) else {
        throw HTTPError(.badRequest)
      }
      input = FormInput(values)
      files = []
    } else {
      throw HTTPError(.unsupportedMediaType)
    }
  }

  /// Whether the body is of the kind that can hold files.
  static func hasFiles(_ request: Request) -> Bool {
    request.headers[.contentType]?.lowercased().hasPrefix("multipart/form-data") == true
  }

  /// - Returns: Nil for what is not UTF-8 or wrongly encoded, and for more than 10,000 values.
  static func values(of bytes: some Collection<UInt8>) -> [(name: String, value: String)]? {
    let pairs = bytes.split(separator: UInt8(ascii: "&"))
    guard pairs.count <= 10_000 else { return nil }
    var values: [(name: String, value: String)] = []
    for pair in pairs {
      let parts = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first.flatMap({ decoded($0) }),
        let value = decoded(parts.count > 1 ? parts[1] : parts[0].prefix(0))
      else { return nil }
      values.append((name, value))
    }
    return values
  }

  private static func decoded(_ bytes: some Collection<UInt8>) -> String? {
    var result: [UInt8] = []
    var rest = bytes.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "+"): result.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else {
          return nil
        }
        result.append(high << 4 | low)
      default: result.append(byte)
      }
    }
    return String(validating: result, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}

/// A file as it was sent; nothing its sender says of it is believed.
public struct UploadedFile: Sendable {
  public let field: String
  public let name: String
  public let bytes: [UInt8]
}
