package org.kumiki.platform.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings that PostgreSQL is started with; they stand above its configuration files. */
final class ServerOptions {
  private ServerOptions() {}

  /** As command-line arguments, for a server on {@code port} of 127.0.0.1. */
  static List<String> arguments(int port) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("listen_addresses", "127.0.0.1");
    options.put("port", Integer.toString(port));
    options.put("unix_socket_directories", "");
    options.put("password_encryption", "scram-sha-256");
    putSizes(options);
    putSilence(options);
    options.put("timezone", "UTC");
    options.put("log_timezone", "UTC");
    options.put("lc_messages", "C");
    List<String> arguments = new ArrayList<>();
    options.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
    return arguments;
  }

  /** One service with one small pool. */
  private static void putSizes(Map<String, String> options) {
    options.put("shared_buffers", "32MB");
    options.put("max_connections", "20");
    // Compiling a query costs more than any query of ours takes.
    options.put("jit", "off");
  }

  /**
   * Nothing of a query may reach the log: not its text, not its parameters, and not the message of
   * an error either, which quotes the value that was wrong. Hence only LOG, FATAL and PANIC.
   */
  private static void putSilence(Map<String, String> options) {
    options.put("log_destination", "stderr");
    options.put("logging_collector", "off");
    options.put("log_min_messages", "log");
    options.put("log_min_error_statement", "panic");
    options.put("log_error_verbosity", "terse");
    options.put("log_parameter_max_length", "0");
    options.put("log_parameter_max_length_on_error", "0");
    options.put("log_statement", "none");
    options.put("log_min_duration_statement", "-1");
    options.put("log_checkpoints", "off");
  }
}
