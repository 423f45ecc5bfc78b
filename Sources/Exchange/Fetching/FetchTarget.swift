import CCurl

/// An address as libcurl itself understands it, so that check and use cannot differ.
struct FetchTarget {
  let address: String
  let isEncrypted: Bool

  static func check(_ address: String) -> Result<FetchTarget, FetchFailure> {
    guard address.utf8.count <= 4_096,
      address.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), let parts = curl_url()
    else { return .failure(.badAddress) }
    defer { curl_url_cleanup(parts) }
    let flags = UInt32(CURLU_NON_SUPPORT_SCHEME)
    guard curl_url_set(parts, CURLUPART_URL, address, flags) == CURLUE_OK else {
      return .failure(.badAddress)
    }
    guard let scheme = part(CURLUPART_SCHEME, of: parts), ["http", "https"].contains(scheme) else {
      return .failure(.schemeRefused)
    }
    let hasUser =
      part(CURLUPART_USER, of: parts) != nil || part(CURLUPART_PASSWORD, of: parts) != nil
    guard !hasUser else { return .failure(.credentialsInAddress) }
    guard let host = part(CURLUPART_HOST, of: parts), !host.isEmpty else {
      return .failure(.badAddress)
    }
    guard let whole = part(CURLUPART_URL, of: parts) else { return .failure(.badAddress) }
    return .success(FetchTarget(address: whole, isEncrypted: scheme == "https"))
  }

  private static func part(_ part: CURLUPart, of parts: OpaquePointer) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(parts, part, &text, 0) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }
}
