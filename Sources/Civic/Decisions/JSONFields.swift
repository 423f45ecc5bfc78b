/// Why a JSON value is not the record it should be.
public struct JSONFieldError: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    case missing
    case wrongType
    case invalid
    case unexpected
  }

  /// JSON Pointer to the field.
  public let pointer: String
  public let problem: Problem

  public init(pointer: String, problem: Problem) {
    self.pointer = pointer
    self.problem = problem
  }
}

/// Reads the fields of a record strictly and says which one is wrong.
struct JSONFields {
  let object: JSONObject
  let pointer: String

  /// - Parameter known: All names the record may have.
  init(
    _ value: JSONValue, at pointer: String = "", known: [String]
  ) throws(JSONFieldError) {
    guard let object = value.object else {
      throw JSONFieldError(pointer: pointer, problem: .wrongType)
    }
    self.object = object
    self.pointer = pointer
    for name in object.names where !known.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
      throw error(name, .unexpected)
    }
  }

  func value(_ name: String) throws(JSONFieldError) -> JSONValue {
    guard let value = object[name] else { throw error(name, .missing) }
    return value
  }

  func string(_ name: String) throws(JSONFieldError) -> String {
    guard let text = try value(name).string else { throw error(name, .wrongType) }
    return text
  }

  /// A string that means something else, such as a date.
  func text<Meaning>(
    _ name: String, as meaning: (String) -> Meaning?
  ) throws(JSONFieldError) -> Meaning {
    guard let value = meaning(try string(name)) else { throw error(name, .invalid) }
    return value
  }

  func optionalText<Meaning>(
    _ name: String, as meaning: (String) -> Meaning?
  ) throws(JSONFieldError) -> Meaning? {
    object[name] == nil ? nil : try text(name, as: meaning)
  }

  func integer(_ name: String) throws(JSONFieldError) -> Int64 {
    guard let number = try value(name).number else { throw error(name, .wrongType) }
    guard let integer = number.integer else { throw error(name, .invalid) }
    return integer
  }

  /// A record within this one.
  func record(_ name: String, known: [String]) throws(JSONFieldError) -> JSONFields {
    try JSONFields(try value(name), at: pointer(to: name), known: known)
  }

  func pointer(to name: String) -> String { pointer + JSONDifference.step(name) }

  func error(_ name: String, _ problem: JSONFieldError.Problem) -> JSONFieldError {
    JSONFieldError(pointer: pointer(to: name), problem: problem)
  }
}
