import Civic
import Exchange
import Testing

private struct Sample: CustomTestStringConvertible {
  let language: String
  let text: String
  let encodings: [TextEncoding]
  var testDescription: String { language }
}

private let samples = [
  Sample(
    language: "Macedonian",
    text: "Шифра;Назив;Одговорен\nА1;Дигитален шалтер за граѓаните;Општина Битола\n",
    encodings: [.windows1251]),
  Sample(
    language: "Macedonian, one word", text: "Code;Title\nA1;Паркови\nA2;Streets\n",
    encodings: [.windows1251]),
  Sample(
    language: "Bulgarian",
    text: "№;Наименование;Отговорник\n1;Обновяване на площада „Независимост“;Община София\n",
    encodings: [.windows1251]),
  Sample(
    language: "Slovene",
    text: "Šifra;Naziv;Odgovorni\nA1;Prenova mestnega središča in tržnice;Občina Celje\n",
    encodings: [.windows1250, .iso8859_2]),
  Sample(
    language: "Slovene, few letters", text: "Naziv;Nosilec\nUrejanje potoka za otroke;Občina\n",
    encodings: [.windows1250]),
  Sample(
    language: "Montenegrin",
    text: "Šifra;Naziv;Nosilac\nA1;Uređenje školskih dvorišta i šetališta;Opština Nikšić\n",
    encodings: [.windows1250, .iso8859_2]),
  Sample(
    language: "Romanian",
    text: "Cod;Acţiune;Responsabil\nA1;Modernizarea staţiilor în oraş şi în judeţ;Primăria\n",
    encodings: [.windows1250]),
  Sample(
    language: "Albanian",
    text: "Kodi;Veprimi;Përgjegjësi\nA1;Rrugë të reja për qytetarët;Bashkia Tiranë\n",
    encodings: [.windows1252, .windows1250]),
  Sample(
    language: "French",
    text: "Code;Intitulé;Maîtrise d’œuvre\nA1;Rénovation de l’école à côté des forêts;Mairie\n",
    encodings: [.windows1252]),
  Sample(
    language: "French, few letters", text: "Code;Titre\nA1;Rue piétonne et allée des élèves\n",
    encodings: [.windows1252]),
]

@Suite struct `Encodings of text files` {
  @Test(arguments: samples)
  private func `are found by what the text looks like`(sample: Sample) throws {
    for encoding in sample.encodings {
      let bytes = try #require(encoded(sample.text, encoding))
      let outcome = try CSVReader().read(bytes, name: "T")
      #expect(outcome.table.rows.map { $0.map(\.text) } == cells(of: sample.text), "\(encoding)")
    }
  }

  @Test(arguments: samples)
  private func `of Unicode are found with and without a mark`(sample: Sample) throws {
    let wide = sample.text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = sample.text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let files: [(TextEncoding, [UInt8])] = [
      (.utf8, Array(sample.text.utf8)), (.utf8, [0xEF, 0xBB, 0xBF] + Array(sample.text.utf8)),
      (.utf16LittleEndian, wide), (.utf16LittleEndian, [0xFF, 0xFE] + wide),
      (.utf16BigEndian, big), (.utf16BigEndian, [0xFE, 0xFF] + big),
    ]
    for (encoding, bytes) in files {
      let outcome = try CSVReader().read(bytes, name: "T")
      #expect(outcome.encoding == encoding)
      #expect(outcome.table.rows.map { $0.map(\.text) } == cells(of: sample.text))
    }
  }

  @Test func `that are given but wrong say at which byte`() {
    let bytes: [UInt8] = [0x61, 0xC4, 0x8D, 0xFF, 0x62]
    #expect(throws: CSVError.notText(.utf8, offset: 3)) {
      try CSVReader(encoding: .utf8).read(bytes, name: "T")
    }
    #expect(throws: CSVError.notText(.windows1250, offset: 1)) {
      try CSVReader(encoding: .windows1250).read([0x61, 0x81], name: "T")
    }
    #expect(throws: CSVError.notText(.utf16LittleEndian, offset: 3)) {
      try CSVReader(encoding: .utf16LittleEndian).read([0x61, 0, 0x62], name: "T")
    }
  }

  private func cells(of text: String) -> [[String]] {
    text.split(separator: "\n").map { $0.split(separator: ";").map(String.init) }
  }

  private func encoded(_ text: String, _ encoding: TextEncoding) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard scalar.value >= 128 else {
        bytes.append(UInt8(scalar.value))
        continue
      }
      let byte = (128...255).first { value in
        let probe = try? CSVReader(encoding: encoding).read([UInt8(value)], name: "")
        return probe?.table.rows.first?.first?.text.unicodeScalars.first == scalar
      }
      guard let byte else { return nil }
      bytes.append(UInt8(byte))
    }
    return bytes
  }
}
