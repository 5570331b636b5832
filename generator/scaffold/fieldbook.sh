#!/bin/sh
# Runs the release of Fieldbook that this site is made with, on a desk as at its host:
#
#	sh fieldbook.sh check             # or any other command of the program
#	sh fieldbook.sh install [FOLDER]  # puts the program there: into ~/.local/bin
#
# The program is fetched once, and held against its sum, so that nobody can change what a
# version does. For another version take the fieldbook.sh of that release.
set -eu
home='HOME'
version='VERSION'
sums='SUMS'

refuse() {
	printf 'error: %s\n\thint: %s\n' "$1" "$2" >&2
	exit 2
}
[ -n "$home" ] && [ -n "$version" ] || refuse "this fieldbook.sh names no release" "it was written by a program that is none: put the fieldbook.sh of a release in its place"

system=$(uname -s | tr '[:upper:]' '[:lower:]') processor=$(uname -m) end=
case $system in mingw* | msys* | cygwin*) system=windows end=.exe ;; esac
case $processor in x86_64) processor=amd64 ;; aarch64) processor=arm64 ;; esac
name=fieldbook-$version-$system-$processor
sum=$(printf '%s\n' "$sums" | sed -n "s/^$system-$processor //p")
[ -n "$sum" ] || refuse "no sum of $name is known here" "take the fieldbook.sh of the release, which has all: $home/releases/download/$version/fieldbook.sh"
url=$home/releases/download/$version/$name$end
file=${XDG_CACHE_HOME:-${HOME:-.}/.cache}/fieldbook-program/$name$end

fetch() {
	if command -v curl >/dev/null; then
		curl -fsSL --retry 3 --connect-timeout 20 -o "$1" "$url"
	elif command -v wget >/dev/null; then
		https_proxy=${https_proxy:-${HTTPS_PROXY:-}} wget -q -T 20 -O "$1" "$url" # which knows it in small letters alone
	else
		refuse "there is neither curl nor wget" "install one of them, or fetch $url yourself, to $file"
	fi
}

if [ ! -e "$file" ]; then
	mkdir -p "${file%/*}"
	fetch "$file.$$" || {
		rm -f "$file.$$"
		way="if it is behind a proxy, set HTTPS_PROXY=http://HOST:PORT"
		[ -z "${https_proxy:-${HTTPS_PROXY:-}}" ] || way="see that the proxy of HTTPS_PROXY lets it through"
		refuse "$url could not be fetched" "see that this machine is online, and that the release is there; $way; or fetch it elsewhere and put it to $file: it is held against its sum all the same"
	}
	mv "$file.$$" "$file"
fi
if command -v sha256sum >/dev/null; then found=$(sha256sum <"$file"); else found=$(shasum -a 256 <"$file"); fi
found=${found%% *}
[ "$found" = "$sum" ] || {
	rm -f "$file"
	refuse "$url has the sum $found, and must have $sum" "it was not run, and is removed: something answered in its place, or it was changed. Try again; if that stays so, tell those who publish it"
}
chmod +x "$file"
[ "${1:-}" = install ] || exec "$file" "$@"

to=${2:-$HOME/.local/bin}
mkdir -p "$to"
cp "$file" "$to/fieldbook.$$"
mv "$to/fieldbook.$$" "$to/fieldbook$end" # also while it runs
case :$PATH: in
*:"$to":*) ;;
*) printf 'Put it on your PATH:\n\n\texport PATH="%s:$PATH"\n\n' "$to" ;;
esac
exec "$to/fieldbook$end" --version
