import Civic
import Exact

extension Letter {
  /// Paragraphs, a link and an end, as text and as a page without styles or pictures, which every
  /// program for mail shows.
  ///
  /// - Parameters:
  ///   - paragraphs: A new line in one of them stays one.
  ///   - address: The whole address of the link.
  ///   - texts: Those of the language in which it is written.
  init(
    id: Exact.ID<Letter>, to recipient: String, subject: String, paragraphs: [String],
    address: String, end: String, in texts: Texts
  ) {
    let marked = paragraphs.map { paragraph -> HTML in
      let lines = paragraph.split(separator: "\n").map { "\(String($0))" as HTML }
      return "<p>\(HTML.joined(lines, separator: "<br>"))</p>"
    }
    let html: HTML = """
      <!doctype html><html lang="\(texts.language.tag)"><head><meta charset="utf-8">\
      <title>\(subject)</title></head><body>\(marked)\
      <p><a href="\(address)">\(address)</a></p><p>\(end)</p></body></html>
      """
    self.init(
      id: id, recipient: recipient, subject: subject,
      text: (paragraphs + [address, end]).joined(separator: "\n\n") + "\n", html: html.rendered,
      language: texts.language)
  }
}
