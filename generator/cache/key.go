package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"sync"
)

// Key gives the sum of values of a type, which tells all that a kept value depends
// on: of the same sum they are the same, to the last field, with what pointers lead
// to. Only a field with the tag `sum:"-"` is left out. It panics for a type that
// cannot be summed whole, so that a program with such a key does not begin.
func Key[T any]() func(T) [sha256.Size]byte {
	t := reflect.TypeFor[T]()
	name, write := t.String()+"\x00", writerOf(t, true)
	return func(v T) [sha256.Size]byte {
		b := buffers.Get().(*[]byte)
		defer buffers.Put(b)
		*b = write(append((*b)[:0], name...), reflect.ValueOf(&v).Elem())
		return sha256.Sum256(*b)
	}
}

var buffers = sync.Pool{New: func() any { return new([]byte) }}

// writer appends a value in a form that is no other's, nor the beginning of one.
type writer func(b []byte, v reflect.Value) []byte

// writerOf gives the writer of a type, which stands inside of others. Methods can be
// called of what is open: it stands in no unexported field.
func writerOf(t reflect.Type, open bool, inside ...reflect.Type) writer {
	if slices.Contains(inside, t) {
		panic(fmt.Sprintf("cache: %v holds itself, and cannot be summed", t))
	}
	inside = append(slices.Clip(inside), t)
	if t.Implements(reflect.TypeFor[fmt.GoStringer]()) { // it tells itself whole
		if !open {
			panic(fmt.Sprintf("cache: %v stands in an unexported field, and cannot be summed", t))
		}
		return func(b []byte, v reflect.Value) []byte { return text(b, v.Interface().(fmt.GoStringer).GoString()) }
	}
	switch t.Kind() {
	case reflect.Bool:
		return func(b []byte, v reflect.Value) []byte { return strconv.AppendBool(b, v.Bool()) }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(b []byte, v reflect.Value) []byte { return binary.AppendVarint(b, v.Int()) }
	case reflect.Uint8:
		return func(b []byte, v reflect.Value) []byte { return append(b, byte(v.Uint())) }
	case reflect.Uint, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return func(b []byte, v reflect.Value) []byte { return binary.AppendUvarint(b, v.Uint()) }
	case reflect.Float32, reflect.Float64:
		return func(b []byte, v reflect.Value) []byte {
			return binary.BigEndian.AppendUint64(b, math.Float64bits(v.Float()))
		}
	case reflect.String:
		return func(b []byte, v reflect.Value) []byte { return text(b, v.String()) }
	case reflect.Pointer:
		return ofPointer(writerOf(t.Elem(), open, inside...))
	case reflect.Array, reflect.Slice:
		return ofList(t, writerOf(t.Elem(), open, inside...))
	case reflect.Map:
		return ofMap(writerOf(t.Key(), open, inside...), writerOf(t.Elem(), open, inside...))
	case reflect.Struct:
		return ofStruct(t, open, inside)
	}
	panic(fmt.Sprintf("cache: %v cannot be summed", t))
}

func text(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func ofPointer(to writer) writer {
	return func(b []byte, v reflect.Value) []byte {
		if v.IsNil() {
			return append(b, 0)
		}
		return to(append(b, 1), v.Elem())
	}
}

func ofList(t reflect.Type, element writer) writer {
	raw := t.Elem().Kind() == reflect.Uint8
	return func(b []byte, v reflect.Value) []byte {
		if t.Kind() == reflect.Slice {
			if v.IsNil() {
				return append(b, 0)
			}
			b = binary.AppendUvarint(b, uint64(v.Len())+1)
		}
		if raw && (t.Kind() == reflect.Slice || v.CanAddr()) {
			return append(b, v.Bytes()...)
		}
		for i := range v.Len() {
			b = element(b, v.Index(i))
		}
		return b
	}
}

func ofMap(key, value writer) writer {
	return func(b []byte, v reflect.Value) []byte {
		if v.IsNil() {
			return append(b, 0)
		}
		var entries [][]byte
		for all := v.MapRange(); all.Next(); {
			entries = append(entries, value(key(nil, all.Key()), all.Value()))
		}
		slices.SortFunc(entries, bytes.Compare)
		return append(binary.AppendUvarint(b, uint64(len(entries))+1), bytes.Join(entries, nil)...)
	}
}

func ofStruct(t reflect.Type, open bool, inside []reflect.Type) writer {
	type field struct {
		i     int
		write writer
	}
	var fields []field
	for i := range t.NumField() {
		if f := t.Field(i); f.Tag.Get("sum") != "-" {
			fields = append(fields, field{i, writerOf(f.Type, open && f.IsExported(), inside...)})
		}
	}
	return func(b []byte, v reflect.Value) []byte {
		for _, f := range fields {
			b = f.write(b, v.Field(f.i))
		}
		return b
	}
}
