import Tally
import Testing

@Suite struct `A profile` {
  @Test func `keeps equal ballots once`() {
    var builder = ProfileBuilder(kind: .approval)
    builder.add([2, 0])
    builder.add([0, 2, 0])
    builder.add([])
    builder.add([], voters: 3)
    let profile = builder.profile()
    #expect(profile.voters == 6)
    #expect(profile.groupCount == 2)
    #expect(profile.ballot(of: 0) == [Choice(project: 0), Choice(project: 2)])
    #expect(profile.weights == [2, 4])
  }

  @Test func `puts points on one scale`() {
    var builder = ProfileBuilder(kind: .cumulative)
    builder.add([Choice(project: 0, points: 2)])
    builder.add([Choice(project: 0, points: 25), Choice(project: 1, points: 0)], scale: 1)
    builder.add([Choice(project: 0, points: 20)], scale: 1)
    let profile = builder.profile()
    #expect(profile.pointScale == 1)
    #expect(profile.weights == [2, 1])
    #expect(profile.ballot(of: 1) == [Choice(project: 0, points: 25)])
  }

  @Test func `refuses points beyond its limit and stays as it was`() {
    var builder = ProfileBuilder(kind: .scoring)
    let most = ProfileBuilder.largestPoints
    let first = builder.add([Choice(project: 0, points: most)])
    let large = builder.add([
      Choice(project: 0, points: 1), Choice(project: 1, points: most + 1),
    ])
    let fine = builder.add([Choice(project: 1, points: 1)], scale: 1)
    #expect(first && !large && !fine)
    #expect(builder.profile().voters == 1)
  }
}
