import Civic
import Exact
import Exchange
import Maturity

/// Radar and bars: this round, the one before, what is wanted, and the middle half of the peers.
struct AssessmentCharts: Component {
  let frame: PageFrame
  let reading: AssessmentReading
  let result: Assessment

  private var texts: Texts { frame.texts }
  private var file: FrameworkFile { reading.file }

  /// One subject with its figures in percent.
  private struct Subject {
    let name: String
    let value: Double?
    let previous: Double?
    let target: Double?
    let peers: PeerBars.Peers?
  }

  var html: HTML {
    let subjects = subjects
    return "\(radar(subjects))\(bars(subjects))\(peersNote(subjects))"
  }

  private var subjects: [Subject] {
    let words = FrameworkWords(frame: frame, file: file)
    let previous = reading.previous?.result(by: file.framework)
    let target = file.framework.aiming(at: reading.assessment.wantedLevel).target
    let value = { (assessment: Assessment?, id: ID<Dimension>) in
      assessment?.dimensions.first { $0.dimension.id == id }?.standing?.point
        .map { $0.approximation * 100 }
    }
    return result.dimensions.filter { $0.depth == 0 }.map { part in
      let id = part.dimension.id
      return Subject(
        name: words.plain(file.texts[id.rawValue]), value: value(result, id),
        previous: value(previous, id), target: value(target, id), peers: peers(of: id.rawValue))
    }
  }

  private func peers(of dimension: String) -> PeerBars.Peers? {
    guard let peers = reading.peers,
      let group = peers.group(of: dimension, besides: reading.city.id.rawValue)
    else { return nil }
    let percent = { (step: Int) in peers.share(step).approximation * 100 }
    return PeerBars.Peers(
      first: percent(group.first), median: percent(group.median), third: percent(group.third))
  }

  private func words(_ title: TextKey, _ description: TextKey) -> ChartWords {
    ChartWords(
      title: texts(title), description: texts(description), table: texts(.chartTable),
      empty: texts(.assessmentNothing))
  }

  private func radar(_ subjects: [Subject]) -> HTML {
    var series = [
      Radar.Series(
        name: frame.words(reading.assessment.name), values: subjects.map(\.value), colour: 1,
        isFilled: true)
    ]
    if let previous = reading.previous {
      series.append(
        Radar.Series(
          name: "\(texts(.assessmentPrevious)): \(frame.words(previous.name))",
          values: subjects.map(\.previous), colour: 2, stroke: .dashed))
    }
    if subjects.contains(where: { $0.target != nil }) {
      series.append(
        Radar.Series(
          name: texts(.assessmentTarget), values: subjects.map(\.target), colour: 5,
          stroke: .dotted))
    }
    let formats = texts.formats
    var radar = Radar(
      id: "radar", words: words(.assessmentRadar, .assessmentRadarDescription),
      axes: subjects.map(\.name), series: series, maximum: 100,
      axisHeading: texts(.assessmentDimension), format: { formats.percent($0, decimals: 0) })
    let peers = subjects.compactMap(\.peers)
    if peers.count == subjects.count {
      radar.band = Radar.Band(
        name: texts(.assessmentPeersBand), low: peers.map(\.first), high: peers.map(\.third))
    }
    return radar.html
  }

  private func bars(_ subjects: [Subject]) -> HTML {
    let formats = texts.formats
    return PeerBars(
      id: "bars", words: words(.assessmentBars, .assessmentBarsDescription),
      bars: subjects.map {
        PeerBars.Bar(
          name: $0.name, value: $0.value, previous: $0.previous, target: $0.target,
          peers: $0.peers)
      },
      labels: PeerBars.Labels(
        bar: texts(.assessmentDimension), value: frame.words(reading.assessment.name),
        previous: texts(.assessmentPrevious), target: texts(.assessmentTarget),
        peers: [
          texts(.assessmentPeersFirst), texts(.assessmentPeersMedian),
          texts(.assessmentPeersThird),
        ], band: texts(.assessmentPeersBand)),
      format: { formats.percent($0, decimals: 0) }
    ).html
  }

  /// How the peers' figures are made, or why there are none.
  private func peersNote(_ subjects: [Subject]) -> HTML {
    guard let peers = reading.peers, subjects.contains(where: { $0.peers != nil }) else {
      return "<p class=\"hint\">\(texts(.assessmentPeersNone))</p>"
    }
    let whole = peers.group(of: "", besides: reading.city.id.rawValue).map { group -> HTML in
      let percent = AssessmentShare(texts).percent
      return """
        <p>\(texts(
          .assessmentPeersWhole,
          [
            "count": .count(group.cities), "first": .text(percent(peers.share(group.first))),
            "median": .text(percent(peers.share(group.median))),
            "third": .text(percent(peers.share(group.third))),
          ]))</p>
        """
    }
    return "\(whole)<p class=\"hint\">\(texts(.assessmentPeersNote))</p>"
  }
}
