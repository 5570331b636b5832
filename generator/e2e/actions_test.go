package e2e

import (
	"context"
	"fmt"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// withoutScript makes the browser ignore the page's scripts.
func withoutScript() chromedp.Action[chromedp.Void] {
	return command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
}

// evaluated runs an expression for what it does.
func evaluated(expression string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Run(ctx, chromedp.Evaluate[bool](expression+", true"))
		return err
	})
}

// inMenu opens the menu of an entry, and takes it.
func inMenu(entry string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		return chromedp.Do(ctx, evaluated(fmt.Sprintf(`document.querySelector(%q).closest("details").open = true`, entry)), chromedp.Click(entry))
	})
}

// unfolded opens what is folded below the questions.
func unfolded(row string) chromedp.Action[chromedp.Void] {
	return evaluated(fmt.Sprintf(`document.querySelector(%q).open = true`, row))
}

// ticked uses a field, whether its question is open or not.
func ticked(field string) chromedp.Action[chromedp.Void] {
	return evaluated(fmt.Sprintf(`document.querySelector(%q).click()`, field))
}
