/* `captionlint hook`: what git runs before a commit. */
#include <string.h>

#include "cli/commands.h"
#include "cli/say.h"
#include "hooks/git/hook.h"

int cli_hook(const cli_options *options)
{
    static const char *const names[] = {"run", "install", "uninstall", NULL};
    cli_options inner = *options;
    if (options->argument_count == 0) {
        return cli_fail("hook: say what: install, uninstall or run");
    }
    const char *name = options->arguments[0];
    inner.arguments++;
    inner.argument_count--;
    if (strcmp(name, "run") == 0) {
        return hooks_git_run(&inner);
    }
    if (strcmp(name, "install") == 0) {
        return hooks_git_install(&inner);
    }
    if (strcmp(name, "uninstall") == 0 && inner.argument_count == 0) {
        return hooks_git_uninstall();
    }
    const char *near = cli_nearest(name, names);
    return cli_fail("hook %s: there is no such command; did you mean %s?", name,
                    near == NULL ? names[0] : near);
}
