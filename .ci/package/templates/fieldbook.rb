class Fieldbook < Formula
  desc "Static knowledge base with checklists, from Markdown"
  homepage "{{.Home}}"
  version "{{.Version}}"
{{range $system, $name := .Brew}}
  on_{{$system}} do
    on_arm do
      url "{{($.Of $name "arm64").URL}}"
      sha256 "{{($.Of $name "arm64").Sum}}"
    end
    on_intel do
      url "{{($.Of $name "amd64").URL}}"
      sha256 "{{($.Of $name "amd64").Sum}}"
    end
  end
{{end}}
  def install
    bin.install Dir["fieldbook-*"].first => "fieldbook"
    generate_completions_from_executable(bin/"fieldbook", "completion")
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/fieldbook --version")
    system bin/"fieldbook", "init", "site"
    system bin/"fieldbook", "check", "--content", "site/content"
  end
end
