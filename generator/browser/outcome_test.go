package browser_test

import (
	"fmt"
	"testing"

	"fieldbook/generator/browser/jstest"
)

// TestWonOrLost reads how a lead came out in the words of customer databases and of
// people; what is neither won nor lost for certain is none.
func TestWonOrLost(t *testing.T) {
	e := jstest.New(t, "../../templates/assets/leads", `
		import { wonOrLost } from "./outcome";
		globalThis.outcome = (cell, heading = "Stage") => wonOrLost(cell, heading) ?? "";`)
	for want, cells := range map[string][]string{
		"won": {
			"Won", "won", " WON ", "Win", "Closed Won", "closedwon", "closedWon", "CLOSED_WON", "Closed-Won", "Closed/Won", "Closed – won", "5 - Closed Won", "06. Closed won", "Deal won", "Won deal",
			"Signed", "Accepted", "Won (renewal)", "Won: better price", "1", "yes", "Y", "true", "TRUE", "x", "✓",
			"gewonnen", "Gewonnen", "Abgeschlossen und gewonnen", "Geschlossen - gewonnen", "Auftrag erteilt", "Auftrag erhalten", "Zusage", "ja", "WAHR",
			"Ganado", "ganada", "Cerrada ganada", "Cierre ganado", "Cerrado - ganado", "Negocio ganado", "Aceptado", "sí", "VERDADERO",
		},
		"lost": {
			"Lost", "lost", "Loss", "Closed Lost", "closedlost", "Closed Lost to Competition", "Closed-Lost to Competition", "Closed Lost: no budget", "Lost - price", "lost (no answer)", "7 Closed Lost", "Not won", "Declined", "Rejected", "0", "no", "N", "false",
			"verloren", "Verloren an Mitbewerber", "Abgeschlossen und verloren", "Auftrag verloren", "Angebot abgelehnt", "Absage", "nicht gewonnen", "nein", "FALSCH",
			"Perdido", "perdida", "Cerrada perdida", "Cierre perdido", "No ganado", "Rechazada", "FALSO",
		},
		"": {
			"", " ", "-", "n/a", "?", "open", "Open", "Closed", "Won/Lost", "won or lost", "Win-back", "Negotiation", "Proposal sent", "Qualified", "2", "10", "100%", "maybe", "no decision", "not yet won", "Wonder", "Lost & found", "to be won",
			"offen", "in Arbeit", "Auftrag", "abierto", "En curso", "2026-11-21",
		},
	} {
		for _, cell := range cells {
			if got := fmt.Sprint(e.Run(fmt.Sprintf("outcome(%q)", cell))); got != want {
				t.Errorf("%q: %q, want %q", cell, got, want)
			}
		}
	}
	// What yes and no say is asked by the heading: who is not won may be open.
	for call, want := range map[string]string{
		`"yes", "Signed?"`: "won", `"no", "Signed?"`: "lost", `"1", "Won"`: "won", `"0", "Won"`: "lost", `"true", "Is Won"`: "won", `"false", "Is Won"`: "",
		`"yes", "Lost"`: "lost", `"true", "Is Closed Lost"`: "lost", `"no", "Lost"`: "", `"ja", "Verloren"`: "lost", `"sí", "Perdido"`: "lost",
	} {
		if got := fmt.Sprint(e.Run("outcome(" + call + ")")); got != want {
			t.Errorf("%s: %q, want %q", call, got, want)
		}
	}
}
