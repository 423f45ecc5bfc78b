import Foundation

/// A mail server for one conversation on a loopback port of the system's choice (RFC 5321).
struct LoopbackMailServer {
  /// What the server says to commands; anything not named gets its usual reply.
  struct Behaviour: Sendable {
    /// Replies by the first word of a command (`RCPT`), or `greeting`, or `content` after DATA.
    var replies: [String: String] = [:]
    /// Says nothing at all until the client gives up.
    var isSilent = false
    /// Closes the connection at this command.
    var hangsUpAt: String?
  }

  struct Transcript: Sendable {
    var commands: [String] = []
    /// What was sent after DATA, dots unstuffed.
    var content: [UInt8] = []
  }

  let port: Int
  private let listener: Int32

  struct SystemError: Error {
    let call: String
    let code: Int32
  }

  init() throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { throw SystemError(call: "socket", code: errno) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 4) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isBound else { throw SystemError(call: "bind", code: errno) }
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  /// Serves one conversation on a thread of its own; gives up after 110 seconds of silence.
  func serve(_ behaviour: Behaviour = Behaviour()) async -> Transcript {
    let listener = listener
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var limit = timeval(tv_sec: 110, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(listener, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        let client = accept(listener, nil, nil)
        setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        var conversation = Conversation(client: client, behaviour: behaviour)
        conversation.run()
        close(client)
        close(listener)
        continuation.resume(returning: conversation.transcript)
      }
    }
  }

  /// Nobody listens on the port any more.
  func close(_ descriptor: Int32? = nil) {
    _ = Foundation.close(descriptor ?? listener)
  }
}

private struct Conversation {
  let client: Int32
  let behaviour: LoopbackMailServer.Behaviour
  var transcript = LoopbackMailServer.Transcript()
  private var buffer: [UInt8] = []

  init(client: Int32, behaviour: LoopbackMailServer.Behaviour) {
    self.client = client
    self.behaviour = behaviour
  }

  mutating func run() {
    guard client >= 0 else { return }
    if !behaviour.isSilent { say(behaviour.replies["greeting"] ?? "220 loopback ESMTP") }
    while let line = nextLine() {
      let text = String(decoding: line, as: UTF8.self)
      let word = String(text.prefix { $0 != " " }).uppercased()
      transcript.commands.append(text)
      if behaviour.hangsUpAt == word { return }
      let reply = behaviour.replies[word] ?? usual(word)
      say(reply)
      if word == "QUIT" { return }
      if word == "AUTH", reply.hasPrefix("334"), let secret = nextLine() {
        transcript.commands.append(String(decoding: secret, as: UTF8.self))
        say(behaviour.replies["secret"] ?? "235 2.7.0 welcome")
      }
      if word == "DATA", reply.hasPrefix("354") {
        takeContent()
        if behaviour.hangsUpAt == "content" { return }
        say(behaviour.replies["content"] ?? "250 2.0.0 queued as 4711")
      }
    }
  }

  private func usual(_ word: String) -> String {
    switch word {
    case "EHLO": "250-loopback\r\n250-AUTH PLAIN\r\n250 SIZE 1000000"
    case "AUTH": "334 "
    case "DATA": "354 go on"
    case "QUIT": "221 bye"
    default: "250 ok"
    }
  }

  private mutating func takeContent() {
    while let line = nextLine(), line != [UInt8(ascii: ".")] {
      transcript.content += line.first == UInt8(ascii: ".") ? line.dropFirst() : line[...]
      transcript.content += [13, 10]
    }
  }

  private mutating func nextLine() -> [UInt8]? {
    while true {
      if let end = buffer.firstIndex(of: 10) {
        let line = buffer[..<end]
        buffer.removeSubrange(...end)
        return Array(line.last == 13 ? line.dropLast() : line)
      }
      var chunk = [UInt8](repeating: 0, count: 4_096)
      let count = recv(client, &chunk, chunk.count, 0)
      guard count > 0 else { return nil }
      buffer += chunk.prefix(count)
    }
  }

  private func say(_ reply: String) {
    let bytes = Array((reply + "\r\n").utf8)
    _ = send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }
}
