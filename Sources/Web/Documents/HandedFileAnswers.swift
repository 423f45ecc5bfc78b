import Civic
import Exact
import Exchange
import HTTPTypes
import Hummingbird
import Pages
import Store

extension Services {
  /// The document of a form, checked by its content.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` with what its sender can mend.
  func handedFile(
    _ form: FormBody, for owner: HandedFile.Owner
  ) throws -> (file: HandedFile, bytes: [UInt8]) {
    let sent = form.files.first { $0.field == "file" }
    let document: DocumentFile
    do throws(DocumentFile.Fault) {
      document = try DocumentFile(sent?.bytes ?? [], name: sent?.name ?? "")
    } catch {
      let key =
        switch error {
        case .empty: "handedFileMissing"
        case .tooLarge: "handedFileLarge"
        case .kind: "handedFileKind"
        }
      throw StoreError.invalid([FieldFault(field: "file", message: Message(key))])
    }
    let text = form.input.text("document")
    let number = text.flatMap(Int.init)
    guard text == nil || number != nil else {
      throw StoreError.invalid([
        FieldFault(field: "document", message: Message("problemUnknown"))
      ])
    }
    let file = HandedFile(
      id: id(), owner: owner, document: number, name: document.name,
      mediaType: document.kind.mediaType, size: document.bytes.count,
      digest: Digest(of: document.bytes), addedAt: clock())
    return (file, document.bytes)
  }

  /// The bytes, to be kept and not shown by the browser.
  func answer(_ file: HandedFile, _ bytes: [UInt8]) -> Response {
    var response = download(bytes, type: file.mediaType, name: file.name)
    let plain = response.headers[.contentDisposition] ?? "attachment"
    response.headers[.contentDisposition] = "\(plain); filename*=UTF-8''\(Self.encoded(file.name))"
    response.headers[.cacheControl] = "private, no-store"
    return response
  }

  /// A name in a header: RFC 8187.
  private static func encoded(_ name: String) -> String {
    name.utf8.map { byte in
      let scalar = UnicodeScalar(byte)
      let isPlain =
        scalar.isASCII
        && (scalar.properties.isAlphabetic || "0123456789-._".unicodeScalars.contains(scalar))
      guard !isPlain else { return String(scalar) }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
