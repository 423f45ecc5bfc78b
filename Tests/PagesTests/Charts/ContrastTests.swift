import Foundation
import Testing

/// Contrast of every pair of colours that text, signs and lines of the stylesheets use.
///
/// Source: WCAG 2.2, success criteria 1.4.3 and 1.4.11, relative luminance and contrast ratio.
@Suite struct `Contrast` {
  enum Scheme: String, CaseIterable { case light, dark }

  /// What stands on what, and the least ratio: 4.5 for text, 3 for signs, borders and areas.
  static let pairs: [(front: String, back: String, least: Double)] = {
    let tones = ["good", "warning", "bad", "info"]
    let grounds = ["paper", "sheet", "wash", "neutral-wash"]
    var pairs: [(String, String, Double)] = []
    for ground in grounds {
      for text in ["ink", "soft", "primary", "primary-deep"] { pairs.append((text, ground, 4.5)) }
    }
    for tone in tones {
      pairs += [(tone, "\(tone)-wash", 4.5), ("ink", "\(tone)-wash", 4.5)]
      pairs += [(tone, "paper", 4.5), (tone, "sheet", 4.5)]
      pairs += [("soft", "\(tone)-wash", 4.5), ("primary", "\(tone)-wash", 4.5)]
      pairs += [("primary-deep", "\(tone)-wash", 4.5), ("focus", "\(tone)-wash", 3)]
    }
    pairs += [("on-primary", "primary", 4.5), ("on-primary", "primary-deep", 4.5)]
    pairs += [("accent", "paper", 4.5), ("accent", "sheet", 4.5), ("bad", "bad-wash", 4.5)]
    for ground in grounds { pairs += [("edge", ground, 3), ("focus", ground, 3)] }
    for number in 1...8 { pairs.append(("c\(number)", "paper", 3)) }
    for number in 0...3 { pairs.append(("ink", "r\(number)", 4.5)) }
    for ground in ["land", "sea", "member"] {
      pairs += [("ink", ground, 4.5), ("c1", ground, 3), ("c2", ground, 3)]
    }
    return pairs
  }()

  @Test(arguments: Scheme.allCases)
  func `is enough for every pair`(scheme: Scheme) throws {
    let colours = try Self.colours(scheme)
    for pair in Self.pairs {
      let front = try #require(colours[pair.front], "\(pair.front)")
      let back = try #require(colours[pair.back], "\(pair.back)")
      let ratio = Self.ratio(front, back)
      #expect(ratio >= pair.least, "\(scheme): \(pair.front) on \(pair.back) is \(ratio)")
    }
  }

  @Test func `is computed as the standard does`() {
    #expect(abs(Self.ratio("#000000", "#ffffff") - 21) < 0.001)
    #expect(abs(Self.ratio("#777777", "#ffffff") - 4.478) < 0.001)
  }

  /// The custom properties of `:root`; those of dark windows stand in a `dark` media query.
  private static func colours(_ scheme: Scheme) throws -> [String: String] {
    let assets = URL(filePath: #filePath).appending(path: "../../../../Sources/Pages/Assets")
    var colours: [String: String] = [:]
    for name in ["gradnik.css", "charts.css"] {
      let file = assets.appending(path: name).standardized
      let text = try String(contentsOf: file, encoding: .utf8)
      let query = "@media screen and (prefers-color-scheme: dark) {"
      let parts = text.components(separatedBy: query)
      try #require(parts.count == 2)
      let dark = parts[1].components(separatedBy: "\n}\n")[0]
      for block in scheme == .dark ? [parts[0], dark] : [parts[0]] {
        for match in block.matches(of: /--([a-z0-9-]+): *(#[0-9a-f]{3,6});/) {
          colours[String(match.1)] = String(match.2)
        }
      }
    }
    return colours
  }

  private static func ratio(_ first: String, _ second: String) -> Double {
    let (a, b) = (luminance(first), luminance(second))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private static func luminance(_ colour: String) -> Double {
    let digits = colour.dropFirst()
    let full = digits.count == 3 ? digits.map { "\($0)\($0)" }.joined() : String(digits)
    let value = Int(full, radix: 16) ?? 0
    let parts = [value >> 16 & 255, value >> 8 & 255, value & 255].map { part -> Double in
      let share = Double(part) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
