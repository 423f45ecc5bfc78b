import Civic
import Foundation
import Synchronization
import Testing

@testable import Exchange

@Suite struct `Printing documents` {
  static let hasWeasyPrint = ChildProgram.named("weasyprint") != nil
  static let page = """
    <!DOCTYPE html><html lang="mk"><head><title>План</title></head><body><h1>Поглавје</h1>\
    <table><caption>T</caption><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>\
    <tbody><tr><th scope="row">x</th><td></td></tr></tbody></table>\
    <p>Text <a href="#x">there</a></p><h2 id="x">Two</h2></body></html>
    """

  private func run(
    _ program: String, _ arguments: [String], seconds: Int = 20, memory: Int = 1 << 30,
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) async throws -> Int {
    let folder = try PrivateFolder()
    defer { folder.remove() }
    return try await ChildProgram(
      executable: try #require(ChildProgram.named(program)), arguments: arguments,
      folder: folder.url, limits: ChildProgram.Limits(seconds: seconds, memory: memory)
    ).run(shouldStop: shouldStop)
  }

  @Test func `names the package that is missing`() async throws {
    let printer = DocumentPrinter(path: "/nonexistent")
    #expect(printer.missingPackages == ["weasyprint", "librsvg2-bin"])
    await #expect(throws: DocumentError.programMissing("weasyprint")) {
      try await printer.pdf(Self.page)
    }
    await #expect(throws: DocumentError.programMissing("librsvg2-bin")) {
      try await printer.word(`A book in Word`.book)
    }
    #expect(
      DocumentError.programMissing("weasyprint").message.key == "documentProgramMissing")
  }

  @Test func `tells how a program ended`() async throws {
    #expect(try await run("true", []) == 0)
    #expect(try await run("false", []) == 1)
  }

  @Test func `ends a program that takes too long`() async throws {
    await #expect(throws: DocumentError.tookTooLong(seconds: 1)) {
      try await run("sleep", ["600"], seconds: 1)
    }
  }

  @Test func `ends a program when it is no longer wanted`() async throws {
    let asked = Mutex(0)
    await #expect(throws: DocumentError.stopped) {
      try await run("sleep", ["600"], seconds: 600) {
        asked.withLock { count in
          count += 1
          return count > 5
        }
      }
    }
    let task = Task { try await run("sleep", ["600"], seconds: 600) }
    try await Task.sleep(for: .milliseconds(100))
    task.cancel()
    await #expect(throws: DocumentError.stopped) { try await task.value }
  }

  @Test func `keeps a program within its memory`() async throws {
    let status = try await run(
      "python3", ["-c", "bytearray(600 << 20)"], memory: 400 << 20)
    #expect(status != 0)
  }

  @Test func `leaves nothing behind`() async throws {
    let folder = try PrivateFolder()
    let path = folder.url.path(percentEncoded: false)
    let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(rights == 0o700)
    folder.remove()
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(.enabled(if: hasWeasyPrint))
  func `makes a tagged PDF`() async throws {
    let pdf = String(decoding: try await DocumentPrinter().pdf(Self.page), as: UTF8.self)
    for part in [
      "/StructTreeRoot", "/Marked true", "/DisplayDocTitle true", "/Lang (mk)", "/S /H1",
      "/S /Table", "/S /Caption", "/Scope /Column", "/Scope /Row", "/S /Link", "/OBJR",
      "/Outlines",
    ] { #expect(pdf.contains(part), "\(part)") }
    // An empty cell is a cell all the same, so that every row has as many.
    #expect(pdf.matches(of: /\/S \/TD/).count == 1)
    #expect(pdf.matches(of: /\/S \/TH[^e]/).count == 3)
  }

  @Test(
    .enabled(if: hasWeasyPrint),
    arguments: [
      "<img alt='' src='http://127.0.0.1:9/a.png'>", "<img alt='' src='file:///etc/hostname'>",
      "<link rel='stylesheet' href='file:///etc/hostname'>",
      "<style>@import url(http://127.0.0.1:9/a.css);</style>",
      "<img alt='' src='data:image/svg+xml,<svg xmlns=\"http://www.w3.org/2000/svg\"'>",
      "<object data='file:///etc/hostname'></object>",
    ])
  func `fetches nothing, and makes no document with a hole in it`(part: String) async throws {
    let page = Self.page.replacing("<p>Text", with: "\(part)<p>Text")
    let error = await #expect(throws: DocumentError.self) {
      try await DocumentPrinter().pdf(page)
    }
    guard case .notPrinted(let program, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(program == "weasyprint")
  }
}
