package browser_test

import (
	"fmt"
	"testing"

	"fieldbook/generator/browser/jstest"
)

// TestLongWorkLetsThePageAnswer: of ten steps of 4 ms each, three are made before the
// page has its turn, and each tells how far it is; who stops it is heard then.
func TestLongWorkLetsThePageAnswer(t *testing.T) {
	for stop, want := range map[int]string{
		0: "0 1 2 turn 3 4 5 turn 6 7 8 turn 9 done",
		2: "0 1 2 turn 3 4 5 turn undefined",
	} {
		e := jstest.New(t, "../../templates/assets/leads", `
			import { inSlices } from "./slices";
			let now = 0, turns = 0;
			const said = [];
			globalThis.performance = { now: () => now };
			globalThis.MessageChannel = class {
				port1 = { onmessage: undefined, close() {} };
				port2 = { postMessage: () => { said.push("turn"); turns++; Promise.resolve().then(() => this.port1.onmessage()); } };
			};
			function* work() { for (let i = 0; i < 10; i++) { now += 4; yield i; } return "done"; }
			globalThis.run = (stop) => { inSlices(work(), (i) => said.push(i), () => turns === stop).then((value) => said.push(value ?? "undefined")); };
			globalThis.told = () => said.join(" ");`)
		e.Run(fmt.Sprintf("run(%d)", stop))
		if got := e.Run("told()"); got != want {
			t.Errorf("stopped at turn %d: %v\nwant %s", stop, got, want)
		}
	}
}
