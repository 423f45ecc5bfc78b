public import Civic
import Exact

/// A file that is made beside the site: how far it is, what it holds, or why there is none.
public struct ExportJobPage: Sendable {
  let frame: PageFrame
  let job: ExportJob
  /// Whether the file's time is over, even where nobody has taken it away yet.
  let isExpired: Bool
  /// Whether the plan is invented.
  public var isDemonstration = false

  public init(frame: PageFrame, job: ExportJob) {
    (self.frame, self.job) = (frame, job)
    isExpired =
      job.state == .expired
      || (job.state == .done && (job.file?.expiresAt ?? .first) <= frame.now)
  }

  private var texts: Texts { frame.texts }
  private var order: ExportOrder { job.order }
  private var isInternal: Bool { order.audience != .everybody }

  public var html: HTML {
    let plan = frame.words(order.title)
    let title = texts(
      .exportJobTitle, ["name": .text(plan.isEmpty ? texts(.recordUntitled) : plan)])
    var setting = PageSetting(title: title)
    setting.isDemonstration = isDemonstration
    setting.crumbs = [
      isInternal ? frame.anchor(.frameWork, .work) : frame.anchor(.framePlans, .plans),
      Anchor(
        text: plan.isEmpty ? texts(.recordUntitled) : plan,
        href: frame.address(isInternal ? .plan(order.plan, .working) : .plan(order.plan))),
      frame.anchor(.exportTitle, .export(of: order.plan, isWorking: isInternal)),
    ]
    return frame.page(setting, "<h1>\(title)</h1>\(content)")
  }

  private var content: HTML {
    switch job.state {
    case .waiting, .running: waiting
    case .done where !isExpired: done
    case .done, .expired:
      "\(notice(.warning, .exportExpiredTitle, texts(.exportExpiredText)))\(facts)\(again)"
    case .failed: failed
    case .cancelled:
      "\(notice(.warning, nil, texts(.exportCancelledText)))\(facts)\(again)"
    }
  }

  private func notice(_ tone: Tone, _ title: TextKey?, _ text: String) -> HTML {
    Notice(tone: tone, title: title.map { texts($0) }, content: "<p>\(text)</p>").html
  }

  // MARK: On its way

  /// The page asks again by itself: by its header, or where there are scripts by ``live``.
  private var waiting: HTML {
    let progress = job.progress
    let steps: [ExportStep] =
      order.format.isDocument
      ? [.reading, .setting, .keeping] : [.reading, .tables, .writing, .keeping]
    let number = (steps.firstIndex(of: progress.step) ?? -1) + 1
    let within = Double(progress.done) / Double(progress.total)
    let share = number == 0 ? 0 : (Double(number - 1) + within) / Double(steps.count)
    let said =
      number == 0
      ? texts(.exportQueued)
      : texts(
        .exportStepText,
        [
          "number": .text(String(number)), "steps": .text(String(steps.count)),
          "step": .text(texts.name(of: progress.step)), "done": .text(String(progress.done)),
          "total": .text(String(progress.total)),
        ])
    let state = job.isAskedToStop ? texts(.exportEnding) : texts.name(of: job.state)
    let live = Link.exportJob(job.id).with(query: ["live": "1"])
    return """
      <div id="live" data-live="\(frame.address(live))">\
      <p role="status">\(StatusTag(text: state, tone: job.state.tone))</p>\
      \(ProgressBar(id: "progress", label: texts(.exportProgress), share: share, text: said))</div>\
      <p>\(texts(.exportWaitText))</p>\(facts)\
      <p><a class="button secondary" href="\(frame.address(.exportJob(job.id)))">\
      \(texts(.investRefresh))</a></p>\(mayCancel ? cancel : nil)
      """
  }

  /// Whoever else waits for the same file keeps it from being ended.
  private var mayCancel: Bool {
    guard job.askers == 1, !job.isAskedToStop else { return false }
    return job.account == frame.viewer.account
  }

  private var cancel: HTML {
    ActionForm(
      action: frame.address(.exportJob(job.id, .cancellation)), token: frame.csrfField,
      button: Button(label: texts(.exportCancel), kind: .danger)
    ).html
  }

  // MARK: Over

  private var done: HTML {
    guard let file = job.file else { return facts }
    let address = frame.address(.exportJob(job.id, .file))
    return """
      \(notice(.good, nil, texts(.exportDoneText)))\
      \(ButtonRow(buttons: [
        Button(
          label: texts(.exportDownloadSize, ["size": .text(size(file.size))]),
          act: .link(address))
      ]))\(facts)\(contents(file.contents))\(again)
      """
  }

  private var failed: HTML {
    let fault = job.fault ?? .failed
    let place = job.faultPlace.map {
      "<p>\(texts(.exportPlace, ["place": .text($0)]))</p>" as HTML
    }
    return """
      \(Notice(
        tone: .bad, title: texts(.exportFailedTitle),
        content: "<p>\(texts.name(of: fault))</p>\(place)"))\(facts)\(again)
      """
  }

  private func size(_ bytes: Int) -> String {
    texts(.exportSizeText, ["size": .text(texts.formats.number((bytes + 999) / 1000))])
  }

  private var facts: HTML {
    let instant = { (instant: Instant) in texts.formats.instant(instant, .medium) }
    let state =
      order.version.map { texts(.exportVersion, ["number": .text(String($0))]) }
      ?? texts(.exportWorking)
    let language = frame.languages.first { $0.language == order.language }?.name ?? ""
    var rows: [(key: TextKey, value: String)] = [
      (.exportState, state), (.exportReaders, texts.name(of: order.audience)),
      (.exportFormatLabel, texts.name(of: order.format)), (.exportLanguageLabel, language),
      (.exportAsked, instant(job.at)),
    ]
    if let action = order.action {
      rows.insert((.exportScopeLabel, frame.words(action.label)), at: 0)
    }
    if let file = job.file {
      rows += [
        (.exportMade, "\(instant(file.madeAt)) (\(file.madeAt))"),
        (.exportSize, size(file.size)), (.exportDigest, file.digest.rawValue),
        (.exportSource, file.source.rawValue), (.exportKept, instant(file.expiresAt)),
      ]
    }
    let lines = rows.map { row in
      let isCode = row.key == .exportDigest || row.key == .exportSource
      let value: HTML = isCode ? "<code>\(row.value)</code>" : "\(row.value)"
      return SummaryList.Row(name: texts(row.key), value: value)
    }
    return SummaryList(rows: lines).html
  }

  private func contents(_ contents: ExportContents) -> HTML {
    let rows = contents.parts.map { part in
      Table.Row(cells: [
        "<span lang=\"\(order.language.tag)\">\(part.title)</span>",
        "\(texts.formats.number(part.count))",
      ])
    }
    let total = Table.Row(
      cells: [
        "\(texts(.exportAllRows))",
        "\(texts.formats.number(contents.parts.map(\.count).reduce(0, +)))",
      ], isStrong: true)
    let left = contents.omissions.map { omission in
      let count = omission.count.map { " (\(texts.formats.number($0)))" } ?? ""
      return "<li>\(texts.name(of: omission.kind))\(count)</li>" as HTML
    }
    return """
      \(Table(
        id: "contents", caption: texts(.exportContentsTitle),
        columns: [
          .init(title: texts(order.format.isDocument ? .exportChapterTitle : .exportTable)),
          .init(title: texts(.exportRows), isNumeric: true),
        ], rows: rows, foot: [total]))\
      <section><h2>\(texts(.exportLeftTitle))</h2><ul>\(left)</ul></section>
      """
  }

  /// The same order once more.
  private var again: HTML {
    var fields = [
      HiddenField(name: "file", value: order.format.rawValue),
      HiddenField(name: "words", value: order.language.rawValue),
    ]
    if let action = order.action {
      fields.append(HiddenField(name: "action", value: action.id.rawValue))
    }
    if order.hasMark { fields.append(HiddenField(name: "mark", value: "yes")) }
    return ActionForm(
      action: frame.address(.exports(of: order.plan, isWorking: isInternal)),
      token: frame.csrfField,
      button: Button(label: texts(.exportAgain), kind: .secondary), fields: fields
    ).html
  }
}

extension ExportJobState {
  var tone: Tone {
    switch self {
    case .waiting: .neutral
    case .running: .progress
    case .done: .good
    case .failed: .bad
    case .cancelled, .expired: .warning
    }
  }
}
