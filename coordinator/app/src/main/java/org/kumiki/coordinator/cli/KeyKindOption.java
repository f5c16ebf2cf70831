package org.kumiki.coordinator.cli;

import java.util.Locale;
import org.kumiki.certs.issuance.KeyKind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code p256} and {@code ed25519}. */
final class KeyKindOption implements ITypeConverter<KeyKind> {
  @Override
  public KeyKind convert(String value) {
    try {
      return KeyKind.valueOf(value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("a key is p256 or ed25519");
    }
  }
}
