import HTTPTypes
import HummingbirdTesting
import NIOCore

/// A browser of somebody without an account: it keeps cookies, and nothing else.
actor ResidentBrowser {
  struct Page: Sendable {
    let status: HTTPResponse.Status
    let location: String?
    let text: String
  }

  private let client: any TestClientProtocol
  private var cookies: [String: String] = [:]

  init(_ client: any TestClientProtocol) {
    self.client = client
  }

  /// The names of the cookies it holds.
  var held: [String] { cookies.keys.sorted() }

  func get(_ path: String, in language: String = "en") async throws -> Page {
    try await send("/\(language)\(path)", .get, [:], ByteBuffer())
  }

  func post(_ path: String, _ values: [String: String] = [:]) async throws -> Page {
    let body = values.map { "\($0.key)=\(Self.encoded($0.value))" }.joined(separator: "&")
    return try await send(
      "/en\(path)", .post, [.contentType: "application/x-www-form-urlencoded"],
      ByteBuffer(string: body))
  }

  func upload(
    _ path: String, _ values: [String: String], file: (field: String, bytes: [UInt8])
  ) async throws -> Page {
    var body = ByteBuffer()
    for (name, value) in values {
      body.writeString(
        "--cut\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
    }
    body.writeString(
      "--cut\r\nContent-Disposition: form-data; name=\"\(file.field)\"; filename=\"a.png\"\r\n\r\n")
    body.writeBytes(file.bytes)
    body.writeString("\r\n--cut--\r\n")
    return try await send(
      "/en\(path)", .post, [.contentType: "multipart/form-data; boundary=cut"], body)
  }

  /// The number of the statement that a page asks about.
  static func statement(_ page: Page) -> Int? {
    page.text.firstMatch(of: /name="statement" value="([0-9]+)"/).flatMap { Int($0.1) }
  }

  private func send(
    _ path: String, _ method: HTTPRequest.Method, _ headers: HTTPFields, _ body: ByteBuffer
  ) async throws -> Page {
    var headers = headers
    if !cookies.isEmpty {
      headers[.cookie] = cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }
    if let site = HTTPField.Name("Sec-Fetch-Site") { headers[site] = "same-origin" }
    let answer = try await client.execute(uri: path, method: method, headers: headers, body: body) {
      response in
      (
        Page(
          status: response.status, location: response.headers[.location],
          text: String(buffer: response.body)), response.headers[values: .setCookie]
      )
    }
    for cookie in answer.1 {
      let parts = (cookie.split(separator: ";").first ?? "").split(separator: "=", maxSplits: 1)
      guard let name = parts.first.map(String.init) else { continue }
      cookies[name] = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
    }
    return answer.0
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
