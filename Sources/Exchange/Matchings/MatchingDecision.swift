public import Civic
public import Exact

/// The decision which cities of a network work together: what anyone can recompute from the profiles,
/// the rules and what people decided about the proposals.
///
/// Method `matching` 1: the engine matches the published profiles as asked; every group it proposes
/// was confirmed, declined or replaced by people, who could add groups of their own with a reason.
public enum MatchingDecision {
  public static let method = Decision.Method(name: "matching", version: "1")
  public static let profilesName = "profiles.json"
  public static let requestName = "request.json"
  public static let peopleName = "people.json"

  /// What cannot be recomputed.
  public enum Fault: Error, Hashable, Sendable {
    case missingFile(String)
    case profiles(MatchingFileError)
    case request(MatchingFileError)
    case engine(MatchingRequest.Failure)
    /// The list of what people decided is not one.
    case people
    /// A group that names a city that is not there.
    case unknownCity(String)
    /// Said to be proposed by the method, which does not propose it.
    case notProposed([String])
    /// Proposed by the method, and nobody decided about it.
    case notDecided([String])
    /// People's own groups, and those declined or replaced, have a reason.
    case reasonMissing([String])
    /// The settings of the decision are not those of the request.
    case settings
  }

  /// Matches profiles as asked.
  ///
  /// - Throws: ``Fault``.
  public static func report(
    profiles: [UInt8], request: [UInt8], shouldStop: () -> Bool = { false }
  ) throws -> MatchingReport {
    let input: MatchingInput
    let asked: MatchingRequest
    do throws(MatchingFileError) { input = try MatchingInput(profiles) } catch {
      throw Fault.profiles(error)
    }
    do throws(MatchingFileError) { asked = try MatchingRequest(parsing: request) } catch {
      throw Fault.request(error)
    }
    do {
      return try asked.report(on: input, shouldStop: shouldStop)
    } catch let failure as MatchingRequest.Failure {
      throw Fault.engine(failure)
    }
  }

  /// The decision on a run whose proposals people have decided.
  ///
  /// - Parameters:
  ///   - partnerships: Those of the run.
  ///   - label: Who decided, as the public may know them.
  /// - Throws: ``Fault``.
  public static func decision(
    id: Exact.ID<Decision>, on run: MatchRun, partnerships: [Partnership], label: String,
    at now: Instant
  ) throws -> (decision: Decision, inputs: [String: [UInt8]]) {
    let inputs = [
      profilesName: Array(run.input.utf8), requestName: Array(run.request.utf8),
      peopleName: CanonicalJSON.bytes(of: people(run, partnerships)),
    ]
    let conclusion = try Self.conclusion(of: inputs)
    var content = Decision.Content(
      kind: .matching, method: method, settings: try settings(of: inputs),
      conclusion: conclusion, engineVersion: .current)
    for (name, bytes) in inputs {
      guard let input = Decision.Input(name: name, digest: Digest(of: bytes)) else { continue }
      content.inputs.append(input)
    }
    let author =
      Decision.Author(role: "networkLead", label: label)
      ?? Decision.Author(role: "networkLead", label: "")
    guard let author else { throw Fault.people }
    return (Decision(id: id, content: content, at: now, by: author), inputs)
  }

  /// Takes the decision again from the bundle's inputs.
  public static func recompute(
    _ decision: Decision, _ inputs: [String: [UInt8]]
  ) throws -> Decision.Conclusion {
    guard decision.method == method else {
      throw Verification.Obstacle.unknownMethod(decision.method)
    }
    guard decision.settings == (try settings(of: inputs)) else { throw Fault.settings }
    return try conclusion(of: inputs)
  }

  /// What people decided, without their own words and without who stands behind a code.
  private static func people(_ run: MatchRun, _ partnerships: [Partnership]) -> JSONValue {
    let entries = partnerships.compactMap { partnership -> (key: String, value: JSONValue)? in
      let codes = partnership.cities.compactMap { run.participant($0)?.code }.sorted()
      guard codes.count == partnership.cities.count else { return nil }
      var object = JSONObject()
      object["cities"] = .array(codes.map { .string($0) })
      object["status"] = .string(partnership.status.rawValue)
      object["proposedBy"] = partnership.isOwn ? "people" : "method"
      object["reason"] = partnership.reason.map { .string($0.rawValue) } ?? .null
      return (codes.joined(separator: "\n"), .object(object))
    }
    return .array(entries.sorted { $0.key < $1.key }.map(\.value))
  }

  private static func bytes(_ name: String, _ inputs: [String: [UInt8]]) throws -> [UInt8] {
    guard let bytes = inputs[name] else { throw Fault.missingFile(name) }
    return bytes
  }

  private static func settings(of inputs: [String: [UInt8]]) throws -> JSONValue {
    try JSONValue(parsing: try bytes(requestName, inputs), limits: .records)
  }

  private static func conclusion(of inputs: [String: [UInt8]]) throws -> Decision.Conclusion {
    let report = try Self.report(
      profiles: try bytes(profilesName, inputs), request: try bytes(requestName, inputs))
    let profiles = try JSONValue(parsing: try bytes(profilesName, inputs), limits: .records)
    let known = Set((profiles["cities"]?.array ?? []).compactMap { $0["id"]?.string })
    let people = try JSONValue(parsing: try bytes(peopleName, inputs), limits: .records)
    guard let entries = people.array else { throw Fault.people }
    let result = JSONValue.object(report.result)
    let proposed = MatchRun.proposals(in: result).map { $0.codes.sorted() }
    var decided: Set<[String]> = []
    var confirmed = Set(
      (profiles["fixed"]?.array ?? []).map { ($0.array ?? []).compactMap(\.string).sorted() })
    for entry in entries {
      let group = try Self.group(entry, known: known, proposed: proposed)
      decided.insert(group.cities)
      if group.isConfirmed { confirmed.insert(group.cities) }
    }
    for group in proposed where !decided.contains(group) { throw Fault.notDecided(group) }
    let groups = { (list: [[String]]) in
      JSONValue.array(list.map { .array($0.map { .string($0) }) })
    }
    return Decision.Conclusion(
      outcome: [
        "confirmed": groups(confirmed.sorted { $0.lexicographicallyPrecedes($1) }),
        "proposed": groups(proposed), "decided": people,
      ], explanation: result)
  }

  private static func group(
    _ entry: JSONValue, known: Set<String>, proposed: [[String]]
  ) throws -> (cities: [String], isConfirmed: Bool) {
    let cities = (entry["cities"]?.array ?? []).compactMap(\.string).sorted()
    guard let status = entry["status"]?.string.flatMap({ PartnershipStatus(rawValue: $0) }),
      let origin = entry["proposedBy"]?.string, ["people", "method"].contains(origin),
      !cities.isEmpty, status != .proposed
    else { throw Fault.people }
    for city in cities where !known.contains(city) { throw Fault.unknownCity(city) }
    if origin == "method", !proposed.contains(cities) { throw Fault.notProposed(cities) }
    let reason = entry["reason"]?.string.flatMap { MatchReason(rawValue: $0) }
    guard reason != nil || (origin == "method" && status == .confirmed) else {
      throw Fault.reasonMissing(cities)
    }
    return (cities, status == .confirmed)
  }
}
