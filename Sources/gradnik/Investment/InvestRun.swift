import Civic
import Exchange
import Foundation
import Investment

/// One run of the command: the search, and what else was asked.
struct InvestRun {
  let command: InvestCommand
  let file: PlanFile

  mutating func report() throws -> InvestmentReport {
    let settings = InvestmentSettings(
      gap: command.gap, time: command.time, threads: command.threads, seed: command.seed)
    let stop = StopSignal()
    let control = SearchControl(
      elapsed: { ProcessInfo.processInfo.systemUptime }, shouldStop: { stop.isRaised },
      report: SearchProgress(file).report)
    do throws(InvestmentError) {
      let result = try file.plan.optimum(settings, control: control)
      return InvestmentReport(file, settings: settings, result: result)
    } catch {
      throw InvestFailure.failure(error)
    }
  }
}
