import Civic
import Exact
import Exchange
import Foundation
import Investment
import Web

/// One run of the command: the search, and what else was asked.
struct InvestRun {
  let command: InvestCommand
  let file: PlanFile
  private let control: SearchControl
  private let quiet: SearchControl
  private let started = ProcessInfo.processInfo.systemUptime

  init(command: InvestCommand, file: PlanFile) {
    (self.command, self.file) = (command, file)
    let stop = StopSignal()
    let clock: @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime }
    let memory = command.memory.map { $0 << 20 } ?? Int.max
    control = SearchControl(
      elapsed: clock, shouldStop: { stop.isRaised }, report: SearchProgress(file).report
    ).limited(toBytes: memory, held: { MemoryUse.now })
    quiet = SearchControl(elapsed: clock, shouldStop: control.shouldStop)
  }

  /// - Throws: ``CommandFailure`` with what to do.
  func report() throws -> InvestmentReport {
    let aims = try aims()
    let explained = try explainedAction()
    let settings = InvestmentSettings(
      gap: command.gap, time: command.time, threads: command.threads, seed: command.seed)
    do throws(InvestmentError) {
      let result = try file.plan.optimum(settings, control: control)
      var report = InvestmentReport(file, settings: settings, result: result)
      if result.status == .infeasible {
        report.add(try file.plan.conflict(seconds: command.time, control: quiet))
        return report
      }
      if command.prices { report.add(try file.plan.prices(per: minorUnits)) }
      try explain(explained, &report)
      try sample(&report)
      if !aims.isEmpty {
        let front = try file.plan.paretoFront(
          aims.map(\.aim), steps: aims.count == 2 ? 10 : 5, settings, seconds: command.time,
          control: quiet)
        report.add(front, aims: aims)
      }
      return report
    } catch {
      throw InvestFailure.failure(error)
    }
  }

  private var minorUnits: Double { file.amountDigits == 2 ? 100 : 1 }

  private func aims() throws -> [(name: String, aim: Aim)] {
    let names = command.pareto.flatMap { $0.split(separator: ",").map(String.init) }
    guard !names.isEmpty else { return [] }
    guard (2...3).contains(names.count), Set(names).count == names.count else {
      throw CommandFailure(.wrongUse, "--pareto takes two or three different objectives.")
    }
    return try names.map { name in
      guard let aim = file.aim(named: name) else {
        throw CommandFailure(
          .wrongUse,
          "--pareto knows value, cost, staff, votes and objective:N from 0, not \(name).")
      }
      return (name, aim)
    }
  }

  private enum Explained { case none, all, action(Int) }

  private func explainedAction() throws -> Explained {
    guard let name = command.explain else { return .none }
    if let index = file.plan.actions.firstIndex(where: { $0.id.rawValue == name }) {
      return .action(index)
    }
    guard name == "all" else { throw CommandFailure(.wrongUse, "There is no action \(name).") }
    return .all
  }

  private func explain(
    _ explained: Explained, _ report: inout InvestmentReport
  ) throws(InvestmentError) {
    switch explained {
    case .none: break
    case .all:
      report.add(
        try file.plan.lossIntervals(
          given: report.result, seconds: command.time, control: quiet))
    case .action(let action):
      var settings = report.settings
      settings.gap = max(settings.gap, 0)
      if let why = try file.plan.whyNot(
        action, given: report.result, settings, control: quiet)
      {
        report.add(why)
      }
    }
  }

  private func sample(_ report: inout InvestmentReport) throws(InvestmentError) {
    guard let samples = command.acceptability else { return }
    var settings = report.settings
    settings.gap = max(settings.gap, 0.01)
    let acceptability = try file.plan.acceptability(
      samples, file.uncertainty, settings, seconds: command.time,
      given: report.result.portfolio, control: quiet)
    report.add(acceptability, asked: samples)
    report.add(robust: try file.plan.robustPortfolios(file.uncertainty))
  }
}
