import Civic
public import Exact
public import Opinions

/// Reads where k-means is to start: `[[x, y], …]`, `{"centers": [[x, y], …]}`, lines `x,y`, or the
/// groups of a production engine's `math-pca2.json`.
public struct CentersReader: Sendable {
  /// Starting centres, and the components that they refer to.
  public struct Outcome: Hashable, Sendable {
    public let centers: [Point]
    /// With the signs of votes that this project has; `nil` when the file has none.
    public let axes: [Point]?
    /// Those who were in a group, and stay in one.
    public let members: Set<ID<Participant>>
  }

  public init() {}

  public func read(_ bytes: [UInt8]) throws(OpinionFileError) -> Outcome {
    guard bytes.count <= 64 << 20 else { throw OpinionFileError(.fileTooLarge(limit: 64 << 20)) }
    guard VotesReader.isJSON(bytes) else {
      return Outcome(centers: try lines(bytes), axes: nil, members: [])
    }
    let value = try VotesJSON.value(bytes)
    if let groups = value["group-clusters"]?.array {
      let centers = try groups.enumerated().map { index, group throws(OpinionFileError) in
        try point(group["center"] ?? .null, at: "/group-clusters/\(index)/center")
      }
      return Outcome(
        centers: centers, axes: axes(value["pca"]?["comps"]),
        members: Set((value["in-conv"]?.array ?? []).compactMap(Self.participant)))
    }
    guard let values = value.array ?? value["centers"]?.array else {
      throw OpinionFileError(.notTheRecord)
    }
    let centers = try values.enumerated().map { index, value throws(OpinionFileError) in
      try point(value, at: "/\(index)")
    }
    return Outcome(centers: centers, axes: nil, members: [])
  }

  private func point(_ value: JSONValue, at pointer: String) throws(OpinionFileError) -> Point {
    let numbers = value.array?.compactMap { $0.number?.double } ?? []
    guard numbers.count == 2, value.array?.count == 2 else {
      throw OpinionFileError(field: pointer, .notAPoint)
    }
    return Point(numbers[0], numbers[1])
  }

  /// A production engine's components; agreement is -1 there.
  private func axes(_ value: JSONValue?) -> [Point]? {
    let components = value?.array?.map { $0.array?.compactMap { $0.number?.double } ?? [] } ?? []
    guard components.count == 2, components[0].count == components[1].count else { return nil }
    return zip(components[0], components[1]).map { Point(-$0, -$1) }
  }

  private static func participant(_ value: JSONValue) -> ID<Participant>? {
    (value.string ?? value.number?.description).map { ID(rawValue: $0) }
  }

  private func lines(_ bytes: [UInt8]) throws(OpinionFileError) -> [Point] {
    try bytes.withUnsafeBufferPointer { buffer throws(OpinionFileError) in
      var rows = DelimitedRows(buffer)
      var centers: [Point] = []
      while try rows.next() {
        let numbers = rows.fields.indices.map { Double(rows.text(of: $0)) }
        guard numbers.count == 2, let x = numbers[0], let y = numbers[1], x.isFinite, y.isFinite
        else {
          // A first line of words is a header.
          if rows.line == 1, numbers == [nil, nil], rows.text(of: 0).lowercased() == "x" {
            continue
          }
          throw OpinionFileError(line: rows.line, .notAPoint)
        }
        centers.append(Point(x, y))
      }
      return centers
    }
  }
}
