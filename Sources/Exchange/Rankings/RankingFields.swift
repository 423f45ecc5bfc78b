import Civic
import Ranking

/// Reads members of a JSON object and says which one is wrong.
struct RankingFields {
  let object: JSONObject
  let place: String

  init(_ value: JSONValue, at place: String) throws(RankingFileError) {
    guard let object = value.object else { throw RankingFileError(place, .wrongType) }
    self.object = object
    self.place = place
  }

  /// The member by the first of its names that is there and not null.
  func value(_ names: String...) -> JSONValue? {
    for name in names {
      if let value = object[name], value != .null { return value }
    }
    return nil
  }

  func pointer(_ name: String) -> String { place + JSONDifference.step(name) }

  func required(_ name: String) throws(RankingFileError) -> JSONValue {
    guard let value = value(name) else { throw RankingFileError(pointer(name), .missing) }
    return value
  }

  /// A text; numbers serve as identifiers too.
  func text(_ name: String) throws(RankingFileError) -> String? {
    guard let value = value(name) else { return nil }
    if let number = value.number { return number.description }
    guard let text = value.string else { throw RankingFileError(pointer(name), .wrongType) }
    guard text.utf8.count <= 1000 else { throw RankingFileError(pointer(name), .outOfRange) }
    return text
  }

  func identifier(_ name: String) throws(RankingFileError) -> String {
    guard let text = try text(name), !text.isEmpty else {
      throw RankingFileError(pointer(name), .missing)
    }
    return text
  }

  func number(_ name: String) throws(RankingFileError) -> Double? {
    guard let value = value(name) else { return nil }
    return try Self.number(value, at: pointer(name))
  }

  func array(_ name: String) throws(RankingFileError) -> [JSONValue] {
    guard let values = try required(name).array else {
      throw RankingFileError(pointer(name), .wrongType)
    }
    return values
  }

  static func number(_ value: JSONValue, at place: String) throws(RankingFileError) -> Double {
    if let text = value.string { throw RankingFileError(place, .notANumber(text)) }
    guard let number = value.number?.double else { throw RankingFileError(place, .wrongType) }
    guard number.magnitude <= DecisionTable.largestScore else {
      throw RankingFileError(place, .notANumber("\(number)"))
    }
    return number
  }

  /// A number for each criterion: by name, or a list in the order of the criteria.
  static func numbers(
    _ value: JSONValue, _ names: [String], at place: String
  ) throws(RankingFileError) -> [Double] {
    var numbers: [Double] = []
    for (name, entry) in zip(names, try entries(value, names, at: place)) {
      numbers.append(try number(entry, at: place + JSONDifference.step(name)))
    }
    return numbers
  }

  /// A value for each criterion: by name, or a list in the order of the criteria.
  static func entries(
    _ value: JSONValue, _ names: [String], at place: String
  ) throws(RankingFileError) -> [JSONValue] {
    if let list = value.array {
      guard list.count == names.count else {
        throw RankingFileError(place, list.count < names.count ? .missing : .outOfRange)
      }
      return list
    }
    let fields = try RankingFields(value, at: place)
    let known = Set(names)
    for name in fields.object.names where !known.contains(name) {
      throw RankingFileError(place, .unknownName(name))
    }
    var entries: [JSONValue] = []
    for name in names { entries.append(try fields.required(name)) }
    return entries
  }
}
