/// How many groups are shown, and how long another number has been better.
///
/// The production engine keeps a number until another was best four times in a row, so that the
/// picture does not jump with single votes.
struct GroupCountChoice: Hashable, Codable, Sendable {
  let shown: Int
  let candidate: Int
  let times: Int

  private static let patience = 4

  init(best: Int, after previous: GroupCountChoice?) {
    candidate = best
    times = previous.map { $0.candidate == best ? $0.times + 1 : 1 } ?? 1
    shown = times >= Self.patience ? best : previous?.shown ?? best
  }
}
