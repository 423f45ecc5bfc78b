import Exact
import Tally

/// The state of reading one file.
struct PabulibParser {
  enum Section: String {
    case meta = "META"
    case projects = "PROJECTS"
    case votes = "VOTES"
  }

  let bytes: UnsafeBufferPointer<UInt8>
  var rows: PabulibRows
  var meta: [PabulibFile.Entry] = []
  /// Line of each entry of META.
  var metaLines: [Int] = []
  var projectColumns: [String] = []
  var projectRows: [[String]] = []
  var voteColumns: [String] = []
  var index = PabulibIndex()
  var costs: [(number: PabulibNumber, line: Int)] = []
  var votes = 0..<0
  var ballots: PabulibBallots?
  var voters = PabulibSeen()
  var repeatedVoters = PabulibOccurrences()

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.bytes = bytes
    rows = PabulibRows(bytes, from: start)
  }

  mutating func parse() throws(PabulibError) {
    var section: Section?
    var seen: Set<Section> = []
    var needsHeader = false
    while try rows.next() {
      if rows.isBlank { continue }
      if let next = startedSection() {
        try enter(next, after: seen)
        seen.insert(next)
        (section, needsHeader) = (next, true)
        continue
      }
      guard let section else {
        throw PabulibError(line: rows.line, field: nil, .textBeforeSections)
      }
      if needsHeader {
        needsHeader = false
        try readHeader(section)
        if section == .votes { return try readVotes() }
        continue
      }
      if section == .meta { readMeta() } else { try readProject() }
    }
    for section in [Section.meta, .projects, .votes] where !seen.contains(section) {
      throw PabulibError(line: rows.line, field: nil, .missingSection(section.rawValue))
    }
    throw PabulibError(line: rows.line, field: nil, .missingColumn)
  }

  /// The section a row begins: its name alone, in any case, perhaps with empty fields after it.
  private func startedSection() -> Section? {
    guard (1..<rows.fields.count).allSatisfy({ rows.text($0).isEmpty }) else { return nil }
    return Section(rawValue: rows.text(0).uppercased())
  }

  private func enter(_ section: Section, after seen: Set<Section>) throws(PabulibError) {
    if seen.contains(section) {
      throw PabulibError(line: rows.line, field: nil, .repeatedSection(section.rawValue))
    }
    if section == .votes, !seen.isSuperset(of: [.meta, .projects]) {
      throw PabulibError(line: rows.line, field: nil, .sectionOutOfOrder(section.rawValue))
    }
  }

  private mutating func readHeader(_ section: Section) throws(PabulibError) {
    var names = rows.fields.indices.map { rows.text($0) }
    while names.count > 1, names.last?.isEmpty == true { names.removeLast() }
    switch section {
    case .meta:
      // Some files have no row "key;value".
      if names.first?.lowercased() != "key" { readMeta() }
    case .projects:
      projectColumns = names
      guard column("cost", of: names) != nil else {
        throw PabulibError(line: rows.line, field: "cost", .missingColumn)
      }
    case .votes:
      voteColumns = names
    }
  }

  private mutating func readMeta() {
    meta.append(PabulibFile.Entry(key: rows.text(0), value: rows.rest(from: 1)))
    metaLines.append(rows.line)
  }

  private mutating func readProject() throws(PabulibError) {
    try checkWidth(projectColumns.count)
    let identifier = rows.text(0)
    guard !identifier.isEmpty else {
      throw PabulibError(line: rows.line, field: projectColumns[0], .missingValue)
    }
    let isNew = Array(identifier.utf8).withUnsafeBufferPointer {
      index.add($0, 0..<$0.count)
    }
    guard isNew else {
      throw PabulibError(line: rows.line, field: projectColumns[0], .repeatedProject(identifier))
    }
    let cost = column("cost", of: projectColumns).map { rows.text($0) } ?? ""
    costs.append((try amount(cost, line: rows.line, field: "cost"), rows.line))
    projectRows.append(projectColumns.indices.map { rows.text($0) })
  }

  /// Refuses a row with more fields than the header, unless the surplus is empty.
  func checkWidth(_ columns: Int) throws(PabulibError) {
    guard rows.fields.count > columns,
      (columns..<rows.fields.count).contains(where: { !rows.text($0).isEmpty })
    else { return }
    throw PabulibError(
      line: rows.line, field: nil, .tooManyFields(expected: columns, found: rows.fields.count))
  }

  func column(_ name: String, of columns: [String]) -> Int? {
    columns.firstIndex { $0.lowercased() == name }
  }

  func amount(_ text: String, line: Int, field: String) throws(PabulibError) -> PabulibNumber {
    guard !text.isEmpty, text != "None" else {
      throw PabulibError(line: line, field: field, .missingValue)
    }
    let number: PabulibNumber
    do throws(PabulibNumber.Failure) {
      number = try PabulibNumber(reading: Array(text.utf8))
    } catch {
      throw PabulibError(
        line: line, field: field,
        error == .notANumber ? .notANumber(text) : .numberOutOfRange(text))
    }
    guard number.significand >= 0 else {
      throw PabulibError(line: line, field: field, .negativeAmount(text))
    }
    return number
  }
}

/// How often something odd was met, and where first.
struct PabulibOccurrences {
  private(set) var count = 0
  private(set) var firstLine = 0

  mutating func add(line: Int) {
    if count == 0 { firstLine = line }
    count += 1
  }
}
