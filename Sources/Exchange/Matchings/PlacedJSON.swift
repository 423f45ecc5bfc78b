import Civic

/// A JSON value that knows where it stands, so that what is wrong with it can be named.
struct PlacedJSON {
  let value: JSONValue
  let place: String

  init(_ value: JSONValue, at place: String = "") {
    self.value = value
    self.place = place
  }

  /// A member; `nil` when it is missing or null.
  subscript(name: String) -> PlacedJSON? {
    guard let member = value[name], member != .null else { return nil }
    return PlacedJSON(member, at: place + JSONDifference.step(name))
  }

  func required(_ name: String) throws(MatchingFileError) -> PlacedJSON {
    guard let member = self[name] else {
      throw MatchingFileError(place + JSONDifference.step(name), .missing)
    }
    return member
  }

  func object() throws(MatchingFileError) -> JSONObject {
    guard let object = value.object else { throw wrong("object") }
    return object
  }

  func items() throws(MatchingFileError) -> [PlacedJSON] {
    guard let values = value.array else { throw wrong("array") }
    return values.enumerated().map { PlacedJSON($1, at: "\(place)/\($0)") }
  }

  func text() throws(MatchingFileError) -> String {
    guard let text = value.string else { throw wrong("string") }
    return text
  }

  /// A string, or a whole number as its digits.
  func identifier() throws(MatchingFileError) -> String {
    if let text = value.string {
      guard !text.isEmpty else { throw MatchingFileError(place, .missing) }
      return text
    }
    guard let number = value.number?.integer else { throw wrong("string") }
    return String(number)
  }

  func identifiers() throws(MatchingFileError) -> [String] {
    var list: [String] = []
    for item in try items() { list.append(try item.identifier()) }
    return list
  }

  func integer(in range: ClosedRange<Int64>) throws(MatchingFileError) -> Int64 {
    let integer: Int64
    if let number = value.number {
      guard let whole = number.integer else {
        throw MatchingFileError(place, .notANumber(number.description))
      }
      integer = whole
    } else if let text = value.string {
      guard let whole = Int64(text) else { throw MatchingFileError(place, .notANumber(text)) }
      integer = whole
    } else {
      throw wrong("integer")
    }
    guard range.contains(integer) else { throw MatchingFileError(place, .outOfRange("\(integer)")) }
    return integer
  }

  /// A number from 0 to 1 in ten-thousandths, to the nearest.
  func tenThousandths() throws(MatchingFileError) -> Int32 {
    let number: Double
    if let found = value.number?.double {
      number = found
    } else if let text = value.string, let found = Double(text) {
      number = found
    } else {
      throw value.string.map { MatchingFileError(place, .notANumber($0)) } ?? wrong("number")
    }
    guard number >= 0, number <= 1 else {
      throw MatchingFileError(place, .outOfRange(number.description))
    }
    return Int32((number * 10_000).rounded())
  }

  func wrong(_ expected: String) -> MatchingFileError {
    MatchingFileError(place, .wrongType(expected: expected))
  }
}
