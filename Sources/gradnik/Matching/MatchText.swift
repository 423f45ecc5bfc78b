import Civic

/// A matching in words, for people at a terminal.
struct MatchText {
  private let object: JSONObject

  init(_ object: JSONObject) {
    self.object = object
  }

  var lines: [String] {
    var lines: [String] = []
    if let pairs = object["pairs"]?.array { lines += pairs.flatMap(pair) }
    if let total = object["total"]?.string {
      let bound = object["bound"]?.string ?? total
      lines.append(
        "total \(total), "
          + (bound == total ? "proved to be the highest" : "at most \(bound) is possible"))
    }
    for network in object["networks"]?.array ?? [] {
      lines.append(
        "\(list(network["members"])); lead \(text(network["lead"])); score \(text(network["score"]))"
      )
    }
    for entry in object["similar"]?.object?.members ?? [] {
      let cities = (entry.value.array ?? []).map { "\(text($0["id"])) \(text($0["score"]))" }
      lines.append("\(entry.name): \(cities.joined(separator: ", "))")
    }
    if let isStable = object["stable"] {
      lines.append(isStable == true ? "stable" : "no stable choice exists")
      for pair in object["blocking"]?.array ?? [] {
        lines.append("  would rather be partners: \(text(pair["a"])) – \(text(pair["b"]))")
      }
    }
    for conflict in object["conflict"]?.array ?? [] {
      lines.append(
        "cannot be kept: \(text(conflict["rule"])), needed \(text(conflict["needed"])), found "
          + "\(text(conflict["found"])) (\(list(conflict["cities"])))")
    }
    if let unmatched = object["unmatched"]?.array, !unmatched.isEmpty {
      lines.append("without a partner: \(list(.array(unmatched)))")
    }
    return lines
  }

  private func pair(_ pair: JSONValue) -> [String] {
    let (one, other) = (text(pair["a"]), text(pair["b"]))
    let reasons = pair["reasons"]?.array ?? []
    let head = "\(one) – \(other)  \(text(pair["score"]))"
    let sure = pair["confidence"].map { ", confidence \(text($0))" } ?? ""
    let fixed = pair["fixed"] == true ? ", settled before" : ""
    return [head + sure + fixed] + reasons.flatMap { reason($0, one, other) }
  }

  private func reason(_ reason: JSONValue, _ one: String, _ other: String) -> [String] {
    switch text(reason["part"]) {
    case "challenges": ["  both face \(topics(reason["both_face"]))"]
    case "complementarity":
      [(reason["a_learns"], one, other), (reason["b_learns"], other, one)].filter {
        $0.0?.array?.isEmpty == false
      }.map { "  \($0.2) has solved \(topics($0.0)), which \($0.1) seeks" }
    case "language": ["  they share a language"]
    case "size": ["  they are of like size"]
    case "class": ["  their regions are of the same class"]
    case "geography": ["  they are of one country"]
    case "wishes": ["  they wished for each other, or one for the other"]
    default: []
    }
  }

  private func topics(_ value: JSONValue?) -> String {
    (value?.array ?? []).map { text($0["topic"]) }.joined(separator: ", ")
  }

  private func list(_ value: JSONValue?) -> String {
    (value?.array ?? []).map { text($0) }.joined(separator: ", ")
  }

  private func text(_ value: JSONValue?) -> String { value?.string ?? "" }
}
