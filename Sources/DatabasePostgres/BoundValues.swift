internal import CPostgres
internal import Database

/// Values in the form libpq takes them: all in one piece of memory, each ended by a zero.
struct BoundValues {
  private(set) var types: [Oid] = []
  private var bytes: [CChar] = []
  private var starts: [Int?] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []

  init(_ values: [DatabaseValue]) {
    for value in values {
      switch value {
      case .null: add(nil, type: 0)
      case .integer(let number): add(String(number).utf8, type: ServerType.int8)
      case .real(let number): add("\(number)".utf8, type: ServerType.float8)
      case .text(let text): add(text.utf8, type: ServerType.text)
      case .blob(let blob): add(blob, type: ServerType.bytea, isBinary: true)
      }
    }
  }

  private mutating func add(
    _ content: (some Collection<UInt8>)?, type: Oid, isBinary: Bool = false
  ) {
    types.append(type)
    formats.append(isBinary ? 1 : 0)
    starts.append(content == nil ? nil : bytes.count)
    lengths.append(Int32(clamping: content?.count ?? 0))
    guard let content else { return }
    bytes.reserveCapacity(bytes.count + content.count + 1)
    for byte in content { bytes.append(CChar(bitPattern: byte)) }
    bytes.append(0)
  }

  private mutating func add(_ nothing: Never?, type: Oid) {
    add(String.UTF8View?.none, type: type)
  }

  /// Lends types, pointers, lengths and formats.
  func lend<T>(
    _ body: (
      UnsafePointer<Oid>?, UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?,
      UnsafePointer<Int32>?
    ) -> T
  ) -> T {
    bytes.withUnsafeBufferPointer { memory in
      let pointers = starts.map { start in start.flatMap { memory.baseAddress?.advanced(by: $0) } }
      return body(types, pointers, lengths, formats)
    }
  }
}

/// The numbers by which the server calls the types we use.
///
/// Source: PostgreSQL 15, `pg_type.dat`.
enum ServerType {
  static let bool: Oid = 16
  static let bytea: Oid = 17
  static let int8: Oid = 20
  static let int2: Oid = 21
  static let int4: Oid = 23
  static let text: Oid = 25
  static let oid: Oid = 26
  static let float4: Oid = 700
  static let float8: Oid = 701
  static let numeric: Oid = 1700
}
