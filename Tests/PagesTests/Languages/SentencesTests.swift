import Testing

@Suite struct `Sentences` {
  @Test(arguments: ["Sources/Pages", "Sources/Web"])
  func `do not stand between tags in the code`(folder: String) throws {
    for (path, source) in try TextSources.swift(under: folder) {
      for literal in StringLiterals(in: source).texts {
        let words = StringLiterals.words(inMarkup: literal)
        #expect(words.isEmpty, "\(path): \(literal)")
      }
    }
  }

  @Test(arguments: [
    (#"x("<p>Hello \(name("<b>You</b>"))</p>")"#, ["You", "Hello"]),
    (#"// "<p>Comment</p>""#, []), (##"#"<p class="lead">\#(text)</p>"#"##, []),
    (#""<a href=\"x\" title="#, []), (#""class='b'>Text<br>""#, ["Text"]),
    (#""Hello < there""#, []), (#""<td>&nbsp;–</td>""#, []),
    ("\"\"\"\n<h1>\nA title</h1>\"\"\"", ["title"]),
  ])
  func `are found by this test`(source: String, expected: [String]) {
    let words = StringLiterals(in: source).texts.flatMap(StringLiterals.words(inMarkup:))
    #expect(words.map(String.init) == expected)
  }
}
