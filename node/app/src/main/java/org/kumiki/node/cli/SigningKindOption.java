package org.kumiki.node.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.kumiki.exchange.wire.SigningKind;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A kind of signing key as people write it. */
final class SigningKindOption implements ITypeConverter<SigningKind> {
  @Override
  public SigningKind convert(String value) {
    return SigningKind.ofLabel(value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + value
                        + "' is not a kind of signing key: "
                        + Arrays.stream(SigningKind.values())
                            .map(SigningKind::label)
                            .collect(Collectors.joining(" or "))));
  }
}
