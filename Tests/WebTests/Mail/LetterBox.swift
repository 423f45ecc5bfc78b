import Foundation
import Synchronization

/// A mail server on loopback that keeps what it is sent (RFC 5321), one conversation at a time.
final class LetterBox: Sendable {
  struct SystemError: Error {
    let call: String
    let code: Int32
  }

  let port: Int
  private let listener: Int32
  private let letters = Mutex<[String]>([])
  private let isOpen = Atomic<Bool>(true)

  /// - Parameters:
  ///   - reply: What it says to recipients.
  ///   - port: Zero for one of the system's choice.
  init(reply: String = "250 ok", port wanted: Int = 0) throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { throw SystemError(call: "socket", code: errno) }
    var yes: Int32 = 1
    setsockopt(
      listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    // A `sockaddr_in` byte by byte: family, then port and address as the network has them.
    let family = UInt8(AF_INET)
    var address: [UInt8] = [family, 0, UInt8(wanted >> 8), UInt8(wanted & 0xFF), 127, 0, 0, 1]
    address += [UInt8](repeating: 0, count: 8)
    var length = socklen_t(address.count)
    let isBound = address.withUnsafeMutableBytes { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { place in
        guard let place = place.baseAddress else { return false }
        return bind(listener, place, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, place, &length) == 0
      }
    }
    guard isBound else { throw SystemError(call: "bind", code: errno) }
    self.listener = listener
    port = Int(address[2]) << 8 | Int(address[3])
    Thread.detachNewThread { [self] in
      while isOpen.load(ordering: .acquiring) {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        var limit = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(
          client, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        if let letter = Self.converse(client, reply: reply) {
          letters.withLock { $0.append(letter) }
        }
        close(client)
      }
    }
  }

  var count: Int { letters.withLock { $0.count } }

  /// Closes the port and gives what was sent.
  func stop() -> [String] {
    isOpen.store(false, ordering: .releasing)
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    return letters.withLock { $0 }
  }

  private static func converse(_ client: Int32, reply: String) -> String? {
    var reader = LineReader(descriptor: client)
    var letter: String?
    say("220 loopback ESMTP", to: client)
    while let line = reader.next() {
      switch line.prefix(4).uppercased() {
      case "EHLO": say("250-loopback\r\n250 SIZE 1000000", to: client)
      case "RCPT": say(reply, to: client)
      case "DATA":
        say("354 go on", to: client)
        var content: [String] = []
        while let line = reader.next(), line != "." { content.append(line) }
        letter = content.joined(separator: "\n")
        say("250 2.0.0 queued", to: client)
      case "QUIT":
        say("221 bye", to: client)
        return letter
      default: say("250 ok", to: client)
      }
    }
    return letter
  }

  private static func say(_ text: String, to client: Int32) {
    let bytes = Array((text + "\r\n").utf8)
    _ = send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }
}

private struct LineReader {
  let descriptor: Int32
  private var buffer: [UInt8] = []

  init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  mutating func next() -> String? {
    while true {
      if let end = buffer.firstIndex(of: 10) {
        let line = buffer[..<end]
        buffer.removeSubrange(...end)
        return String(decoding: line.last == 13 ? line.dropLast() : line, as: UTF8.self)
      }
      var chunk = [UInt8](repeating: 0, count: 4_096)
      let count = recv(descriptor, &chunk, chunk.count, 0)
      guard count > 0 else { return nil }
      buffer += chunk.prefix(count)
    }
  }
}
