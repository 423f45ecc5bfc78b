import Testing

@testable import Pages

@Suite struct `Components` {
  @Test(arguments: [
    "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "data:text/html,x",
    "//example.org", "/local", "", "http:example.org", "vbscript:x",
  ])
  func `an address that could run or mislead is only text`(address: String) {
    let html = ExternalLink(text: "source", address: address).html
    #expect(html.rendered == "source")
  }

  @Test(arguments: ["https://example.org/a?b=1&c=2", "http://example.org", "mailto:a@example.org"])
  func `an address of the web or of mail is a link`(address: String) {
    let html = ExternalLink(text: "source", address: address).html
    #expect(html.rendered.hasPrefix("<a class=\"external\" href="))
  }

  @Test func `a field is described by its hint, error and conflict in this order`() {
    let notes = FieldNotes(
      hint: "h", error: "e", conflict: ConflictNote(text: "by Ana", value: "<v>"))
    let html = TextField(name: "cost[0].planned", label: "Planned", notes: notes).html.rendered
    let id = "cost-0--planned"
    #expect(html.contains("<label for=\"\(id)\">Planned</label>"))
    #expect(html.contains("aria-describedby=\"\(id)-hint \(id)-error \(id)-conflict\""))
    #expect(html.contains("aria-invalid=\"true\""))
    #expect(html.contains("<blockquote>&lt;v&gt;</blockquote>"))
  }

  @Test func `an error leads to its field, a group's to the group`() {
    let items = [
      ErrorSummary.Item(message: "Choose", field: "kind"), ErrorSummary.Item(message: "Too large"),
    ]
    let summary = ErrorSummary(title: "Mend", items: items).html.rendered
    let radios = Radios(
      name: "kind", legend: "Kind", choices: [Choice(value: "a", label: "A")]
    ).html.rendered
    #expect(summary.contains("<a href=\"#kind\">Choose</a>"))
    #expect(summary.contains("<li>Too large</li>"))
    #expect(radios.contains("<fieldset id=\"kind\""))
    #expect(ErrorSummary(title: "Mend", items: []).html.isEmpty)
  }

  @Test func `a text area keeps a first empty line`() {
    let html = TextArea(name: "a", label: "A", value: "\nb").html.rendered
    #expect(html.contains(">\n\nb</textarea>"))
  }

  @Test func `a table without rows teaches the next step`() {
    let table = Table(
      id: "t", caption: "Actions", columns: [Table.Column(title: "A")], rows: [],
      empty: EmptyState(title: "None yet", text: "Add one."))
    #expect(table.html.rendered.contains("None yet"))
    #expect(!table.html.rendered.contains("<table"))
  }

  @Test func `a state has its icon and its word`() {
    for tone in Tone.allCases {
      let html = StatusTag(text: "word", tone: tone).html.rendered
      #expect(html.contains("<svg") && html.contains("<span>word</span>"))
    }
    #expect(Set(Tone.allCases.map(\.icon)).count == Tone.allCases.count)
  }

  @Test func `progress stays between nothing and all`() {
    for (share, value) in [(-1.0, "0"), (0.5, "50"), (7, "100"), (.nan, "0")] {
      let html = ProgressBar(id: "p", label: "Tasks", share: share, text: "t").html.rendered
      #expect(html.contains("value=\"\(value)\""))
    }
  }
}
