import CHighs

/// HiGHS, opened once for the process.
///
/// Source: Huangfu, Hall (2018), "Parallelizing the dual revised simplex method".
/// <https://doi.org/10.1007/s12532-017-0130-5>
public enum HiGHS {
  /// Opens the library at one of the paths; the first that is there stays.
  ///
  /// - Returns: Its version, or `nil` when none of them is there or usable.
  public static func open(at paths: [String]) -> String? {
    paths.contains { chighs_open($0) } ? String(cString: chighs_version()) : nil
  }
}

/// Time, and the wish to stop: what a search is told from outside.
public struct SearchControl: Sendable {
  /// Seconds since some moment.
  public let elapsed: @Sendable () -> Double
  public let shouldStop: @Sendable () -> Bool
  /// Told of every change: the best value so far and the bound, in units of value.
  public let report: @Sendable (_ best: Double?, _ bound: Double) -> Void

  public init(
    elapsed: @escaping @Sendable () -> Double,
    shouldStop: @escaping @Sendable () -> Bool = { false },
    report: @escaping @Sendable (_ best: Double?, _ bound: Double) -> Void = { _, _ in }
  ) {
    (self.elapsed, self.shouldStop, self.report) = (elapsed, shouldStop, report)
  }

  /// The same, which also stops when the process holds more than so many bytes beyond what it holds
  /// now.
  ///
  /// - Parameter held: The bytes that the process holds; `nil` where the system does not say.
  public func limited(
    toBytes bytes: Int, held: @escaping @Sendable () -> Int?
  ) -> SearchControl {
    guard let start = held() else { return self }
    let shouldStop = shouldStop
    return SearchControl(
      elapsed: elapsed,
      shouldStop: { shouldStop() || (held() ?? start) - start > bytes }, report: report)
  }
}

/// One program within HiGHS, freed with the value.
struct Solver: ~Copyable {
  enum Status: Hashable { case optimal, infeasible, limit, failed(Int) }

  struct Outcome {
    var status: Status
    /// The best solution, when there is one.
    var columns: [Double]?
    var objective: Double
    /// No solution is better than this.
    var bound: Double
    var nodes: Int64
  }

  private let handle: UnsafeMutableRawPointer
  private let columns: Int
  private let rows: Int
  private let isMixed: Bool

  init(_ program: LinearProgram, relaxed: Bool = false, threads: Int = 1) throws(InvestmentError) {
    let isMixed = !relaxed && program.isInteger.contains(true)
    handle = try Self.open(program, mixed: isMixed)
    self.isMixed = isMixed
    columns = program.columnCount
    rows = program.rows.count
    _ = chighs_set_int(handle, "threads", Int32(threads))
  }

  deinit { chighs_destroy(handle) }

  private static func open(
    _ program: LinearProgram, mixed: Bool
  ) throws(InvestmentError) -> UnsafeMutableRawPointer {
    guard let handle = chighs_create() else { throw .solver(-1) }
    guard pass(program, to: handle, mixed: mixed) else {
      chighs_destroy(handle)
      throw .solver(2)
    }
    return handle
  }

  private static func pass(
    _ program: LinearProgram, to handle: UnsafeMutableRawPointer, mixed: Bool
  ) -> Bool {
    var start: [Int32] = [0]
    for row in program.rows { start.append(start[start.count - 1] + Int32(row.columns.count)) }
    let index = program.rows.flatMap(\.columns)
    let value = program.rows.flatMap(\.coefficients)
    let low = program.rows.map { $0.lower }
    let high = program.rows.map { $0.upper }
    let kinds = program.isInteger.map { Int32($0 ? 1 : 0) }
    return kinds.withUnsafeBufferPointer { kinds in
      var model = chighs_model()
      model.columns = Int32(program.columnCount)
      model.rows = Int32(program.rows.count)
      model.entries = Int32(index.count)
      model.integrality = mixed ? kinds.baseAddress : nil
      return withPointers(
        [program.cost, program.lower, program.upper, low, high, value]
      ) { doubles in
        model.cost = doubles[0]
        model.column_lower = doubles[1]
        model.column_upper = doubles[2]
        model.row_lower = doubles[3]
        model.row_upper = doubles[4]
        model.value = doubles[5]
        return start.withUnsafeBufferPointer { start in
          index.withUnsafeBufferPointer { index in
            model.start = start.baseAddress
            model.index = index.baseAddress
            return chighs_pass(handle, &model)
          }
        }
      }
    }
  }

  private static func withPointers(
    _ arrays: [[Double]], _ body: ([UnsafePointer<Double>?]) -> Bool,
    _ pointers: [UnsafePointer<Double>?] = []
  ) -> Bool {
    guard pointers.count < arrays.count else { return body(pointers) }
    return arrays[pointers.count].withUnsafeBufferPointer {
      withPointers(arrays, body, pointers + [$0.baseAddress])
    }
  }

  func set(_ option: String, _ value: Double) { _ = chighs_set_double(handle, option, value) }
  func set(_ option: String, _ value: Int) { _ = chighs_set_int(handle, option, Int32(value)) }
  func set(_ option: String, _ value: String) { _ = chighs_set_string(handle, option, value) }
  func set(_ option: String, _ value: Bool) { _ = chighs_set_bool(handle, option, value) }

  func start(from columns: [Double]) { _ = chighs_set_solution(handle, columns) }
  func setCosts(_ costs: [Double]) { _ = chighs_change_costs(handle, Int32(costs.count), costs) }

  func setBounds(of column: Int, _ lower: Double, _ upper: Double) {
    _ = chighs_change_bounds(handle, Int32(column), lower, upper)
  }

  func setRow(_ row: Int, _ lower: Double, _ upper: Double) {
    _ = chighs_change_row(handle, Int32(row), lower, upper)
  }

  func add(_ row: LinearProgram.Row) {
    _ = chighs_add_row(
      handle, row.lower, row.upper, Int32(row.columns.count), row.columns, row.coefficients)
  }

  /// What is told while the solver runs.
  final class Listener {
    // A class, because C keeps a pointer to it while the solver runs.
    let columns: Int
    let hears: (_ bound: Double, _ best: Double, _ solution: [Double]?) -> Bool

    init(columns: Int, _ hears: @escaping (Double, Double, [Double]?) -> Bool) {
      (self.columns, self.hears) = (columns, hears)
    }
  }

  /// Runs until the proof, a limit of the options, or until `hears` returns true.
  func run(
    _ hears: ((_ bound: Double, _ best: Double, _ solution: [Double]?) -> Bool)? = nil
  ) -> Outcome {
    let status: Int32
    if let hears {
      let listener = Listener(columns: columns, hears)
      status = withExtendedLifetime(listener) {
        chighs_run(
          handle,
          { context, bound, best, solution in
            guard let context else { return false }
            let listener = Unmanaged<Listener>.fromOpaque(context).takeUnretainedValue()
            let values = solution.map {
              Array(UnsafeBufferPointer(start: $0, count: listener.columns))
            }
            return listener.hears(bound, best, values)
          }, Unmanaged.passUnretained(listener).toOpaque())
      }
    } else {
      status = chighs_run(handle, nil, nil)
    }
    return outcome(status)
  }

  private func outcome(_ code: Int32) -> Outcome {
    let status: Status =
      switch code {
      case 6, 7: .optimal
      case 8, 9: .infeasible
      case 11...14, 16, 17, 18: .limit
      default: .failed(Int(code))
      }
    let hasSolution = chighs_primal_status(handle) == 2
    let objective = chighs_objective(handle)
    return Outcome(
      status: status, columns: hasSolution ? solution().columns : nil, objective: objective,
      bound: isMixed ? chighs_bound(handle) : objective, nodes: chighs_nodes(handle))
  }

  /// The values of the columns, and for a linear program the prices.
  func solution() -> (columns: [Double], reduced: [Double], rows: [Double], prices: [Double]) {
    var (values, reduced) = (
      [Double](repeating: 0, count: columns), [Double](repeating: 0, count: columns)
    )
    let room = rows + 4096
    var (activity, prices) = (
      [Double](repeating: 0, count: room), [Double](repeating: 0, count: room)
    )
    _ = chighs_solution(handle, &values, &reduced, &activity, &prices)
    return (values, reduced, Array(activity.prefix(rows)), Array(prices.prefix(rows)))
  }
}
