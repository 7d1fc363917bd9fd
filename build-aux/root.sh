# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Bare roots for build-aux/test-on, which sources this: makes one with debootstrap,
# copies it, mounts what programs need in it and runs commands there. All in the mount
# and process namespaces of test-on, so that what is mounted or running ends with it.

# Prints "MIRROR SECURITY-MIRROR" of Debian as this machine's own apt has them.
root_mirrors ()
{
  if [ -n "${TEST_ON_MIRROR:-}" ]; then
    echo "$TEST_ON_MIRROR ${TEST_ON_SECURITY_MIRROR:-}"
    return
  fi
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' 'Component: main' 2>/dev/null \
    | awk '$1 == "Debian" { debian = $2 } $1 == "Debian-Security" { security = $2 } END { print debian, security }'
}

# ROOT SUITE: apt in ROOT asks where this machine's apt asks, and in the same way.
root_configure_apt ()
{
  local root=$1 suite=$2 mirror security
  read -r mirror security < <(root_mirrors)
  {
    echo "deb $mirror $suite main"
    if [ -n "$security" ]; then
      echo "deb $mirror $suite-updates main"
      echo "deb $security $suite-security main"
    fi
  } >"$root/etc/apt/sources.list"
  {
    apt-config dump | grep -E '^Acquire::(http|https|Check-[A-Za-z-]+|Retries|ForceIPv[46])(::[A-Za-z:-]+)? ' || true
    if [ -n "${http_proxy:-}" ]; then
      echo "Acquire::http::Proxy \"$http_proxy\";"
    fi
    if [ -n "${https_proxy:-}" ]; then
      echo "Acquire::https::Proxy \"$https_proxy\";"
    fi
    if [[ "$mirror $security" == *https:* ]] && [ -f /etc/ssl/certs/ca-certificates.crt ]; then
      cp /etc/ssl/certs/ca-certificates.crt "$root/etc/apt/host-certificates.crt"
      echo 'Acquire::https::CAInfo "/etc/apt/host-certificates.crt";'
    fi
  } >"$root/etc/apt/apt.conf.d/80host"
  cp --dereference /etc/resolv.conf /etc/hosts "$root/etc/"
}

# ROOT SUITE ARCHIVES: a bare Debian, and packages kept in the folder ARCHIVES.
root_make ()
{
  local root=$1 suite=$2 archives=$3 mirror
  read -r mirror _ < <(root_mirrors)
  if [ -z "$mirror" ]; then
    echo "This machine's apt names no mirror of Debian; please set TEST_ON_MIRROR to one." >&2
    return 1
  fi
  rm --recursive --force "$root"
  # Complete or not there at all: it is made beside, and renamed.
  rm --recursive --force "$root.new"
  mkdir --parents "$root.new" "$archives"
  debootstrap --variant=minbase --cache-dir="$archives" "$suite" "$root.new" "$mirror" || return
  root_configure_apt "$root.new" "$suite"
  mv "$root.new" "$root"
}

# ROOT ARCHIVES: what programs expect to find, and the packages that were loaded before.
root_mount ()
{
  local root=$1 archives=$2 device
  mount -t proc proc "$root/proc"
  mount --rbind /sys "$root/sys"
  mount -t tmpfs -o mode=755,nosuid tmpfs "$root/dev"
  for device in full null random tty urandom zero; do
    touch "$root/dev/$device"
    mount --bind "/dev/$device" "$root/dev/$device"
  done
  mkdir "$root/dev/pts" "$root/dev/shm"
  mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$root/dev/pts"
  ln --symbolic pts/ptmx "$root/dev/ptmx"
  mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs "$root/dev/shm"
  ln --symbolic /proc/self/fd "$root/dev/fd"
  ln --symbolic /proc/self/fd/0 "$root/dev/stdin"
  ln --symbolic /proc/self/fd/1 "$root/dev/stdout"
  ln --symbolic /proc/self/fd/2 "$root/dev/stderr"
  mkdir --parents "$root/tmp/.X11-unix"
  mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
  mount --bind "$archives" "$root/var/cache/apt/archives"
}

root_umount ()
{
  local root=$1 mounted
  while read -r mounted; do
    umount --lazy "$mounted"
  done < <(awk -v root="$root/" 'index ($2, root) == 1 { print $2 }' /proc/self/mounts | sort --reverse)
}

# ROOT: away with it, and with nothing that may still be mounted below.
root_remove ()
{
  root_umount "$1"
  rm --recursive --force --one-file-system "$1"
}

# ROOT: adds "person", who may do as root without a password, as on a machine of one's own.
root_add_person ()
{
  local root=$1
  root_do "$root" root / apt-get update --quiet --quiet
  root_do "$root" root / apt-get install --yes --quiet --quiet --no-install-recommends sudo
  root_do "$root" root / useradd --create-home --shell /bin/bash person
  echo 'person ALL=(ALL) NOPASSWD: ALL' >"$root/etc/sudoers.d/person"
  chmod 440 "$root/etc/sudoers.d/person"
}

# ROOT USER FOLDER [NAME=VALUE…] COMMAND…: in ROOT, with nothing of this machine's environment.
root_do ()
{
  local root=$1 user=$2 folder=$3 home=/root
  shift 3
  if [ "$user" != root ]; then
    home=/home/$user
  fi
  chroot "$root" setpriv --reuid="$user" --regid="$user" --init-groups \
    env --ignore-environment --chdir="$folder" HOME="$home" USER="$user" LOGNAME="$user" SHELL=/bin/bash LANG=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@" </dev/null
}
