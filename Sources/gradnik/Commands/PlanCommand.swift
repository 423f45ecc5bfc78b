import ArgumentParser
import Civic
import Database
import Exact
import Foundation
import Pages
import Store

/// Checks a plan, takes it out as a file and brings it in.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Check a plan, export it as a file, or import one.",
    subcommands: [
      PlanListCommand.self, PlanCheckCommand.self, PlanExportCommand.self, PlanImportCommand.self,
      PlanUpdateCommand.self,
    ])
}

struct PlanListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Name the plans in the database with their identifiers.")

  @OptionGroup var options: DatabaseOptions

  mutating func run() async throws {
    let database = try await options.open()
    let plans = try await PlanStore(database).workingPlans(for: .machine)
    try await database.close()
    var object = JSONObject()
    object["plans"] = .array(
      plans.map { entry in
        [
          "id": .string(entry.plan.id.rawValue),
          "title": .string(entry.plan.title.text(for: .english).text),
          "city": .string(entry.city.name.text(for: .english).text),
          "phase": .string(entry.plan.phase.rawValue),
        ]
      })
    let lines = plans.map { entry in
      "\(entry.plan.id)  \(entry.city.name.text(for: .english).text): \(entry.plan.title.text(for: .english).text)"
    }
    Console.answer(lines.joined(separator: "\n"), object, as: options.format)
  }
}

/// Reads the file of a plan, or says what is wrong with it.
private func readPlan(_ file: String) throws -> PlanExport {
  guard let data = FileManager.default.contents(atPath: file) else {
    throw CommandFailure(.badInput, "\(file) cannot be read.")
  }
  do throws(PlanExportError) {
    return try PlanExport(reading: Array(data))
  } catch {
    let texts = try TextCatalogue.bundled().texts(for: .english)
    throw CommandFailure(.badInput, "\(file): \(texts.sentence(error.message))")
  }
}

struct PlanCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check a plan's file: what has to be mended before it can be approved.",
    discussion: "Exit status 1 when there are errors. FILE is what `gradnik plan export` writes.")

  @Argument(help: "The plan's file.")
  var file: String

  @Option(help: "How the result is written: text or json.")
  var format: OutputFormat = .text

  mutating func run() async throws {
    let document = try readPlan(file).document
    let texts = try TextCatalogue.bundled().texts(for: .english)
    let findings = document.check()
    let total = document.fundingCheck().total
    let money = { (amount: MinorUnits) in
      Money(minorUnits: amount, currency: document.plan.currency).decimal
    }
    var lines = findings.map { finding in
      let subject = finding.subject.map { " – " + $0.text(for: .english).text } ?? ""
      return "\(finding.severity.rawValue): \(texts.sentence(finding.message))\(subject)"
    }
    lines.append(
      "cost \(money(total.cost)), secured \(money(total.secured)), applied \(money(total.applied)), "
        + "own \(money(total.own)), gap \(money(total.gap)) \(document.plan.currency.rawValue)")
    var object = JSONObject()
    object["format"] = "gradnik-plan-check/1"
    object["currency"] = .string(document.plan.currency.rawValue)
    object["cost"] = .string(money(total.cost))
    object["secured"] = .string(money(total.secured))
    object["applied"] = .string(money(total.applied))
    object["identified"] = .string(money(total.identified))
    object["ownContribution"] = .string(money(total.own))
    object["gap"] = .string(money(total.gap))
    object["findings"] = .array(
      findings.map { finding in
        [
          "severity": .string(finding.severity.rawValue), "finding": .string(finding.message.key),
          "record": .string(finding.record?.id ?? document.plan.id.rawValue),
          "text": .string(texts.sentence(finding.message)),
        ]
      })
    Console.answer(lines.joined(separator: "\n"), object, as: format)
    let errors = findings.filter { $0.severity == .error }.count
    if errors > 0 { throw CommandFailure(.no, "\(errors) to be mended.") }
  }
}

struct PlanImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring a plan's file in, all or nothing, with its city where that is not there yet.")

  @OptionGroup var options: DatabaseOptions

  @Argument(help: "The plan's file.")
  var file: String

  mutating func run() async throws {
    let export = try readPlan(file)
    let database = try await options.make()
    _ = try await Schema.migrations.run(on: database)
    let now = Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
    do {
      try await PlanStore(database).bringIn(export, by: .machine, at: now)
    } catch let error as StoreError {
      let texts = try TextCatalogue.bundled().texts(for: .english)
      throw CommandFailure(
        .badInput, "\(file): \(error.message.map(texts.sentence) ?? "it cannot be stored.")")
    }
    try await database.close()
    var object = JSONObject()
    object["plan"] = .string(export.document.plan.id.rawValue)
    Console.answer("Imported plan \(export.document.plan.id).", object, as: options.format)
  }
}
