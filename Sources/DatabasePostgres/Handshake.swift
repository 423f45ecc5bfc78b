internal import COpenSSL
internal import CPostgres
internal import Database

/// Opens connections without keeping a thread.
enum Handshake {
  /// A connection may be opened while the process ends; what it needs must last until then.
  private static let isReady = gradnik_openssl_stays() == 1

  static func connect(
    _ address: String, within limit: Duration
  ) async throws -> OpaquePointer {
    guard isReady else { throw DatabaseError.unreachable("OpenSSL does not start") }
    let end = ContinuousClock.now + limit
    guard let handle = start(address) else { throw DatabaseError.unreachable("no memory") }
    var state = PGRES_POLLING_WRITING
    while state != PGRES_POLLING_OK {
      let left = end - ContinuousClock.now
      guard state != PGRES_POLLING_FAILED, PQstatus(handle) != CONNECTION_BAD, left > .zero,
        !Task.isCancelled
      else { throw failure(of: handle) }
      await SocketWait.wait(
        for: state == PGRES_POLLING_READING ? .readable : .writable, on: PQsocket(handle),
        atMost: left)
      state = PQconnectPoll(handle)
    }
    if let problem = problem(of: handle) {
      PQfinish(handle)
      throw problem
    }
    return handle
  }

  /// Ours come before what the address says, which may say otherwise; the encoding comes after.
  private static func start(_ address: String) -> OpaquePointer? {
    let options: KeyValuePairs = [
      "application_name": "gradnik", "keepalives_idle": "30", "keepalives_interval": "10",
      "dbname": address, "client_encoding": "UTF8",
    ]
    return withPointers(options.map(\.key)) { names in
      withPointers(options.map(\.value)) { values in PQconnectStartParams(names, values, 1) }
    }
  }

  /// Lends texts as C has them: a list that ends with nothing.
  private static func withPointers<T>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T
  ) -> T {
    let bytes = texts.map { Array($0.utf8CString) }
    let starts = bytes.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    return bytes.flatMap(\.self).withUnsafeBufferPointer { memory in
      let pointers = starts.dropLast().map { memory.baseAddress?.advanced(by: $0) } + [nil]
      return pointers.withUnsafeBufferPointer { list in
        guard let start = list.baseAddress else { preconditionFailure("the list is not empty") }
        return body(start)
      }
    }
  }

  private static func failure(of handle: OpaquePointer) -> DatabaseError {
    defer { PQfinish(handle) }
    let reason = String(cString: PQerrorMessage(handle))
    let end = reason.lastIndex { !$0.isWhitespace }
    return .unreachable(end.map { String(reason[...$0]) } ?? "the server does not answer")
  }

  /// Why a server that answers is not one for us.
  private static func problem(of handle: OpaquePointer) -> DatabaseError? {
    let version = PQserverVersion(handle)
    if version < 150_000 { return .other("PostgreSQL 15 or newer is needed, not \(version)") }
    let encoding = PQparameterStatus(handle, "server_encoding").map { String(cString: $0) }
    return encoding == "UTF8" ? nil : .other("the database must have the encoding UTF8")
  }
}
