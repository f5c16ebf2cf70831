package org.kumiki.trial.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The exchange and the tests of it once more, with some texts of its sources changed: compiled in
 * memory and loaded before the class path's own, so that what runs inside is the shipped code but
 * for the change.
 */
public final class ChangedClasses extends ClassLoader {
  /** Loaded again, so that they see the changed classes. Tests' libraries and learning are not. */
  private static final List<String> OWN =
      List.of(
          "org.kumiki.exchange.",
          "org.kumiki.trial.seeded.",
          "org.kumiki.trial.leak.",
          "org.kumiki.trial.attack.");

  private final Map<String, byte[]> changed;

  private ChangedClasses(Map<String, byte[]> changed) {
    super(ChangedClasses.class.getClassLoader());
    this.changed = changed;
  }

  /** With signatures remembered and nothing else changed: what the seeds run in. */
  public static ChangedClasses quick() {
    return with(List.of());
  }

  /** With these changes, and signatures remembered. */
  static ChangedClasses with(List<Change> changes) {
    Change remembered =
        new Change(
            "roster/Organisation",
            "&& Ed25519.verify(",
            "&& org.kumiki.trial.seeded.SignatureMemory.verify(");
    Map<String, String> sources = new LinkedHashMap<>();
    for (Change change : Stream.concat(changes.stream(), Stream.of(remembered)).toList()) {
      String before = sources.getOrDefault(change.className(), change.read());
      sources.put(change.className(), change.applyTo(before));
    }
    return new ChangedClasses(compile(sources));
  }

  /** Runs seeds inside; fails as {@code SeedRunner} does. */
  public String runSeeds(long from, long count) {
    return (String) call("run", new Class<?>[] {long.class, long.class}, from, count);
  }

  /** Runs one seed inside and tells its steps. */
  public String traceSeed(long seed) {
    return (String) call("trace", new Class<?>[] {long.class}, seed);
  }

  private Object call(String method, Class<?>[] types, Object... arguments) {
    try {
      return loadClass("org.kumiki.trial.seeded.SeedRunner")
          .getMethod(method, types)
          .invoke(null, arguments);
    } catch (java.lang.reflect.InvocationTargetException e) {
      if (e.getCause() instanceof AssertionError failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (OWN.stream().noneMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> found = findLoadedClass(name);
      return found == null ? define(name) : found;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes = changed.get(name);
    if (bytes == null) {
      try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        bytes = in.readAllBytes();
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  private static Map<String, byte[]> compile(Map<String, String> sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    try (Memory memory = new Memory(compiler.getStandardFileManager(problems, null, null))) {
      List<Source> units = new ArrayList<>();
      sources.forEach((name, text) -> units.add(new Source(name, text)));
      List<String> options =
          List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
      if (!compiler.getTask(null, memory, problems, options, null, units).call()) {
        throw new IllegalStateException(
            "the changed source does not compile: " + problems.getDiagnostics());
      }
      return memory.classes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String className, String text) {
      super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Keeps what the compiler writes. */
  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    Memory(JavaFileManager files) {
      super(files);
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new HashMap<>();
      written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, Kind kind, FileObject sibling) {
      URI uri = URI.create("string:///" + className.replace('.', '/') + kind.extension);
      return new SimpleJavaFileObject(uri, kind) {
        @Override
        public OutputStream openOutputStream() {
          return written.computeIfAbsent(className, c -> new ByteArrayOutputStream());
        }
      };
    }
  }
}
