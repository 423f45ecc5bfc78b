import Foundation
import Testing

@testable import Pages

@Suite struct `Gallery` {
  private let page = ComponentSamples.page(
    ComponentSamples.all
      + ChartSamples.all.map { "<section>\($0.html)</section>" as HTML }.joined()
      + "<p>Households online \(Sparkline(values: [52, 58, 61, 67], spoken: "From 52 to 67"))</p>"
  ).html.rendered

  @Test func `has no inline style or script, which the security policy forbids`() {
    #expect(!page.contains("style="))
    #expect(!page.contains("<style"))
    #expect(page.firstMatch(of: /\son[a-z]+=/) == nil)
    #expect(page.matches(of: /<script/).count == 1)
  }

  @Test func `uses every id once and refers only to ids that exist`() {
    let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    let referring = /\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"/
    for match in page.matches(of: referring) {
      for id in match.1.split(separator: " ") { #expect(ids.contains(String(id)), "\(id)") }
    }
    for match in page.matches(of: /href="#([^"]+)"/) { #expect(ids.contains(String(match.1))) }
    for match in page.matches(of: /url\(#([^)]+)\)/) { #expect(ids.contains(String(match.1))) }
  }

  /// Every class in the code of pages has a rule, so that a misspelt one is found.
  @Test func `names only classes that the stylesheets know`() throws {
    let pages = URL(filePath: #filePath).appending(path: "../../../../Sources/Pages").standardized
    let styles = try ["gradnik.css", "charts.css", "book.css"].map {
      try String(contentsOf: pages.appending(path: "Assets/\($0)"), encoding: .utf8)
    }.joined()
    let known = Set(styles.matches(of: /\.([a-z][a-z0-9-]*)/).map { String($0.1) })
    let files = FileManager.default.enumerator(at: pages, includingPropertiesForKeys: nil)
    var used = Set(
      page.matches(of: /\sclass="([^"]*)"/).flatMap { $0.1.split(separator: " ").map(String.init) })
    for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
      let code = try String(contentsOf: file, encoding: .utf8)
      // What runs into an interpolation is the beginning of a name that is made at run time.
      for match in code.matches(of: /class=\\?"([a-z0-9 -]*)(?:"|\\"|[ ]?\\\()/) {
        let names = match.1.split(separator: " ").map(String.init)
        used.formUnion(
          match.0.hasSuffix("(") && match.1.last != " " ? names.dropLast() : names[...])
      }
    }
    #expect(used.count > 60)
    #expect(used.subtracting(known).sorted() == [])
  }

  /// Set `GRADNIK_GALLERY` to a folder to look at the page in a browser.
  @Test func `can be written to a folder to be looked at`() throws {
    guard let folder = ProcessInfo.processInfo.environment["GRADNIK_GALLERY"] else { return }
    let relative = page.replacing("\"/assets/", with: "\"assets/")
    try Data(relative.utf8).write(to: URL(filePath: folder).appending(path: "gallery.html"))
  }
}
