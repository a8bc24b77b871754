/* Runs a command, its output thrown away, and prints what it took: the seconds of the clock, the
 * seconds of the processor (user and system), the most memory in KiB, and its exit status. A small
 * process of its own, because a child is charged with the memory of the process that it was forked
 * from.
 *
 * usage: measure COMMAND ARGUMENT... */
#define _DEFAULT_SOURCE

#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

static void become(char **command)
{
    int nowhere = open("/dev/null", O_RDWR);
    if (nowhere >= 0 && dup2(nowhere, STDIN_FILENO) >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0 &&
        dup2(nowhere, STDERR_FILENO) >= 0) {
        (void)execvp(command[0], command);
    }
    _exit(127);
}

int main(int argc, char *argv[])
{
    struct rusage usage;
    int status = 0;
    if (argc < 2) {
        return 2;
    }
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        become(argv + 1);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
        return 2;
    }
    double end = now();
    (void)printf("%.6f %.6f %ld %d\n", end - start,
                 seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime), usage.ru_maxrss,
                 WIFEXITED(status) ? WEXITSTATUS(status) : 128);
    return 0;
}
