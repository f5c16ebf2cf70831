package org.kumiki.trial.seeded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kumiki.exchange.round.CoordinatorCommand;
import org.kumiki.exchange.round.CoordinatorEvent;
import org.kumiki.exchange.round.CoordinatorMachine;
import org.kumiki.exchange.round.CoordinatorRound;
import org.kumiki.exchange.round.NodeCommand;
import org.kumiki.exchange.round.Publication;
import org.kumiki.exchange.secagg.VectorBytes;
import org.kumiki.exchange.secagg.VectorRoot;
import org.kumiki.exchange.secagg.VectorSample;
import org.kumiki.exchange.secagg.VectorSum;
import org.kumiki.exchange.study.Study;
import org.kumiki.exchange.wire.ByteString;
import org.kumiki.exchange.wire.Message.Entry;
import org.kumiki.exchange.wire.Message.MaskedVector;
import org.kumiki.exchange.wire.SignedMessage;
import org.kumiki.exchange.wire.WireFormatException;
import org.kumiki.learning.computation.Ring;

/**
 * The coordinator's shell without disk or network: recorded events, inboxes and vectors, which are
 * what a database would keep. Everything else dies with the process.
 */
public final class CoordinatorProcess {
  /** What the sender of something is told. */
  enum Answer {
    /** Taken, or of no interest: it need not be sent again. */
    DONE,
    /** No bytes with that root are here yet. */
    VECTOR_FIRST,
    /** A problem document: this is no message that anybody signed. */
    REFUSED,
    /** Nothing: the process died. */
    NONE
  }

  /** A committed letter. */
  private record Letter(String member, ByteString bytes) {}

  /** One study: what is durable, and the state in memory. */
  private static final class Course {
    final CoordinatorMachine machine;
    final Study study;
    final List<CoordinatorEvent> events = new ArrayList<>();
    final List<Letter> letters = new ArrayList<>();
    final Map<Integer, long[]> sums = new TreeMap<>();
    CoordinatorRound state;

    Course(Study study, CoordinatorMachine machine) {
      this.study = study;
      this.machine = machine;
      this.state = machine.initial();
    }
  }

  private final Consortium consortium;
  private final Script script;
  private final Watch watch;
  private final Map<ByteString, Course> courses = new LinkedHashMap<>();

  /** The same by the very object: a study's hash costs more than a step. */
  private final Map<Study, Course> byStudy = new IdentityHashMap<>();

  private final Map<String, List<byte[]>> inboxes = new TreeMap<>();
  private final Map<ByteString, byte[]> vectors = new HashMap<>();

  CoordinatorProcess(Consortium consortium, Script script, Watch watch) {
    this.consortium = consortium;
    this.script = script;
    this.watch = watch;
    consortium.members().forEach(member -> inboxes.put(member, new ArrayList<>()));
  }

  /** All letters that a member ever got, oldest first. */
  public List<byte[]> inbox(String member) {
    return inboxes.get(member);
  }

  public CoordinatorRound state(Study study) {
    return course(study).state;
  }

  private Course course(Study study) {
    return byStudy.get(study);
  }

  /** The published sums by round. */
  public Map<Integer, long[]> sums(Study study) {
    return course(study).sums;
  }

  /** The masked bytes with this root; null if none came. */
  public byte[] vector(ByteString root) {
    return vectors.get(root);
  }

  void submit(Study study) {
    CoordinatorMachine machine =
        new CoordinatorMachine(study, consortium.roster(), consortium.coordinator());
    Course course = new Course(study, machine);
    courses.put(study.hash(), course);
    byStudy.put(study, course);
    handle(study, new CoordinatorEvent.Submitted(), Boundary.NONE);
  }

  /** A member's message arrives, in bytes. */
  Answer receive(byte[] bytes, Boundary boundary) {
    SignedMessage message;
    try {
      message = SignedMessage.decode(bytes);
    } catch (WireFormatException e) {
      return Answer.REFUSED;
    }
    Course course = courses.get(message.context().studyHash());
    if (course == null || !consortium.roster().verifies(message)) {
      return Answer.REFUSED;
    }
    if (message.body() instanceof MaskedVector r1 && !vectors.containsKey(r1.root())) {
      boolean expected = isExpected(course, message.context().epoch(), r1.round());
      return expected ? Answer.VECTOR_FIRST : Answer.DONE;
    }
    return handle(course.study, new CoordinatorEvent.Received(message), boundary)
        ? Answer.DONE
        : Answer.NONE;
  }

  /** A masked vector arrives; only its length and place can be checked before its R1. */
  Answer receive(Outgoing.Vector vector, byte[] bytes) {
    Course course = courses.get(vector.study());
    if (!isExpected(course, vector.epoch(), vector.round())) {
      return Answer.DONE;
    }
    Ring ring = CoordinatorMachine.expectedRing(course.state);
    if (bytes.length != CoordinatorMachine.expectedLength(course.state) * ring.bytes()) {
      return Answer.REFUSED;
    }
    vectors.putIfAbsent(Kept.chunksOf(bytes).root(), bytes);
    return Answer.DONE;
  }

  private static boolean isExpected(Course course, long epoch, int round) {
    return course.state instanceof CoordinatorRound.Collecting
        && course.state.course().epoch() == epoch
        && course.state.course().round() + 1 == round;
  }

  /** Adds a complete round up. */
  void open(Study study, Boundary boundary) {
    Course course = course(study);
    CoordinatorRound.Opening opening = (CoordinatorRound.Opening) course.state;
    VectorSum total =
        new VectorSum(
            CoordinatorMachine.expectedLength(opening), CoordinatorMachine.expectedRing(opening));
    for (Entry upload : opening.received().values()) {
      try {
        byte[] vector = vectors.get(((MaskedVector) upload.body()).root());
        total.add(new ByteArrayInputStream(vector));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    handle(study, new CoordinatorEvent.Opened(total.toArray()), boundary);
  }

  /** False if the process died before it could answer. */
  boolean handle(Study study, CoordinatorEvent event, Boundary boundary) {
    Course course = course(study);
    CoordinatorRound before = course.state;
    CoordinatorMachine.Transition transition = course.machine.step(before, event);
    if (boundary == Boundary.BEFORE_COMMIT) {
      restart();
      return false;
    }
    course.events.add(event);
    course.state = transition.next();
    int published = before.course().round();
    if (event instanceof CoordinatorEvent.Opened opened
        && course.state.course().round() > published) {
      course.sums.put(published + 1, opened.sum());
      watch.opened(study, published + 1, opened.sum(), course.state);
    }
    for (CoordinatorCommand command : transition.commands()) {
      if (command instanceof CoordinatorCommand.Send send) {
        course.letters.add(new Letter(send.member(), ByteString.of(send.message().encode())));
        for (SignedMessage told : script.tells(send.member(), send.message())) {
          inboxes.get(send.member()).add(told.encode());
        }
      }
    }
    watch.coordinatorMoved(study, before, course.state);
    if (boundary != Boundary.NONE) {
      restart();
      return false;
    }
    return true;
  }

  /** A fresh process replays the recorded events: same states, same letters, byte for byte. */
  void restart() {
    for (Course course : courses.values()) {
      CoordinatorMachine machine =
          new CoordinatorMachine(course.study, consortium.roster(), consortium.coordinator());
      CoordinatorRound replayed = machine.initial();
      List<Letter> letters = new ArrayList<>();
      for (CoordinatorEvent event : course.events) {
        CoordinatorMachine.Transition transition = machine.step(replayed, event);
        replayed = transition.next();
        for (CoordinatorCommand command : transition.commands()) {
          if (command instanceof CoordinatorCommand.Send send) {
            letters.add(new Letter(send.member(), ByteString.of(send.message().encode())));
          }
        }
      }
      assertEquals(course.state, replayed, "a replayed state is the same state");
      assertEquals(course.letters, letters, "replayed letters are the same, byte for byte");
      course.state = replayed;
    }
  }

  /** What a member reads of a published round. */
  Publication.Source published(String member, ByteString study, NodeCommand.CheckSum check) {
    return script.publishes(member, check, new Published(courses.get(study), check));
  }

  private final class Published implements Publication.Source {
    private final byte[] sum;
    private final SortedMap<String, byte[]> uploaded = new TreeMap<>();

    Published(Course course, NodeCommand.CheckSum check) {
      this.sum = VectorBytes.of(course.sums.get(check.result().round()), check.ring());
      for (Entry upload : check.result().uploads()) {
        uploaded.put(upload.sender(), vectors.get(((MaskedVector) upload.body()).root()));
      }
    }

    @Override
    public InputStream sum() {
      return new ByteArrayInputStream(sum);
    }

    @Override
    public InputStream vector(String member) throws IOException {
      return new ByteArrayInputStream(bytes(member));
    }

    @Override
    public InputStream sample(List<Integer> chunks) {
      return VectorSample.stream(uploaded.values().stream().map(Kept::new).iterator(), chunks);
    }

    private byte[] bytes(String member) throws IOException {
      byte[] vector = uploaded.get(member);
      if (vector == null) {
        throw new IOException("no vector with that root is here");
      }
      return vector;
    }
  }

  /** A published vector in memory. */
  private record Kept(byte[] bytes) implements VectorSample.Vector {
    static VectorRoot.Chunks chunksOf(byte[] bytes) {
      VectorRoot root = new VectorRoot();
      root.update(bytes, 0, bytes.length);
      return root.finish();
    }

    @Override
    public VectorRoot.Chunks chunks() {
      return chunksOf(bytes);
    }

    @Override
    public byte[] chunk(int index) {
      int start = index * VectorRoot.CHUNK_BYTES;
      return Arrays.copyOfRange(bytes, start, start + VectorRoot.chunkLength(bytes.length, index));
    }
  }
}
