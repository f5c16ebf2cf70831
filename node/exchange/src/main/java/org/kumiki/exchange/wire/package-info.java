/**
 * What crosses the wire, byte for byte: the sealed {@link org.kumiki.exchange.wire.Message}, its
 * one canonical encoding and the signature around it. Enter by {@link
 * org.kumiki.exchange.wire.SignedMessage}; the normative text is {@code docs/protocol.md}.
 */
package org.kumiki.exchange.wire;
