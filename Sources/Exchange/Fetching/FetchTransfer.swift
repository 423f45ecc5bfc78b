import CCurl
import Foundation

/// One question to one server.
///
/// A class because libcurl hands its address to the callbacks; it never leaves the call of
/// ``perform(_:_:)`` and the thread that made it.
final class FetchTransfer {
  private let fetch: SafeFetch
  private let milliseconds: Int
  private let connections: Int
  private var opened = 0
  private var body: [UInt8] = []
  private var headers = FetchHeaders()
  private var headerBytes = 0
  /// What a callback found, for which libcurl has no number.
  private var failure: FetchFailure?

  init(_ fetch: SafeFetch, milliseconds: Int, connections: Int) {
    self.fetch = fetch
    self.milliseconds = milliseconds
    self.connections = connections
  }

  struct Answer {
    let status: Int
    let body: [UInt8]
    let headers: FetchHeaders
    /// Where a redirection leads, in full.
    let location: String?
    let connections: Int

    func outcome(address: String, isConditional: Bool) -> FetchOutcome {
      switch status {
      case 200, 203:
        .fetched(
          FetchedDocument(
            bytes: body, type: headers["content-type"],
            validators: FetchValidators(
              etag: headers["etag"], lastModified: headers["last-modified"]),
            address: address))
      case 304 where isConditional: .unchanged
      case 404, 410: .gone(status: status)
      default:
        .failed(
          .status(status, retryAfter: headers["retry-after"].flatMap { UInt16($0) }.map(Int.init)))
      }
    }
  }

  /// Asks and waits; blocks the thread.
  func perform(_ target: FetchTarget, _ known: FetchValidators) -> Result<Answer, FetchFailure> {
    guard Curl.isReady, let handle = curl_easy_init() else {
      return .failure(.other(code: Int(CURLE_FAILED_INIT.rawValue)))
    }
    var lines: UnsafeMutablePointer<curl_slist>?
    for (name, value) in [
      ("If-None-Match", known.etag), ("If-Modified-Since", known.lastModified),
    ] {
      guard let value, value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { continue }
      lines = curl_slist_append(lines, "\(name): \(value)") ?? lines
    }
    defer {
      curl_easy_cleanup(handle)
      curl_slist_free_all(lines)
    }
    return withExtendedLifetime(self) {
      let settings = [
        setConnection(handle, target), setCallbacks(handle),
        gradnik_curl_set_list(handle, CURLOPT_HTTPHEADER, lines),
      ]
      if let refused = settings.first(where: { $0 != CURLE_OK }) {
        return .failure(.other(code: Int(refused.rawValue)))
      }
      return answer(handle, curl_easy_perform(handle))
    }
  }

  private func setConnection(_ handle: UnsafeMutableRawPointer, _ target: FetchTarget) -> CURLcode {
    var results = [
      gradnik_curl_set_string(handle, CURLOPT_URL, target.address),
      gradnik_curl_set_string(handle, CURLOPT_PROTOCOLS_STR, "http,https"),
      // A proxy would connect in our place, and to what it likes.
      gradnik_curl_set_string(handle, CURLOPT_PROXY, ""),
      gradnik_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0),
      gradnik_curl_set_long(handle, CURLOPT_TIMEOUT_MS, milliseconds),
      gradnik_curl_set_long(
        handle, CURLOPT_CONNECTTIMEOUT_MS, min(fetch.limits.connectTime, milliseconds)),
      gradnik_curl_set_size(handle, CURLOPT_MAXFILESIZE_LARGE, Int64(fetch.limits.bytes)),
      // Every encoding libcurl can undo; what comes out is what is counted.
      gradnik_curl_set_string(handle, CURLOPT_ACCEPT_ENCODING, ""),
      gradnik_curl_set_string(handle, CURLOPT_USERAGENT, fetch.userAgent),
      // Signals would reach all threads of the process.
      gradnik_curl_set_long(handle, CURLOPT_NOSIGNAL, 1),
    ]
    if let certificates = fetch.certificates {
      results.append(gradnik_curl_set_string(handle, CURLOPT_CAINFO, certificates))
    }
    return results.first { $0 != CURLE_OK } ?? CURLE_OK
  }

  private func setCallbacks(_ handle: UnsafeMutableRawPointer) -> CURLcode {
    let context = Unmanaged.passUnretained(self).toOpaque()
    let results = [
      gradnik_curl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, context),
      gradnik_curl_set_opener(handle) { context, _, address in
        guard let context, let address else { return CURL_SOCKET_BAD }
        let transfer = Unmanaged<FetchTransfer>.fromOpaque(context).takeUnretainedValue()
        return transfer.open(address)
      },
      gradnik_curl_set_pointer(handle, CURLOPT_HEADERDATA, context),
      gradnik_curl_set_writer(handle, CURLOPT_HEADERFUNCTION) { buffer, size, count, context in
        guard let buffer, let context else { return 0 }
        let transfer = Unmanaged<FetchTransfer>.fromOpaque(context).takeUnretainedValue()
        let line = UnsafeRawBufferPointer(start: buffer, count: size * count)
        return transfer.take(header: line) ? size * count : 0
      },
      gradnik_curl_set_pointer(handle, CURLOPT_WRITEDATA, context),
      gradnik_curl_set_writer(handle, CURLOPT_WRITEFUNCTION) { buffer, size, count, context in
        guard let buffer, let context else { return 0 }
        let transfer = Unmanaged<FetchTransfer>.fromOpaque(context).takeUnretainedValue()
        let bytes = UnsafeRawBufferPointer(start: buffer, count: size * count)
        return transfer.take(body: bytes) ? size * count : 0
      },
    ]
    return results.first { $0 != CURLE_OK } ?? CURLE_OK
  }

  /// Opens a socket for an address, if it may be asked.
  private func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
    let facts = address.pointee
    // The field is as long as `addrlen` says, longer than its type for IPv6.
    let machine = MemoryLayout<curl_sockaddr>.offset(of: \.addr).flatMap {
      NetworkAddress(
        socketAddress: UnsafeRawPointer(address) + $0, family: facts.family, length: facts.addrlen)
    }
    guard let machine, machine.isPublic || fetch.allowed.contains(where: { $0.contains(machine) })
    else {
      failure = .machineRefused(machine?.description ?? "")
      return CURL_SOCKET_BAD
    }
    guard opened < connections else {
      failure = .tooManyConnections(limit: fetch.limits.connections)
      return CURL_SOCKET_BAD
    }
    opened += 1
    return socket(facts.family, facts.socktype, facts.protocol)
  }

  private func take(header line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    guard headerBytes <= fetch.limits.headerBytes else {
      failure = .headersTooLarge(limit: fetch.limits.headerBytes)
      return false
    }
    headers.take(line)
    return true
  }

  private func take(body bytes: UnsafeRawBufferPointer) -> Bool {
    guard body.count + bytes.count <= fetch.limits.bytes else {
      failure = .tooLarge(limit: fetch.limits.bytes)
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  private func answer(
    _ handle: UnsafeMutableRawPointer, _ result: CURLcode
  ) -> Result<Answer, FetchFailure> {
    guard result == CURLE_OK else { return .failure(failure(result)) }
    var status = 0
    gradnik_curl_response_code(handle, &status)
    var location: UnsafePointer<CChar>?
    gradnik_curl_redirect_url(handle, &location)
    return .success(
      Answer(
        status: status, body: body, headers: headers,
        location: location.map { String(cString: $0) }, connections: opened))
  }

  private func failure(_ result: CURLcode) -> FetchFailure {
    if let failure { return failure }
    switch result {
    case CURLE_COULDNT_RESOLVE_HOST: return .unknownHost
    case CURLE_COULDNT_CONNECT: return .unreachable
    case CURLE_OPERATION_TIMEDOUT: return .timedOut
    case CURLE_FILESIZE_EXCEEDED: return .tooLarge(limit: fetch.limits.bytes)
    case CURLE_UNSUPPORTED_PROTOCOL: return .schemeRefused
    case CURLE_URL_MALFORMAT: return .badAddress
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CERTPROBLEM:
      return .encryptionFailed
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE,
      CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      return .connectionLost
    default: return .other(code: Int(result.rawValue))
    }
  }
}

/// The header fields of the last answer on a connection.
struct FetchHeaders {
  private var fields: [String: String] = [:]

  /// A field by its name in small letters; of several, the first.
  subscript(name: String) -> String? { fields[name] }

  mutating func take(_ line: UnsafeRawBufferPointer) {
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      // Interim answers (100, 103) have fields of their own.
      fields = [:]
      return
    }
    guard let colon = text.firstIndex(of: ":") else { return }
    let name = text[..<colon].lowercased()
    let value = text[text.index(after: colon)...].trimmingCharacters(in: .whitespacesAndNewlines)
    if fields[name] == nil, !value.isEmpty { fields[name] = value }
  }
}
