import FoundationEssentials

extension JSONValue {
  /// The coded form of a value.
  ///
  /// - Throws: `EncodingError`, or ``JSONSyntaxError`` for what no JSON can hold.
  public init(encoding value: some Encodable) throws {
    try self.init(parsing: Array(JSONEncoder().encode(value)), limits: .records)
  }

  /// Decodes a value from its coded form.
  public func decoded<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(Value.self, from: Data(CanonicalJSON.bytes(of: self)))
  }
}

extension JSONLimits {
  /// For plans with their versions and attached files.
  public static let records = JSONLimits(bytes: 512 << 20, depth: 64)
}
