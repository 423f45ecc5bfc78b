/// Maximum-weight matching in any graph, continued from prices and a matching that fit each other.
///
/// Every vertex has a price, not negative; an edge weighs at most its two prices plus what the odd
/// groups (blossoms) around it are charged, and exactly as much when it is in the matching. From a
/// vertex without partner and with a price above zero grows one alternating tree of tight edges;
/// odd cycles shrink to blossoms; prices change until a path is found to another vertex without
/// partner, or to one whose price is zero, which then goes without. All numbers are integers: edges
/// weigh an even amount, so that the prices of outer vertices stay all even or all odd.
///
/// Sources: Edmonds (1965), "Maximum matching and a polyhedron with 0,1-vertices".
/// <https://doi.org/10.6028/jres.069B.013> Galil (1986), "Efficient algorithms for finding maximum
/// matching in graphs". <https://doi.org/10.1145/6462.6502>
struct BlossomMatching {
  struct Edge {
    let one: Int
    let other: Int
    /// Even.
    let weight: Int64
  }

  enum Label { case free, outer, inner }

  /// An odd cycle of vertices and blossoms, beginning with the one that has the base; matched
  /// edges are the second, the fourth, ….
  struct Blossom {
    var children: [Int]
    /// From each child to the next.
    var edges: [Int]
    var vertices: [Int]
  }

  /// What each blossom is charged; 0 for vertices.
  var charge: [Int64]
  /// Blossoms that are in no other.
  var outermost: [Int] = []

  let edges: [Edge]
  let vertexCount: Int
  var price: [Int64]
  /// The matched edge of each vertex; -1 without.
  var mate: [Int]
  /// By number of the blossom, counted on from the vertices.
  var blossoms: [Int: Blossom] = [:]
  /// The outermost blossom of each vertex, or itself.
  var top: [Int]
  /// The blossom right around a vertex or blossom; -1 when it is outermost.
  var parent: [Int]
  var base: [Int]
  var label: [Label]
  /// By which edge the tree came to an inner vertex or blossom; -1 elsewhere.
  var entry: [Int]

  init(edges: [Edge], price: [Int64], mate: [Int]) {
    self.edges = edges
    self.price = price
    self.mate = mate
    vertexCount = price.count
    top = Array(price.indices)
    base = top
    parent = top.map { _ in -1 }
    label = top.map { _ in .free }
    entry = parent
    charge = top.map { _ in 0 }
  }

  /// Settles every vertex.
  mutating func settle(shouldStop: () -> Bool) throws(MatchingError) {
    for vertex in 0..<vertexCount {
      while mate[vertex] < 0, price[vertex] > 0 { try search(from: vertex, shouldStop) }
    }
  }

  /// What prices and charges prove: no matching weighs more.
  var bound: Int64 {
    price.reduce(0, +)
      + blossoms.reduce(0) { $0 + charge[$1.key] * Int64(($1.value.vertices.count - 1) / 2) }
  }

  func slack(_ edge: Int) -> Int64 {
    price[edges[edge].one] + price[edges[edge].other] - edges[edge].weight
  }

  func baseVertex(_ node: Int) -> Int { base[node] }

  func vertices(_ node: Int) -> [Int] { blossoms[node]?.vertices ?? [node] }

  func opposite(_ edge: Int, _ vertex: Int) -> Int {
    edges[edge].one == vertex ? edges[edge].other : edges[edge].one
  }

  /// The end of an edge that lies in an outermost node.
  func end(_ edge: Int, in node: Int) -> Int {
    top[edges[edge].one] == node ? edges[edge].one : edges[edge].other
  }

  mutating func newBlossomNumber() -> Int {
    base.append(-1)
    parent.append(-1)
    label.append(.free)
    entry.append(-1)
    charge.append(0)
    return base.count - 1
  }
}
