import Civic
import Exact
import HTTPTypes
import HummingbirdTesting
import NIOCore

@testable import Web

/// A browser that is signed in from the start and can send files.
actor SignedInBrowser {
  struct Page: Sendable {
    let status: HTTPResponse.Status
    let location: String?
    let text: String
  }

  private let client: any TestClientProtocol
  private let token: SecretToken
  private var csrf = ""

  init(_ client: any TestClientProtocol, _ token: SecretToken) {
    self.client = client
    self.token = token
  }

  func get(_ path: String) async throws -> Page { try await send(path, .get, [:], "") }

  /// Follows where the last answer led.
  func follow(_ page: Page) async throws -> Page {
    try await get(String((page.location ?? "/en").dropFirst(3)))
  }

  func post(
    _ path: String, _ values: [String: String] = [:], hasProof: Bool = true
  ) async throws -> Page {
    let all = hasProof ? values.merging(["csrf": csrf]) { first, _ in first } : values
    let body = all.map { "\($0.key)=\(Self.encoded($0.value))" }.joined(separator: "&")
    return try await send(
      path, .post, [.contentType: "application/x-www-form-urlencoded"], body)
  }

  func upload(
    _ path: String, name: String, _ bytes: [UInt8], _ values: [String: String] = [:]
  ) async throws -> Page {
    let fields = values.map {
      "--cut\r\nContent-Disposition: form-data; name=\"\($0.key)\"\r\n\r\n\($0.value)\r\n"
    }.joined()
    var body = ByteBuffer(
      string: fields
        + "--cut\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n\(csrf)\r\n--cut\r\n"
        + "Content-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n")
    body.writeBytes(bytes)
    body.writeString("\r\n--cut--\r\n")
    return try await send(
      path, .post, [.contentType: "multipart/form-data; boundary=cut"], body: body)
  }

  private func send(
    _ path: String, _ method: HTTPRequest.Method, _ headers: HTTPFields, _ body: String
  ) async throws -> Page {
    try await send(path, method, headers, body: ByteBuffer(string: body))
  }

  private func send(
    _ path: String, _ method: HTTPRequest.Method, _ headers: HTTPFields, body: ByteBuffer
  ) async throws -> Page {
    var headers = headers
    headers[.cookie] = "gradnik_session=\(token.text)"
    if let site = HTTPField.Name("Sec-Fetch-Site") { headers[site] = "same-origin" }
    let page = try await client.execute(
      uri: "/en" + path, method: method, headers: headers, body: body
    ) { response in
      Page(
        status: response.status, location: response.headers[.location],
        text: String(buffer: response.body))
    }
    if let found = page.text.firstMatch(of: /name="csrf" value="([0-9a-f]+)"/) {
      csrf = String(found.1)
    }
    return page
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
