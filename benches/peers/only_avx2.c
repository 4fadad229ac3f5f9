/* Makes a program believe that its processor has AVX2 and FMA, but neither AVX-512 nor any instructions for products of bytes: Linux lets `cpuid` fault
 * (arch_prctl(2), ARCH_CPUID_SET; the flag `cpuid_fault` in /proc/cpuinfo), and the handler answers in its place.
 *
 *   cc -O2 -shared -fPIC -o only_avx2.so only_avx2.c && LD_PRELOAD=$PWD/only_avx2.so PROGRAM
 */
#define _GNU_SOURCE
#define ARCH_CPUID_SET 0x1012
#include <cpuid.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

static int let_fault(int faults) { return syscall(SYS_arch_prctl, ARCH_CPUID_SET, !faults); }

static void answer(int signal_number, siginfo_t *info, void *context) {
    (void)info;
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    const unsigned char *instruction = (const unsigned char *)registers[REG_RIP];
    if (instruction[0] != 0x0f || instruction[1] != 0xa2) { /* a fault of the program's own */
        signal(signal_number, SIG_DFL);
        return;
    }
    unsigned leaf = registers[REG_RAX], sub = registers[REG_RCX], a, b, c, d;
    let_fault(0);
    __cpuid_count(leaf, sub, a, b, c, d);
    let_fault(1);
    if (leaf == 7 && sub == 0) {
        b &= ~(1u << 16 | 1u << 17 | 1u << 21 | 1u << 26 | 1u << 27 | 1u << 28 | 1u << 30 | 1u << 31); /* AVX-512 F DQ IFMA PF ER CD BW VL */
        c &= ~(1u << 1 | 1u << 6 | 1u << 11 | 1u << 12 | 1u << 14);                                     /* VBMI VBMI2 VNNI BITALG VPOPCNTDQ */
        d &= ~(1u << 2 | 1u << 3 | 1u << 8 | 1u << 22 | 1u << 23 | 1u << 24 | 1u << 25);                /* AVX-512 and AMX */
    } else if (leaf == 7 && sub == 1) {
        a &= ~(1u << 4 | 1u << 5);                /* AVX-VNNI, AVX-512 BF16 */
        d &= ~(1u << 4 | 1u << 5 | 1u << 10);     /* AVX-VNNI-INT8, AVX-NE-CONVERT, AVX-VNNI-INT16 */
    }
    registers[REG_RAX] = a, registers[REG_RBX] = b, registers[REG_RCX] = c, registers[REG_RDX] = d;
    registers[REG_RIP] += 2;
}

__attribute__((constructor)) static void begin(void) {
    struct sigaction action = {.sa_sigaction = answer, .sa_flags = SA_SIGINFO | SA_NODEFER};
    if (sigaction(SIGSEGV, &action, NULL) || let_fault(1)) {
        fputs("only_avx2: this system does not let cpuid fault\n", stderr);
        exit(1);
    }
}
