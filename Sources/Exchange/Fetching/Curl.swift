import CCurl
import COpenSSL

enum Curl {
  /// libcurl asks to be set up once, before threads use it.
  static let isReady =
    gradnik_openssl_stays() == 1 && gradnik_curl_global_init() == CURLE_OK
}
