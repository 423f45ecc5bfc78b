internal import CPostgres
internal import Database

/// Hears of the commits of other processes, on a connection of its own.
actor Listener {
  private static let pause = Duration.milliseconds(200)

  private let address: PostgresAddress
  private let revision: Revision
  private var task: Task<Void, Never>?
  /// Those who wait until it listens for the first time, or has failed to.
  private var waiting: [CheckedContinuation<Void, Never>] = []
  private var hasTried = false
  private var handle: Handle?

  /// Closes the connection when nobody has it any more.
  private final class Handle {
    // A class for its `deinit`.
    let pointer: OpaquePointer
    init(_ pointer: OpaquePointer) { self.pointer = pointer }
    deinit { PQfinish(pointer) }
  }

  init(_ address: PostgresAddress, _ revision: Revision) {
    self.address = address
    self.revision = revision
  }

  /// Begins to listen, once; returns when it does, or could not.
  func start() async {
    if task == nil {
      task = Task { [weak self] in
        while !Task.isCancelled {
          guard let descriptor = await self?.connect() else {
            if self == nil { return }
            try? await Task.sleep(for: Self.pause)
            continue
          }
          // Nothing of the listener is held while it waits, so that it can go.
          repeat {
            await SocketWait.wait(for: .readable, on: descriptor)
          } while await self?.hear() == true
        }
      }
    }
    if !hasTried { await withCheckedContinuation { waiting.append($0) } }
  }

  func stop() {
    task?.cancel()
    tried()
  }

  /// The number of the server process that tells; zero when none does.
  var processNumber: Int32 { handle.map { PQbackendPID($0.pointer) } ?? 0 }

  private func tried() {
    hasTried = true
    for continuation in waiting { continuation.resume() }
    waiting = []
  }

  /// - Returns: The socket to wait on; none when the server is away.
  private func connect() async -> Int32? {
    defer { tried() }
    do {
      let pointer = try await Handshake.connect(address.connectionText, within: .seconds(10))
      let handle = Handle(pointer)
      guard PQsendQuery(pointer, "LISTEN \(PostgresConnection.channel)") == 1 else { return nil }
      while PQflush(pointer) == 1 {
        await SocketWait.wait(for: .writable, on: PQsocket(pointer))
      }
      while PQisBusy(pointer) == 1 {
        await SocketWait.wait(for: .readable, on: PQsocket(pointer))
        if Task.isCancelled || PQconsumeInput(pointer) == 0 { return nil }
      }
      while let result = PQgetResult(pointer) {
        defer { PQclear(result) }
        if PQresultStatus(result) != PGRES_COMMAND_OK { return nil }
      }
      self.handle = handle
      revision.listens(true)
      return PQsocket(pointer)
    } catch {
      return nil
    }
  }

  /// Takes what has arrived.
  ///
  /// - Returns: Whether the connection goes on.
  private func hear() -> Bool {
    guard !Task.isCancelled, let handle, PQconsumeInput(handle.pointer) == 1,
      PQstatus(handle.pointer) == CONNECTION_OK
    else {
      revision.listens(false)
      self.handle = nil
      return false
    }
    while let notification = PQnotifies(handle.pointer) {
      defer { PQfreemem(notification) }
      let writer = notification.pointee.extra.map { String(cString: $0) }
      if writer != revision.writer { revision.next() }
    }
    return true
  }

  deinit {
    task?.cancel()
  }
}
