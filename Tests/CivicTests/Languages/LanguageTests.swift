import Civic
import Foundation
import Testing

@Suite struct `Languages` {
  @Test func `are lower-case tags`() throws {
    #expect(try #require(Language(rawValue: "sr-Latn-ME")).rawValue == "sr-latn-me")
    #expect(try #require(Language(rawValue: "sr-Latn-ME")).primary == "sr")
  }

  @Test(arguments: ["", "e", "engl", "en_GB", "en-", "-en", "12", "en-123456789", "ен", "en <b>"])
  func `refuse what is no tag`(text: String) {
    #expect(Language(rawValue: text) == nil)
  }

  @Test func `of the pages are eight, English first`() {
    #expect(
      Language.interface.map(\.rawValue) == ["en", "fr", "mk", "sq", "cnr", "bg", "ro", "sl"])
  }

  @Test func `can be keys of a JSON object`() throws {
    let texts: [Language: String] = [.slovene: "Celje"]
    let json = try JSONEncoder().encode(texts)
    #expect(String(decoding: json, as: UTF8.self) == #"{"sl":"Celje"}"#)
    #expect(try JSONDecoder().decode([Language: String].self, from: json) == texts)
  }

  @Test func `have a key for their name`() {
    #expect(Language.albanian.textKey == "language_sq")
  }
}

@Suite struct `Multilingual texts` {
  private let name = Multilingual(
    original: .macedonian, texts: [.macedonian: "Скопје", .albanian: "Shkup"])

  @Test func `give the language asked for`() {
    #expect(name.text(for: .albanian) == ("Shkup", .albanian))
    #expect(name[.albanian] == "Shkup")
  }

  @Test func `fall back to the original and say so`() {
    #expect(name.text(for: .slovene) == ("Скопје", .macedonian))
  }

  @Test func `fall back to any text when the original is gone`() {
    let changed = name.setting("", in: .macedonian)
    #expect(changed.text(for: .slovene) == ("Shkup", .albanian))
    #expect(changed.setting("", in: .albanian).isEmpty)
    #expect(changed.setting("", in: .albanian).text(for: .slovene) == ("", .macedonian))
  }

  @Test func `read and write as JSON`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = String(decoding: try encoder.encode(name), as: UTF8.self)
    #expect(json == #"{"original":"mk","texts":{"mk":"Скопје","sq":"Shkup"}}"#)
    #expect(try JSONDecoder().decode(Multilingual.self, from: Data(json.utf8)) == name)
  }

  @Test func `drop empty texts when they are read`() throws {
    let json = Data(#"{"original":"en","texts":{"en":"Celje","sl":""}}"#.utf8)
    let read = try JSONDecoder().decode(Multilingual.self, from: json)
    #expect(read == Multilingual("Celje", in: .english))
    #expect(read.languages == [.english])
  }
}

@Suite struct `Search folding` {
  @Test(arguments: [
    ("Скопје", "Skopje"), ("Ђурђевац", "Đurđevac"), ("Љубљана", "Ljubljana"),
    ("Ѓорче Петров", "Gorče Petrov"),
    ("BOTOȘANI", "botosani"), ("Botoşani", "Botoșani"), ("Никшић", "Nikšić"),
    ("Gjakovë", "gjakove"),
    ("Saint-Étienne", "saint-etienne"), ("Габрово", "Gabrovo"), ("Џумаја", "Džumaja"),
    ("Битола", "bitola"), ("Ќустендил", "Kustendil"), ("e\u{301}te\u{301}", "été"),
  ])
  func `makes spellings equal`(left: String, right: String) {
    #expect(Fold.folded(left) == Fold.folded(right))
  }

  @Test(arguments: ["Подгорица 2026 – план", "Œuvre ßç", "Kraków, Łódź", "İzmir"])
  func `changes nothing the second time`(text: String) {
    #expect(Fold.folded(Fold.folded(text)) == Fold.folded(text))
  }

  @Test func `finds words by their beginnings`() {
    #expect(Fold.matches("skop plan", in: "Планот на Скопје"))
    #expect(!Fold.matches("opje", in: "Скопје"))
    #expect(Fold.matches("", in: "Скопје"))
    #expect(Fold.words("Čačak–Ниш, 2026!") == ["cacak", "nis", "2026"])
  }

  @Test func `leaves no letter of the pages' alphabets unfolded`() {
    let alphabets =
      "абвгдѓежзѕијклљмнњопрстќуфхцчџшђћщъьюяй àâæçéèêëîïôœùûüÿ ë ç čćđšžśź ăâîșț"
    let folded = Fold.folded(alphabets + alphabets.uppercased())
    let isFolded = folded.unicodeScalars.allSatisfy(\.isASCII)
    #expect(isFolded, "\(folded)")
  }
}
