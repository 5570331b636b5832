package e2e

import (
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"fieldbook/generator/scaffold"
)

// answeredReview publishes the review that init begins with; answers are those of a firm
// in which most is amiss, as an address brings them.
func answeredReview(t *testing.T) (address, answers string) {
	t.Helper()
	dir, out := t.TempDir(), t.TempDir()
	if _, err := scaffold.Site(dir, scaffold.Options{Title: "Review", Language: "en", From: "review", Today: "2026-11-30"}); err != nil {
		t.Fatal(err)
	}
	if err := publish(filepath.Join(dir, scaffold.Content), out); err != nil {
		t.Fatal(err)
	}
	return served(t, out), "#_name=Firm%201&staff=12&places=online,server&remote=yes&own-phones=yes&website=yes&cards=no&provider=yes&second-step=some&own-accounts=no&passwords=browser&everyday-rights=?&leavers=30&way-in=password&device-list=yes&updates=alone&too-old=3&disks=some&screen-lock=0&watch=gaps&phone-wipe=no&copies=here&lost-work=24&test-restore=no&online-copy=no&server-support=2027-03&mail-filter=no&call-back=no&domain-owner=other"
}

// TestPlanOnPaper prints a report, whatever the width of its window: its plan is a table
// whose words are whole, and no sheet is empty or begun before the one before it is full.
func TestPlanOnPaper(t *testing.T) {
	address, answers := answeredReview(t)
	p := open(t)
	p.do(chromedp.Navigate(address+"checklists/it-review.html"+answers), chromedp.Navigate(address+"checklists/it-review-report.html"))
	p.do(evaluated(`document.querySelectorAll(".report-plan tbody tr").forEach((row, i) => {
		const put = (field, value) => { field.value = value; field.dispatchEvent(new Event("change")) };
		const [when, state] = row.querySelectorAll("select");
		put(when, when.options[i % 4].value);
		if (i % 5 === 0) put(state, "done");
		put(row.querySelector("input"), "Owner of number " + i);
	})`))
	for name, size := range map[string]chromedp.PaperSize{"A4": chromedp.PaperA4, "Letter": chromedp.PaperLetter} {
		for _, width := range []int64{390, 1280} {
			p.do(chromedp.EmulateViewport(width, 800))
			checkSheets(p, name, chromedp.PDFPaper(size))
			sheets := paper(p, chromedp.PDFPaper(size))
			if len(sheets) > 10 {
				t.Errorf("%s at %d: %d sheets", name, width, len(sheets))
			}
			words := map[string]int{}
			for _, s := range sheets {
				for _, w := range s.Words {
					words[w.Text]++
				}
			}
			for _, whole := range []string{"medium", "small", "Effort", "Owner", "number", "Done,", "2027"} {
				if words[whole] < 3 {
					t.Errorf("%s at %d: %q stands there %d times", name, width, whole, words[whole])
				}
			}
		}
	}
	p.quiet()
}

// TestReviewOnPaper prints a review that is answered in part: what is not asked takes a
// line, a note is its words, and a day that nobody gave is a line to write on.
func TestReviewOnPaper(t *testing.T) {
	address, answers := answeredReview(t)
	p := open(t)
	p.do(onDay("2026-11-30"), chromedp.Navigate(address+"checklists/it-review.html"+answers),
		evaluated(`(f => { f.value = "A false invoice in May."; f.dispatchEvent(new Event("input", { bubbles: true })) })(document.querySelector("[data-note=call-back] textarea"))`),
		evaluated(`(f => { f.value = "2026-11-30"; f.dispatchEvent(new Event("input", { bubbles: true })) })(document.querySelector("[data-note=call-back] [data-part=date]"))`))
	line, words := map[string]float64{}, map[string]int{}
	for _, s := range paper(p) {
		for _, w := range s.Words {
			words[w.Text]++
			line[w.Text] = w.Bottom
		}
	}
	if apart := line["if:"] - line["35"]; words["if:"] != 1 || apart > 5 || apart < -5 {
		t.Errorf("of %d questions that are not asked one ends at %g, what it hangs on at %g", words["if:"], line["35"], line["if:"])
	}
	if words["invoice"] == 0 || words["November"] < 2 || words["mm/dd/yyyy"] > 0 || words["Initials"] > 0 {
		t.Errorf("on paper: invoice %d, November %d, mm/dd/yyyy %d, Initials %d", words["invoice"], words["November"], words["mm/dd/yyyy"], words["Initials"])
	}
	p.quiet()
}
