import HTTPTypes
import NIOCore

/// The proxies in front of this process, whose word about a request is believed.
public struct TrustedProxies: Sendable {
  private let addresses: Set<String>

  /// - Parameter addresses: IP addresses; what is none is left out.
  public init(_ addresses: some Sequence<String> = []) {
    self.addresses = Set(addresses.compactMap(Self.canonical))
  }

  /// Where a request came from: the last address in `X-Forwarded-For` that is no trusted proxy's.
  ///
  /// - Parameter peer: The other end of the connection.
  func client(peer: String?, headers: HTTPFields) -> String {
    guard let peer = peer.flatMap(Self.canonical) else { return "unknown" }
    guard addresses.contains(peer) else { return peer }
    let chain = headers[values: .forwardedFor].joined(separator: ",").split(separator: ",")
      .map { $0.filter { !$0.isWhitespace } }
    var client = peer
    for hop in chain.reversed() {
      guard let address = Self.canonical(hop) else { return client }
      client = address
      if !addresses.contains(address) { break }
    }
    return client
  }

  /// Whether the browser speaks HTTPS to the proxy in front.
  func isSecure(peer: String?, headers: HTTPFields) -> Bool {
    guard let peer = peer.flatMap(Self.canonical), addresses.contains(peer) else { return false }
    return headers[.forwardedProto] == "https"
  }

  /// One spelling for each address; nil when it is none.
  static func canonical(_ address: String) -> String? {
    (try? SocketAddress(ipAddress: address, port: 0))?.ipAddress
  }
}
