import Foundation
import Testing

@testable import documentation

@Suite("The README and the articles")
struct ArticleTests {
  private let package: PackageFolder

  init() throws {
    package = try PackageFolder(around: URL(fileURLWithPath: #filePath).deletingLastPathComponent().path)
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: package.url.appendingPathComponent(path), encoding: .utf8)
  }

  @Test("have comments about code blocks only where a code block follows")
  func comments() throws {
    let articles = try package.articles()
    #expect(articles.count > 20)
    for article in articles {
      let text = try String(contentsOf: article, encoding: .utf8)
      #expect(ArticleReader.read(text, file: package.path(of: article)).mistakes.isEmpty)
    }
  }

  @Test("link only to files that exist")
  func links() throws {
    for article in try package.articles() {
      let text = try String(contentsOf: article, encoding: .utf8)
      for match in text.matches(of: /\]\((?<target>[^)#:]+)(?:#[^)]*)?\)/) where !article.path.contains(".docc/") {
        let target = article.deletingLastPathComponent().appendingPathComponent(String(match.output.target))
        #expect(
          FileManager.default.fileExists(atPath: target.standardizedFileURL.path),
          "\(package.path(of: article)) links to \(match.output.target)"
        )
      }
    }
  }

  @Test("have a README that links to each article of the catalogs, and is short")
  func readme() throws {
    let readme = try text("README.md")
    #expect(readme.split(separator: "\n", omittingEmptySubsequences: false).count <= 221)
    for article in try package.articles().map(package.path) where article.contains(".docc/") {
      // The page of a module or of a symbol is no article.
      let text = try text(article)
      let isArticle = !text.hasPrefix("# ``") && !text.contains("@TechnologyRoot")
      if isArticle, !article.hasSuffix("ModuleConfiguration.md") {
        #expect(readme.contains("](\(article))"), "the README does not link to \(article)")
      }
    }
  }
}
