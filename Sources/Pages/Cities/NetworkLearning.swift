public import Civic
import Exact

/// What the cities of a network do together and took up from each other, as far as the reader may
/// know.
public struct NetworkLearning: Component {
  /// A practice of one member that another took up.
  public struct TakenUp: Sendable {
    let adoption: Adoption
    let practice: Practice

    public init(_ adoption: Adoption, of practice: Practice) {
      self.adoption = adoption
      self.practice = practice
    }
  }

  let frame: PageFrame
  let network: Network
  let atlas: Atlas
  let partnerships: [Partnership]
  let takenUp: [TakenUp]

  private var texts: Texts { frame.texts }

  public var html: HTML {
    """
    <section><h2>\(texts(.partnershipsTitle))</h2>\(pairs)\
    <p><a href="\(frame.address(.partnerships(of: network.id)))">\
    \(texts(.networkPartnershipsAll))</a></p></section>\
    <section><h2>\(texts(.networkTakenUp))</h2>\(adoptions)</section>
    """
  }

  private var pairs: HTML {
    partnerships.isEmpty
      ? "<p>\(texts(.partnershipsNone))</p>"
      : PartnershipList(frame: frame, atlas: atlas, partnerships: partnerships).html
  }

  private var adoptions: HTML {
    let place = PracticePlace(frame: frame, atlas: atlas)
    let rows = takenUp.map { taken -> Table.Row in
      let (adoption, practice) = (taken.adoption, taken.practice)
      let changed: HTML? = adoption.changed.map {
        "<br><small>\(texts(.adoptionChangedField)): \(frame.content($0))</small>"
      }
      let outcome: HTML =
        adoption.outcome.map { PracticeTag(frame: frame, outcome: $0).html }
        ?? "\(texts(.networkTakenUpOpen))"
      return Table.Row(cells: [
        "\(frame.content(atlas.city(adoption.city)?.name))",
        """
        <a href="\(frame.address(.practice(practice.id)))">\(frame.content(practice.name))</a>\
        \(changed)
        """,
        "\(place.words(practice))", outcome,
      ])
    }
    return Table(
      id: "taken-up", caption: texts(.networkTakenUp), hidesCaption: true,
      columns: [
        .networkTakenUpBy, .adoptionPracticeField, .networkTakenUpFrom, .practiceOutcomeField,
      ]
      .map { Table.Column(title: texts($0)) }, rows: rows,
      empty: EmptyState(title: texts(.networkTakenUpNone), text: texts(.networkTakenUpNoneText))
    ).html
  }
}
