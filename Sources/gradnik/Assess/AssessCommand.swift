import ArgumentParser
import Civic
import Exchange
import Foundation
import Maturity

/// Assesses where a city stands, from a framework and the answers of its respondents.
struct AssessCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Assess where a city stands, by a framework and its answers.",
    discussion: """
      FRAMEWORK is a YAML file or the name of one that comes with Gradnik: digital-maturity,
      integration-aspects, city-indicators. Exit status: 0 assessed, 2 wrong use, 3 bad input.
      """)

  @Argument(help: "The framework: a YAML file, or the name of one that comes with Gradnik.")
  var framework: String

  @Argument(help: "The answers: CSV (respondent,question,level,evidence,quality,note) or JSON.")
  var answers: String

  @Option(help: "Scores of other cities that agreed to be compared with: CSV or JSON.")
  var peers: String?

  @Option(help: "The language of names in the text.")
  var language = "en"

  @Option(help: "How the result is written: text or json.")
  var format: OutputFormat = .text

  mutating func run() async throws {
    let count = try AssessmentCount(framework: framework, answers: answers, peers: peers)
    let object = count.report.object(inputs: count.inputs)
    Console.answer(
      AssessmentText(count.report, language: language).lines.joined(separator: "\n"), object,
      as: format)
  }
}
