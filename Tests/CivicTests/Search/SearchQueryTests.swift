import Civic
import Testing

@Suite struct `What somebody looks for` {
  private func found(_ query: String, in text: String) -> [String] {
    SearchQuery(query).matches(in: text).map { String(text[$0]) }
  }

  @Test(arguments: [
    ("Ljubljana", "Љубљана"), ("Љубљана", "Ljubljana"), ("Botosani", "Botoșani"),
    ("Botosani", "Botoşani"), ("Botoşani", "Botoșani"), ("Shtip", "Штип"), ("Štip", "Shtip"),
    ("штип", "Štip"), ("Sofiya", "София"), ("podg", "PODGORICA"), ("Đorđe", "Djordje"),
    ("s\u{30C}tip", "Штип"), ("Prishtin", "Prishtinë"),
  ])
  func `Script, diacritics and case make no difference`(query: String, text: String) {
    #expect(found(query, in: "x \(text) y") == [text])
  }

  @Test func `Phrases are looked for as they stand, words by their beginnings`() {
    let query = SearchQuery("open \"city data\" „мрежа на“ \"alone")
    #expect(query.terms.map(\.isPrefix) == [true, false, false, true])
    #expect(query.terms[1].spellings == [["city", "data"]])
    #expect(query.terms[2].spellings == [["mreza", "na"], ["mrezha", "na"]])
    #expect(found("\"light\"", in: "light lighting") == ["light"])
  }

  @Test(arguments: [
    "unlit\r\nlight-house, 2light\r\nlighting", "šesti unlit\r\nlight-house, 2light lighting",
  ])
  func `Plain texts are cut into the same words as others`(text: String) {
    #expect(found("light", in: text) == ["light", "lighting"])
    let first = SearchQuery("light").firstMatch(in: text)
    #expect(first == SearchQuery("light").matches(in: text).first && first != nil)
    #expect(SearchQuery("dark").firstMatch(in: text) == nil)
  }

  @Test func `What is no word is nothing, and what is too long is cut`() {
    #expect(SearchQuery(" -*\"'%_ ").isEmpty && SearchQuery("").isEmpty)
    let long = SearchQuery(String(repeating: "word ", count: 200))
    #expect(long.text.count == SearchQuery.longest && long.terms.count == SearchQuery.most)
  }
}
