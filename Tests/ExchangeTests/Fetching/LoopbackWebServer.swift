import Foundation

/// A web server on a loopback port of the system's choice: one answer a connection, in order.
struct LoopbackWebServer {
  /// What is said to a question: whole bytes, after a pause, or nothing and the end.
  struct Reply: Sendable {
    var bytes: [UInt8]
    var pause: TimeInterval = 0

    init(_ head: String, body: [UInt8] = [], pause: TimeInterval = 0) {
      bytes = Array((head + "\r\nConnection: close\r\n\r\n").utf8) + body
      self.pause = pause
    }

    static func page(_ body: String, more: String = "") -> Reply {
      Reply(
        "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)" + more, body: Array(body.utf8))
    }
  }

  struct SystemError: Error {
    let call: String
  }

  let port: Int
  private let listener: Int32

  init() throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { throw SystemError(call: "socket") }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 8) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isBound else { throw SystemError(call: "bind") }
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  var address: String { "http://127.0.0.1:\(port)" }

  /// Answers on a thread of its own and tells the heads of the questions.
  ///
  /// - Parameter body: What asks; when it is done, the server is too.
  func serve<Value: Sendable>(
    _ replies: [Reply], while body: @Sendable () async throws -> Value
  ) async throws -> (value: Value, questions: [String]) {
    let listener = listener
    async let questions = withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(returning: Self.answer(listener, replies))
      }
    }
    let value = try await body()
    // Wakes the server when it still waits for a question.
    shutdown(listener, Int32(SHUT_RDWR))
    let asked = await questions
    close(listener)
    return (value, asked)
  }

  private static func answer(_ listener: Int32, _ replies: [Reply]) -> [String] {
    var questions: [String] = []
    for reply in replies {
      let client = accept(listener, nil, nil)
      guard client >= 0 else { break }
      var head: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 4_096)
      while !head.suffix(4).elementsEqual([13, 10, 13, 10]) {
        let count = recv(client, &chunk, chunk.count, 0)
        guard count > 0 else { break }
        head += chunk.prefix(count)
      }
      questions.append(String(decoding: head, as: UTF8.self))
      if reply.pause > 0 { Thread.sleep(forTimeInterval: reply.pause) }
      var sent = 0
      while sent < reply.bytes.count {
        let count = reply.bytes[sent...].withUnsafeBytes {
          send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { break }
        sent += count
      }
      close(client)
    }
    return questions
  }
}
