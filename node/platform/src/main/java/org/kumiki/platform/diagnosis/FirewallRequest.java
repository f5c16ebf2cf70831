package org.kumiki.platform.diagnosis;

import java.net.URI;
import java.util.Optional;

/**
 * What a member's network team is asked for, to paste into a ticket, in English and Japanese.
 *
 * @param host the coordinator's
 * @param port the coordinator's
 * @param proxy {@code host:port} of the company's proxy, if the way leads through one
 * @param inspector SHA-256 of the authority that inspects TLS today, where that was seen
 * @param issuer {@code host:port} where people's tokens come from, if people sign in
 */
public record FirewallRequest(
    String host,
    int port,
    Optional<String> proxy,
    Optional<String> inspector,
    Optional<String> issuer) {
  /** The request of a service at which nobody signs in. */
  public FirewallRequest(
      String host, int port, Optional<String> proxy, Optional<String> inspector) {
    this(host, port, proxy, inspector, Optional.empty());
  }

  /** With a second connection, to the issuer. */
  public FirewallRequest withIssuer(URI address) {
    String target = HostNames.host(address) + ":" + HostNames.port(address);
    return new FirewallRequest(host, port, proxy, inspector, Optional.of(target));
  }

  /** The text, lines separated by line feeds. */
  public String text() {
    return english()
        + issuer.map(this::issuerInEnglish).orElse("")
        + "\n"
        + japanese()
        + issuer.map(this::issuerInJapanese).orElse("");
  }

  private String issuerInEnglish(String target) {
    return """

        And a second one, by which people sign in:
          destination    %1$s
          direction      outbound only
          protocol       HTTPS with a certificate of the server alone
          proxy          %2$s
          content        sign-in of people: names, roles and tokens; no rows, no files
        """
        .formatted(
            target,
            proxy
                .map(p -> "through " + p + ": allow CONNECT to " + target)
                .orElse("none; a direct connection"));
  }

  private String issuerInJapanese(String target) {
    return """

        あわせて、利用者のサインインに使う次の通信も許可してください。
          宛先           %1$s
          方向           外向きのみ
          プロトコル     HTTPS（サーバー証明書のみ）
          プロキシ       %2$s
          内容           利用者のサインイン（氏名、役割、トークン）のみ。データの行やファイルは含みません
        """
        .formatted(
            target,
            proxy.map(p -> p + " を経由します。" + target + " への CONNECT を許可してください").orElse("なし（直接接続）"));
  }

  private String english() {
    return """
    Firewall request: Kumiki node

    Please allow one outbound connection:
      destination    %1$s, port %2$d
      direction      outbound only; nothing listens for the outside, no inbound rule is needed
      protocol       TCP, TLS 1.3 with certificates on both sides (mutual TLS)
      proxy          %3$s
      TLS inspection off for this one host: both sides accept certificates of one private
                     authority only, so an inspected connection fails%4$s
      duration       long-lived requests; please do not cut idle ones in under 60 s
      content        masked sums and signed messages; no rows, no files, no remote control
    """
        .formatted(
            host,
            port,
            proxy
                .map(p -> "through " + p + ": allow CONNECT to " + host + ":" + port)
                .orElse("none; a direct connection"),
            inspector.map(hash -> "\n                 today inspected by " + hash).orElse(""));
  }

  private String japanese() {
    return """
    ファイアウォール設定のお願い：Kumiki ノード

    次の外向き通信を一つだけ許可してください。
      宛先           %1$s、ポート %2$d
      方向           外向きのみ。外部からの接続は受け付けないため、内向きの許可は不要です
      プロトコル     TCP、TLS 1.3（相互 TLS：双方が証明書を提示します）
      プロキシ       %3$s
      TLS 検査       この宛先に限り対象外としてください。双方とも専用の認証局の証明書だけを
                     受け入れるため、検査を行うと接続できません%4$s
      接続時間       長く続く要求があります。無通信でも 60 秒未満で切断しないでください
      内容           マスクされた合計値と署名付きメッセージのみ。データの行、ファイル、
                     遠隔操作は含みません
    """
        .formatted(
            host,
            port,
            proxy
                .map(p -> p + " を経由します。" + host + ":" + port + " への CONNECT を許可してください")
                .orElse("なし（直接接続）"),
            inspector.map(hash -> "\n                 現在の検査装置の認証局 " + hash).orElse(""));
  }
}
