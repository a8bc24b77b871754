# The commit hook, in repositories of their own; what documents and files for CI say, as it stands
# there.
hooks_unit(cl_hooks git_list git_names)
hooks_fuzz(cl_hooks hooks_git)
hooks_script(git.commit commit)
hooks_script(git.pre_commit pre_commit)
hooks_script(git.ci_files ci_files)
hooks_script(git.stream stream --records 600)
hooks_script(git.gate gate)
