# The hot folder: what names and the table of groups decide, single cases, and kill -9 at random and
# before each call that changes the disk.
hooks_unit(cl_hooks watch_clock watch_names watch_groups)
hooks_fuzz(cl_hooks watch_names)
hooks_script(watch.cases cases)
hooks_script(watch.kills kills --pictures 60 --kills 4 --seconds 6)
hooks_script(watch.points points
  --calls renameat,renameat2,symlinkat --every 8 --most 3 --parallel 3)
hooks_script(watch.points_across points
  --calls renameat2,unlinkat --across --every 5 --most 2 --parallel 2)
