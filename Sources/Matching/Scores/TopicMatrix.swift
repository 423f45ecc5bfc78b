/// The strengths of all cities in all topics as 16-bit numbers, a row a city.
struct TopicMatrix: Sendable {
  enum Form { case unitLength, unitSum, plain }

  /// A row has so many numbers: the topics, filled up with zeros to whole registers.
  let width: Int
  let topics: [String]
  let values: [Int16]
  /// Whether anything is known of a row.
  let isKnown: [Bool]
  /// Topics without a strength, for the rows that have some.
  let unknown: [Int: Set<Int>]
  let anyKnown: Bool

  /// So many numbers are too many: 1 GB.
  private static let limit = 500_000_000

  static func topics(_ rows: [TopicStrengths?]) -> [String] {
    var topics: Set<String> = []
    for row in rows { for entry in row?.entries ?? [] { topics.insert(entry.topic) } }
    return topics.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  init(_ rows: [TopicStrengths?], as form: Form, topics: [String]? = nil) throws(MatchingError) {
    self.topics = topics ?? Self.topics(rows)
    width = (self.topics.count + 15) / 16 * 16
    let (size, overflow) = width.multipliedReportingOverflow(by: rows.count)
    guard !overflow, size <= Self.limit else {
      throw .tooManyTopics(cities: rows.count, topics: self.topics.count)
    }
    var values = [Int16](repeating: 0, count: size)
    var isKnown = [Bool](repeating: false, count: rows.count)
    var unknown: [Int: Set<Int>] = [:]
    let positions = Dictionary(
      self.topics.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for (row, strengths) in rows.enumerated() {
      guard let strengths, !strengths.isUnknown || form == .plain else { continue }
      let scale = Self.scale(strengths, form)
      guard scale > 0, form != .plain || strengths.entries.isEmpty || !strengths.isUnknown else {
        continue
      }
      isKnown[row] = true
      for entry in strengths.entries {
        guard let topic = positions[entry.topic] else { continue }
        guard let strength = entry.strength else {
          unknown[row, default: []].insert(topic)
          continue
        }
        values[row * width + topic] = Self.value(Int64(strength), scale, form)
      }
    }
    self.values = values
    self.isKnown = isKnown
    self.unknown = unknown
    anyKnown = isKnown.contains(true)
  }

  private static func scale(_ strengths: TopicStrengths, _ form: Form) -> Int64 {
    switch form {
    case .unitLength:
      strengths.entries.reduce(0) { $0 + Int64($1.strength ?? 0) * Int64($1.strength ?? 0) }
    case .unitSum: strengths.entries.reduce(0) { $0 + Int64($1.strength ?? 0) }
    case .plain: Int64(TopicStrengths.unit)
    }
  }

  /// Rounded to the nearest.
  private static func value(_ strength: Int64, _ scale: Int64, _ form: Form) -> Int16 {
    switch form {
    // strength/√scale in units of 2^-14, as (√(4·strength²·2^28/scale) + 1)/2.
    case .unitLength: Int16((squareRoot((strength * strength << 30) / scale) + 1) / 2)
    case .unitSum, .plain: Int16(((strength << 15) / scale + 1) / 2)
    }
  }

  /// The largest whole number whose square is not above a number.
  static func squareRoot(_ number: Int64) -> Int64 {
    var root = Int64(Double(number).squareRoot())
    while root * root > number { root -= 1 }
    while (root + 1) * (root + 1) <= number { root += 1 }
    return root
  }

  /// The sum of products of a row here and one of a matrix with the same topics.
  @inline(__always)
  func dot(_ row: Int, _ other: TopicMatrix, _ otherRow: Int) -> Int64 {
    values.withUnsafeBufferPointer { mine in
      other.values.withUnsafeBufferPointer { theirs in
        guard let mine = mine.baseAddress, let theirs = theirs.baseAddress else { return 0 }
        return Self.dot(mine + row * width, theirs + otherRow * width, width)
      }
    }
  }

  /// Every product is at most 2^28, and the sum of a pair of rows stays near it.
  @inline(__always)
  static func dot(_ one: UnsafePointer<Int16>, _ other: UnsafePointer<Int16>, _ width: Int) -> Int64
  {
    var sum: Int32 = 0
    for index in 0..<width { sum &+= Int32(one[index]) &* Int32(other[index]) }
    return Int64(sum)
  }

  /// The sum of a row's values, or of their squares, over topics known in another row.
  func sum(_ row: Int, squared: Bool, except hidden: Set<Int>) -> Int64 {
    var sum: Int64 = 0
    for topic in topics.indices where !hidden.contains(topic) {
      let value = Int64(values[row * width + topic])
      sum += squared ? value * value : value
    }
    return sum
  }
}
