package org.kumiki.coordinator.sparql;

/**
 * A text that notices how long a regular expression looks at it: some expressions try more ways
 * than there are atoms, and nothing else can stop them.
 */
record WatchedText(CharSequence text, QueryWatch watch) implements CharSequence {
  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    watch.pass();
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new WatchedText(text.subSequence(start, end), watch);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
