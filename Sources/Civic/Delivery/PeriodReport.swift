public import Exact
import Tracking

/// What was done, spent and achieved in a period, what is late and why: computed, and frozen when it
/// is sent.
public struct PeriodReport: Codable, Hashable, Sendable {
  /// An action with how it stood at the end of the period.
  public struct Line: Codable, Hashable, Sendable {
    public var action: Exact.ID<Action>
    public var code: String
    public var title: Multilingual
    public var status: ActionStatus
    public var reason: String?
    public var author: String?
  }

  public struct Finished: Codable, Hashable, Sendable {
    public var code: String
    public var title: Multilingual
    public var day: Day
  }

  public struct Spending: Codable, Hashable, Sendable {
    /// None for money without a source.
    public var source: Multilingual?
    public var planned: MinorUnits
    public var spent: MinorUnits
  }

  public struct Figure: Codable, Hashable, Sendable {
    public var indicator: Exact.ID<CityIndicator>
    public var name: Multilingual
    public var unit: String
    public var period: String
    public var value: String
    public var expected: String?
    public var standing: IndicatorReading.Standing
  }

  public var plan: Exact.ID<Plan>
  public var title: Multilingual
  public var currency: Currency
  public var from: Day
  public var until: Day
  public var started: [Line]
  public var done: [Line]
  public var late: [Line]
  public var blocked: [Line]
  public var dropped: [Line]
  /// How many actions there are in all.
  public var actions: Int
  public var finishedTasks: [Finished]
  public var spending: [Spending]
  /// In the years of the period.
  public var planned: MinorUnits
  public var spent: MinorUnits
  public var figures: [Figure]
}

extension IndicatorReading.Standing: Codable {}

extension PeriodReport {
  /// - Parameters:
  ///   - delivery: With everything reported; later reports than the period's end are left out.
  ///   - board: As it stood at the end of the period.
  public init(_ delivery: PlanDelivery, board: IndicatorBoard, from: Day, until: Day) {
    let document = delivery.document
    let then = PlanDelivery(
      document, updates: delivery.updates.filter { $0.at.day <= until },
      expenditures: delivery.expenditures.filter { (from...until).contains($0.day) }, today: until)
    let language = document.plan.language
    let standings = then.standings
    let line = { (standing: PlanDelivery.Standing) in
      Line(
        action: standing.action.id, code: standing.action.code, title: standing.action.title,
        status: standing.status, reason: standing.reason(in: language),
        author: standing.update?.author)
    }
    let changed = Set(then.updates.filter { $0.at.day >= from }.map(\.action))
    let isNew = { (standing: PlanDelivery.Standing) in
      changed.contains(standing.action.id)
        || then.tasks(of: standing.action.id).contains { task in
          task.doneOn.map { (from...until).contains($0) } ?? false
        }
    }
    plan = document.plan.id
    title = document.plan.title
    currency = document.plan.currency
    self.from = from
    self.until = until
    started = standings.filter {
      $0.status == .ongoing && $0.action.start.map { (from...until).contains($0) } ?? false
    }.map(line)
    done = standings.filter { $0.status == .done && isNew($0) }.map(line)
    late = standings.filter { $0.status == .late }.map(line)
    blocked = standings.filter { $0.status == .blocked || $0.status == .paused }.map(line)
    dropped = standings.filter {
      ($0.status == .abandoned || $0.status == .superseded) && isNew($0)
    }.map(line)
    actions = standings.count
    finishedTasks = document.actions.flatMap { action in
      then.tasks(of: action.id).compactMap { task in
        task.doneOn.flatMap { day in
          (from...until).contains(day)
            ? Finished(code: action.code, title: task.title, day: day) : nil
        }
      }
    }
    spending = then.spendingBySource.map {
      Spending(source: $0.source?.name, planned: $0.planned, spent: $0.spent)
    }
    let years = Set(from.year...until.year)
    planned = document.costLines.filter { years.contains($0.year) }.reduce(0) { $0 + $1.planned }
    spent = then.expenditures.reduce(0) { $0 + $1.amount }
    figures = board.until(until).readings.filter(\.indicator.isPublic).compactMap(Self.figure)
  }

  private static func figure(_ reading: IndicatorReading) -> Figure? {
    guard let last = reading.points.last else { return nil }
    let words = { (value: Double) -> String in
      let scaled = (value * 100).rounded()
      return Int64(exactly: scaled).map {
        ExactDecimal(significand: $0, scale: 2).description
      } ?? "–"
    }
    return Figure(
      indicator: reading.indicator.id, name: reading.indicator.name, unit: reading.indicator.unit,
      period: last.period, value: last.exact?.description ?? words(last.value),
      expected: reading.progress.map { words($0.expected) }, standing: reading.standing)
  }

  /// The fingerprint of the report as it was sent.
  public var digest: Digest? { (try? JSONValue(encoding: self)).map { Digest(of: $0) } }
}

/// A report as it was frozen.
public struct FrozenReport: Hashable, Identifiable, Sendable {
  public let id: Exact.ID<FrozenReport>
  public let at: Instant
  public let author: String
  public let report: PeriodReport

  public init(id: Exact.ID<FrozenReport>, at: Instant, author: String, report: PeriodReport) {
    self.id = id
    self.at = at
    self.author = author
    self.report = report
  }
}
