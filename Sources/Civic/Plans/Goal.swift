/// A Sustainable Development Goal of the United Nations; the raw value is its number.
public enum Goal: String, CaseIterable, Hashable, Sendable, Named {
  case poverty = "1", hunger = "2", health = "3", education = "4", gender = "5", water = "6"
  case energy = "7", work = "8", innovation = "9", inequality = "10", cities = "11"
  case consumption = "12", climate = "13", oceans = "14", land = "15", justice = "16"
  case partnerships = "17"

  public static let textPrefix = "goal"

  /// - Parameter number: 1 to 17; anything else is none.
  public init?(_ number: Int) {
    self.init(rawValue: String(number))
  }

  public var number: Int { Int(rawValue) ?? 0 }
}
