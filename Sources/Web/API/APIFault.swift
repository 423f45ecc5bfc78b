import Civic
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Pages
import Store

/// Why an operation was not done, for programs and for those who write them.
struct APIFault: Error, Sendable {
  let status: HTTPResponse.Status
  let message: Message
  var faults: [APIFieldFault] = []
  var headers = HTTPFields()

  init(
    _ status: HTTPResponse.Status, _ message: Message, faults: [APIFieldFault] = [],
    headers: HTTPFields = [:]
  ) {
    self.status = status
    self.message = message
    self.faults = faults
    self.headers = headers
  }

  static let noToken = APIFault(
    .unauthorized, Message("apiTokenMissing"), headers: [.wwwAuthenticate: "Bearer"])
  static let wrongToken = APIFault(
    .unauthorized, Message("apiTokenWrong"),
    headers: [.wwwAuthenticate: "Bearer error=\"invalid_token\""])
  static let otherVersion = APIFault(.preconditionFailed, Message("apiVersionOther"))

  /// An error of the domain, of the store or of the server as the API tells it.
  init(_ error: any Error) {
    switch error {
    case let fault as APIFault: self = fault
    case StoreError.invalid(let faults):
      self.init(
        .unprocessableContent, Message("apiInvalid"),
        faults: faults.map {
          APIFieldFault(
            pointer: $0.field.isEmpty ? "" : JSONDifference.step($0.field), message: $0.message)
        })
    case let error as StoreError where error.isUse:
      self.init(.conflict, error.message ?? Message("apiConflict"))
    case DecodingError.keyNotFound, DecodingError.valueNotFound, DecodingError.typeMismatch,
      DecodingError.dataCorrupted:
      self.init(.unprocessableContent, Message("apiInvalid"))
    default:
      let (status, message) = ErrorPages.meaning(of: error)
      self.init(
        status, message ?? Message(Self.key(of: status)),
        headers: ErrorPages.headers(of: error))
    }
  }

  private static func key(of status: HTTPResponse.Status) -> String {
    switch status.code {
    case 400: "apiBadRequest"
    case 403: "accessRefused"
    case 404: "apiNotFound"
    case 405: "apiMethod"
    case 413: "apiTooLarge"
    case 415: "apiMediaType"
    case 429: "apiTooMany"
    case 400..<500: "apiBadRequest"
    default: "apiFailed"
    }
  }
}

extension StoreError {
  fileprivate var isUse: Bool { if case .inUse = self { true } else { false } }
}

/// An error as programs read it.
///
/// Source: RFC 9457, "Problem Details for HTTP APIs".
struct Problem: Sendable {
  let services: Services

  func response(to error: any Error, _ request: Request, _ context: AppContext) -> Response {
    let fault = APIFault(error)
    if fault.status.code >= 500, !(error is CancellationError) {
      context.logger.error(
        "request failed",
        metadata: ["error": "\(String(reflecting: error))", "request": "\(context.requestID)"])
    }
    let language = services.catalogue.language(accepting: request.headers[.acceptLanguage] ?? "")
    let texts = services.catalogue.texts(for: language)
    var problem = JSONObject()
    problem["type"] = "about:blank"
    problem["title"] = .string(fault.status.reasonPhrase)
    problem["status"] = .number(JSONNumber(Int32(fault.status.code)))
    problem["detail"] = .string(texts.sentence(fault.message))
    problem["code"] = .string(fault.message.key)
    problem["instance"] = .string("urn:gradnik:request:\(context.requestID)")
    if !fault.faults.isEmpty {
      problem["errors"] = .array(
        fault.faults.map { entry in
          [
            "pointer": .string(entry.pointer), "code": .string(entry.message.key),
            "detail": .string(texts.sentence(entry.message)),
          ]
        })
    }
    var headers = fault.headers
    headers[.contentType] = "application/problem+json"
    headers[.contentLanguage] = language.tag
    headers[.cacheControl] = "no-store"
    headers[.vary] = "Accept-Language, Authorization"
    return Response(
      status: fault.status, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: CanonicalJSON.bytes(of: .object(problem)))))
  }
}
