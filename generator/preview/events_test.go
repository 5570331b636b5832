package preview

import (
	"reflect"
	"testing"
)

// TestEventsAddUp: what a browser has not taken yet is told with what is new, each part
// of it.
func TestEventsAddUp(t *testing.T) {
	var n event
	n.add(event{Changed: []string{"a.html"}, Shown: []string{"b.html"}, Assets: []string{"c.png"}})
	n.add(event{All: true, Moved: map[string]string{"x": "y"}})
	n.add(event{Changed: []string{"d.html"}, Shown: []string{"e.html"}, Assets: []string{"f.png"}, Moved: map[string]string{"v": "w"}})
	want := event{All: true, Changed: []string{"a.html", "d.html"}, Shown: []string{"b.html", "e.html"}, Assets: []string{"c.png", "f.png"}, Moved: map[string]string{"x": "y", "v": "w"}}
	if !reflect.DeepEqual(n, want) {
		t.Errorf("%+v, want %+v", n, want)
	}
}
