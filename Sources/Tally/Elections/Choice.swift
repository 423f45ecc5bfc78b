/// A project on a ballot, and the points it gets there.
public struct Choice: Hashable, Sendable {
  /// Index into ``Election/projects``.
  public let project: Int
  /// In units of the profile's ``Profile/pointScale``.
  public let points: Int64

  public init(project: Int, points: Int64 = 1) {
    self.project = project
    self.points = points
  }
}
