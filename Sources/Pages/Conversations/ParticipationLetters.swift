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
    return Letter(
      id: id, to: recipient, subject: texts(.letterParticipateSubject, ["name": .text(title)]),
      paragraphs: [
        texts(
          .letterParticipateText,
          ["name": .text(title), "city": .text(city.name.text(for: texts.language).text)])
      ], address: address, end: texts(.letterParticipateEnd), in: texts)
  }
}
