/// How hard a symbol is to read: the mask with the fewest points is chosen.
///
/// Source: ISO/IEC 18004:2015, 7.8.3.
struct QRPenalty: Sendable {
  let points: Int

  init(_ modules: [[Bool]]) {
    let columns = modules.indices.map { column in modules.map { $0[column] } }
    let lines = modules + columns
    points =
      lines.reduce(0) { $0 + Self.runs(in: $1) + Self.finders(in: $1) }
      + Self.blocks(in: modules) + Self.imbalance(of: modules)
  }

  /// Five or more of one colour in a row.
  private static func runs(in line: [Bool]) -> Int {
    var points = 0
    var length = 0
    for (index, module) in line.enumerated() {
      length = index > 0 && module == line[index - 1] ? length + 1 : 1
      if length == 5 { points += 3 } else if length > 5 { points += 1 }
    }
    return points
  }

  /// What looks like a finder: dark 1, light 1, dark 3, light 1, dark 1, with four light beside it.
  private static func finders(in line: [Bool]) -> Int {
    let finder = [true, false, true, true, true, false, true]
    let light = [false, false, false, false]
    guard line.count >= 11 else { return 0 }
    return (0...line.count - 11).reduce(0) { points, start in
      let part = Array(line[start..<start + 11])
      return points + (part == finder + light || part == light + finder ? 40 : 0)
    }
  }

  /// Squares of two by two of one colour.
  private static func blocks(in modules: [[Bool]]) -> Int {
    var points = 0
    for row in modules.indices.dropLast() {
      for column in modules.indices.dropLast() {
        let colour = modules[row][column]
        if modules[row][column + 1] == colour, modules[row + 1][column] == colour,
          modules[row + 1][column + 1] == colour
        {
          points += 3
        }
      }
    }
    return points
  }

  /// Ten points for every five per cent that the dark modules are away from one half.
  private static func imbalance(of modules: [[Bool]]) -> Int {
    let dark = modules.reduce(0) { $0 + $1.count { $0 } }
    let all = modules.count * modules.count
    return abs(dark * 20 - all * 10) / all * 10
  }
}
