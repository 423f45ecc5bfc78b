public import Civic
import Exact

/// Reads uploaded sheets into a plan and its city, list by list.
public struct WorkbookReader: Sendable {
  let draft: WorkbookDraft

  public init(_ draft: WorkbookDraft) {
    self.draft = draft
  }

  /// What the sheets change, and what has to be mended first.
  public struct Outcome: Sendable {
    public var sheets: [SheetOutcome] = []
    /// Sheets that belong to no list.
    public var ignored: [String] = []
    /// How many cells that were read hold the result of a formula.
    public var formulas = 0

    public var problems: [WorkbookProblem] { sheets.flatMap(\.problems) }
    public var writes: [RecordWrite] { sheets.flatMap(\.writes) }
    public var values: [ValueWrite] { sheets.flatMap(\.values) }
    public var isEmpty: Bool { writes.isEmpty && values.isEmpty }

    public var counts: WorkbookCounts {
      var counts = WorkbookCounts()
      for sheet in sheets {
        counts.added += sheet.count(.added)
        counts.changed += sheet.count(.changed)
        counts.removed += sheet.count(.removed)
      }
      return counts
    }

    /// Tells what was shown from what would be done now.
    public var digest: String {
      var lines: [String] = []
      for sheet in sheets {
        for difference in sheet.differences {
          lines.append("\(sheet.title)\u{1F}\(difference.kind)\u{1F}\(difference.name)")
          lines += difference.fields.map { "\($0.label)\u{1F}\($0.before)\u{1F}\($0.after)" }
        }
      }
      return Digest(of: lines.joined(separator: "\u{1E}").utf8).rawValue
    }
  }

  /// The lists in the order in which they are read: what others refer to comes first. The last one,
  /// the organisations, is read before all: a sheet that could be theirs or another list's by its
  /// headings is the other's.
  static let kinds: [any SheetKind] = {
    var kinds: [any SheetKind] = []
    for type in PlanSheets.kinds where type.entityName != Attachment.entityName {
      kinds.append(planKind(type))
    }
    // Systems name contracts, and services name systems.
    let first: [EntryKind] = [.contract, .system]
    for kind in first + PlanSheets.entryKinds.filter({ !first.contains($0) }) {
      kinds.append(cityKind(kind.type))
    }
    kinds.append(ValueSheetKind())
    kinds.append(OrganisationSheetKind())
    return kinds
  }()

  private static func planKind<Record: EditableRecord>(_ type: Record.Type) -> any SheetKind {
    PlanSheetKind<Record>()
  }

  private static func cityKind<Entry: EditableEntry>(_ type: Entry.Type) -> any SheetKind {
    EntrySheetKind<Entry>()
  }

  /// - Complexity: O(cells × languages + records).
  public func read(into start: WorkbookState) -> Outcome {
    var state = start
    var outcome = Outcome()
    let tables = draft.corrected
    let names = Self.kinds.map { $0.names(state) }
    var tasks: [Int: [(kind: Int, task: SheetTask)]] = [:]
    for (number, table) in tables.enumerated() where !table.rows.isEmpty {
      guard !isOwnSheet(table, state),
        let (kind, header) = choose(table, names, state)
      else {
        outcome.ignored.append(table.name)
        continue
      }
      let task = SheetTask(
        table: table, number: number, header: header, settings: draft.settings)
      outcome.formulas += task.rows.reduce(0) { sum, row in
        sum + header.columns.keys.count { task.content(row, $0).isFormula }
      }
      tasks[kind, default: []].append((kind, task))
    }
    let last = Self.kinds.count - 1
    for kind in [last] + (0..<last) {
      for (_, task) in tasks[kind] ?? [] {
        outcome.sheets.append(Self.kinds[kind].read(task, into: &state))
      }
    }
    return outcome
  }

  /// A sheet that is computed when a plan goes out, or says what went out.
  private func isOwnSheet(_ table: Civic.Table, _ state: WorkbookState) -> Bool {
    let name = Self.plainName(table.name)
    return ["overview", "milestones", "attachment", "about"].contains(name)
      || state.catalogue.contains { texts in
        [
          texts(.exportOverview), texts(.exportMilestones), texts(.exportAbout),
          texts(Attachment.words.plural),
        ].contains { Self.matches($0, name) }
      }
  }

  /// The list that a sheet is called after, else the one whose headings it has most of.
  private func choose(
    _ table: Civic.Table, _ names: [SheetHeader.Names], _ state: WorkbookState
  ) -> (kind: Int, header: SheetHeader)? {
    let name = Self.plainName(table.name)
    let named = Self.kinds.indices.first { index in
      let kind = Self.kinds[index]
      return Fold.folded(kind.name) == name
        || state.catalogue.contains { Self.matches(kind.title($0), name) }
    }
    if let named, let header = SheetHeader(of: table, names: names[named]) {
      return (named, header)
    }
    var best: (kind: Int, header: SheetHeader)?
    for index in Self.kinds.indices {
      guard let header = SheetHeader(of: table, names: names[index]), header.columns.count >= 2,
        header.score > (best?.header.score ?? 0)
      else { continue }
      best = (index, header)
    }
    return best
  }

  private static func plainName(_ name: String) -> String {
    let folded = Fold.folded(name)
    for end in [".csv", ".tsv", ".txt"] where folded.hasSuffix(end) {
      return String(folded.dropLast(end.count))
    }
    return folded
  }

  /// Names of sheets are cut at 31 characters.
  private static func matches(_ title: String, _ name: String) -> Bool {
    let folded = Fold.folded(title)
    return folded == name || (name.count >= 20 && folded.hasPrefix(name))
  }
}
