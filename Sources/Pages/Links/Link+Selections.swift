public import Civic
public import Exact

/// Addresses of calls, applications and scores.
extension Link {
  public static let calls = Link("calls")
  /// The applications that an assessor is assigned.
  public static let scoring = Link("scoring")

  public static func call(_ id: ID<SelectionCall>) -> Link { Link("calls", id.rawValue) }

  /// One step or part of a call: `opening`, `desk`, `decision`, `replacement`, `applications`,
  /// `rules.json`, `selected.json`.
  public static func call(_ id: ID<SelectionCall>, _ part: String) -> Link {
    Link("calls", id.rawValue, part)
  }

  public static func application(_ id: ID<CityApplication>) -> Link {
    Link("applications", id.rawValue)
  }

  /// One step or part of an application: `takeover`, `submission`, `withdrawal`, `assessors`,
  /// `release`, `scores`, `conflict`, `ruling`, `files`, `discussion`.
  public static func application(_ id: ID<CityApplication>, _ part: String) -> Link {
    Link("applications", id.rawValue, part)
  }

  /// A document of an application, or a step with it: `removal`.
  public static func applicationFile(
    _ id: ID<HandedFile>, of application: ID<CityApplication>, _ part: String? = nil
  ) -> Link {
    let parts = ["applications", application.rawValue, "files", id.rawValue]
    return Link(parts: parts + [part].compactMap { $0 })
  }
}
