import Civic

/// Fields that several forms of accounts have.
struct AccountFields {
  let frame: PageFrame
  let faults: FormFaults

  func name(_ value: String) -> HTML {
    TextField(
      name: "name", label: frame.texts(.accountName), value: value,
      notes: faults.notes("name", frame, hint: .accountNameHint), width: .medium,
      isRequired: true, autocomplete: "name", maxLength: Account.longestName
    ).html
  }

  func email(_ value: String, hint: TextKey? = nil) -> HTML {
    TextField(
      name: "email", label: frame.texts(.accountEmail), value: value,
      notes: faults.notes("email", frame, hint: hint), kind: .email, width: .medium,
      isRequired: true, autocomplete: "username", maxLength: 254
    ).html
  }

  /// The password in use.
  func currentPassword(name: String = "current") -> HTML {
    TextField(
      name: name, label: frame.texts(.accountCurrentPassword),
      notes: faults.notes(name, frame), kind: .password, width: .medium, isRequired: true,
      autocomplete: "current-password"
    ).html
  }

  /// A password to choose.
  func newPassword() -> HTML {
    let hint = frame.texts(
      .accountNewPasswordHint, ["count": .count(PasswordPolicy.minimum)])
    return TextField(
      name: "password", label: frame.texts(.accountNewPassword),
      notes: FieldNotes(hint: hint, error: faults.notes("password", frame).error),
      kind: .password, width: .medium, isRequired: true, autocomplete: "new-password"
    ).html
  }

  func code(label: TextKey, hint: TextKey) -> HTML {
    TextField(
      name: "code", label: frame.texts(label), notes: faults.notes("code", frame, hint: hint),
      width: .medium, isRequired: true, autocomplete: "one-time-code"
    ).html
  }

  func language(_ chosen: Language) -> HTML {
    Select(
      name: "language", label: frame.texts(.accountLanguage),
      choices: frame.languages.map { entry in
        Choice(
          value: entry.language.rawValue, label: entry.name, isChosen: entry.language == chosen,
          language: entry.language.tag)
      }, notes: faults.notes("language", frame, hint: .accountLanguageHint)
    ).html
  }

  func form(_ link: Link, _ content: HTML, submit: TextKey, cancel: Link? = nil) -> Form {
    var buttons = [Button(label: frame.texts(submit))]
    if let cancel {
      buttons.append(
        Button(
          label: frame.texts(.accountCancel), act: .link(frame.address(cancel)), kind: .quiet))
    }
    return Form(
      action: frame.address(link), token: frame.csrfField, content: content, buttons: buttons)
  }

  /// The page of a form: what is wrong, the heading, what stands before the form.
  func page(_ title: TextKey, lead: HTML = .empty, crumbs: [Anchor] = [], _ form: Form) -> HTML {
    let heading = frame.texts(title)
    var setting = PageSetting(title: faults.title(heading, frame))
    setting.crumbs = crumbs
    return frame.page(setting, "\(faults.summary(frame))<h1>\(heading)</h1>\(lead)\(form)")
  }
}

extension PageFrame {
  func paragraph(_ key: TextKey, _ arguments: [String: Message.Argument] = [:]) -> HTML {
    "<p>\(texts(key, arguments))</p>"
  }
}
