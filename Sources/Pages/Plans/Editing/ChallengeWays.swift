import Civic

/// Where one can go from a challenge: to the gap that raised it, and to what others did about it.
struct ChallengeWays: Component {
  let work: WorkFrame
  let challenge: Challenge

  var html: HTML {
    let frame = work.frame
    let similar = Link.similarPractices(challenge.id, of: work.plan.id)
    let back = challenge.origin.flatMap { origin -> HTML? in
      guard let gap = challenge.gap,
        let link = OriginLink(origin, city: work.plan.city).link
      else { return nil }
      return """
        <a href="\(frame.address(link.at("gap-" + Field.id(for: gap))))">\
        \(frame.texts(.trailGapBack))</a> ·
        """
    }
    return """
      <p>\(back) <a href="\(frame.address(similar))">\(frame.texts(.similarTitle))</a></p>
      """
  }
}
