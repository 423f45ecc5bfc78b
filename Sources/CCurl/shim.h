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

typedef size_t (*gradnik_curl_writer)(char *buffer, size_t size, size_t count, void *context);

/* For CURLOPT_HEADERFUNCTION and CURLOPT_WRITEFUNCTION. */
static inline CURLcode gradnik_curl_set_writer(
    CURL *handle, CURLoption option, gradnik_curl_writer writer) {
  return curl_easy_setopt(handle, option, writer);
}

static inline CURLcode gradnik_curl_set_list(
    CURL *handle, CURLoption option, struct curl_slist *list) {
  return curl_easy_setopt(handle, option, list);
}

/* For CURLOPT_OPENSOCKETFUNCTION: sees each address before it is connected to. */
typedef curl_socket_t (*gradnik_curl_opener)(
    void *context, curlsocktype purpose, struct curl_sockaddr *address);

static inline CURLcode gradnik_curl_set_opener(CURL *handle, gradnik_curl_opener opener) {
  return curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, opener);
}

static inline CURLcode gradnik_curl_set_size(CURL *handle, CURLoption option, long long value) {
  return curl_easy_setopt(handle, option, (curl_off_t)value);
}

/* The address that a redirection leads to, or null; libcurl keeps it. */
static inline CURLcode gradnik_curl_redirect_url(CURL *handle, const char **url) {
  char *found = NULL;
  CURLcode code = curl_easy_getinfo(handle, CURLINFO_REDIRECT_URL, &found);
  *url = found;
  return code;
}

static inline CURLcode gradnik_curl_global_init(void) {
  return curl_global_init(CURL_GLOBAL_DEFAULT);
}

static inline CURLcode gradnik_curl_response_code(CURL *handle, long *code) {
  return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, code);
}

#endif
