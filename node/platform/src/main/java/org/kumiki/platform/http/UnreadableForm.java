package org.kumiki.platform.http;

import java.io.IOException;

/** A form that broke off or is none of ours; the message is one sentence for people. */
public final class UnreadableForm extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableForm(String sentence) {
    super(sentence);
  }

  UnreadableForm(Exception cause) {
    super("the form broke off: send it again", cause);
  }
}
