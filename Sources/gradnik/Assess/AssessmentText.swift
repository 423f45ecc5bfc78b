import Exact
import Exchange
import Maturity

/// An assessment in words, for people at a terminal.
struct AssessmentText {
  private let report: AssessmentReport
  private let language: String

  init(_ report: AssessmentReport, language: String) {
    self.report = report
    self.language = language
  }

  var lines: [String] {
    let assessment = report.assessment
    let name = FrameworkFile.pick(report.file.name, language) ?? assessment.framework.id.rawValue
    var lines = [
      "\(name) \(assessment.framework.version) (\(assessment.framework.aggregation.rawValue))",
      "score \(score(assessment.standing)); coverage \(percent(assessment.coverage)), "
        + "confidence \(percent(assessment.confidence))",
    ]
    if let level = assessment.level {
      lines.append("level \(level.low) \(report.levelID(level.low)), at best \(level.high)")
    }
    for result in assessment.dimensions {
      let indent = String(repeating: "  ", count: result.depth + 1)
      lines.append(
        "\(indent)\(text(result.dimension.id.rawValue)): \(score(result.standing)), "
          + "coverage \(percent(result.coverage))")
    }
    lines += assessment.gaps.prefix(10).map { gap in
      "gap: \(text(gap.question.rawValue)): \(percent(gap.distance)) of the way, "
        + "\(percent(gap.weight)) of the weight"
    }
    if let lift = assessment.lift {
      lines.append("to reach level \(lift.level) \(report.levelID(lift.level)):")
      lines += lift.steps.map { step in
        "  \(text(step.question.rawValue)): from \(number(step.current)) to \(number(step.needed))"
      }
    }
    let disputed = assessment.agreement.shared.filter(\.isDisputed)
    lines += disputed.map { shared in
      let values = shared.values.map { number($0) }.joined(separator: ", ")
      return "respondents differ: \(text(shared.question.rawValue)): \(values)"
    }
    return lines
  }

  private func text(_ id: String) -> String {
    FrameworkFile.pick(report.file.texts[id], language).map { "\(id) \($0)" } ?? id
  }

  private func score(_ standing: Standing?) -> String {
    guard let standing else { return "-" }
    let point = standing.point.map(percent) ?? "-"
    return "\(point) (\(percent(standing.low)) to \(percent(standing.high)))"
  }

  private func percent(_ share: Rational) -> String {
    let tenths = Int((share.approximation * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }

  private func number(_ value: Rational?) -> String {
    guard let value else { return "-" }
    return "\(value.approximation)"
  }
}
