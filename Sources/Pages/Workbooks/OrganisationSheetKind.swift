import Civic
import Exact

/// The organisations of the plan's city, which other lists name as owners and partners.
struct OrganisationSheetKind: SheetKind {
  var name: String { Organisation.entityName }

  func title(_ texts: Texts) -> String { texts(.organisationsTitle) }

  private func sheet(_ state: WorkbookState, reads: Bool = false) -> RecordSheet<Organisation> {
    OrganisationForm.sheet(
      state.document.organisations, in: state.context, catalogue: reads ? state.contexts : [],
      everyLanguage: true)
  }

  func names(_ state: WorkbookState) -> SheetHeader.Names { sheet(state).names(state.contexts) }

  func read(_ task: SheetTask, into state: inout WorkbookState) -> SheetOutcome {
    var reader = RecordReader<Organisation>(
      task: task, title: title(state.texts),
      list: .init(
        records: { $0.document.organisations },
        sheet: { sheet($0, reads: true) },
        blank: { state, _ in
          OrganisationForm.blank(id: Exact.ID(rawValue: state.newKey()), in: state.document)
        },
        put: { $1.document.put($0) },
        problems: { organisation, _ in organisation.problems() },
        needsAction: false,
        // Other plans of the city, its register and its indicators may name them.
        staysWhenAbsent: true,
        isNamed: { $0.name.text(for: $1.texts.language).text }))
    return reader.read(into: &state)
  }
}
