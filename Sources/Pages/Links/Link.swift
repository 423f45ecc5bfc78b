public import Civic

/// The only maker of addresses: a path below the language, with query and fragment.
///
/// Every part is percent-encoded, so that no text of a user can change where a link leads.
public struct Link: Hashable, Sendable {
  let parts: [String]
  var query: [String: String]
  var fragment: String?

  init(_ parts: String...) {
    self.init(parts: parts)
  }

  init(parts: [String]) {
    self.parts = parts
    query = [:]
  }

  public static let home = Link()
  public static let languages = Link("languages")
  public static let accessibility = Link("accessibility")
  public static let about = Link("about")

  public func with(query: [String: String]) -> Link {
    var link = self
    link.query.merge(query) { _, new in new }
    return link
  }

  public func at(_ fragment: String) -> Link {
    var link = self
    link.fragment = fragment
    return link
  }

  /// The path below the language, from its first slash: `/plans/new`.
  public var path: String { parts.isEmpty ? "/" : below("") }

  /// The whole address on this site: `/mk/plans/new?city=x`.
  public func address(in language: Language) -> String {
    var address = below("/" + language.rawValue)
    if !query.isEmpty {
      address +=
        "?"
        + query.sorted { $0.key < $1.key }
        .map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.joined(separator: "&")
    }
    if let fragment { address += "#" + Self.encoded(fragment) }
    return address
  }

  private func below(_ start: String) -> String {
    var path = start
    for part in parts {
      path += "/"
      path += Self.encoded(part)
    }
    return path
  }

  /// Leaves what RFC 3986 calls unreserved, and encodes every other byte.
  static func encoded(_ text: String) -> String {
    // Nearly all are identifiers and words of ours.
    if text.utf8.allSatisfy(isUnreserved) { return text }
    var result = ""
    for byte in text.utf8 {
      if isUnreserved(byte) {
        result.append(Character(UnicodeScalar(byte)))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return result
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, 45, 46, 95, 126: true
    default: false
    }
  }
}
