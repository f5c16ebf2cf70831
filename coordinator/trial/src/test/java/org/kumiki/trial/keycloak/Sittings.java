package org.kumiki.trial.keycloak;

import java.util.Map;
import java.util.TreeMap;
import org.kumiki.platform.page.Language;
import org.kumiki.trial.keycloak.Chromium.Look;

/** Who sits before which screen at the coordinator; each person signs in once. */
final class Sittings implements AutoCloseable {
  private final PeopleTrial.Running trial;
  private final Chromium chromium = Chromium.launch();
  private final Map<String, Window> signedIn = new TreeMap<>();
  private final Map<String, Window> opened = new TreeMap<>();

  Sittings(PeopleTrial.Running trial) {
    this.trial = trial;
  }

  /** The window of this person on this screen, where it was left. */
  Sitting of(String username, Look look) {
    Window account =
        signedIn.computeIfAbsent(
            username,
            name ->
                chromium
                    .open(Look.DESK)
                    .signIn(trial.coordinator(), name, trial.people().password()));
    Window window =
        opened.computeIfAbsent(username + " " + look, name -> chromium.open(look).as(account));
    Language language = look.language().equals("ja") ? Language.JA : Language.EN;
    return new Sitting(window, trial.coordinator(), language);
  }

  @Override
  public void close() {
    opened.values().forEach(Window::close);
    signedIn.values().forEach(Window::close);
    chromium.close();
  }
}
