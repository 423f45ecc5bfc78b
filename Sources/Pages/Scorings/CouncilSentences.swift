import Civic
import Exact
import Exchange

/// What a ranking says, in sentences.
struct CouncilSentences {
  let charts: RankingCharts

  private var texts: Texts { charts.texts }
  private var ranked: RankedRound { charts.ranked }

  private func percent(_ share: Double) -> String {
    texts.formats.percent(share * 100, decimals: 0)
  }

  /// Who is first, how often, and why.
  var answer: HTML {
    guard let first = ranked.places.first else { return .empty }
    let share = first.shares.first ?? 0
    let lead = texts(
      .councilFirst,
      ["name": .text(charts.words(first.label)), "share": .text(percent(share))])
    let reasons = reasons(of: first)
    let because =
      reasons.isEmpty
      ? "" : texts(.councilBecause, ["criteria": .text(texts.formats.list(reasons))])
    let others = ranked.places.dropFirst().filter { ($0.shares.first ?? 0) >= 0.05 }.map { place in
      texts(
        .councilOther,
        [
          "name": .text(charts.words(place.label)),
          "share": .text(percent(place.shares.first ?? 0)),
        ])
    }
    let list: HTML? =
      others.isEmpty
      ? nil : "<ul>\(others.map { "<li>\($0)</li>" as HTML })</ul>"
    return "<p class=\"lead\">\(lead)</p><p>\(because)</p>\(list)"
  }

  /// The criteria by which it gains most on the mean of the others.
  private func reasons(of first: RankedRound.Place) -> [String] {
    let others = ranked.places.filter { $0.id != first.id }
    guard !others.isEmpty else { return [] }
    let gains = ranked.measures.compactMap { measure -> (Double, String)? in
      let mean =
        others.reduce(0) { $0 + ($1.contributions[measure.id] ?? 0) } / Double(others.count)
      let gain = (first.contributions[measure.id] ?? 0) - mean
      return gain > 0.5 ? (gain, charts.name(of: measure)) : nil
    }
    return gains.sorted { $0.0 > $1.0 }.prefix(2).map(\.1)
  }

  var sureness: HTML {
    let share = ranked.places.first?.shares.first ?? 0
    let key: TextKey =
      share >= 0.95 ? .councilRobust : share >= 0.66 ? .councilLikely : .councilOpen
    var items = [texts(key)]
    if let swap = ranked.swap { items.append(charts.sentence(swap)) }
    if ranked.members.count > 1 {
      let w = ranked.concordance.map { texts.formats.number($0, decimals: 2) } ?? "–"
      items.append(texts(Self.agreement(ranked.concordance), ["w": .text(w)]))
    }
    if !ranked.unknown.isEmpty {
      let cells = ranked.unknown.prefix(6).map {
        "\(charts.name(ofPlace: $0.action)) – \(charts.name(ofMeasure: $0.criterion))"
      }
      items.append(
        texts(
          .councilUnknown,
          [
            "count": .count(ranked.unknown.count),
            "cells": .text(cells.joined(separator: "; ") + (ranked.unknown.count > 6 ? "; …" : "")),
          ]))
    }
    return "<ul>\(items.map { "<li>\($0)</li>" as HTML })</ul>"
  }

  /// How Kendall's W is said in words.
  static func agreement(_ concordance: Double?) -> TextKey {
    guard let concordance else { return .agreementUnknown }
    return concordance >= 0.7
      ? .agreementStrong : concordance >= 0.4 ? .agreementPartly : .agreementWeak
  }
}
