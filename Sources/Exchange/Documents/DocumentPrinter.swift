import Foundation

/// Makes PDF from HTML with WeasyPrint, and Word files from books, in programs beside ours.
///
/// A document comes whole or not at all: whatever is missing in it is an error.
public struct DocumentPrinter: Sendable {
  /// What one document may use.
  public struct Limits: Hashable, Sendable {
    public var seconds: Int
    /// In bytes.
    public var memory: Int

    public init(seconds: Int = 180, memory: Int = 3 << 30) {
      self.seconds = seconds
      self.memory = memory
    }
  }

  let limits: Limits
  /// Folders to look for programs in, in place of `PATH`.
  let path: String?

  public init(limits: Limits = Limits(), path: String? = nil) {
    self.limits = limits
    self.path = path
  }

  /// The Debian packages that are missing, for the administrator.
  public var missingPackages: [String] {
    [("weasyprint", "weasyprint"), ("rsvg-convert", "librsvg2-bin")].compactMap {
      program, package in
      ChildProgram.named(program, in: path) == nil ? package : nil
    }
  }

  /// A tagged PDF (PDF/UA-1) of a document that holds everything it shows.
  ///
  /// - Parameters:
  ///   - html: A whole document; pictures as `data:` addresses, for nothing else is fetched.
  ///   - progress: How many pages were laid out so far, from another thread.
  ///   - shouldStop: Ends the printing, as does cancelling the task.
  /// - Throws: ``DocumentError``.
  public func pdf(
    _ html: String, progress: @escaping @Sendable (Int) -> Void = { _ in },
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) async throws(DocumentError) -> [UInt8] {
    guard let weasyprint = ChildProgram.named("weasyprint", in: path),
      let python = Self.interpreter(of: weasyprint, in: path)
    else { throw .programMissing("weasyprint") }
    let script = Bundle.module.bundleURL.appending(path: "Printing/print.py")
    let folder = try PrivateFolder()
    defer { folder.remove() }
    try folder.write(Array(html.utf8), to: "book.html")
    let program = ChildProgram(
      executable: python,
      arguments: ["-I", script.path(percentEncoded: false), "book.html", "book.pdf", "pages"],
      folder: folder.url,
      limits: ChildProgram.Limits(seconds: limits.seconds, memory: limits.memory))
    let status = try await program.run(
      lookIn: { if let pages = Self.pages(in: folder) { progress(pages) } }, shouldStop: shouldStop)
    guard status == 0, let pdf = folder.read("book.pdf"), pdf.starts(with: Array("%PDF-".utf8))
    else {
      throw .notPrinted(program: "weasyprint", reason: Self.complaint(in: folder))
    }
    return pdf
  }

  /// A Word file (ECMA-376) of a book, its drawings as pictures.
  ///
  /// - Throws: ``DocumentError``.
  public func word(
    _ book: Book, shouldStop: @escaping @Sendable () -> Bool = { false }
  ) async throws(DocumentError) -> [UInt8] {
    var pictures: [[UInt8]] = []
    for picture in book.pictures {
      pictures.append(try await png(picture, shouldStop: shouldStop))
    }
    do throws(ZipError) {
      return try WordWriter(book: book, pictures: pictures).bytes()
    } catch {
      throw .notPrinted(program: "zip", reason: String(describing: error))
    }
  }

  /// A drawing as PNG, two and a half dots a unit.
  func png(
    _ picture: BookPicture, shouldStop: @escaping @Sendable () -> Bool
  ) async throws(DocumentError) -> [UInt8] {
    guard let rsvg = ChildProgram.named("rsvg-convert", in: path) else {
      throw .programMissing("librsvg2-bin")
    }
    let folder = try PrivateFolder()
    defer { folder.remove() }
    try folder.write(Array(picture.svg.utf8), to: "picture.svg")
    let program = ChildProgram(
      executable: rsvg,
      arguments: [
        "--zoom", "2.5", "--background-color", "white", "--format", "png", "--output",
        "picture.png", "picture.svg",
      ],
      folder: folder.url, limits: ChildProgram.Limits(seconds: 30, memory: limits.memory))
    let status = try await program.run(shouldStop: shouldStop)
    guard status == 0, let png = folder.read("picture.png"), png.starts(with: [0x89, 0x50]) else {
      throw .notPrinted(program: "rsvg-convert", reason: Self.complaint(in: folder))
    }
    return png
  }

  /// What WeasyPrint's own command runs in: the first line of it says so.
  private static func interpreter(of command: URL, in path: String?) -> URL? {
    guard let file = FileManager.default.contents(atPath: command.path(percentEncoded: false)),
      let line = String(decoding: file.prefix(200), as: UTF8.self).split(separator: "\n").first,
      line.hasPrefix("#!")
    else { return nil }
    let words = line.dropFirst(2).split(separator: " ").map(String.init)
    guard let first = words.first else { return nil }
    if first.hasSuffix("/env"), words.count > 1 { return ChildProgram.named(words[1], in: path) }
    return first.contains("python") ? URL(filePath: first) : nil
  }

  private static func pages(in folder: PrivateFolder) -> Int? {
    folder.read("pages").flatMap { Int(String(decoding: $0, as: UTF8.self)) }
  }

  /// The last line it complained with, for the log.
  private static func complaint(in folder: PrivateFolder) -> String {
    let lines = String(decoding: folder.read(ChildProgram.complaints) ?? [], as: UTF8.self)
      .split(separator: "\n")
    return String((lines.last ?? "").prefix(300))
  }
}
