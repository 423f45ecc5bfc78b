public import Civic
internal import Foundation

extension TextCatalogue {
  /// Other names under which browsers ask for a language: its neighbours, and tags of the past.
  private static let aliases: [String: Language] = [
    "bs": .montenegrin, "hr": .montenegrin, "me": .montenegrin, "sh": .montenegrin,
    "sr": .montenegrin, "mo": .romanian,
  ]

  /// The best language for a browser's `Accept-Language`; English when none fits.
  ///
  /// Languages are tried by falling weight, then in the order they were written; only the part
  /// before the first hyphen counts, and Serbian, Bosnian and Croatian are answered in Montenegrin.
  public func language(accepting header: String) -> Language {
    let wishes = header.split(separator: ",").prefix(50).compactMap(Self.wish)
    let order = wishes.indices.sorted { (-wishes[$0].weight, $0) < (-wishes[$1].weight, $1) }
    for index in order where wishes[index].weight > 0 {
      if let language = match(wishes[index].tag) { return language }
    }
    return .english
  }

  /// The language of the pages that a tag means, if there is one.
  public func match(_ tag: String) -> Language? {
    guard let wanted = Language(rawValue: tag) else { return nil }
    let candidates = [
      wanted, Language(rawValue: String(wanted.primary)), Self.aliases[String(wanted.primary)],
    ]
    return candidates.compactMap(\.self).first(where: languages.contains)
  }

  /// Reads `sl;q=0.8`; the weight is in thousandths.
  private static func wish(_ item: Substring) -> (tag: String, weight: Int)? {
    let parts = item.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    guard let tag = parts.first, !tag.isEmpty else { return nil }
    guard let weight = parts.dropFirst().first(where: { $0.hasPrefix("q=") }) else {
      return (tag, 1000)
    }
    guard let value = Double(weight.dropFirst(2)), (0...1).contains(value) else { return nil }
    return (tag, Int((value * 1000).rounded()))
  }
}
