/// One step of the schema. Once released it is never edited: the next step corrects it.
public struct Migration: Sendable {
  /// Its place, from one upwards.
  public let number: Int

  /// What it does, in a few words; for logs.
  public let name: String

  /// The statements, in order, as the database understands them.
  public let statements: @Sendable (Dialect) -> [SQL]

  public init(
    number: Int, name: String, statements: @escaping @Sendable (Dialect) -> [SQL]
  ) {
    self.number = number
    self.name = name
    self.statements = statements
  }

  /// A figure that changes whenever a statement does: FNV-1a, 64 bits, in hexadecimal.
  /// It finds mistakes, it does not withstand forgery.
  ///
  /// Source: L. C. Noll, "FNV Hash". <http://www.isthe.com/chongo/tech/comp/fnv/>
  func checksum(in dialect: Dialect) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for statement in statements(dialect) {
      let (text, values) = statement.statement { "$\($0)" }
      for byte in "\(text)\0\(values.map(Self.spelling))\0".utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
      }
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func spelling(_ value: DatabaseValue) -> String {
    switch value {
    case .null: "null"
    case .integer(let value): "integer \(value)"
    case .real(let value): "real \(value.bitPattern)"
    case .text(let value): "text \(value)"
    case .blob(let value): "blob \(value)"
    }
  }
}
