package org.kumiki.node.participation;

import java.io.IOException;
import org.kumiki.exchange.wire.ProtocolVersion;

/**
 * Somebody answered, and the same request would be answered alike at once. The message is for
 * people: what is the matter, and who can mend it.
 */
abstract class ChannelRefusal extends IOException {
  private static final long serialVersionUID = 1L;

  ChannelRefusal(String sentence) {
    super(sentence);
  }

  /** The coordinator is there, and what it should have published is not. */
  static final class NotThere extends ChannelRefusal {
    private static final long serialVersionUID = 1L;

    NotThere() {
      super("the coordinator does not have what it published");
    }
  }

  /** The coordinator is there, and gives what it published out no more. */
  static final class NoLonger extends ChannelRefusal {
    private static final long serialVersionUID = 1L;

    NoLonger() {
      super("the coordinator gives out no more what it published: it was withdrawn");
    }
  }

  /** The coordinator is there and does not take this node's certificate. */
  static final class NotAdmitted extends ChannelRefusal {
    private static final long serialVersionUID = 1L;

    NotAdmitted(int status) {
      super(
          "the coordinator answers "
              + status
              + ": it does not know this node's certificate, or has revoked it; ask the operator");
    }
  }

  /** The coordinator has seen two runs of this node at once, and serves neither. */
  static final class Copied extends ChannelRefusal {
    private static final long serialVersionUID = 1L;
    static final String PROBLEM = "urn:kumiki:problem:node-copied";

    Copied() {
      super(
          "the coordinator sees two copies of this node at once, with the same key, and serves"
              + " neither: find the other one and stop it, then ask the operator for 'kumiki"
              + " coordinator member reset'; if it is not yours, the key is stolen: tell the"
              + " operator to revoke it");
    }
  }

  /** The clocks of node and coordinator are apart, so that neither's deadlines mean anything. */
  static final class ClocksApart extends ChannelRefusal {
    private static final long serialVersionUID = 1L;

    ClocksApart(String sentence) {
      super(sentence);
    }
  }

  /** The coordinator is there and speaks no protocol version of this node's. */
  static final class OtherVersion extends ChannelRefusal {
    private static final long serialVersionUID = 1L;

    OtherVersion(String announcement) {
      super(
          "the coordinator speaks protocol version "
              + (ProtocolVersion.isAnnouncement(announcement) ? announcement : "unknown")
              + " and this node "
              + ProtocolVersion.announcement()
              + ": bring both sides to the same release");
    }
  }
}
