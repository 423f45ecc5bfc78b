import Civic

/// The one step that leads on, and the way back where there is one.
struct PlanNextStep: Component {
  let work: WorkFrame

  private var plan: Plan { work.plan }
  private var texts: Texts { work.texts }

  var html: HTML {
    """
    <section class="next-step"><p>\(texts(hint))</p><div class="buttons">\(acts)</div></section>
    """
  }

  private var hint: TextKey {
    switch plan.phase {
    case .draft: .planNextDraft
    case .inReview: .planNextReview
    case .approved: .planNextApproved
    case .published: .planNextPublished
    }
  }

  private func may(_ permission: Permission) -> Bool {
    work.frame.viewer.may(permission, .plan(plan))
  }

  private var acts: [HTML] {
    switch plan.phase {
    case .draft:
      may(.submit) ? [work.step(.planSubmit, .planWork(plan.id, .submission))] : []
    case .inReview:
      (may(.approve) ? [lead(.planApprove, .planWork(plan.id, .approval))] : [])
        + (may(.submit) ? [reopening] : [])
    case .approved:
      may(.publish)
        ? [lead(.planPublish, .planWork(plan.id, .publication)), reopening] : []
    case .published:
      may(.publish) ? [work.step(.planRevise, .planWork(plan.id, .revision))] : []
    }
  }

  private var reopening: HTML {
    work.step(.planReopen, .planWork(plan.id, .reopening), kind: .secondary)
  }

  private func lead(_ label: TextKey, _ link: Link) -> HTML {
    Button(label: texts(label), act: .link(work.frame.address(link))).html
  }
}
