/// A language by its BCP 47 tag, in lower case: `sl`, `sr-latn`.
///
/// In JSON it is a plain string, and it can be the key of an object.
public struct Language: RawRepresentable, Hashable, Sendable, Codable {
  public let rawValue: String

  /// - Parameter rawValue: Letters and digits in parts of at most eight, joined by hyphens, the first
  ///   part of two or three letters; anything else is refused. Case does not matter.
  public init?(rawValue: String) {
    // Asked for every text that is read.
    if let known = Self.interface.first(where: { $0.rawValue == rawValue }) {
      self = known
      return
    }
    let tag = rawValue.lowercased()
    let parts = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isLetter = { (byte: UInt8) in (97...122).contains(byte) }
    let isDigit = { (byte: UInt8) in (48...57).contains(byte) }
    guard let first = parts.first, (2...3).contains(first.count), first.allSatisfy(isLetter),
      parts.allSatisfy({ part in
        (1...8).contains(part.count) && part.allSatisfy { isLetter($0) || isDigit($0) }
      })
    else { return nil }
    self.rawValue = tag
  }

  private init(known tag: String) { rawValue = tag }

  public static let english = Language(known: "en")
  public static let french = Language(known: "fr")
  public static let macedonian = Language(known: "mk")
  public static let albanian = Language(known: "sq")
  public static let montenegrin = Language(known: "cnr")
  public static let bulgarian = Language(known: "bg")
  public static let romanian = Language(known: "ro")
  public static let slovene = Language(known: "sl")

  /// The languages the pages are written in, English, which the others fall back to, first.
  public static let interface: [Language] = [
    .english, .french, .macedonian, .albanian, .montenegrin, .bulgarian, .romanian, .slovene,
  ]

  /// The part before the first hyphen: `sr` of `sr-latn`.
  public var primary: Substring { rawValue.prefix { $0 != "-" } }
}

extension Language: CodingKeyRepresentable {}

extension Language: Comparable {
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

extension Language: CustomStringConvertible {
  public var description: String { rawValue }
}

extension Language: Named {
  public static let textPrefix = "language"
}
