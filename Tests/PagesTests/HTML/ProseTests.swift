import Civic
import Testing

@testable import Pages

@Suite struct `Prose` {
  @Test(arguments: [
    ("one\ntwo", "<p>one two</p>"),
    ("one\n\ntwo", "<p>one</p><p>two</p>"),
    ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
    ("Led by:\n- a\n- b\nEnd", "<p>Led by:</p><ul><li>a</li><li>b</li></ul><p>End</p>"),
    ("- <b>", "<ul><li>&lt;b&gt;</li></ul>"),
    ("a\r\n- b", "<p>a</p><ul><li>b</li></ul>"),
  ])
  func `keeps paragraphs and lists, also a list right after its words`(
    text: String, html: String
  ) throws {
    let frame = EditingSample.frame(try TextSources.catalogue().texts(for: .english))
    let shown = frame.prose(Multilingual(text, in: .english))
    #expect(shown.rendered == "<div class=\"prose\">\(html)</div>")
  }
}
