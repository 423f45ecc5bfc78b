public import Exact

/// One value of a series, with what is known of how good it is.
public struct IndicatorValue: Hashable, Sendable {
  /// `2026`, `2026-S1`, `2026-Q3` or `2026-03`.
  public var period: String
  /// What it is a part of: `district=Aerodrom`; empty for the whole.
  public var breakdown: String
  /// None where the source says that there is none.
  public var value: ExactDecimal?
  public var quality: ValueQuality
  public var note: String?
  /// How often it was written, from 1.
  public var revision: Int
  public var at: Instant
  /// Who wrote it; none for a source that was fetched.
  public var author: String?

  public init(
    period: String, breakdown: String = "", value: ExactDecimal?, quality: ValueQuality = .normal,
    note: String? = nil, revision: Int = 1, at: Instant, author: String? = nil
  ) {
    self.period = period
    self.breakdown = breakdown
    self.value = value
    self.quality = quality
    self.note = note
    self.revision = revision
    self.at = at
    self.author = author
  }

  /// Whether the other says the same.
  public func isSame(as other: IndicatorValue) -> Bool {
    value?.rational == other.value?.rational && quality == other.quality && note == other.note
  }
}

/// How good a value is; the codes are those of SDMX (CL_OBS_STATUS 2.2).
///
/// Source: <https://sdmx.org/guidelines/> – code list for observation status.
public enum ValueQuality: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case normal = "A"
  case provisional = "P"
  case estimated = "E"
  case forecast = "F"
  case breakInSeries = "B"
  case lowReliability = "U"
  case definitionDiffers = "D"
  case confidential = "C"
  case missing = "M"

  public static let textPrefix = "valueQuality"

  /// The quality that a source's flag means; Eurostat's letters and SDMX's codes.
  public init(flag: String?) {
    let letters = flag?.uppercased() ?? ""
    guard !letters.isEmpty else {
      self = .normal
      return
    }
    self = ValueQuality.allCases.first { letters.contains($0.rawValue) } ?? .normal
  }
}
