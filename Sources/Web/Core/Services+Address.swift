import HTTPTypes
import Hummingbird

extension Services {
  /// Where people reach the site, without a slash at the end; without an address of its own it is
  /// what whoever asks calls it.
  func site(of request: Request) -> String {
    settings.publicAddress ?? "http://\(request.site ?? "localhost")"
  }
}

extension Request {
  /// The host that it is addressed to, with its port; nil for what could not be one.
  ///
  /// Source: RFC 3986 §3.2.2 and §3.2.3, without names that are percent-encoded.
  var site: String? {
    guard let text = head.authority, (1...255).contains(text.utf8.count),
      text.utf8.allSatisfy({ byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."),
          UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"):
          true
        default: false
        }
      })
    else { return nil }
    return text
  }
}
