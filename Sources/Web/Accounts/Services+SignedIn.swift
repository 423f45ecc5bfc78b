import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

extension Services {
  /// Who is signed in, with the session.
  ///
  /// - Throws: `AccessError`, which leads to the page for signing in.
  func signedIn(_ context: AppContext) async throws -> SignedIn {
    guard let digest = context.session,
      let found = try await accounts.session(tokenDigest: digest, at: clock())
    else { throw AccessError.refused(.readWorking) }
    return found
  }

  /// Starts a session under a new token, in place of the one this browser had, and goes on.
  func startSession(
    of account: Account, awaitsSecondFactor: Bool = false, _ request: Request,
    _ context: AppContext, then link: Link
  ) async throws -> Response {
    let token = token()
    let session = AccountSession(
      id: id(), account: account.id, startedAt: clock(),
      device: request.headers[.userAgent] ?? "", awaitsSecondFactor: awaitsSecondFactor)
    try await accounts.start(
      session, tokenDigest: token.digest,
      replacing: SessionCookie.token(of: request)?.digest,
      address: desk.sign(of: context.client))
    var response = redirect(context, to: link)
    SessionCookie.set(token, in: &response, context)
    return response
  }
}
