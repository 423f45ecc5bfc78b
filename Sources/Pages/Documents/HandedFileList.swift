import Civic
import Exact

/// The documents handed in with something, and the form that hands one in.
struct HandedFileList: Component {
  let frame: PageFrame
  let files: [HandedFile]
  /// What is asked for, in the order of the files' numbers.
  var asked: [Multilingual] = []
  let mayChange: Bool
  /// Where a file is, and where one is sent to or removed.
  let address: @Sendable (HandedFile?, _ part: String?) -> Link
  let problems: [FieldProblem]
  let input: FormInput

  private var texts: Texts { frame.texts }

  var html: HTML {
    guard !files.isEmpty || mayChange else { return .empty }
    return """
      <section><h2>\(texts(.handedFilesTitle))</h2>\(files.isEmpty ? nil : list)\
      \(mayChange ? form : nil)</section>
      """
  }

  private var list: HTML {
    var columns = [Table.Column(title: texts(.handedFileField))]
    if !asked.isEmpty { columns.append(Table.Column(title: texts(.handedFileFor))) }
    columns.append(Table.Column(title: texts(.handedFileSize), isNumeric: true))
    if mayChange {
      columns.append(Table.Column(title: texts(.handedFileRemove), hidesTitle: true))
    }
    return Table(
      id: "files", caption: texts(.handedFilesTitle), hidesCaption: true, columns: columns,
      rows: files.map { Table.Row(cells: cells($0)) }
    ).html
  }

  private func cells(_ file: HandedFile) -> [HTML] {
    let link = frame.address(address(file, nil))
    var cells: [HTML] = ["<a href=\"\(link)\" download>\(file.name)</a>"]
    if !asked.isEmpty { cells.append(name(of: file.document)) }
    let size = texts.formats.number(max(1, file.size / 1000))
    cells.append("\(texts(.handedFileKilobytes, ["size": .text(size)]))")
    if mayChange { cells.append(remove(file)) }
    return cells
  }

  private func name(of document: Int?) -> HTML {
    guard let document, asked.indices.contains(document) else {
      return "\(texts(.handedFileOther))"
    }
    return frame.content(asked[document])
  }

  private func remove(_ file: HandedFile) -> HTML {
    ActionForm(
      action: frame.address(address(file, "removal")), token: frame.csrfField,
      button: Button(
        label: texts(.handedFileRemove), kind: .quiet,
        spoken: "\(texts(.handedFileRemove)): \(file.name)")
    ).html
  }

  private var form: HTML {
    let file = FileField(
      name: "file", label: texts(.handedFileField),
      notes: FieldNotes(hint: texts(.handedFileHint), error: problem("file")),
      accept: ".pdf,.docx,.xlsx,.odt,.png,.jpg,.jpeg", isRequired: true)
    return Form(
      action: frame.address(address(nil, nil)), token: frame.csrfField,
      content: "\(asked.isEmpty ? nil : which)\(file)",
      buttons: [Button(label: texts(.handedFileAdd), kind: .secondary)], hasFiles: true
    ).html
  }

  /// Which document it is; the first that is still missing from the start.
  private var which: HTML {
    let handed = Set(files.compactMap(\.document))
    let wanted = asked.indices.first { !handed.contains($0) }.map(String.init) ?? ""
    let chosen = input["document"] ?? wanted
    let choices = asked.enumerated().map { number, name in
      Choice(value: String(number), label: frame.words(name), isChosen: String(number) == chosen)
    }
    let other = Choice(value: "", label: texts(.handedFileOther), isChosen: chosen.isEmpty)
    return Select(
      name: "document", label: texts(.handedFileFor), choices: choices + [other],
      notes: FieldNotes(error: problem("document"))
    ).html
  }

  private func problem(_ field: String) -> String? {
    problems.first { $0.field == field }.map { texts.sentence($0.message) }
  }
}
