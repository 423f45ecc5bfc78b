public import Civic
public import Exact
public import Exchange
import Maturity

extension Link {
  public static let frameworks = Link("frameworks")
  public static let newFramework = Link("frameworks", "new")
  public static let frameworkUpload = Link("frameworks", "upload")

  public static func framework(_ framework: ID<WrittenFramework>) -> Link {
    Link("frameworks", framework.rawValue)
  }

  /// What is done with a framework.
  public enum FrameworkStep: String, CaseIterable, Hashable, Sendable {
    case settings, publication, versions, removal
    case file = "framework.yaml"
  }

  public static func framework(
    _ framework: ID<WrittenFramework>, _ step: FrameworkStep
  ) -> Link {
    Link("frameworks", framework.rawValue, step.rawValue)
  }

  /// A part of a framework, or `new` for one more.
  public static func frameworkPart(
    _ kind: FrameworkPartKind, _ part: String, of framework: ID<WrittenFramework>
  ) -> Link {
    Link("frameworks", framework.rawValue, kind.rawValue, part)
  }

  public static func frameworkPart(
    _ kind: FrameworkPartKind, _ part: String, of framework: ID<WrittenFramework>, step: String
  ) -> Link {
    Link("frameworks", framework.rawValue, kind.rawValue, part, step)
  }

  /// The file of a framework that comes with the program.
  public static func shippedFramework(_ key: String) -> Link {
    Link("frameworks", "shipped", key, "framework.yaml")
  }
}

public enum FrameworkPartKind: String, CaseIterable, Hashable, Sendable {
  case dimension = "dimensions"
  case question = "questions"
}

/// By what cities can say where they stand, and who may write one more.
public struct FrameworksPage: Sendable {
  let frame: PageFrame
  let atlas: Atlas
  let shipped: [FrameworkFile]
  let written: [WrittenFramework]
  /// For whom the reader may write one.
  let owners: [FrameworkOwner]

  public init(
    frame: PageFrame, atlas: Atlas, shipped: [FrameworkFile], written: [WrittenFramework],
    owners: [FrameworkOwner]
  ) {
    self.frame = frame
    self.atlas = atlas
    self.shipped = shipped
    self.written = written
    self.owners = owners
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: texts(.frameworksTitle))
    setting.isPrivate = false
    let add: HTML? =
      owners.isEmpty
      ? nil
      : ButtonRow(buttons: [
        Button(label: texts(.frameworkNew), act: .link(frame.address(.newFramework)))
      ]).html
    return frame.page(
      setting,
      """
      <h1>\(texts(.frameworksTitle))</h1><p class="lead">\(texts(.frameworksLead))</p>\(add)\
      \(table)
      """)
  }

  private var table: HTML {
    let own = written.map { framework -> Table.Row in
      Table.Row(cells: [
        """
        <a href="\(frame.address(.framework(framework.id)))">\(frame.content(framework.draft.name))</a>
        """,
        "\(FrameworkOwnerName(frame: frame, atlas: atlas).words(framework.owner))",
        "\(framework.version)",
        "\(texts(framework.isPublished ? .frameworkPublished : .frameworkDraft))",
        "\(texts.formats.number(framework.draft.questions.count))",
      ])
    }
    let known = shipped.map { file -> Table.Row in
      let words = FrameworkWords(frame: frame, file: file)
      let link = Link.shippedFramework(file.framework.id.rawValue)
      return Table.Row(cells: [
        "<a href=\"\(frame.address(link))\">\(words.content(file.name))</a>",
        "\(texts(.frameworkShipped))", "\(file.framework.version)",
        "\(texts(.frameworkPublished))",
        "\(texts.formats.number(file.framework.questions.count))",
      ])
    }
    return Table(
      id: "frameworks", caption: texts(.frameworksTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.entryNameField)), Table.Column(title: texts(.frameworkOwner)),
        Table.Column(title: texts(.frameworkVersion)), Table.Column(title: texts(.frameworkState)),
        Table.Column(title: texts(.frameworkQuestions), isNumeric: true),
      ], rows: known + own
    ).html
  }
}

/// The name of the city or network that wrote a framework.
struct FrameworkOwnerName {
  let frame: PageFrame
  let atlas: Atlas

  func words(_ owner: FrameworkOwner?) -> String {
    switch owner {
    case .city(let city): frame.words(atlas.city(city)?.name)
    case .network(let network): atlas.network(network)?.name ?? ""
    case nil: ""
    }
  }
}

/// Starting a framework: by its name, or from a file.
public struct NewFrameworkPage: Sendable {
  let frame: PageFrame
  let atlas: Atlas
  let owners: [FrameworkOwner]
  let input: FormInput
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, atlas: Atlas, owners: [FrameworkOwner], input: FormInput = FormInput([]),
    problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.atlas = atlas
    self.owners = owners
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    let title = texts(.frameworkNew)
    var setting = PageSetting(title: title)
    setting.crumbs = [Anchor(text: texts(.frameworksTitle), href: frame.address(.frameworks))]
    let items = problems.map {
      ErrorSummary.Item(message: texts.sentence($0.message), field: $0.field)
    }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(title)</h1>\
      <p class="lead">\(texts(.frameworkNewLead))</p>\
      <section><h2>\(texts(.frameworkByForm))</h2>\(Form(
        action: frame.address(.newFramework), token: frame.csrfField,
        content: "\(name)\(owner("owner"))",
        buttons: [Button(label: texts(.frameworkStart))]))</section>\
      <section><h2>\(texts(.frameworkByFile))</h2>\(Form(
        action: frame.address(.frameworkUpload), token: frame.csrfField,
        content: "\(file)\(owner("fileOwner"))",
        buttons: [Button(label: texts(.frameworkRead), kind: .secondary)], hasFiles: true))</section>
      """)
  }

  private func problem(_ field: String) -> String? {
    problems.first { $0.field == field }.map { texts.sentence($0.message) }
  }

  private var name: HTML {
    TextField(
      name: "name", label: texts(.entryNameField), value: input["name"] ?? "",
      notes: FieldNotes(error: problem("name")), isRequired: true
    ).html
  }

  private var file: HTML {
    FileField(
      name: "file", label: texts(.frameworkFileField),
      notes: FieldNotes(hint: texts(.frameworkFileHint), error: problem("file")), isRequired: true
    ).html
  }

  private func owner(_ name: String) -> HTML {
    let names = FrameworkOwnerName(frame: frame, atlas: atlas)
    return Select(
      name: name, label: texts(.frameworkOwner),
      choices: owners.map {
        Choice(value: $0.name, label: names.words($0), isChosen: $0.name == input[name])
      }, notes: FieldNotes(error: problem(name)), isRequired: true
    ).html
  }
}
