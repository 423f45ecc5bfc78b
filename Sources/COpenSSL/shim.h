#ifndef GRADNIK_OPENSSL_SHIM_H
#define GRADNIK_OPENSSL_SHIM_H

#include <openssl/crypto.h>

/* libpq and libcurl speak on threads that may outlive `exit`, while OpenSSL would free its locks
   there. To be called before either of them is used. */
static inline int gradnik_openssl_stays(void) {
  return OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, NULL);
}

#endif
