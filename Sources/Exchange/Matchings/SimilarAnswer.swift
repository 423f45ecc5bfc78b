import Civic
import Matching

/// The most similar cities of each as JSON.
struct SimilarAnswer {
  private let subject: MatchingSubject
  private let count: Int

  init(_ subject: MatchingSubject, count: Int) {
    self.subject = subject
    self.count = count
  }

  func answer(
    shouldStop: () -> Bool
  ) throws(MatchingError) -> (MatchingReport.Answer, JSONObject) {
    let lists =
      if let table = subject.table {
        try table.mostSimilar(count: count, shouldStop: shouldStop)
      } else {
        subject.edges.mostSimilar(count: count, cities: subject.names.count)
      }
    var members: [String: JSONValue] = [:]
    for (city, list) in lists.enumerated() {
      // A name that is on both sides of ready scores is two cities.
      let name = subject.names[city]
      members[members[name] == nil ? name : "right:" + name] = .array(
        list.map {
          [
            "id": .string(subject.names[$0.city]), "score": .string(subject.text($0.score)),
          ]
        })
    }
    var similar = JSONObject()
    // In the order of an object's names, so that each is put at the end.
    for name in members.keys.sorted(by: { $0.utf16.lexicographicallyPrecedes($1.utf16) }) {
      similar[name] = members[name]
    }
    var result = JSONObject()
    result["similar"] = .object(similar)
    return (.found, result)
  }
}
