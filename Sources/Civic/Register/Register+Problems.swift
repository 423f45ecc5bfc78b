extension Strategy {
  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = commonProblems(in: atlas)
    problems.expectOrder(adoptedOn, validUntil, "validUntil")
    problems.expectAddress(url, "url")
    return problems.list
  }
}

extension PublicService {
  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = commonProblems(in: atlas)
    problems.expectAddress(url, "url")
    problems.expectAddress(legalBasisURL, "legalBasisURL")
    return problems.list
  }
}

extension InformationSystem {
  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    commonProblems(in: atlas).list
  }
}

extension Dataset {
  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = commonProblems(in: atlas)
    problems.expectAddress(url, "url")
    problems.expect(
      openness != .open || !(licence ?? "").isEmpty, "licence", Message("problemOpenLicence"))
    return problems.list
  }
}

extension Infrastructure {
  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = commonProblems(in: atlas)
    problems.expect(
      (latitude == nil) == (longitude == nil), "position", Message("problemPosition"))
    problems.expect(
      quantity == nil || !(unit ?? "").isEmpty, "unit", Message("problemUnit"))
    return problems.list
  }
}

extension ServiceContract {
  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = commonProblems(in: atlas)
    problems.expectOrder(start, end, "end")
    return problems.list
  }
}

extension StaffSkill {
  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    commonProblems(in: atlas).list
  }
}

extension BudgetLine {
  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    commonProblems(in: atlas).list
  }
}
