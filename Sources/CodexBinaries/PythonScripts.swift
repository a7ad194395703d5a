#if os(macOS) || os(Linux)

/// Short programs for python3, which has what this package would otherwise have to implement.
enum PythonScripts {
  /// Prints the SHA-256 hash of the file that the argument names. A Swift implementation takes a minute for 140 MB in a
  /// debug build.
  static let hash = """
    import hashlib, sys
    digest = hashlib.sha256()
    with open(sys.argv[1], "rb") as file:
        while block := file.read(1 << 20): digest.update(block)
    print(digest.hexdigest())
    """

  /// Prints a line with the version of each wheel that the package index has. The arguments are the package, a word that only tells
  /// this program from the others in tests, and the time limit in seconds.
  static let releases = """
    import os, re, sys, urllib.request
    package, _, limit = sys.argv[1:]
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    page = urllib.request.urlopen(f"{index}/{package}/", timeout=int(limit)).read().decode()
    prefix = package.replace("-", "_") + "-"
    for version in sorted(set(re.findall(re.escape(prefix) + r"([0-9][^-/<>]*)-[^/<>]*[.]whl", page))): print(version)
    """

  /// Prints a line with the name and the hash of each wheel that the package index has. The arguments are the package
  /// and the version. The index is the one that pip uses, if the environment names it.
  static let index = """
    import os, re, sys, urllib.request
    package, version = sys.argv[1:]
    version = version.replace("-alpha.", "a").replace("-beta.", "b").replace("-rc.", "rc")
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    page = urllib.request.urlopen(f"{index}/{package}/", timeout=60).read().decode()
    prefix = package.replace("-", "_") + "-" + version + "-"
    for name, digest in sorted(set(re.findall(r'/([^/"#]+[.]whl)#sha256=([0-9a-f]{64})', page))):
        if name.startswith(prefix): print(name, digest)
    """
}
#endif
