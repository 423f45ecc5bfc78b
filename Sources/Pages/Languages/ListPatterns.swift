internal import Foundation

/// How a locale joins the items of a list, as its CLDR data has it.
struct ListPatterns: Sendable {
  /// What stands between the items of a list.
  struct Joints: Sendable {
    /// Between two items that are the whole list.
    let pair: String
    /// Between the items of a longer list, but for the last two.
    let inner: String
    /// Between the last two items of a longer list.
    let last: String
  }

  let and: Joints
  let or: Joints

  init(locale: Locale) {
    and = Self.joints { $0.formatted(.list(type: .and).locale(locale)) }
    or = Self.joints { $0.formatted(.list(type: .or).locale(locale)) }
  }

  /// Formats lists of marks and reads off what was put between them.
  private static func joints(_ format: ([String]) -> String) -> Joints {
    let mark = "\u{1}"
    let pair = format([mark, mark]).split(separator: mark).map(String.init)
    let four = format([mark, mark, mark, mark]).split(separator: mark).map(String.init)
    return Joints(
      pair: pair.first ?? ", ", inner: four.count == 3 ? four[1] : ", ", last: four.last ?? ", ")
  }

  func joining(_ items: [String], by joints: Joints) -> String {
    guard items.count > 2 else { return items.joined(separator: joints.pair) }
    return items.dropLast().joined(separator: joints.inner) + joints.last + items[items.count - 1]
  }
}
