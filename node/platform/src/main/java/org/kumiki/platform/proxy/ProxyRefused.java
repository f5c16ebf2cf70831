package org.kumiki.platform.proxy;

import java.io.IOException;

/** The proxy is there and does not take what it is told; the message is for people. */
public final class ProxyRefused extends IOException {
  private static final long serialVersionUID = 1L;

  ProxyRefused(String sentence) {
    super(sentence);
  }
}
