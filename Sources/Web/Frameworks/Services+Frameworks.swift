import Civic
import Exact
import Exchange
import Maturity
import Store

/// Keeps published frameworks as they were read: their files never change.
actor FrameworkShelf {
  private var files: [ID<WrittenFramework>: FrameworkFile] = [:]

  /// - Returns: `nil` for a draft.
  func file(of framework: WrittenFramework) throws -> FrameworkFile? {
    guard let published = framework.published else { return nil }
    if let file = files[framework.id] { return file }
    let file = try FrameworkReader.read(Array(published.utf8))
    files[framework.id] = file
    return file
  }
}

extension Services {
  /// The names of the frameworks that come with the program.
  var reservedFrameworks: Set<String> { Set(frameworks.map(\.framework.id.rawValue)) }

  /// A draft that begins as a framework is.
  func nextVersion(
    of framework: WrittenFramework, by viewer: Viewer
  ) async throws -> WrittenFramework {
    guard framework.mayBeWritten(by: viewer), let owner = framework.owner else {
      throw AccessError.refused(.editContent)
    }
    let versions = try await writtenFrameworks.frameworks(for: .machine)
      .filter { $0.key == framework.key }.map(\.version)
    let next = WrittenFramework(
      id: id(), owner: owner, key: framework.key,
      version: WrittenFramework.nextVersion(after: versions), draft: framework.draft)
    try await writtenFrameworks.add(
      next, reserved: reservedFrameworks, by: viewer, at: clock())
    return next
  }

  /// By what a city can say where it stands: each framework in its newest version.
  func usableFrameworks() async throws -> [FrameworkFile] {
    var usable = frameworks
    var newest: [String: WrittenFramework] = [:]
    let written = try await writtenFrameworks.frameworks(for: .anonymous)
    for framework in written where framework.isPublished { newest[framework.key] = framework }
    for key in newest.keys.sorted() {
      guard let framework = newest[key], let file = try await shelf.file(of: framework),
        file.framework.questions.contains(where: \.hasLevels)
      else { continue }
      usable.append(file)
    }
    return usable
  }

  /// A framework in one version; `nil` where that version is not at hand.
  func framework(_ id: String, version: String) async throws -> FrameworkFile? {
    let shipped = frameworks.first {
      $0.framework.id.rawValue == id && $0.framework.version == version
    }
    if let shipped { return shipped }
    let written = try await writtenFrameworks.frameworks(for: .anonymous)
    guard let found = written.first(where: { $0.key == id && $0.version == version }) else {
      return nil
    }
    return try await shelf.file(of: found)
  }
}

extension Question {
  /// Whether it is answered by a described level.
  var hasLevels: Bool { if case .levels = scale { true } else { false } }
}
