import Civic

/// A part of what was sent that is not as described.
struct APIFieldFault: Hashable, Sendable {
  /// JSON Pointer (RFC 6901).
  let pointer: String
  let message: Message
}

extension APISchema {
  /// Where a value is not as described, the first twenty places.
  ///
  /// - Precondition: No ``named(_:)`` parts: what is sent is described in full.
  func faults(of value: JSONValue) -> [APIFieldFault] {
    var faults: [APIFieldFault] = []
    check(value, at: "", &faults)
    return Array(faults.prefix(20))
  }

  private func check(_ value: JSONValue, at pointer: String, _ faults: inout [APIFieldFault]) {
    guard faults.count < 20 else { return }
    switch (self, value) {
    case (.any, _), (.named, _), (.bool, .bool), (.number, .number), (.orNull, .null): break
    case (.orNull(let inner), _): inner.check(value, at: pointer, &faults)
    case (.field, .string): Self.plainText.check(value, at: pointer, &faults)
    case (.field, .array): Self.list(.plainText, longest: 1000).check(value, at: pointer, &faults)
    case (.whole(let range), .number(let number)):
      let isWithin = number.integer.map(range.contains) ?? false
      if !isWithin { faults.append(APIFieldFault(pointer, "apiFieldRange")) }
    case (.text(let text), .string(let string)):
      if !text.matches(string) { faults.append(APIFieldFault(pointer, "apiFieldForm")) }
    case (.choice(let values), _):
      if !values.contains(value) { faults.append(APIFieldFault(pointer, "apiFieldChoice")) }
    case (.list(let item, let longest), .array(let items)):
      if items.count > longest { faults.append(APIFieldFault(pointer, "apiFieldRange")) }
      for (index, element) in items.prefix(longest).enumerated() {
        item.check(element, at: "\(pointer)/\(index)", &faults)
      }
    case (.object(let properties), .object(let object)):
      Self.check(object, properties, at: pointer, &faults)
    case (.map(let names, let inner), .object(let object)):
      for member in object.members {
        let place = pointer + JSONDifference.step(member.name)
        if !names.matches(member.name) { faults.append(APIFieldFault(place, "apiFieldUnknown")) }
        inner.check(member.value, at: place, &faults)
      }
    default: faults.append(APIFieldFault(pointer, "apiFieldType"))
    }
  }

  private static func check(
    _ object: JSONObject, _ properties: [APIProperty], at pointer: String,
    _ faults: inout [APIFieldFault]
  ) {
    let known = Dictionary(properties.map { ($0.name, $0.schema) }) { first, _ in first }
    for member in object.members {
      let place = pointer + JSONDifference.step(member.name)
      if let schema = known[member.name] {
        schema.check(member.value, at: place, &faults)
      } else {
        faults.append(APIFieldFault(place, "apiFieldUnknown"))
      }
    }
    for property in properties where property.isRequired && object[property.name] == nil {
      faults.append(
        APIFieldFault(pointer + JSONDifference.step(property.name), "apiFieldMissing"))
    }
  }
}

extension APIFieldFault {
  init(_ pointer: String, _ key: String) {
    self.init(pointer: pointer, message: Message(key))
  }
}
