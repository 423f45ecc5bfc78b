public import Civic

extension PlanSheets {
  /// The digest of all that the tables are made from: the plan, what its city has and measures, and
  /// the day, by which actions are late or not.
  ///
  /// - Parameter version: Of the published version, where it is known.
  public func digest(of version: Digest?) throws -> Digest {
    var sum = DigestSum()
    let plan = try version ?? Digest(of: JSONValue(encoding: document))
    sum.add(Array("\(plan)\n\(isPublic)\n\(today)\n".utf8))
    sum.add(CanonicalJSON.bytes(of: try JSONValue(encoding: register)))
    for (indicator, values) in values {
      sum.add(Array("\n\(indicator.id)".utf8))
      for value in values {
        let figure = value.value.map { "\($0)" } ?? ""
        let fields = [
          value.period, value.breakdown, figure, value.quality.rawValue, value.note ?? "",
        ]
        sum.add(Array("\n\(fields)".utf8))
      }
    }
    return sum.digest
  }

  /// What such tables leave out, and why.
  public var omissions: [ExportContents.Omission] {
    let computed = register.indicators.filter { $0.formula != nil }.count
    var omissions: [ExportContents.Omission] = []
    if isPublic { omissions.append(.init(.inside)) }
    if !document.attachments.isEmpty {
      omissions.append(.init(.attachments, count: document.attachments.count))
    }
    if computed > 0 { omissions.append(.init(.computed, count: computed)) }
    return omissions + [.init(.traces)]
  }
}
