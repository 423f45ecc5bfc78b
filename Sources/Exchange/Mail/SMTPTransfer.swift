import CCurl

/// One conversation with a mail server.
///
/// A class because libcurl hands its address to the callbacks; it never leaves the call of
/// ``send(_:to:)`` and the thread that made it.
final class SMTPTransfer {
  private let bytes: [UInt8]
  private var sent = 0
  private var lastReply = ""

  private init(_ message: MailMessage) {
    bytes = message.encoded
  }

  /// Sends and waits; blocks the thread up to the server's time limit.
  static func send(
    _ message: MailMessage, to server: SMTPServer
  ) -> Result<SMTPSender.Receipt, SMTPError> {
    guard Curl.isReady, let handle = curl_easy_init() else {
      return .failure(.failed(code: Int(CURLE_FAILED_INIT.rawValue)))
    }
    var recipients: UnsafeMutablePointer<curl_slist>?
    for recipient in message.to {
      recipients = curl_slist_append(recipients, "<\(recipient.address)>") ?? recipients
    }
    let transfer = SMTPTransfer(message)
    let result = withExtendedLifetime(transfer) {
      transfer.perform(handle, server, from: message.from, to: recipients)
    }
    curl_easy_cleanup(handle)
    curl_slist_free_all(recipients)
    return result
  }

  private func perform(
    _ handle: UnsafeMutableRawPointer, _ server: SMTPServer, from sender: MailAddress,
    to recipients: UnsafeMutablePointer<curl_slist>?
  ) -> Result<SMTPSender.Receipt, SMTPError> {
    let settings = [
      gradnik_curl_set_list(handle, CURLOPT_MAIL_RCPT, recipients),
      gradnik_curl_set_string(handle, CURLOPT_MAIL_FROM, "<\(sender.address)>"),
      setConnection(handle, server), setLogin(handle, server.login), setCallbacks(handle),
    ]
    if let refused = settings.first(where: { $0 != CURLE_OK }) {
      return .failure(.failed(code: Int(refused.rawValue)))
    }
    let result = curl_easy_perform(handle)
    var code = 0
    gradnik_curl_response_code(handle, &code)
    guard result == CURLE_OK else { return .failure(error(result, code: code)) }
    return .success(SMTPSender.Receipt(code: code, reply: lastReply))
  }

  private func setConnection(_ handle: UnsafeMutableRawPointer, _ server: SMTPServer) -> CURLcode {
    let encryption = server.security == .none ? CURLUSESSL_NONE : CURLUSESSL_ALL
    var results = [
      gradnik_curl_set_string(handle, CURLOPT_URL, server.address),
      // Mail goes straight to its server, whatever proxies the environment names.
      gradnik_curl_set_string(handle, CURLOPT_PROXY, ""),
      gradnik_curl_set_long(handle, CURLOPT_USE_SSL, Int(encryption.rawValue)),
      gradnik_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT, server.connectTimeout),
      gradnik_curl_set_long(handle, CURLOPT_TIMEOUT, server.timeout),
      // Signals would reach all threads of the process.
      gradnik_curl_set_long(handle, CURLOPT_NOSIGNAL, 1),
    ]
    if let certificates = server.certificates {
      results.append(gradnik_curl_set_string(handle, CURLOPT_CAINFO, certificates))
    }
    return results.first { $0 != CURLE_OK } ?? CURLE_OK
  }

  private func setLogin(
    _ handle: UnsafeMutableRawPointer, _ login: SMTPServer.Login?
  ) -> CURLcode {
    guard let login else { return CURLE_OK }
    let user = gradnik_curl_set_string(handle, CURLOPT_USERNAME, login.user)
    guard user == CURLE_OK else { return user }
    return gradnik_curl_set_string(handle, CURLOPT_PASSWORD, login.password)
  }

  private func setCallbacks(_ handle: UnsafeMutableRawPointer) -> CURLcode {
    let context = Unmanaged.passUnretained(self).toOpaque()
    let results = [
      gradnik_curl_set_long(handle, CURLOPT_UPLOAD, 1),
      gradnik_curl_set_pointer(handle, CURLOPT_READDATA, context),
      gradnik_curl_set_reader(handle) { buffer, size, count, context in
        guard let buffer, let context else { return 0 }
        let transfer = Unmanaged<SMTPTransfer>.fromOpaque(context).takeUnretainedValue()
        return transfer.fill(UnsafeMutableRawBufferPointer(start: buffer, count: size * count))
      },
      gradnik_curl_set_pointer(handle, CURLOPT_HEADERDATA, context),
      gradnik_curl_set_writer(handle, CURLOPT_HEADERFUNCTION) { buffer, size, count, context in
        guard let buffer, let context else { return 0 }
        let transfer = Unmanaged<SMTPTransfer>.fromOpaque(context).takeUnretainedValue()
        transfer.note(UnsafeRawBufferPointer(start: buffer, count: size * count))
        return size * count
      },
    ]
    return results.first { $0 != CURLE_OK } ?? CURLE_OK
  }

  /// Gives libcurl the next bytes of the message; 0 at its end.
  private func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    let next = bytes[sent...].prefix(buffer.count)
    buffer.copyBytes(from: next)
    sent += next.count
    return next.count
  }

  /// Keeps a line of the server without its line end; the farewell (221) says nothing.
  private func note(_ line: UnsafeRawBufferPointer) {
    let text = line.prefix(512).filter { $0 >= 32 && $0 != 127 }
    if !text.isEmpty, !text.starts(with: "221".utf8) {
      lastReply = String(decoding: text, as: UTF8.self)
    }
  }

  private func error(_ result: CURLcode, code: Int) -> SMTPError {
    switch result {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT: return .unreachable
    case CURLE_OPERATION_TIMEDOUT: return .timedOut
    case CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM:
      return .encryptionFailed
    case CURLE_LOGIN_DENIED where !(400...499).contains(code):
      return .loginRefused(code: code, reply: lastReply)
    default: break
    }
    switch code {
    case 400...499: return .deferred(code: code, reply: lastReply)
    case 500...599: return .rejected(code: code, reply: lastReply)
    default: break
    }
    let isLost = [CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_WEIRD_SERVER_REPLY]
      .contains(result)
    return isLost ? .connectionLost : .failed(code: Int(result.rawValue))
  }
}
