import Foundation

/// Fetches what people name as a source, without letting them reach what is not public.
///
/// Only `http` and `https`; no passwords in addresses, no cookies, no proxy. The machine is judged
/// by the address that the socket is about to connect to, after each redirection anew, so that a
/// name that changes its meaning between a check and its use gains nothing.
public struct SafeFetch: Sendable {
  public struct Limits: Hashable, Sendable {
    /// Bytes of the content, unpacked.
    public var bytes = 64 << 20
    public var headerBytes = 64 << 10
    /// Milliseconds for all of it, redirections included.
    public var time = 60_000
    /// Milliseconds until a connection must stand.
    public var connectTime = 10_000
    public var redirects = 5
    /// Sockets that one fetch may open, trying the addresses of a name one after another.
    public var connections = 12

    public init() {}
  }

  public var limits = Limits()
  /// Machines that are not public and may be asked all the same, by the operator's word.
  public var allowed: [NetworkRange] = []
  /// A file of certificates (PEM) to trust instead of the system's.
  public var certificates: String?
  public var userAgent = "Gradnik"
  private let gate: FetchGate

  /// - Parameter gate: Shared by all who fetch; limits how many do so at a time.
  public init(gate: FetchGate) {
    self.gate = gate
  }

  /// Fetches an address, or learns that it has not changed.
  ///
  /// - Parameter known: The validators of the last answer from this address.
  public func fetch(
    _ address: String, unless known: FetchValidators = FetchValidators()
  ) async -> FetchOutcome {
    await gate.enter()
    let outcome = await withCheckedContinuation { continuation in
      // Waiting for a server would hold up the threads that serve pages, and those of Dispatch.
      Thread.detachNewThread {
        continuation.resume(returning: follow(address, known))
      }
    }
    await gate.leave()
    return outcome
  }

  /// Asks one address after another until none leads on; blocks the thread.
  private func follow(_ address: String, _ known: FetchValidators) -> FetchOutcome {
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(limits.time)
    var connections = limits.connections
    var current = address
    for _ in 0...limits.redirects {
      let target: FetchTarget
      switch FetchTarget.check(current) {
      case .success(let checked): target = checked
      case .failure(let failure): return .failed(failure)
      }
      let left = (end - clock.now) / .milliseconds(1)
      guard left >= 1 else { return .failed(.timedOut) }
      let transfer = FetchTransfer(self, milliseconds: Int(left), connections: connections)
      let answer: FetchTransfer.Answer
      switch transfer.perform(target, known) {
      case .success(let got): answer = got
      case .failure(let failure): return .failed(failure)
      }
      connections -= answer.connections
      guard [301, 302, 303, 307, 308].contains(answer.status) else {
        return answer.outcome(address: current, isConditional: known != FetchValidators())
      }
      guard let next = answer.location else { return .failed(.badRedirect) }
      if target.isEncrypted, case .success(let further) = FetchTarget.check(next),
        !further.isEncrypted
      {
        return .failed(.insecureRedirect)
      }
      current = next
    }
    return .failed(.tooManyRedirects(limit: limits.redirects))
  }
}

/// Lets a limited number fetch at a time; the others wait their turn.
public actor FetchGate {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  public init(limit: Int = 4) {
    precondition(limit > 0, "a gate that nobody passes would wait for ever")
    free = limit
  }

  func enter() async {
    if free > 0 {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func leave() {
    guard !waiting.isEmpty else {
      free += 1
      return
    }
    waiting.removeFirst().resume()
  }
}
