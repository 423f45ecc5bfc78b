import Civic
import Exact

/// What an assessor gave, read only.
struct GivenScores: Component {
  let frame: PageFrame
  let call: SelectionCall
  let sheet: AssessorSheet

  private var texts: Texts { frame.texts }

  var html: HTML {
    let rows = call.criteria.enumerated().map { number, criterion in
      Table.Row(cells: [
        frame.content(criterion.name),
        "\(sheet.scores[number].map { texts.formats.number($0) } ?? "–")",
        "\(sheet.comments[number] ?? "")",
      ])
    }
    let whole: HTML? = sheet.comment.map { "<p>\(texts(.scoreOverall)): \($0)</p>" }
    return """
      <section><h2>\(texts(.scoreOwn))</h2>\(Table(
        id: "own-scores", caption: texts(.scoreOwn), hidesCaption: true,
        columns: [
          Table.Column(title: texts(.callCriteriaField)),
          Table.Column(title: texts(.scoreGiven), isNumeric: true),
          Table.Column(title: texts(.scoreSaid)),
        ], rows: rows))\(whole)</section>
      """
  }
}
