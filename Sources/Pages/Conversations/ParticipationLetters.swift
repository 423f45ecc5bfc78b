public import Civic
public import Exact

/// The letter that lets somebody take part.
public struct ParticipationLetters: Sendable {
  let texts: Texts

  public init(texts: Texts) {
    self.texts = texts
  }

  /// - Parameters:
  ///   - name: What it lets them take part in.
  ///   - address: The whole address of the link.
  public func entry(
    id: ID<Letter>, to recipient: String, name: Multilingual, city: City, address: String
  ) -> Letter {
    let title = name.text(for: texts.language).text
    let subject = texts(.letterParticipateSubject, ["name": .text(title)])
    let lead = texts(
      .letterParticipateText,
      ["name": .text(title), "city": .text(city.name.text(for: texts.language).text)])
    let end = texts(.letterParticipateEnd)
    let html: HTML = """
      <!doctype html><html lang="\(texts.language.tag)"><head><meta charset="utf-8">\
      <title>\(subject)</title></head><body><p>\(lead)</p>\
      <p><a href="\(address)">\(address)</a></p><p>\(end)</p></body></html>
      """
    return Letter(
      id: id, recipient: recipient, subject: subject,
      text: [lead, address, end].joined(separator: "\n\n") + "\n", html: html.rendered,
      language: texts.language)
  }
}
