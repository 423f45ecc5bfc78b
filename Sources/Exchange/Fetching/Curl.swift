import CCurl

enum Curl {
  /// libcurl asks to be set up once, before threads use it.
  static let isReady = gradnik_curl_global_init() == CURLE_OK
}
