import Civic
import Exact
import Exchange
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Pages
import Store
import Testing

@testable import Web

/// People who order files that are made beside the site.
struct ExportJobBrowser: Sendable {
  struct Answer: Sendable {
    let status: HTTPResponse.Status
    let headers: HTTPFields
    let bytes: [UInt8]

    var text: String { String(decoding: bytes, as: UTF8.self) }
    var location: String? { headers[.location] }
    /// The identifier of the job that the answer leads to.
    var job: ID<ExportJob>? {
      location?.firstMatch(of: /\/exports\/([0-9a-z]+)/).map { ID(rawValue: String($0.1)) }
    }
  }

  let client: any TestClientProtocol
  var token: SecretToken?

  func get(_ path: String, _ more: HTTPFields = [:]) async throws -> Answer {
    try await ask(.get, path, more, nil)
  }

  /// As a browser sends the form of a page.
  func post(_ path: String, _ values: [String: String] = [:]) async throws -> Answer {
    var values = values
    if let token { values["csrf"] = SessionMiddleware.csrf(of: token) }
    let body = values.map { "\($0.key)=\(Self.encoded($0.value))" }.joined(separator: "&")
    var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
    headers[.fetchSite] = "same-origin"
    return try await ask(.post, path, headers, body)
  }

  private static func encoded(_ text: String) -> String {
    text.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private func ask(
    _ method: HTTPRequest.Method, _ path: String, _ more: HTTPFields, _ body: String?
  ) async throws -> Answer {
    var headers = more
    if let token { headers[.cookie] = "gradnik_session=\(token.text)" }
    return try await client.execute(
      uri: path.hasPrefix("/en") ? path : "/en" + path, method: method, headers: headers,
      body: body.map { ByteBuffer(string: $0) }
    ) { Answer(status: $0.status, headers: $0.headers, bytes: Array($0.body.readableBytesView)) }
  }
}

extension TestSite {
  var exportWorker: ExportWorker { ExportWorker(services: services, logger: Self.silent) }

  func exportJob(_ id: ID<ExportJob>?) async throws -> ExportJob {
    try await services.exports.job(try #require(id), for: .machine)
  }
}

/// Goes on until it is stopped.
struct EndlessMaker: ExportMaker {
  let formats = ExportFormat.allCases

  func make(_ source: ExportSource, watch: ExportWatch) async throws -> MadeFile {
    while true {
      try watch.reach(.tables, done: 0, of: 1)
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}
