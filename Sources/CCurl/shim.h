#ifndef GRADNIK_CURL_SHIM_H
#define GRADNIK_CURL_SHIM_H

#include <curl/curl.h>

/* Swift cannot call variadic C functions: one typed wrapper for each kind of option. */

static inline CURLcode gradnik_curl_set_string(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode gradnik_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode gradnik_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

typedef size_t (*gradnik_curl_reader)(char *buffer, size_t size, size_t count, void *context);

static inline CURLcode gradnik_curl_set_reader(CURL *handle, gradnik_curl_reader reader) {
  return curl_easy_setopt(handle, CURLOPT_READFUNCTION, reader);
}

static inline CURLcode gradnik_curl_response_code(CURL *handle, long *code) {
  return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, code);
}

#endif
