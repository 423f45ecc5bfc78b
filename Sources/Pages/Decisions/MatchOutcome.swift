import Civic
import Exact

/// What a published matching decided, in words: who works together, and what became of the rest.
struct MatchOutcome: Component {
  let frame: PageFrame
  let outcome: JSONValue
  let atlas: Atlas

  private var texts: Texts { frame.texts }

  var html: HTML {
    let decided = outcome["decided"]?.array ?? []
    let known = Set(decided.map { codes($0["cities"]) })
    let before = (outcome["confirmed"]?.array ?? []).map { codes($0) }
      .filter { !known.contains($0) }
    let rows =
      decided.map(row)
      + before.map { cities in
        Table.Row(cells: [names(cities), tag(.confirmed), "\(texts(.matchSettled))", "–"])
      }
    return Table(
      id: "matched", caption: texts(.decisionOutcome), hidesCaption: true,
      columns: [.frameCities, .membershipStatus, .matchOutcomeOrigin, .matchReasonField].map {
        Table.Column(title: texts($0))
      }, rows: rows,
      empty: EmptyState(title: texts(.matchNoProposals), text: texts(.partnershipsNoneText))
    ).html
  }

  private func codes(_ value: JSONValue?) -> [String] {
    (value?.array ?? []).compactMap(\.string)
  }

  private func row(_ entry: JSONValue) -> Table.Row {
    let status = entry["status"]?.string.flatMap { PartnershipStatus(rawValue: $0) }
    let reason = entry["reason"]?.string.flatMap { MatchReason(rawValue: $0) }
    let isOwn = entry["proposedBy"]?.string == "people"
    return Table.Row(cells: [
      names(codes(entry["cities"])), status.map(tag) ?? "–",
      "\(texts(isOwn ? .matchOutcomePeople : .matchOutcomeMethod))",
      "\(reason.map { texts.name(of: $0) } ?? "–")",
    ])
  }

  private func tag(_ status: PartnershipStatus) -> HTML {
    PartnershipTag(frame: frame, status: status).html
  }

  private func unnamed(_ code: String) -> String {
    guard code.hasPrefix("unnamed-") else { return code }
    return texts(.matchOutcomeUnnamed, ["number": .text(String(code.dropFirst("unnamed-".count)))])
  }

  /// Codes are the English names of cities; those that stay unnamed have others.
  private func names(_ codes: [String]) -> HTML {
    let words = codes.map { code in
      frame.words(atlas.cities.first { $0.name.text(for: .english).text == code }?.name)
    }
    let shown = zip(codes, words).map { $1.isEmpty ? unnamed($0) : $1 }
    return
      "\((shown.count == 1 ? shown + [texts(.partnershipOpen)] : shown).joined(separator: " – "))"
  }
}
