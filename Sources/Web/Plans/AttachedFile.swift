import Civic
import Exact
import Exchange
import Pages

/// A file that came with the form of an attachment.
enum AttachedFile {
  case file(Attachment, [UInt8])
  case problem(FieldProblem)

  static let limit = 20_000_000

  init(of record: Attachment, in body: FormBody) {
    guard let upload = body.files.first(where: { $0.field == "file" }), !upload.bytes.isEmpty else {
      self = .problem(FieldProblem(field: "file", message: Message("fileMissing")))
      return
    }
    guard upload.bytes.count <= Self.limit else {
      self = .problem(FieldProblem(field: "file", message: Message("fileTooLarge")))
      return
    }
    guard let type = MediaType.of(upload.bytes) else {
      self = .problem(FieldProblem(field: "file", message: Message("fileKind")))
      return
    }
    var file = Attachment(
      id: record.id, plan: record.plan, title: record.title,
      fileName: String(upload.name.suffix(120)), mediaType: type, size: upload.bytes.count,
      digest: Digest(of: upload.bytes))
    file.action = record.action
    file.isPublic = record.isPublic
    self = .file(file, upload.bytes)
  }
}

/// The kind of a file, told by its first bytes; kinds that could run in a browser are not accepted.
enum MediaType {
  static func of(_ bytes: [UInt8]) -> String? {
    let signatures: [([UInt8], String)] = [
      (Array("%PDF-".utf8), "application/pdf"), ([0x89, 0x50, 0x4E, 0x47], "image/png"),
      ([0xFF, 0xD8, 0xFF], "image/jpeg"), (Array("PK\u{3}\u{4}".utf8), "application/zip"),
      ([0xD0, 0xCF, 0x11, 0xE0], "application/x-ole-storage"),
    ]
    if let found = signatures.first(where: { bytes.starts(with: $0.0) }) { return found.1 }
    let isText = String(validating: bytes, as: UTF8.self).map { text in
      !text.unicodeScalars.contains { $0.value < 9 || ($0.value > 13 && $0.value < 32) }
    }
    return isText == true ? "text/plain; charset=utf-8" : nil
  }
}
