import Civic
import Testing

@testable import Pages

@Suite struct `Messages of the domain` {
  @Test(arguments: ["Sources/Civic", "Sources/Store", "Sources/Pages", "Sources/Web"])
  func `all have a text`(folder: String) throws {
    let english = try #require(try TextSources.files()[.english])
    for (path, source) in try TextSources.swift(under: folder) {
      let keys =
        source.matches(of: #/\bMessage\(\s*"([a-z][A-Za-z0-9]*)"/#).map { String($0.1) }
        + source.matches(of: #/TypedFault\(\s*"([a-z][A-Za-z0-9]*)"/#).map { String($0.1) }
      for key in keys { #expect(english.texts[key] != nil, "\(path): \(key)") }
    }
  }
}
