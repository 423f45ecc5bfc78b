extension Plan {
  /// The years a plan may lie in.
  public static let possibleYears = 1990...2100
  /// More years than this no plan has.
  public static let longestPeriod = 30

  /// The rules that the plan's own fields break, each with the property to mend.
  public func problems() -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(title, "title", "problemTitle")
    for (year, field) in [(firstYear, "firstYear"), (lastYear, "lastYear")] {
      problems.expect(
        Self.possibleYears.contains(year), field,
        Message(
          "problemPossibleYear",
          [
            "first": .text(String(Self.possibleYears.lowerBound)),
            "last": .text(String(Self.possibleYears.upperBound)),
          ]))
    }
    guard problems.list.isEmpty else { return problems.list }
    problems.expect(firstYear <= lastYear, "lastYear", Message("problemPeriod"))
    problems.expect(
      lastYear - firstYear < Self.longestPeriod, "lastYear",
      Message("problemLongPeriod", ["count": .count(Self.longestPeriod)]))
    return problems.list
  }
}

extension Organisation {
  /// The rules that the organisation breaks, each with the property to mend.
  public func problems() -> [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expectText(name, "name", "problemName")
    return problems.list
  }
}
