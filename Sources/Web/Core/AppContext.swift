public import Civic
public import Hummingbird
import Logging
import NIOCore
import Pages

/// What belongs to one request: language, who asks, where.
public struct AppContext: RequestContext {
  public var coreContext: CoreRequestContextStorage
  public var language: Language
  /// The path below the language, as it came.
  public var path: String
  public var viewer: Viewer
  /// The digest of the session's token, where somebody is signed in.
  public var session: Digest?
  /// What a form must carry to be believed.
  public var csrf: String
  public var notice: Message?
  /// Found in the log and on pages of errors.
  public let requestID: String
  /// The other end of the connection: the browser's machine, or a proxy.
  public let peer: String?
  /// The address the request came from, as far as it is known; the key of limits by address.
  public var client: String
  /// Whether the browser speaks HTTPS.
  public var isSecure: Bool

  public init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    language = .english
    path = "/"
    viewer = .anonymous
    csrf = ""
    requestID = String(UInt64.random(in: .min ... .max), radix: 36)
    peer = source.channel.remoteAddress?.ipAddress
    client = "unknown"
    isSecure = false
  }

  /// Forms with files are larger than this; they read their body themselves.
  public var maxUploadSize: Int { FormBody.uploadLimit }
}
