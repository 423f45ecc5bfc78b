/// The five policy objectives of European cohesion policy 2021-2027.
///
/// Source: Regulation (EU) 2021/1060, article 5.
public enum PolicyObjective: String, CaseIterable, Hashable, Sendable, Named {
  case smarter = "1"
  case greener = "2"
  case connected = "3"
  case social = "4"
  case closer = "5"

  public static let textPrefix = "policyObjective"

  public var number: Int { Int(rawValue) ?? 0 }
}
