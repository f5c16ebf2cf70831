package org.kumiki.exchange.study;

import java.util.Optional;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.exchange.wire.WireReader;
import org.kumiki.exchange.wire.WireWriter;

/**
 * What a study may say beyond what every study says. Each part that is not the default follows the
 * study's deadline behind a u8 of its own, ascending, so that a study without any has the bytes,
 * and so the hash, that it had before there were such parts.
 *
 * @param prior what is taken off the target before anything is learned
 * @param rights what may be done with the model
 * @param holdout the share of each member's materials that trains nothing and that a validation
 *     tests models on; 0 for none. Each member draws them by a key of its own, whatever the study
 */
public record Provisions(Optional<Prior> prior, Rights rights, double holdout) {
  public static final Provisions NONE = new Provisions(Optional.empty(), Rights.PARTICIPANTS, 0);

  /** A model learns from most of what there is. */
  public static final double MAX_HOLDOUT = 0.5;

  private static final int PRIOR = 1;
  private static final int RIGHTS = 2;
  private static final int HOLDOUT = 3;

  public Provisions {
    // One zero, so that equal studies have equal bytes.
    holdout += 0.0;
  }

  void write(WireWriter out) {
    prior.ifPresent(given -> given.write(out.u8(PRIOR)));
    if (!rights.equals(Rights.PARTICIPANTS)) {
      out.u8(RIGHTS);
      rights.use().write(out);
      rights.export().write(out);
    }
    if (holdout > 0) {
      out.u8(HOLDOUT).f64(holdout);
    }
  }

  static Provisions read(WireReader in) {
    Optional<Prior> prior = Optional.empty();
    Rights rights = Rights.PARTICIPANTS;
    double holdout = 0;
    int last = 0;
    while (!in.atEnd()) {
      int part = in.u8("part");
      if (part <= last) {
        throw new WireFormatException("the parts behind a study's deadline are not in order");
      }
      last = part;
      switch (part) {
        case PRIOR -> prior = Optional.of(Prior.read(in));
        case RIGHTS -> rights = readRights(in);
        case HOLDOUT -> holdout = readHoldout(in);
        default -> throw new WireFormatException("part " + part + " of a study is unknown");
      }
    }
    return new Provisions(prior, rights, holdout);
  }

  private static double readHoldout(WireReader in) {
    double holdout = in.f64("holdout");
    if (!(holdout > 0)) {
      throw new WireFormatException("a study without hold-out does not name one");
    }
    return holdout;
  }

  private static Rights readRights(WireReader in) {
    Rights rights = new Rights(Audience.read(in), Audience.read(in));
    if (rights.equals(Rights.PARTICIPANTS)) {
      throw new WireFormatException("rights that are the default are not written");
    }
    return rights;
  }
}
