import Exact

/// A search by chance for a good choice of starts: it adds, drops, moves and swaps actions, takes
/// what is better, and what is worse less and less often. Rules that are broken cost value.
///
/// Source: Kirkpatrick, Gelatt, Vecchi (1983), "Optimization by simulated annealing".
/// <https://doi.org/10.1126/science.220.4598.671>
struct Annealing {
  private let worth: [Double]
  private let action: [Int]
  private let start: [Int]
  /// Offers that may be in a good choice, for each action.
  private let offersOf: [[Int]]
  private let candidates: [Int]
  private let rules: StartRules
  private var allRows: [AggregateRow]
  /// The rows that are watched all the time, by offers: `use[offer * width + row]`.
  private var watched: [Int]
  private var width = 0
  private var use: [Float] = []
  private var limit: [Float] = []
  private var price: [Float] = []
  /// What a unit of a row is worth in an ordinary offer.
  private var basePrice: [Float] = []

  private var load: [Float] = []
  private var value = 0.0
  private var penalty: Float = 0
  /// For each action the offer it is chosen with, or -1.
  private var choice: [Int]
  private var random: SeededGenerator

  private(set) var best: (value: Double, offers: [Int])?

  /// - Parameters:
  ///   - relaxed: The columns of the linear relaxation, where the search begins.
  ///   - promising: Whether an offer may be in a choice that is better than the best known.
  init(
    _ program: InvestmentProgram, rows: [AggregateRow], relaxed: [Double],
    promising: (Int) -> Bool, seed: UInt64
  ) {
    worth = program.offers.map { Double($0.worth) }
    action = program.offers.map(\.action)
    start = program.offers.map(\.start)
    offersOf = program.offersOf.map { $0.filter(promising) }
    candidates = program.offers.indices.filter(promising)
    rules = StartRules(program)
    allRows = rows
    watched = rows.indices.filter {
      rows[$0].rule != nil || rows[$0].usage(of: relaxed) > rows[$0].limit * 0.93
    }
    choice = [Int](repeating: -1, count: program.plan.actions.count)
    random = SeededGenerator(seed: seed)
    layOut()
    begin(at: relaxed)
  }

  private mutating func layOut() {
    width = (watched.count + 7) / 8 * 8
    use = [Float](repeating: 0, count: worth.count * width)
    limit = [Float](repeating: .greatestFiniteMagnitude, count: width)
    price = [Float](repeating: 0, count: width)
    for (place, row) in watched.enumerated() {
      limit[place] = Float(allRows[row].limit)
      var ratios: [Double] = []
      for offer in worth.indices {
        let used = allRows[row].use[offer]
        use[offer * width + place] = Float(used)
        if used != 0 { ratios.append(worth[offer].magnitude / used.magnitude) }
      }
      ratios.sort()
      price[place] = Float(ratios.isEmpty ? 0 : ratios[ratios.count / 2])
    }
    basePrice = price
    reload()
  }

  private mutating func reload() {
    load = [Float](repeating: 0, count: width)
    value = 0
    for offer in choice where offer >= 0 {
      value += worth[offer]
      for place in 0..<width { load[place] += use[offer * width + place] }
    }
    penalty = 0
    for place in 0..<width where load[place] > limit[place] {
      penalty += price[place] * (load[place] - limit[place])
    }
  }

  /// Begins at the starts that the relaxation takes by more than half.
  mutating func begin(at relaxed: [Double]) {
    choice = choice.map { _ in -1 }
    for offers in offersOf {
      guard let offer = offers.max(by: { relaxed[$0] < relaxed[$1] }), relaxed[offer] > 0.5,
        rules.allows(offer, replacing: -1, in: choice)
      else { continue }
      choice[action[offer]] = offer
    }
    reload()
  }

  /// Goes from a high temperature to a low one in so many moves.
  mutating func cool(moves: Int, from hot: Double, to cold: Double) {
    guard !candidates.isEmpty else { return }
    let steps = max(1, moves / 1000)
    let factor = Float.exponential(Float(cold / hot), root: steps)
    var temperature = Float(hot)
    for _ in 0..<steps {
      for _ in 0..<1000 { move(temperature) }
      temperature *= factor
      reload()
      adaptPrices()
    }
  }

  /// Rules that stay broken become dearer, rules that hold cheaper.
  private mutating func adaptPrices() {
    for place in watched.indices {
      let isBroken = load[place] > limit[place] + 1e-6 * max(1, limit[place].magnitude)
      let wanted = price[place] * (isBroken ? 1.05 : 0.99)
      price[place] = min(max(wanted, basePrice[place] * 0.5), basePrice[place] * 10)
    }
    reload()
  }

  private mutating func move(_ temperature: Float) {
    let offer = candidates[below(candidates.count)]
    let current = choice[action[offer]]
    let enters = current == offer ? -1 : offer
    var second = -1
    if enters >= 0, current < 0, random.next() & 1 == 0 {
      let other = candidates[below(candidates.count)]
      if choice[action[other]] == other, action[other] != action[offer] { second = other }
    }
    guard allowed(enters: enters, leaves: current, second: second) else { return }
    attempt(enters: enters, leaves: current, second: second, temperature)
  }

  private mutating func allowed(enters: Int, leaves: Int, second: Int) -> Bool {
    if second >= 0 {
      guard rules.allowsLeaving(second, in: choice) else { return false }
      choice[action[second]] = -1
      defer { choice[action[second]] = second }
      return rules.allows(enters, replacing: leaves, in: choice)
    }
    if enters < 0 { return rules.allowsLeaving(leaves, in: choice) }
    return rules.allows(enters, replacing: leaves, in: choice)
  }

  private mutating func attempt(
    enters: Int, leaves: Int, second: Int, _ temperature: Float
  ) {
    var gain = 0.0
    if enters >= 0 { gain += worth[enters] }
    if leaves >= 0 { gain -= worth[leaves] }
    if second >= 0 { gain -= worth[second] }
    let broken = penaltyAfter(enters: enters, leaves: leaves, second: second)
    let delta = Float(gain) - (broken - penalty)
    guard delta >= 0 || unit() < Float.exponential(delta / temperature) else { return }
    add(enters, 1)
    add(leaves, -1)
    add(second, -1)
    if leaves >= 0 { choice[action[leaves]] = -1 }
    if second >= 0 { choice[action[second]] = -1 }
    if enters >= 0 { choice[action[enters]] = enters }
    value += gain
    penalty = broken
    if penalty <= 1e-3, value > best?.value ?? -.infinity { keep() }
  }

  private func penaltyAfter(enters: Int, leaves: Int, second: Int) -> Float {
    let (enter, leave, other) = (enters * width, leaves * width, second * width)
    return use.withUnsafeBufferPointer { use in
      load.withUnsafeBufferPointer { load in
        limit.withUnsafeBufferPointer { limit in
          price.withUnsafeBufferPointer { price in
            var sum = SIMD8<Float>.zero
            var place = 0
            while place < width {
              func eight(_ buffer: UnsafeBufferPointer<Float>, _ at: Int) -> SIMD8<Float> {
                UnsafeRawPointer(buffer.baseAddress! + at).loadUnaligned(as: SIMD8<Float>.self)
              }
              var after = eight(load, place) - eight(limit, place)
              if enters >= 0 { after += eight(use, enter + place) }
              if leaves >= 0 { after -= eight(use, leave + place) }
              if second >= 0 { after -= eight(use, other + place) }
              sum += pointwiseMax(after, .zero) * eight(price, place)
              place += 8
            }
            return sum.sum()
          }
        }
      }
    }
  }

  private mutating func add(_ offer: Int, _ sign: Float) {
    guard offer >= 0 else { return }
    for place in 0..<width { load[place] += sign * use[offer * width + place] }
  }

  /// Keeps the choice if it holds every row, also those not watched; watches those it breaks.
  private mutating func keep() {
    var chosen = [Double](repeating: 0, count: worth.count)
    for offer in choice where offer >= 0 { chosen[offer] = 1 }
    var broken: [Int] = []
    for (index, row) in allRows.enumerated() {
      let usage = row.usage(of: chosen)
      if usage > row.limit + 1e-6 * max(1, row.limit.magnitude) * 0.01 { broken.append(index) }
    }
    let fresh = broken.filter { !watched.contains($0) }
    if !fresh.isEmpty {
      watched += fresh.prefix(8)
      layOut()
    }
    guard broken.isEmpty else { return }
    best = (value, choice.filter { $0 >= 0 }.sorted())
  }

  /// Begins again at what is given.
  mutating func restart(at offers: [Int]) {
    choice = choice.map { _ in -1 }
    for offer in offers { choice[action[offer]] = offer }
    reload()
  }

  /// Takes one more row, and watches it.
  mutating func watch(_ row: AggregateRow) {
    watched.append(allRows.count)
    allRows.append(row)
    layOut()
  }

  mutating func forget() { best = nil }

  private mutating func below(_ count: Int) -> Int {
    Int(((random.next() >> 32) &* UInt64(count)) >> 32)
  }

  private mutating func unit() -> Float { Float(random.next() >> 40) / Float(1 << 24) }
}

extension Float {
  /// e to a power that is not above 0, to three digits: enough for a toss.
  fileprivate static func exponential(_ power: Float) -> Float {
    guard power > -16 else { return 0 }
    var base = 1 + power / 1024
    for _ in 0..<10 { base *= base }
    return base
  }

  /// The number whose `root`-th power is `value`.
  fileprivate static func exponential(_ value: Float, root: Int) -> Float {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      var (power, base, count) = (1.0, middle, root)
      while count > 0 {
        if count & 1 == 1 { power *= base }
        base *= base
        count >>= 1
      }
      if power < Double(value) { low = middle } else { high = middle }
    }
    return Float(high)
  }
}
