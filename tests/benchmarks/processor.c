/* Lets libraries believe that they run on another x86-64 processor, so that they choose that one's kernels.

   Preloaded (LD_PRELOAD) with PLAYED_CPU naming one of `cpus`. Of libraries in which INT 0xA2 was written over each CPUID
   instruction (machines.py does it), it answers in the processor's stead: what the real one says less what the named one
   lacks. Ends with exit code 127 where no such processor is known. */

#define _GNU_SOURCE
#include <cpuid.h>
#include <dlfcn.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>

#define BIT(n) (1u << (n))

struct cpu {
    const char *name;
    const char *vendor;   /* as in the registers of leaf 0: ebx, edx, ecx */
    uint32_t signature;   /* leaf 1, eax: family, model, stepping */
    uint32_t basic;       /* what leaf 1 may say in ecx */
    uint32_t extended;    /* what leaf 7 may say in ebx; nothing of its ecx and edx */
};

/* Leaf 1, ecx: FMA 12, MOVBE 22, F16C 29, RDRAND 30. */
#define NO_FMA (~(BIT(12) | BIT(22) | BIT(29) | BIT(30)))
/* Leaf 7, ebx: FSGSBASE 0, BMI1 3, AVX2 5, SMEP 7, BMI2 8, ERMS 9, INVPCID 10, RDSEED 18, ADX 19, SMAP 20. */
#define HASWELL (BIT(0) | BIT(3) | BIT(5) | BIT(7) | BIT(8) | BIT(9) | BIT(10))
#define LATER (BIT(18) | BIT(19) | BIT(20) | BIT(23))
/* AVX512F 16, DQ 17, CD 28, BW 30, VL 31. */
#define AVX512 (BIT(16) | BIT(17) | BIT(28) | BIT(30) | BIT(31))

static const struct cpu cpus[] = {
    {"SandyBridge", "GenuineIntel", 0x000206a7, NO_FMA, 0},
    {"Haswell", "GenuineIntel", 0x000306c3, ~0u, HASWELL},
    {"EPYC-Rome", "AuthenticAMD", 0x00830f10, ~0u, (HASWELL & ~BIT(10)) | LATER | BIT(29)},
    {"Skylake-Server", "GenuineIntel", 0x00050654, ~0u, HASWELL | LATER | AVX512},
};

static const struct cpu *played;

static void answer(int signal_number, siginfo_t *info, void *context)
{
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    const uint8_t *code = (const uint8_t *)registers[REG_RIP];
    uint32_t leaf = (uint32_t)registers[REG_RAX], part = (uint32_t)registers[REG_RCX];
    uint32_t a, b, c, d;
    (void)info;
    if (code[0] != 0xcd || code[1] != 0xa2) { /* a real fault: let it end the program as it would have */
        signal(signal_number, SIG_DFL);
        return;
    }
    __cpuid_count(leaf, part, a, b, c, d);
    if (leaf == 0 || leaf == 0x80000000u) {
        memcpy(&b, played->vendor, 4);
        memcpy(&d, played->vendor + 4, 4);
        memcpy(&c, played->vendor + 8, 4);
    } else if (leaf == 1) {
        a = played->signature;
        c &= played->basic;
    } else if (leaf == 7) {
        a = 0;
        b = part == 0 ? b & played->extended : 0;
        c = d = 0;
    } else if (leaf >= 0x14 && leaf < 0x40000000u) {
        a = b = c = d = 0; /* tracing, AMX, AVX10: of later ones */
    }
    registers[REG_RAX] = a;
    registers[REG_RBX] = b;
    registers[REG_RCX] = c;
    registers[REG_RDX] = d;
    registers[REG_RIP] += 2;
}

typedef int installer(int, const struct sigaction *, struct sigaction *);

/* Stands before the C library's: nobody else, such as Python's faulthandler, gets the signal that INT raises. */
int sigaction(int signal_number, const struct sigaction *action, struct sigaction *old)
{
    if (played && signal_number == SIGSEGV && action && action->sa_sigaction != answer) {
        if (old)
            memset(old, 0, sizeof *old);
        return 0;
    }
    return ((installer *)dlsym(RTLD_NEXT, "sigaction"))(signal_number, action, old);
}

__attribute__((constructor)) static void play(void)
{
    const char *name = getenv("PLAYED_CPU");
    struct sigaction action = {.sa_sigaction = answer, .sa_flags = SA_SIGINFO | SA_NODEFER};
    if (!name)
        return;
    for (size_t i = 0; i < sizeof cpus / sizeof *cpus; i++)
        if (!strcmp(cpus[i].name, name))
            played = &cpus[i];
    if (!played || sigaction(SIGSEGV, &action, NULL))
        _exit(127);
}
