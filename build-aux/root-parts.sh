# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2154
#
# The parts of build-aux/test-on, which sources this: what is done in a bare root, and how
# it is seen that it works. Each prints what it did last, and fails where it does not work.
# The screen of `run` and `package` is this machine's: in the root there is none.

get_home ()
{
  if [ "$1" = root ]; then
    echo /root
  else
    echo "/home/$1"
  fi
}

# USER ROOT FOLDER: what is committed, and nothing else.
clone_into ()
{
  local user=$1 root=$2 folder=$3 scratch
  scratch=$(mktemp --directory)
  git -c safe.directory='*' clone --quiet "file://$top" "$scratch/clone"
  mkdir --parents "$root$folder"
  # What was built in a kept root is gone on with.
  find "$root$folder" -mindepth 1 -maxdepth 1 ! -name build ! -name build-package -exec rm --recursive --force {} +
  cp --archive "$scratch/clone/." "$root$folder/"
  rm --recursive --force "$scratch"
  chroot "$root" chown --recursive "$user:" "$folder"
  git -c safe.directory='*' -C "$top" log --max-count=1 --format='%h %s' | cat
}

make_user_root ()
{
  local user=$1 root=$2 folder=$3
  fresh_root "$user"
  if [ "$user" != root ]; then
    root_add_person "$root"
  fi
  clone_into "$user" "$root" "$folder"
}

# NAME ROOT USER COMMAND…: under a screen of this machine until a window of the lab is seen
# there, and a picture taken of it. The command is ended as a session ends its programs.
see_window ()
{
  local name=$1 root=$2 user=$3 screen program seen='' status=0 second
  shift 3
  screen=$(mktemp)
  Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp -ac 3>"$screen" &
  local xvfb=$!
  for ((second = 0; second < 100; second++)); do
    [ ! -s "$screen" ] || break
    sleep 0.1
  done
  DISPLAY=:$(cat "$screen")
  export DISPLAY
  rm "$screen"
  root_do "$root" "$user" "$(get_home "$user")" DISPLAY="$DISPLAY" "$@" &
  program=$!
  for ((second = 0; second < 3600; second++)); do
    if xwininfo -root -tree 2>/dev/null | grep --quiet '"Fuzzy Key Lab"'; then
      seen=1
      break
    fi
    kill -0 "$program" 2>/dev/null || break
    sleep 1
  done
  if [ -n "$seen" ]; then
    look_at "$name" || status=1
  else
    echo "No window was seen."
    status=1
  fi
  end_window "$root" || status=1
  wait "$program" || true
  kill "$xvfb"
  wait "$xvfb" || true
  if [ "$status" -eq 0 ]; then
    echo "the window was seen after $second s"
  fi
  return "$status"
}

# NAME: keeps a picture of the screen. An empty window has few colours; on a busy machine it
# stays empty for a while.
look_at ()
{
  local picture colors=0 second
  picture=$(mktemp --suffix=.png)
  for ((second = 0; second < 120 && colors < 100; second++)); do
    sleep 1
    import -window root "$picture" || return
    colors=$(identify -format %k "$picture") || return
  done
  # So that there is a curve to look at, too.
  sleep 5
  import -window root "$picture" || return
  if [ -n "$pictures" ]; then
    cp "$picture" "$pictures/$suite-$1.png"
  fi
  rm "$picture"
  if [ "$colors" -lt 100 ]; then
    echo "There is a window with nothing in it ($colors colours)."
    return 1
  fi
}

# ROOT: the lab there is asked to end, and does so.
end_window ()
{
  local root=$1 pid second
  for pid in $(pidof fuzzy-key-lab); do
    [ "$(readlink "/proc/$pid/root")" = "$root" ] || continue
    kill "$pid"
    for ((second = 0; second < 20; second++)); do
      kill -0 "$pid" 2>/dev/null || continue 2
      sleep 1
    done
    echo "The window does not end."
    kill -KILL "$pid"
    return 1
  done
}

# ROOT: who only runs the lab has got no tool of the tests, unless a library of the lab's needs it.
has_no_test_tools ()
{
  local tools
  tools=$(comm -12 <(chroot "$1" apt-mark showmanual | LC_ALL=C sort) <(list_packages tests) | xargs)
  if [ -n "$tools" ]; then
    echo "build-aux/run installs what only the tests need: $tools"
    return 1
  fi
}

list_packages ()
{
  sed 's/#.*//; s/[[:space:]]//g; /^$/d' "$here/packages/$1" | LC_ALL=C sort
}

part_run ()
{
  local user=$1 root=$2 folder=$3
  see_window "run-$user" "$root" "$user" "$folder/build-aux/run" --start | tee "$work/seen"
  has_no_test_tools "$root"
  tail --lines=1 "$work/seen"
}

part_test ()
{
  root_do "$2" "$1" "$3" build-aux/test --all
}

# USER ROOT FOLDER DISPLAY SCALE: a picture of the window there, and the window's tests.
part_window ()
{
  local user=$1 root=$2 folder=$3 display=$4 scale=$5
  root_do "$root" "$user" "$folder" build-aux/install-packages lab tests wayland || return
  root_do "$root" "$user" "$folder" TEST_DISPLAY="$display" TEST_SCALE="$scale" \
    build-aux/test --suite app || return
  if [ -n "$pictures" ]; then
    root_do "$root" "$user" "$folder" TEST_DISPLAY="$display" TEST_SCALE="$scale" \
      build-aux/with-display tests/app/one-picture build/src/app/fuzzy-key-lab /tmp/window.png || return
    cp "$root/tmp/window.png" "$pictures/$suite-$display-$scale-$user.png"
    root_do "$root" "$user" "$folder" build-aux/count-tests build/meson-logs # said last
  fi
}

part_package ()
{
  local user=$1 root=$2 folder=$3
  root_do "$root" "$user" "$folder" build-aux/package || return
  cp "$root$folder"/build-package/*.deb "$work/package-$suite.deb"
  dpkg-deb --field "$work/package-$suite.deb" Package Version Depends
  echo "$(stat --format=%s "$work/package-$suite.deb") bytes"
}

# ROOT: every file but those of apt and dpkg, and caches, which any package changes.
list_files ()
{
  (cd "$1" && find . -xdev \( -path ./var/lib/dpkg -o -path ./var/lib/apt -o -path ./var/cache -o -path ./var/log \
    -o -path ./tmp -o -path ./dev -o -path ./proc -o -path ./sys -o -path ./root \) -prune -o -print) | LC_ALL=C sort
}

# The package in a root where nothing else was done: comes, starts, goes.
part_installed ()
{
  local root="$work/roots/$suite-package" before after
  before=$(mktemp)
  after=$(mktemp)
  fresh_root package
  root_do "$root" root / apt-get update --quiet --quiet
  # What it needs stays when it goes, so that the difference is its own.
  cp "$work/package-$suite.deb" "$root/tmp/lab.deb"
  root_do "$root" root / apt-get install --yes --quiet --quiet --no-install-recommends /tmp/lab.deb || return
  root_do "$root" root / apt-get purge --yes --quiet --quiet fuzzy-key-lab || return
  list_files "$root" >"$before"
  root_do "$root" root / apt-get install --yes --quiet --quiet --no-install-recommends /tmp/lab.deb || return
  root_do "$root" root / fuzzy-key list || return
  see_window package "$root" root fuzzy-key-lab --start || return
  root_do "$root" root / apt-get purge --yes --quiet --quiet fuzzy-key-lab || return
  list_files "$root" >"$after"
  diff "$before" "$after" || { echo "Not all of it is gone."; return 1; }
  if find "$root/usr" "$root/etc" "$root/var/lib" "$root/var/cache" -xdev -iname '*fuzzy*key*' | grep .; then
    echo "Something of it is left."
    return 1
  fi
  if grep --recursive --quiet --text org.fuzzykey.Lab "$root/usr/share/glib-2.0/schemas"; then
    echo "Its settings' schema is left."
    return 1
  fi
  rm "$before" "$after"
  root_remove "$root"
  echo "installed, listed its studies, showed its window, and went without a trace"
}
