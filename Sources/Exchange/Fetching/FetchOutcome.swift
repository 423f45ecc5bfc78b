/// How fetching an address ended.
public enum FetchOutcome: Hashable, Sendable {
  case fetched(FetchedDocument)
  /// The source says that nothing has changed since the validators that were sent.
  case unchanged
  /// The source says that there is nothing any more: 404 or 410.
  case gone(status: Int)
  case failed(FetchFailure)
}

/// What a source answered.
public struct FetchedDocument: Hashable, Sendable {
  /// With any encoding of the transfer undone.
  public let bytes: [UInt8]
  /// The media type as the source names it.
  public let type: String?
  public let validators: FetchValidators
  /// Where it was found in the end, after redirections.
  public let address: String
}

/// By what a source can tell whether its content is still the same (RFC 9110, 8.8).
public struct FetchValidators: Hashable, Sendable, Codable {
  public var etag: String?
  /// As the source wrote it.
  public var lastModified: String?

  public init(etag: String? = nil, lastModified: String? = nil) {
    self.etag = etag
    self.lastModified = lastModified
  }
}

/// Why an address could not be fetched.
public enum FetchFailure: Error, Hashable, Sendable {
  case badAddress
  /// Neither `http` nor `https`.
  case schemeRefused
  case credentialsInAddress
  /// The name leads to a machine that must not be asked.
  case machineRefused(String)
  case unknownHost
  case unreachable
  case timedOut
  case encryptionFailed
  case connectionLost
  case tooLarge(limit: Int)
  case headersTooLarge(limit: Int)
  case tooManyConnections(limit: Int)
  case tooManyRedirects(limit: Int)
  /// A redirection to nowhere.
  case badRedirect
  /// A redirection from `https` to `http`.
  case insecureRedirect
  /// Any other answer; `retryAfter` in seconds, where the source asks for a pause.
  case status(Int, retryAfter: Int?)
  /// Anything else, by libcurl's number.
  case other(code: Int)

  /// Whether the same may succeed later without anybody changing anything.
  public var isTransient: Bool {
    switch self {
    case .unknownHost, .unreachable, .timedOut, .connectionLost: true
    case .status(let status, _): status == 429 || status == 408 || (500...599).contains(status)
    case .badAddress, .schemeRefused, .credentialsInAddress, .machineRefused, .encryptionFailed,
      .tooLarge, .headersTooLarge, .tooManyConnections, .tooManyRedirects, .badRedirect,
      .insecureRedirect, .other:
      false
    }
  }
}
