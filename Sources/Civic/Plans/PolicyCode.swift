/// A code of European cohesion policy 2021-2027: a specific objective (`RSO1.2`, `ISO6.1`), a common
/// output indicator (`RCO14`) or a common result indicator (`RCR11`).
///
/// Source: Regulations (EU) 2021/1058 and 2021/1059, annexes I; names in the texts are our own short
/// forms.
public struct PolicyCode: RawRepresentable, Hashable, Sendable, Codable, Comparable, Named {
  public let rawValue: String

  public static let textPrefix = "policyCode"

  /// - Parameter rawValue: One of the codes listed here; anything else is refused.
  public init?(rawValue: String) {
    guard Self.known.contains(rawValue) else { return nil }
    self.rawValue = rawValue
  }

  private init(known code: String) { rawValue = code }

  public static let specificObjectives: [PolicyCode] = [
    "RSO1.1", "RSO1.2", "RSO1.3", "RSO1.4", "RSO1.5",
    "RSO2.1", "RSO2.2", "RSO2.3", "RSO2.4", "RSO2.5", "RSO2.6", "RSO2.7", "RSO2.8",
    "RSO3.1", "RSO3.2",
    "RSO4.1", "RSO4.2", "RSO4.3", "RSO4.4", "RSO4.5", "RSO4.6",
    "RSO5.1", "RSO5.2", "ISO6.1",
  ].map(PolicyCode.init(known:))

  public static let outputIndicators: [PolicyCode] = [
    "RCO13", "RCO14", "RCO23", "RCO26", "RCO41", "RCO42", "RCO54", "RCO57", "RCO58", "RCO59",
    "RCO60", "RCO74", "RCO75", "RCO76", "RCO77", "RCO80", "RCO83", "RCO84", "RCO85", "RCO87",
    "RCO112", "RCO113", "RCO114", "RCO115", "RCO116", "RCO120",
  ].map(PolicyCode.init(known:))

  public static let resultIndicators: [PolicyCode] = [
    "RCR11", "RCR12", "RCR29", "RCR50", "RCR52", "RCR53", "RCR54", "RCR62", "RCR64", "RCR77",
    "RCR79", "RCR81", "RCR84", "RCR95", "RCR104",
  ].map(PolicyCode.init(known:))

  private static let known = Set(
    (specificObjectives + outputIndicators + resultIndicators).map(\.rawValue))

  /// The policy objective, 1 to 5, of a specific objective; none for the rest.
  public var policyObjective: Int? {
    guard rawValue.hasPrefix("RSO") else { return nil }
    return rawValue.dropFirst(3).first?.wholeNumberValue
  }

  public static func < (left: PolicyCode, right: PolicyCode) -> Bool {
    left.rawValue < right.rawValue
  }
}
