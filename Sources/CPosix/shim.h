// Linux calls that Swift's Glibc module does not show: they hide behind
// _GNU_SOURCE, or have no wrapper in the C library at all. Each goes to the
// kernel by number. Headers that define types, such as <fcntl.h> with `stat`,
// stay out: Swift would then want this module imported wherever one is used.
#pragma once

#include <linux/openat2.h>
#include <sys/syscall.h>

extern long syscall(long number, ...);

// Swaps two names in one folder in one step.
static inline int cposix_exchange(int folder, const char *one, const char *other) {
  const unsigned int exchange = 2;  // RENAME_EXCHANGE
  return (int)syscall(SYS_renameat2, folder, one, folder, other, exchange);
}

// Writes out everything that the file system of `descriptor` still holds back.
static inline int cposix_syncfs(int descriptor) {
  return (int)syscall(SYS_syncfs, descriptor);
}

// Opens without entering a mount, which fails with EXDEV. Kernels before 5.6
// and some sandboxes lack it: ENOSYS or EPERM.
static inline int cposix_open_here(int folder, const char *name, int flags) {
  struct open_how how = {
      .flags = (unsigned int)flags, .mode = 0, .resolve = RESOLVE_NO_XDEV};
  return (int)syscall(SYS_openat2, folder, name, &how, sizeof how);
}

// Reads entries of an open folder as records of `linux_dirent64`: the C
// library's own reader opens, asks and closes once more for each folder.
static inline long cposix_entries(int folder, void *buffer, unsigned long bytes) {
  return syscall(SYS_getdents64, folder, buffer, bytes);
}
