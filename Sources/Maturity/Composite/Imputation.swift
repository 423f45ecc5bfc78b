/// Fills missing values with the mean of the same group of cities, so that a composite can be
/// computed; how many were filled belongs beside the result.
public enum Imputation {
  /// - Parameters:
  ///   - values: One a city; `nil` where missing.
  ///   - groups: The group of each city.
  /// - Returns: `nil` stays where a whole group is missing.
  public static func groupMean(_ values: [Double?], groups: [String]) -> [Double?] {
    precondition(values.count == groups.count, "every city has a group")
    var sums: [String: (sum: Double, count: Int)] = [:]
    for (value, group) in zip(values, groups) {
      guard let value else { continue }
      let known = sums[group, default: (0, 0)]
      sums[group] = (known.sum + value, known.count + 1)
    }
    return zip(values, groups).map { value, group in
      value ?? sums[group].map { $0.sum / Double($0.count) }
    }
  }
}
