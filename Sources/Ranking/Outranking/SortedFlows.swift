/// Sums of preferences over all others under one criterion, in ascending order of scores.
struct SortedFlows {
  /// How strongly each is preferred to those below it, and those above to it.
  private(set) var above: [Double]
  private(set) var below: [Double]
  private let numbers: [Double]

  init(_ order: AscendingOrder, _ function: PreferenceFunction) {
    numbers = order.numbers
    above = [Double](repeating: 0, count: numbers.count)
    below = above
    switch function {
    case .usual: addSteps(threshold: 0, size: 1)
    case .uShape(let q): addSteps(threshold: q, size: 1)
    case .level(let q, let p):
      addSteps(threshold: q, size: 0.5)
      addSteps(threshold: p, size: 0.5)
    case .vShape(let p): addRamps(q: 0, p: p)
    case .linear(let q, let p): addRamps(q: q, p: p)
    case .gaussian: break
    }
  }

  /// Adds `size` for every other that is more than the threshold away.
  private mutating func addSteps(threshold: Double, size: Double) {
    let count = numbers.count
    var (lower, upper) = (0, 0)
    for i in 0..<count {
      while lower < count, numbers[i] - numbers[lower] > threshold { lower += 1 }
      above[i] += size * Double(lower)
      // The first that is more than the threshold above this one.
      while upper < count, !(numbers[upper] - numbers[i] > threshold) { upper += 1 }
      below[i] += size * Double(count - upper)
    }
  }

  /// Adds what rises in a straight line from nothing at `q` to 1 at `p`.
  private mutating func addRamps(q: Double, p: Double) {
    // At p = q the line is a step that counts from p on, or above q if both are zero.
    guard p > q else { return addSteps(threshold: q, size: 1) }
    let count = numbers.count
    let middle = count > 0 ? numbers[count / 2] : 0
    let sums = runningSums(around: middle)
    let width = p - q
    var (full, part) = (0, 0)
    var (partEnd, fullStart) = (0, 0)
    numbers.withUnsafeBufferPointer { numbers in
      sums.withUnsafeBufferPointer { sums in
        for i in 0..<count {
          let number = numbers[i]
          while full < count, number - numbers[full] >= p { full += 1 }
          if part < full { part = full }
          while part < count, number - numbers[part] > q { part += 1 }
          let rise = Double(part - full) * (number - middle - q) - (sums[part] - sums[full])
          above[i] += Double(full) + rise / width
          while partEnd < count, !(numbers[partEnd] - number > q) { partEnd += 1 }
          if fullStart < partEnd { fullStart = partEnd }
          while fullStart < count, !(numbers[fullStart] - number >= p) { fullStart += 1 }
          let fall =
            (sums[fullStart] - sums[partEnd])
            - Double(fullStart - partEnd) * (number - middle + q)
          below[i] += Double(count - fullStart) + fall / width
        }
      }
    }
  }

  /// Sums of the first numbers, taken from a middle one so that little is lost in rounding.
  private func runningSums(around middle: Double) -> [Double] {
    var sums = [Double](repeating: 0, count: numbers.count + 1)
    for (index, number) in numbers.enumerated() {
      sums[index + 1] = sums[index] + (number - middle)
    }
    return sums
  }

  /// Adds the preferences of all pairs, for functions without a shortcut.
  ///
  /// - Complexity: O(*n*²).
  mutating func addPairs(
    _ function: PreferenceFunction, _ shouldStop: () -> Bool
  ) throws(RankingError) {
    for i in numbers.indices {
      if i % 64 == 0, shouldStop() { throw .stopped }
      var sum = 0.0
      let number = numbers[i]
      for k in 0..<i {
        let preference = function(number - numbers[k])
        sum += preference
        below[k] += preference
      }
      above[i] += sum
    }
  }
}
