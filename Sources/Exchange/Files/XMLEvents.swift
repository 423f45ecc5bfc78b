import Foundation
import FoundationXML

/// Reads XML as a row of events, without document types and without anything from outside.
///
/// A class because `XMLParser` reports to one; it lives no longer than one call of ``read(_:into:)``.
final class XMLEvents<Handler: XMLHandler>: NSObject, XMLParserDelegate {
  private var handler: Handler
  private var failure: Handler.Failure?
  private var hasRoot = false
  private var brokenLine: Int?

  private init(_ handler: Handler) {
    self.handler = handler
  }

  /// Sends the events of a document to a handler and gives it back.
  ///
  /// - Returns: The handler after the last event, or the line at which the XML is broken.
  /// - Throws: What the handler throws.
  static func read(
    _ bytes: [UInt8], into handler: Handler
  ) throws(Handler.Failure) -> XMLReading<Handler> {
    guard !declaresDocumentType(bytes) else { return .documentType }
    if let line = lineOfWrongByte(bytes) { return .broken(line: line) }
    let parser = XMLParser(data: Data(bytes))
    let events = XMLEvents(handler)
    parser.delegate = events
    let isParsed = parser.parse()
    if let failure = events.failure { throw failure }
    // On Linux `parse()` says yes to XML that breaks off and to no XML at all.
    guard isParsed, events.hasRoot, events.brokenLine == nil else {
      return .broken(line: events.brokenLine ?? max(1, parser.lineNumber))
    }
    return .complete(events.handler)
  }

  /// The encodings of office documents are UTF-8 and UTF-16; a declaration is looked for in both.
  private static func declaresDocumentType(_ bytes: [UInt8]) -> Bool {
    let mark = Array("<!DOCTYPE".utf8)
    var matched = 0
    for byte in bytes where byte != 0 {
      if byte == mark[matched] {
        matched += 1
        if matched == mark.count { return true }
      } else {
        matched = byte == mark[0] ? 1 : 0
      }
    }
    return false
  }

  /// The line of the first byte that is not UTF-8; nil for UTF-16. `XMLParser` on Linux traps on a
  /// name that is not UTF-8.
  private static func lineOfWrongByte(_ bytes: [UInt8]) -> Int? {
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) { return nil }
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    let mended = String(decoding: bytes, as: UTF8.self).unicodeScalars
    return 1 + mended.prefix { $0 != "\u{FFFD}" }.count { $0 == "\n" }
  }

  private func attempt(
    in parser: XMLParser, _ event: (inout Handler) throws(Handler.Failure) -> Void
  ) {
    guard failure == nil else { return }
    do throws(Handler.Failure) {
      try event(&handler)
    } catch {
      failure = error
      parser.abortParsing()
    }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    hasRoot = true
    attempt(in: parser) { (handler) throws(Handler.Failure) in
      try handler.start(Self.local(name), attributes)
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    attempt(in: parser) { (handler) throws(Handler.Failure) in
      try handler.end(Self.local(name))
    }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    attempt(in: parser) { (handler) throws(Handler.Failure) in
      try handler.characters(text)
    }
  }

  func parser(_ parser: XMLParser, foundCDATA block: Data) {
    attempt(in: parser) { (handler) throws(Handler.Failure) in
      try handler.characters(String(decoding: block, as: UTF8.self))
    }
  }

  func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
    brokenLine = brokenLine ?? parser.lineNumber
  }

  /// The name without a prefix: some programs write `x:row`.
  private static func local(_ name: String) -> String {
    guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return name }
    return String(name[name.utf8.index(after: colon)...])
  }
}

/// What makes sense of the events of an XML document.
protocol XMLHandler {
  associatedtype Failure: Error

  mutating func start(_ element: String, _ attributes: [String: String]) throws(Failure)
  mutating func end(_ element: String) throws(Failure)
  mutating func characters(_ text: String) throws(Failure)
}

/// How the reading of an XML document ended.
enum XMLReading<Handler> {
  case complete(Handler)
  case broken(line: Int)
  case documentType
}
