#define _GNU_SOURCE /* memrchr */

#include "cli/module.h"

#include <dlfcn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/say.h"

/* The folder of this program, as the system knows it. */
static bool find_folder(char out[CLI_PATH_MAX])
{
    ssize_t len = readlink("/proc/self/exe", out, CLI_PATH_MAX);
    char *slash = len <= 0 || (size_t)len == CLI_PATH_MAX ? NULL : memrchr(out, '/', (size_t)len);
    if (slash == NULL) {
        return false;
    }
    *slash = '\0';
    return true;
}

/* Beside the program, where the build puts it, or where it was installed. */
static bool find_file(const char *file, char out[CLI_PATH_MAX])
{
    static const char *const places[] = {"", CAPTIONLINT_MODULES_FOLDER "/"};
    char folder[CLI_PATH_MAX];
    if (!find_folder(folder)) {
        return false;
    }
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        int len = snprintf(out, CLI_PATH_MAX, "%s/%s%s", folder, places[i], file);
        if (len > 0 && (size_t)len < CLI_PATH_MAX && access(out, R_OK) == 0) {
            return true;
        }
    }
    return false;
}

/* It stays loaded: the process ends with the command. */
static const cli_module *find(const char *file)
{
    char path[CLI_PATH_MAX];
    if (!find_file(file, path)) {
        (void)cli_fail("%s: is not there, neither beside the program nor where it is installed; "
                       "install what it belongs to",
                       file);
        return NULL;
    }
    void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
    if (handle == NULL) {
        (void)cli_fail("%s; install what it needs", dlerror());
        return NULL;
    }
    const cli_module *module = dlsym(handle, CLI_MODULE_SYMBOL);
    if (module == NULL || strcmp(module->version, CAPTIONLINT_VERSION) != 0 ||
        module->options != sizeof(cli_options)) {
        (void)cli_fail("%s: of another build than this program, " CAPTIONLINT_VERSION
                       "; install the one that belongs to it",
                       file);
        return NULL;
    }
    return module;
}

static int run(const char *file, const char *name, const cli_options *options)
{
    const cli_module *module = find(file);
    const cli_module_command *command = module == NULL ? NULL : module->commands;
    if (command == NULL) {
        return CLI_EXIT_FAILED;
    }
    while (command->name != NULL && strcmp(command->name, name) != 0) {
        command++;
    }
    return command->name == NULL ? cli_fail("%s: has no command \"%s\"", file, name)
                                 : command->run(options);
}

int cli_serve(const cli_options *options)
{
    return run("captionlint-serve.so", "serve", options);
}

int cli_worker(const cli_options *options)
{
    return run("captionlint-queue.so", "worker", options);
}

int cli_enqueue(const cli_options *options)
{
    return run("captionlint-queue.so", "enqueue", options);
}
