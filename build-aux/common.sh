# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC1110,SC1111,SC1112
#
# What build-aux/run and build-aux/test share: install what is missing, configure, build.
# Sourced by both.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say () { printf '%s\n' "$*" >&2; }
die () { say "$@"; exit 1; }

# packages_for KIND...: lines "package check reason" of build-aux/packages
packages_for ()
{
  for kind; do
    sed -n "s/^$kind  *//p" "$top/build-aux/packages"
  done
}

# present CHECK: whether a system without dpkg has what a line of build-aux/packages names
present ()
{
  what=${1#*:}
  case $1 in
    command:-) ;;
    command:*) command -v "$what" >/dev/null ;;
    pkg-config:*) pkg-config --exists "$(printf '%s' "$what" | sed 's/>=/ >= /')" ;;
    header:*) printf '#include <%s>\n' "$what" | cc -E - >/dev/null 2>&1 ;;
    python:*) /usr/bin/python3 -c "import $what" 2>/dev/null ;;
    typelib:*) set -- /usr/lib*/girepository-1.0/"$what".typelib \
                      /usr/lib*/*/girepository-1.0/"$what".typelib; any_exists "$@" ;;
    gio-module:*) set -- /usr/lib*/gio/modules/"$what" /usr/lib*/*/gio/modules/"$what"
                  any_exists "$@" ;;
    pixbuf-loader:*) set -- /usr/lib*/gdk-pixbuf-2.0/*/loaders/*"$what"* \
                            /usr/lib*/*/gdk-pixbuf-2.0/*/loaders/*"$what"*; any_exists "$@" ;;
    file:*) [ -e "$what" ] ;;
  esac
}

any_exists ()
{
  for file; do
    [ ! -e "$file" ] || return 0
  done
  return 1
}

# missing_packages KIND...: the Debian packages that dpkg does not know as installed
missing_packages ()
{
  wanted=$(packages_for "$@" | cut -d ' ' -f 1)
  # shellcheck disable=SC2086
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $wanted 2>/dev/null |
              sed -n 's/^installed //p' | sort -u)
  printf '%s\n' "$wanted" | sort -u | while read -r package; do
    case "
$installed
" in *"
$package
"*) ;; *) printf '%s ' "$package" ;; esac
  done
}

# list_missing KIND...: for systems without apt; fails if anything is missing
list_missing ()
{
  list=$(packages_for "$@" | while read -r package check reason; do
    present "$check" 2>/dev/null || printf '  %-26s %s (%s)\n' "$package" "$reason" "${check#*:}"
  done)
  [ -n "$list" ] || return 0
  say 'This system has no apt. Please install what is missing; the names are Debian’s:'
  die "$list"
}

# need KIND...: install what is missing, or say how
need ()
{
  if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    list_missing "$@"
    return
  fi

  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  missing=${missing% }

  if [ "$(id -u)" = 0 ]; then
    as_root=()
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root=(sudo -n)
  else
    say 'Some packages are missing. Please type this line, then try again:'
    die "  sudo apt-get install --no-install-recommends $missing"
  fi

  say "Installing what is missing, once: $missing"
  # shellcheck disable=SC2086
  quietly install_packages $missing
}

install_packages ()
{
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive
             apt-get -q -y -o DPkg::Lock::Timeout=600)

  # A list that cannot be refreshed is no obstacle if the packages can be had all the same.
  "${apt[@]}" update || :
  "${apt[@]}" install --no-install-recommends "$@"
}

# quietly COMMAND...: its output matters only if it fails
quietly ()
{
  log=$(mktemp)
  if "$@" >"$log" 2>&1 </dev/null; then
    rm -f "$log"
    return 0
  fi
  cat "$log" >&2
  rm -f "$log"
  die "Failed: $*"
}

# configure FOLDER OPTION...: once; later changes of meson.build are noticed by the build
configure ()
{
  folder=$1
  shift
  [ ! -e "$top/$folder/build.ninja" ] || return 0
  say "Configuring $folder"
  # what an interrupted first configuration left behind
  rm -rf "${top:?}/$folder"
  quietly meson setup "$@" "$top/$folder" "$top"
}

# build FOLDER
build ()
{
  case $(ninja -C "$top/$1" -n 2>/dev/null) in
    *'no work to do'*) return 0 ;;
  esac
  say "Building in $1"
  quietly ninja -C "$top/$1"
}
